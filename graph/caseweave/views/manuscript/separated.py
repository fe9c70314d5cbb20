"""The table as CSV: what a machine reads, without loss; and a sheet that a spreadsheet does not change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from caseweave.views.comparison.tokens import lines
from caseweave.views.manuscript.grid import Grid, Heading
from caseweave.wording import sheet

__all__ = ["csv", "for_spreadsheets"]

_CHANGED: Final = re.compile(
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|0\d+|\d{16,}|\d+(?:\.\d+)?[eE]\d+|\d+:\d+(?::\d+)?"
    r"|(?:jan|feb|mar|march|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*[- ]?\d{1,4}"
    r"|\d{1,2}[- ]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*",
    re.IGNORECASE,
)
"""What a spreadsheet takes for a date, a time, or a number of fewer digits."""


def csv(grid: Grid) -> str:
    r"""Return a grid as CSV: cases by their id, items under their group, the lines of a cell joined by ``; ``.

    >>> from caseweave.model import Cell
    >>> cell = Cell(group="Course", item="Fever", case="a", state="not reported")
    >>> fever, abel = Heading(text="Fever", group="Course"), Heading(text="Abel 2019", case="a")
    >>> laid = Grid(down=(fever,), across=(abel,), body=((cell,),))
    >>> csv(laid), csv(laid.turned())
    ('group,item,a\nCourse,Fever,NR\n', 'case,Course: Fever\na,NR\n')
    """
    return sheet(*_laid(grid))


def for_spreadsheets(grid: Grid) -> str:
    """Return the same for Excel: it is told that the text is UTF-8, and takes nothing for a date or a number."""
    columns, rows = _laid(grid)
    return "\ufeff" + sheet([_kept(one) for one in columns], ([_kept(cell) for cell in row] for row in rows))


def _kept(text: str) -> str:
    return f"'{text}" if _CHANGED.fullmatch(text.strip()) else text


def _laid(grid: Grid) -> tuple[list[str], Iterable[list[str]]]:
    cells = [["; ".join(lines(cell)) for cell in row] for row in grid.body]
    if grid.has_cases_across or not grid.down or grid.down[0].case is None:
        heads = [[one.group, one.text] for one in grid.down]
        return ["group", "item", *(_id(one) for one in grid.across)], _joined(heads, cells)
    return ["case", *map(_title, grid.across)], _joined([[_id(one)] for one in grid.down], cells)


def _joined(heads: Iterable[list[str]], cells: Iterable[list[str]]) -> Iterable[list[str]]:
    return (head + row for head, row in zip(heads, cells, strict=True))


def _id(heading: Heading) -> str:
    """Return the id of a case; what is none of one, its text."""
    return heading.case or heading.text


def _title(heading: Heading) -> str:
    return f"{heading.group}: {heading.text}" if heading.group else heading.text
