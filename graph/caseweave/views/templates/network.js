"use strict";
// The page's own script. Everything it shows enters the document as text, never as markup.
(() => {
  const $ = id => document.getElementById(id);
  const read = id => JSON.parse($(id).textContent);
  const data = read("data"), shapes = read("shapes");
  const nodes = new vis.DataSet(read("vis-nodes")), edges = new vis.DataSet(read("vis-edges"));
  const known = new Map(data.nodes.map(node => [node.id, node]));
  const at = element => data.nodes[Number(element.dataset.n)];
  const looks = new Map(nodes.get().map(node => [node.id, { tone: node.tone, font: node.font }]));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const theme = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let chosen = null, pointed = null;

  // ---- what is related to what -------------------------------------------------------------------------------------
  const ups = new Map(), downs = new Map(), ofCase = new Map(), ofEntity = new Map();
  const push = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  const get = (map, key) => map.get(key) ?? [];
  for (const [narrow, broad] of data.broader) { push(ups, narrow, broad); push(downs, broad, narrow); }
  for (const one of data.statements) { push(ofCase, one.case, one); push(ofEntity, one.entity, one); }

  const closure = (map, id, found = new Set()) => {
    for (const next of get(map, id)) if (!found.has(next)) { found.add(next); closure(map, next, found); }
    return found;
  };
  // An entity with what stands above and below it, and their cases; a case with its entities, and the cases that share them.
  const focus = id => {
    const node = known.get(id), near = new Set([id]);
    if (node.type === "entity") {
      for (const other of [...closure(ups, id), ...closure(downs, id)]) near.add(other);
      for (const other of [...near]) for (const one of get(ofEntity, other)) near.add(one.case);
      return near;
    }
    for (const one of get(ofCase, id)) {
      near.add(one.entity);
      for (const broad of closure(ups, one.entity)) near.add(broad);
    }
    for (const other of [...near]) for (const one of get(ofEntity, other)) near.add(one.case);
    return near;
  };

  // ---- what is visible ---------------------------------------------------------------------------------------------
  const query = () => $("search").value.trim().toLocaleLowerCase();
  const kinds = () => new Set([...document.querySelectorAll(".kind:checked")].map(box => box.value));
  const matches = (node, words) => !words || [node.label, node.synonyms, node.code].some(text => text.toLocaleLowerCase().includes(words));
  const isOn = (node, on) => node.type === "case" || (on.has(node.kind) && (!$("shared").checked || node.share === "shared"));

  const paint = () => {
    const on = kinds(), typed = query(), words = data.nodes.some(node => matches(node, typed)) ? typed : "", near = chosen || pointed ? focus(chosen ?? pointed) : null;
    const visible = new Set(), lit = new Set();
    for (const [id, node] of known) {
      if (isOn(node, on) || id === chosen) visible.add(id);
      if (near ? near.has(id) : matches(node, words)) lit.add(id);
    }
    const ink = theme("--ink"), paper = theme("--paper"), line = theme("--line");
    nodes.update([...looks].map(([id, look]) => {
      const isCase = known.get(id).type === "case", bright = lit.has(id);
      const color = { background: theme(`--${look.tone}`), border: isCase ? line : ink };
      const font = { ...look.font, color: isCase ? paper : bright ? ink : line + "55", strokeColor: paper };
      return { id, hidden: !visible.has(id), opacity: bright ? 1 : 0.13, color: { ...color, highlight: color }, font };
    }));
    edges.update(edges.get().map(edge => {
      const bright = near ? near.has(edge.from) && near.has(edge.to) : !words || lit.has(edge.to);
      const mine = near && [edge.from, edge.to].includes(chosen ?? pointed);
      const color = mine ? theme("--link") : line;
      return { id: edge.id, hidden: !(visible.has(edge.from) && visible.has(edge.to)), color: { color, highlight: color, opacity: mine || bright ? 1 : 0.1 } };
    }));
    list(on, typed);
  };

  const list = (on, words) => {
    let found = 0;
    for (const item of $("entries").children) {
      const node = at(item);
      item.hidden = !(words ? matches(node, words) : isOn(node, on));
      item.firstElementChild.setAttribute("aria-pressed", node.id === chosen);
      found += !item.hidden;
    }
    for (const row of document.querySelectorAll("tr[data-n]")) row.hidden = !isOn(at(row), on);
    for (const body of document.querySelectorAll("tbody")) body.hidden = !body.querySelector("tr[data-n]:not([hidden])");
    $("found").textContent = !words ? "" : found ? `${found} found` : `Nothing is called “${$("search").value.trim()}” here; try a shorter word, a synonym or a code.`;
  };

  // ---- details -----------------------------------------------------------------------------------------------------
  const el = (tag, look, ...children) => {
    const node = document.createElement(tag);
    if (look) node.className = look;
    node.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const jump = id => {
    const button = el("button", "link", known.get(id).label);
    button.type = "button";
    button.addEventListener("click", () => choose(id));
    return button;
  };
  const code = node => {
    if (!node.link) return el("p", "code", node.code);
    const link = el("a", "", node.code);
    link.href = node.link;
    link.rel = "noreferrer noopener";
    return el("p", "code", link);
  };
  const ROLES = { own: "own patient", relayed: "relayed, another paper's patient", background: "background", synthesis: "synthesis" };
  const said = (one, head) => {
    const state = one.state === "present" ? null : el("span", "state", one.state + (one.text || head ? ": " : ""));
    const quote = one.printed && !one.text?.includes(one.printed) ? el("p", "where", "printed: ", el("q", "", one.printed)) : null;
    const basis = ["inferred", "set aside"].includes(one.basis) && "time " + one.basis;
    const time = [one.when, one.days !== one.when && one.days, basis].filter(Boolean).join(" · ");
    return el("div", "said " + one.role,
      head || one.text || state ? el("p", "what", state, head ?? "", head && one.text ? ": " : "", one.text ?? "") : null,
      time ? el("p", "", time) : null,
      quote,
      el("p", "who", `said by ${one.paper} · ${ROLES[one.role]}`),
      el("p", "where", [one.section, one.confidence && `confidence: ${one.confidence}`].filter(Boolean).join(" · ")),
      one.note ? el("p", "where", one.note) : null);
  };
  const related = (title, ids) => ids.length ? [el("p", "code", title), el("div", "chips", ...ids.map(jump))] : [];
  const grouped = (statements, key) => statements.reduce((map, one) => (push(map, one[key], one), map), new Map());

  const entityDetail = (id, node) => [
    el("h2", "", node.label), code(node),
    node.synonyms ? el("p", "hint", "also: " + node.synonyms) : null,
    el("p", "", `${node.kind} · ${node.cases} ${node.cases === 1 ? "case" : "cases"} · ${node.statements} ${node.statements === 1 ? "statement" : "statements"}`),
    ...related("a kind of", get(ups, id)), ...related("includes", get(downs, id)),
    ...[...grouped(get(ofEntity, id), "case")].flatMap(([which, all]) => [el("h3", "", jump(which)), ...all.map(one => said(one))]),
  ];
  const order = [...document.querySelectorAll(".kind")].map(box => box.value);
  const byKind = statements => [...grouped(statements, "kind")].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const caseDetail = (id, node) => [
    el("h2", "", node.label), el("p", "code", node.code),
    el("p", "", `${node.statements} statements`),
    ...byKind(get(ofCase, id)).flatMap(([kind, all]) => [el("h3", "", kind), ...all.map(one => said(one, jump(one.entity)))]),
  ];

  const choose = id => {
    chosen = known.has(id) ? id : null;
    const node = known.get(chosen);
    $("intro").hidden = Boolean(node);
    $("chosen").replaceChildren(...(node ? (node.type === "case" ? caseDetail : entityDetail)(chosen, node).filter(Boolean) : []));
    $("detail").scrollTop = 0;
    try { history.replaceState(null, "", node ? "#" + encodeURIComponent(chosen) : location.pathname + location.search); } catch { /* about:srcdoc has no history */ }
    paint();
    if (node) inView(chosen);
  };

  // ---- the map -----------------------------------------------------------------------------------------------------
  paint();
  const map = new vis.Network($("canvas"), { nodes, edges }, read("vis-options"));
  const picture = $("canvas").querySelector("canvas");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", "Map of the cases and what they share; the list and the table hold the same content");
  $("canvas").querySelector(".vis-network").removeAttribute("tabindex");
  const shown = () => nodes.getIds({ filter: node => !node.hidden });
  // All of it with a margin, but no label smaller than can be read: then the map is larger than its frame.
  const LEAST = 10.2 / 14, MARGIN = 20, frame = () => ({ width: $("canvas").clientWidth, height: $("canvas").clientHeight });
  const boxesOf = ids => {
    const boxes = ids.map(id => map.getBoundingBox(id)), side = (name, pick) => pick(...boxes.map(box => box[name]));
    return { left: side("left", Math.min), right: side("right", Math.max), top: side("top", Math.min), bottom: side("bottom", Math.max) };
  };
  const fit = () => {
    const ids = shown(), { width, height } = frame();
    map.redraw();
    if (!ids.length || !width) return;
    const { left, right, top, bottom } = boxesOf(ids), whole = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top), 1.2);
    map.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(LEAST, whole), animation: false });
    $("larger").hidden = whole >= LEAST;
  };
  const inView = id => {
    const { width, height } = frame(), { left, right, top, bottom } = boxesOf([id]), a = map.canvasToDOM({ x: left, y: top }), b = map.canvasToDOM({ x: right, y: bottom });
    if (a.x < 0 || a.y < 0 || b.x > width || b.y > height) map.moveTo({ position: map.getPosition(id), animation: false });
  };
  const zoom = factor => map.moveTo({ scale: map.getScale() * factor, animation: still.matches ? false : { duration: 150 } });
  map.on("click", ({ nodes: hit, edges: lines }) => choose(hit[0] ?? (lines.length ? edges.get(lines[0]).to : null)));
  map.on("hoverNode", ({ node }) => { pointed = node; if (!chosen) paint(); });
  map.on("blurNode", () => { pointed = null; if (!chosen) paint(); });
  map.on("resize", fit);
  fit();

  // ---- pictures to keep --------------------------------------------------------------------------------------------
  const svg = (tag, values, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const drawEdge = (edge, places) => {
    const a = places[edge.from], b = places[edge.to], bend = edge.smooth ? edge.smooth.roundness : 0;
    const mid = { x: (a.x + b.x) / 2 + (b.y - a.y) * -bend, y: (a.y + b.y) / 2 + (b.x - a.x) * bend };
    const away = Math.hypot(b.x - mid.x, b.y - mid.y) || 1, gap = (nodes.get(edge.to).size ?? 20) + 2;
    const end = { x: b.x - (b.x - mid.x) / away * gap, y: b.y - (b.y - mid.y) / away * gap };
    const kind = edge.arrows?.to?.type, turn = Math.atan2(end.y - mid.y, end.x - mid.x) * 180 / Math.PI;
    const group = svg("g", { fill: "none", stroke: theme("--line"), "stroke-width": edge.width, opacity: edge.color.opacity });
    group.append(svg("path", { d: `M${a.x} ${a.y}Q${mid.x} ${mid.y} ${end.x} ${end.y}`, "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none" }));
    if (kind) group.append(svg("path", { d: kind === "bar" ? "M0-7V7" : "M0 0A4 4 0 1 0-8 0A4 4 0 1 0 0 0", transform: `translate(${end.x} ${end.y}) rotate(${turn})`, "stroke-width": 2 }));
    return group;
  };
  const drawNode = (node, place) => {
    const isCase = known.get(node.id).type === "case", rows = node.label.split("\n"), size = node.font.size;
    const group = svg("g", { transform: `translate(${place.x} ${place.y})`, opacity: node.opacity });
    const box = map.getBoundingBox(node.id), top = isCase ? -(rows.length - 1) * size * 0.6 + size * 0.35 : node.size + 6 + size * 0.8;
    if (isCase) group.append(svg("rect", { x: box.left - place.x, y: box.top - place.y, width: box.right - box.left, height: box.bottom - box.top, rx: 8, fill: node.color.background, stroke: node.color.border }));
    else group.append(svg("path", { d: shapes[node.shape], transform: `scale(${node.size / 10})`, fill: node.color.background, stroke: node.color.border, "stroke-width": 1 }));
    group.append(svg("text", { "font-size": size, "text-anchor": "middle", fill: node.font.color, stroke: isCase ? "none" : theme("--paper"), "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", "font-weight": isCase ? 700 : 400 },
      ...rows.map((row, index) => svg("tspan", { x: 0, y: top + index * size * 1.2 }, row))));
    return group;
  };
  const draw = () => {
    const ids = shown(), places = map.getPositions(ids), boxes = ids.map(id => map.getBoundingBox(id)), edge = 24;
    const left = Math.min(...boxes.map(box => box.left)) - edge, top = Math.min(...boxes.map(box => box.top)) - edge;
    const width = Math.max(...boxes.map(box => box.right)) + edge - left, height = Math.max(...boxes.map(box => box.bottom)) + edge - top;
    const root = svg("svg", { viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": "Helvetica, Arial, Liberation Sans, sans-serif" }, svg("title", {}, document.title));
    root.append(svg("rect", { x: left, y: top, width, height, fill: theme("--paper") }));
    root.append(...edges.get({ filter: one => !one.hidden }).map(one => drawEdge(one, places)));
    root.append(...nodes.get(ids).map(node => drawNode(node, places[node.id])));
    return { text: new XMLSerializer().serializeToString(root), width, height };
  };
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const saveSvg = () => save(new Blob([draw().text], { type: "image/svg+xml" }), "network.svg");
  const savePng = () => {
    const { text, width, height } = draw(), image = new Image(), canvas = document.createElement("canvas");
    const scale = Math.min(3, 8000 / Math.max(width, height));
    canvas.width = width * scale;
    canvas.height = height * scale;
    image.addEventListener("load", () => {
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => save(blob, "network.png"));
    });
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  };

  // ---- hands -------------------------------------------------------------------------------------------------------
  const clear = () => { $("search").value = ""; choose(null); };
  document.addEventListener("click", event => {
    const item = event.target.closest(".entry")?.parentElement;
    if (item) choose(at(item).id === chosen ? null : at(item).id);
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") clear(); });
  document.addEventListener("change", event => { if (event.target.matches(".kind, #shared")) { paint(); fit(); } });
  $("search").addEventListener("input", paint);
  $("search").addEventListener("keydown", event => {
    const first = event.key === "Enter" && $("entries").querySelector("li:not([hidden])");
    if (first) choose(at(first).id);
  });
  $("png").addEventListener("click", savePng);
  $("svg").addEventListener("click", saveSvg);
  $("in").addEventListener("click", () => zoom(1.25));
  $("out").addEventListener("click", () => zoom(0.8));
  $("fit").addEventListener("click", fit);
  dark.addEventListener("change", paint);
  const follow = () => { try { choose(decodeURIComponent(location.hash.slice(1))); } catch { choose(null); } };
  addEventListener("hashchange", () => { if (!$(location.hash.slice(1))) follow(); });
  if (location.hash && !$(location.hash.slice(1))) follow();
  globalThis.caseweave = { map, choose };
})();
