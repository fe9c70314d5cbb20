"""What the README and the papers promise holds in the real graph."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import Statement
from caseweave.rdf.store.engine import Scalar

KOVALENKO, YANG, LIU = "kovalenko2023", "yang2020", "liu2020"
ACCEPTED = 224
"""The day on which Kovalenko's report was accepted: nothing it tells is later."""

Row = dict[str, Scalar]


@pytest.fixture(scope="module")
def shared(real: KnowledgeGraph) -> list[Row]:
    """Return the rows of `shared-entities`."""
    return real.ask("shared-entities").records()


def about(shared: list[Row], label: str) -> set[tuple[Scalar, Scalar, Scalar, Scalar]]:
    """Return who says of which case, in which role and how, that it has an entity."""
    return {(row["case"], row["said_by"], row["role"], row["how"]) for row in shared if row["label"] == label}


def test_the_papers_are_curated_and_not_sampled(real: KnowledgeGraph) -> None:
    """At least 180 statements, most of them of the paper that was read in full."""
    assert len(real.statements) >= 180
    assert sum(record.said_by == KOVALENKO for record in real.statements) > len(real.statements) / 2
    assert {record.kind for record in real.statements} >= {
        "diagnosis",
        "marker",
        "genetics",
        "lesion",
        "adverse event",
        "outcome",
    }


@pytest.mark.parametrize("label", ["leukemia cutis", "B-ALL", "anti-CD19 CAR-T", "cytokine release syndrome"])
def test_what_all_three_cases_share_each_paper_says_itself(label: str, shared: list[Row]) -> None:
    """Three cases, each with its own paper's word."""
    own = {(case, said_by) for case, said_by, role, _ in about(shared, label) if role == "own"}
    assert own == {(KOVALENKO, KOVALENKO), (YANG, YANG), (LIU, LIU)}


def test_the_leukemia_cutis_of_liu_is_the_curators_mapping(real: KnowledgeGraph) -> None:
    """It is not called so in what could be read, and is no paper's own word."""
    found = [one for one in real.statements if one.label == "leukemia cutis" and one.case == LIU]
    assert [(one.said_by, one.naming) for one in found] == [(LIU, "mapped")]


def test_ph_like_all_is_shared_by_two_and_each_says_so_itself(shared: list[Row]) -> None:
    """Not by Liu's patient."""
    found = about(shared, "Ph-like ALL")
    assert {(case, said_by) for case, said_by, role, _ in found if role == "own"} == {
        (KOVALENKO, KOVALENKO),
        (YANG, YANG),
    }
    assert LIU not in {case for case, *_ in found}


def test_the_tocilizumab_of_yangs_patient_is_only_relayed(shared: list[Row]) -> None:
    """Yang's own paper, as far as it was read, does not say it."""
    assert {(case, said_by, role) for case, said_by, role, _ in about(shared, "tocilizumab")} == {
        (KOVALENKO, KOVALENKO, "own"),
        (YANG, KOVALENKO, "relayed"),
    }


def test_nobody_says_that_lius_patient_got_tocilizumab(real: KnowledgeGraph) -> None:
    """Neither Liu nor Kovalenko."""
    rows = real.ask("who-received", treatment="tocilizumab").records()
    assert rows
    assert [row for row in rows if row["case"] == LIU and row["state"] == "present"] == []


def relayed(real: KnowledgeGraph) -> list[Statement]:
    """Return the statements about another paper's patient."""
    return [record for record in real.statements if record.case != record.said_by]


def test_what_is_said_of_another_papers_patient_is_said_by_kovalenko(real: KnowledgeGraph) -> None:
    """As relayed from that paper or concluded from several, never as that paper's own."""
    found = relayed(real)
    assert {record.case for record in found} == {YANG, LIU}
    assert {record.said_by for record in found} == {KOVALENKO}
    assert {record.role for record in found} <= {"relayed", "synthesis"}
    assert all(record.primary == record.case for record in found if record.role == "relayed")


def test_no_day_is_counted_from_the_infusion_by_yang_or_liu_themselves(real: KnowledgeGraph) -> None:
    """Every day of theirs that is told is Kovalenko's; their own day 0 has an order around it, and Yang's two weeks."""
    own = [record for record in real.statements if record.said_by in {YANG, LIU}]
    dated = {
        (record.id, record.earliest) for record in own if record.earliest is not None and record.latest is not None
    }
    assert dated == {("title-car-t", 0), ("car-t", 0), ("trial", 0)}
    assert {record.earliest for record in own} <= {None, 0, 14}
    assert {record.latest for record in own} <= {None, 0}
    assert [
        record.id for record in own if any("infusion" in phrase or phrase.startswith("day ") for phrase in record.when)
    ] == []
    assert any("14 d after" in phrase for record in own if record.said_by == YANG for phrase in record.when)


def test_the_days_that_are_told_of_them_are_relayed(real: KnowledgeGraph) -> None:
    """At least one day of each."""
    dated = [record for record in relayed(real) if record.earliest is not None and record.latest is not None]
    assert {record.case for record in dated} == {YANG, LIU}


