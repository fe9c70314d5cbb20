"""The graph: records to triples, shapes that must hold, the store, and the questions that ship."""
