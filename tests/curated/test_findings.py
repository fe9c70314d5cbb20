"""What the README and the papers promise holds in the real graph."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import Statement
from caseweave.rdf.store.engine import Scalar

KOVALENKO, YANG, LIU = "kovalenko2023", "yang2020", "liu2020"

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


def test_the_leukemia_cutis_of_liu_is_the_curators_mapping(shared: list[Row]) -> None:
    """It is not called so in what could be read, and is marked inferred."""
    assert {how for case, _, role, how in about(shared, "leukemia cutis") if case == LIU and role == "own"} == {
        "inferred"
    }


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
    """Every day of theirs that is told is Kovalenko's; Yang's own two weeks after a test stay."""
    own = [record for record in real.statements if record.said_by in {YANG, LIU}]
    dated = [record.id for record in own if record.earliest is not None or record.latest is not None]
    assert dated == []
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
    states = {(cell.case, cell.state) for row in real.comparison.record.rows for cell in row.cells if not cell.entries}
    assert {case for case, state in states if state == "not reported"} <= {KOVALENKO}
    assert {(YANG, "source not read"), (LIU, "source not read")} <= states
