"""The grid: cells by what stands at the side and at the head, cases one way and items the other; it can be turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from caseweave.model import Cell, Comparison

__all__ = ["MOST_ACROSS", "Grid", "Heading", "grid"]

MOST_ACROSS: Final = 6
"""Cases that stand side by side, a column each; more stand one below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands at the side of a row or the head of a column: a case by its id, or an item under its group."""

    text: str
    group: str = ""
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as it is laid out: ``down`` are the headings of its rows, ``across`` those of its columns."""

    down: tuple[Heading, ...]
    across: tuple[Heading, ...]
    body: tuple[tuple[Cell, ...], ...]

    def turned(self) -> Grid:
        """Return the same cells with rows and columns exchanged.

        >>> cell = Cell(group="Course", item="Fever", case="a", state="not reported")
        >>> fever, abel = Heading(text="Fever", group="Course"), Heading(text="Abel 2019", case="a")
        >>> one = Grid(down=(fever,), across=(abel,), body=((cell,),))
        >>> one.turned().turned() == one
        True
        """
        columns = tuple(zip(*self.body, strict=True)) if self.body else tuple(() for _ in self.across)
        return Grid(down=self.across, across=self.down, body=columns)

    def cut(self, first: int, last: int) -> Grid:
        """Return the columns from one place up to another."""
        body = tuple(row[first:last] for row in self.body)
        return replace(self, across=self.across[first:last], body=body)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, in the order in which a table is read."""
        return (cell for row in self.body for cell in row)

    @property
    def has_cases_across(self) -> bool:
        """Tell whether a case is a column."""
        return any(one.case is not None for one in self.across)

    @property
    def spans(self) -> list[tuple[str, int]]:
        """The groups over the columns, each with how many of them it covers."""
        return [(group, len(list(some))) for group, some in groupby(self.across, lambda one: one.group)]


def grid(comparison: Comparison, transpose: bool = False) -> Grid:
    """Lay a comparison out: up to six cases a column each, else one row a case; ``transpose`` turns that round."""
    down = tuple(Heading(text=row.item, group=row.group) for row in comparison.rows)
    across = tuple(Heading(text=title, case=case) for case, title in comparison.heads)
    laid = Grid(down=down, across=across, body=tuple(row.cells for row in comparison.rows))
    return laid.turned() if (len(across) > MOST_ACROSS) != transpose else laid
