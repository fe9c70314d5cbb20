"""The table as Word takes it: a real table with a head that repeats, notes below it, across the page where it is wide.

The one module that knows python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from caseweave.views.manuscript.archive import DAY, undated
from caseweave.views.manuscript.columns import widths
from caseweave.views.manuscript.evidence import Proofs
from caseweave.views.manuscript.printed import PrintCell, PrintLine, PrintTable, Run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

__all__ = ["word"]

_FACE: Final = "Arial"
_SIZE: Final = 8.0
_NOTE_SIZE: Final = 7.5
_LONG: Final = 297.0
_SHORT: Final = 210.0
_MARGIN: Final = 15.0
_UPRIGHT: Final = 2
"""Columns beside the first that fit an upright page."""
_THICK: Final = "8"
_THIN: Final = "4"
"""Rules in eighths of a point."""


def word(table: PrintTable, *, evidence: bool = False) -> bytes:
    """Return the table as a DOCX file; with ``evidence`` each cell has a comment that says what it rests on."""
    import docx  # noqa: PLC0415 - a fifth of a second, only for Word

    parts, proofs = table.parts(), Proofs.of(table.record) if evidence else None
    document = docx.Document()
    _prepare(document, table.title, is_wide=max(len(one.grid.across) for one in parts) > _UPRIGHT)
    for place, part in enumerate(parts):
        label = "Table 1" if not place else "Table 1, continued"
        _titled(document, f"{label}. {table.title}")
        _table(document, part, proofs)
    _below(document, table)
    made = io.BytesIO()
    document.save(made)
    return undated(made.getvalue())


def _titled(document: Document, title: str) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(_SIZE)
    _written(paragraph, (Run(title),), bold=True, keep=True)


def _prepare(document: Document, title: str, *, is_wide: bool) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section, style, told = document.sections[0], document.styles["Normal"], document.core_properties
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    sides = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)
    section.page_width, section.page_height = (Mm(side) for side in sides)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    style.font.name, style.font.size = _FACE, Pt(_SIZE)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.element.rPr.rFonts.set(_named("w:eastAsia"), _FACE)
    told.title, told.author, told.comments, told.revision = title[:255], "", "", 1
    told.created = told.modified = told.last_printed = DAY


def _table(document: Document, table: PrintTable, proofs: Proofs | None) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    rows = list(zip(table.grid.down, table.body, strict=True))
    made = document.add_table(rows=0, cols=len(table.grid.across) + 1)
    made.autofit = False
    _described(made, table.title)
    section = document.sections[0]
    wide = [Mm(one) for one in widths(table, (section.page_width or 0) / Mm(1) - 2 * _MARGIN)]
    for column, width in zip(made.columns, wide, strict=True):
        column.width = width
    heads = _heads(made, table)
    for group, some in groupby(rows, key=lambda row: row[0].group):
        if group:
            _group(made, group)
        for heading, cells in some:
            _row(made, table.head(heading), cells, document, proofs)
    for row in made.rows:
        for cell, width in zip(row.cells, wide, strict=True):
            cell.width = width
    _ruled(made, heads)


def _heads(made: Table, table: PrintTable) -> int:
    """Write the head, which repeats on each page; return how many rows it has."""
    spans = table.grid.spans
    is_grouped = any(group for group, _ in spans)
    if is_grouped:
        over, start = _added(made), 1
        for group, wide in spans:
            cell = over.cells[start].merge(over.cells[start + wide - 1])
            _written(cell.paragraphs[0], (Run(group),), bold=True)
            start += wide
    row = _added(made)
    for cell, told in zip(row.cells, [(Run(table.corner),), *map(table.head, table.grid.across)], strict=True):
        _written(cell.paragraphs[0], told, bold=True)
    for one in made.rows:
        _marked(one, "w:cantSplit", "w:tblHeader")
    return 2 if is_grouped else 1


def _added(made: Table) -> _Row:
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]
    return row


def _group(made: Table, group: str) -> None:
    row = _added(made)
    cell = row.cells[0].merge(row.cells[-1])
    _written(cell.paragraphs[0], (Run(group),), bold=True, keep=True)
    _marked(row, "w:cantSplit")


def _row(made: Table, head: PrintLine, cells: Sequence[PrintCell], document: Document, proofs: Proofs | None) -> None:
    row = _added(made)
    _marked(row, "w:cantSplit")
    places = list(row.cells)
    _written(places[0].paragraphs[0], head)
    for place, cell in zip(places[1:], cells, strict=True):
        _filled(place, cell, document, proofs)


def _filled(place: _Cell, cell: PrintCell, document: Document, proofs: Proofs | None) -> None:
    paragraph = place.paragraphs[0]
    for number, line in enumerate(cell.lines):
        _written(paragraph if not number else place.add_paragraph(), line)
    if proofs and cell.cell.statements and paragraph.runs:
        document.add_comment(paragraph.runs, proofs.text(cell.cell), author="Caseweave", initials="CW")


def _written(paragraph: Paragraph, line: Iterable[Run], *, bold: bool = False, keep: bool = False) -> None:
    paragraph.paragraph_format.keep_with_next = keep or None
    for run in line:
        made = paragraph.add_run(run.text)
        made.bold, made.font.superscript = bold or None, run.raised or None


def _below(document: Document, table: PrintTable) -> None:
    notes: list[PrintLine] = [(Run(f"Abbreviations: {table.abbreviated}."),)] if table.abbreviations else []
    notes += [(*([Run(mark, raised=True), Run(" ")] if mark else []), Run(note)) for mark, note in table.notes]
    for line in notes:
        _small(document.add_paragraph(), line)
    if table.references:
        _written(document.add_paragraph(), (Run(""),))
        _small(document.add_paragraph(), (Run("References"),), bold=True)
    for place, one in enumerate(table.references, start=1):
        _small(document.add_paragraph(), (Run(f"{place}. {one}"),))


def _small(paragraph: Paragraph, line: Iterable[Run], *, bold: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    _written(paragraph, line, bold=bold)
    for run in paragraph.runs:
        run.font.size = Pt(_NOTE_SIZE)


def _ruled(made: Table, heads: int) -> None:
    """Draw the rules that journals print: above and below the head, and below the table."""
    last = len(made.rows) - 1
    for place in {0, heads - 1, last}:
        sides = {"top": _THICK} if place == 0 else {}
        sides |= {"bottom": _THIN} if place == heads - 1 else {}
        sides |= {"bottom": _THICK} if place == last else {}
        for cell in dict.fromkeys(made.rows[place].cells):
            _bordered(cell, sides)


def _bordered(cell: _Cell, sides: dict[str, str]) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = _element("w:tcBorders")
    for side, size in sides.items():
        borders.append(_element(f"w:{side}", val="single", sz=size, space="0", color="auto"))
    properties.append(borders)


def _marked(row: _Row, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in names:
        properties.append(_element(name))


def _described(made: Table, title: str) -> None:
    """Give the table a title that screen readers say, and the little room between its lines that journals leave."""
    properties = made._tbl.tblPr
    margins = _element("w:tblCellMar")
    for side, wide in (("top", "15"), ("left", "40"), ("bottom", "15"), ("right", "80")):
        margins.append(_element(f"w:{side}", w=wide, type="dxa"))
    look = properties.find(_named("w:tblLook"))
    for one in (margins, _element("w:tblCaption", val=title[:255])):
        look.addprevious(one) if one is margins else look.addnext(one)


def _element(name: str, **told: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    made = OxmlElement(name)
    for key, value in told.items():
        made.set(_named(f"w:{key}"), value)
    return made


def _named(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415

    return qn(name)
