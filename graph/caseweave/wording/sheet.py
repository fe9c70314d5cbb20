"""Tables as CSV and TSV, for spreadsheets too: no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

__all__ = ["sheet", "tamed", "unsheet"]

_LEADS: Final = r"[\s\ufeff\u200b\u200e\u200f\u2060\"'\u2018\u2019\u201c\u201d`]*"
_FORMULA: Final = re.compile(rf"{_LEADS}[=+@\-\uff1d\uff0b\uff20\uff0d\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)


def tamed(text: str) -> str:
    r"""Return a text so that no spreadsheet takes it for a formula: one that could be gets an apostrophe in front.

    Formulas begin with one of ``= + - @`` or its wide twin, maybe after blanks or quotes, or with a tab or a line end.
    A plain number stays a number.

    >>> tamed("=1+1"), tamed("-4"), tamed("-1+HYPERLINK(1)"), tamed(" \uff1d1")
    ("'=1+1", '-4', "'-1+HYPERLINK(1)", "' ＝1")
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]], separator: Literal[",", "\t"] = ",") -> str:
    r"""Write a table as text: empty for null, ``; `` between the parts of a list, every cell tamed.

    >>> sheet(["case", "sites"], [["a", ["scalp", "back"]], ["=b", None]])
    "case,sites\na,scalp; back\n'=b,\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(map(_cell, columns))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def unsheet(text: str) -> Iterator[list[str]]:
    r"""Read a table that :func:`sheet` wrote, or a spreadsheet, which may part cells by semicolons or tabs.

    >>> list(unsheet("case;when\n'=b;day 2\n"))
    [['case', 'when'], ['=b', 'day 2']]

    Raises ValueError, with the line, for a text that is no table.
    """
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in rows:
            yield [cell[1:] if cell.startswith("'") and tamed(cell[1:]) == cell else cell for cell in row]
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}") from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_line(str(part)) for part in value)
    return _line(str(value).lower() if isinstance(value, bool) else str(value))


def _line(text: str) -> str:
    """Tame a text and end its lines alike: the csv module leaves a carriage return unquoted, which ends the row."""
    return tamed(text).replace("\r\n", "\n").replace("\r", "\n")
