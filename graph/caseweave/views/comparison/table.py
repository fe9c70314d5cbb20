"""The whole table: rows and columns from the answer of the query, each cell composed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from caseweave.model import Comparison, Disagreement, Measure, Row, Statement
from caseweave.protocol.definition import Item, Protocol
from caseweave.protocol.rows import AskedRow
from caseweave.protocol.telltale import subject
from caseweave.rdf.store import Store, query_named
from caseweave.views.comparison.answer import AnsweredCell, AnsweredRow, answered
from caseweave.views.comparison.headline import Behind, cell
from caseweave.views.comparison.wordbook import Wordbook
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["Evidence", "comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The records that the ids of an answer stand for, and the words for them.

    ``statements`` have the days that are shown; ``papers`` the short names.
    """

    statements: Sequence[Statement]
    measures: Sequence[Measure] = ()
    disagreements: Sequence[Disagreement] = ()
    hierarchy: Hierarchy = field(default_factory=lambda: Hierarchy(()))
    papers: Mapping[str, str] = field(default_factory=dict)


def comparison(
    store: Store, protocol: Protocol, asked: Sequence[AskedRow], evidence: Evidence, zero: str | None = None
) -> Comparison:
    """Make the comparison of all cases from the queries ``cases`` and ``comparison``.

    ``asked`` are the rows that stand in the graph; ``zero`` names the day 0 of the statements where it is another than
    that of the protocol. What stands in which row is told from the protocol's own day 0 in any case.
    """
    found = list(answered(query_named(store, "comparison").records()))
    heads = tuple(_heads(query_named(store, "cases").records(), found))
    behind, words = _behind(evidence), Wordbook(hierarchy=evidence.hierarchy)
    spoken = ((asked[one.place - 1], one) for one in found)
    rows = tuple(
        _row(
            row,
            [(case, one.cells.get(case, AnsweredCell())) for case, _ in heads],
            behind,
            _asking(words, protocol, row.item),
        )
        for row, one in spoken
    )
    cells = [made for row in rows for made in row.cells]
    told = {name for made in cells for name in made.statements}
    disputed = {name for made in cells for name in made.disagreements}
    measured = {name for made in cells for name in made.measures}
    return Comparison(
        title=protocol.title,
        heads=heads,
        rows=rows,
        notes=(_days(protocol, zero),),
        statements=tuple(said for name, said in behind.statements.items() if name in told),
        measures=tuple(one for name, one in behind.measures.items() if name in measured),
        disagreements=tuple(one for one in evidence.disagreements if one.id in disputed),
        protocol=protocol.id,
    )


def _row(asked: AskedRow, found: Iterable[tuple[str, AnsweredCell]], behind: Behind, words: Wordbook) -> Row:
    item = asked.item
    return Row(
        group=item.group,
        item=item.title,
        cells=tuple(cell(item, case, one, behind, words) for case, one in found),
        essential=item.essential and not item.rest,
        rest=item.rest,
        key=asked.key,
    )


def _asking(words: Wordbook, protocol: Protocol, item: Item) -> Wordbook:
    return words.asking(None if item.of is None else subject(protocol, item.of), _dated(item), item.procedures)


def _dated(item: Item) -> bool:
    """Tell whether a row shows days: as its protocol says, else all do but those of names."""
    return item.show != "names" if item.days is None else item.days


def _heads(cases: Iterable[Mapping[str, Any]], found: Iterable[AnsweredRow]) -> Iterable[tuple[str, str]]:
    """Yield the columns: the patients that a paper reports, then those that are only spoken of, each by id."""
    labels = {str(one["case"]): str(one["label"]) for one in cases}
    told = {case for row in found for case in row.cells}
    for case in (*sorted(labels.keys() & told), *sorted(told - labels.keys())):
        yield case, labels.get(case, case)


def _behind(evidence: Evidence) -> Behind:
    disputed: dict[str, list[Disagreement]] = {}
    for one in evidence.disagreements:
        for name in dict.fromkeys(side.name for side in one.sides if side.statement in one.marked):
            disputed.setdefault(name, []).append(one)
    return Behind(
        statements={f"{said.said_by}/{said.id}": said for said in evidence.statements},
        measures={one.identifier: one for one in evidence.measures},
        disagreements=disputed,
        papers=evidence.papers,
    )


def _days(protocol: Protocol, zero: str | None) -> str:
    if zero is not None:
        return f"Days are counted from {zero.replace('-', ' ')}; a case without it has none."
    if protocol.zero is not None:
        return f"Days are counted from {protocol.zero.name}."
    return "Days are counted from the day 0 that each paper names."
