"""An in-memory Oxigraph store and the answers it gives. Its default graph is the union of all named graphs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from caseweave.model.error import CaseweaveError
from caseweave.rdf.sparql import gate

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Answer", "DamagedGraphError", "Node", "QueryError", "Scalar", "Store", "answered", "asked", "kept_on_disk"]

Scalar: TypeAlias = "str | int | float | Decimal | bool | None"

MOST_KEPT: Final = 32
"""Answers that a store keeps: a graph does not change, and table, page and network ask the same of it."""

PAUSES: Final = (0.1, 0.4, 1.6)
"""Seconds before a graph on disk is opened again."""

_XSD = "http://www.w3.org/2001/XMLSchema#"


class QueryError(CaseweaveError):
    """A query the engine cannot answer; the message is the engine's, with the line and column."""


class DamagedGraphError(QueryError):
    """Lines that are no graph; the message says where."""

    fault = "data"


class Node(NamedTuple):
    """One term of an answer as the engine gives it: an IRI, a literal with its datatype or language, a blank node."""

    kind: Literal["uri", "literal", "bnode"]
    value: str
    datatype: str | None = None
    language: str | None = None

    @property
    def plain(self) -> Scalar:
        """The value as Python has it: a number or a truth value where the datatype says so, else the text."""
        kind = (self.datatype or "").removeprefix(_XSD)
        if kind == "integer":
            return int(self.value)
        if kind == "decimal":
            return Decimal(self.value)
        if kind in {"double", "float"} and isfinite(float(self.value)):
            return float(self.value)
        return self.value == "true" if kind == "boolean" else self.value


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under named columns, in the order the query gives them; None is unbound. ``ask`` marks a yes or no."""

    columns: tuple[str, ...]
    nodes: tuple[tuple[Node | None, ...], ...]
    ask: bool = False

    @property
    def rows(self) -> tuple[tuple[Scalar, ...], ...]:
        """The rows as plain values."""
        return tuple(tuple(node.plain if node else None for node in row) for row in self.nodes)

    def records(self) -> list[dict[str, Scalar]]:
        """Return one mapping per row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store:
    """The graph of a corpus, ready for questions.

    >>> store = Store.load(b'<http://e/s> <http://e/p> "1.50" <http://e/g> .')
    >>> store.ask("SELECT ?o { ?s ?p ?o }").rows
    (('1.50',),)
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._answered = lru_cache(MOST_KEPT)(self._found)

    @classmethod
    def load(cls, nquads: bytes) -> Store:
        """Load the lines of a graph; raise QueryError where they are not N-Quads."""
        store = ox.Store()
        try:
            store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DamagedGraphError(
                f"the graph is not N-Quads: {' '.join(str(error).split())}; build it again"
            ) from None
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def ask(self, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a query that passes the gate; ``bindings`` sets variables of its SELECT list to plain texts.

        Raises QueryRefusedError for one that could reach the network or change data, QueryError for one that is wrong.
        An ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give subject, predicate, object.
        """
        gate(text)
        return self._answered(text, tuple(sorted((bindings or {}).items())))

    def _found(self, text: str, bindings: tuple[tuple[str, str], ...]) -> Answer:
        return self.ask_raw(text, dict(bindings))

    def ask_raw(self, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a query whatever it does: for a child process that can reach nobody."""
        return asked(self._store, text, bindings or {})

    def dataset(self, nquads: bytes) -> Dataset:
        """Return the rdflib view of the same data, for reading; ``nquads`` are its lines."""
        from caseweave.rdf.store.dataset import guarded  # noqa: PLC0415 - rdflib costs 0.2 s that most need not

        return guarded(self._store, nquads)


def kept_on_disk(place: str, *, change: bool = False) -> ox.Store:
    """Open a graph that is kept on disk, for reading unless ``change``; raise DamagedGraphError where there is none.

    While another process changes it, files go and come: it is tried a few times.
    """
    for pause in (*PAUSES, None):
        try:
            return ox.Store(place) if change else ox.Store.read_only(place)
        except (OSError, RuntimeError) as error:
            if pause is None:
                raise DamagedGraphError(f"{place}: {' '.join(str(error).split())}") from None
            time.sleep(pause)
    raise AssertionError("unreachable")


def asked(store: ox.Store, text: str, bindings: Mapping[str, str]) -> Answer:
    """Answer a query as the engine does, over the union of all graphs."""
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
    try:
        substitutions = {ox.Variable(name): ox.Literal(value) for name, value in bindings.items()}
        return answered(store.query(text, use_default_graph_as_union=True, substitutions=substitutions))
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        raise QueryError(" ".join(str(error).split())) from None


def answered(result: object) -> Answer:
    """Return what the engine gives as rows of nodes."""
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ((Node("literal", str(bool(result)).lower(), f"{_XSD}boolean"),),), ask=True)
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(_node(solution[name]) for name in columns) for solution in result))
    if isinstance(result, Iterable):
        triples = sorted(result, key=str)
        return Answer(("subject", "predicate", "object"), tuple(tuple(map(_node, triple)) for triple in triples))
    raise TypeError(f"unexpected result {type(result)}")


def _node(term: object) -> Node | None:
    if isinstance(term, ox.Literal):
        typed = None if term.language or term.datatype.value == f"{_XSD}string" else term.datatype.value
        return Node("literal", term.value, typed, term.language)
    if isinstance(term, ox.NamedNode):
        return Node("uri", term.value)
    if isinstance(term, ox.BlankNode):
        return Node("bnode", term.value)
    if term is None:
        return None
    raise ValueError("the answer holds whole triples; select their parts")
