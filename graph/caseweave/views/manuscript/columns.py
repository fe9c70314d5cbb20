"""How wide each column of a printed table is: by what stands in it, so that no cell needs many lines."""

from __future__ import annotations

from math import sqrt
from typing import Final

from caseweave.views.manuscript.printed import PrintCell, PrintTable

__all__ = ["widths"]

_LEAST: Final = 0.55
"""The narrowest column, as a share of what each would have were all alike."""
_STUB: Final = 34.0
"""The widest first column, in mm."""

_LETTER: Final = 1.8
"""What a bold letter takes, in mm."""


def widths(table: PrintTable, room: float) -> list[float]:
    """Return the width of each column in mm, the first one that of the headings of the rows; together they fill a room.

    A column grows as the root of what its fullest cells hold: twice the text needs less than twice the lines.
    """
    count = len(table.grid.across)
    stub = min(_STUB, room / (count + 1))
    left = room - stub
    asked = [max(_fullness(table, place), 1.0) for place in range(count)]
    least = [min(max(_LEAST * left / count, _word(table, place) * _LETTER), left / count) for place in range(count)]
    rest = left - sum(least)
    more = [max(left * one / sum(asked) - low, 0.0) for one, low in zip(asked, least, strict=True)]
    return [stub, *(low + rest * one / (sum(more) or 1.0) for low, one in zip(least, more, strict=True))]


def _word(table: PrintTable, place: int) -> int:
    """Return the letters of the longest word of a column's heading, which no line breaks."""
    return max((len(word) for word in table.grid.across[place].text.split()), default=0)


def _fullness(table: PrintTable, place: int) -> float:
    """Return the root of what the fullest quarter of a column's cells holds."""
    lengths = sorted((_longest(row[place]) for row in table.body), reverse=True)
    fullest = lengths[: max(1, len(lengths) // 4)] or [0]
    return sqrt(sum(fullest) / len(fullest))


def _longest(cell: PrintCell) -> int:
    return max((sum(len(run.text) for run in line) for line in cell.lines), default=0)
