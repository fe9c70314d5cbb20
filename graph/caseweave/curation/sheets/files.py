"""Tables as files: CSV for one table, Excel for all. The one module that knows openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from caseweave.curation.sheets.columns import TABLES, TableName, columns
from caseweave.curation.sheets.table import RowTexts, SheetTable, column_letters
from caseweave.model import CaseweaveError
from caseweave.wording.sheet import sheet, unsheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["UnreadableSheetError", "csv_text", "read_csv", "read_workbook", "workbook"]

_MOST_ROWS: Final = 20_000
_MOST_BYTES: Final = 200_000_000
_LISTS: Final = "Lists"
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(EOFError, NotImplementedError, RuntimeError, OSError),
)


class UnreadableSheetError(CaseweaveError):
    """A file that is no table, or too large for one; the message says what to do."""

    fault = "data"


def csv_text(rows: Iterable[RowTexts]) -> str:
    """Write the table of the statements as CSV."""
    names = [column.name for column in columns("Statements")]
    return sheet(names, ([row.get(name) for name in names] for row in rows))


def read_csv(content: bytes, file: str) -> SheetTable:
    """Read a table of statements; a spreadsheet may have parted it by semicolons or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableSheetError(f"{file}: not UTF-8 text; save it as CSV UTF-8") from None
    try:
        return _table(file, "Statements", unsheet(text))
    except ValueError as error:
        raise UnreadableSheetError(f"{file}: no table, {error}; is a quotation mark left open?") from None


def read_workbook(content: bytes, file: str) -> dict[str, SheetTable]:
    """Read every table of an Excel file, by its name; what a formula gives counts, not the formula."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only for Excel

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_BYTES:
                raise UnreadableSheetError(f"{file}: unpacks to more than {_MOST_BYTES} bytes; part it")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        found = {name: _table(file, name, _texts(book[name].values, file)) for name in book.sheetnames}
    except _BROKEN as error:
        if isinstance(error, UnreadableSheetError):
            raise
        raise UnreadableSheetError(f"{file}: cannot be read as an Excel file (.xlsx); save it again as one") from None
    return found


def _texts(rows: Iterable[Sequence[object]], file: str) -> Iterator[list[str]]:
    for count, row in enumerate(rows):
        if count > _MOST_ROWS:
            raise UnreadableSheetError(f"{file}: more than {_MOST_ROWS} rows; part it")
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    """Return a value as a curator typed it: a spreadsheet makes numbers and dates of what looks like one."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _table(file: str, name: str, rows: Iterable[Sequence[str]]) -> SheetTable:
    head: dict[str, int] = {}
    found: list[RowTexts] = []
    lines: list[int] = []
    for line, row in enumerate(rows, start=1):
        if line == 1:
            head = {" ".join(text.split()): place for place, text in enumerate(row, start=1) if text.strip()}
        elif any(text.strip() for text in row):
            found.append({name: row[place - 1] for name, place in head.items() if place <= len(row)})
            lines.append(line)
    return SheetTable(file, name, head, tuple(found), tuple(lines))


def workbook(tables: Mapping[TableName, Sequence[RowTexts]]) -> bytes:
    """Write an Excel file with every table: notes on the heads, drop-downs where only some words may stand."""
    import xlsxwriter  # noqa: PLC0415 - only for Excel

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    needed = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    plain = book.add_format({"num_format": "@", "valign": "top"})
    pages = {name: book.add_worksheet(name) for name in TABLES}
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    listed = 0
    for name, page in pages.items():
        known = columns(name)
        page.freeze_panes(1, 2)
        page.set_column(0, len(known) - 1, 16, plain)
        for place, column in enumerate(known):
            page.write_string(0, place, column.name, needed if column.required else bold)
            page.write_comment(0, place, column.words, {"x_scale": 2})
            if column.choices:
                _offer(page, lists, place, listed, column.choices)
                listed += 1
        for line, row in enumerate(tables.get(name, ()), start=1):
            for place, column in enumerate(known):
                if column.name in row:
                    page.write_string(line, place, row[column.name], plain)
    book.close()
    return made.getvalue()


def _offer(page: Worksheet, lists: Worksheet, place: int, at: int, choices: Sequence[str]) -> None:
    """Offer the words of a list in a column."""
    lists.write_column(0, at, choices)
    letters = column_letters(at + 1)
    source = f"={_LISTS}!${letters}$1:${letters}${len(choices)}"
    told = {"error_title": "Not one of the list", "error_message": "Choose one of the list."}
    page.data_validation(1, place, _MOST_ROWS, place, {"validate": "list", "source": source, **told})
