"""How papers are named wherever they are shown: no two alike, and a retracted one never as if it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

import caseweave
from caseweave import KnowledgeGraph
from caseweave.api.names import UnknownNameError

TEXT = """\
id: {name}
title: T
authors: [Rowan A]
journal: J
year: 2020
{status}
read: full text
curated: {{on: 2026-01-31}}
cases: {{{name}: {{zero: given}}}}
statements:
  - {{id: given, treatment: tocilizumab, when: day 0, anchor: {{section: Case}}}}
  - {{id: rash, lesion: maculopapular rash, when: day 3, anchor: {{section: Case}}}}
"""
NAMES = {"rowan-x": "Rowan 2020a", "rowan-y": "Rowan 2020b (retracted)", "rowan-z": "Rowan 2020c"}


@pytest.fixture
def namesakes(tmp_path: Path) -> KnowledgeGraph:
    """Write three papers of one author and year, one of them retracted."""
    for name in NAMES:
        status = "status: retracted" if name == "rowan-y" else ""
        (tmp_path / f"{name}.yaml").write_text(TEXT.format(name=name, status=status), "utf-8")
    return caseweave.load(tmp_path)


def test_namesakes_are_told_apart_by_letters_in_the_order_of_their_ids(namesakes: KnowledgeGraph) -> None:
    """The list of cases, the graph, the table, the figures and the answers to queries name them alike."""
    assert {one.case: one.label for one in namesakes.cases} == NAMES
    labelled = "SELECT ?label { ?x a <https://w3id.org/caseweave/ontology#Paper> ; rdfs:label ?label } ORDER BY ?label"
    prefix = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    wanted = sorted(NAMES.values())
    assert [row[0] for row in namesakes.ask(prefix + labelled).rows] == wanted
    assert sorted(namesakes.query("cases")["label"]) == wanted
    for text in (namesakes.comparison.markdown(), namesakes.network.graphml(), namesakes.timeline.svg()):
        assert [name for name in wanted if name not in text] == []
        assert "Rowan 2020<" not in text


def test_a_name_that_several_papers_have_is_no_name_of_one(namesakes: KnowledgeGraph) -> None:
    """The letter decides; without it the ids are offered."""
    assert namesakes.case("rowan 2020a").case == "rowan-x"
    with pytest.raises(UnknownNameError, match="names several: rowan-x, rowan-y, rowan-z; choose one"):
        namesakes.case("Rowan 2020")


def test_the_reference_of_a_retracted_paper_says_so(namesakes: KnowledgeGraph) -> None:
    """Whoever copies the reference copies that with it."""
    assert namesakes.corpus.paper("rowan-y").citation.endswith(" [retracted]")
    assert not namesakes.corpus.paper("rowan-x").citation.endswith("]")


def test_a_name_that_one_paper_has_gets_no_letter(kg: KnowledgeGraph) -> None:
    """What was right stays as it was."""
    assert kg.corpus.headings == {"alder2021": "Alder 2021", "birch2020": "Birch 2020", "cedar2022": "Cedar 2022"}
