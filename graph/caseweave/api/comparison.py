"""The comparison as users hold it: a row an item, a column a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from caseweave.api.part import Brief, Cases, GraphPart
from caseweave.model import CELL_COLUMNS, Comparison, Row

if TYPE_CHECKING:
    import pandas as pd

    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["CaseComparison", "Rows"]

Rows: TypeAlias = Literal["essential", "all"]
"""Which rows of a protocol are shown: the short table, or every one."""


class CaseComparison(GraphPart[Row]):
    """The cases side by side: the essential rows, or all. ``record`` is the whole as one record: rows of cells."""

    noun = "items"
    keys = CELL_COLUMNS

    def __init__(self, graph: KnowledgeGraph, whole: Comparison, *, every: bool = False) -> None:
        record = whole if every else whole.essential()
        super().__init__(record.rows)
        self._graph = graph
        self._whole = whole
        self.record = record

    def __call__(self, *, cases: Cases = (), zero: str | None = None, rows: Rows = "essential") -> CaseComparison:
        """Return the comparison of some cases, with days counted from what ``zero`` names, in the rows asked for.

        ``zero`` is a zero that a case names, or a selector of the protocol: the first that it takes in each case.
        """
        wanted, start = self._graph.names.cases(cases), self._graph.names.zero(zero)
        found = self._whole if start is None else self._graph.compared(start)
        return CaseComparison(self._graph, found.of(wanted), every=rows == "all")

    @property
    def columns(self) -> tuple[str, ...]:
        """The heading, the item, and the id of each case."""
        return ("group", "item", *(case for case, _ in self.record.heads))

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per item: its heading, its title, and what each case has as text."""
        from caseweave.views.tables import cell_text  # noqa: PLC0415

        cells = [{cell.case: cell_text(cell) for cell in row.cells} for row in self]
        return [{"group": row.group, "item": row.item, **told} for row, told in zip(self, cells, strict=True)]

    def brief(self) -> Brief:
        """Return the items and the cases."""
        return self.columns[1:], list(self.rows())

    def frame(self) -> pd.DataFrame:
        """Return the comparison as a DataFrame of texts: items as rows, cases as columns."""
        from caseweave.views.tables import comparison_frame  # noqa: PLC0415

        return comparison_frame(self.record)

    def cells(self) -> list[dict[str, object]]:
        """Return one flat mapping per cell, with the public keys."""
        return [cell.row() for cell in self.record.cells]

    def markdown(self) -> str:
        """Write the table as Markdown."""
        from caseweave.views.comparison import markdown  # noqa: PLC0415

        return markdown(self.record, self._citations())

    def csv(self) -> str:
        """Write the table as CSV."""
        from caseweave.views.comparison import csv  # noqa: PLC0415

        return csv(self.record)

    def html(self) -> str:
        """Write the table as a page."""
        from caseweave.views.comparison import html  # noqa: PLC0415

        return html(self.record, self._citations())

    def _citations(self) -> dict[str, str]:
        return {paper.id: paper.citation for paper in self._graph.corpus.papers}

    def _repr_html_(self) -> str:
        from caseweave.views.tables import frame_html  # noqa: PLC0415

        return frame_html(self.frame())
