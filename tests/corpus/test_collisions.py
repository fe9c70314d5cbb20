"""Terms that several files declare: one label is one thing; one fault is told once, whatever it touches."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseweave import Problems, corpus

DRUG = "{label: inventamab, broader: monoclonal antibody}"


def written(folder: Path, **terms: str) -> list[str]:
    """Write a paper for each list of terms, that uses the first term; return what is said of all of them."""
    for name, declared in terms.items():
        text = f"""\
id: {name}
title: T
authors: [{name.title()} A]
journal: J
year: 2020
read: full text
curated: {{on: 2026-01-31}}
terms: [{declared}]
cases: {{{name}: {{}}}}
statements:
  - {{id: one, treatment: inventamab, anchor: {{section: Case}}}}
  - {{id: two, treatment: inventamab, when: day 3, anchor: {{section: Case}}}}
"""
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    try:
        corpus.load(folder)
    except Problems as found:
        return [str(one).replace(f"{folder}/", "") for one in found.problems]
    return []


def test_another_place_in_the_hierarchy_is_one_error_that_names_the_files(tmp_path: Path) -> None:
    """Neither file wins by its name; three files that differ are still one fault."""
    other = "{label: Inventamab, broader: corticosteroid}"
    assert written(tmp_path, ash=DRUG, birch=other, cedar=DRUG) == [
        "birch.yaml:8:9: terms.0: 'Inventamab' is under 'monoclonal antibody' in ash.yaml:8; under 'corticosteroid' "
        "in birch.yaml:8; under 'monoclonal antibody' in cedar.yaml:8; write one of them in all, or rename one"
    ]


def test_another_identifier_is_one_error_that_names_the_files(tmp_path: Path) -> None:
    """An identifier that only one file gives is another one too."""
    other = "{label: inventamab, broader: corticosteroid, iri: 'https://example.org/inventamab'}"
    assert written(tmp_path, ash=DRUG, birch=other) == [
        "birch.yaml:8:9: terms.0: 'inventamab' is caseweave:inventamab in ash.yaml:8; https://example.org/inventamab "
        "in birch.yaml:8; write the same iri in all, or rename one"
    ]


@pytest.mark.parametrize("above", ["immunotherapy", "monoclonal antibody", "new kind of antibody"])
def test_places_on_one_line_of_the_hierarchy_add_up(above: str, tmp_path: Path) -> None:
    """What one file says more exactly, or only synonyms, is no contradiction: the corpus knows all of it."""
    fine = f"{{label: inventamab, broader: {above}, synonyms: [INV-1]}}"
    kind = "{label: new kind of antibody, broader: monoclonal antibody}"
    declared = f"{fine}, {kind}" if above.startswith("new") else fine
    assert written(tmp_path, ash=DRUG, birch=declared) == []
    terms = corpus.load(tmp_path).terms
    assert terms.resolve("INV-1").label == "inventamab"
    assert {terms[curie].label for curie in terms.resolve("inventamab").broader} == {above, "monoclonal antibody"}


def test_one_bad_term_is_one_fault(tmp_path: Path) -> None:
    """It does not make unknown what the other terms of the list, or the statements, name."""
    bad = "{label: oddamab, broader: nowhere}, {label: second oddamab, broader: oddamab}"
    assert written(tmp_path, ash=f"{DRUG}, {bad}") == [
        "ash.yaml:8:60: terms.1: term 'oddamab': broader 'nowhere' names no concept; name a term of "
        "ontology/terms.tsv, or declare it under `terms:`"
    ]


def test_a_term_that_is_missing_is_told_once(tmp_path: Path) -> None:
    """Every use of it is mended by one line, so it is one fault, with the other lines beside it."""
    assert written(tmp_path, ash="{label: fine, broader: monoclonal antibody}") == [
        "ash.yaml:11:26: statements.0.treatment: unknown term 'inventamab'; name a term of ontology/terms.tsv, or "
        "declare it under `terms:` (also on line 12)"
    ]