@pytest.mark.parametrize(
    ("label", "day"),
    [("brexucabtagene autoleucel", 0), ("maculopapular rash", 9), ("tocilizumab", 10)],
)
def test_the_course_of_kovalenkos_patient_has_its_days(label: str, day: int, real: KnowledgeGraph) -> None:
    """As the paper counts them from the infusion."""
    own = [record for record in real.statements if record.case == KOVALENKO and record.label == label]
    assert day in {record.earliest for record in own if record.earliest == record.latest}


def test_two_patients_of_one_age_and_disease_are_two_people(real: KnowledgeGraph) -> None:
    """Kovalenko's and Yang's patients share much, and no id."""
    assert [case for case, _ in real.comparison.record.heads] == [KOVALENKO, LIU, YANG]


def test_what_nobody_could_read_is_not_called_unreported(real: KnowledgeGraph) -> None:
    """Only the paper that was read in full can fail to report something."""
    states = {
        (cell.case, cell.state)
        for row in real.comparison(rows="all").record.rows
        for cell in row.cells
        if not cell.headline
    }
    assert {case for case, state in states if state == "not reported"} <= {KOVALENKO}
    assert {(YANG, "source not read"), (LIU, "source not read")} <= states


def told(real: KnowledgeGraph, case: str, *ids: str) -> dict[str, Statement]:
    """Return what Kovalenko says of a case, by id; each of the ids is there."""
    found = {one.id: one for one in real.statements if one.said_by == KOVALENKO and one.case == case}
    assert set(ids) <= set(found)
    return found


@pytest.mark.parametrize("case", [KOVALENKO, YANG])
def test_the_fourth_day_is_of_lius_patient_alone(case: str, real: KnowledgeGraph) -> None:
    """What is likened to that patient's inflammation and CRS has no day of its own."""
    said = told(real, case)
    assert [one.id for one in said.values() if "day 4" in one.when or (one.earliest, one.latest) == (4, 4)] == []
    likened = {one.label for one in said.values() if one.id.endswith("-likeness")}
    assert likened == {"cytokine release syndrome", "skin inflammation"}
    alike = [one for one in said.values() if one.id.endswith("-likeness")]
    assert {(one.earliest, one.latest) for one in alike} == {(0, ACCEPTED if case == KOVALENKO else None)}


def test_the_fourth_day_of_lius_patient_is_told(real: KnowledgeGraph) -> None:
    """Skin inflammation and CRS symptoms, relayed."""
    said = told(real, LIU, "liu-skin-inflammation", "liu-crs")
    assert {(said[name].earliest, said[name].latest) for name in ("liu-skin-inflammation", "liu-crs")} == {(4, 4)}


def test_one_sentence_is_told_once(real: KnowledgeGraph) -> None:
    """Several sites or aspects of one observation are one statement."""
    said = told(real, KOVALENKO, "extramedullary-relapse-1", "noted-before", "rash-day-11")
    assert len(said["extramedullary-relapse-1"].site) == 5
    assert len(said["noted-before"].site) == 6
    assert set(dict(said["rash-day-11"].course)) >= {"extent", "elevation", "pain", "itch"}
    alike = [(one.label, one.when, one.site, one.state, one.anchors) for one in said.values() if one.kind == "finding"]
    assert len({str(one) for one in alike}) == len(alike)


def test_the_days_without_events_leave_out_the_mood_of_day_5(real: KnowledgeGraph) -> None:
    """One to four and six to eight."""
    said = told(real, KOVALENKO, "depressed-mood")
    spans = {(one.earliest, one.end_latest) for one in said.values() if one.label == "adverse event"}
    assert spans == {(1, 4), (6, 8)}
    assert (said["depressed-mood"].earliest, said["depressed-mood"].latest) == (5, 5)


def test_a_vague_worsening_is_no_onset(real: KnowledgeGraph) -> None:
    """What is said without a day is open after the infusion."""
    said = told(real, KOVALENKO)
    for name in ("abstract-stimulated", "introduction-progression", "conclusion-inflammation"):
        assert (said[name].earliest, said[name].latest) == (0, ACCEPTED)


def test_the_remission_begins_after_the_second_biopsy(real: KnowledgeGraph) -> None:
    """Leukemia cutis was proven on day 13, and the relapse came about five months after the beginning."""
    said = told(real, KOVALENKO)
    assert (said["remission"].earliest, said["remission"].latest) == (13, 89)
    assert said["abstract-remission"].earliest == 13
    assert (said["marrow-relapse"].earliest, said["marrow-relapse"].latest) == (148, ACCEPTED)


def test_the_peak_of_inflammation_is_the_first_biopsy(real: KnowledgeGraph) -> None:
    """Said with may be, of few cells or none: not of the day that has half of all cells."""
    peak = told(real, KOVALENKO)["discussion-peak-car-t"]
    assert (peak.state, peak.event, peak.earliest, peak.latest) == ("proposed", "first-skin-biopsy", 10, 10)


