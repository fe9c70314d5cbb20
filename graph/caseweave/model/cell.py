"""A comparison table as records: rows of cells, what each cell shows, its state, and the statements behind it."""

from __future__ import annotations

from dataclasses import dataclass

from caseweave.model.disagreement import Disagreement
from caseweave.model.lists import CellState

__all__ = ["Cell", "Comparison", "Entry", "Row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a cell: what one paper says, in the table's words, with the statement it stands on.

    ``disagreements`` are the ids of those it is a side of.
    """

    text: str
    state: CellState
    said_by: str
    role: str
    statement: str
    section: str | None = None
    printed: str | None = None
    when: str | None = None
    confidence: str | None = None
    note: str | None = None
    disagreements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is known of one attribute of one case: entries, or the reason why there are none."""

    attribute: str
    case: str
    state: CellState
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One attribute compared over all cases, in the order of the table's columns."""

    group: str
    attribute: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A table of cases side by side. ``heads`` are (case id, column title) pairs; ``notes`` stand under the table.

    ``disagreements`` are all those that entries are sides of.
    """

    title: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
