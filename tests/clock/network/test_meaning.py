"""What each phrase means in days, with the conventions that ship.

The case: infusion on day 0, 2023-03-27; admission on day -20; induction from day -100 to day -60; a regimen whose
cycles count from 1, begun on day -50; one that counts from 0, begun on day -40.
"""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Tell

CASE: dict[str, Any] = {
    "infusion": "2023-03-27",
    "admission": "day -20",
    "induction": "from day -100 to day -60",
    "drug": {"when": "day -50", "clock": {"counts": "from 1"}},
    "pill": {"when": "day -40", "clock": {"counts": "from 0"}},
}

POINTS = {
    "day 9": (9, 9, ""),
    "day -3": (-3, -3, ""),
    "about day 4": (2, 6, "about-day"),
    "by day 20": (None, 20, ""),
    "before day 5": (None, 4, ""),
    "after day 13": (14, None, ""),
    "between day 4 and day 7": (4, 7, ""),
    "between infusion and day 7": (0, 7, ""),
    "between induction and infusion": (-100, 0, ""),
    "between end of induction and infusion": (-60, 0, ""),
    "2023-03-28": (1, 1, ""),
    "about 2023-03-28": (-1, 3, "about-day"),
    "2023-04": (5, 34, ""),
    "about 2023-04": (-25, 64, "about-month"),
    "2022": (-450, -86, ""),
    "about 2022": (-815, 279, "about-year"),
    "early 2023-03": (-26, -17, "early-month"),
    "mid 2023-03": (-16, -7, "mid-month"),
    "late 2023-03": (-6, 4, "late-month"),
    "late 2023-02": (-34, -27, "late-month"),
    "about late 2023-02": (-64, 3, "about-month late-month"),
    "early 2023": (-85, 35, "early-year"),
    "mid 2023": (35, 158, "mid-year"),
    "late 2023": (158, 279, "late-year"),
    "before 2023-03": (None, -27, ""),
    "by 2023-03": (None, 4, ""),
    "after 2023-03": (5, None, ""),
    "after late 2023-03": (5, None, "late-month"),
    "before late 2023-03": (None, -7, "late-month"),
    "C1D1 of drug": (-50, -50, ""),
    "C1D20 of drug": (-31, -31, ""),
    "C1D0 of pill": (-40, -40, ""),
    "C1D20 of pill": (-20, -20, ""),
    "about C1D20 of pill": (-22, -18, "about-day"),
    "after C1D20 of pill": (-19, None, ""),
    "C2D1 of drug": (-49, None, ""),
    "C3D8 of drug": (-41, None, ""),
    "before infusion": (None, 0, ""),
    "after infusion": (0, None, ""),
    "by infusion": (None, 0, ""),
    "before induction": (None, -100, ""),
    "before end of induction": (None, -60, ""),
    "after induction": (-100, None, ""),
    "after start of induction": (-100, None, ""),
    "after end of induction": (-60, None, ""),
    "by induction": (None, -60, ""),
    "by start of induction": (None, -100, ""),
    "during induction": (-100, -60, ""),
    "same day as admission": (-20, -20, ""),
    "same day as induction": (-100, -60, ""),
    "same day as end of induction": (-60, -60, ""),
    "next day after admission": (-19, -19, ""),
    "next day after induction": (-99, -59, ""),
    "next day after day 4": (5, 5, ""),
    "next day": (None, None, ""),
    "after 1 cycle of drug": (-50, None, ""),
    "after 3 cycles of drug": (-48, None, ""),
    "after 2 cycles of induction": (-99, None, ""),
    "day 1 of induction": (-100, -100, "day-of"),
    "day 3 of induction": (-98, -98, "day-of"),
    "day 0 of induction": (-100, -100, ""),
    "after day 3 of induction": (-97, None, "day-of"),
    "hospital day 3": (None, None, ""),
    "day 5 of unknown start": (None, None, ""),
    "30 min after infusion": (0, 1, "minute"),
    "2900 min before infusion": (-3, -2, "minute"),
    "1.5 h after infusion": (0, 1, "hour"),
    "1.5 d after infusion": (1, 2, ""),
    "1.5 wk after infusion": (8, 13, "part-week"),
    "1.5 mo after infusion": (34, 55, "part-month"),
    "1.5-2 mo after infusion": (34, 70, "part-month"),
    "2.5 a before infusion": (-1006, -820, "part-year"),
    "about 1.5 mo after infusion": (12, 77, "about-month"),
    "at least 1.5 mo after infusion": (42, None, ""),
    "within 1.5 mo after infusion": (0, 47, "within"),
    "by 10 d after infusion": (None, 10, "within"),
    "by 1 wk after infusion": (None, 7, "within"),
    "by 10 d after induction": (None, -50, "within"),
    "by 10 d before infusion": (None, -10, ""),
    "by 1 wk before infusion": (None, -4, "week"),
    "by at least 1 wk after infusion": (None, None, ""),
    "2 wk before or after infusion": (-17, 17, "week"),
    "4 d before infusion": (-4, -4, ""),
    "4 d after infusion": (4, 4, ""),
    "0 d after infusion": (0, 0, ""),
    "4-6 d after infusion": (4, 6, ""),
    "4-6 d before infusion": (-6, -4, ""),
    "4 d after 2023-04": (9, 38, ""),
    "4 d before 2023-04": (1, 30, ""),
    "4 d before late 2023-03": (-10, 0, "late-month"),
    "4 d after induction": (-96, -56, ""),
    "4 d after start of induction": (-96, -96, ""),
    "4 d before induction": (-104, -104, ""),
    "4 d before end of induction": (-64, -64, ""),
    "about 1 d after infusion": (0, 3, "about-day"),
    "about 4 d after infusion": (2, 6, "about-day"),
    "1 wk after admission": (-16, -10, "week"),
    "1 wk before admission": (-30, -24, "week"),
    "2-3 wk after infusion": (11, 24, "week"),
    "about 2 wk after infusion": (7, 21, "about-week"),
    "1 mo after infusion": (13, 46, "month"),
    "5 mo after infusion": (135, 168, "month"),
    "about 4 mo before infusion": (-153, -90, "about-month"),
    "1 a after infusion": (183, 548, "year"),
    "at most 4 a after infusion": (0, 1461, ""),
    "at least 4 a after infusion": (1461, None, ""),
    "at most 49 mo after infusion": (0, 1492, ""),
    "at least 49 mo after infusion": (1489, None, ""),
    "at least 12-24 mo before infusion": (None, -365, ""),
    "at most 12-24 mo before infusion": (-731, 0, ""),
    "about 1 a after infusion": (0, 731, "about-year"),
    "1 h after infusion": (0, 1, "hour"),
    "36 h after infusion": (1, 2, "hour"),
    "48 h after infusion": (2, 3, "hour"),
    "about 6 h after infusion": (0, 1, "about-hour"),
    "at least 2 wk after infusion": (14, None, ""),
    "at least 2 wk before infusion": (None, -14, ""),
    "at most 2 wk after infusion": (0, 14, ""),
    "at most 1 mo before infusion": (-31, 0, ""),
    "at least 1 mo after infusion": (28, None, ""),
    "within 1 wk after infusion": (0, 7, "within"),
    "within 1 wk before infusion": (-7, 0, "within"),
    "within 4-6 d after day 3": (3, 9, "within"),
    "within 1 mo after infusion": (0, 31, "within"),
    "within about 1 wk after infusion": (0, 14, "about-week within"),
    "within at least 1 wk after infusion": (0, None, "within"),
    "within 1 wk after induction": (-100, -53, "within"),
    "in 1 wk after infusion": (0, 7, "in"),
    "night after day 10": (10, 11, "night"),
    "after 5 mo of induction": (35, 68, "month"),
    "after 2 d of induction": (-98, -98, ""),
}
"""Phrase to the earliest and latest day, and the conventions they rest on."""

