"""Tables: answers and statements as frames, and the comparison of cases."""

from __future__ import annotations

import csv
import io

import pandas as pd

from caseweave import KnowledgeGraph
from caseweave.model import COLUMNS
from caseweave.rdf.store import Answer, Node
from caseweave.views.tables import answer_frame, statements_csv

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


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


def test_the_comparison_as_a_frame_has_items_as_rows(kg: KnowledgeGraph) -> None:
    """Texts that can be read alone: what is told with its marks, or why nothing is."""
    frame = kg.comparison.frame()
    assert frame.index.names == ["group", "item"]
    assert frame.loc[("Patient", "Sex"), "alder2021"] == "female"
    assert frame.loc[("Patient", "Sex"), "birch2020"] == "not read"
    assert isinstance(frame, pd.DataFrame)
