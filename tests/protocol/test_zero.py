"""Another day 0: statements and comparison counted from it, from pairwise bounds."""

from __future__ import annotations

import re

import pytest

import caseweave
from caseweave import CaseweaveError, KnowledgeGraph
from caseweave.model import Cell, Statement
from caseweave.statements import zeros

from .telling import corpus, paper, rash


def by_id(records: tuple[Statement, ...]) -> dict[str, Statement]:
    """Return records by their id."""
    return {record.id: record for record in records}


def test_day_18_of_kovalenkos_patient_is_day_9_from_onset(real: KnowledgeGraph) -> None:
    """The rash began on day 9."""
    record = by_id(real.statements(zero="rash-onset").records)["legend-day-18"]
    assert (record.earliest, record.latest) == (9, 9)
    table = real.statements(zero="rash-onset").frame().set_index("statement")
    assert table.loc[record.statement, "earliest"] == 9
    assert real.statements.frame().set_index("statement").loc[record.statement, "earliest"] == 18


def test_without_a_name_days_are_from_each_cases_own_day_0(real: KnowledgeGraph) -> None:
    """The very records, and the same table."""
    assert real.statements().records == real.statements.records
    assert real.comparison(zero=None).record == real.comparison.record


def test_lengths_from_an_unsure_day_stay_sharp() -> None:
    """Five days after an onset on day 4 to 9 is day 5 from onset, where subtracting would give 0 to 10."""
    told = paper(
        rash("onset", "between day 4 and day 9", extent="appears"),
        rash("gone", "5 d after onset", overall="cleared"),
        zeros={"rash-onset": "onset"},
    )
    record = by_id(KnowledgeGraph(corpus(told)).statements(zero="rash-onset").records)["gone"]
    assert (record.earliest, record.latest) == (5, 5)


def test_the_own_day_0_of_a_case_is_a_name_too() -> None:
    """By its id, though no zero is named so."""
    graph = KnowledgeGraph(corpus(paper(rash("onset", "day 4"), zeros={"rash-onset": "onset"})))
    assert zeros(graph.times) == ("infusion", "rash-onset")
    assert graph.statements(zero="infusion").records == graph.statements.records


def test_a_case_without_the_zero_has_no_days(real: KnowledgeGraph) -> None:
    """Only Kovalenko's own account names a lymphodepletion."""
    records = real.statements(zero="lymphodepletion")
    dated = {(one.said_by, one.case) for one in records if (one.earliest, one.latest) != (None, None)}
    assert dated == {("kovalenko2023", "kovalenko2023")}


def test_an_unknown_zero_is_refused_with_the_known_ones(real: KnowledgeGraph) -> None:
    """In statements and in the comparison."""
    known = "there are: car-t, diagnosis, infusion, lymphodepletion, rash-onset"
    for ask in (real.statements, real.comparison):
        with pytest.raises(CaseweaveError, match="no case counts days from 'admission'") as refused:
            ask(zero="admission")
        assert known in str(refused.value)


def cells(graph: KnowledgeGraph, zero: str | None) -> dict[tuple[str, str], Cell]:
    """Return the cells of all rows, by item and case."""
    return {(cell.item, cell.case): cell for cell in graph.comparison(zero=zero, rows="all").record.cells}


def test_the_comparison_keeps_its_rows_and_changes_its_days(real: KnowledgeGraph) -> None:
    """What came after the infusion stays there; its day counts from the onset, and the notes say so."""
    before, after = cells(real, None), cells(real, "rash-onset")
    assert before.keys() == after.keys()
    onset = ("Skin reaction", "kovalenko2023")
    assert before[onset].headline.endswith("day 9")
    assert after[onset].headline.endswith("day 0")
    assert {place: set(cell.statements) for place, cell in before.items()} == {
        place: set(cell.statements) for place, cell in after.items()
    }
    assert real.comparison(zero="rash-onset").record.notes[-1] == (
        "Days are counted from rash onset; a case without it has none."
    )
    assert "infusion" in real.comparison.record.notes[-1]
    assert real.comparison(zero="rash-onset").frame().shape == real.comparison.frame().shape


def test_days_may_count_from_a_selector_of_the_protocol(real: KnowledgeGraph) -> None:
    """The first that it takes in each case, here the same rash."""
    found = cells(real, "skin reaction")["Skin reaction", "kovalenko2023"]
    assert found.headline.endswith("day 0")
    moved = by_id(real.statements(zero="Skin reaction").records)["legend-day-18"]
    assert (moved.earliest, moved.latest, moved.phase) == (9, 9, "after")


def test_the_comparison_from_the_own_zero_is_the_comparison(real: KnowledgeGraph) -> None:
    """Cases that name their infusion show the same days; the others show none, nor a phrase that counts days."""
    before, after = cells(real, None), cells(real, "infusion")
    own = [place for place in before if place[1] == "kovalenko2023"]
    assert own
    for place in own:
        assert after[place] == before[place]
    for (_, case), cell in cells(real, "lymphodepletion").items():
        if case != "kovalenko2023" and not cell.measures:
            assert not re.search(r"\bday [-−]?\d", f"{cell.headline} {cell.detail}")


def test_loading_a_folder_gives_the_same_zeros(real: KnowledgeGraph) -> None:
    """The names of all cases and their own days 0, sorted."""
    assert zeros(caseweave.load().times) == zeros(real.times)
    assert set(zeros(real.times)) >= {"infusion", "diagnosis", "lymphodepletion", "rash-onset"}


def test_what_has_no_day_from_day_0_gets_none_from_another(real: KnowledgeGraph) -> None:
    """Tocilizumab that is told but to be later than the infusion is not told as 20 days before the skin reaction."""
    table = {(cell.item, cell.case): cell for cell in real.comparison(zero="skin reaction").record.cells}
    assert table["Tocilizumab", "yang2020"].headline == "tocilizumab"
    assert table["CRS", "kovalenko2023"].headline == "suspected grade 2, day 1; grade 1, day 3 (scale not named)"
    assert table["CRS", "kovalenko2023"].detail == ""


def test_what_is_told_from_another_happening_has_its_day_there() -> None:
    """An itch on the day of a rash, whose own day nobody tells, is on day 0 of the rash."""
    told = paper(rash("onset", "after infusion", extent="appears"), rash("itchy", "same day as onset", itch="appears"))
    graph = KnowledgeGraph(corpus(told), protocol="car-t-skin")
    days = by_id(graph.timing("skin reaction").as_told(graph.statements))
    assert (days["itchy"].earliest, days["itchy"].latest) == (0, 0)
    assert (days["infusion"].earliest, days["infusion"].latest) == (None, 0)
