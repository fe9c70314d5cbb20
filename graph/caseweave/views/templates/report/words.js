// How marks, statements and choices are written, the same in every section.
const MARKS = {
  "‡": "an account does not fit",
  mapped: "the curator’s term for what the paper says in other words",
  inferred: "the curator’s reading, not the paper’s own word",
  suspected: "a concern at the time, not a fact",
};
const relayedBy = paper => `relayed: told by ${label(paper)} of another paper’s patient`;
const dagger = paper => el("sup", { class: "k", title: relayedBy(paper) }, D.tags[paper] ?? "†");
const byLabel = new Map(D.papers.map(one => [`† ${one.label}`, one.id]));
const mark = text => {
  if (text === "‡") return [" ", el("span", { class: "x", title: MARKS["‡"] }, "‡")];
  if (text.startsWith("†")) return [dagger(byLabel.get(text))];
  if (text === "suspected") return [];
  return [" ", el("span", { class: "q", title: MARKS[text] }, text === "mapped" ? "our term" : text)];
};
const marksOf = list => (list ?? []).map(mark);
const worded = text => {
  const parts = [];
  let rest = text ?? "";
  for (let at = rest.indexOf("†"); at >= 0; at = rest.indexOf("†")) {
    const found = [...byLabel.keys()].find(name => rest.startsWith(name, at));
    if (!found) break;
    parts.push(rest.slice(0, at), dagger(byLabel.get(found)));
    rest = rest.slice(at + found.length);
  }
  return [...parts, rest];
};
const unreadChip = text => el("span", "unread", el("span", "", text));
const token = text => text === "not read" ? unreadChip(text) : el("span", { class: "nr" }, text || "–");
const lines = cell => {
  const told = cell.head ? [...worded(cell.head), marksOf(cell.marks)] : [token(cell.token), cell.detail ? "" : marksOf(cell.marks)];
  return [
    el("span", "hl", told),
    cell.detail ? el("span", "dt", worded(cell.detail), cell.head ? "" : marksOf(cell.marks)) : "",
  ];
};
const plain = cell => [cell.head || cell.token, ...(cell.marks ?? []).filter(one => one !== "suspected")].filter(Boolean).join(" ");

// A statement: its day, what is said in our words and in the paper's, and where.
const ACCOUNTS = { narrative: "text of the case", legend: "figure or table", discussion: "discussion", abstract: "abstract" };
const where = said => [label(said.by), ...(said.section ?? [])].join(", ");
const statement = (name, use) => {
  const said = D.said[name];
  if (!said) return el("div", "st", el("b", "", ""), el("div", "", name));
  const days = said.days || (said.when ?? [])[0] || "no day";
  const more = [use, ...(said.more ?? []), ...(said.doubt ?? [])].filter(Boolean).join("; ");
  return el("div", { class: "st", "data-said": name },
    el("b", "", days),
    el("div", "",
      said.text, said.role === "relayed" ? dagger(said.by) : "", said.printed && !said.text.includes(said.printed) ? [": ", el("q", "", said.printed)] : "",
      more ? el("small", "", more) : "",
      el("small", "", where(said), said.role === "synthesis" ? "; joins several cases" : ""),
      said.note ? el("small", "", said.note) : ""));
};
const statements = (names, most = 8) => {
  const told = names.map(name => statement(name));
  if (told.length <= most + 2) return told;
  return [...told.slice(0, most), el("details", "more", el("summary", "", `and ${told.length - most} more`), ...told.slice(most))];
};
const trust = { own: "the paper’s own word", relayed: "relayed" };
const ruled = rule => {
  const found = rule.match(/^(.*): (own|relayed)( in doubt)?, (\w+)$/);
  return found ? `${found[1]}; ${trust[found[2]]}${found[3] ?? ""}, ${ACCOUNTS[found[4]] ?? found[4]}. The account trusted most answers: own before relayed, the text of the case before figures, Discussion and Abstract` : rule;
};
const quoted = line => el("li", "", line.quote ? el("q", "", line.quote) : "", el("small", "", line.section));
const facing = one => el("div", "vs", one.faces.map(face => el("div", "face",
  el("b", "", face.says[0]), face.says.slice(1, 3).map(text => el("div", "", text)), face.says.length > 3 ? el("small", "", `and ${face.says.length - 3} more`) : "",
  el("ul", "", face.lines.map(quoted)))));
const settled = one => one.resolution === "unresolved" ? "unresolved" : `${one.resolution} by the curator: ${(one.preferred ?? []).map(name => D.said[name]?.text ?? name).join(", ")}${one.reason ? `: ${one.reason}` : ""}`;

// Switches and lists of choices, that write the state.
const segment = (name, options, told) => el("span", "", told, el("span", { class: "seg", role: "group", "aria-label": told },
  options.map(([value, text, title]) => el("button", { type: "button", "data-sets": name, "data-value": value, title, on: { click: () => go({ [name]: value }) } }, text))));
const picker = (name, options, told) => el("span", "", el("label", { for: `pick-${name}` }, told), el("select", { id: `pick-${name}`, "data-sets": name, on: { change: event => go({ [name]: event.target.value }) } },
  options.map(([value, text]) => el("option", { value }, text))));
const pressed = root => {
  for (const one of $$("[data-sets]", root)) {
    if (one.tagName === "BUTTON") one.setAttribute("aria-pressed", String(one.dataset.value === state[one.dataset.sets]));
    else if (one !== document.activeElement) one.value = state[one.dataset.sets];
  }
};
const button = (text, hear, look = "btn") => el("button", { type: "button", class: look, on: { click: hear } }, text);
const asks = (query, parameters = {}) => linkTo({ section: "ask", query, ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`p.${name}`, value])) });
