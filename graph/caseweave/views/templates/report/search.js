// Search across everything: cells, entities by any of their names, statements, disagreements, measures, questions.
const entry = (group, title, told, href, words = "") => ({ group, title, told, href, text: `${title} ${told} ${words}`.toLowerCase() });
let entries = null;
const index = () => entries ??= [
  ...D.cases.map(one => entry("Case", one.label, `${many(one.own, "own statement")}`, linkTo({ section: "comparison", case: one.case }))),
  ...D.rows.flatMap(row => Object.entries(row.cells).filter(([, cell]) => cell.head || row.essential).map(([key, cell]) => entry("Comparison", `${row.item} · ${label(key)}`, [plain(cell), cell.detail].filter(Boolean).join("; "), linkTo({ section: "comparison", row: row.key, case: key, rows: row.essential ? "" : "all" })))),
  ...D.disputes.filter(one => !isNote(one)).map(one => entry("Disagreement", one.question, one.strength, linkTo({ section: "disagreements", dispute: one.id }), one.faces.flatMap(face => face.says).join(" "))),
  ...[...measures.values()].map(one => entry("Measure", `${capital(one.group.name)} · ${label(one.case)}`, `${one.value} from ${one.group.zero}`, linkTo({ section: "measures", measure: one.id }))),
  ...D.questions.map(one => entry("Question", one.title, one.question, linkTo({ section: "ask", query: one.name }))),
  ...Object.entries(D.said).map(([name, said]) => entry("Statement", `${capital(said.text)} · ${label(said.case)}`, where(said), linkTo({ section: "timeline", said: name }), [said.printed, ...(said.when ?? [])].join(" "))),
];
const named = words => {
  const found = D.terms.filter(term => term.names.some(name => name.toLowerCase().includes(words)) && !term.label.toLowerCase().includes(words));
  return found.sort((a, b) => Math.min(...a.names.map(name => name.length)) - Math.min(...b.names.map(name => name.length)))[0];
};
const grams = text => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, place) => text.slice(place, place + 2)));
const nearest = words => {
  const mine = grams(words), near = text => { const other = grams(text.toLowerCase()); return [...mine].filter(one => other.has(one)).length * 2 / (mine.size + other.size || 1); };
  const best = D.terms.flatMap(term => [term.label, ...term.names].map(name => [near(name), term.label])).sort((a, b) => b[0] - a[0])[0];
  return best && best[0] > .5 ? best[1] : "";
};
const hitsFor = words => index().filter(one => words.split(/\s+/).every(word => one.text.includes(word)));
const showHits = () => {
  const typed = $("#find").value.trim(), words = typed.toLowerCase(), box = $("#hits");
  box.hidden = !words;
  if (!words) return;
  let found = hitsFor(words), told = "";
  const term = named(words);
  if (term) { found = [...found, ...hitsFor(term.label.toLowerCase()).filter(one => !found.includes(one))]; told = `“${typed}” is also called ${term.label}.`; }
  if (!found.length) {
    const near = nearest(words);
    told = `Nothing is called “${typed}” here. ${near ? `Shown instead: ${near}.` : "Try a shorter word."}`;
    found = near ? hitsFor(near.toLowerCase()) : [];
  }
  const most = 12;
  box.replaceChildren(told ? el("p", { role: "status" }, told) : "", el("ul", "", found.slice(0, most).map(one => el("li", "", el("a", { href: one.href }, one.title, el("small", "", [one.group, one.told].filter(Boolean).join(" · ")))))),
    found.length > most ? el("p", "soft", `and ${found.length - most} more`) : "");
};
$("#find").addEventListener("input", showHits);
$("#find").addEventListener("focus", showHits);
$("#find").addEventListener("keydown", event => {
  const links = $$("#hits a");
  if (event.key === "ArrowDown" && links.length) { links[0].focus(); event.preventDefault(); }
  if (event.key === "Enter" && links.length) links[0].click();
});
$("#hits").addEventListener("keydown", event => {
  const links = $$("#hits a"), at = links.indexOf(document.activeElement), next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  (links[next] ?? $("#find")).focus();
});
