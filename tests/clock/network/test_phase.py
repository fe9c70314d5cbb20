"""Before or after day 0: by days, else by the order of the words, from any zero."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Tell

CASE: dict[str, Any] = {
    "infusion": ["4 d after conditioning", "after premedication"],
    "conditioning": [],
    "premedication": [],
    "sample": ["day 0", "before infusion"],
    "early-sample": ["before sample"],
    "hours": "6 h before infusion",
    "line": "until infusion",
    "gap": "between conditioning and infusion",
    "same-day": "same day as infusion",
    "fever": "after infusion",
    "minutes": "30 min after infusion",
    "rash": "day 9",
    "history": "before day -2",
    "unplaced": [],
    "open": "by day 20",
    "follow-up": "after rash",
}
PHASES = {
    "infusion": "after",
    "conditioning": "before",
    "premedication": "before",
    "sample": "before",
    "early-sample": "before",
    "hours": "before",
    "line": "before",
    "gap": "before",
    "same-day": "after",
    "fever": "after",
    "minutes": "after",
    "rash": "after",
    "history": "before",
    "unplaced": None,
    "open": None,
    "follow-up": "after",
}


@pytest.mark.parametrize("name", PHASES)
def test_phase_of_the_own_zero(tell: Tell, name: str) -> None:
    """Days decide, and on the day itself the words: a case of cell therapy, invented."""
    assert tell(CASE, zero="infusion").phase(name) == PHASES[name]


def test_phase_from_another_zero(tell: Tell) -> None:
    """Pairwise bounds and the same words tell it from any event, whether or not the case names it."""
    told = tell(CASE, zero="infusion", zeros={"onset": "rash"})
    assert told.phase("infusion", "onset") == "before"
    assert told.phase("follow-up", "onset") == "after"
    assert told.phase("follow-up", "rash") == "after"
    assert told.phase("fever", "onset") is None
    assert told.phase("early-sample", "sample") == "before"
    assert told.phase("infusion", "sample") == "after"
    assert told.phase("unplaced", "rash") is None


def test_order_alone_tells_it_where_there_are_no_days(tell: Tell) -> None:
    """A patient of whom only the order is told: a stroke, invented."""
    said = {
        "stroke": "after migraine",
        "migraine": [],
        "lysis": "after stroke",
        "scan": "before lysis",
        "aura": "before migraine",
    }
    told = tell(said, zero="stroke")
    assert {name: told.phase(name) for name in said} == {
        "stroke": "after",
        "migraine": "before",
        "lysis": "after",
        "scan": None,
        "aura": "before",
    }


def test_words_that_were_given_up_put_nothing_before(tell: Tell) -> None:
    """What the case presentation contradicts does not count."""
    said = {
        "infusion": [],
        "scan": {"when": "day 3", "event": "scan-1"},
        "told": {"when": "before infusion", "event": "scan-1", "section": "Abstract"},
    }
    told = tell(said, zero="infusion")
    assert told.phase("scan") == told.phase("told") == "after"


def test_words_that_go_both_ways_decide_nothing(tell: Tell) -> None:
    """Before and after on one day: the day alone is left."""
    said = {"infusion": ["day 0", "before sample"], "sample": ["day 0", "before infusion"]}
    assert tell(said, zero="infusion").phase("sample") == "after"


def test_the_sightings_of_an_episode_follow_what_came_before_it(tell: Tell) -> None:
    """What is before an episode is before each sighting of it, whose first may be day 0."""
    said = {
        "bite": "before rash",
        "first": {"event": "rash", "course": {"extent": "appears"}, "when": "day 0"},
        "second": {"event": "rash", "when": "after first"},
        "seen": {"event": "rash"},
    }
    told = tell(said, zero="first", episodes=["rash"])
    assert told.phase("bite") == "before"
    assert told.phase("bite", "seen") == "before"
    assert told.phase("seen") == "after"


def test_no_zero_no_phase(tell: Tell) -> None:
    """Where a case names no zero, nothing is before or after it, but another zero may be asked for."""
    told = tell({"scan": "before operation", "operation": []})
    assert told.phase("scan") is None
    assert told.phase("scan", "operation") == "before"
