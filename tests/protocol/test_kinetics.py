"""The blood CAR-T measurement nearest to clearance of the skin lesions."""

from __future__ import annotations

from typing import Any

import pytest

from .telling import Said, measured, rash, said

RULE = "blood CAR-T nearest clearance"
ONSET, GONE = rash("onset", "day 9", extent="appears"), rash("gone", "day 30", state="absent")


def count(name: str, when: str | list[str], **more: Any) -> Said:
    """Count CAR-T cells in blood."""
    return said(name, "measurement", "blood CAR-T cell count", when, **more)


def near(*told: Said) -> list[str]:
    """Return the ids of the measurements that are nearest, clearance being day 10 to 30."""
    return [one.inputs[0].removeprefix("fox2021/") for one in measured(ONSET, GONE, *told, measure=RULE)]


def test_the_nearest_measurement_to_the_interval() -> None:
    """One inside it before one outside, however near; of those outside the nearer one."""
    assert near(count("before", "day 9"), count("inside", "day 29")) == ["inside"]
    assert near(count("before", "day 7"), count("after", "day 32")) == ["after"]
    assert near(count("before", "day 8"), count("after", "day 33")) == ["before"]


def test_all_that_may_be_the_nearest_are_listed() -> None:
    """Ties, and days that are not sure enough to choose."""
    assert near(count("before", "day 8"), count("after", "day 32")) == ["after", "before"]
    assert near(count("one", "day 35"), count("two", "between day 33 and day 40")) == ["one", "two"]
    assert near(count("one", "day 32"), count("two", "between day 33 and day 40")) == ["one"]


def test_what_has_no_day_cannot_be_placed() -> None:
    """Nor what was measured before the infusion, or not in blood."""
    assert near(count("some", "after infusion"), count("old", "day -3")) == []
    assert near(said("skin", "measurement", "CAR-T cells in tissue", "day 13")) == []
    assert near(count("at", "day 0")) == ["at"]


@pytest.mark.parametrize(
    ("more", "value", "unit"),
    [
        ({"value": "1", "unit": "/uL", "printed": "1 cell per uL"}, "1", "/uL"),
        ({"value": "<5", "unit": "/uL"}, "<5", "/uL"),
        ({"value": "~50", "unit": "%"}, "~50", "%"),
        ({"value": "2-3", "unit": "%"}, "2-3", "%"),
        ({"qualifiers": {"amount": "negligible"}, "printed": "counts were negligible"}, "negligible", None),
        ({"printed": "few cells"}, "few cells", None),
        ({"state": "absent", "printed": "none detected"}, "absent", None),
        ({}, "blood CAR-T cell count", None),
    ],
    ids=["number", "below", "about", "range", "amount", "printed", "absent", "bare"],
)
def test_the_value_is_what_was_measured(more: dict[str, Any], value: str, unit: str | None) -> None:
    """The number with its comparator, else the amount, else what is printed."""
    (found,) = measured(ONSET, GONE, count("count", "day 13", **more), measure=RULE)
    assert (found.value, found.unit, found.earliest, found.latest) == (value, unit, 13, 13)


def test_it_rests_on_the_clearance_too() -> None:
    """Account, event and inputs are those of the clearance, with the measurement before them."""
    abstract = rash("abstract", "day 20", state="absent", section="Abstract")
    found = measured(ONSET, abstract, count("count", "day 13"), measure=RULE)
    assert [(one.account, one.event) for one in found] == [("abstract", "rash")]
    assert found[0].inputs == ("fox2021/count", "fox2021/onset", "fox2021/abstract", "fox2021/infusion")
    assert found[0].arithmetic == "day 13 to 13, time to clearance 10..20: 13 d"


def test_there_is_none_without_an_interval_of_clearance() -> None:
    """Without clearance, or where its last day is open, nothing is nearest."""
    assert measured(ONSET, count("count", "day 13"), measure=RULE) == []
    open_ended = rash("gone", "after day 12", overall="cleared")
    assert measured(ONSET, open_ended, count("count", "day 13"), measure=RULE) == []


def test_each_clearance_has_its_own_nearest_by_its_own_id() -> None:
    """Two readings, two intervals: the ids differ."""
    told = (
        rash("onset", "day 9", extent="appears"),
        rash("gone", "in 3 wk after infusion or onset", overall="cleared"),
        count("count", "day 13"),
    )
    found = measured(*told, measure=RULE)
    assert len(found) == 2
    assert len({one.id for one in found}) == 2


def test_each_lesion_has_its_own_nearest_by_its_own_id() -> None:
    """Two rashes, one count: two rows."""
    told = (
        rash("one", "day 9", event="a"),
        rash("one-gone", "day 12", event="a", state="absent"),
        rash("two", "day 9", event="b"),
        rash("two-gone", "day 14", event="b", state="absent"),
    )
    found = measured(*told, count("count", "day 13"), measure=RULE)
    assert [one.event for one in found] == ["a", "b"]
    assert len({one.id for one in found}) == 2


def test_what_dates_a_measurement_is_an_input() -> None:
    """Measured between the biopsy and the scan: both date it."""
    told = (
        said("biopsy", "procedure", "skin biopsy", "day 12"),
        said("scan", "procedure", "PET/CT", "day 14"),
        count("count", ["after biopsy", "before scan"]),
    )
    (found,) = measured(ONSET, GONE, *told, measure=RULE)
    assert found.proof[0].use == "measured"
    assert {step.input for step in found.proof if step.use == "dates it"} == {"fox2021/biopsy", "fox2021/scan"}
