"""The table in every format: opened again it says the same, hostile texts do nothing, and its bytes never change."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import pandas as pd
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseweave import KnowledgeGraph
from caseweave.api.comparison import WRITERS, Layout, TableError
from caseweave.views.manuscript import JOURNALS, grid, printed
from caseweave.views.manuscript.separated import csv as as_csv
from caseweave.views.manuscript.separated import for_spreadsheets
from caseweave.wording import visible

from .conftest import FORMS, HOSTILE, body, made, opened, plain, sheets, tex, written

TEXTS = st.one_of(
    st.sampled_from(HOSTILE[:-1]),
    st.text(max_size=12),
    st.just(""),
    st.integers(-99, 99).map(lambda day: f"day {day}"),
)
TABLES = st.integers(1, 9).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=7)
)


@pytest.mark.parametrize("form", FORMS)
@given(texts=TABLES, transpose=st.booleans())
@settings(max_examples=25)
def test_every_cell_is_found_again(form: str, texts: list[list[str]], transpose: bool) -> None:
    """Each format, opened, has the cells of the table in their places, so that each leads to its statements."""
    seen = [[visible(text).strip() for text in row] for row in texts]
    table = made(seen)
    found, wanted = opened(form, written(form, table, transpose=transpose)), body(table, transpose=transpose)
    assert [len(row) for row in found] == [len(row) for row in wanted]
    for shown, cells in zip(found, wanted, strict=True):
        for text, cell in zip(shown, cells, strict=True):
            told = text.removeprefix("'") if form == "csv" else text
            assert plain(told) == plain(cell.headline.removeprefix("'") or "NR") or plain(text) == plain(cell.headline)
            assert bool(cell.statements) == bool(cell.headline)


@given(texts=TABLES)
def test_every_statement_is_in_some_cell(texts: list[list[str]]) -> None:
    """What a table is made from stands behind its cells, and nothing else does."""
    table = made(texts)
    told = {name for cell in printed(table).grid.cells for name in cell.statements}
    assert told == {f"{one.said_by}/{one.id}" for one in table.statements}


@given(texts=TABLES)
def test_turning_twice_gives_the_first_table(texts: list[list[str]]) -> None:
    """Rows and columns exchanged twice stand as before, in every way of laying out."""
    laid = grid(made(texts))
    assert laid.turned().turned() == laid
    assert as_csv(laid.turned().turned()) == as_csv(laid)


@given(texts=TABLES, transpose=st.booleans())
def test_csv_goes_through_pandas_without_loss(texts: list[list[str]], transpose: bool) -> None:
    """What pandas reads and writes again is the same file."""
    data = as_csv(grid(made(texts), transpose))
    frame = pd.read_csv(io.StringIO(data, newline=""), dtype=str, keep_default_na=False)
    again = io.StringIO(newline="")
    frame.to_csv(again, index=False, lineterminator="\n")
    assert list(csv.reader(io.StringIO(again.getvalue(), newline=""))) == list(
        csv.reader(io.StringIO(data, newline=""))
    )


@pytest.mark.parametrize("form", FORMS)
def test_less_than_one_stays_less_than_one(form: str) -> None:
    """A bound is no number, in any format."""
    assert opened(form, written(form, made([["<1"]]))) == [["<1"]]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_label_is_inert(form: str, text: str) -> None:
    """Wherever a text stands, as title, head, item or cell, the file opens and has no element and no formula of it."""
    table = made([[text, "x"], ["y", text]], cases=(text, "B"))
    table = dataclasses.replace(table, title=text, notes=(text,))
    rows = tuple(dataclasses.replace(row, item=text, group=text) for row in table.rows)
    found = opened(form, written(form, dataclasses.replace(table, rows=rows)))
    assert len(found) == 2
    assert all(len(row) == 2 for row in found)
    assert "x" in found[0][1]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_label_is_no_command_of_latex(text: str) -> None:
    """Every backslash and brace of a text is spelled out, and no remark runs on."""
    file = tex(made([[text]], cases=(text,)))
    assert "\\input{" not in file
    assert "\\write18" not in file
    assert not re.search(r"(?m)^(?!%).*(?<!\\)%(?!$)", file.split(r"\begin{document}")[1])
    assert "\x00" not in file


def test_a_spreadsheet_takes_nothing_for_a_date() -> None:
    """What Excel would turn into a date or a number is told to be text; the bytes say that they are UTF-8."""
    told = for_spreadsheets(grid(made([["1-2", "MARCH1", "007", "1E5", "19–38 d"]])))
    assert told.startswith("\ufeff")
    assert told.splitlines()[1] == "Group 0,Item 0,'1-2,'MARCH1,'007,'1E5,19–38 d"


def test_the_workbook_has_table_evidence_and_statements(real: KnowledgeGraph) -> None:
    """Three sheets: each statement behind a cell has a line in the second, and its record in the third."""
    found = sheets(real.comparison.written("xlsx"))
    assert list(found) == ["Table", "Evidence", "Statements"]
    record = real.comparison.record
    assert len(found["Evidence"]) == 1 + sum(len(cell.statements) for cell in record.cells)
    assert len(found["Statements"]) == 1 + len(record.statements)


def test_the_head_of_a_word_table_repeats(real: KnowledgeGraph) -> None:
    """Each page of a long table says what its columns are, no row is torn, and the page lies across."""
    with zipfile.ZipFile(io.BytesIO(real.comparison.written("docx"))) as parts:
        document = parts.read("word/document.xml").decode()
    assert document.count("<w:tblHeader/>") == 1
    assert document.count("<w:cantSplit/>") == document.count("<w:tr>")
    assert 'w:orient="landscape"' in document
    assert "w:comment" not in document


def test_a_word_table_can_tell_its_evidence(real: KnowledgeGraph) -> None:
    """On demand each cell has a remark with the statements it rests on."""
    with zipfile.ZipFile(io.BytesIO(real.comparison.written("docx", Layout(evidence=True)))) as parts:
        comments = ET.fromstring(parts.read("word/comments.xml"))
    told = [cell for cell in real.comparison.record.cells if cell.statements]
    assert len(list(comments)) == len(told)


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_table_is_the_same_bytes(form: str, real: KnowledgeGraph) -> None:
    """Ten times written, office files and their archives too."""
    assert len({real.comparison.written(form) for _ in range(10)}) == 1


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_no_clock_is_in_an_office_file(form: str, real: KnowledgeGraph) -> None:
    """Every part of the archive, and its properties, have the one fixed day."""
    with zipfile.ZipFile(io.BytesIO(real.comparison.written(form))) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
        assert set(re.findall(rb"20\d\d-\d\d-\d\dT", parts.read("docProps/core.xml"))) == set()


def test_json_has_the_public_keys(real: KnowledgeGraph) -> None:
    """An object a cell, with all that stands behind it."""
    cells = json.loads(real.comparison.written("json"))
    assert list(cells[0]) == list(real.comparison.keys)
    assert len(cells) == len(real.comparison.record.cells)


def test_every_mark_of_a_journal_is_explained_once(real: KnowledgeGraph) -> None:
    """Marks run in reading order from the first, each with one note; † and ‡ are only what the journal makes them."""
    for name in ("ama", "icmje", "lancet"):
        table = real.comparison.printed(name)
        raised = [run.text for row in table.body for cell in row for line in cell.lines for run in line if run.raised]
        marks = list(dict.fromkeys(mark for text in raised for mark in text.split(",")))
        assert marks == [mark for mark, _ in table.notes if mark]
        assert marks == [JOURNALS[name].mark(place) for place in range(len(marks))]
        text = " ".join(
            run.text for row in table.body for cell in row for line in cell.lines for run in line if not run.raised
        )
        assert not set("†‡") & set(text)


def test_abbreviations_are_those_that_are_printed_in_order(real: KnowledgeGraph) -> None:
    """Each is spelled out once, by the alphabet; what is not printed is not explained."""
    table = real.comparison.printed("ama")
    short = [one for one, _ in table.abbreviations]
    assert short == sorted(short, key=lambda one: (one.casefold(), one))
    assert {"B-ALL", "CRS", "HSCT", "MRD"} <= set(short)
    text = " ".join(cell.text for row in table.body for cell in row)
    text += " ".join(one.text + one.group for one in (*table.grid.down, *table.grid.across))
    assert all(one in text for one in short)


def test_references_are_set_as_the_journal_does(real: KnowledgeGraph) -> None:
    """Each case has the number of its paper; each journal its own form."""
    table = real.comparison.printed("lancet")
    assert table.numbers == {"kovalenko2023": "1", "liu2020": "2", "yang2020": "3"}
    assert "Biomarker Research 2020; 8: 12." in table.references[1]
    assert "Liu ZF, Chen LY, Wang J, Kang LQ, Tang H." in real.comparison.printed("icmje").references[1]
    assert "2020;8:12. doi:10.1186/s40364-020-00193-5" in real.comparison.printed("ama").references[1]


def test_an_unknown_form_or_journal_names_what_there_is(real: KnowledgeGraph) -> None:
    """A misspelt ending or style is told with all there are."""
    with pytest.raises(TableError, match="docx"):
        real.comparison.written("doc")
    with pytest.raises(TableError, match="lancet"):
        real.comparison.printed("nejm")


def test_the_cube_has_an_observation_a_cell(real: KnowledgeGraph) -> None:
    """Each cell that is not blank is one, and leads to the very statements behind it."""
    found = list(ox.parse(real.comparison.written("ttl"), format=ox.RdfFormat.TURTLE))
    kinds = [str(one.subject) for one in found if str(one.object) == "<http://purl.org/linked-data/cube#Observation>"]
    assert len(kinds) == len(real.comparison.record.cells)
    derived = {str(one.object) for one in found if str(one.predicate) == "<http://www.w3.org/ns/prov#wasDerivedFrom>"}
    assert {f"<{one.statement}>" for one in real.comparison.record.statements} <= derived
