"""Word, Excel and LaTeX files in the programs that people open them with: LibreOffice and TeX, each page looked at."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.comparison import Layout
from caseweave.model import Cell, Comparison, Row
from caseweave.views.manuscript import JOURNALS, printed
from caseweave.views.manuscript.latex import latex
from caseweave.views.manuscript.word import word
from caseweave.views.manuscript.workbook import workbook

from .conftest import Program

pytestmark = pytest.mark.external

HOSTILE = (
    '=HYPERLINK("http://x.example","click")',
    "\\input{/etc/passwd}\\write18{x}",
    "a | b <script>window.__pwn=1</script> ]]>",
    "50 % & #1 $x_2^3$ ~ {y} -- ,,z",
    "ctrl\x00\x1b[31m bidi \u202etxet\u202c \ufffe",
    "漢字 ← ≠ 🧬 é ß ł µ",
    "x" * 40_000,
)


def made(texts: Sequence[str]) -> Comparison:
    """Make a table of one case, a row a text."""
    cells = [Cell(group="G", item=f"Item {n}", case="a", state="reported", headline=t) for n, t in enumerate(texts)]
    rows = tuple(Row(group="G", item=cell.item, cells=(cell,)) for cell in cells)
    return Comparison(title="Invented", heads=(("a", texts[0]),), rows=rows)


def pages(program: Program, file: Path) -> tuple[int, str]:
    """Convert an office file to PDF; return how many pages it has, and its text."""
    done = program("soffice", "--headless", "--convert-to", "pdf", file.name)
    assert (file.with_suffix(".pdf")).exists(), done.stderr.decode()
    return read(program, file.with_suffix(".pdf"))


def read(program: Program, pdf: Path) -> tuple[int, str]:
    """Return how many pages a PDF has, and its text; each page is drawn, and none is blank."""
    told = program("pdfinfo", pdf.name).stdout.decode()
    count = int(re.findall(r"Pages:\s+(\d+)", told)[0])
    program("pdftoppm", "-r", "40", "-png", "-l", "3", pdf.name, "page")
    pictures = list(pdf.parent.glob("page*.png"))
    assert len(pictures) == min(count, 3)
    assert all(len(set(picture.read_bytes())) > 50 for picture in pictures)
    return count, program("pdftotext", "-layout", pdf.name, "-").stdout.decode()


def test_a_word_table_of_three_cases_takes_two_pages(real: KnowledgeGraph, program: Program, tmp_path: Path) -> None:
    """LibreOffice opens it as it is: heads, cells, notes and references are there, on two A4 pages at most."""
    file = tmp_path / "table.docx"
    real.comparison.save(file)
    count, text = pages(program, file)
    assert count <= 2
    for told in ("Table 1.", "Kovalenko 2023", "Tocilizumab", "Abbreviations:", "References", "19–38"):
        assert told in text


def test_no_cell_of_the_essential_table_has_more_than_three_lines(
    real: KnowledgeGraph, program: Program, tmp_path: Path
) -> None:
    """Counted in the page as it is printed: the lines between two rows of the first column."""
    file = tmp_path / "table.docx"
    real.comparison.save(file)
    pages(program, file)
    boxes = program("pdftotext", "-bbox-layout", "table.pdf", "-").stdout.decode()
    lines = [(float(left), float(top)) for left, top in re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)"', boxes)]
    least = min(left for left, _ in lines)
    heads = sorted({round(top) for left, top in lines if left - least < 2})
    between = [
        len({round(top) for left, top in lines if left - least > 60 and first - 2 <= top < second - 2})
        for first, second in pairwise(heads)
    ]
    assert max(between) <= 3


def test_a_workbook_opens_with_its_three_sheets(real: KnowledgeGraph, program: Program, tmp_path: Path) -> None:
    """LibreOffice opens it as it is, and shows a formula of nobody."""
    file = tmp_path / "table.xlsx"
    real.comparison.save(file)
    _, text = pages(program, file)
    assert "Kovalenko 2023" in text
    with zipfile.ZipFile(file) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)


@pytest.mark.parametrize("transpose", [False, True])
def test_the_latex_file_compiles(transpose: bool, real: KnowledgeGraph, program: Program, tmp_path: Path) -> None:
    """With Debian's TeX, without a fault, and no line runs over its column."""
    file = tmp_path / "table.tex"
    real.comparison.save(file, Layout(transpose=transpose))
    done = program("pdflatex", "-interaction=nonstopmode", "-no-shell-escape", file.name)
    log = (tmp_path / "table.log").read_text("utf-8", "replace")
    assert done.returncode == 0, log[-2000:]
    assert not re.search(r"^! ", log, re.MULTILINE)
    assert not [one for one in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(one) > 3]
    count, text = read(program, tmp_path / "table.pdf")
    assert count <= 3
    assert "Kovalenko 2023" in text


def test_hostile_labels_do_nothing_in_latex(program: Program, tmp_path: Path) -> None:
    """Commands, comments and letters that TeX lacks are printed; nothing is read or run."""
    (tmp_path / "table.tex").write_text(latex(printed(made(HOSTILE))), "utf-8")
    done = program("pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "table.tex")
    assert done.returncode == 0, (tmp_path / "table.log").read_text("utf-8", "replace")[-2000:]
    assert "root:" not in program("pdftotext", "table.pdf", "-").stdout.decode()


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_hostile_labels_do_nothing_in_an_office(form: str, program: Program, tmp_path: Path) -> None:
    """The file opens, and a text that looks like a formula is printed as it is."""
    table = printed(made(HOSTILE[:-1]), journal=JOURNALS["ama"])
    file = tmp_path / f"table.{form}"
    file.write_bytes(word(table) if form == "docx" else workbook(table))
    _, text = pages(program, file)
    assert "=HYPERLINK(" in text
