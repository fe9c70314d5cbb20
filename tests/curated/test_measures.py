"""What the measures of the three papers must be: the shows the papers allow, no more and no less precise."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import Measure

KOVALENKO, YANG, LIU = "kovalenko2023", "yang2020", "liu2020"
IMPROVEMENT, NEAR, CLEAR = "time to first improvement", "time to near clearance", "time to clearance"

Days = tuple[int | None, int | None]


@pytest.fixture(scope="module")
def measures(real: KnowledgeGraph) -> tuple[Measure, ...]:
    """Return the measures of the bundled papers."""
    return real.measures.records


def of(measures: tuple[Measure, ...], case: str, measure: str, zero: str, role: str = "own") -> dict[str, Days]:
    """Return the days of a measure by account, with its reading where it has one."""
    return {
        " ".join(filter(None, (one.account, one.reading))): (one.earliest, one.latest)
        for one in measures
        if (one.case, one.measure, one.zero, one.role) == (case, measure, zero, role)
    }


def test_clearance_of_kovalenkos_patient(measures: tuple[Measure, ...]) -> None:
    """Complete in (18, 38] by the narrative; with the abstract's next week after day 13, on day 19 or 20."""
    assert of(measures, KOVALENKO, CLEAR, "infusion") == {"narrative": (19, 38), "abstract": (19, 20)}
    assert of(measures, KOVALENKO, CLEAR, "skin reaction") == {"narrative": (10, 29), "abstract": (10, 11)}


def test_near_clearance_of_kovalenkos_patient(measures: tuple[Measure, ...]) -> None:
    """By day 18 in the discussion, and in the Figure 4 legend; at most 9 days from onset."""
    found = of(measures, KOVALENKO, NEAR, "infusion")
    assert {account: latest for account, (_, latest) in found.items()} == {"legend": 18, "discussion": 18}
    assert all(days[0] is None or days[0] <= 18 for days in found.values())
    from_onset = of(measures, KOVALENKO, NEAR, "skin reaction")
    assert {account: latest for account, (_, latest) in from_onset.items()} == {"legend": 9, "discussion": 9}
    (legend,) = [one for one in measures if (one.measure, one.account, one.zero) == (NEAR, "legend", "infusion")]
    assert "Figure 4 legend" in legend.sections


def test_day_12_was_mixed(measures: tuple[Measure, ...]) -> None:
    """Less raised, but more itchy and painful: it first improved on day 13."""
    (found,) = [
        one for one in measures if (one.measure, one.account, one.zero) == (IMPROVEMENT, "narrative", "infusion")
    ]
    assert (found.earliest, found.latest) == (13, 13)
    assert "kovalenko2023/rash-day-12" in found.mixed


def test_clearance_of_yangs_patient_is_relayed(measures: tuple[Measure, ...]) -> None:
    """Twenty days, said by Kovalenko; Yang's own abstract gives no day, and "after the infusion" is no time."""
    assert of(measures, YANG, CLEAR, "infusion", "relayed") == {"discussion": (20, 20)}
    assert of(measures, YANG, CLEAR, "skin reaction", "relayed") == {"discussion": (1, 20)}
    assert of(measures, YANG, CLEAR, "infusion") == {}


def test_clearance_of_lius_patient_has_two_readings(measures: tuple[Measure, ...]) -> None:
    """In one week, from the infusion or from the inflammation of day 4: both, relayed."""
    found = of(measures, LIU, CLEAR, "infusion", "relayed")
    assert sorted(latest or 0 for _, latest in found.values()) == [7, 11]
    assert all(reading.startswith("discussion in 1 wk after") for reading in found)
    assert sorted(found.values()) == [(5, 7), (5, 11)]
    assert sorted(of(measures, LIU, CLEAR, "skin reaction", "relayed").values()) == [(1, 3), (1, 7)]
    assert of(measures, LIU, CLEAR, "infusion") == {}


def test_lius_biopsy_is_a_measure_of_its_own(measures: tuple[Measure, ...]) -> None:
    """Without leukemia cells on day 7, relayed; it is not what the skin looked like."""
    biopsy = "first biopsy without leukemia cells"
    assert of(measures, LIU, biopsy, "infusion", "relayed") == {"discussion": (7, 7)}
    assert {one.case for one in measures if one.measure == biopsy} == {LIU}


def test_scans_and_tests_are_measures_of_their_own(measures: tuple[Measure, ...]) -> None:
    """The scan of day 27 is near complete in the narrative and clear in a legend; the marrow is clear on day 26."""
    assert of(measures, KOVALENKO, "first scan nearly clear", "infusion") == {"narrative": (27, 27)}
    assert of(measures, KOVALENKO, "first scan clear", "infusion") == {"legend": (27, 27)}
    assert of(measures, KOVALENKO, "first test without residual disease", "infusion") == {"narrative": (26, 26)}


