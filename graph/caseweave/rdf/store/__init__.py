"""The store: the only door to the RDF engine (Oxigraph). Loads N-Quads, answers queries, writes serialisations."""

from caseweave.rdf.store.catalogue import named_queries, query_named, unknown
from caseweave.rdf.store.engine import Answer, Node, QueryError, Scalar, Store
from caseweave.rdf.store.formats import jsonld, ontology_quads, trig, turtle, turtle_triples
from caseweave.rdf.store.guard import GuardedGraph, ask_guarded

__all__ = [
    "Answer",
    "GuardedGraph",
    "Node",
    "QueryError",
    "Scalar",
    "Store",
    "ask_guarded",
    "jsonld",
    "named_queries",
    "ontology_quads",
    "query_named",
    "trig",
    "turtle",
    "turtle_triples",
    "unknown",
]
