"""The table of conventions: what ships, what is refused, and what a statement may set itself."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from caseweave.clock.network import Convention, ConventionError, Conventions
from caseweave.clock.network.conventions import NAMES
from caseweave.clock.phrase import parse

DAYS = {
    "early-month": (1, 10),
    "mid-month": (11, 20),
    "late-month": (21, 31),
    "early-year": (1, 121),
    "mid-year": (121, 244),
    "late-year": (244, 366),
    "minute": (0, 1),
    "hour": (0, 1),
    "day": (0, 0),
    "week": (-3, 3),
    "month": (-15, 15),
    "year": (-182, 182),
    "part-week": (-2, 2),
    "part-month": (-8, 8),
    "part-year": (-91, 91),
    "about-minute": (0, 1),
    "about-hour": (0, 1),
    "about-day": (-2, 2),
    "about-week": (-7, 7),
    "about-month": (-30, 30),
    "about-year": (-365, 365),
    "within": (0, 0),
    "in": (0, 0),
    "over-the-next": (0, 0),
    "night": (0, 1),
    "lasting": (-1, 0),
    "day-of": (-1, -1),
    "before-day-1": (-1, 0),
}


def test_ships_a_meaning_for_every_convention(conventions: Conventions) -> None:
    """The table that ships has exactly the conventions the network asks for, with these days."""
    assert {name: (conventions[name].low, conventions[name].high) for name in NAMES} == DAYS
    assert list(conventions.table) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_convention_has_an_example_and_a_reason(conventions: Conventions, name: str) -> None:
    """Each says what it is counted in and why, and shows it on a phrase that can be written."""
    convention = conventions[name]
    assert parse(convention.phrase)
    assert convention.of
    assert convention.reason.endswith(".")
    assert convention.id == name


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"days": "3..-3"}, "week: '3..-3' is no interval of whole days; write it like -3..3, the lower end first"),
        ({"days": "3"}, "week: '3' is no interval"),
        ({"days": "-3 .. 3"}, "no interval"),
        ({"days": "0..1.5"}, "no interval"),
        ({"days": "0..12345"}, "no interval"),
        ({"days": ["0", "1"]}, "week: days is ['0', '1']; write it as text"),
        ({"reason": " "}, "week: reason is ' '; write it as text"),
        ({"why": "because"}, "week: write exactly the fields phrase, of, days, reason"),
    ],
)
def test_refuses_a_wrong_entry(table: dict[str, dict[str, str]], entry: dict[str, Any], message: str) -> None:
    """A convention that is no interval, lacks a reason or has other fields is refused by name."""
    wrong: dict[str, Any] = deepcopy(table)
    wrong["week"].update(entry)
    with pytest.raises(ConventionError) as caught:
        Conventions.from_mapping(wrong)
    assert message in str(caught.value)


def test_refuses_a_missing_or_unknown_convention(table: dict[str, dict[str, str]]) -> None:
    """The table is complete and has nothing else; a field may not be missing either."""
    lacking = {name: entry for name, entry in table.items() if name not in {"week", "night"}}
    with pytest.raises(ConventionError, match="no meaning for week, night; add each with phrase, of, days, reason"):
        Conventions.from_mapping(lacking)
    with pytest.raises(ConventionError, match="'weak' is no time convention; did you mean 'week'"):
        Conventions.from_mapping({**table, "weak": table["week"]})
    with pytest.raises(ConventionError, match="'#' is no time convention; known: early-month, "):
        Conventions.from_mapping({**table, "#": table["week"]})
    with pytest.raises(ConventionError, match="week: write exactly the fields"):
        Conventions.from_mapping({**table, "week": {"days": "0..1"}})
    with pytest.raises(ConventionError, match="week: write exactly the fields"):
        Conventions.from_mapping({**table, "week": "-3..3"})


def test_a_statement_may_set_its_own_meaning(conventions: Conventions) -> None:
    """One meaning is replaced, the others and the table itself stay."""
    own = conventions.overridden({"week": "-2..+2"})
    assert (own["week"].low, own["week"].high) == (-2, 2)
    assert (own["week"].phrase, own["week"].reason) == (conventions["week"].phrase, "set by the statement itself")
    assert own["month"] == conventions["month"]
    assert (conventions["week"].low, conventions["week"].high) == (-3, 3)
    assert conventions.overridden({}) is conventions


def test_refuses_a_wrong_own_meaning(conventions: Conventions) -> None:
    """A statement's own meaning is checked like the table's."""
    with pytest.raises(ConventionError, match="'weeks' is no time convention; did you mean 'week'"):
        conventions.overridden({"weeks": "-2..2"})
    with pytest.raises(ConventionError, match="week: 'seven' is no interval"):
        conventions.overridden({"week": "seven"})


def test_prints_its_meaning() -> None:
    """A convention prints as it is shown beside the results that rest on it."""
    assert str(Convention("late-month", 21, 31)) == "late-month: 21..31"
