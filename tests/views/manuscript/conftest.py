"""Invented tables, and readers that open each format as another program does."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import docx

from caseweave.model import Cell, Comparison, Row, Statement, Term
from caseweave.model.identifiers import statement_iri
from caseweave.model.lists import CellState
from caseweave.views.manuscript import JOURNALS, SCREEN, PrintTable, grid, printed
from caseweave.views.manuscript.jats import jats
from caseweave.views.manuscript.latex import latex
from caseweave.views.manuscript.page import page
from caseweave.views.manuscript.plain import markdown
from caseweave.views.manuscript.separated import csv as as_csv
from caseweave.views.manuscript.word import word
from caseweave.views.manuscript.workbook import workbook

HOSTILE = (
    '=HYPERLINK("http://x.example","click")',
    "@SUM(A1)",
    "\\input{/etc/passwd}\\write18{x}",
    "a | b\n| c",
    "<script>window.__pwn=1</script>",
    '"><img src=x onerror="window.__pwn=1">',
    "]]></td><?caseweave x?>",
    "50 % & #1 $x_2^3$ ~ {y} -- ,,z",
    "ctrl\x00\x07\x1b[31m\x7f",
    "bidi \u202etxet\u202c \u2066x\u2069",
    "\ud7ff\ufffe\uffff end",
    "漢字 ← ≠ 🧬 é ß ł µ",
    "<1",
    "x" * 40_000,
)
"""Texts that try to be code, or that a format cannot hold."""

Texts = list[list[str]]


def told(paper: str, name: str) -> Statement:
    """Make a statement of an invented paper."""
    about = Term("HP:0001945", "fever")
    iri = statement_iri(paper, name)
    return Statement(statement=iri, said_by=paper, case=paper, role="own", kind="finding", about=about)


def made(texts: Sequence[Sequence[str]], cases: Sequence[str] | None = None, **more: Any) -> Comparison:
    """Make a table: a row of texts an item, a text a case; an empty text is a cell in which nothing is told."""
    width = max(map(len, texts), default=0)
    names = list(cases) if cases is not None else [f"Case {place}" for place in range(width)]
    known: dict[str, Statement] = {}
    rows = []
    for item, line in enumerate(texts):
        cells = []
        for place, text in enumerate(line):
            said = told(f"p{place}", f"s{item}")
            known |= {f"p{place}/s{item}": said} if text else {}
            state: CellState = "reported" if text else "not reported"
            names_behind = (f"p{place}/s{item}",) if text else ()
            cells.append(
                Cell(
                    group=f"Group {item // 3}",
                    item=f"Item {item}",
                    case=f"p{place}",
                    state=state,
                    headline=text,
                    statements=names_behind,
                )
            )
        rows.append(Row(group=f"Group {item // 3}", item=f"Item {item}", cells=tuple(cells), key=f"group/item-{item}"))
    heads = tuple((f"p{place}", name) for place, name in enumerate(names))
    return Comparison(
        title="Invented", heads=heads, rows=tuple(rows), statements=tuple(known.values()), protocol="invented", **more
    )


def read_docx(data: bytes) -> Texts:
    """Read the body of the tables of a Word file: without heads, groups and the first column, pieces side by side."""
    pieces: list[Texts] = []
    for table in docx.Document(io.BytesIO(data)).tables:
        body = []
        for row in table.rows:
            is_head = bool(row._tr.xpath("./w:trPr/w:tblHeader"))
            cells = list(row.cells)
            if not is_head and (len(cells) == 1 or cells[0]._tc is not cells[-1]._tc):
                body.append(["\n".join(one.text for one in cell.paragraphs) for cell in cells[1:]])
        pieces.append(body)
    return [[text for row in rows for text in row] for rows in zip(*pieces, strict=True)]


def sheets(data: bytes) -> dict[str, Texts]:
    """Read the cells of an Excel file by sheet; ValueError if one is a formula."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        shared = ET.fromstring(parts.read("xl/sharedStrings.xml"))
        strings = ["".join(t.text or "" for t in one.iterfind(".//m:t", space)) for one in shared]
        names = [one.get("name") for one in ET.fromstring(parts.read("xl/workbook.xml")).iterfind(".//m:sheet", space)]
        found = {}
        for place, name in enumerate(names, start=1):
            root = ET.fromstring(parts.read(f"xl/worksheets/sheet{place}.xml"))
            if root.find(".//m:f", space) is not None or root.find(".//m:hyperlink", space) is not None:
                raise ValueError("a formula or a link")
            found[str(name)] = [
                [strings[int(cell.findtext("m:v", "", space))] if cell.get("t") == "s" else "" for cell in row]
                for row in root.iterfind(".//m:row", space)
            ]
    return found


