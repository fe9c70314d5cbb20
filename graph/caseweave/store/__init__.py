"""The store: the only door to the RDF engine (Oxigraph). Loads N-Quads, answers queries, writes serialisations."""

from caseweave.store.catalogue import named_queries, query_named
from caseweave.store.engine import Answer, QueryError, Store
from caseweave.store.formats import jsonld, ontology_quads, trig
from caseweave.store.guard import ask_guarded

__all__ = [
    "Answer",
    "QueryError",
    "Store",
    "ask_guarded",
    "jsonld",
    "named_queries",
    "ontology_quads",
    "query_named",
    "trig",
]
