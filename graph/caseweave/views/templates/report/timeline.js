// Timeline: a lane a topic, day 0 aligned; what has no day stands beside it. Drawn at the width there is.
const COURSE = { appears: ["dot", "full"], recurs: ["dot", "full"], worsens: ["triangle", "full"], mixed: ["diamond", "hollow"], stable: ["square", "hollow"], improves: ["triangleDown", "hollow"], "nearly cleared": ["dot", "hollow"], cleared: ["check", "hollow"], absent: ["check", "hollow"], seen: ["dot", "full"] };
const LANE = { course: ["purple"], worst: ["ink", "square"], doses: ["green", "dot"] };
const laneLook = track => LANE[track.show] ?? ["blue", "diamond"];
const figure = () => (D.timeline[state.zero] ?? D.timeline[""])?.[state.lanes === "all" ? "all" : "essential"] ?? [];
const NEAR = [-7, 42];
const known = span => unique(span.filter(day => day !== null && day !== undefined)).sort((a, b) => a - b);
const isExact = span => known(span).length === 1 && span.every(day => day !== null);
const spanOf = one => one.span ?? [one.low ?? null, one.high ?? null, one.low ?? null, one.high ?? null];
const isWeak = (one, role) => role === "relayed" || one.inferred || one.doubt;
const extents = tracks => tracks.flatMap(track => [...track.tellings.flatMap(telling => telling.marks.map(spanOf)), ...track.brackets.map(spanOf)]).flatMap(known);
const scaleFor = (width, left = 6) => {
  const days = extents(figure().flatMap(lane => lane.tracks)), right = width - 8;
  if (state.days === "all") return bent(Math.min(NEAR[0], ...days), Math.max(NEAR[1], ...days), left, right);
  return linear(NEAR[0], NEAR[1], left, right);
};
const inView = (span, scale) => { const days = known(span); return days.length && days[0] <= scale.high && days.at(-1) >= scale.low && !(span[0] === null && days.at(-1) <= 0 && state.days === "near"); };

