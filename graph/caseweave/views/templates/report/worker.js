// The engine in a thread of its own, so that no question can hold up the page.
let store = null;
const plain = term => term === undefined || term === null ? null : term.termType === "NamedNode" || term.termType === "Literal" || term.termType === "BlankNode" ? term.value : String(term);
const told = result => {
  const { head, results, boolean } = JSON.parse(result);
  if (boolean !== undefined) return { columns: ["answer"], rows: [[String(boolean)]] };
  return { columns: head.vars, rows: results.bindings.map(row => head.vars.map(name => row[name]?.value ?? null)) };
};
const asked = sparql => {
  try {
    return told(store.query(sparql, { use_default_graph_as_union: true, results_format: "json" }));
  } catch (error) {
    if (!/CONSTRUCT|DESCRIBE/i.test(sparql)) throw error;
    const triples = store.query(sparql, { use_default_graph_as_union: true });
    return { columns: ["subject", "predicate", "object"], rows: triples.map(one => [one.subject, one.predicate, one.object].map(plain)) };
  }
};
self.onmessage = async ({ data }) => {
  try {
    if (data.wasm) {
      await oxigraph.init({ module_or_path: data.wasm });
      store = new oxigraph.Store();
      store.load(new Uint8Array(data.graph), { format: "application/n-quads", no_transaction: true });
      self.postMessage({ id: data.id, answer: store.size });
    } else {
      self.postMessage({ id: data.id, answer: asked(data.sparql) });
    }
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error.message ?? error) });
  }
};
