"""The table as Excel takes it: the table, its cells with their evidence, the statements. Nothing in it is a formula.

The one module that knows XlsxWriter.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from caseweave.model import COLUMNS
from caseweave.views.manuscript.archive import DAY
from caseweave.views.manuscript.columns import widths
from caseweave.views.manuscript.evidence import EVIDENCE_COLUMNS, Proofs
from caseweave.views.manuscript.printed import PrintCell, PrintLine, PrintTable
from caseweave.wording import visible

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["workbook"]

_MOST: Final = 32_767
"""Letters that a cell of Excel holds."""
_MOST_ROWS: Final = 1_048_575
_MOST_COMMENTS: Final = 2_000
"""Cells up to which each bears its evidence as a comment; in a larger table the second sheet has it alone."""
_MOST_REMARK: Final = 2_000
"""Letters of a comment."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(table: PrintTable) -> bytes:
    """Return the table as an XLSX file of three sheets: the table, its cells with evidence, the statements."""
    import xlsxwriter  # noqa: PLC0415 - only for Excel

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    book.set_properties({"title": _short(table.title, 255), "created": DAY})
    proofs = Proofs.of(table.record)
    _table(book, table, proofs)
    _listed(book, "Evidence", EVIDENCE_COLUMNS, _evidence(table, proofs))
    _listed(book, "Statements", COLUMNS, ([one.row()[name] for name in COLUMNS] for one in table.record.statements))
    book.close()
    return made.getvalue()


def _table(book: Workbook, table: PrintTable, proofs: Proofs) -> None:
    """Write the first sheet: title, head, a column of groups that can be filtered by, and the notes below."""
    sheet = book.add_worksheet("Table")
    bold, plain, raised = (book.add_format(told) for told in ({"bold": True}, _TOP, {"font_script": 1}))
    head = book.add_format({**_TOP, "bold": True, "top": 1, "bottom": 1})
    is_grouped = any(one.group for one in table.grid.down)
    first = [["Group"]] if is_grouped else []
    sheet.write_string(0, 0, _short(table.title), bold)
    over = [one.group for one in table.grid.across]
    heads = [
        *first,
        [table.corner],
        *[[_headed(group, table.head(one))] for group, one in zip(over, table.grid.across, strict=True)],
    ]
    for column, (text,) in enumerate(heads):
        sheet.write_string(1, column, _short(text), head)
    wide = [*[_STUB] * (len(first) + 1), *(_letters(one, table) for one in widths(table, _ROOM)[1:])]
    has_remarks = sum(len(row) for row in table.body) <= _MOST_COMMENTS
    for place, (heading, cells) in enumerate(zip(table.grid.down, table.body, strict=True), start=2):
        texts = [heading.group, heading.text] if is_grouped else [_flat(table.head(heading))]
        for column, text in enumerate(texts):
            sheet.write_string(place, column, _short(text), plain)
        shown = [*texts, *(cell.text for cell in cells)]
        sheet.set_row(place, _LINE * min(_MOST_LINES, max(map(_height, shown, wide), default=1)))
        for column, cell in enumerate(cells, start=len(texts)):
            _cell(sheet, (place, column), cell, (plain, raised))
            if has_remarks and cell.cell.statements:
                sheet.write_comment(place, column, _short(proofs.text(cell.cell), _MOST_REMARK), _REMARK)
    last = len(table.body) + 1
    sheet.freeze_panes(2, len(first) + 1)
    sheet.autofilter(1, 0, last, len(heads) - 1)
    for column, letters in enumerate(wide):
        sheet.set_column(column, column, letters)
    _below(book, sheet, last + 2, table)
    _for_paper(sheet, 1)


_STUB: Final = 22.0
_ROOM: Final = 240.0
"""Width of the table in mm, where few cases stand across."""
_NARROWEST: Final = 24.0
_LINE: Final = 13.0
"""Height of a line in points."""
_MOST_LINES: Final = 30


def _letters(wide: float, table: PrintTable) -> float:
    """Return the width of a column in letters, from that in mm."""
    return max(wide / 2, _NARROWEST) if len(table.grid.across) > 1 else 60.0


def _height(text: str, letters: float) -> int:
    """Return how many lines a text needs in a column so wide, a line lost where one ends early."""
    return 1 + int(1.15 * len(text) // letters)


_TOP: Final = {"text_wrap": True, "valign": "top"}
_REMARK: Final = {"author": "Caseweave", "width": 360, "height": 160}


def _cell(sheet: Worksheet, place: tuple[int, int], cell: PrintCell, looks: tuple[Format, Format]) -> None:
    """Write a cell: its lines below each other, its marks raised."""
    plain, raised = looks
    parts: list[str | Format] = []
    for number, line in enumerate(cell.lines):
        for run in line:
            text = ("\n" if number and run is line[0] else "") + run.text
            parts += [raised, text] if run.raised else [text]
    has_marks = any(run.raised for line in cell.lines for run in line)
    whole = "".join(part for part in parts if isinstance(part, str))
    if has_marks and len(whole) <= _MOST and len(parts) > 2:
        sheet.write_rich_string(*place, *parts, plain)
    else:
        sheet.write_string(*place, _short(whole), plain)


def _headed(group: str, line: PrintLine) -> str:
    return f"{group}: {_flat(line)}" if group else _flat(line)


def _flat(line: PrintLine) -> str:
    return "".join(f" [{run.text}]" if run.raised else run.text for run in line)


def _below(book: Workbook, sheet: Worksheet, start: int, table: PrintTable) -> None:
    """Write the notes below the table, each over all its columns."""
    columns, wrapped = _width(table), book.add_format({**_TOP, "font_size": 9})
    notes = [f"Abbreviations: {table.abbreviated}."] if table.abbreviations else []
    notes += [f"{mark} {note}".strip() for mark, note in table.notes]
    notes += [f"{place}. {one}" for place, one in enumerate(table.references, start=1)]
    for place, note in enumerate(notes, start=start):
        text = _short(note)
        sheet.set_row(place, 13 * min(20, 1 + len(text) // (columns * 32)))
        if columns > 1:
            sheet.merge_range(place, 0, place, columns - 1, "", wrapped)
        sheet.write_string(place, 0, text, wrapped)


def _width(table: PrintTable) -> int:
    """Return how many columns the notes stand over: those that are seen at once."""
    return min(1 + len(table.grid.across) + any(one.group for one in table.grid.down), 8)


def _for_paper(sheet: Worksheet, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, head)


def _listed(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a list: its head, which stays in sight, and all its rows, which can be filtered."""
    sheet, head, last = book.add_worksheet(name), book.add_format({"bold": True, "bottom": 1}), 0
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, head)
    for last, row in enumerate(rows, start=1):
        if last > _MOST_ROWS:
            break
        for column, value in enumerate(row):
            if value not in (None, "", [], {}):
                sheet.write_string(last, column, _short(_text(value)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.set_column(0, len(columns) - 1, 18)
    _for_paper(sheet, 0)


def _evidence(table: PrintTable, proofs: Proofs) -> Iterable[tuple[str, ...]]:
    return (line for row in table.body for one in row for line in proofs.lines(one.cell, one.text))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(text: str, most: int = _MOST) -> str:
    told = "\n".join(map(visible, text.split("\n")))
    return told if len(told) <= most else f"{told[: most - 1]}…"
