"""The rules: each refuses its counterexamples at the marked lines, and what can be read and is right keeps them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseweave import KnowledgeGraph, corpus
from caseweave.rules import RULES, Finding, across, findings

FOLDER = Path(__file__).resolve().parents[1] / "data" / "rules"
CASES = sorted(FOLDER.iterdir())
FAULT = "# fault"


def files(case: Path) -> list[Path]:
    """Return the paper files of a counterexample: one, or those of a folder."""
    return sorted(case.iterdir()) if case.is_dir() else [case]


def found(kg: KnowledgeGraph) -> tuple[Finding, ...]:
    """Return what all rules find, in each paper and in all together."""
    together = across(kg.corpus, kg.candidates, kg.disagreements.records)
    return tuple(sorted([*findings(kg.corpus, kg.statements.records, kg.times), *together]))


def marked(file: Path) -> Iterator[tuple[str, int]]:
    """Yield the file and the number of each line that ends in the mark."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.endswith(FAULT):
            yield str(file), number


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_counterexample_is_refused_where_it_is_marked(case: Path) -> None:
    """The rule the file is named after, and no other, names exactly the lines that end in ``# fault``, if there are."""
    rule = case.stem.partition("__")[0]
    papers = corpus.load_files(files(case))
    told = found(KnowledgeGraph(papers))
    fields = {".".join(map(str, path)) for source in papers.sources for path in source.tree.values}
    assert {one.rule for one in told} <= {rule}
    assert [(one.problem.path, one.problem.line) for one in told] == [
        line for file in files(case) for line in marked(file)
    ]
    assert {one.problem.field for one in told} <= fields
    assert all(one.severity == RULES[rule].severity for one in told)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_counterexample(rule: str) -> None:
    """A rule without a file that breaks it might hold for anything."""
    marks = [
        mark for case in CASES if case.stem.partition("__")[0] == rule for file in files(case) for mark in marked(file)
    ]
    assert marks, f"write tests/data/rules/{rule}__<why>.yaml with {FAULT!r} at the end of each line to be named"


@pytest.mark.parametrize("rule", RULES)
def test_invented_papers_keep_the_rule(rule: str, kg: KnowledgeGraph) -> None:
    """The invented corpus breaks no rule."""
    assert [str(one) for one in found(kg) if one.rule == rule] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if RULES[rule].severity != "note"])
def test_bundled_papers_keep_the_rule(rule: str, real: KnowledgeGraph) -> None:
    """The bundled papers break no rule whose breach is an error or most likely one."""
    assert [str(one) for one in found(real) if one.rule == rule] == []


def test_bundled_papers_have_few_notes(real: KnowledgeGraph) -> None:
    """What is worth knowing of a paper is little: at most two notes for a hundred statements."""
    told = [one for one in found(real) if one.severity == "note"]
    assert len(told) <= len(real.statements) / 50


def test_findings_come_in_the_order_of_files_and_lines() -> None:
    """Whatever the order of files and rules, the same findings come in the order a curator works through them."""
    every = [file for case in CASES for file in files(case)]
    told, other = (found(KnowledgeGraph(corpus.load_files(order))) for order in (every, every[::-1]))
    assert told == other
    assert list(told) == sorted(told, key=lambda one: (one.problem.path, one.problem.line, one.problem.column))


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_sentence(rule: str) -> None:
    """A rule says in one sentence what holds, and its messages name the cure behind a semicolon or colon."""
    sentence = RULES[rule].sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert len(sentence) < 130


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (
            "scale-is-known__misspelt",
            "known: CTCAE, ASTCT consensus grading, Lee 2014 CRS grading, Fern scale; declare",
        ),
        (
            "term-fits-kind__drug-as-procedure",
            "'tocilizumab' is a drug, not a procedure; write `treatment: tocilizumab`",
        ),
        (
            "component-is-of-treatment__unknown-regimen",
            "'regime' is no other treatment of this case; did you mean 'regimen'?",
        ),
        ("component-is-of-treatment__unknown-regimen", "name the statement of the regimen it belongs to"),
        (
            "times-agree__three-days-that-are-five",
            "'5 d after first' contradicts 'day 10' of first, 'day 13' of second, so",
        ),
        (
            "no-misleading-identifier__aleukemic",
            "NCIT:C5631 is aleukemic leukemia cutis; leukemia cutis is NCIT:C88156",
        ),
        ("nobody-can-be-named__birth-date", "a date of birth; nothing that could name a patient is kept: remove it"),
        ("qualifier-reads-well__every-file-its-own-way", "'3 weeks'; write a length such as 4 mo, 2-3 d, 1 h"),
        ("doubt-has-reason__no-note", "basis is inferred, and no note says why; add `note: …`"),
        (
            "section-has-one-spelling__slip-of-the-pen",
            "'Case Presentaton' is 'Case Presentation' elsewhere in this file",
        ),
    ],
)
def test_message_names_what_was_found_and_the_cure(case: str, message: str) -> None:
    """A message can be acted on without looking anything up."""
    told = found(KnowledgeGraph(corpus.load_files(files(FOLDER / f"{case}.yaml"))))
    assert any(message in one.problem.message for one in told), [one.problem.message for one in told]