def test_crs_and_tocilizumab(measures: tuple[Measure, ...]) -> None:
    """Kovalenko's patient: day 10, grade 2 without a scale, tocilizumab the same day. Liu's own paper: grade 1."""
    assert of(measures, KOVALENKO, "CRS onset", "infusion")["narrative"] == (10, 10)
    assert of(measures, KOVALENKO, "time from CRS to first tocilizumab", "CRS") == {"narrative": (0, 0)}
    grades = {(one.case, one.said_by, one.value, one.scale) for one in measures if one.measure == "CRS maximum grade"}
    assert grades == {(KOVALENKO, KOVALENKO, "2", None), (LIU, LIU, "1", None)}
    assert not any(one.case == LIU and "tocilizumab" in one.measure for one in measures)


@pytest.mark.parametrize(
    ("case", "measure", "zero", "expected"),
    [
        (KOVALENKO, "last fever", "infusion", (12, 12)),
        (KOVALENKO, "interval between skin biopsies", "skin biopsy after", (3, 3)),
        (KOVALENKO, "collection to infusion", "T-cell collection", (27, 54)),
        (KOVALENKO, "presentation to infusion", "presentation", (208, 238)),
        (YANG, "MRD negative to transplant", "MRD negative", (14, 14)),
    ],
)
def test_lengths_around_the_course(
    measures: tuple[Measure, ...], case: str, measure: str, zero: str, expected: Days
) -> None:
    """Last fever on day 12, biopsies three days apart, seven months from presentation, transplant after 14 days."""
    assert next(iter(of(measures, case, measure, zero).values())) == expected


def test_nothing_says_no_more_than_after(measures: tuple[Measure, ...]) -> None:
    """A result of 0 days or more would be an empty cell with a number in it."""
    assert not [one for one in measures if one.latest is None and not one.earliest and one.value is None]


def test_remission_lasts_about_five_months(measures: tuple[Measure, ...]) -> None:
    """A month is rounded to the nearest: half a month either way."""
    found = of(measures, KOVALENKO, "remission duration", "remission")
    assert found["narrative"] == (135, 168)
    low, high = found["abstract"]
    assert low is not None
    assert high is not None
    assert low <= 135
    assert high >= 168


def test_blood_car_t_nearest_clearance(measures: tuple[Measure, ...]) -> None:
    """One cell per microlitre on day 27 by the narrative's interval, negligible on day 13 by the abstract's."""
    found = {
        (one.account, one.value, one.unit, one.earliest)
        for one in measures
        if one.measure == "blood CAR-T nearest clearance"
    }
    assert found == {("narrative", "1", "/uL", 27), ("abstract", "negligible", None, 13)}


def test_every_relayed_measure_is_said_by_the_paper_that_relays(measures: tuple[Measure, ...]) -> None:
    """No day from the infusion is ever said by Yang or Liu, but for what comes after it; a length is Yang's own."""
    assert {one.said_by for one in measures if one.role == "relayed"} == {KOVALENKO}
    for one in measures:
        if one.said_by in {YANG, LIU}:
            assert one.latest is None or one.zero != "infusion"
        assert (one.role == "relayed") == (one.said_by != one.case)


def test_no_measure_of_a_day_is_sharper_than_the_sharpest_of_its_inputs(measures: tuple[Measure, ...]) -> None:
    """The width of an observed day is that of some input, or more."""
    for one in measures:
        if one.measure.startswith(("first ", "CRS onset")) and one.earliest is not None and one.latest is not None:
            widths = [
                step.latest - step.earliest
                for step in one.proof
                if step.earliest is not None and step.latest is not None and step.use not in {"dates it", "day 0"}
            ]
            assert one.latest - one.earliest >= min(widths)


def test_every_measure_has_a_proof_that_leads_to_statements(real: KnowledgeGraph) -> None:
    """Inputs are statements of the paper that says it, about that case; the ids are each there once."""
    known = {(record.statement, record.said_by, record.case) for record in real.statements}
    assert len({one.id for one in real.measures}) == len(real.measures)
    for one in real.measures:
        assert one.proof
        assert one.arithmetic
        assert {(step.statement, one.said_by, one.case) for step in one.proof} <= known


def test_three_papers_have_no_median(real: KnowledgeGraph) -> None:
    """One own case is not five; relayed ones are counted apart."""
    table = real.measures.medians.frame()
    assert table["cases"].max() < 5
    assert table["naive_median"].isna().all()
    clearance = table[(table["measure"] == CLEAR) & (table["zero"] == "infusion")].iloc[0]
    assert (clearance["cases"], clearance["relayed"]) == (1, 2)
