"""A graph kept on disk by the engine: it is asked without being read whole, and changed graph by graph."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from caseweave.model.error import CaseweaveError
from caseweave.rdf.sparql import gate
from caseweave.rdf.store.engine import Answer, DamagedGraphError, asked, kept_on_disk
from caseweave.rdf.store.guard import ask_guarded_on_disk

__all__ = ["Disk", "DiskError"]


class DiskError(CaseweaveError):
    """A folder that holds no graph, or one that another process is changing."""

    fault = "data"


class Disk:
    """A folder with a graph. Opened for reading, unless ``change``: then it is made if it is not there."""

    def __init__(self, place: Path, *, change: bool = False) -> None:
        self.place = place
        try:
            if not change and not (place / "CURRENT").is_file():
                raise DiskError(f"{place}: no graph is kept here; put one there: caseweave push --store {place}")
            if change and place.exists() and not (place / "CURRENT").is_file() and any(place.iterdir()):
                raise DiskError(f"{place} holds something else; name a new or empty folder")
            self._store = kept_on_disk(str(place), change=change)
        except DamagedGraphError as error:
            raise DiskError(f"{error}; is another process at it?") from None

    def ask(self, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a query that ships."""
        gate(text)
        return asked(self._store, text, bindings or {})

    def ask_guarded(self, text: str, bindings: Mapping[str, str]) -> Answer:
        """Answer a query that nobody has vetted, in a child process."""
        return ask_guarded_on_disk(self.place, text, bindings)

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a named graph by some triples, given as N-Triples: all at once, or not at all."""
        name = ox.NamedNode(graph)
        quads = [
            ox.Quad(one.subject, one.predicate, one.object, name)
            for one in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)
        ]
        self._store.remove_graph(name)
        self._store.extend(quads)
        self._store.flush()

    def delete(self, graph: str) -> None:
        """Remove a named graph."""
        self._store.remove_graph(ox.NamedNode(graph))

    def get(self, graph: str) -> bytes:
        """Return the triples of a named graph as N-Triples."""
        triples = (quad.triple for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""

    def count(self, graph: str) -> int:
        """Count the triples of a named graph."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
