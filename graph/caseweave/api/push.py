"""Putting the graph of a corpus where it is asked: on a server or on disk, one named graph at a time.

What is there already is left alone. Before anything is changed, the ``meta`` graph is removed, and it is put back last:
where a push ended half-way, the next one finds no word of what is whole, compares every graph anew, and mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from caseweave.api.knowledge import KnowledgeGraph
from caseweave.api.part import GraphPart
from caseweave.model.error import CaseweaveError
from caseweave.model.identifiers import graph_iri
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.store import Answer
from caseweave.rdf.triples import digest

__all__ = ["Keeper", "PushError", "Pushed", "push"]

META: Final = "meta"

_DIGEST: Final = NAMESPACES["cw"] + "digest"


class PushError(CaseweaveError):
    """What was put there is not what is there; the message says where, and what to do."""

    fault = "data"


class Keeper(Protocol):
    """What keeps named graphs and can be asked: a server, or a folder on disk."""

    def ask(self, text: str) -> Answer:
        """Answer a query."""

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a named graph by triples in N-Triples."""

    def delete(self, graph: str) -> None:
        """Remove a named graph."""

    def count(self, graph: str) -> int:
        """Count the triples of a named graph."""


@dataclass(frozen=True, slots=True)
class PushedGraph:
    """A named graph, how many triples it has there, and whether it was put there or stood there."""

    graph: str
    triples: int
    state: str


class Pushed(GraphPart[PushedGraph]):
    """The named graphs of a push, each with what became of it."""

    noun = "graphs"
    columns = ("graph", "triples", "state")

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per graph."""
        return [{name: getattr(one, name) for name in self.columns} for one in self]


def push(graph: KnowledgeGraph, keeper: Keeper) -> Pushed:
    """Make what a keeper has equal to the graph; raise PushError where a count differs afterwards."""
    return Pushed(tuple(_pushed(graph.graphs, keeper)))


def _pushed(graphs: Mapping[str, list[str]], keeper: Keeper) -> Iterator[PushedGraph]:
    told = _told(keeper)
    meta = graphs[META]
    parts = {name: lines for name, lines in graphs.items() if name != META}
    wanted = {graph_iri(name): digest(lines) for name, lines in parts.items()}
    stands = {name for name in parts if told.get(graph_iri(name)) == wanted[graph_iri(name)]}
    stands = {name for name in stands if keeper.count(graph_iri(name)) == len(parts[name])}
    whole = told == wanted and len(stands) == len(parts) and keeper.count(graph_iri(META)) == len(meta)
    if not whole:
        keeper.delete(graph_iri(META))
    for name, lines in parts.items():
        yield PushedGraph(name, len(lines), "stood") if name in stands else _put(name, lines, keeper)
    yield PushedGraph(META, len(meta), "stood") if whole else _put(META, meta, keeper)


def _told(keeper: Keeper) -> dict[str, str]:
    """Return what a keeper says of its named graphs: the digest of each."""
    asked = f"SELECT ?graph ?digest WHERE {{ GRAPH <{graph_iri(META)}> {{ ?graph <{_DIGEST}> ?digest }} }}"
    return {str(graph): str(found) for graph, found in keeper.ask(asked).rows}


def _put(name: str, lines: list[str], keeper: Keeper) -> PushedGraph:
    graph = graph_iri(name)
    ending = f" <{graph}> .\n"
    keeper.put(graph, "".join(f"{line.removesuffix(ending)} .\n" for line in lines).encode())
    found = keeper.count(graph)
    if found != len(lines):
        raise PushError(f"{graph} has {found} triples there and {len(lines)} here; push again, or look at the server")
    return PushedGraph(name, found, "put")
