"""What a table says of all its cases together: counts over those assessed, medians with their range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Final

from caseweave.model import Cell, Comparison, Measure, Row, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol import Summary
from caseweave.protocol.definition import Item
from caseweave.protocol.rows import AskedRow
from caseweave.views.comparison.voice import DOUBTED
from caseweave.wording import length, plain
from caseweave.wording.unit import unit

__all__ = ["OVERALL", "with_overall"]

OVERALL: Final = "All cases"
NOTE: Final = (
    "All cases: n/N, in n of N cases of which it is told that it was there or was not; amounts: median (range); times: "
    "median of intervals (Turnbull) from five cases on, range of the intervals; relayed times do not count."
)
_YES_OR_NO: Final = frozenset({"whether", "worst", "doses"})
_MOST_NAMES: Final = 3
_ASSESSED: Final = frozenset({"reported", "absent"})


def with_overall(table: Comparison, asked: Iterable[AskedRow], summaries: Iterable[Summary]) -> Comparison:
    """Return a table with a last column that sums up its cases; it rests on the statements of those it counts.

    ``asked`` are the rows of the protocol: what a row shows decides how it is summed up.
    """
    items = {row.key: row.item for row in asked}
    behind = _Summed(
        {(one.measure, one.zero): one for one in summaries},
        {one.identifier: one for one in table.measures},
        {f"{one.said_by}/{one.id}": one for one in table.statements},
    )
    rows = (replace(row, cells=(*row.cells, _overall(row, items.get(row.key), behind))) for row in table.rows)
    return replace(table, heads=(*table.heads, ("", OVERALL)), rows=tuple(rows), notes=(*table.notes, NOTE))


@dataclass(frozen=True, slots=True)
class _Summed:
    """What a column of all cases is made from: summaries of times, measures by id, statements by ``paper/id``."""

    summaries: Mapping[tuple[str, str], Summary]
    measures: Mapping[str, Measure]
    statements: Mapping[str, Statement]


def _overall(row: Row, item: Item | None, behind: _Summed) -> Cell:
    told = [cell for cell in row.cells if cell.state in _ASSESSED]
    empty = Cell(group=row.group, item=row.item, case="", state="blank", rule="not summed up")
    if item is None or not any(cell.statements or cell.measures for cell in told):
        return empty
    text, rule = _summed(item, told, behind)
    if not text:
        return empty
    return replace(
        empty,
        state="reported",
        headline=text,
        statements=tuple(dict.fromkeys(name for cell in told for name in cell.statements)),
        measures=tuple(dict.fromkeys(name for cell in told for name in cell.measures)),
        rule=rule,
    )


def _summed(item: Item, told: Sequence[Cell], behind: _Summed) -> tuple[str, str]:
    """Sum a row up as it shows its cells: times, amounts, names, or whether; others are not summed up."""
    found = [cell for cell in told if cell.state == "reported"]
    if item.measure:
        return _time(item.measure, found, behind), "median of intervals"
    if item.show == "values":
        return _amount(found, behind.statements), "median"
    if item.show == "names":
        return _names(found, behind.statements), "counts"
    return (f"{len(found)}/{len(told)}" if item.show in _YES_OR_NO else ""), "count"


def _time(measure: str, found: Sequence[Cell], behind: _Summed) -> str:
    """Say the median of times where there are cases enough, else the range of their intervals."""
    known = [behind.measures[name] for cell in found for name in cell.measures if name in behind.measures]
    shown = [one for one in known if slug(one.measure) == slug(measure) and one.is_time]
    own = [one for one in shown if one.role == "own" and one.confidence not in DOUBTED]
    summed = behind.summaries.get((own[0].measure, own[0].zero)) if own else None
    if summed is None or not summed.cases:
        return ""
    best = {one.case: one for one in reversed(own)}.values()
    lowest = min((one.earliest for one in best if one.earliest is not None), default=None)
    ends = [one.latest for one in best]
    highest = None if None in ends else max(end for end in ends if end is not None)
    spread = f"{length(lowest, highest, 'cell')} (n = {summed.cases})"
    if summed.earliest is None and summed.latest is None:
        return spread
    return f"median {length(summed.earliest, summed.latest, 'cell')}; {spread}"


def _names(found: Sequence[Cell], said: Mapping[str, Statement]) -> str:
    """Say in how many cases each thing is told to be there, the most frequent first; rare ones are left out."""
    counts: Counter[str] = Counter()
    for cell in found:
        told = [said[name] for name in cell.statements if name in said]
        counts.update({one.label for one in told if one.state == "present" and one.assertion == "observed"})
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    common = [(label, count) for label, count in most if count > 1][:_MOST_NAMES]
    return "; ".join(f"{label} {count}/{len(found)}" for label, count in common)


def _amount(found: Sequence[Cell], said: Mapping[str, Statement]) -> str:
    """Say the median of a row of which every cell tells one number in the same unit, with the range."""
    firsts = [_number(cell, said) for cell in found]
    values = [one for one in firsts if one is not None]
    if len(values) != len(found) or len({code for _, code in values}) != 1:
        return ""
    numbers, code = sorted(value for value, _ in values), values[0][1]
    middle = plain(Decimal(median(numbers)).normalize())
    spread = f" ({plain(numbers[0])}–{plain(numbers[-1])})" if len(numbers) > 1 else ""
    return f"{middle}{unit(code, 'cell')}{spread}"


def _number(cell: Cell, said: Mapping[str, Statement]) -> tuple[Decimal, str | None] | None:
    told = [said[name] for name in cell.statements if name in said]
    exact = [one for one in told if one.value is not None and one.comparator is None and one.assertion == "observed"]
    if not told or len(exact) != len(told) or len({(one.value, one.unit) for one in exact}) != 1:
        return None
    return exact[0].value or Decimal(0), exact[0].unit
