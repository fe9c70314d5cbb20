"""A table as it was read or is to be written: its name, its head, its rows of texts, and how a cell is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["RowTexts", "SheetFault", "SheetTable", "column_letters"]

RowTexts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Rows under a head. ``lines`` are the numbers of the rows in the file, ``heads`` the places of the columns."""

    file: str
    name: str
    heads: Mapping[str, int]
    rows: tuple[RowTexts, ...]
    lines: tuple[int, ...]

    def cell(self, row: int | None, column: str) -> str:
        """Name a cell as spreadsheets do: ``Statements!H12``; the head where no row is given."""
        line = 1 if row is None else self.lines[row]
        return f"{self.name}!{column_letters(self.heads.get(column, 1))}{line}"

    def fault(self, row: int | None, column: str, message: str) -> SheetFault:
        """Make the fault of a cell."""
        return SheetFault(self.file, self.cell(row, column), column, message)


@dataclass(frozen=True, slots=True, order=True)
class SheetFault:
    """What is wrong in a cell, and what to write instead."""

    file: str
    cell: str
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.cell}: {self.column}: {self.message}"


def column_letters(place: int) -> str:
    """Return the letters of a column by its place, from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    before, last = divmod(place - 1, 26)
    return (column_letters(before) if before else "") + chr(ord("A") + last)
