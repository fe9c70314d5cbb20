"""Sheets: what they can say comes back unchanged, and a faulty one lists every fault with its cell and its cure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from caseweave.api.sheets import import_table, sheet_template
from caseweave.cli import main
from caseweave.corpus import load_files
from caseweave.curation.papers import paper_text
from caseweave.curation.sheets.cells import as_cell, as_value
from caseweave.curation.sheets.columns import TABLES, columns
from caseweave.curation.sheets.files import UnreadableSheetError
from caseweave.model import PaperFile
from caseweave.yamltext import Plain, read

ROOT = Path(__file__).parents[2]
PAPERS = sorted(
    [
        *(ROOT / "sources").glob("*.yaml"),
        *(ROOT / "tests/data/specialties").rglob("[!.]*/*.yaml"),
        ROOT / "docs/example/fern2021.yaml",
    ]
)
HEAD = {"id": "ash2021", "title": "A case", "authors": "Ash A", "journal": "Cases", "year": "2021", "read": "excerpt"}
CURATED = {"curated on": "2022-01-31"}


def cli(*arguments: str | Path) -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def written(path: Path, statements: Sequence[Mapping[str, Any]], **tables: list[dict[str, Any]]) -> Path:
    """Write an Excel file as a person would: numbers as numbers, dates as dates."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in {"Statements": statements, **tables}.items():
        page = book.create_sheet(name)
        heads = list(dict.fromkeys(head for row in rows for head in row))
        page.append(heads)
        for row in rows:
            page.append([row.get(head) for head in heads])
    book.save(path)
    return path


def plain(paper: Path) -> dict[str, Any]:
    """Return what a paper file says, without what no sheet can hold."""
    return load_files([paper]).papers[0].model_dump(exclude={"resolutions"})


@pytest.mark.parametrize("paper", PAPERS, ids=[path.stem for path in PAPERS])
def test_what_a_paper_says_comes_back_from_its_sheet(paper: Path, tmp_path: Path) -> None:
    """Paper to Excel to paper is the same paper; its sheet again has the same bytes."""
    (tmp_path / "sheet.xlsx").write_bytes(sheet_template([paper])[0])
    found = import_table(tmp_path / "sheet.xlsx")
    assert found.faults == ()
    found.write(tmp_path)
    (again,) = found.targets(tmp_path).values()
    assert plain(again) == plain(paper)
    assert sheet_template([again])[0] == (tmp_path / "sheet.xlsx").read_bytes()


def test_the_statements_come_back_from_csv(tmp_path: Path) -> None:
    """The head is to be filled in, since CSV has one table; the statements are the same, and so is the sheet."""
    paper = ROOT / "sources/yang2020.yaml"
    (tmp_path / "sheet.csv").write_bytes(sheet_template([paper], "csv")[0])
    found = import_table(tmp_path / "sheet.csv")
    assert found.faults == ()
    assert found.notes == ("yang2020: fill in the head of the file: title, authors, journal, year, read",)
    found.write(tmp_path)
    assert plain(tmp_path / "yang2020.yaml")["statements"] == plain(paper)["statements"]
    assert sheet_template([tmp_path / "yang2020.yaml"], "csv")[0] == (tmp_path / "sheet.csv").read_bytes()
    assert cli("build", "--sources", tmp_path, "-o", tmp_path / "out").exit_code == 1


def test_a_csv_of_a_spreadsheet_is_read_too(tmp_path: Path) -> None:
    """Parted by semicolons, with a mark of its encoding; a case named after another paper is a cited one."""
    lines = [
        "paper;case;kind;about;when;day 0;section",
        "ash2021;;treatment;prednisone;day 0;yes;Case",
        "ash2021;;finding;fever;day 2;;Case",
        "ash2021;box2020;finding;itch;;;Discussion",
    ]
    (tmp_path / "s.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    found = import_table(tmp_path / "s.csv")
    assert found.faults == ()
    found.write(tmp_path)
    made = load_files([tmp_path / "ash2021.yaml"]).papers[0]
    assert (made.own_cases, dict(made.cites)) == (("ash2021",), {"box2020": "discusses"})


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" |:;\\,"), min_size=1
).map(lambda text: " ".join(text.split()))
WORDS = TEXTS.filter(lambda text: text and ":" not in text and not text.endswith("\\"))


