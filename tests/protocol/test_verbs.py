"""The verbs of a protocol, each on a small case: first, last, gap, until, duration, course, maximum, count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import caseweave
from caseweave.model import Measure
from caseweave.protocol.file import load

from .telling import Said, catalogue, derive, paper, rash, said

SPECIALTIES = Path(__file__).resolve().parents[1] / "data" / "specialties"
Ask = Callable[..., list[Measure]]

PROTOCOL = """
id: asked
title: A question of a few words
zero: {{name: infusion, of: {{treatment: CAR-T cell therapy}}}}
select:
  fever: {{finding: fever}}
  fever after: {{of: fever, phase: after}}
  no fever: {{of: fever, state: absent}}
  pain: {{finding: pain}}
  temperature: {{measurement: body temperature}}
  biopsy: {{procedure: biopsy}}
  death: {{outcome: death}}
measures:
  asked: {measure}
items:
  Course:
    - {{item: Asked, measure: asked}}
"""


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Return what asks one measure of a case told in a few lines."""

    def asked(measure: str, *told: Said) -> list[Measure]:
        file = tmp_path / "asked.yaml"
        file.write_text(PROTOCOL.format(measure=measure), encoding="utf-8")
        found = derive(paper(*told), asked=load(catalogue(), str(file)))
        return [one for one in found if one.measure == "asked"]

    return asked


def days(found: list[Measure]) -> list[tuple[int | None, int | None]]:
    """Return the days of each."""
    return [(one.earliest, one.latest) for one in found]


def fever(name: str, when: str | list[str], **more: str) -> Said:
    """Say that there was fever."""
    return said(name, "finding", "fever", when, **more)


def test_first_and_last_of_what_is_present(ask: Ask) -> None:
    """Fever on day 3, 5 and 9 and none on day 12; one before day 0 is a first as well."""
    told = (fever("b", "day 5"), fever("a", "day 3"), fever("c", "day 9"), fever("none", "day 12", state="absent"))
    assert days(ask("{first: fever}", *told)) == [(3, 3)]
    assert days(ask("{last: fever}", *told)) == [(9, 9)]
    assert days(ask("{first: fever}", fever("old", "day -4"), *told)) == [(-4, -4)]
    assert days(ask("{first: fever after}", fever("old", "day -4"), *told)) == [(3, 3)]


def test_a_selector_that_names_a_state_is_taken_at_its_word(ask: Ask) -> None:
    """The first day without fever."""
    told = (fever("a", "day 3"), fever("none", "day 12", state="absent"), fever("planned", "day 1", state="proposed"))
    assert days(ask("{first: no fever}", *told)) == [(12, 12)]


def test_the_last_of_uncertain_days_is_no_earlier_than_any_and_no_later_than_all(ask: Ask) -> None:
    """Between day 2 and 9, and between day 4 and 6: the last is on day 4 to 9."""
    told = (fever("a", "between day 2 and day 9"), fever("b", "between day 4 and day 6"))
    assert days(ask("{last: fever}", *told)) == [(4, 9)]
    assert days(ask("{last: fever}", *told, fever("open", "after day 5"))) == [(6, None)]


def test_the_last_of_what_lasts_is_its_end(ask: Ask) -> None:
    """Fever from day 2 to day 8 was last there on day 8."""
    assert days(ask("{last: fever}", fever("a", "from day 2 to day 8"), fever("b", "day 5"))) == [(8, 8)]


def test_each_account_tells_its_own_last(ask: Ask) -> None:
    """The abstract may know less; a doubtful day counts only where an account has no others."""
    told = (
        fever("a", "day 3"),
        fever("b", "day 7", certainty="suspected"),
        fever("c", "day 5", certainty="suspected", section="Abstract"),
    )
    found = ask("{last: fever}", *told)
    assert [(one.account, one.latest, one.certainty) for one in found] == [
        ("narrative", 3, None),
        ("abstract", 5, "suspected"),
    ]