// A mark covers a stretch; its label goes right of it, left of it, or to a row of its own.
const placed = (marks, scale, cut) => {
  const taken = [];
  return marks.map(one => {
    const exact = isExact(one.span);
    const from = scale.at(Math.max(one.span[0] ?? scale.low, scale.low)), to = scale.at(Math.min(one.span[3] ?? scale.high, scale.high));
    const x0 = exact ? from - 6 : from, x1 = exact ? to + 6 : Math.max(to, from + 6), text = cut(one.text), long = text ? wide(text, 12, one.bracket ? 600 : 400) + (one.disputed ? 14 : 0) : 0;
    for (let row = 0; ; row++) {
      const free = (a, b) => !(taken[row] ?? []).some(([c, d]) => a < d + 3 && c < b + 3);
      const put = (t0, anchor) => { (taken[row] ??= []).push([x0, x1]); if (long) taken[row].push([t0, t0 + long]); return { ...one, x0, x1, exact, row, text, t0, anchor }; };
      if (!free(x0, x1)) continue;
      if (!long) return put(0, "start");
      if (x1 + 6 + long <= scale.right + 4 && free(x1 + 6, x1 + 6 + long)) return put(x1 + 6, "start");
      if (x0 - 6 - long >= scale.left - 4 && free(x0 - 6 - long, x0 - 6)) return put(x0 - 6 - long, "end");
      if (row >= (taken.length || 0) && row > 12) return put(Math.max(scale.left, Math.min(x1 + 6, scale.right - long)), "start");
    }
  });
};
const ROW = 24;
const drawnMark = (one, track, role, scale) => {
  const y = one.row * ROW + 14, weak = isWeak(one, role), [tone, plainShape] = laneLook(track), text = `${(one.titles ?? [one.text]).join("; ")}`;
  const body = [];
  if (one.bracket) {
    const look = weak ? "dash" : "rod";
    body.push(svg("path", { class: look, d: `M${one.x0} ${y}H${one.x1}` }));
    const d = one.exact ? "" : `${one.span[0] === null ? "" : `M${one.x0} ${y - 5}V${y + 5}`}${one.span[3] === null || one.span[3] > scale.high ? `M${one.x1 - 5} ${y - 4}L${one.x1} ${y}L${one.x1 - 5} ${y + 4}` : `M${one.x1} ${y - 5}V${y + 5}`}`;
    body.push(one.exact ? glyph("dot", (one.x0 + one.x1) / 2, y, weak ? "hollow" : "full") : svg("path", { class: "rod", d }));
  } else if (one.exact) {
    const [shape, look] = track.show === "course" ? COURSE[one.shape] ?? ["dot", "full"] : [plainShape ?? "diamond", "full"];
    body.push(glyph(shape, (one.x0 + one.x1) / 2, y, weak ? "hollow" : look));
    if (one.state === "absent" && track.show !== "course") body.push(svg("path", { class: "rod", d: `M${one.x0} ${y + 5}L${one.x1} ${y - 5}` }));
  } else {
    const sure = one.span[1] !== null && one.span[2] !== null && one.span[1] <= one.span[2] && (one.span[0] !== one.span[2] || one.span[1] !== one.span[3]);
    body.push(svg("rect", { class: weak || !sure ? "pale" : "pale", x: one.x0, y: y - 5, width: Math.max(one.x1 - one.x0, 5), height: 10, rx: 1 }));
    if (sure) { const a = Math.max(scale.at(Math.max(one.span[1], scale.low)), one.x0), b = Math.min(scale.at(Math.min(one.span[2], scale.high)), one.x1); if (b > a) body.push(svg("rect", { class: weak ? "hollow" : "full", x: a, y: y - 5, width: Math.max(b - a, 4), height: 10, rx: 1 })); }
    if (one.span[0] !== null && one.span[0] < scale.low) body.push(svg("path", { class: "rod", d: `M${one.x0 + 1} ${y - 4}L${one.x0 - 4} ${y}L${one.x0 + 1} ${y + 4}` }));
    if (one.span[3] === null || one.span[3] > scale.high) body.push(svg("path", { class: "rod", d: `M${one.x1 - 1} ${y - 4}L${one.x1 + 4} ${y}L${one.x1 - 1} ${y + 4}` }));
  }
  const words = one.text ? svg("text", { x: one.t0, y: y + 4, class: one.bracket ? "b" : null }, one.text, one.disputed ? svg("tspan", "o", " ‡") : "") : "";
  return svg("g", { class: `mark ${tone}`, role: "button", tabindex: "0", "aria-label": text, "data-said": one.said.join(","), "data-measure": one.bracket && one.id ? one.id : null },
    svg("title", "", text), svg("rect", { class: "hit", x: one.x0 - 3, y: y - 11, width: one.x1 - one.x0 + 6, height: 22 }), svg("rect", { class: "halo", x: one.x0 - 3, y: y - 9, width: one.x1 - one.x0 + 6, height: 18, rx: 3 }), body, words);
};
const gridOf = (scale, height) => scale.ticks().map(day => svg("line", { class: day ? "grid" : "grid zero", x1: scale.at(day), x2: scale.at(day), y1: 0, y2: height }));
const bracketMarks = track => track.brackets.map(one => ({ ...one, bracket: true, span: spanOf(one), text: `${one.text} ${one.role === "own" ? one.account : D.tags[one.by] ?? "†"}${one.reading ? `, ${one.reading}` : ""}`, titles: [`${one.text}, ${one.role === "own" ? one.account : relayedBy(one.by)}${one.reading ? `, ${one.reading}` : ""}`] }));
const strip = (track, telling, marks, scale, cut, name) => {
  const list = placed(marks.map(one => ({ ...one, disputed: one.bracket ? (one.clashes ?? []).length > 0 : disputesOf(one.said).length > 0 })), scale, cut);
  const height = Math.max(1, ...list.map(one => one.row + 1)) * ROW + 4;
  return svg("svg", { class: "plot", width: scale.right + 8, height, role: list.length ? "group" : "img", "aria-label": list.length ? name : `${name}: nothing with a day here` }, gridOf(scale, height), list.map(one => drawnMark(one, track, telling.role, scale)));
};
const MOST_BESIDE = 3;
const besideItem = one => el("li", "", one.said?.length ? el("button", { type: "button", class: "link", "data-said": one.said.join(","), on: { click: () => go({ ...NONE, said: one.said.join(",") }, "drawer") } }, one.text) : one.text, one.reason && one.reason !== "no day" && !one.text.includes(one.reason) ? `, ${one.reason}` : "");
const beside = items => {
  const told = items.map(besideItem);
  if (told.length <= MOST_BESIDE + 1) return el("ul", "", told);
  return [el("ul", "", told.slice(0, MOST_BESIDE)), el("details", "more", el("summary", "", `and ${told.length - MOST_BESIDE} more`), el("ul", "", told.slice(MOST_BESIDE)))];
};
const laneOf = (lane, track, telling, scale, cut, first) => {
  const marks = telling.marks.map(one => ({ ...one, span: one.span, text: one.caption ?? one.label ?? "", said: one.said }));
  const seen = marks.filter(one => inView(one.span, scale)), outside = marks.filter(one => !inView(one.span, scale));
  const told = [...telling.listed.filter(one => one.reason !== "less exact"), ...outside.map(one => ({ said: one.said, text: one.text || `${one.shape}`, reason: "" })), ...telling.listed.filter(one => one.reason === "less exact")];
  const name = `${track.title}, ${label(lane.case)}${telling.role === "own" ? "" : `, told by ${label(telling.by)}`}`;
  return el("div", { class: `lane${telling.role === "own" ? "" : " rel"}${seen.length ? "" : " bare"}` },
    el("div", "ln", first || telling.role !== "own" ? track.title : "", telling.role === "own" ? "" : dagger(telling.by)), el("div", "pl", strip(track, telling, seen, scale, cut, name)), el("div", "nd", told.length ? beside(told) : ""));
};
const bracketLanes = (lane, track, scale, cut) => ["own", "relayed"].map(role => {
  const marks = bracketMarks(track).filter(one => (one.role === "own") === (role === "own"));
  return marks.length ? el("div", `lane${role === "own" ? "" : " rel"}`, el("div", "ln", `${capital(track.last)}, by account`), el("div", "pl", strip({ ...track, show: null }, { role }, marks, scale, cut, `Clear by account, ${label(lane.case)}`)), el("div", "nd", "")) : "";
});
const caseOf = (lane, scale, cut) => {
  const one = cases.get(lane.case), tracks = lane.tracks, paper = papers.get(one?.papers[0]);
  const empty = track => el("div", "lane bare", el("div", "ln", track.title), el("div", "pl", strip(track, { role: "own" }, [], scale, cut, track.title)), el("div", "nd", lane.absence === "source not read" ? unreadChip("not read") : "NR"));
  return [el("div", { class: "case", "data-of": lane.case }, el("h3", "", label(lane.case), el("small", "", [paper ? `${paper.read} read` : "", one?.relayed.length ? `shaded: told by ${one.relayed.map(([id]) => label(id)).join(", ")}` : ""].filter(Boolean).join(" · "))), el("p", "", "told without a day, or outside")),
    tracks.map(track => [track.tellings.length ? track.tellings.map((telling, place) => laneOf(lane, track, telling, scale, cut, !place)) : empty(track), bracketLanes(lane, track, scale, cut)])];
};
const axisOf = scale => el("div", "lane", el("div", "ln", `Days from ${state.zero || D.zero}`), el("div", "pl", svg("svg", { class: "plot", width: scale.right + 8, height: 24, "aria-hidden": "true" }, scale.ticks().map(day => svg("text", { class: "s", x: scale.at(day), y: 16, "text-anchor": "middle" }, minus(day))))), el("div", "nd", ""));
const timelineSection = {
  signature: () => [state.zero, state.days, state.lanes, innerWidth, $("main").classList.contains("shut")].join("|"),
  build: root => root.append(el("div", "head", el("h2", { id: "h-timeline", tabindex: "-1" }, "Day by day")),
    el("div", "tools", segment("lanes", [["essential", "Essential"], ["all", "All"]], "Lanes"), D.days.length > 1 ? segment("zero", D.days.map((name, place) => [place ? name : "", name]), "Day 0") : "", segment("days", [["near", "first weeks"], ["all", "all"]], "Days"), el("span", "end", el("a", { class: "btn", href: asks("timeline") }, "Query"))),
    el("div", "body")),
  draw: root => {
    const probe = el("div", "lane", el("div", "ln"), el("div", "pl"), el("div", "nd")), body = $(".body", root);
    body.replaceChildren(el("div", "tl", probe));
    const width = room($(".pl", probe), 820), scale = scaleFor(width), most = width < 520 ? 18 : width < 700 ? 30 : 60;
    const cut = text => text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
    body.replaceChildren(el("div", "tl", figure().map(lane => caseOf(lane, scale, cut)), axisOf(scale)), el("p", "key", keyOf(["marks", "relayed", "disputed"]), state.days === "all" ? el("span", "", "Evenly spaced from day −7 to 42, logarithmic beyond.") : ""));
  },
  select: (root, one) => {
    const said = new Set(one?.said ?? []);
    $$(".mark", root).forEach(mark => mark.classList.toggle("on", mark.dataset.measure ? (one?.measures ?? []).some(two => two.id === mark.dataset.measure) : mark.dataset.said.split(",").some(name => said.has(name))));
    $$(".case", root).forEach(head => head.classList.toggle("on", head.dataset.of === (one?.case ?? state.case)));
  },
};
const openMark = (target, focus) => {
  const found = target.closest?.(".mark[data-said]");
  if (!found) return false;
  go({ ...NONE, ...(found.dataset.measure ? { measure: found.dataset.measure } : { said: found.dataset.said }) }, focus);
  return true;
};
$("#timeline").addEventListener("click", event => openMark(event.target, "drawer"));
$("#timeline").addEventListener("keydown", event => { if ((event.key === "Enter" || event.key === " ") && openMark(event.target, "drawer")) event.preventDefault(); });