@given(st.lists(WORDS, min_size=2, max_size=4), st.dictionaries(WORDS, WORDS, min_size=1, max_size=3))
def test_a_cell_is_read_as_it_was_written(several: list[str], pairs: dict[str, str]) -> None:
    """Whatever stands in it, a bar too."""
    assert as_value(as_cell(list(several), "list"), "list") == several
    assert as_value(as_cell(dict(pairs), "pairs"), "pairs") == pairs


@given(st.dictionaries(WORDS, TEXTS.filter(bool), min_size=1, max_size=4))
def test_a_paper_file_is_read_as_it_was_written(values: dict[str, str]) -> None:
    """In a block and within brackets."""
    value: dict[str, Plain] = {"id": "a", "note": dict(values), "statements": [dict(values)]}
    assert read(paper_text(value).encode(), "a.yaml").value == value


def test_a_sheet_offers_the_words_that_may_stand() -> None:
    """Drop-downs in the columns of lists, a note on every head; the same bytes each time."""
    content, unsaid = sheet_template()
    assert (content, unsaid) == sheet_template()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[:4] == list(TABLES)
    page = book["Statements"]
    heads = [cell.value for cell in page[1]]
    assert heads == [column.name for column in columns("Statements")]
    assert all(cell.comment and cell.comment.text for cell in page[1])
    offered = {str(one.sqref).split(":")[0].rstrip("0123456789") for one in page.data_validations.dataValidation}
    listed = {cell.column_letter for cell, column in zip(page[1], columns("Statements"), strict=True) if column.choices}
    assert offered == listed
    assert book["Lists"].sheet_state == "hidden"


def test_numbers_and_dates_that_a_spreadsheet_makes_are_read_as_typed(tmp_path: Path) -> None:
    """A date is a date again, 18 is not 18.0, and a statement without an id gets one."""
    common = {"paper": "ash2021", "section": "Case"}
    rows: list[dict[str, Any]] = [
        {**common, "kind": "demographic", "about": "age", "value": 18, "unit": "a", "printed": 18},
        {**common, "kind": "treatment", "about": "prednisone", "when": dt.date(2020, 5, 4)},
        {
            **common,
            "kind": "finding",
            "about": "fever",
            "value": 38.7,
            "unit": "Cel",
            "printed": "38.7 °C",
            "when": "day 2",
        },
        {**common, "kind": "finding", "about": "fever", "when": "day 3 | after prednisone"},
    ]
    cases = [{"paper": "ash2021", "case": "ash2021", "zero": "prednisone"}]
    found = import_table(written(tmp_path / "s.xlsx", rows, Papers=[{**HEAD, **CURATED}], Cases=cases))
    assert found.faults == ()
    found.write(tmp_path)
    told = load_files([tmp_path / "ash2021.yaml"]).papers[0].statements
    assert [(one.id, one.value, one.when) for one in told] == [
        ("age", "18", ()),
        ("prednisone", None, ("2020-05-04",)),
        ("fever", "38.7", ("day 2",)),
        ("fever-2", None, ("day 3", "after prednisone")),
    ]


def test_every_fault_of_a_sheet_is_told_with_its_cell_and_cure(tmp_path: Path) -> None:
    """Those of a cell alone, those of names and times, those of rules: all at once, and nothing is written."""
    good = {"paper": "ash2021", "section": "Case", "kind": "finding", "about": "fever"}
    alone: list[dict[str, Any]] = [
        {**good, "kind": "findng"},
        {**good, "about": None},
        {**good, "state": "maybe"},
        {**good, "qualifiers": "amount"},
        {**good, "colour": "red"},
    ]
    done = cli("import", written(tmp_path / "a.xlsx", alone, Papers=[{**HEAD, **CURATED}]), "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "a.xlsx: Statements!C2: kind: 'findng' is not one of: " + KINDS + "; did you mean 'finding'?",
        "a.xlsx: Statements!D3: about: nothing stands here; write one",
        "a.xlsx: Statements!E4: state: 'maybe' is not one of: present, absent, not assessable, proposed",
        "a.xlsx: Statements!F5: qualifiers: 'amount' is not `name: value`; several are parted by |",
        "a.xlsx: Statements!G1: colour: no column of this table; known here: "
        + ", ".join(column.name for column in columns("Statements")),
        "5 faults; nothing was written",
    ]
    assert not (tmp_path / "out").exists()

    named: list[dict[str, Any]] = [
        {**good, "about": "no such sign"},
        {**good, "when": "somewhen"},
        {**good, "site": "skin | nowhere"},
        {**good, "value": 3, "unit": None},
        {**good, "links": "caused by: nothing-told"},
    ]
    book = written(tmp_path / "b.xlsx", named, Papers=[{**HEAD, **CURATED, "accepted": "late"}])
    told = {(fault.cell, fault.column) for fault in import_table(book).faults}
    assert {("Statements!D2", "about"), ("Statements!E3", "when"), ("Statements!F4", "site")} <= told
    assert ("Papers!H2", "accepted") in told


