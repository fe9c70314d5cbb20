"""The comparison as users hold it: a row an item, a column a case."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caseweave.api.choice import cases_where, rows_named
from caseweave.api.part import Brief, Cases, GraphPart
from caseweave.model import CELL_COLUMNS, Comparison, Row
from caseweave.model.error import CaseweaveError
from caseweave.views.comparison.overall import with_overall

if TYPE_CHECKING:
    import pandas as pd

    from caseweave.api.knowledge import KnowledgeGraph
    from caseweave.views.manuscript import PrintTable

__all__ = ["WRITERS", "CaseComparison", "Layout", "TableError"]


class TableError(CaseweaveError):
    """A format or a style of a table that there is none of; the message offers those there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is written: turned, in the style of a journal, with its evidence as remarks, safe for spreadsheets.

    Without a ``journal``, what is read on a screen keeps † and ‡, and what goes to a journal is as the AMA asks.
    """

    transpose: bool = False
    journal: str | None = None
    evidence: bool = False
    spreadsheet: bool = False


class CaseComparison(GraphPart[Row]):
    """The cases side by side: the essential rows, or all. ``record`` is the whole as one record: rows of cells."""

    noun = "items"
    keys = CELL_COLUMNS

    def __init__(self, graph: KnowledgeGraph, whole: Comparison, record: Comparison | None = None) -> None:
        found = whole.essential() if record is None else record
        super().__init__(found.rows)
        self._graph = graph
        self._whole = whole
        self.record = found

    def __call__(  # noqa: PLR0913 - one parameter a choice
        self,
        *,
        cases: Cases = (),
        zero: str | None = None,
        rows: str = "essential",
        where: Iterable[str] = (),
        level: int | None = None,
        overall: bool = False,
    ) -> CaseComparison:
        """Return the comparison of some cases, with days counted from what ``zero`` names, in the rows asked for.

        ``zero`` is a zero that a case names, or a selector of the protocol: the first that it takes in each case.
        ``rows`` are ``essential``, ``all``, or items and headings by comma; ``where`` keeps the cases of which each
        condition is told, such as ``diagnosis=Ph-like ALL``; ``level`` names things by what stands so many steps below
        the top of the hierarchy; ``overall`` adds a column that sums up the cases.

        >>> from caseweave import load
        >>> load().comparison(where=["diagnosis=Ph-like ALL"], rows="Age").record.heads
        (('kovalenko2023', 'Kovalenko 2023'), ('yang2020', 'Yang 2020'))
        """
        wanted, start = self._graph.names.cases(cases), self._graph.names.zero(zero)
        found = self._whole if start is None and level is None else self._graph.compared(start, level)
        held = cases_where(self._graph, where)
        if held is not None:
            wanted = tuple(case for case, _ in found.heads if case in held and case in (wanted or held))
        record = found.of(wanted) if wanted or held is None else replace(found.of(()), heads=(), rows=())
        record = record.of_rows(rows_named(record, rows))
        if overall:
            medians = self._graph.measures(cases=[case for case, _ in record.heads]).medians
            record = with_overall(record, self._graph.rows, medians)
        return CaseComparison(self._graph, found, record)

    @property
    def whole(self) -> Comparison:
        """Every row of the protocol, as one record."""
        return self._whole

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

    def printed(self, journal: str = "screen", *, transpose: bool = False) -> PrintTable:
        """Lay the table out as a journal prints it, with its notes, abbreviations and references."""
        from caseweave.views.manuscript import JOURNALS, printed  # noqa: PLC0415

        if journal not in JOURNALS:
            raise TableError(f"{journal!r} is no style of a journal; choose {', '.join(JOURNALS)}")
        style = JOURNALS[journal]
        return printed(
            self.record,
            transpose=transpose,
            journal=style,
            short=self._graph.abbreviations,
            references=self._references(style.references),
        )

    def written(self, form: str, layout: Layout | None = None) -> bytes:
        """Return the table in a format: csv, docx, html, json, md, tex, ttl, xlsx or xml (JATS)."""
        if form not in WRITERS:
            raise TableError(f"{form!r} is no format of a table; choose {', '.join(WRITERS)}")
        return WRITERS[form](self, layout or Layout())

    def save(self, path: str | Path, layout: Layout | None = None) -> None:
        """Write the table to a file in the format that its name ends in; raise TableError for another ending."""
        Path(path).write_bytes(self.written(Path(path).suffix.removeprefix(".").lower(), layout))

    def markdown(self) -> str:
        """Write the table as Markdown."""
        return self.written("md").decode()

    def csv(self) -> str:
        """Write the table as CSV."""
        return self.written("csv").decode()

    def html(self) -> str:
        """Write the table as a page."""
        return self.written("html").decode()

    def citations(self) -> dict[str, str]:
        """Return the citation of each paper."""
        return {paper.id: paper.citation for paper in self._graph.corpus.papers}

    def _references(self, style: str) -> dict[str, str]:
        """Return the reference of each case of the table: that of the first paper that reports it."""
        from caseweave.views.manuscript.references import references  # noqa: PLC0415

        papers = {paper.id: paper for paper in self._graph.corpus.papers}
        reported = {one.case: papers[one.papers[0]] for one in self._graph.cases if one.papers}
        cases = [case for case, _ in self.record.heads if case in reported]
        cited = list({reported[case].id: reported[case] for case in cases}.values())
        told = dict(zip((paper.id for paper in cited), references(cited, style), strict=True))
        return {case: told[reported[case].id] for case in cases}

    def _repr_html_(self) -> str:
        from caseweave.views.tables import frame_html  # noqa: PLC0415

        return frame_html(self.frame())


def _table(found: CaseComparison, layout: Layout, journal: str) -> PrintTable:
    return found.printed(layout.journal or journal, transpose=layout.transpose)


def _csv(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript import grid  # noqa: PLC0415
    from caseweave.views.manuscript.separated import csv, for_spreadsheets  # noqa: PLC0415

    laid = grid(found.record, layout.transpose)
    return (for_spreadsheets if layout.spreadsheet else csv)(laid).encode()


def _json(found: CaseComparison, _: Layout) -> bytes:
    return (json.dumps(found.cells(), ensure_ascii=False, indent=1) + "\n").encode()


def _markdown(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript.plain import markdown  # noqa: PLC0415

    return markdown(_table(found, layout, "screen")).encode()


def _html(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript.page import page  # noqa: PLC0415

    return page(_table(found, layout, "screen"), found.citations()).encode()


def _tex(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript.latex import latex  # noqa: PLC0415

    return latex(_table(found, layout, "ama")).encode()


def _docx(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript.word import word  # noqa: PLC0415

    return word(_table(found, layout, "ama"), evidence=layout.evidence)


def _xlsx(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript.workbook import workbook  # noqa: PLC0415

    return workbook(_table(found, layout, "ama"))


def _xml(found: CaseComparison, layout: Layout) -> bytes:
    from caseweave.views.manuscript.jats import jats  # noqa: PLC0415

    return jats(_table(found, layout, "ama")).encode()


def _ttl(found: CaseComparison, _: Layout) -> bytes:
    from caseweave.rdf.namespaces import NAMESPACES  # noqa: PLC0415
    from caseweave.rdf.store import turtle  # noqa: PLC0415
    from caseweave.rdf.triples import cube  # noqa: PLC0415
    from caseweave.views.comparison.tokens import TOKENS  # noqa: PLC0415

    lines = (f"{one.subject} {one.predicate} {one.object} .\n" for one in cube(found.record, TOKENS))
    return turtle(lines, NAMESPACES)


WRITERS: Final[Mapping[str, Callable[[CaseComparison, Layout], bytes]]] = {
    "csv": _csv,
    "docx": _docx,
    "html": _html,
    "json": _json,
    "md": _markdown,
    "tex": _tex,
    "ttl": _ttl,
    "xlsx": _xlsx,
    "xml": _xml,
}
"""Format, as a file name ends, to what writes it."""