// The same lanes in a card: three of them, small.
const mini = (key, width) => {
  const lane = (D.timeline[""]?.essential ?? []).find(one => one.case === key), tracks = (lane?.tracks ?? []).slice(0, 3);
  if (!tracks.length) return el("p", "tiny soft", "No lane in the protocol.");
  const left = Math.min(96, Math.max(...tracks.map(track => wide(track.title, 11)))) + 8, scale = linear(0, 42, left, width - 8), height = tracks.length * 19 + 18;
  const shapes = tracks.map((track, row) => {
    const y = row * 19 + 11, [tone] = laneLook(track), marks = [...track.brackets.map(one => ({ ...one, span: spanOf(one), weak: isWeak(one, one.role) })), ...track.tellings.flatMap(telling => telling.marks.map(one => ({ ...one, weak: isWeak(one, telling.role) })))].filter(one => inView(one.span, scale));
    const undated = !marks.length && track.tellings.flatMap(telling => telling.listed.map(one => `${one.text}${telling.role === "own" ? "" : ` ${D.tags[telling.by] ?? "†"}`}`))[0];
    const cutTitle = track.title.length > 15 ? `${track.title.slice(0, 14)}…` : track.title;
    const words = track.tellings.length ? undated && `${undated.length > 30 ? `${undated.slice(0, 29)}…` : undated}${undated.includes("no day") ? "" : ", no day"}` : lane.absence === "source not read" ? "not read" : "NR";
    return svg("g", tone, svg("text", { class: "s", x: 0, y: y + 4 }, cutTitle), marks.map(one => {
      const from = scale.at(Math.max(0, one.span[0] ?? 0)), to = scale.at(Math.min(42, one.span[3] ?? 42));
      if (to - from < 1) return glyph("dot", from, y, one.weak || ["improves", "nearly cleared", "cleared", "absent"].includes(one.shape) ? "hollow" : "full", .8);
      return svg("rect", { class: "pale", x: from, y: y - 4, width: to - from, height: 8 });
    }), words ? svg("text", { class: "s", x: left + 4, y: y + 4 }, words) : "");
  });
  const ticks = [0, 10, 20, 30, 40].map(day => [svg("line", { class: day ? "grid" : "grid zero", x1: scale.at(day), x2: scale.at(day), y1: 0, y2: height - 16 }), svg("text", { class: "s", x: scale.at(day), y: height - 3, "text-anchor": "middle" }, String(day))]);
  return svg("svg", { class: "mini", width, height, role: "img", "aria-label": tracks.map(track => `${track.title}: ${track.tellings.flatMap(telling => [...telling.marks.map(one => one.caption ?? one.label), ...telling.listed.map(one => one.text)]).filter(Boolean).slice(0, 4).join(", ") || lane.absence}`).join("; ") }, ticks, shapes);
};
