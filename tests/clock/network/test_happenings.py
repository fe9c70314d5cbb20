"""Which statements are about one happening, what lasts, and how observations lie to their episode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from caseweave.clock.network import TimeNetError

from .conftest import Tell


def days(tell: Tell, said: Mapping[str, Any], name: str, **head: Any) -> tuple[int | None, ...]:
    """Tell the days of one statement, counted from the statement ``zero`` unless the head says otherwise."""
    found = tell({"zero": [], **said}, **{"zero": "zero", **head}).bounds[name]
    return found.earliest, found.latest, found.end_earliest, found.end_latest


def test_accounts_of_one_event_share_its_days(tell: Tell) -> None:
    """A statement without a day has those of the event it shares; one that shares nothing has none."""
    said = {"biopsy": {"when": "day 10", "event": "biopsy-1"}, "result": {"event": "biopsy-1"}, "other": []}
    assert days(tell, said, "result") == (10, 10, 10, 10)
    assert days(tell, said, "other") == (None, None, None, None)


def test_a_statement_named_like_an_event_is_about_it(tell: Tell) -> None:
    """The id of a statement that names no event of its own may be the event of others: all are one happening."""
    said = {"biopsy": "day 10", "result": {"event": "biopsy"}, "later": "2 d after biopsy"}
    assert days(tell, said, "result") == (10, 10, 10, 10)
    assert days(tell, said, "later") == (12, 12, 12, 12)


def test_a_name_leads_to_its_event_or_its_statement(tell: Tell) -> None:
    """A phrase may name an event or any statement about it."""
    said = {"first": {"when": "day 10", "event": "biopsy-1"}, "a": "1 d after biopsy-1", "b": "1 d after first"}
    assert days(tell, said, "a") == days(tell, said, "b") == (11, 11, 11, 11)


@pytest.mark.parametrize(
    ("said", "head", "message"),
    [
        (
            {"biopsy": {"event": "visit"}, "other": {"event": "biopsy"}},
            {},
            "fox, case fox: 'biopsy' is a statement about 'visit' and also another event; rename one",
        ),
        (
            {"rash": {"event": "rash"}},
            {"episodes": "rash"},
            "'rash' is an episode and also one statement that observes it; rename the statement",
        ),
        ({"rash": "1 d after infuson", "infusion": []}, {}, "rash, '1 d after infuson': 'infuson' is no statement or"),
        ({"rash": "1 d after infuson", "infusion": []}, {}, "did you mean 'infusion'?"),
        ({"rash": "1 d after qqq"}, {}, "name one the file has, or add it"),
        (
            {"rash": "C1D2 of infusion", "infusion": []},
            {},
            "'infusion' declares no clock; add `clock: {counts: from 1}`",
        ),
        ({"rash": "C1D2 of nothing"}, {}, "'nothing' is no statement or event of this case"),
        ({"rash": []}, {"zero": "rush"}, "'rush' is no statement or event of this case; did you mean 'rash'?"),
        ({"rash": []}, {"zeros": {"onset": "rush"}}, "'rush' is no statement or event of this case"),
        ({"rash": []}, {"episodes": ["rush"]}, "'rush' is no statement or event of this case"),
        ({"rash": {"conventions": {"week": "x"}, "when": "day 1"}}, {}, "week: 'x' is no interval of whole days"),
        (
            {
                "a": {"event": "drug", "clock": {"counts": "from 1"}},
                "b": {"event": "drug", "clock": {"counts": "from 0"}},
            },
            {},
            "'a' and 'b' declare different clocks of one regimen; keep one",
        ),
        ({f"s{number}": [] for number in range(999)}, {}, "1001 points in time are more than the 1000"),
        (
            {"a": [], "b": [], **{f"s{number}": "before a or b" for number in range(5)}},
            {},
            "the alternatives joined by 'or' can be combined in more than 16 ways",
        ),
    ],
)
def test_refuses_names_that_lead_nowhere_or_to_two_things(
    tell: Tell, said: dict[str, Any], head: dict[str, Any], message: str
) -> None:
    """What cannot be resolved is an error that says which name or phrase, and what to do."""
    with pytest.raises(TimeNetError) as caught:
        tell(said, **head)
    assert message in str(caught.value)


def test_cycle_days_among_alternatives_are_found(tell: Tell) -> None:
    """A day of a cycle may be one of several readings."""
    said = {"drug": {"when": "day 1", "clock": {"counts": "from 1"}}, "it": "by C1D5 of drug or C1D9 of drug"}
    assert days(tell, said, "it") == (None, 9, None, 9)
    assert days(tell, {**said, "it": "2 d after C2D5 of drug or zero"}, "it") == (2, None, 2, None)


def test_all_faults_at_once(tell: Tell) -> None:
    """Every phrase that leads nowhere is told, not only the first."""
    with pytest.raises(TimeNetError) as caught:
        tell({"a": ["after x", "before y"], "b": "day 3", "c": "C1D1 of b"})
    assert [name in str(caught.value) for name in ("'after x'", "'before y'", "'C1D1 of b'", "'day 3'")] == [
        *(True, True, True),
        False,
    ]


def test_as_many_points_and_worlds_as_are_allowed(tell: Tell) -> None:
    """A case at the limits is resolved."""
    said: dict[str, Any] = {f"s{number}": [] for number in range(998)}
    assert len(tell(said).bounds) == 998
    several = {"a": "day 1", "b": "day 2", **{f"s{number}": "before a or b" for number in range(4)}}
    assert days(tell, several, "s3") == (None, 2, None, 2)


@pytest.mark.parametrize(
    ("said", "lasts"),
    [
        ({"it": "from day 1 to day 5"}, True),
        ({"it": "from day 1"}, True),
        ({"it": ["day 1", "for 3 d"]}, True),
        ({"it": ["day 1", "until day 5"]}, True),
        ({"it": "over the next 1 wk after zero"}, True),
        ({"it": "day 1", "other": "during it"}, True),
        ({"it": "day 1", "other": "after end of it"}, True),
        ({"it": "day 1", "other": "before zero or end of it"}, True),
        ({"it": "day 1", "other": "after 5 d of it"}, True),
        ({"it": "day 1"}, False),
        ({"it": "between day 1 and day 5"}, False),
        ({"it": "within 1 wk after zero"}, False),
        ({"it": {"when": "day 1", "clock": {"counts": "from 1"}}, "other": "C1D5 of it"}, False),
        ({"it": "day 1", "other": "after start of it"}, False),
    ],
)
def test_an_end_of_its_own_only_where_words_give_one(tell: Tell, said: dict[str, Any], lasts: bool) -> None:
    """What no words make last is a point: its end is its start."""
    told = tell({"zero": [], **said}, zero="zero")
    assert (told.between("it", "end of it") != (0, 0)) is lasts


EPISODE: dict[str, Any] = {
    "seen-9": {"when": "day 9", "event": "rash", "course": {"extent": "appears"}},
    "seen-10": {"when": "day 10", "event": "rash", "course": {"extent": "worsens"}},
    "seen": {"event": "rash"},
}


def test_an_episode_is_observed_at_several_days(tell: Tell) -> None:
    """Each observation has its own days inside the episode, which starts when it appears and has no end yet."""
    told = tell({"zero": [], **EPISODE}, zero="zero", episodes=["rash"])
    assert (told.bounds["seen-9"].earliest, told.bounds["seen-10"].earliest) == (9, 10)
    assert told.between("zero", "rash") == (9, 9)
    assert told.between("zero", "end of rash") == (10, None)
    assert (told.bounds["seen"].earliest, told.bounds["seen"].latest, told.bounds["seen"].basis) == (
        9,
        None,
        "inferred",
    )


@pytest.mark.parametrize("aspect", ["extent", "overall"])
def test_seen_cleared_is_seen_over(tell: Tell, aspect: str) -> None:
    """An observation of clearance bounds the end of the episode: it is over by then."""
    cleared = {"when": "day 38", "event": "rash", "course": {aspect: "cleared"}}
    told = tell({"zero": [], **EPISODE, "seen-38": cleared}, zero="zero", episodes=["rash"])
    assert told.between("zero", "end of rash") == (10, 38)
    assert (told.bounds["seen"].earliest, told.bounds["seen"].latest) == (9, 38)
    assert told.between("rash", "seen-38") == (29, 29)


def test_a_cleared_aspect_alone_ends_nothing(tell: Tell) -> None:
    """An itch that is gone is seen on a rash that is there."""
    itch = {"when": "day 12", "event": "rash", "course": {"itch": "cleared"}}
    told = tell({"zero": [], **EPISODE, "seen-12": itch}, zero="zero", episodes=["rash"])
    assert told.between("zero", "end of rash") == (12, None)


@pytest.mark.parametrize("state", ["absent", "proposed", "not assessable"])
def test_what_was_not_seen_observes_nothing(tell: Tell, state: str) -> None:
    """A statement that there was no rash says nothing of when the rash was there, nor of its onset."""
    absent = {"when": "day 2", "event": "rash", "state": state, "course": {"extent": "appears"}}
    told = tell({"zero": [], **EPISODE, "none": absent}, zero="zero", episodes=["rash"])
    assert told.between("zero", "rash") == (9, 9)
    assert told.bounds["none"].earliest == 2
    assert not told.clashes


def test_an_observation_lies_wholly_inside(tell: Tell) -> None:
    """What lasts inside an episode ends no later than it, and an episode ends no earlier than it starts."""
    said = {
        "zero": [],
        **EPISODE,
        "seen-14": {"when": "from day 14 to day 18", "event": "rash"},
        "over": {"when": "by day 20", "event": "rash", "course": {"overall": "cleared"}},
    }
    told = tell(said, zero="zero", episodes=["rash"])
    assert told.between("zero", "end of rash") == (18, 20)
    alone = tell({"zero": [], "a": {"when": "by day -3", "event": "e"}}, zero="zero", episodes=["e"])
    assert alone.between("e", "end of e") == (0, None)


def test_an_onset_is_the_start_itself(tell: Tell) -> None:
    """Days said of the onset and of the episode are of one point, whichever of them is the zero."""
    said = {"onset": {"when": "day 9", "event": "rash", "course": {"extent": "appears"}}, "rash": "from day 9"}
    told = tell({"zero": [], **said}, zero="zero", episodes=["rash"])
    assert len(told.claims) == 1
    for zero in ("onset", "rash"):
        turned = tell({**said, "onset": {**EPISODE["seen-9"], "when": []}, "rash": []}, zero=zero, episodes=["rash"])
        assert turned.bounds["onset"].earliest == turned.bounds["rash"].earliest == 0


def test_a_lasting_onset_keeps_its_own_end(tell: Tell) -> None:
    """An onset that is itself told to last starts with the episode and ends inside it."""
    onset = {"when": "from day 9 to day 11", "event": "rash", "course": {"extent": "appears"}}
    told = tell({"zero": [], "onset": onset, "seen": {"event": "rash"}}, zero="zero", episodes=["rash"])
    assert told.between("rash", "end of onset") == (2, 2)
    assert told.between("zero", "end of rash") == (11, None)
