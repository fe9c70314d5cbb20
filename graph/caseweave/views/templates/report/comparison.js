// Comparison: a row an item, a column a case, or turned; every cell leads to its evidence.
const bar = (cell, high) => {
  if (!cell.bars?.length) return null;
  const at = day => `${Math.max(0, Math.min(100, day / high * 100)).toFixed(2)}%`, name = cell.bars.map(([low, end]) => low === end ? `${low}` : `${low ?? 0} to ${end ?? "open"}`).join(" or ");
  const shapes = cell.bars.map(([low, end, role]) => {
    const look = role === "relayed" ? "hollow" : "full";
    if (low === end) return svg("svg", { x: at(low), y: 6.5, overflow: "visible" }, svg("circle", { r: 4, class: look }));
    return svg("rect", { x: at(low ?? 0), width: `${Math.max(1, (Math.min(end ?? high, high) - (low ?? 0)) / high * 100).toFixed(2)}%`, y: 2.5, height: 8, rx: 1, class: role === "relayed" ? "pale" : "full" });
  });
  const ticks = [0, .25, .5, .75, 1].map(share => svg("line", { class: "axis", x1: `${share * 100}%`, x2: `${share * 100}%`, y1: 4, y2: 9 }));
  return svg("svg", { class: "ib blue", width: "100%", height: 13, role: "img", "aria-label": `days ${name}` }, svg("line", { class: "grid", x1: 0, x2: "100%", y1: 6.5, y2: 6.5 }), ticks, shapes);
};
const barsEnd = () => nice(Math.max(10, ...D.rows.flatMap(row => Object.values(row.cells).flatMap(cell => (cell.bars ?? []).map(([low, high]) => high ?? low ?? 0).filter(day => day <= 100)))));
const cellNode = (row, key, high) => {
  const cell = cellAt(row.key, key);
  const away = state.show === "own" && isRelayed(cell);
  return el("td", { role: "gridcell", tabindex: "-1", class: [isRelayed(cell) && "rl", away && "away"].filter(Boolean).join(" ") || null, "data-row": row.key, "data-case": key, "data-name": state.turned ? row.item : short(key) }, lines(cell), bar(cell, high));
};
const ordered = () => {
  const list = [...D.cases];
  if (!state.sort) return list;
  const [row, way] = state.sort.split(" "), value = one => {
    const cell = cellAt(row, one.case), day = cell?.bars?.[0]?.[1] ?? parseFloat((cell?.head ?? "").replace("−", "-").match(/-?\d+(\.\d+)?/)?.[0]);
    return cell?.head ? day : Infinity;
  };
  const text = one => cellAt(row, one.case)?.head ?? "￿";
  return list.sort((a, b) => (way === "down" ? -1 : 1) * ((value(a) - value(b)) || text(a).localeCompare(text(b))));
};
const wanted = row => {
  const cells = Object.values(row.cells), words = state.filter.trim().toLowerCase();
  if (state.rows === "essential" && !row.essential) return false;
  if (state.rows === "all" && cells.every(cell => !cell.head && !cell.detail && cell.state === "blank")) return false;
  if (state.show === "relayed" && !cells.some(isRelayed)) return false;
  if (state.show === "disputed" && !cells.some(cell => cell.disputes?.length)) return false;
  return !words || [row.item, row.group, ...cells.flatMap(cell => [cell.head, cell.detail])].join(" ").toLowerCase().includes(words);
};
const caseHead = one => {
  const paper = papers.get(one.papers[0]);
  return el("th", { role: "columnheader", scope: "col", "data-of": one.case }, one.label, el("small", "", [paper ? `${paper.read} read` : "known from others", one.relayed.length ? `days also told by ${one.relayed.map(([id]) => short(id)).join(", ")}` : ""].filter(Boolean).join("; ")));
};
const itemHead = row => {
  const measure = row.measure && D.measures.find(group => group.name === row.measure && Object.values(row.cells).some(cell => (cell.measures ?? []).some(id => measures.get(id)?.group === group)));
  return el("th", { role: state.turned ? "columnheader" : "rowheader", scope: state.turned ? "col" : "row" }, row.item, measure && !row.item.includes(measure.zero) ? el("small", "", `from ${measure.zero}`) : "");
};
const table = () => {
  const list = D.rows.filter(wanted), who = ordered(), high = barsEnd();
  if (!list.length) return el("p", "empty", state.filter ? `No row says “${state.filter}”. ` : "No row is left. ", button("Show every row", () => go({ filter: "", show: "everything", rows: "all" }), "link"));
  const head = state.turned ? [el("th", { role: "columnheader", scope: "col" }, "Case"), list.map(itemHead)] : [el("th", { role: "columnheader", scope: "col" }, el("span", "aside", "Item")), who.map(caseHead)];
  const groups = unique(list.map(row => row.group));
  const body = state.turned
    ? who.map(one => el("tr", { role: "row" }, el("th", { role: "rowheader", scope: "row" }, one.label), list.map(row => cellNode(row, one.case, high))))
    : groups.flatMap(group => [el("tr", { role: "row", class: "g" }, el("th", { role: "rowheader", scope: "colgroup", colspan: who.length + 1 }, group)),
      ...list.filter(row => row.group === group).map(row => el("tr", { role: "row" }, itemHead(row), who.map(one => cellNode(row, one.case, high))))]);
  const columns = state.turned ? list.length : who.length;
  const made = el("table", { class: "cmp", role: "grid", "aria-labelledby": "h-comparison" }, el("colgroup", "", el("col"), Array.from({ length: columns }, () => el("col"))), el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)), el("tbody", { role: "rowgroup" }, body));
  return columns > 5 ? el("div", { class: "scroll", role: "region", "aria-label": "Table, scrolls sideways", tabindex: "0" }, made) : made;
};
const tableNotes = () => [
  el("p", "key", keyOf(["relayed", "disputed", "nr", "unread", "bars"])),
  ...D.notes.map(text => el("p", "notes", text)),
];
const cellOf = target => target.closest?.("td[data-row]");
const rove = cell => { $$('td[tabindex="0"]', $("#comparison")).forEach(one => one.setAttribute("tabindex", "-1")); cell?.setAttribute("tabindex", "0"); };
const move = (cell, key) => {
  const lines = $$("tbody tr", cell.closest("table")).filter(row => $("td", row)), at = lines.indexOf(cell.parentNode), cells = $$("td", cell.parentNode), place = cells.indexOf(cell);
  const [line, next] = { ArrowRight: [at, place + 1], ArrowLeft: [at, place - 1], ArrowDown: [at + 1, place], ArrowUp: [at - 1, place], Home: [at, 0], End: [at, cells.length - 1] }[key];
  const found = lines[line] && $$("td", lines[line])[next];
  if (found) { rove(found); found.focus(); }
};
const openCell = (cell, focus) => go({ ...NONE, row: cell.dataset.row, case: cell.dataset.case }, focus);
const comparisonSection = {
  signature: () => [state.rows, state.show, state.zero, state.filter, state.sort, state.turned].join("|"),
  build: root => root.append(el("div", "head", el("h2", { id: "h-comparison", tabindex: "-1" }, D.title)),
    el("div", "tools",
      segment("rows", [["essential", "Essential"], ["all", "All"]], "Rows"),
      segment("show", [["everything", "everything"], ["own", "own"], ["relayed", "relayed †"], ["disputed", "only ‡"]], "Show"),
      D.days.length > 1 ? segment("zero", D.days.map((name, place) => [place ? name : "", name]), "Day 0") : "",
      el("span", "", el("label", { class: "aside", for: "filter" }, "Filter rows"), el("input", { id: "filter", type: "search", placeholder: "Filter rows", "data-sets": "filter", on: { input: event => go({ filter: event.target.value }) } })),
      D.cases.length > 1 ? picker("sort", [["", "as in the protocol"], ...D.rows.filter(row => row.essential && row.measure).map(row => [row.key, row.item])], "Order") : "",
      el("span", "end", el("button", { type: "button", class: "btn", "data-sets": "turned", "data-value": "yes", on: { click: () => go({ turned: state.turned ? "" : "yes" }) } }, "Transpose"), button("Copy table", copyTable), el("a", { class: "btn", href: asks("comparison") }, "Query"))),
    el("div", "body")),
  draw: root => $(".body", root).replaceChildren(...[table(), tableNotes()].flat(Infinity)),
  select: (root, one, focus) => {
    $$("td[aria-selected]", root).forEach(cell => cell.removeAttribute("aria-selected"));
    $$("thead th[data-of]", root).forEach(head => head.classList.toggle("on", head.dataset.of === state.case));
    const cell = state.row && $(`td[data-row="${CSS.escape(state.row)}"][data-case="${CSS.escape(state.case)}"]`, root);
    if (cell) cell.setAttribute("aria-selected", "true");
    rove(cell || $('td[tabindex="0"]', root) || $("td", root));
    if (cell && (focus === "drawer" || focus === "section" || innerWidth <= 720)) cell.scrollIntoView({ block: innerWidth <= 720 ? "start" : "nearest" });
  },
};
$("#comparison").addEventListener("click", event => { const cell = cellOf(event.target); if (cell) openCell(cell, "drawer"); });
$("#comparison").addEventListener("keydown", event => {
  const cell = cellOf(event.target);
  if (!cell) return;
  if (/^(Arrow|Home|End)/.test(event.key)) { move(cell, event.key); event.preventDefault(); }
  if (event.key === "Enter" || event.key === " ") { openCell(cell, "drawer"); event.preventDefault(); }
});
