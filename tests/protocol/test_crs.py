"""Cytokine release syndrome: onset, highest grade, time to tocilizumab."""

from __future__ import annotations

import pytest

from .telling import days, measured, said

ONSET, GRADE, DRUG = "CRS onset", "CRS maximum grade", "time from CRS to first tocilizumab"
CRS = "cytokine release syndrome"


def test_onset_is_the_first_day_it_is_said_to_be_present() -> None:
    """Not a day on which it is absent, feared or planned for, nor one before the infusion."""
    told = (
        said("old", "adverse event", CRS, "day -9"),
        said("none", "adverse event", CRS, "day 2", state="absent"),
        said("feared", "adverse event", CRS, "day 3", state="proposed"),
        said("first", "adverse event", CRS, "day 10"),
        said("later", "adverse event", CRS, "day 12"),
        said("fever", "adverse event", "fever", "day 1"),
        said("finding", "finding", CRS, "day 4"),
    )
    assert days(*told, measure=ONSET) == [(10, 10)]


def test_the_day_of_the_infusion_counts() -> None:
    """CRS may begin within hours."""
    assert days(said("crs", "adverse event", CRS, "day 0"), measure=ONSET) == [(0, 0)]


def test_a_grade_in_the_name_is_a_kind_of_crs() -> None:
    """Grade 2 CRS is CRS of grade 2."""
    told = said("crs", "adverse event", "grade 2 CRS", "day 10")
    assert days(told, measure=ONSET) == [(10, 10)]
    assert [one.value for one in measured(told, measure=GRADE)] == ["2"]


@pytest.mark.parametrize(
    ("grade", "value"),
    [
        *(("2", "2"), ("1-2", "1-2"), ("severe", None), ("2.5", None), ("<3", None), (">3", None), ("1-2.5", None)),
        *(("I", "1"), ("II", "2"), ("III", "3"), ("IV", "4"), ("V", "5")),
    ],
)
def test_a_grade_is_read_only_where_it_is_one(grade: str, value: str | None) -> None:
    """Whole numbers, Roman ones and ranges; a word or an open end is no grade."""
    found = measured(said("crs", "adverse event", CRS, "day 10", grade=grade), measure=GRADE)
    assert [one.value for one in found] == ([value] if value else [])


def test_the_highest_grade_has_the_days_of_that_grade() -> None:
    """Grade 2 on day 10, grade 1 on day 12, grade 2 again on day 11 or 13."""
    told = (
        said("a", "adverse event", CRS, "day 12", grade="1"),
        said("b", "adverse event", CRS, "day 10", grade="2"),
        said("c", "adverse event", CRS, "between day 9 and day 13", grade="2"),
        said("d", "adverse event", CRS, "day 5"),
        said("e", "adverse event", CRS, "day 6", grade="1"),
    )
    (found,) = measured(*told, measure=GRADE)
    assert (found.value, found.scale, found.earliest, found.latest) == ("2", None, 9, 10)
    assert found.arithmetic.startswith("grade 2 (scale not named), ")
    assert not found.is_time


def test_a_range_of_grades_keeps_its_ends() -> None:
    """Grade 1 to 3, and grade 2 for sure: the highest is 2 or 3."""
    told = (
        said("a", "adverse event", CRS, "day 10", grade="1-3"),
        said("b", "adverse event", CRS, "day 11", grade="2"),
    )
    assert [one.value for one in measured(*told, measure=GRADE)] == ["2-3"]


def test_grades_on_different_scales_are_not_compared() -> None:
    """One result for each scale, and one for no scale."""
    told = (
        said("a", "adverse event", CRS, "day 10", grade="2", scale="ASTCT"),
        said("b", "adverse event", CRS, "day 11", grade="3", scale="Lee 2014"),
        said("c", "adverse event", CRS, "day 12", grade="1"),
    )
    found = measured(*told, measure=GRADE)
    assert sorted((one.scale or "", one.value) for one in found) == [("", "1"), ("ASTCT", "2"), ("Lee 2014", "3")]
    assert len({one.id for one in found}) == 3
    assert {one.arithmetic.split(",")[0] for one in found} == {
        "grade 2 (ASTCT)",
        "grade 3 (Lee 2014)",
        "grade 1 (scale not named)",
    }


def test_time_to_tocilizumab_is_from_the_first_to_the_first() -> None:
    """CRS from day 10 to 12, tocilizumab on day 11 and 14: one day."""
    told = (
        said("crs-2", "adverse event", CRS, "day 12"),
        said("crs-1", "adverse event", CRS, "day 10"),
        said("toci-2", "treatment", "tocilizumab", "day 14"),
        said("toci-1", "treatment", "tocilizumab", "day 11"),
        said("steroid", "treatment", "dexamethasone", "day 10"),
        said("plan", "treatment", "tocilizumab", "day 10", state="proposed"),
    )
    (found,) = measured(*told, measure=DRUG, zero="CRS")
    assert (found.earliest, found.latest) == (1, 1)
    assert set(found.inputs) == {"fox2021/crs-1", "fox2021/toci-1"}
    assert found.arithmetic == "tocilizumab 1 d after cytokine release syndrome: 1 d"


