// Network: a rail a shared thing, a station a case; below, what one case alone has, and the map.
const WAYS = { own: "its own paper’s word", relayed: "relayed", mapped: "our term", inferred: "inferred" };
const pairOf = () => state.pair ? state.pair.split(",") : D.cases.map(one => one.case);
const sharedRows = () => { const who = pairOf(); return D.links.shared.filter(row => who.filter(key => row.stations[key]).length > 1).sort(byPhase); };
const PHASES = ["", "before", "after"];
const byPhase = (a, b) => (a.kind === "measure") - (b.kind === "measure") || PHASES.indexOf(a.phase ?? "") - PHASES.indexOf(b.phase ?? "") || Object.keys(b.stations).length - Object.keys(a.stations).length || (b.level ?? 0) - (a.level ?? 0);
const phaseName = row => row.kind === "measure" ? "Measures" : { "": "Whatever the day", before: `Before ${D.zero}`, after: `After ${D.zero}` }[row.phase ?? ""];
const PHRASES = { Measures: "derived from the statements, each with a proof", "Whatever the day": "what the patients have, whenever it is told" };
const station = (row, key, place, last) => {
  const one = row.stations[key];
  if (!one) {
    const why = row.missing?.[key];
    return el("td", { class: place < last && pairOf().slice(0, place).some(other => row.stations[other]) ? "pass" : "none", "data-case": key }, why?.text === "not read" ? unreadChip("not read") : why?.text ?? "");
  }
  const first = !pairOf().slice(0, place).some(other => row.stations[other]);
  const disputed = disputesOf(one.said ?? []).length > 0;
  const text = one.text || "yes";
  return el("td", { class: [one.how, first && "first", place === last && "last"].filter(Boolean).join(" "), "data-case": key },
    el("i", { "aria-hidden": "true" }), el("b", "", short(key)),
    el("button", { type: "button", class: "clamp", "data-said": (one.measures ?? one.said).join(","), "aria-label": `${row.label}, ${label(key)}: ${text}${one.how === "own" ? "" : `, ${WAYS[one.how]}`}`, on: { click: () => go({ ...NONE, ...(one.measures ? { measure: one.measures[0] } : { said: one.said.join(",") }) }, "drawer") } },
      text, one.how === "relayed" ? one.by.map(dagger) : one.how === "own" ? "" : [" ", el("span", "q", WAYS[one.how])], disputed ? mark("‡") : ""));
};
const railTone = row => D.kinds[row.kind]?.[0] ?? "grey";
const rails = () => {
  const who = pairOf(), list = sharedRows(), groups = unique(list.map(phaseName));
  if (!list.length) return el("p", "empty", "These cases share nothing that tells them from others.");
  return el("table", { class: "net", "aria-labelledby": "h-network" }, el("colgroup", "", el("col"), who.map(() => el("col"))),
    el("thead", "", el("tr", "", el("th", { scope: "col" }, el("span", "aside", "What is shared")), who.map(key => el("th", { scope: "col" }, label(key), el("small", "", `${cases.get(key).own} own${cases.get(key).relayed.length ? `, ${cases.get(key).relayed.reduce((sum, [, count]) => sum + count, 0)} relayed †` : ""}`))))),
    el("tbody", "", groups.flatMap(group => [el("tr", "g", el("th", { scope: "colgroup", colspan: who.length + 1 }, group, PHRASES[group] ? el("span", "", PHRASES[group]) : "")),
      ...list.filter(row => phaseName(row) === group).map(row => {
        const last = who.findLastIndex(key => row.stations[key]);
        return el("tr", { class: railTone(row), "data-code": row.code }, el("th", { scope: "row" }, el("span", "row", kindGlyph(row.kind), el("span", "", capital(row.label)))), who.map((key, place) => station(row, key, place, last)));
      })])));
};
const tally = () => {
  const counts = new Map();
  for (const row of D.links.shared) { const key = Object.keys(row.stations).map(short).join(", "); counts.set(key, (counts.get(key) ?? 0) + 1); }
  return el("p", "sum end", [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([names, count]) => el("span", "", el("b", "", String(count)), ` ${names.split(", ").length === D.cases.length && D.cases.length > 2 ? `in all ${D.cases.length}` : names}`)));
};
const onlyIn = () => pairOf().slice(0, 12).map(key => {
  const list = D.links.single.filter(one => one.case === key);
  return [el("h3", "only-of", `Only ${label(key)} `, el("small", "soft", many(list.length, "entity", "entities"))), el("ul", "only", list.map(one => el("li", "", kindGlyph(one.kind), el("span", "", el("button", { type: "button", class: "link", on: { click: () => go({ ...NONE, said: one.said.slice(0, 12).join(",") }, "drawer") } }, one.label), one.text ? el("small", "", ` ${one.text}`) : ""))))];
});
const pairs = () => {
  const keys = D.cases.map(one => one.case);
  if (keys.length < 3) return "";
  const all = keys.flatMap((one, place) => keys.slice(place + 1).map(other => [one, other]));
  const options = [["", `all ${keys.length}`], ...all.map(([one, other]) => [`${one},${other}`, `${short(one)}, ${short(other)}`])];
  return keys.length <= 4 ? segment("pair", options, "Compare") : twoOf(keys);
};
const twoOf = keys => {
  const list = place => el("select", { "aria-label": `Case ${place + 1}`, on: { change: event => { twoChosen[place] = event.target.value; go({ pair: twoChosen.every(Boolean) ? twoChosen.join(",") : "" }); } } },
    el("option", { value: "" }, "any"), keys.map(key => el("option", { value: key, selected: twoChosen[place] === key }, label(key))));
  return el("span", "", "Compare", list(0), "and", list(1));
};
const twoChosen = state.pair.includes(",") ? state.pair.split(",") : ["", ""];

