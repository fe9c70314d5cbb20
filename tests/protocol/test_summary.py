"""Over all cases: who counts, from how many on, and the two medians side by side."""

from __future__ import annotations

from typing import Any

import pytest

from caseweave.model import Measure
from caseweave.protocol import LEAST_CASES, SUMMARY_COLUMNS, Summary, summaries, summary

from .telling import Said, derive, paper, rash, said

CLEAR = "time to clearance"


def gone(when: str, **more: Any) -> Said:
    """Say that the rash is gone, or by `state` something else."""
    return rash("gone", when, **{"state": "absent", **more})


def told(*days: tuple[int, int], case: str = "own") -> list[Measure]:
    """Derive the clearance of several patients, each from the last day seen uncleared to the first seen cleared."""
    return [
        one
        for number, (last, first) in enumerate(days)
        for one in derive(
            paper(
                rash("there", f"day {last}"),
                gone(f"day {first}"),
                name=f"fox{number}",
                case=None if case == "own" else f"elm{number}",
            )
        )
    ]


def clearance(measures: list[Measure], **same: str) -> Summary:
    """Sum up the clearance from the infusion; keywords say which case is whose."""
    patients = {one.case: same.get(one.case, one.case) for one in measures}
    (found,) = [one for one in summaries(measures, patients) if (one.measure, one.zero) == (CLEAR, "infusion")]
    return found


FIVE = [(4, 6), (4, 8), (9, 12), (9, 30), (19, 40)]


def test_the_naive_median_stands_beside_the_estimate() -> None:
    """Naive: the middle of the first days seen cleared. Estimated: the days in which half have cleared."""
    found = clearance(told(*FIVE))
    assert (found.cases, found.relayed, found.open_ended) == (5, 0, 0)
    assert found.naive_median == 12
    assert (found.earliest, found.latest) == (10, 12)
    assert found.note == "only 5 cases: an order of size"


def test_below_the_least_number_there_is_no_median() -> None:
    """Neither the naive nor the estimated one, and the note says how many are needed."""
    found = clearance(told(*FIVE[: LEAST_CASES - 1]))
    assert (found.cases, found.naive_median, found.earliest, found.latest) == (4, None, None, None)
    assert found.note == "no median: 4 own cases, at least 5 are needed"
    assert clearance(told(FIVE[0])).note == "no median: 1 own case, at least 5 are needed"


def test_the_least_number_follows_from_the_confidence_of_the_range() -> None:
    """The range of five holds the median with more than 90 % confidence, that of four does not."""
    assert 1 - 2 * 0.5**LEAST_CASES > 0.9 > 1 - 2 * 0.5 ** (LEAST_CASES - 1)


def test_from_twenty_on_there_is_no_warning() -> None:
    """Twenty cases are enough for a figure without a remark."""
    assert clearance(told(*[(4, 6)] * 19)).note == "only 19 cases: an order of size"
    assert clearance(told(*[(4, 6)] * 20)).note == ""


def test_relayed_cases_do_not_count() -> None:
    """They are counted apart, and a patient whose own paper speaks is not among them."""
    relayed = told(*FIVE, case="relayed")
    assert clearance(relayed).cases == 0
    assert clearance(relayed).relayed == 5
    both = [*relayed, *derive(paper(rash("there", "day 4"), gone("day 9"), name="elm0"))]
    assert (clearance(both).cases, clearance(both).relayed) == (1, 4)


def test_one_patient_counts_once() -> None:
    """Two case ids of one patient are one."""
    found = clearance(told(*FIVE), fox0="fox1")
    assert found.cases == 4


def test_open_ends_are_kept_by_the_estimate_and_left_out_by_the_naive_median() -> None:
    """Never seen cleared by day 50: the naive median forgets it, the estimate does not."""
    open_ended = derive(paper(rash("there", "day 50"), gone("after day 50", state="present", overall="cleared")))
    found = clearance([*told(*FIVE[1:]), *open_ended])
    assert (found.cases, found.open_ended, found.naive_median) == (5, 1, 21)
    assert (found.earliest, found.latest) == (10, 12)


def test_a_time_without_a_day_does_not_count() -> None:
    """After the infusion, no more: that is every time after it."""
    vague = derive(paper(gone("after infusion", state="present", overall="cleared")))
    assert clearance([*told(*FIVE), *vague]).cases == 5


def test_the_most_trusted_account_speaks_for_a_patient() -> None:
    """The narrative before the abstract, and no account the curator doubts."""
    both = paper(rash("there", "day 4"), gone("day 9"), rash("a", "day 6", state="absent", section="Abstract"))
    found = clearance([*told(*FIVE[1:]), *derive(both)])
    assert found.naive_median == 12
    doubt = paper(rash("there", "day 4"), gone("day 9", confidence="low"))
    assert clearance([*told(*FIVE[1:]), *derive(doubt)]).cases == 4


def test_readings_of_one_phrase_count_as_one_interval() -> None:
    """From the first day of any to the last day of any."""
    read = paper(
        rash("onset", "day 4", extent="appears"),
        gone("in 1 wk after infusion or onset", state="present", overall="cleared"),
    )
    found = clearance([*told((1, 2), (1, 2), (4, 20), (4, 20)), *derive(read)])
    assert found.cases == 5
    assert found.naive_median == 11


def test_the_first_lesion_speaks_for_a_patient() -> None:
    """One patient, one interval, however many rashes."""
    two = paper(
        rash("one", "day 4", event="a"),
        rash("one-gone", "day 9", event="a", state="absent"),
        rash("two", "day 40", event="b"),
        rash("two-gone", "day 90", event="b", state="absent"),
    )
    assert clearance([*told(*FIVE[1:]), *derive(two)]).naive_median == 12


def test_clearance_of_some_sites_is_not_counted() -> None:
    """The scalp is clear, the patient is not."""
    part = paper(
        rash("scalp", "day 5", site="scalp"),
        rash("back", "day 6", site="back"),
        rash("scalp-gone", "day 10", site="scalp", state="absent"),
    )
    assert clearance([*told(*FIVE), *derive(part)]).cases == 5


def test_values_of_another_kind_have_no_summary() -> None:
    """A grade is no time."""
    graded = derive(paper(said("crs", "adverse event", "cytokine release syndrome", "day 4", grade="2")))
    found = {one.measure for one in summaries(graded, {"fox2021": "fox2021"})}
    assert {"CRS onset", "CRS maximum grade"} & {one.measure for one in graded} == {"CRS onset", "CRS maximum grade"}
    assert "CRS onset" in found
    assert "CRS maximum grade" not in found


@pytest.mark.parametrize("place", range(3))
def test_rows_are_plain_and_in_order(place: int) -> None:
    """The columns are public; the rows stand in the order of the measures."""
    found = summaries(told(*FIVE), {f"fox{number}": f"fox{number}" for number in range(5)})
    assert tuple(found[0].row()) == SUMMARY_COLUMNS
    assert [(one.measure, one.zero) for one in found] == [
        ("survival", "infusion"),
        (CLEAR, "infusion"),
        (CLEAR, "skin reaction"),
    ]
    assert SUMMARY_COLUMNS[place] == ("measure", "zero", "cases")[place]


def test_without_the_package_of_the_estimate_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the note says what to install."""
    monkeypatch.setattr(summary, "installed", lambda: False)
    found = clearance(told(*FIVE))
    assert (found.cases, found.naive_median, found.earliest, found.latest) == (5, 12, None, None)
    assert found.note == "only 5 cases: an order of size; no estimate: type pip install 'caseweave[median]'"
