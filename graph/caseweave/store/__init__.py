"""The store: the only door to the RDF engine (Oxigraph). Loads N-Quads, answers queries, writes serialisations."""

from caseweave.store.catalogue import named_queries, query_named, unknown
from caseweave.store.engine import Answer, Node, QueryError, Store
from caseweave.store.formats import jsonld, ontology_quads, trig, turtle_triples
from caseweave.store.guard import ask_guarded

__all__ = [
    "Answer",
    "Node",
    "QueryError",
    "Store",
    "ask_guarded",
    "jsonld",
    "named_queries",
    "ontology_quads",
    "query_named",
    "trig",
    "turtle_triples",
    "unknown",
]
