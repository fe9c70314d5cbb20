"""Direct edges: a case involves what its own paper says of it in its own word, as seen, as a fact, and as present."""

from __future__ import annotations

from pathlib import Path

import pytest

import caseweave
from caseweave import KnowledgeGraph
from caseweave.model import Statement
from caseweave.model.identifiers import case_iri
from caseweave.rdf.triples.terms import entity

SPECIALTIES = Path(__file__).parents[1] / "data" / "specialties"
OWN = {"role": "own", "assertion": "observed", "naming": "printed", "certainty": None, "state": "present"}
EDGES = "SELECT ?case ?about { ?case <https://w3id.org/caseweave/ontology#involves> ?about }"


def edges(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    """Return the edges that the graph has."""
    return {(str(case), str(about)) for case, about in graph.ask(EDGES).rows}


def supports(record: Statement) -> bool:
    """Tell by its public columns whether a statement may support an edge."""
    row = record.row()
    return all(row[name] == value for name, value in OWN.items())


@pytest.mark.parametrize("corpus", ["bundled", "drug-eruption", "infection", "neurology", "surgery"])
def test_every_edge_has_a_statement_and_every_such_statement_its_edge(corpus: str, real: KnowledgeGraph) -> None:
    """None comes from what is relayed, concluded, mapped, suspected, absent, planned, or said of a group."""
    graph = real if corpus == "bundled" else caseweave.load(SPECIALTIES / corpus)
    told = {(case_iri(one.case), entity(one.about.curie)) for one in graph.statements if supports(one)}
    assert edges(graph) == told
    assert told
    assert any(not supports(one) for one in graph.statements)
