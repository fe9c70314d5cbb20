"""The comparison as users hold it: a row an attribute, a column a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caseweave.api.part import Brief, Cases, GraphPart
from caseweave.model import Comparison, Row

if TYPE_CHECKING:
    import pandas as pd

    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["CaseComparison"]


class CaseComparison(GraphPart[Row]):
    """The cases side by side. ``record`` is the whole as one record: rows of cells with what is behind them."""

    noun = "attributes"

    def __init__(self, graph: KnowledgeGraph, record: Comparison) -> None:
        super().__init__(record.rows)
        self._graph = graph
        self.record = record

    def __call__(self, *, cases: Cases = (), zero: str | None = None) -> CaseComparison:
        """Return the comparison of some cases, with days counted from the happening that ``zero`` names."""
        wanted, start = self._graph.names.cases(cases), self._graph.names.zero(zero)
        found = self.record if start is None else self._counted(start)
        return CaseComparison(self._graph, _narrowed(found, wanted) if wanted else found)

    def _counted(self, zero: str) -> Comparison:
        from caseweave.views.tables import comparison  # noqa: PLC0415

        return comparison(self._graph.store, self._graph.counted(zero), zero, self._graph.happenings)

    @property
    def columns(self) -> tuple[str, ...]:
        """The heading, the attribute, and the id of each case."""
        return ("topic", "attribute", *(case for case, _ in self.record.heads))

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per attribute: its heading, its name, and what each case has as text."""
        from caseweave.views.tables import cell_text  # noqa: PLC0415

        cells = [{cell.case: cell_text(cell) for cell in row.cells} for row in self]
        return [{"topic": row.group, "attribute": row.attribute, **told} for row, told in zip(self, cells, strict=True)]

    def brief(self) -> Brief:
        """Return the attributes and the cases."""
        return self.columns[1:], list(self.rows())

    def frame(self) -> pd.DataFrame:
        """Return the comparison as a DataFrame of texts: attributes as rows, cases as columns."""
        from caseweave.views.tables import comparison_frame  # noqa: PLC0415

        return comparison_frame(self.record)

    def cells(self) -> list[dict[str, object]]:
        """Return flat mappings: one per entry of a cell, and one per cell that has none."""
        from caseweave.views.tables import cell_records  # noqa: PLC0415

        return cell_records(self.record)

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


def _narrowed(table: Comparison, cases: tuple[str, ...]) -> Comparison:
    """Keep the columns of some cases, in the order they are asked for."""
    titles = dict(table.heads)
    rows = [
        replace(row, cells=tuple(cell for case in cases for cell in row.cells if cell.case == case))
        for row in table.rows
    ]
    return replace(
        table,
        heads=tuple((case, titles[case]) for case in cases if case in titles),
        rows=tuple(rows),
        disagreements=tuple(one for one in table.disagreements if one.case in cases),
    )