class _Cells(HTMLParser):
    """Gathers the texts of the cells of a page, and its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Texts = []
        self.tags: set[str] = set()
        self._open = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
            self._open = 1
        elif tag == "dl":
            self._open = 0

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "summary"}:
            self._open = 0

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.rows[-1][-1] += data


def read_html(data: bytes) -> Texts:
    """Read the cells of a page; ValueError if it has a script or an image."""
    parser = _Cells()
    parser.feed(data.decode())
    if parser.tags & {"script", "img", "iframe", "object"}:
        raise ValueError("an element that a text brought in")
    return [row for row in parser.rows if row and row != [""]]


def read_markdown(data: bytes) -> Texts:
    """Read the cells of a Markdown table, its escapes taken away."""
    lines = [line for line in data.decode().splitlines() if line.startswith("| ")][2:]
    rows = [re.split(r"(?<!\\)\|", line)[2:-1] for line in lines if not line.startswith("| **")]
    return [[_unescaped(cell.strip()) for cell in row] for row in rows]


def _unescaped(text: str) -> str:
    plain = re.sub(r"\\(.)", r"\1", text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def read_jats(data: bytes) -> Texts:
    """Read the cells of a table in JATS; it has to be well-formed."""
    rows = [list(row.iterfind("td")) for row in ET.fromstring(data).iter("tr")]
    return [["".join(cell.itertext()) for cell in row] for row in rows if row]


def read_csv(data: bytes) -> Texts:
    """Read the cells of a CSV, without its headings."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    first = 2 if rows[0][0] == "group" else 1
    return [row[first:] for row in rows[1:]]


def read_xlsx(data: bytes) -> Texts:
    """Read the body of the first sheet of an Excel file."""
    rows = sheets(data)["Table"][1:]
    first = 2 if rows[0][0] == "Group" else 1
    body = [row[first:] for row in rows[1:] if len(row) == len(rows[0])]
    return [row for row in body if any(row)]


Writer = Callable[[PrintTable], bytes]

FORMS: dict[str, tuple[str, Writer, Callable[[bytes], Texts]]] = {
    "docx": ("ama", word, read_docx),
    "xlsx": ("ama", workbook, read_xlsx),
    "html": ("screen", lambda table: page(table).encode(), read_html),
    "md": ("screen", lambda table: markdown(table).encode(), read_markdown),
    "xml": ("ama", lambda table: jats(table).encode(), read_jats),
    "csv": ("screen", lambda table: as_csv(table.grid).encode(), read_csv),
}
"""Format to the style it is written in, what writes it, and what opens it."""


def written(form: str, comparison: Comparison, *, transpose: bool = False) -> bytes:
    """Write a table in a format."""
    journal, writer, _ = FORMS[form]
    style = SCREEN if journal == "screen" else JOURNALS[journal]
    return writer(printed(comparison, journal=style, transpose=transpose))


def opened(form: str, data: bytes) -> Texts:
    """Open what was written in a format."""
    return FORMS[form][2](data)


def tex(comparison: Comparison) -> str:
    """Write a table as LaTeX."""
    return latex(printed(comparison))


def body(comparison: Comparison, *, transpose: bool = False) -> list[list[Cell]]:
    """Return the cells of a table as they are laid out."""
    return [list(row) for row in grid(comparison, transpose).body]


def plain(text: str) -> str:
    """Return a text without blanks and case, to compare what two formats say."""
    return re.sub(r"\s|\u00a0", "", text).casefold()
