"""Scans, biopsies and tests: the first that finds what is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from .telling import Said, days, measured, said

SCAN_NEAR, SCAN_CLEAR = "first scan nearly clear", "first scan clear"
BIOPSY, TEST = "first biopsy without leukemia cells", "first test without residual disease"


def scan(name: str, when: str | list[str], **more: Any) -> Said:
    """Say what a PET/CT scan shows."""
    return said(name, "outcome", more.pop("about", "FDG-avid lesion"), when, **{"method": "PET/CT", **more})


def test_the_first_scan_is_a_day_not_a_stretch() -> None:
    """A scan is made on its day: what was there before is not asked."""
    told = (scan("before", "day -40"), scan("after", "day 27", course={"overall": "nearly cleared"}))
    assert days(*told, measure=SCAN_NEAR) == [(27, 27)]
    assert days(*told, measure=SCAN_CLEAR) == []


@pytest.mark.parametrize(
    "result",
    [
        {"state": "absent"},
        {"course": {"overall": "cleared"}},
        {"about": "lesion resolution"},
        {"about": "complete metabolic response"},
        {"state": "absent", "about": "extramedullary involvement"},
        {"state": "absent", "about": "leukemic infiltration"},
    ],
    ids=["absent", "cleared", "resolution", "metabolic response", "no involvement", "no infiltration"],
)
def test_a_scan_is_clear_by_its_state_its_course_or_its_name(result: dict[str, Any]) -> None:
    """However the curator puts it."""
    assert days(scan("scan", "day 27", **result), measure=SCAN_CLEAR) == [(27, 27)]


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"state": "absent", "about": "infection"},
        {"state": "absent", "method": "clinical photography"},
        {"state": "proposed", "course": {"overall": "cleared"}},
        {"state": "absent", "about": "lesion resolution"},
        {"about": "lesion response"},
    ],
    ids=["lesion", "no infection", "photograph", "proposed", "no resolution", "some response"],
)
def test_what_is_no_clear_scan(result: dict[str, Any]) -> None:
    """A lesion, another question, a photograph, a plan, a denial."""
    assert days(scan("scan", "day 27", **result), measure=SCAN_NEAR) == []
    assert days(scan("scan", "day 27", **result), measure=SCAN_CLEAR) == []


def test_a_scan_before_the_infusion_does_not_count() -> None:
    """It was cleared by something else; day 0 itself is after the infusion, as a phase of the protocol is."""
    assert days(scan("scan", "day -3", state="absent"), measure=SCAN_CLEAR) == []
    assert days(scan("scan", "by day 5", state="absent"), measure=SCAN_CLEAR) == []
    assert days(scan("scan", "day 0", state="absent"), measure=SCAN_CLEAR) == [(0, 0)]
    assert days(scan("scan", "day 1", state="absent"), measure=SCAN_CLEAR) == [(1, 1)]


def test_the_first_of_several_lies_no_earlier_than_any_and_no_later_than_any() -> None:
    """Two scans with uncertain days: the first is the earlier of the two, whichever that is."""
    told = (
        scan("one", "between day 20 and day 40", state="absent"),
        scan("two", "between day 25 and day 30", state="absent"),
    )
    assert days(*told, measure=SCAN_CLEAR) == [(20, 30)]
    third = scan("three", ["after infusion", "by day 28"], state="absent")
    assert days(*told, third, measure=SCAN_CLEAR) == [(0, 28)]


def test_all_scans_that_may_be_the_first_are_inputs() -> None:
    """One that may fall on the last possible day is; one that comes later is not."""
    told = (
        scan("one", "between day 20 and day 30", state="absent"),
        scan("two", "between day 30 and day 40", state="absent"),
        scan("three", "day 31", state="absent"),
    )
    (found,) = measured(*told, measure=SCAN_CLEAR)
    assert found.inputs == ("fox2021/one", "fox2021/two", "fox2021/infusion")
    assert [step.use for step in found.proof] == ["FDG-avid lesion absent", "FDG-avid lesion absent", "day 0"]


def test_the_arithmetic_says_on_not_before_and_by() -> None:
    """A sure day, an unsure one, one without a last day; what has no day at all is no result."""
    for when, words in {
        "day 27": "FDG-avid lesion on day 27: 27 d",
        "between day 20 and day 30": "FDG-avid lesion not before day 20; FDG-avid lesion by day 30: 20 to 30 d",
        "after day 20": "FDG-avid lesion not before day 21: at least 21 d",
    }.items():
        (found,) = measured(scan("scan", when, course={"overall": "cleared"}), measure=SCAN_CLEAR)
        assert found.arithmetic == words
    assert measured(said("test", "outcome", "MRD negative"), measure=TEST) == []
    assert measured(said("test", "outcome", "MRD negative", "after infusion"), measure=TEST) == []


def test_results_of_one_scan_that_differ_stand_side_by_side() -> None:
    """Near complete by the narrative, none by the legend: each account has its own."""
    told = (
        scan("near", "day 27", event="scan", course={"overall": "nearly cleared"}, site="scalp"),
        scan("none", "day 27", event="scan", state="absent", section="Figure 2 legend"),
        scan("other", "day 50", event="another", course={"overall": "worsens"}),
    )
    (near,) = measured(*told, measure=SCAN_NEAR, episodes=[])
    (clear,) = measured(*told, measure=SCAN_CLEAR, episodes=[])
    assert (near.account, near.latest, near.site) == ("narrative", 27, ("scalp",))
    assert (clear.account, clear.latest, clear.site) == ("legend", 27, ())


def test_each_account_has_its_first() -> None:
    """The abstract may name another day."""
    told = (scan("one", "day 27", state="absent"), scan("two", "day 30", state="absent", section="Abstract"))
    found = measured(*told, measure=SCAN_CLEAR)
    assert [(one.account, one.latest) for one in found] == [("narrative", 27), ("abstract", 30)]


def test_a_biopsy_is_clear_where_leukemia_cells_are_absent_from_tissue() -> None:
    """By its specimen, or by the biopsy whose event it shares."""
    by_specimen = said("b", "finding", "leukemia cell", "day 7", state="absent", specimen="skin specimen")
    assert days(by_specimen, measure=BIOPSY) == [(7, 7)]
    told = (
        said("biopsy", "procedure", "skin biopsy", "day 7", event="biopsy-1"),
        said("cells", "finding", "leukemic infiltration", "day 7", state="absent", event="biopsy-1"),
    )
    assert days(*told, measure=BIOPSY) == [(7, 7)]
    by_method = said("b", "finding", "leukemia cell", "day 7", state="absent", method="skin biopsy")
    assert days(by_method, measure=BIOPSY) == [(7, 7)]


@pytest.mark.parametrize(
    ("procedure", "result"),
    [
        ("skin biopsy", {"state": "present"}),
        ("bone marrow biopsy", {"state": "absent"}),
        ("PET/CT", {"state": "absent"}),
        ("skin biopsy", {"state": "absent", "specimen": "blood specimen"}),
        ("skin biopsy", {"state": "absent", "about": "T cells in tissue"}),
        ("skin biopsy", {"state": "absent", "method": "flow cytometry"}),
    ],
    ids=["cells there", "marrow", "scan", "blood", "other cells", "other method"],
)
def test_what_is_no_clear_biopsy(procedure: str, result: dict[str, Any]) -> None:
    """Cells that are there, the marrow, a scan, blood, other cells, another way to look."""
    told = (
        said("done", "procedure", procedure, "day 7", event="look"),
        said("cells", "finding", result.pop("about", "leukemia cell"), "day 7", event="look", **result),
    )
    assert days(*told, measure=BIOPSY) == []


@pytest.mark.parametrize(
    ("about", "state", "counts"),
    [
        ("MRD negative", "present", True),
        ("MRD negative", "absent", False),
        ("residual disease", "absent", True),
        ("minimal residual disease", "absent", True),
        ("residual disease", "present", False),
        ("complete remission", "present", False),
    ],
)
def test_a_test_without_residual_disease(about: str, state: str, counts: bool) -> None:
    """MRD-negative, or no residual disease found."""
    told = said("test", "outcome", about, "day 26", state=state)
    assert days(told, measure=TEST) == ([(26, 26)] if counts else [])


def test_a_biopsy_of_another_event_is_another_biopsy() -> None:
    """Cells that were looked for in something else are not absent from it."""
    told = (
        said("biopsy", "procedure", "skin biopsy", "day 5", event="biopsy-1"),
        said("plan", "procedure", "skin biopsy", "day 7", event="smear", state="proposed"),
        said("cells", "finding", "leukemia cell", "day 7", state="absent", event="smear"),
    )
    assert days(*told, measure=BIOPSY) == []


def test_readings_and_zeros_hold_for_these_too() -> None:
    """One row per reading, from the infusion and from the onset."""
    told = (
        said("onset", "lesion", "skin rash", "day 4", course={"extent": "appears"}),
        said("test", "outcome", "MRD negative", "1 d after infusion or onset"),
    )
    assert sorted(days(*told, measure=TEST)) == [(1, 1), (5, 5)]
    assert sorted(days(*told, measure=TEST, zero="skin reaction")) == [(-3, -3), (1, 1)]
