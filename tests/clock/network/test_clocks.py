"""Counts of days: a day 1 that is day 0, and other clocks of a case, set or of an unknown start."""

from __future__ import annotations

import pytest

from caseweave.clock.network import Bounds, TimeNetError

from .conftest import Tell


def test_day_1_may_be_the_day_of_the_event(tell: Tell) -> None:
    """Where the paper calls the infusion day 1, its day 4 is three days later; a drug eruption, invented."""
    said = {
        "first-dose": "day 1",
        "fever": "day 4",
        "rash": "from day 9 to day 12",
        "visit": "about day 15",
        "screening": "day 0",
        "itch": "day -1",
    }
    told = tell(said, zero={"event": "first-dose", "counts": "from 1"})
    assert told.clashes == ()
    assert told.bounds["first-dose"] == Bounds(0, 0, 0, 0, "stated")
    assert told.bounds["fever"] == Bounds(3, 3, 3, 3, "stated")
    assert told.bounds["rash"] == Bounds(8, 8, 11, 11, "stated")
    assert told.bounds["visit"] == Bounds(12, 16, 12, 16, "stated", ("about-day",))
    assert told.bounds["screening"] == Bounds(-1, -1, -1, -1, "stated")
    assert told.bounds["itch"] == Bounds(-2, -1, -2, -1, "stated", ("before-day-1",))


def test_a_day_1_of_day_0_is_set_aside(tell: Tell) -> None:
    """Where days count from 0 the event cannot be on day 1: one claim that contradicts itself."""
    told = tell({"infusion": "day 1", "rash": "day 4"}, zero="infusion")
    assert [len(clash.claims) for clash in told.clashes] == [1]
    assert told.bounds["rash"] == Bounds(4, 4, 4, 4, "stated")
    assert told.is_zero("infusion")
    assert not told.is_zero("rash")


HOSPITAL = {
    "admission": "2 d before operation",
    "operation": [],
    "onset": "4 d before admission",
    "fever": "hospital day 2",
    "leak": "POD 3",
    "culture": "before day 3 of illness",
    "drain": "from POD 1 to hospital day 9",
    "either": "same day as leak or fever",
}


def test_a_case_has_several_clocks(tell: Tell) -> None:
    """Hospital day counts from 1, postoperative day from 0, each from its event; a case of surgery, invented."""
    clocks = {
        "hospital day": {"event": "admission", "counts": "from 1"},
        "postoperative day": {"event": "operation", "counts": "from 0"},
        "day of illness": {"event": "onset", "counts": "from 1"},
    }
    bounds = tell(HOSPITAL, zero="operation", clocks=clocks).bounds
    assert bounds["fever"] == Bounds(-1, -1, -1, -1, "converted")
    assert bounds["leak"] == Bounds(3, 3, 3, 3, "converted")
    assert (bounds["culture"].earliest, bounds["culture"].latest) == (None, -5)
    assert bounds["drain"] == Bounds(1, 1, 6, 6, "converted")


def test_a_clock_that_is_not_set_keeps_order_and_lengths(tell: Tell) -> None:
    """Days of an unknown start lie as far apart as they are counted, and nowhere from day 0; an infection, invented."""
    said = {
        "admission": [],
        "first": "hospital day 2",
        "second": "hospital day 6",
        "third": "2 d after second",
        "other": "day 9 of unknown start",
    }
    told = tell(said, zero="admission")
    assert told.bounds["first"] == told.bounds["second"] == Bounds()
    assert told.between("first", "second") == (4, 4)
    assert told.between("first", "third") == (6, 6)
    assert told.between("first", "other") == (None, None)


def test_one_tie_sets_an_unknown_clock(tell: Tell) -> None:
    """As soon as one day of the clock is known, all are."""
    said = {"scan": [], "first": ["study day 2", "3 d after scan"], "second": "study day 6"}
    assert tell(said, zero="scan").bounds["second"] == Bounds(7, 7, 7, 7, "converted")


def test_days_in_the_course_of_a_thing(tell: Tell) -> None:
    """The third day of a fever is two days after its first; a paper that counts from 0 has its statement say so."""
    said = {
        "admission": [],
        "fever": "from day 4 to day 10",
        "rash": "day 3 of fever",
        "itch": {"when": "day 3 of fever", "conventions": {"day-of": "0..0"}},
    }
    bounds = tell(said, zero="admission").bounds
    assert (bounds["rash"].earliest, bounds["rash"].latest) == (6, 6)
    assert (bounds["itch"].earliest, bounds["itch"].latest) == (7, 7)


def test_a_clock_counts_from_something_that_is_told(tell: Tell) -> None:
    """A clock whose event is nowhere is refused."""
    with pytest.raises(TimeNetError, match="'surgery' is no statement or event of this case"):
        tell({"fever": []}, clocks={"postoperative day": {"event": "surgery", "counts": "from 0"}})


def test_an_alternative_without_a_day_does_not_lose_the_other(tell: Tell) -> None:
    """A day counted from a start that has none in one reading keeps the days of the other; both are listed."""
    said = {
        "graft": [],
        "somewhere": [],
        "rash": "1 wk after graft or somewhere",
        "visit": "2 d after rash",
    }
    told = tell(said, zero="graft")
    assert told.bounds["rash"] == Bounds(4, 10, 4, 10, "converted", ("week",))
    assert (told.bounds["visit"].earliest, told.bounds["visit"].latest) == (6, 12)
    assert told.between("somewhere", "rash") == (None, None)
    assert [(one.reading, one.possible, one.earliest, one.latest) for one in told.readings] == [
        ("1 wk after graft", True, 4, 10),
        ("1 wk after somewhere", True, None, None),
    ]


def test_alternatives_that_both_have_a_day_both_count(tell: Tell) -> None:
    """Before or after, the days cover both; what contradicts the rest is not the one meant."""
    said = {"graft": [], "scan": "2 wk before or after graft", "later": ["2 d before or after graft", "after day 0"]}
    told = tell(said, zero="graft")
    assert (told.bounds["scan"].earliest, told.bounds["scan"].latest) == (-17, 17)
    assert (told.bounds["later"].earliest, told.bounds["later"].latest) == (2, 2)
    assert [(one.reading, one.possible) for one in told.readings] == [
        *(("2 wk before graft", True), ("2 wk after graft", True)),
        *(("2 d before graft", False), ("2 d after graft", True)),
    ]


def test_alternatives_none_of_which_has_a_day_have_none(tell: Tell) -> None:
    """Nothing is made up where no reading leads to day 0."""
    said = {"graft": [], "one": [], "other": [], "rash": "1 wk after one or other"}
    assert tell(said, zero="graft").bounds["rash"] == Bounds()
