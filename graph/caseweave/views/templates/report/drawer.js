// The drawer: evidence beside what is chosen. Focus moves into it and back to where it came from.
const drawer = $("#drawer");
const accounts = found => {
  const shown = found.filter(one => one.low !== undefined || one.high !== undefined).filter(one => one.group.zero === found[0].group.zero).slice(0, 6);
  if (!shown.length || shown.every(one => one.group.name !== found[0].group.name)) return null;
  const same = shown.filter(one => one.group.name === found[0].group.name && one.case === found[0].case);
  const width = room(drawer, 376) - 32, high = nice(Math.max(...same.map(one => one.high ?? one.low)));
  const low = Math.min(0, ...same.map(one => one.low ?? 0)), scale = linear(low, high, 2, width - 10), height = same.length * 34 + 18;
  const bars = same.map((one, place) => {
    const y = place * 34, from = scale.at(one.low ?? low), to = scale.at(one.high ?? high), name = `${accountOf(one)}${one.reading ? `, ${one.reading}` : ""}`;
    const look = one.role === "relayed" || one.doubt ? "hollow" : "full";
    return svg("g", { class: "blue" }, svg("text", { x: Math.min(from, width - wide(`${name} ${one.value}`) - 8), y: y + 12 }, svg("tspan", "s", name), ` ${one.value}`),
      svg("rect", { x: from, width: Math.max(to - from, 5), y: y + 17, height: 9, class: look }));
  });
  const ticks = scale.ticks().map(day => [svg("line", { class: "grid", x1: scale.at(day), x2: scale.at(day), y1: 0, y2: height - 16 }), svg("text", { class: "s", x: scale.at(day), y: height - 2, "text-anchor": day === low ? "start" : day === high ? "end" : "middle" }, minus(day))]);
  return svg("svg", { class: "acc", width, height, role: "img", "aria-label": same.map(one => `${accountOf(one)} ${one.value}`).join("; ") }, ticks, bars);
};
const part = (title, ...kids) => kids.flat(Infinity).filter(Boolean).length ? [el("h4", "", title), ...kids] : [];
const evidenceLinks = one => {
  const doi = (cases.get(one.case)?.papers ?? []).map(id => papers.get(id)).filter(paper => paper.doi);
  const cell = one.row ? null : one.said.flatMap(name => cellsOf.get(name) ?? []).find(([row]) => rows.get(row).essential);
  const pick = one.row ? { row: one.row, case: one.case } : state.measure ? { measure: state.measure } : state.dispute ? { dispute: state.dispute } : { said: state.said };
  const inText = el("details", "more", el("summary", "", "Verify in your copy"), el("pre", "", unique(one.said.map(name => D.said[name]?.by).filter(Boolean)).map(id => `caseweave verify --text ${id}=your-copy.pdf`).join("\n")));
  return [el("p", "links",
    cell ? el("a", { href: linkTo({ section: "comparison", row: cell[0], case: cell[1] }) }, "In the table") : "",
    state.section === "timeline" ? "" : el("a", { href: linkTo({ section: "timeline", ...pick }) }, "On the timeline"),
    one.measures.length && state.section !== "measures" ? el("a", { href: linkTo({ section: "measures", measure: one.measures[0].id }) }, "Proof") : "",
    el("a", { href: one.query ?? asks("comparison", { case: one.case }) }, "Query"),
    doi.map(paper => el("a", { href: paper.url, rel: "noreferrer noopener", target: "_blank" }, `DOI ${short(one.case)}`)),
  ), one.said.length ? inText : ""];
};
const drawerBody = one => [
  one.answer.length ? el("p", `ans${one.long ? " long" : ""}`, one.answer, one.small ? [" ", el("small", "", one.small)] : "") : "",
  one.detail ? el("p", "rule", worded(one.detail)) : "",
  one.measures.length ? accounts(one.measures) : "",
  one.proof ? el("p", "rule", capital(one.proof), ".") : "",
  one.rule ? el("p", "rule", `Rule: ${ruled(one.rule)}.`) : "",
  one.note ? el("p", "rule", one.note) : "",
  part("It rests on", one.rests.slice(0, 10).map(([name, use]) => statement(name, use)), one.rests.length > 10 ? el("details", "more", el("summary", "", `and ${one.rests.length - 10} more`), one.rests.slice(10).map(([name, use]) => statement(name, use))) : ""),
  one.against.length ? [el("h4", "", el("span", "x", "‡"), " Does not fit with"), one.against.map(id => againstOne(disputes.get(id)))] : "",
  part("Statements that do not fit", statements(one.disputed ?? [], 3)),
  part("Fits", statements(one.fits, 4)),
  part("Not read", unreadOf(one.case).map(text => el("p", "note", text))),
  evidenceLinks(one),
];
const againstOne = one => [
  state.dispute === one.id ? "" : el("p", "note", el("a", { href: linkTo({ section: "disagreements", dispute: one.id }) }, one.question)),
  facing(one), el("p", "why", `${capital(one.strength)}, ${settled(one)}. ${one.note ?? ""}`),
];
let shownEvidence = "", cameFrom = null;
const drawDrawer = focus => {
  const one = chosen(), key = one ? JSON.stringify(CHOICE.map(name => state[name])) + state.zero + state.section : "";
  $("main").classList.toggle("shut", !one);
  $("#sections").classList.toggle("open", Boolean(one));
  if (!one) { shownEvidence = ""; drawer.hidden = true; return; }
  if (key !== shownEvidence) {
    drawer.hidden = false;
    drawer.classList.toggle("new", !shownEvidence);
    shownEvidence = key;
    drawer.replaceChildren(
      el("header", "", el("h3", { id: "drawer-title", tabindex: "-1" }, one.title), el("button", { type: "button", class: "close", "aria-label": "Close the evidence", on: { click: shutDrawer } }, "×")),
      ...[drawerBody(one)].flat(Infinity).filter(Boolean));
    drawer.scrollTop = 0;
  }
  if (focus === "drawer") { cameFrom = document.activeElement; $("#drawer-title").focus({ preventScroll: true }); }
};
const shutDrawer = () => {
  const back = $("td[aria-selected=true]", $("#comparison"));
  go({ ...NONE });
  (back && state.section === "comparison" ? back : cameFrom?.isConnected ? cameFrom : $(`#${state.section} h2`))?.focus({ preventScroll: true });
};