INTERVALS = {
    "from day 14 to day 18": (14, 14, 18, 18, ""),
    "from day 14": (14, 14, 14, None, ""),
    "from induction": (-100, -60, -100, None, ""),
    "from early 2023-03 to 2023-04": (-26, -17, 5, 34, "early-month"),
    "from induction to infusion": (-100, -60, 0, 0, ""),
    "until day 18": (None, 18, 18, 18, ""),
    "until induction": (None, -60, -100, -60, ""),
    "up to day 18": (None, 18, None, 18, ""),
    "up to induction": (None, -60, None, -60, ""),
    "over the next 1 wk after day 13": (13, 20, 13, 20, "over-the-next"),
    "over the next 1 wk after induction": (-100, -53, -100, -53, "over-the-next"),
}
"""Phrase to the earliest and latest first day and last day, and conventions."""

LENGTHS = {
    "for 1 h": (0, 1, "hour lasting"),
    "for 1 d": (0, 1, "lasting"),
    "for 3 d": (2, 3, "lasting"),
    "for 1 wk": (3, 10, "lasting week"),
    "for 5 mo": (134, 168, "lasting month"),
    "for at least 5 mo": (149, None, "lasting"),
    "for at most 3 d": (0, 3, "lasting"),
    "for about 3 d": (0, 5, "about-day lasting"),
}
"""Phrase to the fewest and most days from first to last day, and conventions."""


