"""A whole case: days and their basis, other zeros, several readings, and what the days rest on."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.clock.network import Bounds, Resolved

from .conftest import Tell

BASES = {
    "day 3": "stated",
    "between day 3 and day 5": "stated",
    "about day 3": "stated",
    "by day 3": "stated",
    "from day 3 to day 5": "stated",
    "until day 3": "stated",
    "from day 1 to other": "converted",
    "2023-01-04": "converted",
    "C1D3 of other": "converted",
    "3 d after day 2": "converted",
    "3 d after other": "converted",
    "after other": "converted",
    "same day as other": "converted",
    "during other": "converted",
}


@pytest.mark.parametrize("phrase", BASES)
def test_basis_of_a_phrase(tell: Tell, phrase: str) -> None:
    """Day numbers are stated, everything counted from something else is converted."""
    said = {"zero": "2023-01-01", "other": {"when": "day 2", "clock": {"counts": "from 1"}}, "it": phrase}
    assert tell(said, zero="zero").bounds["it"].basis == BASES[phrase]


def test_basis_of_days_that_no_phrase_gives(tell: Tell) -> None:
    """The zero is stated; days from the event or from other statements are inferred; no days have no basis."""
    said = {
        "zero": [],
        "dated": {"when": "day 5", "event": "e"},
        "undated": {"event": "e"},
        "long": {"when": "for 5 d", "event": "e"},
        "earlier": [],
        "after": ["day 9", "4 d after earlier"],
        "nothing": [],
        "nowhere": "after nothing",
        "mixed": ["2 d after dated", "day 7"],
        "curator": {"when": "day 5", "basis": "inferred"},
        "curator-too": {"basis": "converted"},
    }
    found = tell(said, zero="zero").bounds
    assert {name: found[name].basis for name in said} == {
        "zero": "stated",
        "dated": "stated",
        "undated": "inferred",
        "long": "inferred",
        "earlier": "inferred",
        "after": "stated",
        "nothing": None,
        "nowhere": None,
        "mixed": "stated",
        "curator": "inferred",
        "curator-too": "converted",
    }
    assert found["earlier"].earliest == 5
    assert found["nothing"] == Bounds()


def test_a_case_without_a_zero_has_no_days_but_pairwise_ones(tell: Tell) -> None:
    """Nothing is counted from a day 0 that the paper does not give; distances are known all the same."""
    told = tell({"a": "2023-01-01", "b": "4 d after a", "c": "day 3", "d": {"when": "day 4", "event": "c"}})
    assert {name: found.earliest for name, found in told.bounds.items()} == dict.fromkeys("abcd")
    assert [told.bounds[name].basis for name in "abcd"] == [None, None, "set aside", "set aside"]
    assert told.between("a", "b") == (4, 4)
    assert told.anchored("a")["b"].earliest == 4
    assert told.zero is None


def test_any_zero_from_pairwise_bounds(tell: Tell) -> None:
    """Another zero re-anchors everything, by zero name, event or statement, sharper than subtraction."""
    said = {
        "zero": [],
        "onset": {"when": "between day 4 and day 8", "event": "rash"},
        "peak": "2 d after rash",
        "gone": "day 18",
    }
    told = tell(said, zero="zero", zeros={"rash-onset": "rash"})
    assert (told.bounds["peak"].earliest, told.bounds["peak"].latest) == (6, 10)
    for zero in ("rash-onset", "rash", "onset"):
        turned = told.anchored(zero)
        assert (turned["peak"].earliest, turned["peak"].latest) == (2, 2)
        assert (turned["gone"].earliest, turned["gone"].latest) == (10, 14)
        assert (turned["zero"].earliest, turned["zero"].latest) == (-8, -4)
        assert turned["peak"].basis == "converted"
    assert told.anchored("zero") == told.bounds
    assert told.between("rash-onset", "gone") == (10, 14)
    with pytest.raises(ValueError, match="'rush' is no statement or event of this case; did you mean 'rash'"):
        told.anchored("rush")


def test_first_and_last_days_can_be_named(tell: Tell) -> None:
    """Pairwise bounds run from any first or last day to any other."""
    told = tell({"zero": [], "rash": "from day 9 to day 18", "late": "day 20"}, zero="zero")
    assert told.between("rash", "late") == told.between("start of rash", "late") == (11, 11)
    assert told.between("end of rash", "late") == (2, 2)
    assert told.between("late", "end of rash") == (-2, -2)


LIU: dict[str, Any] = {
    "infusion": [],
    "inflammation": "day 4",
    "gone": "in 1 wk after infusion or inflammation",
    "biopsy": "day 7",
}


def test_several_readings_are_all_listed(tell: Tell) -> None:
    """Which week is meant is not said: the days cover both readings, and each is told by itself."""
    told = tell(LIU, zero="infusion")
    assert told.bounds["gone"] == Bounds(0, 11, 0, 11, "converted", ("in",))
    assert [(one.statement, one.reading, one.possible, one.earliest, one.latest) for one in told.readings] == [
        ("gone", "in 1 wk after infusion", True, 0, 7),
        ("gone", "in 1 wk after inflammation", True, 4, 11),
    ]
    assert {one.phrase for one in told.readings} == {"in 1 wk after infusion or inflammation"}
    assert [(one.earliest, one.latest) for one in tell(LIU).readings] == [(None, None), (None, None)]


def test_an_impossible_reading_is_told_and_not_taken(tell: Tell) -> None:
    """A reading that contradicts the rest is not the one meant."""
    told = tell(
        {**LIU, "gone": {"when": LIU["gone"], "event": "g"}, "seen": {"when": "day 9", "event": "g"}}, zero="infusion"
    )
    assert [(one.possible, one.earliest, one.latest) for one in told.readings] == [(False, None, None), (True, 9, 9)]
    assert not told.clashes


def test_a_phrase_none_of_whose_readings_fits_is_set_aside(tell: Tell) -> None:
    """Alternatives clash only if all do; what is set aside has no possible reading, and its order stays open."""
    said = {**LIU, "gone": {"when": LIU["gone"], "event": "g"}, "seen": {"when": "day 19", "event": "g"}}
    told = tell(said, zero="infusion")
    assert [clash.statements for clash in told.clashes] == [("inflammation", "gone", "seen")]
    assert [(one.claim.statements, one.order_stays) for one in told.set_aside] == [(("gone",), True)]
    assert [one.possible for one in told.readings] == [False, False]
    assert told.bounds["gone"].earliest == 19


def test_days_rest_on_claims_and_conventions(tell: Tell) -> None:
    """Each bound names the phrases it follows from, and the conventions they are read by."""
    said = {
        "graft": "2023-03-27",
        "admission": "1 wk before conditioning",
        "conditioning": "4 d before graft",
        "spot": "day -11",
        "close": {"when": "by day -9", "event": "admission"},
    }
    told = tell(said, zero="graft")
    fewest, most = told.rests_on("graft", "admission")
    assert [claim.accounts[0].phrase for claim in fewest] == ["1 wk before conditioning", "4 d before graft"]
    assert [claim.accounts[0].phrase for claim in most] == ["by day -9"]
    assert told.bounds["admission"].conventions == ("week",)
    assert told.bounds["spot"].conventions == ()
    assert told.anchored("spot")["admission"].conventions == ("week",)
    assert told.rests_on("graft", "graft") == ((), ())


def test_what_was_set_aside_lends_no_convention(tell: Tell) -> None:
    """The order that stays of "one week after" rests on no meaning of a week."""
    said = {
        "zero": [],
        "a": {"when": "1 wk after zero", "event": "e"},
        "b": {"when": "between day 1 and day 2", "event": "e"},
    }
    told = tell({**said, "c": "1 wk after e"}, zero="zero")
    assert told.bounds["a"].conventions == ()
    assert told.bounds["c"].conventions == ("week",)


def test_statements_of_other_cases_are_not_told(tell: Tell) -> None:
    """A network is of one case: it knows its own speaker, case and statements."""
    told = tell({"a": "day 1"}, zero="a")
    assert (told.said_by, told.case, list(told.bounds)) == ("fox", "fox", ["a"])


PHRASES = (
    *("day 3", "between day 2 and day 6", "2023-01-05", "3 d after {}", "1 wk before {}", "after {}", "by {}"),
    *("from day 1 to day 4", "for 3 d", "during {}", "night after {}", "over the next 1 wk after {}", "late 2023-01"),
    *("C2D3 of zero", "same day as end of {}", "in 1 wk after {} or day 2"),
)
NAMES = ("a", "b", "c", "d")
told_cases = st.fixed_dictionaries(
    {
        name: st.lists(
            st.builds(
                str.format, st.sampled_from(PHRASES), st.sampled_from([other for other in NAMES if other != name])
            ),
            max_size=2,
        )
        for name in NAMES
    }
)


def resolved(tell: Tell, said: dict[str, list[str]]) -> Resolved:
    """Resolve four statements told from one zero with a clock."""
    return tell({"zero": {"when": "2023-01-01", "clock": {"counts": "from 1"}}, **said}, zero="zero")


@given(said=told_cases)
def test_pairwise_bounds_are_never_wider_than_subtracted_days(tell: Tell, said: dict[str, list[str]]) -> None:
    """Days from any zero lie within the difference of the two statements' own days."""
    told = resolved(tell, said)
    for first, second in product(NAMES, repeat=2):
        fewest, most = told.between(first, second)
        one, other = told.bounds[first], told.bounds[second]
        if other.latest is not None and one.earliest is not None:
            assert most is not None
            assert most <= other.latest - one.earliest
        if other.earliest is not None and one.latest is not None:
            assert fewest is not None
            assert fewest >= other.earliest - one.latest


@given(said=told_cases)
def test_ends_come_after_starts_and_latest_after_earliest(tell: Tell, said: dict[str, list[str]]) -> None:
    """However a case is told and contradicts itself, every interval of days is one."""
    told = resolved(tell, said)
    for found in told.bounds.values():
        for low, high in (
            (found.earliest, found.latest),
            (found.end_earliest, found.end_latest),
            (found.earliest, found.end_earliest),
            (found.latest, found.end_latest),
        ):
            assert low is None or high is None or low <= high
    assert bool(told.clashes) is bool(told.set_aside)
