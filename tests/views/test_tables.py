"""Tables: answers and statements as frames, and the comparison of cases."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
import pytest

from caseweave import KnowledgeGraph
from caseweave.model import COLUMNS, Cell, Comparison
from caseweave.rdf.store import Answer, Node
from caseweave.views.tables import answer_frame, statements_csv

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def cell(table: Comparison, attribute: str, case: str) -> Cell:
    """Return a cell by its row and its column."""
    return next(one for row in table.rows for one in row.cells if (row.attribute, one.case) == (attribute, case))


def test_whole_numbers_stay_whole_where_some_are_missing() -> None:
    """A day is never 7.0."""
    answer = Answer(("day", "text"), ((Node("literal", "7", INTEGER), Node("literal", "007")), (None, None)))
    frame = answer_frame(answer)
    assert str(frame["day"].dtype) == "Int64"
    assert frame["day"].to_list()[0] == 7
    assert frame["text"].to_list()[0] == "007"
    assert frame.isna().to_numpy()[1].all()


def test_an_answer_without_rows_keeps_its_columns() -> None:
    """Whoever chains a selection gets no surprise."""
    assert answer_frame(Answer(("a", "b"), ())).columns.to_list() == ["a", "b"]


def test_the_statement_table_has_the_public_columns_and_whole_days(kg: KnowledgeGraph) -> None:
    """A row per statement; days and words are nullable whole numbers."""
    frame = kg.statements.frame()
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == len(kg.statements)
    assert {str(frame[name].dtype) for name in ("earliest", "latest", "end_earliest", "end_latest", "words")} == {
        "Int64"
    }


def test_the_statements_as_csv_are_the_rows(kg: KnowledgeGraph) -> None:
    """Empty for null, lists joined; every line has every column."""
    rows = list(csv.DictReader(io.StringIO(statements_csv(kg.statements))))
    assert len(rows) == len(kg.statements)
    for row, record in zip(rows, kg.statements, strict=True):
        assert tuple(row) == COLUMNS
        for name, value in record.row().items():
            wanted = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
            assert row[name] == wanted


def test_columns_are_the_cases_that_papers_report(kg: KnowledgeGraph) -> None:
    """A patient who is only spoken of has no column unless their own paper is there."""
    assert kg.comparison.record.heads == (
        ("alder2021", "Alder 2021"),
        ("birch2020", "Birch 2020"),
        ("cedar2022-a", "Cedar 2022, cedar2022-a"),
        ("cedar2022-b", "Cedar 2022, cedar2022-b"),
    )
    for row in kg.comparison.record.rows:
        assert [one.case for one in row.cells] == [case for case, _ in kg.comparison.record.heads]


@pytest.mark.parametrize(
    ("attribute", "case", "state"),
    [
        ("Age", "alder2021", "reported"),
        ("MRD", "alder2021", "not reported"),
        ("Sex", "birch2020", "source not read"),
        ("Sex", "cedar2022-b", "source not read"),
        ("Neurotoxicity", "cedar2022-a", "absent"),
        ("Neurotoxicity", "alder2021", "not reported"),
        ("Allogeneic HSCT", "alder2021", "proposed"),
    ],
)
def test_an_empty_cell_says_why(attribute: str, case: str, state: str, kg: KnowledgeGraph) -> None:
    """Absent, proposed, not reported and not read are four things."""
    assert cell(kg.comparison.record, attribute, case).state == state


def test_a_cell_names_who_says_it(kg: KnowledgeGraph) -> None:
    """What another paper says of the patient stands beside the paper's own word, as relayed."""
    entries = cell(kg.comparison.record, "Cytokine release syndrome", "birch2020").entries
    assert [(entry.said_by, entry.role, entry.statement) for entry in entries] == [
        ("birch2020", "own", "birch2020/crs"),
        ("alder2021", "relayed", "alder2021/birch-crs"),
    ]


def test_every_entry_leads_to_a_statement(kg: KnowledgeGraph, real: KnowledgeGraph) -> None:
    """No cell holds what no paper says."""
    for graph in (kg, real):
        known = {f"{record.said_by}/{record.id}" for record in graph.statements}
        shown = {entry.statement for row in graph.comparison.record.rows for one in row.cells for entry in one.entries}
        assert shown
        assert shown <= known


def test_flat_records_of_the_comparison_have_one_set_of_keys(kg: KnowledgeGraph) -> None:
    """One record per entry, one for a cell without."""
    records = kg.comparison.cells()
    assert len({tuple(record) for record in records}) == 1
    empty = [record for record in records if record["attribute"] == "Sex" and record["case"] == "birch2020"]
    assert [(record["state"], record["text"]) for record in empty] == [("source not read", None)]


def test_the_comparison_as_a_frame_has_attributes_as_rows(kg: KnowledgeGraph) -> None:
    """Texts that can be read alone: with who says it, or why there is nothing."""
    frame = kg.comparison.frame()
    assert frame.index.names == ["topic", "attribute"]
    assert frame.loc[("Patient", "Sex"), "alder2021"] == "female [alder2021, own]"
    assert frame.loc[("Patient", "Sex"), "birch2020"] == "not read"
    assert frame.loc[("Response", "MRD"), "alder2021"] == "NR"
    assert isinstance(frame, pd.DataFrame)


def line(**values: object) -> Mapping[str, object]:
    """Make a line of the comparison's query."""
    names = "attribute show label state grade scale printed value unit course site when earliest latest basis note"
    return (
        dict.fromkeys([*names.split(), "confidence", "said_by", "role", "section", "statement", "case"])
        | {"label": "age"}
        | values
    )


def test_nought_is_a_value() -> None:
    """An age of 0, or a count of 0, is not a missing one."""
    from caseweave.views.tables import _words  # noqa: PLC0415

    assert _words(line(show="value", value=Decimal(0))) == "0"
    assert _words(line(show="value")) == "age"


def test_a_number_is_shown_with_its_unit() -> None:
    """An age of 18 months does not read like one of 18 years."""
    from caseweave.views.tables import _words  # noqa: PLC0415

    assert _words(line(show="value", value=Decimal(18), unit="mo")) == "18 months"
    assert _words(line(show="value", value=Decimal(18), unit="a", printed="18-year-old")) == "18-year-old"
