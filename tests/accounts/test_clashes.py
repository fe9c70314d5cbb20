"""Contradictions of the time network as disagreements: each once, with all who make its claims."""

from __future__ import annotations

from .conftest import Write, paper

FIRST = {"id": "first", "procedure": "skin biopsy", "event": "first-biopsy", "when": "day 10"}
SECOND = {"id": "second", "procedure": "skin biopsy", "event": "second-biopsy", "when": "day 13"}
APART = {"id": "apart", "procedure": "skin biopsy", "event": "second-biopsy", "section": "Abstract"}


def test_a_clash_has_the_phrases_as_sides(write: Write) -> None:
    """Each side has the phrase in question; the note says what is set aside and on what convention it rests."""
    kg = write(paper("rowan2024", FIRST, SECOND, {**APART, "when": "1 wk after first-biopsy"}))
    (found,) = kg.disagreements
    assert (found.kind, found.strength, found.rule) == ("time", "contradiction", "time network")
    assert [(side.name, side.printed) for side in found.sides] == [
        ("rowan2024/first", "day 10"),
        ("rowan2024/second", "day 13"),
        ("rowan2024/apart", "1 wk after skin biopsy (day 10)"),
    ]
    assert "'1 wk after skin biopsy (day 10)' (Abstract) is set aside" in found.note
    assert "conventions week" in found.note
    assert "alone" not in found.note
    assert found.about == "skin biopsy"


def test_a_phrase_that_fits_is_no_clash(write: Write) -> None:
    """Three days after is three days after."""
    kg = write(paper("rowan2024", FIRST, SECOND, {**APART, "when": "3 d after first-biopsy"}))
    assert len(kg.disagreements) == 0


def test_other_witnesses_of_the_same_claims_are_told_once(write: Write) -> None:
    """The narrative and the abstract each give the onset; the abstract contradicts itself alone."""
    rash = {"lesion": "skin rash", "event": "rash", "when": "day 9"}
    statements = (
        {"id": "seen", **rash, "course": {"extent": "appears"}},
        {"id": "told", **rash, "course": {"overall": "worsens"}, "section": "Abstract"},
        {"id": "first", "procedure": "skin biopsy", "event": "first", "when": "after told", "section": "Abstract"},
        {"id": "second", "procedure": "skin biopsy", "event": "second", "section": "Abstract"}
        | {"when": ["day 13", "5 d after first"]},
    )
    case = {"rowan2024": {"zero": "infusion", "episodes": ["rash"]}}
    kg = write(paper("rowan2024", *statements, cases=case))
    assert len(kg.times["rowan2024", "rowan2024"].clashes) == 2
    (found,) = kg.disagreements
    assert [side.name for side in found.sides].count("rowan2024/seen") == 1
    assert {side.section for side in found.sides} == {"Case", "Abstract"}
    assert "Abstract alone contradicts itself." in found.note


def test_an_order_that_the_days_deny_is_of_kind_order(write: Write) -> None:
    """Told to be after, though the days say before: there is no length in it."""
    fever = {"id": "fever", "finding": "fever", "event": "fever", "when": "day 3"}
    dose = {"id": "dose", "treatment": "tocilizumab", "event": "dose", "when": "day 5"}
    told = {"id": "told", "finding": "fever", "event": "fever", "when": "after dose", "section": "Abstract"}
    (found,) = write(paper("rowan2024", fever, dose, told)).disagreements
    assert (found.kind, found.rule) == ("order", "time network")
    assert [side.printed for side in found.sides] == ["day 3", "day 5", "after tocilizumab"]


def test_without_one_of_its_claims_there_is_no_clash(write: Write) -> None:
    """Any one left out cures it."""
    first, second, apart = FIRST, SECOND, {**APART, "when": "5 d after first-biopsy"}
    undated = {**FIRST, "when": "after infusion"}
    for statements in ((undated, second, apart), (first, apart), (first, second)):
        assert write(paper("rowan2024", *statements)).disagreements.records == ()


def test_doubt_is_that_of_the_least_sure_claim(write: Write) -> None:
    """A claim is as sure as its surest witness."""
    doubtful = {**APART, "when": "5 d after first-biopsy", "confidence": "low"}
    again = {**FIRST, "id": "again", "confidence": "low", "section": "Figure 1 legend"}
    (found,) = write(paper("rowan2024", FIRST, again, SECOND, doubtful)).disagreements
    assert found.confidence == "low"
    (found,) = write(paper("rowan2024", FIRST, again, SECOND, {**doubtful, "confidence": "high"})).disagreements
    assert found.confidence is None
