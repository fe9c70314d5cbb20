// What is chosen, and the evidence for it: the answer and its rule, what it rests on, what does not fit, what fits.
const unreadOf = key => (cases.get(key)?.papers ?? []).flatMap(id => {
  const paper = papers.get(id);
  if (paper.read !== "full text") return [`${paper.label} beyond its ${paper.read}.`];
  return (paper.unread ?? []).map(part => `${paper.label}, ${part}.`);
});
const accountOf = one => one.role === "relayed" ? `${short(one.case)} ${D.tags[one.by] ?? "†"}` : capital(ACCOUNTS[one.account] ?? one.account);
const main = cell => {
  const found = (cell.measures ?? []).map(id => measures.get(id)).filter(Boolean);
  const heads = cell.bars?.length ? found.filter(one => cell.bars.some(([low, high, role]) => (one.low ?? null) === low && (one.high ?? null) === high && one.role === role)) : [];
  return [...heads, ...found.filter(one => !heads.includes(one))];
};
const ofCell = (row, key) => {
  const cell = cellAt(row, key), item = rows.get(row);
  if (!cell) return null;
  const found = main(cell), proof = item.measure && found.length ? found[0].steps.map(step => [step.said, step.use]) : [];
  const used = new Set([...proof.map(([name]) => name), ...(cell.heads ?? [])]);
  const against = cell.disputes ?? [], inDispute = new Set(against.flatMap(id => disputes.get(id)?.said ?? []));
  return {
    title: `${item.item} · ${label(key)}`, case: key, row,
    answer: cell.head ? [...worded(cell.head), marksOf(cell.marks)] : [token(cell.token)],
    long: (cell.head ?? "").length > 24,
    small: item.measure && found.length ? `from ${found[0].group.zero}` : "",
    detail: cell.detail, rule: cell.rule, measures: found,
    rests: proof.length ? proof : (cell.heads ?? []).map(name => [name]),
    against, fits: [...(cell.heads ?? []), ...(cell.others ?? [])].filter(name => !used.has(name) && !inDispute.has(name)),
    disputed: [...(cell.heads ?? []), ...(cell.others ?? [])].filter(name => !used.has(name) && inDispute.has(name)),
    said: [...(cell.heads ?? []), ...(cell.others ?? [])],
  };
};
const ofMeasure = id => {
  const one = measures.get(id);
  if (!one) return null;
  const said = unique(one.steps.map(step => step.said));
  return {
    title: `${capital(one.group.name)} · ${label(one.case)}`, case: one.case,
    answer: [one.value, one.role === "relayed" ? [" ", dagger(one.by)] : "", one.doubt ? [" ", el("span", "q", one.doubt)] : ""],
    small: `from ${one.group.zero}`, proof: one.proof, rule: one.definition, measures: [one], note: one.note,
    rests: one.steps.map(step => [step.said, step.use]), against: disputesOf(said), fits: [], said,
    query: asks("proof-of-measure", { measure: one.id }),
  };
};
const ofDispute = id => {
  const one = disputes.get(id);
  if (!one) return null;
  return {
    title: `${one.question} · ${label(one.case)}`, case: one.case, answer: [], rule: "", measures: [], rests: [], against: [id], fits: [],
    said: one.said ?? [], disputed: one.said ?? [], query: asks("disagreements", { case: one.case }),
  };
};
const ofSaid = names => {
  const known = names.filter(name => D.said[name]);
  if (!known.length) return null;
  const first = D.said[known[0]], against = disputesOf(known);
  return {
    title: `${capital(first.term)} · ${label(first.case)}`, case: first.case, answer: [], rule: "", measures: [],
    rests: known.map(name => [name]), against, fits: [], said: known, query: asks("evidence-of-statement", { statement: known[0] }),
  };
};
const chosen = () => {
  if (state.row && state.case) return ofCell(state.row, state.case);
  if (state.measure) return ofMeasure(state.measure);
  if (state.dispute) return ofDispute(state.dispute);
  return state.said ? ofSaid(state.said.split(",")) : null;
};