KINDS = ", ".join(columns("Statements")[3].choices)


def test_a_rule_that_is_broken_names_its_cell(tmp_path: Path) -> None:
    """A number without a unit is no fault of form, but of sense."""
    row = {"paper": "ash2021", "section": "Case", "kind": "measurement", "about": "haemoglobin", "value": 9}
    faults = import_table(written(tmp_path / "s.xlsx", [row], Papers=[{**HEAD, **CURATED}])).faults
    assert [(fault.cell, fault.column) for fault in faults] == [("Statements!E2", "value")]
    assert "a number without a unit; add `unit: …`" in faults[0].message


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18), b"PK\x03\x04junk"])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    """With the cure, never a traceback."""
    (tmp_path / "s.xlsx").write_bytes(content)
    with pytest.raises(UnreadableSheetError, match="save it again as one"):
        import_table(tmp_path / "s.xlsx")
    done = cli("import", tmp_path / "s.xlsx")
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    """Unless it is to be replaced."""
    cli("template", ROOT / "docs/example/fern2021.yaml", "-o", tmp_path / "s.xlsx")
    assert cli("import", tmp_path / "s.xlsx", "-o", tmp_path).exit_code == 0
    again = cli("import", tmp_path / "s.xlsx", "-o", tmp_path)
    assert (again.exit_code, "add --replace" in again.stderr) == (2, True)
    assert cli("import", tmp_path / "s.xlsx", "-o", tmp_path, "--replace").exit_code == 0


def test_what_no_sheet_can_say_stays_in_a_file_that_is_replaced(tmp_path: Path) -> None:
    """Which account its curator prefers; and the sheet says that it leaves that out."""
    preferred = "resolutions:\n  - {sides: [rash-seen, crs], preferred: crs, reason: It was seen.}\n"
    paper = tmp_path / "fern2021.yaml"
    text = (ROOT / "docs/example/fern2021.yaml").read_text("utf-8")
    ids = [one.id for one in load_files([ROOT / "docs/example/fern2021.yaml"]).papers[0].statements]
    paper.write_text(text + preferred.replace("rash-seen", ids[0]).replace("crs", ids[1]), "utf-8")
    done = cli("template", paper, "-o", tmp_path / "s.xlsx")
    assert "fern2021: resolutions stand in no table" in done.stderr
    assert cli("import", tmp_path / "s.xlsx", "-o", tmp_path, "--replace").exit_code == 0
    assert len(load_files([paper]).papers[0].resolutions) == 1


def test_a_paper_with_a_fault_is_no_sheet(tmp_path: Path) -> None:
    """A misspelt field would be lost in silence: it is told with its line instead."""
    (tmp_path / "ash2021.yaml").write_text("id: ash2021\ntitel: A case\n", "utf-8")
    done = cli("template", tmp_path / "ash2021.yaml", "-o", tmp_path / "s.xlsx")
    assert (done.exit_code, "ash2021.yaml:2:1: titel" in done.stderr) == (1, True)
    assert not (tmp_path / "s.xlsx").exists()


