// Ask: the shipped questions with pick-lists, and their SPARQL. Answers come from the engine in the page, or were made with it.
const engine = { work: null, waiting: new Map(), next: 0 };
const hasEngine = Boolean($("#engine"));
const start = () => engine.work ??= (async () => {
  const source = new Blob([$("#engine").textContent, "\n", $("#worker").textContent], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(source));
  const [wasm, graph] = await Promise.all([unpacked($("#wasm").textContent), unpacked($("#graph").textContent)]);
  worker.addEventListener("message", ({ data }) => {
    const { done, fail } = engine.waiting.get(data.id) ?? {};
    engine.waiting.delete(data.id);
    if (data.error === undefined) done?.(data.answer); else fail?.(new Error(data.error));
  });
  worker.addEventListener("error", event => { for (const { fail } of engine.waiting.values()) fail(new Error(event.message || "the engine did not start")); engine.waiting.clear(); });
  engine.worker = worker;
  await sent({ wasm, graph }, [wasm, graph]);
})();
const sent = (message, moved = []) => new Promise((done, fail) => { const id = ++engine.next; engine.waiting.set(id, { done, fail }); engine.worker.postMessage({ id, ...message }, moved); });
const stop = () => { engine.worker?.terminate(); engine.work = engine.worker = null; for (const { fail } of engine.waiting.values()) fail(new Error("stopped after 20 seconds; ask for less")); engine.waiting.clear(); };
const run = async sparql => {
  await start();
  const timer = setTimeout(stop, 20000);
  try { return await sent({ sparql }); } finally { clearTimeout(timer); }
};
let packedAnswers = null;
const openAnswer = async name => {
  if (!$("#answers")) return run(questions.get(name).text);
  packedAnswers ??= JSON.parse(new TextDecoder().decode(await unpacked($("#answers").textContent)));
  if (!packedAnswers[name]) throw new Error(`The answers of a corpus of this size are not in the page; ask: caseweave query ${name}`);
  return packedAnswers[name];
};
const literal = text => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
const setTo = (text, given) => {
  const values = Object.entries(given).map(([name, value]) => `  VALUES ?${name} { ${literal(value)} }`);
  return values.length ? text.replace(/^WHERE \{$/m, sign => [sign, ...values].join("\n")) : text;
};
const answer = async (name, given = {}) => {
  if (hasEngine) return run(setTo(questions.get(name).text, given));
  const { columns, rows: every } = await openAnswer(name);
  return { columns, rows: every.filter(row => Object.entries(given).every(([column, value]) => row[columns.indexOf(column)] === value)) };
};
const givenFor = one => Object.fromEntries(one.parameters.map(p => [p.name, state[`p.${p.name}`] ?? p.default ?? ""]).filter(([, value]) => value));
const textFor = one => state.sparql || setTo(one.text, givenFor(one));
const value = (column, text) => {
  if (text === null || text === undefined) return el("span", "soft", "–");
  if (D.said[text]) return el("a", { href: written({ ...state, ...NONE, said: text }) }, text);
  if (["case", "said_by", "paper"].includes(column) && (cases.has(text) || papers.has(text))) return label(text);
  return text;
};
const MOST_ROWS = 400;
const resultTable = (found, one) => {
  const meaning = new Map(one?.columns ?? []);
  const head = found.columns.map(name => el("th", { scope: "col", title: meaning.get(name) }, name.replaceAll("_", " ")));
  const body = found.rows.slice(0, MOST_ROWS).map(row => el("tr", "", row.map((text, place) => el("td", (text ?? "").length < 34 ? "nb" : "", value(found.columns[place], text)))));
  return el("div", { class: "rt-box", role: "region", tabindex: "0", "aria-label": "Answer" }, el("table", "rt", el("thead", "", el("tr", "", head)), el("tbody", "", body)));
};
const whyNone = found => {
  const column = found.columns.indexOf("case");
  if (column < 0) return found.rows.length ? "" : el("p", "empty", "No row: the graph holds nothing that fits. It is known, and the answer is none.");
  const told = new Set(found.rows.map(row => row[column])), missing = D.cases.filter(one => !told.has(one.case)).slice(0, 6);
  if (!missing.length || (state["p.case"] && found.rows.length)) return "";
  return el("div", "empty", missing.map(one => el("p", "", el("b", "", `Why nothing for ${one.label}? `), unreadOf(one.case).length ? `Not read: ${unreadOf(one.case).join(" ")} ` : "Its paper was read whole. ", one.relayed.length ? `${one.relayed.map(([id]) => label(id)).join(", ")}, who speak${one.relayed.length === 1 ? "s" : ""} of this patient, say${one.relayed.length === 1 ? "s" : ""} nothing of it either.` : "")));
};
const asCsv = found => [found.columns, ...found.rows].map(row => row.map(text => `"${String(text ?? "").replaceAll('"', '""')}"`).join(",")).join("\n");
let lastAnswer = "";
const showAnswer = async root => {
  const one = questions.get(state.query), box = $("#answer"), text = $("#sparql").value;
  if (!one && !state.sparql) return box.replaceChildren(el("p", "empty", "Choose a question."));
  const key = JSON.stringify([state.query, state.sparql, one && givenFor(one)]);
  if (key === lastAnswer) return null;
  lastAnswer = key;
  box.replaceChildren(el("p", "told", "asking …"));
  try {
    const began = performance.now(), found = state.sparql ? await run(text) : await answer(one.name, givenFor(one));
    if (key !== lastAnswer) return null;
    box.replaceChildren(...[found.rows.length ? resultTable(found, state.sparql ? null : one) : "", el("p", "told", el("span", "", many(found.rows.length, "row"), found.rows.length > MOST_ROWS ? `, the first ${MOST_ROWS} shown` : "", hasEngine ? `, ${Math.round(performance.now() - began)} ms` : ", made with the page"), button("Copy as CSV", () => copied(asCsv(found), "", "The answer is on the clipboard"), "link"), button("Copy the link to this answer", () => copied(location.href, "", "The link is on the clipboard"), "link")), whyNone(found)].filter(Boolean));
    box.dataset.rows = found.rows.length;
  } catch (error) {
    box.replaceChildren(el("p", "empty wrong", String(error.message ?? error)));
    box.dataset.rows = "";
  }
  return null;
};
const choicesOf = async (one, parameter, list) => {
  if (list.dataset.full) return;
  list.dataset.full = "yes";
  const kept = list.value, { columns, rows: found } = await openAnswer(one.name), at = columns.indexOf(parameter.name);
  for (const text of unique(found.map(row => row[at]).filter(Boolean)).sort((a, b) => a.localeCompare(b))) if (text !== kept) list.append(el("option", { value: text }, parameter.sort === "case" ? label(text) : text));
};
const pickList = (one, parameter) => {
  const name = `p.${parameter.name}`, now = parameter.default ?? "";
  const list = el("select", { "data-parameter": parameter.name }, el("option", { value: "" }, "any"), now ? el("option", { value: now, selected: true }, now) : "", parameter.sort === "case" ? D.cases.map(two => el("option", { value: two.case }, two.label)) : "");
  if (parameter.sort === "case") list.dataset.full = "yes";
  const fill = () => choicesOf(one, parameter, list).catch(() => { delete list.dataset.full; });
  list.addEventListener("pointerdown", fill);
  list.addEventListener("focus", fill);
  list.addEventListener("change", () => askIt(one.name, list.closest("li")));
  return el("label", "", parameter.name.replaceAll("_", " "), list);
};
const askIt = (name, item) => {
  Object.keys(state).filter(key => key.startsWith("p.")).forEach(key => delete state[key]);
  const given = Object.fromEntries($$("select", item).map(list => [`p.${list.dataset.parameter}`, list.value]));
  go({ ...NONE, query: name, sparql: "", ...given });
};
const FIRST = ["who-received", "time-to-clearance", "relayed-claims", "shared-entities", "disagreements", "procedures", "cases-by-diagnosis", "adverse-events"];
const orderedQuestions = () => [...FIRST.map(name => questions.get(name)).filter(Boolean), ...D.questions.filter(one => !FIRST.includes(one.name))];
const questionItem = one => el("li", { "data-query": one.name }, el("div", "", el("p", "", one.question, el("small", "", one.name)), one.parameters.length ? el("div", "pickers", one.parameters.map(p => pickList(one, p))) : ""), el("button", { type: "button", class: "run", "aria-label": `Ask: ${one.title}`, on: { click: event => askIt(one.name, event.target.closest("li")) } }, "Ask"));
const runEdited = () => { const text = $("#sparql").value, one = questions.get(state.query); lastAnswer = ""; go({ ...NONE, sparql: one && text === setTo(one.text, givenFor(one)) ? "" : text }); };
const askSection = {
  build: root => root.append(el("div", "head", el("h2", { id: "h-ask", tabindex: "-1" }, "Ask the graph"), el("p", "", hasEngine ? "Runs in this page; nothing leaves it." : D.engine.missing)),
    el("div", "ask", el("div", "", el("ul", "qs few", orderedQuestions().map(questionItem)), D.questions.length > FIRST.length ? el("p", "told", el("button", { type: "button", class: "link", id: "all-questions", on: { click: event => { $(".qs").classList.remove("few"); event.target.remove(); } } }, `Show all ${D.questions.length} questions`)) : ""),
      el("div", "", el("div", "ed", el("div", "top", el("label", { for: "sparql", id: "sparql-name" }, "SPARQL"), el("span", "end", button("Copy", () => copied($("#sparql").value, "", "The query is on the clipboard")), hasEngine ? el("button", { type: "button", class: "run", id: "run", on: { click: runEdited } }, "Run") : "")),
        el("textarea", { id: "sparql", spellcheck: "false", readonly: !hasEngine, on: { keydown: event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) runEdited(); } } })), el("div", { id: "answer" })))),
  select: root => {
    if (!state.query && !state.sparql) Object.assign(state, { query: orderedQuestions()[0]?.name ?? "" });
    const one = questions.get(state.query), editor = $("#sparql");
    $$(".qs li", root).forEach(item => {
      const on = item.dataset.query === state.query;
      item.classList.toggle("on", on);
      if (on && !FIRST.includes(state.query)) { $(".qs", root).classList.remove("few"); $("#all-questions")?.remove(); }
      if (on) for (const list of $$("select", item)) {
        const now = state[`p.${list.dataset.parameter}`] ?? "";
        if (now && ![...list.options].some(option => option.value === now)) list.append(el("option", { value: now }, now));
        if (`p.${list.dataset.parameter}` in state) list.value = now;
      }
    });
    if (editor !== document.activeElement) editor.value = one ? textFor(one) : state.sparql;
    $("#sparql-name").textContent = `SPARQL · ${state.sparql ? "your own" : state.query}`;
    showAnswer(root);
  },
};
