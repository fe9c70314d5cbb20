"""What ends a case's time: death, and the day the paper was accepted; what is found on the dead is apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.clock.network import Conventions, Late, Resolved, resolve
from caseweave.vocabulary import Catalogue, Concept

from .conftest import paper

TERMS = Catalogue(
    added=[
        (label, Concept(curie=curie, label=label, kind="any", broader=broader))
        for curie, label, broader in (
            ("NCIT:C28554", "death", ()),
            ("x:1", "death in hospital", ("NCIT:C28554",)),
            ("caseweave:autopsy", "autopsy", ()),
            ("x:2", "autopsy of the brain", ("caseweave:autopsy",)),
            ("x:3", "fever", ()),
        )
    ]
)

DEAD: dict[str, Any] = {
    "admission": [],
    "death": {"finding": "death in hospital", "when": "day 12"},
    "fever": {"finding": "fever", "when": "after admission"},
    "coma": {"when": ["from day 10"]},
    "unplaced": [],
}


def told(conventions: Conventions, said: dict[str, Any], dates: dict[str, str] | None = None, **head: Any) -> Resolved:
    """Resolve a case of a paper with its dates and the terms of this file."""
    one = paper(said, **{"zero": "admission", **head})
    return resolve(one.model_copy(update=dates or {}), "fox", conventions, TERMS)


def test_nothing_is_later_than_death(conventions: Conventions) -> None:
    """What is open ends with the patient: a case of infection, invented."""
    bounds = told(conventions, DEAD).bounds
    assert (bounds["fever"].earliest, bounds["fever"].latest) == (0, 12)
    assert (bounds["coma"].end_earliest, bounds["coma"].end_latest) == (10, 12)
    assert (bounds["unplaced"].earliest, bounds["unplaced"].latest) == (None, 12)


def test_what_is_later_told_puts_death_later(conventions: Conventions) -> None:
    """A death without a day is no earlier than what the patient lived to see."""
    found = told(conventions, {**DEAD, "death": {"finding": "death"}, "scan": "day 30"})
    assert (found.bounds["death"].earliest, found.bounds["death"].latest) == (30, None)
    assert found.late == ()


@pytest.mark.parametrize(
    "said",
    [
        {"state": "absent"},
        {"state": "proposed"},
        {"finding": "fever"},
        {"role": "background"},
        {"certainty": "suspected"},
        {"assertion": "hypothesised"},
    ],
)
def test_only_a_death_that_happened_ends_time(conventions: Conventions, said: dict[str, str]) -> None:
    """A death that is denied or feared, or of people in general, bounds nothing."""
    case = {**DEAD, "death": {"finding": "death", "when": "day 12", **said}}
    assert told(conventions, case).bounds["fever"].latest is None


def test_what_is_found_on_the_dead_is_apart(conventions: Conventions) -> None:
    """An autopsy, what it shows, and what is told to be after the death in words are later than death."""
    case = {
        **DEAD,
        "post-mortem": {"finding": "autopsy of the brain", "when": "2 d after death"},
        "infarct": {"when": "same day as post-mortem"},
        "scar": {"method": "autopsy", "when": "day 14"},
        "culture": {"when": "1 wk after death"},
        "report": {"when": "3 d after culture"},
        "before-that": {"when": "4 d before post-mortem"},
        "late": {"when": "before post-mortem"},
    }
    found = told(conventions, case)
    assert found.late == ()
    assert found.bounds["infarct"].earliest == found.bounds["scar"].earliest == 14
    assert (found.bounds["report"].earliest, found.bounds["report"].latest) == (19, 25)
    assert found.bounds["before-that"].latest == 10
    assert found.bounds["late"].latest == 12


def test_what_falls_after_death_is_named_and_keeps_its_day(conventions: Conventions) -> None:
    """A procedure after the death is told; neither day is given up, and a plan may be for later."""
    case = {**DEAD, "biopsy": "day 14", "planned": {"state": "proposed", "when": "day 20"}, "fevers": "by day 13"}
    found = told(conventions, case)
    assert found.late == (Late("biopsy", "death", "death"),)
    assert (found.bounds["biopsy"].earliest, found.bounds["death"].earliest) == (14, 12)
    assert found.bounds["planned"].earliest == 20
    assert found.bounds["fevers"].latest == 12
    assert found.clashes == ()


def test_nothing_is_later_than_the_acceptance_of_the_paper(conventions: Conventions) -> None:
    """Where a date ties the paper to the case, what is open ends there: accepted, else published."""
    case = {
        "admission": "2021-03-01",
        "remission": "after admission",
        "plan": {"state": "proposed", "when": "by day 99"},
    }
    dates = {"accepted": "2021-04-10", "published": "2021-05-01"}
    assert told(conventions, case, dates).bounds["remission"].latest == 40
    assert told(conventions, case, dates).bounds["plan"].latest == 99
    assert told(conventions, case, {"published": "2021-05-01"}).bounds["remission"].latest == 61
    assert told(conventions, case).bounds["remission"].latest is None
    assert told(conventions, {**case, "admission": []}, dates).bounds["remission"].latest is None


def test_a_month_ties_the_acceptance_as_far_as_it_goes(conventions: Conventions) -> None:
    """Of an admission some day in March the acceptance is a month off or two."""
    case = {"admission": "2021-03", "remission": "after admission"}
    assert told(conventions, case, {"accepted": "2021-04-10"}).bounds["remission"].latest == 40


def test_what_is_told_of_after_the_acceptance_is_named(conventions: Conventions) -> None:
    """A date that cannot have been known is told, and bounds nothing."""
    case = {"admission": "2021-03-01", "relapse": "2022-03-01"}
    found = told(conventions, case, {"accepted": "2021-04-10"})
    assert found.late == (Late("relapse", "acceptance", "2021-04-10"),)
    assert found.bounds["relapse"].earliest == 365


def test_an_alternative_after_death_is_not_the_one_meant(conventions: Conventions) -> None:
    """Two weeks before or after the admission, of which one is impossible for a patient who died on day 12."""
    found = told(conventions, {**DEAD, "scan": "2 wk before or after admission"})
    assert (found.bounds["scan"].earliest, found.bounds["scan"].latest) == (-17, 12)
    found = told(conventions, {**DEAD, "scan": "3 wk before or after admission"})
    assert (found.bounds["scan"].earliest, found.bounds["scan"].latest) == (-24, -18)


PHRASES = st.sampled_from(
    [
        *("day 2", "day 9", "by day 8", "after day 3", "before day 6", "about day 5", "2021-03-04", "late 2021-03"),
        *(
            "after admission",
            "1 wk after admission",
            "4 d after admission",
            "from day 2 to day 7",
            "in 2 wk after admission",
        ),
    ]
)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(PHRASES, max_size=2)), st.integers(5, 30))
def test_no_interval_outlasts_death_or_acceptance(
    conventions: Conventions, said: dict[str, list[str]], day: int
) -> None:
    """Whatever is told with a time ends by the death and by the acceptance, or is named as later than one of them."""
    case = {"admission": "2021-03-01", **said, "death": {"finding": "death", "when": f"day {day}"}}
    found = told(conventions, case, {"accepted": "2021-03-26"})
    late = {one.statement for one in found.late}
    last = day if "death" in late else min(day, 25)
    dated = [name for name, phrases in said.items() if phrases and name not in late]
    bounds = {name: found.bounds[name] for name in dated if found.bounds[name].basis != "set aside"}
    ends = {name: (one.latest, one.end_latest) for name, one in bounds.items()}
    assert {name: end for name, end in ends.items() if None in end or max(filter(None, end), default=0) > last} == {}
