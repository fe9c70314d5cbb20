"""No spreadsheet runs a cell of ours: one writer for every CSV and TSV, held against known payloads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseweave
from caseweave import KnowledgeGraph
from caseweave.cli.output import emit
from caseweave.model import Cell, Comparison, Row
from caseweave.views import tables
from caseweave.views.manuscript import grid, separated
from caseweave.wording import sheet, tamed
from caseweave.wording.sheet import unsheet

PACKAGE = Path(caseweave.__file__).parent

PAYLOADS = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-1+HYPERLINK(1)",
    "+.1+cmd",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    '"=1+1',
    "'=1+1",
    '" =1+1',
    "\uff1d1+1",
    "\uff0b1+cmd",
    "\uff0d1+cmd",
    "\uff20SUM(1)",
    "+",
    "-",
    "-a",
    "+1 (day 3)",
    "--1",
    "+1e5x",
)
PLAIN = ("", "0", "-4", "+4", "-0.5", "1e6", "-1E-3", "fever", "<1 %", "day −4", "a = b", "3–5", "x@y")


def cells(text: str, separator: str = ",") -> list[str]:
    """Return all cells of a table as a spreadsheet reads them."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


def is_live(cell: str) -> bool:
    """Tell whether some spreadsheet may run a cell: it begins like a formula and is no plain number."""
    bare = re.sub(r"^[\s\ufeff\"]+", "", cell)
    starts = re.match(r"[=+@\-＝＋－＠]", bare) is not None or re.match(r"[\t\r\n]", cell) is not None
    return starts and re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", cell) is None


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_formula_is_tamed(text: str) -> None:
    """Blanks, quotes and wide signs before or in a formula make it no safer; the text itself stays."""
    assert tamed(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_and_numbers_stay(text: str) -> None:
    """A negative number is a number, and a sign within a text is a sign."""
    assert tamed(text) == text


@pytest.mark.parametrize("separator", [",", "\t"])
@given(rows=st.lists(st.lists(st.text() | st.sampled_from(PAYLOADS), min_size=2, max_size=2)))
def test_nothing_that_is_written_runs(separator: Literal[",", "\t"], rows: list[list[str]]) -> None:
    """Whatever the cells hold, alone or in a list, what a spreadsheet reads does not run."""
    listed = [[*row, row] for row in rows]
    assert not any(map(is_live, cells(sheet(["a", "b", "=c"], listed, separator), separator)))


def _statements(real: KnowledgeGraph, text: str) -> str:
    fields = {"printed": text, "note": text, "grade": text, "qualifiers": (("x", "y"),), "when": (text,)}
    return tables.statements_csv([replace(real.statements[0], **fields)])  # type: ignore[arg-type]


def _measures(real: KnowledgeGraph, text: str) -> str:
    return tables.measures_csv([replace(real.measures[0], value=text, unit=text, note=text, arithmetic=text)])


def _disagreements(real: KnowledgeGraph, text: str) -> str:
    found = real.disagreements[0]
    sides = tuple(replace(side, printed=text, says=text, section=text) for side in found.sides)
    return tables.disagreements_csv([replace(found, about=text, sides=sides)])


def _comparison(real: KnowledgeGraph, text: str) -> str:
    cell = Cell(group=text, item=text, case="a", state="reported", headline=text)
    row = Row(group=text, item=text, cells=(cell,))
    return separated.csv(grid(Comparison(title="t", heads=(("a", "A"),), rows=(row,))))


FILES: dict[str, Callable[[KnowledgeGraph, str], str]] = {
    "statements": _statements,
    "measures": _measures,
    "disagreements": _disagreements,
    "comparison": _comparison,
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("text", PAYLOADS)
def test_every_table_of_a_build_is_tame(real: KnowledgeGraph, file: str, text: str) -> None:
    """A payload in a field of a record reaches the file, and does not run there."""
    found = cells(FILES[file](real, text))
    assert any(text.replace("\r", "\n") in cell for cell in found)
    assert not any(map(is_live, found))


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("text", PAYLOADS)
def test_every_table_of_the_command_line_is_tame(form: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What a verb prints may be opened in a spreadsheet as well."""
    emit(["a", text], [[text, [text, "b"]]], form)
    assert not any(map(is_live, cells(capsys.readouterr().out, "," if form == "csv" else "\t")))


def test_the_bundled_tables_hold_no_live_cell(real: KnowledgeGraph) -> None:
    """The tables that are published today run nothing."""
    written = (
        tables.statements_csv(real.statements),
        tables.measures_csv(real.measures),
        tables.disagreements_csv(real.disagreements),
        separated.csv(grid(real.comparison.record)),
    )
    assert [cell for text in written for cell in cells(text) if is_live(cell)] == []


def test_one_module_writes_tables() -> None:
    """A second writer would be one that tames nothing."""
    modules = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    writing = re.compile(r"csv\.(Dict)?[wW]riter|to_csv")
    assert [name for name, text in modules.items() if writing.search(text)] == ["wording/sheet.py"]


def test_a_text_that_is_no_table_is_told_with_its_line() -> None:
    """A cell longer than any table has, as behind a quotation mark that is never closed."""
    with pytest.raises(ValueError, match=r"line \d+: field larger than field limit"):
        list(unsheet('a,b\n"' + "x" * 200_000))
