"""What users see, as tables of text: one line an item, each with the statements behind it.

Two corpora are looked at: the bundled papers, and the few invented ones in ``data``, whose looks out of order, second
speakers and settled disagreements tell apart what the bundled papers cannot.

All that the golden files take from the package is taken here, by its public names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd
import pytest

import caseweave

if TYPE_CHECKING:
    from caseweave import KnowledgeGraph

ROOT: Final = Path(__file__).resolve().parents[2]
GOLDEN: Final = Path(__file__).resolve().parent
PROTOCOL: Final = ROOT / "tests" / "data" / "corpus" / "protocols" / "rash.yaml"
QUERIES: Final = {path.stem: path for path in sorted((ROOT / "graph").rglob("*.rq"))}

_STATEMENT: Final = "https://w3id.org/caseweave/statement/"
_ESCAPED: Final = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


@pytest.fixture(scope="session")
def corpora(real: KnowledgeGraph) -> dict[str, KnowledgeGraph]:
    """Load both corpora, the smaller first."""
    return {"invented": caseweave.load(GOLDEN / "data", str(PROTOCOL)), "bundled": real}


class Table(NamedTuple):
    """Columns and rows, ready to be written as text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def text(self) -> str:
        """The table as tab-separated values with a line of headings."""
        return "".join("\t".join(map(cell, row)) + "\n" for row in (self.columns, *self.rows))


def cell(value: object) -> str:
    """Write a value as one cell; what is empty is empty, statements are ``paper/statement``."""
    if isinstance(value, list | tuple):
        return " ; ".join(map(cell, value))
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return ""
    return str(value).replace(_STATEMENT, "").translate(_ESCAPED)


def of_mappings(rows: Iterable[Mapping[str, object]]) -> Table:
    """Make a table of mappings; its columns come in the order in which they are first met."""
    found = list(rows)
    columns = tuple(dict.fromkeys(name for row in found for name in row))
    return Table(columns, tuple(tuple(row.get(name) for name in columns) for row in found))


def of_frame(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a frame as mappings."""
    for row in frame.astype(object).to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def attributes(record: object, names: str) -> dict[str, object]:
    """Return some attributes of a record by their names."""
    return {name: getattr(record, name) for name in names.split()}


def comparison(kg: KnowledgeGraph) -> Table:
    """Every cell of every row, with what stands behind it."""
    return of_mappings(cell.row() for cell in kg.comparison(rows="all").record.cells)


def comparison_frame(kg: KnowledgeGraph) -> Table:
    """Return what stands around the cells: title, heads, notes."""
    told = kg.comparison(rows="all").record
    notes = [("note", "", note) for note in told.notes]
    return Table(
        ("what", "case", "text"), (("title", "", told.title), *(("head", *head) for head in told.heads), *notes)
    )


def measures(kg: KnowledgeGraph) -> Table:
    """Every measure with its inputs."""
    return of_mappings(of_frame(kg.measures.frame()))


def disagreements(kg: KnowledgeGraph) -> Table:
    """Every disagreement with the statements that are its sides."""
    return of_mappings(
        row | {"sides": [side["statement"] for side in row["sides"]]} for row in of_frame(kg.disagreements.frame())
    )


def sides(kg: KnowledgeGraph) -> Table:
    """Every side of every disagreement."""
    return of_mappings({"id": row["id"]} | side for row in of_frame(kg.disagreements.frame()) for side in row["sides"])


def nodes(kg: KnowledgeGraph) -> Table:
    """Return the cases and entities of the network."""
    return of_mappings({"node": node} | data for node, data in kg.network.graph.nodes(data=True))


def edges(kg: KnowledgeGraph) -> Table:
    """Return the edges of the network; the key of one that is a statement is its id."""
    found = kg.network.graph.edges(keys=True, data=True)
    return of_mappings({"from": start, "to": end, "key": key} | data for start, end, key, data in found)


def timeline(kg: KnowledgeGraph) -> Table:
    """Every mark and every item told in words, of all tracks; ``drawn`` marks what the figure shows unasked."""
    default, kinds = kg.timeline(full=True).record, sorted({one.kind for one in kg.statements})
    unasked = {one.statements for one in default.marks} | {one.statements for one in default.listed}
    days = "earliest latest end_earliest end_latest"
    looks = "shape caption titles about event state inferred set_aside"
    rows: list[dict[str, object]] = []
    for lane in kg.timeline(lanes=kinds, full=True).record.lanes:
        for telling in (telling for track in lane.tracks for telling in track.tellings):
            for mark in telling.marks:
                told = {"as": "mark", "text": mark.label} | attributes(mark.span, days) | attributes(mark, looks)
                rows.append({"case": lane.case} | _placed(mark, unasked) | told)
            for item in telling.listed:
                told = {"as": item.reason, "text": item.text, "titles": item.titles}
                rows.append({"case": lane.case} | _placed(item, unasked) | told)
    return of_mappings(rows)


def _placed(item: Any, unasked: set[tuple[str, ...]]) -> dict[str, object]:
    drawn = "yes" if item.statements in unasked else "no"
    return {"track": item.track.title} | attributes(item, "said_by role statements") | {"drawn": drawn}


def answer(kg: KnowledgeGraph, query: str) -> Table:
    """Return the rows of a shipped query with its default parameters."""
    given = kg.ask(query)
    return Table(given.columns, given.rows)


def asked(kg: KnowledgeGraph, text: str, given: Mapping[str, str]) -> Table:
    """Return the rows of any query text in this process, some of its variables set; ValueError if it is no SPARQL."""
    found = kg.store.ask(text, given)
    return Table(found.columns, found.nodes)


TABLES: Final[Mapping[str, Callable[[KnowledgeGraph], Table]]] = {
    "comparison": comparison,
    "comparison-frame": comparison_frame,
    "measures": measures,
    "disagreements": disagreements,
    "disagreement-sides": sides,
    "network-nodes": nodes,
    "network-edges": edges,
    "timeline": timeline,
}
"""What is pinned beside the queries; verdicts are the rows of the query on relayed claims."""