@pytest.mark.parametrize("phrase", POINTS)
def test_days_of_a_point(tell: Tell, phrase: str) -> None:
    """The first and last day a phrase allows, the same for start and end, and the conventions they rest on."""
    earliest, latest, conventions = POINTS[phrase]
    found = tell({**CASE, "it": phrase}, zero="infusion").bounds["it"]
    assert (found.earliest, found.latest) == (earliest, latest)
    assert (found.end_earliest, found.end_latest) == (earliest, latest)
    assert found.conventions == tuple(conventions.split())


@pytest.mark.parametrize("phrase", INTERVALS)
def test_days_of_an_interval(tell: Tell, phrase: str) -> None:
    """The days of the first and of the last day of what lasts."""
    *days, conventions = INTERVALS[phrase]
    found = tell({**CASE, "it": phrase}, zero="infusion").bounds["it"]
    assert [found.earliest, found.latest, found.end_earliest, found.end_latest] == days
    assert found.conventions == tuple(str(conventions).split())


@pytest.mark.parametrize("phrase", LENGTHS)
def test_days_from_first_to_last(tell: Tell, phrase: str) -> None:
    """How many days after its first day a thing that lasts so long has its last day."""
    fewest, most, conventions = LENGTHS[phrase]
    told = tell({"it": ["day 0", phrase]}, zero="it")
    assert told.between("it", "end of it") == (fewest, most)
    assert told.bounds["it"].conventions == tuple(conventions.split())


def test_a_point_and_an_interval_keep_a_phrase_alike(tell: Tell) -> None:
    """Offsets, order and days place the first day of what lasts; "during" also its last."""
    said = {**CASE, "it": ["4 d after infusion", "for 3 d"], "in": ["during induction", "for 3 d"]}
    found = tell(said, zero="infusion").bounds
    assert (found["it"].earliest, found["it"].latest, found["it"].end_earliest, found["it"].end_latest) == (4, 4, 6, 7)
    assert (found["in"].earliest, found["in"].latest, found["in"].end_earliest, found["in"].end_latest) == (
        *(-100, -62),
        *(-98, -60),
    )


def test_the_statement_sets_its_own_convention(tell: Tell) -> None:
    """A meaning set by a statement counts for its own phrases and no others."""
    own = {"when": "1 wk after infusion", "conventions": {"week": "0..0"}}
    found = tell({**CASE, "own": own, "other": "1 wk after infusion"}, zero="infusion").bounds
    assert (found["own"].earliest, found["own"].latest, found["own"].conventions) == (7, 7, ())
    assert (found["other"].earliest, found["other"].latest) == (4, 10)


def test_cycles_follow_one_another(tell: Tell) -> None:
    """Each cycle begins at least a day after the one before; a day of a later cycle bounds the earlier ones."""
    said = {**CASE, "c3": ["C3D1 of drug", "day -20"], "c2": "C2D1 of drug", "c2d8": "C2D8 of drug"}
    told = tell(said, zero="infusion")
    assert (told.bounds["c2"].earliest, told.bounds["c2"].latest) == (-49, -21)
    assert told.between("c2", "c2d8") == (7, 7)
    assert (told.bounds["c2d8"].earliest, told.bounds["c2d8"].latest) == (-42, -14)


def test_a_printed_cycle_length_counts_until_it_is_contradicted(tell: Tell) -> None:
    """Cycles of 28 days place the later ones; a stated day outweighs them, and they are set aside."""
    drug = {"when": "day -50", "clock": {"counts": "from 1", "cycle": 28}}
    told = tell({"zero": "day 0", "drug": drug, "c3": "C3D1 of drug"}, zero="zero")
    assert (told.bounds["c3"].earliest, told.bounds["c3"].latest) == (6, 6)
    late = tell({"zero": "day 0", "drug": drug, "c3": ["C3D1 of drug", "day 20"]}, zero="zero")
    assert (late.bounds["c3"].earliest, late.bounds["c3"].basis) == (20, "stated")
    assert [account.phrase for one in late.set_aside for account in one.claim.accounts] == ["cycles of 28 d"]
    assert late.bounds["drug"].basis == "stated"