def test_a_length_between_the_two_is_kept_whatever_their_days() -> None:
    """Two days after the onset, whenever that was."""
    told = (
        said("crs", "adverse event", CRS, "between day 4 and day 10"),
        said("toci", "treatment", "tocilizumab", "2 d after crs"),
    )
    assert days(*told, measure=DRUG, zero="CRS") == [(2, 2)]


def test_uncertain_first_days_give_every_difference_they_allow() -> None:
    """First CRS between day 3 and 6, first tocilizumab between day 5 and 8."""
    told = (
        said("crs-1", "adverse event", CRS, "between day 3 and day 9"),
        said("crs-2", "adverse event", CRS, "between day 4 and day 6"),
        said("toci-1", "treatment", "tocilizumab", "between day 5 and day 12"),
        said("toci-2", "treatment", "tocilizumab", "between day 7 and day 8"),
    )
    assert days(*told, measure=DRUG, zero="CRS") == [(-1, 5)]


def test_it_is_not_given_where_not_even_the_order_is_known() -> None:
    """Both happened after the infusion: that says nothing of the time between them."""
    told = (said("crs", "adverse event", CRS, "day 4"), said("toci", "treatment", "tocilizumab", "after infusion"))
    assert days(*told, measure=DRUG, zero="CRS") == []
    told = (said("crs", "adverse event", CRS, "day 4"), said("toci", "treatment", "tocilizumab", "after day 6"))
    assert days(*told, measure=DRUG, zero="CRS") == [(3, None)]


def test_the_proof_says_from_what_to_what() -> None:
    """Days are counted from the CRS; what dates either is an input, and an uncertain length says so."""
    told = (
        said("crs", "adverse event", CRS, "day 4"),
        said("biopsy", "procedure", "skin biopsy", "day 6"),
        said("scan", "procedure", "PET/CT", "day 12"),
        said("toci", "treatment", "tocilizumab", ["after biopsy", "before scan"]),
    )
    (found,) = measured(*told, measure=DRUG, zero="CRS")
    assert (found.earliest, found.latest) == (2, 8)
    assert [(step.use, step.input, step.earliest, step.latest) for step in found.proof] == [
        ("from", "fox2021/crs", 0, 0),
        ("to", "fox2021/toci", 2, 8),
        ("dates it", "fox2021/biopsy", 2, 2),
        ("dates it", "fox2021/scan", 8, 8),
    ]
    assert found.arithmetic == (
        "tocilizumab at least 2 d after cytokine release syndrome; "
        "tocilizumab at most 8 d after cytokine release syndrome: 2 to 8 d"
    )


def test_an_open_end_names_all_that_may_close_it() -> None:
    """Both doses are inputs where nobody knows which came first."""
    told = (
        said("crs", "adverse event", CRS, "day 4"),
        said("one", "treatment", "tocilizumab", "after day 5"),
        said("two", "treatment", "tocilizumab", "after day 8"),
    )
    (found,) = measured(*told, measure=DRUG, zero="CRS")
    assert (found.earliest, found.latest) == (2, None)
    assert [(step.use, step.input) for step in found.proof] == [
        ("from", "fox2021/crs"),
        ("to", "fox2021/one"),
        ("to", "fox2021/two"),
    ]
    assert found.arithmetic == "tocilizumab at least 2 d after cytokine release syndrome: at least 2 d"


def test_of_several_starts_the_first_counts_if_it_surely_follows_day_0() -> None:
    """What may have come first widens the gap; what may lie before day 0 is none of the protocol's CRS."""
    told = (
        said("sure", "adverse event", CRS, "day 4"),
        said("open", "adverse event", CRS, "after day 8"),
        said("toci", "treatment", "tocilizumab", "day 10"),
    )
    (found,) = measured(*told, measure=DRUG, zero="CRS")
    assert (found.earliest, found.latest) == (6, 6)
    assert [(step.use, step.input) for step in found.proof] == [("from", "fox2021/sure"), ("to", "fox2021/toci")]
    told = (said("open", "adverse event", CRS, ["after infusion", "by day 8"]), *told[::2])
    (found,) = measured(*told, measure=DRUG, zero="CRS")
    assert (found.earliest, found.latest) == (6, 10)
    unplaced = (said("open", "adverse event", CRS, "by day 8"), *told[1:])
    (found,) = measured(*unplaced, measure=DRUG, zero="CRS")
    assert (found.earliest, found.latest) == (6, 6)


def test_one_day_later_is_something_the_same_day_or_later_is_not() -> None:
    """The order alone is no length; a day of difference is."""
    crs = said("crs", "adverse event", CRS, "day 4")
    assert days(crs, said("toci", "treatment", "tocilizumab", "after day 4"), measure=DRUG, zero="CRS") == [(1, None)]
    assert days(crs, said("toci", "treatment", "tocilizumab", "after crs"), measure=DRUG, zero="CRS") == []


def test_it_takes_both_from_one_account() -> None:
    """A dose that only the abstract mentions is not measured from the narrative's CRS."""
    told = (
        said("crs", "adverse event", CRS, "day 4"),
        said("toci", "treatment", "tocilizumab", "day 5", section="Abstract"),
    )
    assert days(*told, measure=DRUG, zero="CRS") == []
