// Measures: what follows from the statements, as dot and interval, relayed hollow, each proof a sentence.
const measureScale = width => {
  return linear(0, barsEnd(), 5, width - 14);
};
const interval = (one, scale) => {
  const y = 13, weak = one.role === "relayed" || one.doubt, look = weak ? "hollow" : "full", past = day => day > scale.high, from = Math.max(scale.low, one.low ?? scale.low), to = Math.min(scale.high, one.high ?? scale.high);
  const arrow = at => svg("path", { class: "rod", d: `M${at - 5} ${y - 4}L${at} ${y}L${at - 5} ${y + 4}` });
  if (one.low === undefined && one.high === undefined) return [];
  if (past(one.low ?? 0)) return [arrow(scale.right + 6), arrow(scale.right)];
  if (one.low === one.high) return [glyph("dot", scale.at(from), y, look)];
  const open = one.high === undefined || past(one.high);
  return [svg("path", { class: weak ? "dash" : "rod", d: `M${scale.at(from)} ${y}H${scale.at(to)}` }), one.low === undefined ? "" : glyph("dot", scale.at(from), y, look, .85), open ? arrow(scale.right + 6) : glyph("dot", scale.at(to), y, look, .85)];
};
const measureRow = (one, scale) => {
  const said = unique(one.steps.map(step => step.said)), disputed = disputesOf(said).length > 0;
  return el("div", { class: `mrow${one.role === "relayed" ? " rl" : ""}`, "data-id": one.id },
    el("div", "who", short(one.case), one.role === "relayed" ? dagger(one.by) : "", " ", el("small", "", [one.role === "relayed" ? "" : ACCOUNTS[one.account], one.doubt, one.reading, one.part].filter(Boolean).join(", "))),
    el("div", "pl blue", svg("svg", { width: scale.right + 14, height: 26, role: "img", "aria-label": `${label(one.case)}: ${one.value}` }, gridOf(scale, 26), interval(one, scale))),
    el("div", "val", el("button", { type: "button", on: { click: () => go({ ...NONE, measure: one.id }, "drawer") } }, one.value), disputed ? mark("‡") : ""),
    el("div", "pf", `${capital(one.proof)} (${(one.sections ?? []).join("; ") || label(one.by)}).`));
};
// Times from the protocol's day 0, and those that a row of the table shows; the others on demand.
const inTable = new Set(D.rows.filter(row => row.measure).flatMap(row => Object.values(row.cells).flatMap(cell => (cell.measures ?? []).map(id => measures.get(id)?.group))));
const origins = D.days.slice(1);
const isEssential = group => inTable.has(group) || !origins.includes(group.zero);
const measuresSection = {
  signature: () => [state.lanes, isEssential(measures.get(state.measure)?.group ?? D.measures[0] ?? {}) || state.measure, innerWidth, $("main").classList.contains("shut")].join("|"),
  build: root => root.append(el("div", "head", el("h2", { id: "h-measures", tabindex: "-1" }, "Times and values, with what each rests on"), el("p", "", "A line is an interval that the paper leaves open, not a confidence interval.")),
    el("div", "tools", D.measures.every(isEssential) ? "" : segment("lanes", [["essential", `from ${D.zero}`], ["all", "from every day 0"]], "Show"), el("span", "end", el("a", { class: "btn", href: asks("measures") }, "Query"))), el("div", "body")),
  draw: root => {
    const body = $(".body", root);
    if (!D.measures.length) return body.replaceChildren(el("p", "empty", "Nothing could be measured from what the papers say."));
    const probe = el("div", "mrow", el("div", "who"), el("div", "pl"), el("div", "val"), el("div", "pf"));
    body.replaceChildren(el("div", "ms", probe));
    const scale = measureScale(room($(".pl", probe), 440));
    const ticks = svg("svg", { width: scale.right + 14, height: 20, "aria-hidden": "true" }, scale.ticks().map(day => svg("text", { class: "s", x: scale.at(day), y: 14, "text-anchor": day ? "middle" : "start" }, day === scale.high ? `${day} d` : minus(day))));
    body.replaceChildren(el("div", "ms", el("div", "mrow max", el("div", "who", "case, account"), el("div", "pl", ticks), el("div", "val", "value"), el("div", "pf", "proof")),
      D.measures.filter(group => state.lanes === "all" || isEssential(group) || group.rows.some(one => one.id === state.measure)).map(group => [el("div", "mh", el("h3", "", capital(group.name), el("small", "", `from ${group.zero} · n = ${group.cases} of ${D.cases.length}`))), group.rows.map(one => measureRow(one, scale))])),
      el("p", "key", el("span", "blue", svg("svg", { width: 24, height: 12, "aria-hidden": "true" }, svg("path", { class: "rod", d: "M3 6H21" }), glyph("dot", 3, 6, "full", .8), glyph("dot", 21, 6, "full", .8)), "between these days"), el("span", "blue", svg("svg", { width: 16, height: 12, "aria-hidden": "true" }, glyph("dot", 6, 6, "full")), "on this day"), el("span", "blue", svg("svg", { width: 16, height: 12, "aria-hidden": "true" }, glyph("dot", 6, 6, "hollow")), "hollow: relayed, or suspected"), keyOf(["relayed", "disputed"]), el("span", "", el("b", "", "n"), " cases with a value")));
  },
  select: (root, one, focus) => {
    const ids = new Set((one?.measures ?? []).map(two => two.id));
    $$(".mrow[data-id]", root).forEach(row => row.classList.toggle("on", ids.has(row.dataset.id)));
    if (focus && ids.size) $(".mrow.on", root)?.scrollIntoView({ block: "center" });
  },
};