// Of many cases: how many share a thing, and which; two of them can be compared on rails.
const MOST_RAILS = 6;
const sharedList = () => el("table", { class: "many", "aria-labelledby": "h-network" }, el("thead", "", el("tr", "", ["What is shared", "When", "Cases", "Which"].map(text => el("th", { scope: "col" }, text)))),
  el("tbody", "", sharedRows().map(row => {
    const keys = Object.keys(row.stations), said = keys.flatMap(key => (row.stations[key].said ?? []).slice(0, 2)).slice(0, 24).join(",");
    return el("tr", "", el("th", { scope: "row" }, el("button", { type: "button", class: "link", "data-said": said, on: { click: () => go({ ...NONE, said }, "drawer") } }, capital(row.label))), el("td", "", phaseName(row)), el("td", "", String(keys.length)), el("td", "", `${keys.slice(0, 6).map(short).join(", ")}${keys.length > 6 ? ` and ${keys.length - 6} more` : ""}`));
  })));

// The map: the entities that tell most, placed so that no label lies on another.
const MOST_NODES = 24;
const mapData = () => {
  const who = pairOf().slice(0, 12), shared = sharedRows().filter((row, place, list) => list.findIndex(two => two.code === row.code) === place);
  const single = D.links.single.filter(one => who.includes(one.case) && ["diagnosis", "genetics", "treatment", "adverse event", "outcome", "lesion"].includes(one.kind));
  const kept = shared.slice(0, 16).map(row => ({ code: row.code, label: row.label, kind: row.kind, ends: Object.fromEntries(who.filter(key => row.stations[key]).map(key => [key, row.stations[key]])) }));
  const turn = new Map();
  const ranked = single.map(one => { const place = turn.get(one.case) ?? 0; turn.set(one.case, place + 1); return [place - (disputesOf(one.said).length ? 100 : 0), one]; }).sort((a, b) => a[0] - b[0]);
  const rest = ranked.slice(0, Math.max(0, MOST_NODES - kept.length)).map(([, one]) => ({ code: one.code, label: one.label, kind: one.kind, ends: { [one.case]: { how: one.how ?? "own", said: one.said, text: one.text } } }));
  return { who, nodes: [...kept, ...rest].filter(node => Object.keys(node.ends).length) };
};
const CUT = 30;
const cutLabel = text => text.length > CUT ? `${text.slice(0, CUT - 1).trimEnd()}…` : text;
const inside = (at, edge, end) => Math.max(edge, Math.min(end - edge, at));
const layMap = (width, height) => {
  const { who, nodes } = mapData(), places = new Map();
  who.forEach((key, place) => {
    const angle = Math.PI + place * 2 * Math.PI / who.length, w = wide(label(key), 14, 600) + 28;
    places.set(key, { x: width / 2 + Math.cos(angle) * width * .31, y: height / 2 - Math.sin(angle) * height * .30, w, h: 34, fixed: true });
  });
  nodes.forEach((node, order) => {
    const ends = Object.keys(node.ends).map(key => places.get(key)), x = ends.reduce((sum, end) => sum + end.x, 0) / ends.length, y = ends.reduce((sum, end) => sum + end.y, 0) / ends.length;
    const turn = order * 2.399963, alone = ends.length === 1;
    const out = alone ? Math.atan2(y - height / 2, x - width / 2) + ((order % 7) - 3) * .42 : turn, far = alone ? 150 + (order % 3) * 34 : 20 + (order % 5) * 16;
    const w = Math.max(wide(cutLabel(capital(node.label))), 16) + 18;
    places.set(node.code, { x: inside(x + Math.cos(out) * far, w / 2 + 2, width), y: inside(y + Math.sin(out) * far * .8, 30, height), w, h: 42, node });
  });
  const all = [...places.values()];
  for (let round = 0; round < 800; round++) for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    const a = all[i], b = all[j], dx = (a.w + b.w) / 2 + 6 - Math.abs(a.x - b.x), dy = (a.h + b.h) / 2 + 4 - Math.abs(a.y - b.y);
    if (dx <= 0 || dy <= 0) continue;
    const way = dy < dx ? "y" : "x", push = (way === "y" ? dy : dx) / 2 + .5, sign = a[way] === b[way] ? (i % 2 ? 1 : -1) : Math.sign(a[way] - b[way]);
    if (!a.fixed) a[way] += push * sign * (b.fixed ? 2 : 1);
    if (!b.fixed) b[way] -= push * sign * (a.fixed ? 2 : 1);
    for (const one of [a, b]) if (!one.fixed) { one.x = inside(one.x, one.w / 2 + 2, width); one.y = inside(one.y, 30, height); }
  }
  return { who, nodes, places };
};
const map = width => {
  const height = width < 900 ? 760 : Math.round(Math.max(480, Math.min(640, width * .52))), { who, nodes, places } = layMap(width, height);
  const edges = nodes.flatMap(node => Object.entries(node.ends).map(([key, end]) => {
    const a = places.get(key), b = places.get(node.code), d = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${(b.y - 8).toFixed(1)}`, disputed = disputesOf(end.said ?? []).length > 0;
    return svg("g", { "data-from": key, "data-to": node.code }, svg("path", { class: `e ${end.how}${disputed ? " disputed" : ""}`, d }), svg("path", { class: "eh", d, "data-open": JSON.stringify(end.measures ? { measure: end.measures[0] } : { said: (end.said ?? []).join(",") }) }, svg("title", "", `${label(key)}: ${node.label}${end.text ? `, ${end.text}` : ""}`)));
  }));
  const boxes = who.map(key => { const at = places.get(key); return svg("g", { class: "node", "data-node": key }, svg("rect", { class: "case-box", x: at.x - at.w / 2, y: at.y - 17, width: at.w, height: 34, rx: 6 }), svg("text", { class: "case-name", x: at.x, y: at.y + 5, "text-anchor": "middle" }, label(key))); });
  const dots = nodes.map(node => {
    const at = places.get(node.code), disputed = Object.values(node.ends).some(end => disputesOf(end.said ?? []).length), name = cutLabel(capital(node.label));
    return svg("g", { class: `node mark ${railTone(node)}`, role: "button", tabindex: "0", "data-node": node.code, "aria-label": `${node.label}: ${Object.keys(node.ends).map(label).join(", ")}`, "data-open": JSON.stringify(Object.values(node.ends)[0].measures ? { measure: Object.values(node.ends)[0].measures[0] } : { said: Object.values(node.ends).flatMap(end => (end.said ?? []).slice(0, 4)).join(",") }) },
      svg("title", "", node.label), svg("rect", { class: "hit", x: at.x - at.w / 2, y: at.y - 18, width: at.w, height: 38 }), svg("circle", { class: "halo", cx: at.x, cy: at.y - 8, r: 10 }), glyph(D.kinds[node.kind]?.[1] ?? "dot", at.x, at.y - 8, "full", 1.15), svg("text", { class: "cap", x: at.x, y: at.y + 13, "text-anchor": "middle" }, name, disputed ? svg("tspan", "o", " ‡") : ""));
  });
  return [el("div", "map", el("h3", "", "Map ", el("small", "", `the ${nodes.length} entities that tell most; dashed: relayed; choose one or a line to see its statements. The list above holds the same.`)),
    el("p", "tiny soft no-map", "The map needs a wider screen; the rails above hold the same links."), svg("svg", { width, height, role: "group", "aria-label": `Map of ${who.length} cases and ${nodes.length} entities` }, edges, boxes, dots))];
};
const lit = (root, node) => {
  const groups = $$(".map g[data-from]", root), near = new Set([node]);
  groups.forEach(edge => { const mine = edge.dataset.from === node || edge.dataset.to === node; if (mine) { near.add(edge.dataset.from); near.add(edge.dataset.to); } edge.classList.toggle("dim", Boolean(node) && !mine); });
  $$(".map .node", root).forEach(one => one.classList.toggle("dim", Boolean(node) && !near.has(one.dataset.node)));
};
const networkSection = {
  signature: () => [state.pair, state.only, innerWidth, $("main").classList.contains("shut")].join("|"),
  build: root => root.append(el("div", "head", el("h2", { id: "h-network", tabindex: "-1" }, "What links the cases")),
    el("div", "tools", pairs(), segment("only", [["", "shared"], ["yes", "only in one"]], "Show"), el("a", { class: "btn", href: asks("shared-entities") }, "Query"), tally()), el("div", "body")),
  draw: root => $(".body", root).replaceChildren(...[state.only ? onlyIn() : pairOf().length > MOST_RAILS ? sharedList() : rails(), el("p", "key", keyOf(["kinds", "speakers", "relayed", "disputed"])), map(room($(".body", root), 1200))].flat(Infinity)),
  select: (root, one) => {
    const said = new Set(one?.said ?? []), ids = new Set((one?.measures ?? []).map(two => two.id));
    $$(".net td", root).forEach(cell => cell.classList.toggle("on", ($("button", cell)?.dataset.said ?? "").split(",").some(name => said.has(name) || ids.has(name))));
    $$(".map .mark", root).forEach(node => node.classList.toggle("on", JSON.parse(node.dataset.open).said?.split(",").some(name => said.has(name)) ?? false));
  },
};
const openNode = target => {
  const found = target.closest?.("[data-open]");
  if (found) go({ ...NONE, ...JSON.parse(found.dataset.open) }, "drawer");
  return Boolean(found);
};
$("#network").addEventListener("click", event => { openNode(event.target); const box = event.target.closest?.(".node"); if (box && !box.dataset.open) lit($("#network"), box.dataset.node); });
$("#network").addEventListener("keydown", event => { if ((event.key === "Enter" || event.key === " ") && openNode(event.target)) event.preventDefault(); });
for (const kind of ["pointerover", "focusin"]) $("#network").addEventListener(kind, event => { const node = event.target.closest?.(".map .node"); if (node || event.target.closest?.(".map svg") || kind === "focusin") lit($("#network"), node?.dataset.node ?? ""); });