def test_what_was_first_suspected_of_a_happening_that_is_then_told_as_a_fact_counts_and_is_marked(ask: Ask) -> None:
    """Feared on day 3, certain on day 5: it began on day 3, and the result says that this was a suspicion."""
    feared, told = fever("feared", "day 3", certainty="suspected", event="f"), fever("told", "day 5", event="f")
    feared, told = {**feared, "course": {"overall": "appears"}}, {**told, "course": {"overall": "stable"}}
    (found,) = ask("{first: fever}", feared, told)
    assert (found.latest, found.certainty) == (3, "suspected")
    assert days(ask("{first: fever}", {**feared, "event": "g"}, told)) == [(5, 5)]
    assert days(ask("{first: fever}", {**feared, "confidence": "low"}, told)) == [(5, 5)]


def test_a_gap_of_the_same_twice_is_from_the_first_to_the_next(ask: Ask) -> None:
    """Biopsies on day 10, 13 and 30, the first told twice: three days."""
    told = (
        said("third", "procedure", "skin biopsy", "day 30"),
        said("second", "procedure", "skin biopsy", "day 13", event="two"),
        said("first", "procedure", "skin biopsy", "day 10", event="one"),
        said("again", "procedure", "skin biopsy", "day 10", event="one"),
    )
    (found,) = ask("{gap: [biopsy, biopsy]}", *told)
    assert (found.earliest, found.latest, found.zero) == (3, 3, "biopsy")
    assert set(found.inputs) == {"fox2021/first", "fox2021/second"}
    assert ask("{gap: [biopsy, biopsy]}", *told[2:]) == []


def test_a_gap_may_start_or_end_with_day_0(ask: Ask) -> None:
    """From a biopsy 30 days before the infusion to the infusion, and from the infusion to the fever."""
    told = (said("biopsy", "procedure", "skin biopsy", "day -30"), fever("a", "between day 3 and day 5"))
    (before,) = ask("{gap: [biopsy, zero]}", *told)
    assert (before.earliest, before.latest, before.zero) == (30, 30, "biopsy")
    (after,) = ask("{gap: [zero, fever]}", *told)
    assert (after.earliest, after.latest, after.zero) == (3, 5, "infusion")
    assert set(after.inputs) == {"fox2021/infusion", "fox2021/a"}


def test_until_is_the_day_of_what_ends_it(ask: Ask) -> None:
    """Death between day 40 and 50, whatever is told of later days."""
    told = (fever("a", "day 3"), said("death", "outcome", "death", "between day 40 and day 50"))
    assert days(ask("{until: death}", *told)) == [(40, 50)]


def test_until_without_an_end_is_at_least_to_the_last_day_told(ask: Ask) -> None:
    """Fever on day 9 was of a patient alive; what is absent, feared, concluded or of the literature shows nothing."""
    told = (
        fever("a", "day 9"),
        fever("none", "day 20", state="absent"),
        fever("feared", "day 21", certainty="suspected"),
        fever("concluded", "day 22", assertion="inferred"),
        fever("others", "day 23", role="background"),
        fever("planned", "day 24", state="proposed"),
    )
    (found,) = ask("{until: death}", *told)
    assert (found.earliest, found.latest) == (9, None)
    assert found.arithmetic.endswith("at least 9 d")
    assert ask("{until: death}") == []


def test_a_count_is_of_happenings(ask: Ask) -> None:
    """Two statements of one event are one biopsy; the days are those of the first."""
    told = (
        said("one", "procedure", "skin biopsy", "day 10", event="a"),
        said("same", "procedure", "skin biopsy", "day 10", event="a"),
        said("two", "procedure", "skin biopsy", "day 13"),
        said("planned", "procedure", "skin biopsy", "day 20", state="proposed"),
    )
    (found,) = ask("{count: biopsy}", *told)
    assert (found.value, found.unit, found.earliest, found.is_time) == ("2", "1", 10, False)


def test_the_highest_value_has_its_day_and_its_unit(ask: Ask) -> None:
    """38.9 on day 3 before 39.5 on day 6; a value in another unit stands apart, an open one does not count."""
    told = (
        said("a", "measurement", "body temperature", "day 3", value="38.9", unit="Cel"),
        said("b", "measurement", "body temperature", "day 6", value="39.5", unit="Cel"),
        said("open", "measurement", "body temperature", "day 7", value=">39", unit="Cel"),
        said("f", "measurement", "body temperature", "day 8", value="100", unit="[degF]"),
    )
    found = ask("{maximum: temperature, of: value}", *told)
    assert sorted((one.unit, one.value, one.latest) for one in found) == [("Cel", "39.5", 6), ("[degF]", "100", 8)]
    assert len({one.id for one in found}) == 2


