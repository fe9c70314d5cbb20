"""Contradictions without number: each search stops at a count of steps, and check and the disagreements say so."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from caseweave import KnowledgeGraph, corpus
from caseweave.accounts import assembly
from caseweave.accounts.assembly import CUT as CROWDED
from caseweave.accounts.clashes import CUT
from caseweave.rules import findings

HEAD = """\
# Invented: no such paper, no such patient.
id: alder2020
title: An invented paper
authors: [Alder A]
journal: Invented Letters
year: 2020
read: excerpt
curated: {on: 2026-01-31}
cases:
  alder2020: {zero: s0}
statements:
"""


def told(folder: Path, said: Iterable[tuple[str, str]]) -> KnowledgeGraph:
    """Return the graph of one invented paper whose statements have these ids and time phrases."""
    parts = (
        f"  - {{id: {name}, finding: fever, event: {name}, when: [{when}], anchor: {{section: Case}}}}\n"
        for name, when in said
    )
    file = folder / "alder2020.yaml"
    file.write_text(HEAD + "".join(parts), "utf-8")
    return KnowledgeGraph(corpus.load_files([file]))


@pytest.fixture
def thicket() -> list[tuple[str, str]]:
    """Thirty statements, each so many days after its five predecessors, none of which fits the others."""
    every = range(1, 30)
    chains = (", ".join(f"{i % 7 + 1} d after s{j}" for j in range(max(0, i - 5), i)) for i in every)
    return [("s0", "2024-01-01"), *((f"s{i}", chain) for i, chain in zip(every, chains, strict=True))]


def test_thirty_statements_that_contradict_each_other_are_checked_soon(
    tmp_path: Path, thicket: list[tuple[str, str]]
) -> None:
    """In under ten seconds of work, with the cut told once for the case and in each disagreement; twice the same."""
    started = time.process_time()
    kg = told(tmp_path, thicket)
    notes = [str(one) for one in findings(kg.corpus, kg.statements, kg.times)]
    assert time.process_time() - started < 10
    assert [note for note in notes if "the search stopped" in note] == [
        f"{tmp_path}/alder2020.yaml:10:3: note: cases.alder2020: so much of what is told contradicts itself that the"
        " search stopped; what is named is not all [times-agree]"
    ]
    disagreements = kg.disagreements
    assert disagreements
    assert all(one.note is not None and one.note.endswith(CUT) for one in disagreements)
    again = told(tmp_path, thicket)
    assert again.disagreements.records == disagreements.records


def test_a_few_contradictions_are_all_found(tmp_path: Path) -> None:
    """Where the search ends by itself, nothing is said of a cut."""
    kg = told(tmp_path, [("s0", ""), ("s1", "day 3, 4 d after s0")])
    assert len(kg.disagreements) == 1
    assert CUT not in str(kg.disagreements[0].note)


@pytest.mark.parametrize("when", ["day 1", "from day 9 to day 5", "2 d after s1", "before day 0"])
def test_a_phrase_that_cannot_be_true_by_itself_disagrees_with_nobody(tmp_path: Path, when: str) -> None:
    """It is set aside and named by a rule with its reason; no disagreement has one side only."""
    name = "s0" if when in {"day 1", "before day 0"} else "s1"
    said = {"s0": "", "s1": "", name: when}
    kg = told(tmp_path, said.items())
    assert kg.disagreements.records == ()
    (note,) = (one.problem.message for one in findings(kg.corpus, kg.statements, kg.times) if one.rule == "times-agree")
    assert note.startswith(f"{when!r} cannot be ")
    assert "contradicts ," not in note


def crowd(folder: Path, count: int) -> KnowledgeGraph:
    """Return the graph of a paper that measures one thing at one moment so many times, each time another value."""
    file = folder / "alder2020.yaml"
    made = (
        f"  - {{id: m{n}, measurement: C-reactive protein, event: e, value: {n + 1}, unit: mg/L, when: day 3,"
        " anchor: {section: Case}}\n"
        for n in range(count)
    )
    file.write_text(HEAD + "  - {id: s0, finding: fever, anchor: {section: Case}}\n" + "".join(made), "utf-8")
    return KnowledgeGraph(corpus.load_files([file]))


def test_four_hundred_measurements_of_one_event_are_grouped_soon(tmp_path: Path) -> None:
    """All at odds with all: one disagreement with as many sides, in under five seconds of work."""
    kg = crowd(tmp_path, 400)
    started = time.process_time()
    (found,) = kg.disagreements
    assert time.process_time() - started < 5
    assert len(found.sides) == 400
    assert CROWDED not in (found.note or "")
    assert kg.uncompared == ()


def test_where_more_is_told_than_can_be_compared_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the disagreement and in what a check tells; what was compared is told as ever."""
    monkeypatch.setattr(assembly, "MOST_PAIRS", 100)
    kg = crowd(tmp_path, 40)
    (found,) = kg.disagreements
    assert found.note is not None
    assert found.note.endswith(CROWDED)
    assert kg.uncompared == ("alder2020",)
    assert "; of alder2020 only 200000 pairs of statements compared: " in str(kg.check())
