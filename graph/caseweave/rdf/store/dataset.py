"""The rdflib view of the graph: for reading. Its queries pass the gate and run in a child, as those of users do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import BNode, Dataset, Graph, Literal, URIRef, Variable
from rdflib.query import Result
from rdflib.term import Identifier

from caseweave.rdf.sparql import QueryRefusedError, form
from caseweave.rdf.store.engine import Answer, Node
from caseweave.rdf.store.guard import ask_guarded

__all__ = ["GuardedDataset", "GuardedStore", "guarded"]

_READ_ONLY = "the graph can only be read; copy what you want to change into a graph of your own"


def guarded(store: ox.Store, nquads: bytes) -> GuardedDataset:
    """Return a view of a graph whose lines are ``nquads``: no copy, the default graph is the union."""
    return GuardedDataset(store=GuardedStore(store, nquads), default_union=True)


class GuardedDataset(Dataset):
    """A dataset that loads no file and no address, and changes nothing."""

    def parse(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse to load."""
        raise QueryRefusedError(_READ_ONLY)

    add = addN = remove = update = parse  # noqa: N815 - names of rdflib

    def query(self, *arguments: Any, **options: Any) -> Result:
        """Answer a query in a child process; see :func:`caseweave.rdf.store.ask_guarded`."""
        # rdflib's own evaluator would follow SERVICE and FROM to any address.
        return super().query(*arguments, **{**options, "use_store_provided": True})


class GuardedStore(OxigraphStore):
    """The data behind the view."""

    def __init__(self, store: ox.Store, nquads: bytes) -> None:
        super().__init__(store=store)
        self._nquads = nquads

    def query(
        self,
        query: object,
        initNs: Mapping[str, Any],  # noqa: N803 - names of rdflib
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: object,  # noqa: N803
        **_: object,
    ) -> Result:
        """Answer the text of a query over the whole graph."""
        if not isinstance(query, str):
            raise QueryRefusedError("a prepared query is not answered; give its text")
        if queryGraph != "__UNION__":
            raise QueryRefusedError("a single graph is not asked; ask the whole, and name the graph: GRAPH <…> { … }")
        known = "".join(f"PREFIX {prefix}: <{name}> " for prefix, name in initNs.items())
        text = f"{known}{query}{_values(initBindings)}"
        return _result(ask_guarded(self._nquads, text, {}), form(query))

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse to change anything."""
        raise QueryRefusedError(_READ_ONLY)

    add = addN = remove = add_graph = remove_graph = update  # noqa: N815 - names of rdflib


def _values(bindings: Mapping[str, Identifier]) -> str:
    if not bindings:
        return ""
    names = " ".join(f"?{name}" for name in bindings)
    return f"\nVALUES ({names}) {{ ({' '.join(value.n3() for value in bindings.values())}) }}"


def _result(answer: Answer, asked: str) -> Result:
    if answer.ask:
        told = Result("ASK")
        told.askAnswer = answer.rows[0][0] is True
        return told
    rows = [[_term(node) for node in row] for row in answer.nodes]
    if asked in {"CONSTRUCT", "DESCRIBE"}:
        told = Result("CONSTRUCT")
        told.graph = Graph()
        for subject, predicate, value in rows:
            told.graph.add((subject, predicate, value))  # type: ignore[arg-type]
        return told
    told = Result("SELECT")
    told.vars = [Variable(name) for name in answer.columns]
    told.bindings = [
        {name: term for name, term in zip(told.vars, row, strict=True) if term is not None} for row in rows
    ]
    return told


def _term(node: Node | None) -> URIRef | BNode | Literal | None:
    if node is None:
        return None
    if node.kind == "literal":
        return Literal(node.value, lang=node.language, datatype=node.datatype and URIRef(node.datatype))
    return URIRef(node.value) if node.kind == "uri" else BNode(node.value)
