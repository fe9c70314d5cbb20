"""Invented papers of four specialties: each is sound, is built, and has the times that a reader draws by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import caseweave
from caseweave import KnowledgeGraph
from caseweave.model import Statement

DATA = Path(__file__).parents[1] / "data"
SPECIALTIES = DATA / "specialties"
CORPORA = ("drug-eruption", "infection", "neurology", "surgery")
POST_MORTEM = "autopsy"

Bounds = tuple[int | None, int | None, str | None]


@cache
def loaded(corpus: str) -> KnowledgeGraph:
    """Load the papers of one specialty; tests only read them."""
    return caseweave.load(SPECIALTIES / corpus)


def expected(corpus: str) -> dict[str, Bounds]:
    """Return the times drawn by hand: paper and statement to first day, last day and phase."""
    text = (SPECIALTIES / f"{corpus}.expected.yaml").read_text(encoding="utf-8")
    found: dict[str, list[Any]] = yaml.safe_load(text)
    return {name: (earliest, latest, phase) for name, (earliest, latest, phase) in found.items()}


def name(record: Statement) -> str:
    """Return the paper and the id of a statement, as the expected times name it."""
    return f"{record.said_by}/{record.id}"


def drawn(record: Statement) -> Bounds:
    """Return the time that Caseweave gives a statement."""
    return record.earliest, record.latest, record.phase


def is_post_mortem(record: Statement) -> bool:
    """Whether a statement tells of what was done or found after death."""
    return POST_MORTEM in {record.label, record.method and record.method.label}


@pytest.mark.parametrize("corpus", CORPORA)
def test_papers_of_a_specialty_are_sound(corpus: str) -> None:
    """No rule and no shape finds an error in them."""
    errors = [finding for finding in loaded(corpus).check() if finding.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_papers_of_a_specialty_are_built(corpus: str, tmp_path: Path) -> None:
    """Every output is made from them, no code touched."""
    files = caseweave.build(loaded(corpus), tmp_path / "out")
    assert {"comparison.csv", "graph.nq", "statements.csv"} <= set(files)


@pytest.mark.parametrize(
    ("corpus", "statement", "bounds"),
    [(corpus, *item) for corpus in CORPORA for item in expected(corpus).items()],
    ids=[statement for corpus in CORPORA for statement in expected(corpus)],
)
def test_time_is_as_a_reader_draws_it(corpus: str, statement: str, bounds: Bounds) -> None:
    """The first day, the last day and the phase are those counted by hand from the story."""
    found = {name(record): drawn(record) for record in loaded(corpus).statements}
    assert found[statement] == bounds


@pytest.mark.parametrize("corpus", CORPORA)
def test_nothing_of_a_patient_outlasts_death(corpus: str) -> None:
    """What has a time ends by the day of death, told by the same paper; only what was found post mortem is later."""
    records = loaded(corpus).statements
    deaths = {
        (record.said_by, record.case): record.latest
        for record in records
        if record.label == "death" and record.when and record.state == "present" and record.latest is not None
    }
    told = [record for record in records if record.when and record.state == "present" and not is_post_mortem(record)]
    late = [
        name(record)
        for record in told
        for death in [deaths.get((record.said_by, record.case))]
        if death is not None and any(last is None or last > death for last in (record.latest, record.end_latest))
    ]
    assert late == []


def test_some_patient_of_most_specialties_dies() -> None:
    """The test above has deaths to look at: three specialties tell of one with a day, and autopsies follow."""
    dying = {
        corpus
        for corpus in CORPORA
        for record in loaded(corpus).statements
        if record.label == "death" and record.latest is not None
    }
    assert dying == {"drug-eruption", "infection", "surgery"}
    assert sum(is_post_mortem(record) for corpus in CORPORA for record in loaded(corpus).statements) >= 7


def test_a_procedure_after_death_is_reported() -> None:
    """A tracheostomy two days after the patient died is named, with the death it clashes with."""
    found = caseweave.load(DATA / "specialties-faults").check()
    assert any("tracheostomy" in finding.problem.message and "death" in finding.problem.message for finding in found)
    late = [finding for finding in found if finding.rule == "nothing-follows-the-end"]
    assert not any(POST_MORTEM in finding.problem.message for finding in late)
