"""An in-memory Oxigraph store and the answers it gives. Its default graph is the union of all named graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Answer", "QueryError", "Scalar", "Store"]

Scalar: TypeAlias = "str | int | Decimal | bool | None"

_XSD = "http://www.w3.org/2001/XMLSchema#"


class QueryError(ValueError):
    """A query the engine cannot answer; the message is the engine's, with the line and column."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of plain values under named columns, in the order the query gives them; None is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]

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

    @classmethod
    def load(cls, nquads: bytes) -> Store:
        """Load the lines of a graph."""
        store = ox.Store()
        store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def ask(self, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a query; ``bindings`` sets variables of its SELECT list to plain texts.

        An ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give subject, predicate, object.
        """
        substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): ox.Literal(value) for name, value in (bindings or {}).items()
        }
        try:
            result = self._store.query(text, use_default_graph_as_union=True, substitutions=substitutions)
            return _answer(result)
        except (SyntaxError, RuntimeError, ValueError, OSError) as error:
            raise QueryError(" ".join(str(error).split())) from None

    def dataset(self) -> Dataset:
        """Return the rdflib view of the same data: no copy, the default graph is the union."""
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib costs 0.2 s that most commands do not need
        from rdflib import Dataset  # noqa: PLC0415

        return Dataset(store=OxigraphStore(store=self._store), default_union=True)

    def quads(self) -> list[ox.Quad]:
        """Return all quads, sorted as their N-Quads lines are."""
        return sorted(self._store, key=str)


def _answer(result: object) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ((bool(result),),))
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(_plain(solution[name]) for name in columns) for solution in result))
    if isinstance(result, Iterable):
        rows = sorted(tuple(str(_plain(term)) for term in triple) for triple in result)
        return Answer(("subject", "predicate", "object"), tuple(rows))
    raise TypeError(f"unexpected result {type(result)}")


def _plain(term: object) -> Scalar:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term))
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "integer":
        return int(term.value)
    if kind == "decimal":
        return Decimal(term.value)
    return term.value == "true" if kind == "boolean" else term.value
