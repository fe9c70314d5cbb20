"""How long the remission after the infusion lasts."""

from __future__ import annotations

import pytest

from .telling import days, measured, said

RULE = "remission duration"


@pytest.mark.parametrize(
    ("when", "expected"),
    [(["after infusion", "for 5 mo"], (134, 168)), ("from day 26 to day 180", (154, 154))],
    ids=["for", "from to"],
)
def test_a_printed_length_counts_where_nothing_ends_it(when: str | list[str], expected: tuple[int, int]) -> None:
    """Five months of remission, or from one day to another; a relapse on its own day goes before."""
    told = said("remission", "outcome", "remission", when)
    assert days(told, measure=RULE, zero="remission") == [expected]
    (ended,) = days(told, said("relapse", "outcome", "relapse", "day 300"), measure=RULE, zero="remission")
    assert ended != expected
    assert ended[1] == (274 if expected == (154, 154) else 300)


def test_it_lasts_to_the_first_relapse_after_it() -> None:
    """Complete remission on day 28, relapses on day 150 and 200; the relapse before the infusion is another one."""
    told = (
        said("old", "outcome", "relapse", "day -30"),
        said("cr", "outcome", "complete remission", "day 28"),
        said("second", "outcome", "relapse", "day 200"),
        said("first", "outcome", "marrow relapse", "day 150"),
    )
    (found,) = measured(*told, measure=RULE, zero="remission")
    assert (found.earliest, found.latest) == (122, 122)
    assert set(found.inputs) == {"fox2021/cr", "fox2021/first"}


def test_a_relapse_before_the_remission_does_not_end_it() -> None:
    """Relapse on day 20, remission on day 40: not minus twenty days."""
    told = (said("relapse", "outcome", "relapse", "day 20"), said("cr", "outcome", "remission", "day 40"))
    assert days(*told, measure=RULE, zero="remission") == []
    told = (said("relapse", "outcome", "relapse", "day 40"), said("cr", "outcome", "remission", "day 40"))
    assert days(*told, measure=RULE, zero="remission") == []


def test_a_relapse_between_two_remissions_ends_the_first() -> None:
    """Remission on day 28, relapse on day 60, remission again on day 90: 32 days."""
    told = (
        said("cr", "outcome", "remission", "day 28"),
        said("relapse", "outcome", "relapse", "day 60"),
        said("again", "outcome", "remission", "day 90"),
    )
    assert days(*told, measure=RULE, zero="remission") == [(32, 32)]


def test_a_remission_may_last_one_day() -> None:
    """The day after is after."""
    told = (said("cr", "outcome", "remission", "day 40"), said("relapse", "outcome", "relapse", "day 41"))
    assert days(*told, measure=RULE, zero="remission") == [(1, 1)]


def test_the_proof_of_a_printed_length() -> None:
    """The statement that prints it, and how the words were read."""
    (found,) = measured(said("cr", "outcome", "remission", ["day 28", "for 5 mo"]), measure=RULE, zero="remission")
    assert [(step.use, step.input, step.earliest) for step in found.proof] == [("remission", "fox2021/cr", 0)]
    assert found.arithmetic == "lasts at least 134 d; at most 168 d: 134 to 168 d"
    assert set(found.conventions) == {"month: -15..15", "lasting: -1..0"}


def test_else_it_lasts_at_least_as_long_as_it_was_seen() -> None:
    """Disease-free on day 400: at least that long, with no end."""
    told = (
        said("cr", "outcome", "complete remission", "day 28"),
        said("again", "outcome", "remission", "day 90"),
        said("free", "outcome", "disease-free", "day 400"),
        said("worse", "outcome", "disease progression", "day 500"),
    )
    assert days(*told, measure=RULE, zero="remission") == [(372, None)]


def test_a_remission_seen_once_has_no_length() -> None:
    """Nor has one that is absent, planned or before the infusion."""
    assert days(said("cr", "outcome", "remission", "day 28"), measure=RULE, zero="remission") == []
    told = (said("cr", "outcome", "remission", "day 28", state="absent"), said("r", "outcome", "relapse", "day 90"))
    assert days(*told, measure=RULE, zero="remission") == []
    told = (said("cr", "outcome", "remission", "day -28"), said("r", "outcome", "relapse", "day 90"))
    assert days(*told, measure=RULE, zero="remission") == []


def test_an_elapsed_length_needs_no_days() -> None:
    """Relapse after 5 months of remission, whose first day nobody prints."""
    told = (
        said("cr", "outcome", "remission", "after infusion"),
        said("relapse", "outcome", "relapse", "after 5 mo of cr"),
    )
    assert days(*told, measure=RULE, zero="remission") == [(135, 168)]


def test_each_account_has_its_own() -> None:
    """The abstract's months beside the narrative's relapse."""
    told = (
        said("cr", "outcome", "remission", "day 28"),
        said("relapse", "outcome", "relapse", "day 100"),
        said("abstract", "outcome", "remission", ["after infusion", "for 10 d"], section="Abstract"),
    )
    found = measured(*told, measure=RULE, zero="remission")
    assert [(one.account, one.earliest, one.latest) for one in found] == [("narrative", 72, 72), ("abstract", 9, 10)]