MAPPING = """
paper: {id: "{Author}{Year}", title: "{Title}", authors: "{Author}", journal: Cases, year: "{Year}", read: excerpt}
case: "{Author}{Year}-{Patient}"
section: Table 1
empty: [NR, "-"]
zero: Drug
columns:
  Age: {demographic: age, value: "{}", unit: a, printed: "{}"}
  Sex: {values: {M: {demographic: male}, F: {demographic: female}}}
  Drug: {treatment: prednisone, when: day 0}
  Fever: {finding: fever, values: {yes: {}, no: {state: absent}}}
  Day of fever: {into: Fever, when: "day {}"}
"""
PATIENT = {"Author": "Ash", "Year": 2021, "Title": "A case", "Patient": 1, "Age": 40, "Sex": "F", "Drug": "yes"}


def wide(tmp_path: Path, *patients: dict[str, Any], mapping: str = MAPPING) -> Any:
    """Import patients, a row each."""
    (tmp_path / "map.yaml").write_text(mapping, "utf-8")
    return import_table(written(tmp_path / "wide.xlsx", list(patients)), tmp_path / "map.yaml")


def test_a_row_a_patient_becomes_statements(tmp_path: Path) -> None:
    """By what the mapping says of each column; what is not reported is no statement, and no cell has an anchor yet."""
    rows = [
        {**PATIENT, "Fever": "yes", "Day of fever": 3},
        {**PATIENT, "Patient": 2, "Age": "NR", "Sex": "M", "Fever": "no", "Day of fever": "-"},
    ]
    found = wide(tmp_path, *rows)
    assert found.faults == ()
    found.write(tmp_path)
    paper: PaperFile = load_files([tmp_path / "ash2021.yaml"]).papers[0]
    assert [(one.case, one.id, one.kind, one.about, one.state, one.when) for one in paper.statements] == [
        ("ash2021-1", "ash2021-1-age", "demographic", "age", "present", ()),
        ("ash2021-1", "ash2021-1-sex", "demographic", "female", "present", ()),
        ("ash2021-1", "ash2021-1-drug", "treatment", "prednisone", "present", ("day 0",)),
        ("ash2021-1", "ash2021-1-fever", "finding", "fever", "present", ("day 3",)),
        ("ash2021-2", "ash2021-2-sex", "demographic", "male", "present", ()),
        ("ash2021-2", "ash2021-2-drug", "treatment", "prednisone", "present", ("day 0",)),
        ("ash2021-2", "ash2021-2-fever", "finding", "fever", "absent", ()),
    ]
    assert {(anchor.section, anchor.print) for one in paper.statements for anchor in one.anchor} == {("Table 1", None)}
    assert paper.cases["ash2021-1"].zero == "ash2021-1-drug"


def test_faults_of_a_wide_sheet_name_their_cells(tmp_path: Path) -> None:
    """A code that the mapping does not know, a day without its finding, a number that is none."""
    rows = [{**PATIENT, "Age": "forty", "Sex": "X", "Fever": None, "Day of fever": 3}]
    told = [str(fault) for fault in wide(tmp_path, *rows).faults]
    assert "wide.xlsx: Statements!F2: Sex: 'X' is none of: M, F; add it under `values` of the mapping" in told
    assert (
        "wide.xlsx: Statements!I2: Day of fever: tells more of 'Fever', but nothing stands there; fill that in" in told
    )
    assert any(fault.startswith("wide.xlsx: Statements!E2: Age: ") for fault in told)


def test_a_mapping_is_held_against_the_sheet_and_against_itself(tmp_path: Path) -> None:
    """A column nobody has, a field that is none: with the line, or the head, and the cure."""
    faults = wide(tmp_path, {**PATIENT, "Fever": "no"}).faults
    assert str(faults[0]).startswith("wide.xlsx: Statements!A1: Day of fever: the mapping names this")
    (tmp_path / "wide.xlsx").unlink()
    (tmp_path / "bad.yaml").write_text(
        MAPPING.replace("into: Fever", "into: Feever").replace("unit: a,", "unitt: a,"), "utf-8"
    )
    done = cli("import", written(tmp_path / "wide.xlsx", [PATIENT]), "--map", tmp_path / "bad.yaml")
    assert done.exit_code == 1
    assert "columns.Age.unitt: unknown field; did you mean 'unit'?" in done.stderr
    assert "columns.Day of fever.into: 'Feever' is no column of this mapping; did you mean 'Fever'?" in done.stderr