def test_the_eradication_has_no_site(real: KnowledgeGraph) -> None:
    """Of the leukemia, the Abstract says."""
    assert told(real, KOVALENKO)["abstract-eradication"].site == ()


@pytest.mark.parametrize(
    ("name", "kind", "role", "state"),
    [
        ("discussion-accelerated", "outcome", "own", "present"),
        ("discussion-not-reported-before", "procedure", "background", "absent"),
        ("background-before-the-peak", "finding", "background", "present"),
        ("conclusion-previous-infiltration", "finding", "own", "present"),
        ("discussion-crp", "finding", "own", "present"),
        ("discussion-fibrinogen", "finding", "own", "absent"),
        ("yang-no-sequential-biopsies", "procedure", "synthesis", "absent"),
    ],
)
def test_what_the_discussion_adds_is_told(name: str, kind: str, role: str, state: str, real: KnowledgeGraph) -> None:
    """None of it as a number or a day of the patient."""
    (said,) = [one for one in real.statements if one.id == name]
    assert (said.kind, said.role, said.state) == (kind, role, state)
    assert said.value is None
    assert said.latest in {None, 0, ACCEPTED}


def test_what_came_before_the_therapy_is_before_it(real: KnowledgeGraph) -> None:
    """The relapses of Yang's and Liu's patients, the marrow in remission, and the biopsies that showed them."""
    own = {f"{one.said_by}/{one.id}": one for one in real.statements if one.said_by == one.case}
    before = [
        *("yang2020/marrow-relapse", "yang2020/skin-relapse", "yang2020/skin-biopsy", "yang2020/skin-masses"),
        *("liu2020/marrow-remission", "liu2020/skin-relapse", "liu2020/skin-biopsy", "liu2020/skin-nodules"),
    ]
    after = ["yang2020/mrd-negative-skin", "yang2020/complete-remission", "liu2020/skin-cleared", "liu2020/crs"]
    assert {(own[name].latest, own[name].earliest) for name in before} == {(0, None)}
    assert {(own[name].latest, own[name].earliest) for name in after} == {(None, 0)}


@pytest.mark.parametrize(
    ("name", "value", "unit", "day"),
    [
        ("infusion", 1e6, "/kg", 0),
        ("cd3-day-10", 1, "%", 10),
        ("cd19-day-13", 50, "%", 13),
        ("tocilizumab-1", 8, "mg/kg", 10),
        ("temperature-day-10", 39.2, "Cel", 10),
        ("temperature-day-12", 38.7, "Cel", 12),
        ("blasts-day-26", 1, "%", 26),
        ("blood-car-t-day-27", 1, "/uL", 27),
        ("systolic-day-0", 87, None, 0),
        ("diastolic-day-10", 60, None, 10),
    ],
)
def test_known_numbers_are_still_there(
    name: str, value: float, unit: str | None, day: int, real: KnowledgeGraph
) -> None:
    """As printed, on their days."""
    said = told(real, KOVALENKO)[name]
    assert (float(said.value or "nan"), said.unit, said.earliest, said.latest) == (value, unit, day, day)


def test_grade_2_is_only_suspected(real: KnowledgeGraph) -> None:
    """A concern on day 10 and in the night; grade 1 of day 12 is told as a fact."""
    said = told(real, KOVALENKO)
    found = {name: said[name].certainty for name in ("crs-grade-2", "crs-overnight", "crs-grade-1")}
    assert found == {"crs-grade-2": "suspected", "crs-overnight": "suspected", "crs-grade-1": None}


INFERRED = [
    *("abstract-expansion-skin", "abstract-no-expansion-blood", "abstract-eradication", "discussion-discordance"),
    *("discussion-response", "discussion-homing", "discussion-migration", "discussion-depletion", "conclusion-homing"),
]


@pytest.mark.parametrize("name", INFERRED)
def test_what_the_authors_conclude_is_no_observation(name: str, real: KnowledgeGraph) -> None:
    """None of it is the paper's own word of what was seen."""
    said = told(real, KOVALENKO)[name]
    assert said.assertion == "inferred"


def test_links_say_only_what_the_text_says(real: KnowledgeGraph) -> None:
    """What led to what, what did not help, and what a thing was put down to."""
    said = told(real, KOVALENKO)
    links = {one.id: [(link.relation, link.certainty) for link in one.links] for one in said.values() if one.links}
    assert links["rash-improved-after-salvage"] == [("response to", "stated")]
    assert links["hypotension-overnight"] == [("no response to", "stated")]
    assert links["fever-day-12"] == [("caused by", "stated")]
    assert links["abstract-stimulation"] == [("caused by", "suspected")]
    assert "tocilizumab-1" not in links


def test_what_figure_5_may_hold_is_named(real: KnowledgeGraph) -> None:
    """The clinical and laboratory course was not read."""
    (paper,) = [source.paper for source in real.corpus.sources if source.paper.id == KOVALENKO]
    assert paper.unread == {"Figure 5": ("measurement", "marker")}
    assert (paper.received, paper.accepted, paper.published) == ("2023-10-31", "2023-11-06", "2023-11-08")