def test_a_course_may_be_asked_for_a_step_to_the_worse(ask: Ask) -> None:
    """Pain first worsens on day 8, in whatever aspect; each event has its own."""
    told = (
        said("there", "finding", "pain", "day 2", event="head"),
        said("later", "finding", "pain", "day 12", event="head", course={"overall": "worsens"}),
        said("worse", "finding", "pain", "day 8", event="head", course={"severity": "worsens"}),
        said("other", "finding", "pain", "day 5", event="back", course={"overall": "worsens"}),
        said("none", "finding", "pain", "day 1", event="back", course={"overall": "worsens"}, state="absent"),
    )
    found = ask("{course: pain, reaches: worsens}", *told)
    assert sorted((one.event or "", one.earliest, one.latest) for one in found) == [("back", 5, 5), ("head", 8, 8)]


def test_that_nothing_new_appeared_reaches_nothing(ask: Ask) -> None:
    """No new lesions is the absence of an appearing, not of what is there."""
    no_new = said("no-new", "lesion", "skin rash", "day 9", event="r", course={"extent": "appears"}, state="absent")
    there = said("there", "lesion", "skin rash", "day 3", event="r")
    gone = said("gone", "lesion", "skin rash", "day 20", event="r", state="absent")
    assert ask("{course: {lesion: skin finding}, reaches: cleared}", there, no_new) == []
    assert days(ask("{course: {lesion: skin finding}, reaches: cleared}", there, no_new, gone)) == [(4, 20)]


def test_a_step_counts_after_what_is_counted_from(ask: Ask) -> None:
    """Clear on day 10, once more on day 30; from the fever of day 15 only the second is a time."""
    told = (
        rash("one", "day 5", event="a"),
        rash("gone-1", "day 10", event="a", state="absent"),
        rash("two", "day 20", event="b"),
        rash("gone-2", "day 30", event="b", state="absent"),
        fever("fever", "day 15"),
    )
    found = ask("{course: {lesion: skin finding}, reaches: cleared, from: [zero, fever]}", *told)
    assert [(one.zero, one.event, one.earliest, one.latest) for one in found] == [
        ("fever", "b", 6, 15),
        ("infusion", "a", 6, 10),
        ("infusion", "b", 21, 30),
    ]


def test_an_origin_is_that_of_the_account_unless_it_knows_the_day_less_well(ask: Ask) -> None:
    """The abstract's fever of day 6 before the narrative's of day 4; one of no day leaves the narrative's."""
    told = (fever("a", "day 4"), said("n", "procedure", "skin biopsy", "day 10", section="Abstract"))
    own = fever("b", "day 6", section="Abstract")
    vague = fever("b", "after infusion", section="Abstract")
    for abstract, expected in ((own, 4), (vague, 6)):
        assert days(ask("{first: biopsy, from: [zero, fever]}", *told, abstract)) == [(expected, expected), (10, 10)]
    assert days(ask("{first: biopsy, from: [zero, fever]}", *told)) == [(6, 6), (10, 10)]


def test_a_case_without_day_0_has_no_measures_though_its_events_have_days(ask: Ask) -> None:
    """Days never count from another event in its stead."""
    told = paper(said("start", "treatment", "dexamethasone", "day 0"), fever("a", "day 3"), zero="start", zeros={})
    less = told.model_copy(update={"statements": tuple(one for one in told.statements if one.id != "infusion")})
    assert ask("{first: fever}", fever("a", "day 3")) != []
    assert derive(less) == ()


@pytest.mark.parametrize(
    ("specialty", "expected"),
    [
        ("neurology", {("egan2018", 111, None), ("finch2022", 342, None)}),
        ("surgery", {("irwin2020a-1", 78, None), ("irwin2020b", 6, 6)}),
    ],
)
def test_any_case_asks_how_long_a_patient_was_followed(specialty: str, expected: set[tuple[str, int, None]]) -> None:
    """In papers without a protocol of their own; two specialties, other days 0, death told or not."""
    found = caseweave.load(SPECIALTIES / specialty).measures
    assert {one.measure for one in found} == {"survival"}
    own = {(one.case, one.earliest, one.latest) for one in found if one.role == "own"}
    assert expected <= own
