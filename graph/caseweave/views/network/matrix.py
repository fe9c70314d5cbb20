"""The matrix: cases as columns, entities as rows, in each cell how it is said. The network's accessible counterpart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from caseweave.views.network import Graph
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["MARKS", "Matrix", "MatrixCell", "MatrixRow", "matrix", "standing"]

MARKS: dict[str, str] = {
    "stated": "●",
    "relayed": "◐",
    "absent": "○",
    "absent, relayed": "◌",
    "proposed": "△",
    "not assessable": "?",
    "background": "·",
}
"""What a statement does, in words, and its sign."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How one entity is said of one case: (sign, words, number of statements), and what it is reached through.

    ``inferred`` where the entity is the curator's mapping in every statement, never the papers' own word.
    """

    marks: tuple[tuple[str, str, int], ...]
    through: tuple[str, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One entity over all cases; ``number`` is its place among the nodes of the graph."""

    number: int
    label: str
    kind: str
    share: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cases' labels, and the rows of each kind."""

    cases: tuple[str, ...]
    groups: tuple[tuple[str, tuple[MatrixRow, ...]], ...]


def matrix(graph: Graph) -> Matrix:
    """Return a row per entity, kinds and entities in the order of the graph."""
    cases = [node for node, data in graph.nodes(data=True) if data["type"] == "case"]
    rows = (
        MatrixRow(number, data["label"], data["kind"], data["share"], tuple(_cell(graph, case, node) for case in cases))
        for number, (node, data) in enumerate(graph.nodes.items())
        if data["type"] == "entity"
    )
    groups = tuple((kind, tuple(group)) for kind, group in groupby(rows, key=lambda row: row.kind))
    return Matrix(tuple(graph.nodes[case]["label"] for case in cases), groups)


def _cell(graph: Graph, case: str, entity: str) -> MatrixCell:
    said = list((graph.get_edge_data(case, entity) or {}).values())
    tally = Counter(_way(data) for data in said)
    marks = tuple((MARKS[way], way, tally[way]) for way in MARKS if tally[way])
    held = [node for node in _narrower(graph, entity) if not said and _holds(graph, case, node)]
    inferred = bool(said) and all(data["confidence"] == "inferred" for data in said)
    return MatrixCell(marks, tuple(graph.nodes[node]["label"] for node in held), inferred)


def standing(graph: Graph, case: str, entity: str) -> str:
    """Tell on what an entity of a case stands: ``relayed`` or ``inferred`` where on nothing better, or empty."""
    edges = [graph.get_edge_data(case, node) or {} for node in [entity, *_narrower(graph, entity)]]
    held = [data for some in edges for data in some.values() if data["state"] == "present"]
    if held and all(data["role"] != "own" for data in held):
        return "relayed"
    return "inferred" if held and all(data["confidence"] == "inferred" for data in held) else ""


def _way(data: dict[str, str]) -> str:
    if data["role"] in {"background", "synthesis"}:
        return "background"
    relayed = data["role"] == "relayed"
    if data["state"] == "present":
        return "relayed" if relayed else "stated"
    return "absent, relayed" if relayed and data["state"] == "absent" else data["state"]


def _narrower(graph: Graph, entity: str) -> tuple[str, ...]:
    """List everything below an entity, nearest first."""
    return _hierarchy(graph).below(entity)


@lru_cache(maxsize=1)
def _hierarchy(graph: Graph) -> Hierarchy:
    steps = (graph.in_edges(node, data=True) for node in graph)
    return Hierarchy((start, end) for edges in steps for start, end, data in edges if data["type"] == "broader")


def _holds(graph: Graph, case: str, entity: str) -> bool:
    return any(data["state"] == "present" for data in (graph.get_edge_data(case, entity) or {}).values())
