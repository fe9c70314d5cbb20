"""A comparison table as records: rows of cells, what each says and why, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final

from caseweave.model.disagreement import Disagreement
from caseweave.model.lists import CellState
from caseweave.model.measure import Measure
from caseweave.model.statement import Statement

__all__ = ["CELL_COLUMNS", "Cell", "Comparison", "Row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is known of one item of one case.

    ``headline`` answers, ``detail`` is its second line; both are empty where nothing is told, and ``state`` says why.
    ``marks`` are ``‡`` (accounts disagree), ``†`` with the paper that relays, ``suspected``, ``inferred``, ``mapped``.
    ``statements`` are all that stand behind the cell, as ``paper/id``, ``measures`` and ``disagreements`` ids; ``rule``
    says how the headline was chosen, and ``heads`` are those of the statements that it rests on.
    """

    group: str
    item: str
    case: str
    state: CellState
    headline: str = ""
    detail: str = ""
    marks: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    rule: str = ""
    heads: tuple[str, ...] = ()

    def row(self) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values; lists stay lists, empty texts are None."""
        cells = {name: getattr(self, name) for name in CELL_COLUMNS}
        return {name: list(v) if isinstance(v, tuple) else v or None for name, v in cells.items()}


CELL_COLUMNS: Final = tuple(field.name for field in fields(Cell) if field.name != "heads")
"""Names of the public columns, in order: a contract with every user of ``caseweave compare --format json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item compared over all cases, in the order of the table's columns.

    ``essential`` rows are the short table; a ``rest`` row holds what no other row took; ``key`` tells it from all
    others of its protocol.
    """

    group: str
    item: str
    cells: tuple[Cell, ...]
    essential: bool = True
    rest: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A table of cases side by side. ``heads`` are (case id, column title) pairs; ``notes`` stand under the table.

    ``statements`` (by ``paper/id``), ``measures`` (by id) and ``disagreements`` are what stands behind the cells;
    ``protocol`` is the id of the question.
    """

    title: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    measures: tuple[Measure, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    protocol: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    def essential(self) -> Comparison:
        """Return the short table."""
        return self.of_rows(tuple(row for row in self.rows if row.essential))

    def of(self, cases: tuple[str, ...]) -> Comparison:
        """Return the columns of some cases, in the order given; all where none is named."""
        if not cases:
            return self
        titles = dict(self.heads)
        heads = tuple((case, titles[case]) for case in cases if case in titles)
        rows = (replace(row, cells=tuple(_ordered(row.cells, cases))) for row in self.rows)
        return replace(self.of_rows(tuple(rows)), heads=heads)

    def of_rows(self, rows: tuple[Row, ...]) -> Comparison:
        """Return the table of some rows, and of the evidence what stands behind them."""
        cells = [cell for row in rows for cell in row.cells]
        told = {name for cell in cells for name in cell.statements}
        measured = {name for cell in cells for name in cell.measures}
        disputed = {name for cell in cells for name in cell.disagreements}
        return replace(
            self,
            rows=rows,
            statements=tuple(one for one in self.statements if f"{one.said_by}/{one.id}" in told),
            measures=tuple(one for one in self.measures if one.identifier in measured),
            disagreements=tuple(one for one in self.disagreements if one.id in disputed),
        )


def _ordered(cells: Iterable[Cell], cases: Iterable[str]) -> list[Cell]:
    by_case = {cell.case: cell for cell in cells}
    return [by_case[case] for case in cases if case in by_case]
