// What the page shows, looked up by its names.
const D = JSON.parse($("#matter").textContent);
const cases = new Map(D.cases.map(one => [one.case, one]));
const papers = new Map(D.papers.map(one => [one.id, one]));
const rows = new Map(D.rows.map(one => [one.key, one]));
const disputes = new Map(D.disputes.map(one => [one.id, one]));
const questions = new Map(D.questions.map(one => [one.name, one]));
const measures = new Map(D.measures.flatMap(group => group.rows.map(row => [row.id, { ...row, group }])));
const short = id => cases.get(id)?.short ?? papers.get(id)?.label ?? id;
const label = id => cases.get(id)?.label ?? papers.get(id)?.label ?? id;
const isNote = one => one.strength === "note";

const disputedBy = new Map();
for (const one of D.disputes) if (!isNote(one)) for (const name of one.said ?? []) disputedBy.set(name, [...(disputedBy.get(name) ?? []), one.id]);
const disputesOf = names => unique(names.flatMap(name => disputedBy.get(name) ?? []));
const cellsOf = new Map();
for (const row of D.rows) for (const [key, cell] of Object.entries(row.cells)) for (const name of [...(cell.heads ?? []), ...(cell.others ?? [])]) {
  cellsOf.set(name, [...(cellsOf.get(name) ?? []), [row.key, key]]);
}
const cellAt = (row, key) => {
  const cell = rows.get(row)?.cells[key];
  return cell ? { ...cell, ...(D.zeros[state.zero]?.[row]?.[key] ?? {}) } : null;
};
const isRelayed = cell => (cell.marks ?? []).some(mark => mark.startsWith("†"));
