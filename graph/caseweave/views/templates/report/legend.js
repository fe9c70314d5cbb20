// The legend: what each mark means, where it is used.
const sample = (...kids) => svg("svg", { width: 24, height: 12, class: "purple", "aria-hidden": "true" }, kids);
const LEGEND = {
  relayed: () => Object.entries(D.tags).map(([paper, tag]) => el("span", "", el("b", "", tag), ` ${relayedBy(paper)}`)),
  disputed: () => el("span", "", el("b", "x", "‡"), " an account does not fit"),
  nr: () => el("span", "", el("b", "", "NR"), " read, and not reported"),
  unread: () => el("span", "", unreadChip("not read"), " that part of the source was not read"),
  bars: () => el("span", "", `Bars run over days 0 to ${barsEnd()}, hollow where relayed.`),
  mini: () => [el("span", "", sample(svg("rect", { class: "full", y: 2, width: 22, height: 8 })), "certain"), el("span", "", sample(svg("rect", { class: "pale", x: 1, y: 2, width: 20, height: 8 })), "at some day in here"), el("span", "", sample(glyph("dot", 8, 6, "hollow")), "hollow: relayed"), el("span", "", `Days from ${D.zero}`)],
  marks: () => [
    el("span", "", sample(glyph("dot", 8, 6, "full")), "begins"), el("span", "", sample(glyph("triangle", 8, 6, "full")), "worse"), el("span", "", sample(glyph("diamond", 8, 6, "hollow")), "part worse, part better"),
    el("span", "", sample(glyph("triangleDown", 8, 6, "hollow")), "better"), el("span", "", sample(glyph("dot", 8, 6, "hollow")), "nearly clear"), el("span", "", sample(glyph("check", 8, 6)), "clear"),
    el("span", "", sample(svg("path", { class: "rod", d: "M1 2V10M1 6H21M21 2V10" })), "at some day in here"), el("span", "", sample(svg("path", { class: "dash", d: "M1 6H21" })), "dashed or hollow: relayed, suspected or inferred")],
  kinds: () => unique(D.links.shared.map(row => row.kind)).map(kind => el("span", "", kindGlyph(kind), kind)),
  speakers: () => [el("span", "", sample(glyph("dot", 8, 6, "full")), "the paper’s own word"), el("span", "", sample(glyph("dot", 8, 6, "hollow")), "hollow: relayed"), el("span", "", svg("svg", { width: 24, height: 12, class: "purple", "aria-hidden": "true" }, svg("circle", { cx: 8, cy: 6, r: 4.5, class: "hollow", "stroke-dasharray": "1.5 1.5" })), "dotted: our term")],
};
const keyOf = names => names.map(name => LEGEND[name]());
