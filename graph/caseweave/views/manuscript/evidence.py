"""What a cell rests on, in words: each statement with who says it, where and when, each measure with how it follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from caseweave.model import Cell, Comparison, Measure, Statement
from caseweave.wording import entity, visible

__all__ = ["EVIDENCE_COLUMNS", "Proofs"]

EVIDENCE_COLUMNS: Final = (
    *("group", "item", "case", "cell", "state", "marks", "statement", "says", "printed", "when", "section"),
    *("said_by", "role", "confidence", "note", "rule"),
)
"""One line a cell and statement: what the sheet of evidence has."""

_MOST: Final = 12
"""Statements that a comment tells; the others are counted."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The statements and measures behind a table, by the names that its cells give."""

    statements: Mapping[str, Statement]
    measures: Mapping[str, Measure]

    @classmethod
    def of(cls, comparison: Comparison) -> Proofs:
        """Return what stands behind a comparison."""
        return cls(
            {f"{said.said_by}/{said.id}": said for said in comparison.statements},
            {one.identifier: one for one in comparison.measures},
        )

    def text(self, cell: Cell) -> str:
        """Say what a cell rests on, a line each."""
        told = [*self._measured(cell), *self._said(cell)]
        left = [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
        return "\n".join([*map(visible, told[:_MOST]), *left])

    def lines(self, cell: Cell, shown: str) -> Iterator[tuple[str, ...]]:
        """Yield a line for each statement behind a cell, in the order of the columns of evidence."""
        where = (cell.group, cell.item, cell.case, shown, cell.state, "; ".join(cell.marks))
        for name in cell.statements:
            said = self.statements.get(name)
            yield (*where, name, *(self._told(said) if said else [""] * 8), cell.rule)

    def _measured(self, cell: Cell) -> Iterator[str]:
        for one in (self.measures[name] for name in cell.measures if name in self.measures):
            yield f"{one.measure} from {one.zero}: {one.arithmetic}"

    def _said(self, cell: Cell) -> Iterator[str]:
        for name in cell.statements:
            said = self.statements.get(name)
            if said is None:
                yield name
                continue
            says, printed, when, section, *_ = self._told(said)
            quoted = f"“{printed}”" if printed else ""
            yield f"{name}: " + "; ".join(filter(None, (says, quoted, when, section)))

    @staticmethod
    def _told(said: Statement) -> list[str]:
        section = said.anchors[0].section if said.anchors else ""
        when = "; ".join(said.when)
        told = (entity(said), said.printed, when, section, said.said_by, said.role, said.confidence, said.note)
        return [one or "" for one in told]
