"""A group of patients is no case: what is said of it is kept, and neither counted, compared nor drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

import caseweave
from caseweave import KnowledgeGraph
from caseweave.rdf.store import named_queries

GROUP = "irwin2020a-earlier"
TOLD = {"irwin2020a/earlier-leak", "irwin2020a/earlier-operation", "irwin2020a/earlier-death"}


@pytest.fixture(scope="module")
def surgery() -> KnowledgeGraph:
    """Load the papers in which a surgeon speaks of three earlier patients; tests only read them."""
    return caseweave.load(Path(__file__).parents[1] / "data" / "specialties" / "surgery")


def test_what_is_said_of_a_group_stays_in_the_table_and_in_the_graph(surgery: KnowledgeGraph) -> None:
    """As a synthesis, which is no paper's own word of a patient."""
    told = [one for one in surgery.statements if one.case == GROUP]
    assert {f"{one.said_by}/{one.id}" for one in told} == TOLD
    assert {(one.role, one.own_word) for one in told} == {("synthesis", False)}
    asked = """
        PREFIX cw: <https://w3id.org/caseweave/ontology#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?id ?size { ?s cw:aboutGroup ?group ; dcterms:identifier ?id . ?group a cw:Group ; cw:group ?size }
    """
    assert {tuple(row) for row in surgery.ask(asked).rows} == {(one, "3") for one in TOLD}


def test_a_group_is_no_case(surgery: KnowledgeGraph) -> None:
    """Not in the list of cases, in the graph, the table, the figures, the measures, nor where accounts disagree."""
    cases = {one.case for one in surgery.cases}
    assert GROUP not in cases
    assert cases == {"irwin2020a-1", "irwin2020a-2"} | {one for one in cases if one.startswith("irwin2020b")}
    assert surgery.ask(
        f"ASK {{ ?x a <https://w3id.org/caseweave/ontology#Case> FILTER(CONTAINS(STR(?x), '{GROUP}')) }}"
    )
    told = (
        *(one.case for one in surgery.measures),
        *(one.case for one in surgery.disagreements),
        *(cell["case"] for cell in surgery.comparison.cells()),
        *(lane.case for lane in surgery.timeline(full=True).record.lanes),
    )
    assert GROUP not in told
    assert GROUP not in surgery.comparison.csv()
    assert GROUP not in surgery.network.graphml()


@pytest.mark.parametrize("query", named_queries())
def test_no_query_that_ships_has_a_group_among_its_cases(query: str, surgery: KnowledgeGraph) -> None:
    """Whatever is asked of the cases is not answered by a group."""
    found = surgery.ask(query)
    assert not [row for row in found.rows if GROUP in row]
