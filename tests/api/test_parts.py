"""The one pattern of all parts: records, a table, a display, and a call where there is a choice."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterable

import pandas as pd
import pytest

from caseweave import CaseweaveError, KnowledgeGraph
from caseweave.api import GraphPart

NAMES = ("cases", "statements", "measures", "disagreements", "comparison", "network", "timeline", "check", "verify")


def part(graph: KnowledgeGraph, name: str) -> GraphPart[object]:
    """Return a part by its name."""
    found = getattr(graph, name)
    whole: GraphPart[object] = found({}) if name == "verify" else found() if name == "check" else found
    return whole


def records(whole: Iterable[object]) -> list[object]:
    """Go through a part."""
    return list(whole)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_a_sequence_of_frozen_records(name: str, real: KnowledgeGraph) -> None:
    """It has a length, places and an order, and nothing in it can be changed."""
    whole = part(real, name)
    assert isinstance(whole, GraphPart)
    assert len(whole) == len(records(whole)) > 0
    first = whole[0]
    assert dataclasses.is_dataclass(first)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        setattr(first, dataclasses.fields(first)[0].name, None)
    assert len(whole[:2]) == 2
    assert repr(whole).startswith("<")


@pytest.mark.parametrize("name", NAMES)
def test_every_part_has_a_row_a_record_under_its_columns(name: str, real: KnowledgeGraph) -> None:
    """As mappings and as a DataFrame."""
    whole = part(real, name)
    assert [tuple(row) for row in whole.rows()] == [whole.columns] * len(whole)
    frame = whole.frame()
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == len(whole)
    columns, rows = whole.brief()
    assert rows
    assert all(set(columns) <= set(row) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_shows_itself_in_a_notebook(name: str, real: KnowledgeGraph) -> None:
    """As HTML that runs nothing outside a sandboxed frame."""
    shown = part(real, name)._repr_html_()
    assert "<table" in shown or "<svg" in shown or shown.startswith('<iframe sandbox="allow-scripts')
    assert "<script" not in shown


def test_a_long_text_is_shown_whole(real: KnowledgeGraph) -> None:
    """Pandas would cut it at 50 letters."""
    longest = max((str(text) for row in real.comparison.rows() for text in row.values()), key=len)
    assert len(longest) > 50
    assert longest[-40:].replace("&", "&amp;").replace("<", "&lt;") in real.comparison._repr_html_()


@pytest.mark.parametrize("name", ["statements", "measures", "disagreements", "comparison", "network", "timeline"])
def test_where_there_is_a_choice_a_part_is_called(name: str, real: KnowledgeGraph) -> None:
    """The same part for some cases, by any of their names; a name of nothing is refused. Yang's has no disagreement."""
    whole = getattr(real, name)
    assert "cases" in inspect.signature(whole).parameters
    some = whole(cases="Yang")
    assert type(some) is type(whole)
    assert (len(some) > 0) is (name != "disagreements")
    assert len(some) < len(whole) or name == "comparison"
    assert whole(cases=["yang2020", "YANG 2020"]).rows() == some.rows()
    with pytest.raises(CaseweaveError, match="no case is called 'nobody'"):
        whole(cases="nobody")


def test_the_comparison_of_some_cases_has_their_columns_in_that_order(real: KnowledgeGraph) -> None:
    """And no disagreement of others."""
    some = real.comparison(cases=["Yang", "Liu"])
    assert list(some.frame().columns) == ["yang2020", "liu2020"]
    assert {one.case for one in some.record.disagreements} <= {"yang2020", "liu2020"}


def test_a_case_says_who_reports_it_and_what_day_0_can_be(kg: KnowledgeGraph, real: KnowledgeGraph) -> None:
    """Patients that are only relayed are cases too."""
    case = real.case("kovalenko")
    assert (case.case, case.label, case.papers, case.read) == (
        "kovalenko2023",
        "Kovalenko 2023",
        ("kovalenko2023",),
        "full text",
    )
    assert "rash-onset" in case.zeros
    assert case.statements == len(real.statements(cases="kovalenko"))
    assert sum(one.statements for one in kg.cases) == len(kg.statements)
