"""The Data Cube of a comparison is well-formed: the integrity constraints of the W3C recommendation hold."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from caseweave import KnowledgeGraph
from caseweave.model import CellState, Comparison
from caseweave.rdf.triples import cube
from caseweave.rdf.triples.nquads import Triple

PREFIXES = """
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

NORMAL = """
INSERT { ?o rdf:type qb:Observation } WHERE { [] qb:observation ?o };
INSERT { ?o rdf:type qb:Observation } WHERE { ?o qb:dataSet [] };
INSERT { ?s rdf:type qb:Slice } WHERE { [] qb:slice ?s };
INSERT { ?cs qb:componentProperty ?p . ?p rdf:type qb:DimensionProperty } WHERE { ?cs qb:dimension ?p };
INSERT { ?cs qb:componentProperty ?p . ?p rdf:type qb:MeasureProperty } WHERE { ?cs qb:measure ?p };
INSERT { ?cs qb:componentProperty ?p . ?p rdf:type qb:AttributeProperty } WHERE { ?cs qb:attribute ?p };
"""
"""The first phase of the normalisation that the recommendation asks for before its constraints are held."""

CONSTRAINTS = {
    "IC-1": """ASK { { ?obs a qb:Observation . FILTER NOT EXISTS { ?obs qb:dataSet ?dataset1 . } }
        UNION { ?obs a qb:Observation ; qb:dataSet ?dataset1, ?dataset2 . FILTER (?dataset1 != ?dataset2) } }""",
    "IC-2": """ASK { { ?dataset a qb:DataSet . FILTER NOT EXISTS { ?dataset qb:structure ?dsd . } }
        UNION { ?dataset a qb:DataSet ; qb:structure ?dsd1, ?dsd2 . FILTER (?dsd1 != ?dsd2) } }""",
    "IC-3": """ASK { ?dsd a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?dsd qb:component [qb:componentProperty [a qb:MeasureProperty]] } }""",
    "IC-4": "ASK { ?dim a qb:DimensionProperty . FILTER NOT EXISTS { ?dim rdfs:range [] } }",
    "IC-5": """ASK { ?dim a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?dim qb:codeList [] } }""",
    "IC-6": """ASK { ?dsd qb:component ?componentSpec .
        ?componentSpec qb:componentRequired "false"^^xsd:boolean ; qb:componentProperty ?component .
        FILTER NOT EXISTS { ?component a qb:AttributeProperty } }""",
    "IC-7": """ASK { ?sliceKey a qb:SliceKey .
        FILTER NOT EXISTS { [a qb:DataStructureDefinition] qb:sliceKey ?sliceKey } }""",
    "IC-8": """ASK { ?slicekey a qb:SliceKey ; qb:componentProperty ?prop . ?dsd qb:sliceKey ?slicekey .
        FILTER NOT EXISTS { ?dsd qb:component [qb:componentProperty ?prop] } }""",
    "IC-9": """ASK { { ?slice a qb:Slice . FILTER NOT EXISTS { ?slice qb:sliceStructure ?key } }
        UNION { ?slice a qb:Slice ; qb:sliceStructure ?key1, ?key2 . FILTER (?key1 != ?key2) } }""",
    "IC-10": """ASK { ?slice qb:sliceStructure [qb:componentProperty ?dim] .
        FILTER NOT EXISTS { ?slice ?dim [] } }""",
    "IC-11": """ASK { ?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dim .
        ?dim a qb:DimensionProperty . FILTER NOT EXISTS { ?obs ?dim [] } }""",
    "IC-12": """ASK { FILTER( ?allEqual ) { SELECT (MIN(?equal) AS ?allEqual) WHERE {
        ?obs1 qb:dataSet ?dataset . ?obs2 qb:dataSet ?dataset . FILTER (?obs1 != ?obs2)
        ?dataset qb:structure/qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty .
        ?obs1 ?dim ?value1 . ?obs2 ?dim ?value2 . BIND( ?value1 = ?value2 AS ?equal) } GROUP BY ?obs1 ?obs2 } }""",
    "IC-13": """ASK { ?obs qb:dataSet/qb:structure/qb:component ?component .
        ?component qb:componentRequired "true"^^xsd:boolean ; qb:componentProperty ?attr .
        FILTER NOT EXISTS { ?obs ?attr [] } }""",
    "IC-14": """ASK { ?obs qb:dataSet/qb:structure ?dsd .
        FILTER NOT EXISTS { ?dsd qb:component/qb:componentProperty qb:measureType }
        ?dsd qb:component/qb:componentProperty ?measure . ?measure a qb:MeasureProperty .
        FILTER NOT EXISTS { ?obs ?measure [] } }""",
    "IC-15": """ASK { ?obs qb:dataSet/qb:structure ?dsd ; qb:measureType ?measure .
        ?dsd qb:component/qb:componentProperty qb:measureType . FILTER NOT EXISTS { ?obs ?measure [] } }""",
    "IC-16": """ASK { ?obs qb:dataSet/qb:structure ?dsd ; qb:measureType ?measure ; ?omeasure [] .
        ?dsd qb:component/qb:componentProperty qb:measureType ; qb:component/qb:componentProperty ?omeasure .
        ?omeasure a qb:MeasureProperty . FILTER (?omeasure != ?measure) }""",
    "IC-17": """ASK { { SELECT ?numMeasures (COUNT(?obs2) AS ?count) {
        { SELECT ?dsd (COUNT(?m) AS ?numMeasures) {
            ?dsd qb:component/qb:componentProperty ?m . ?m a qb:MeasureProperty . } GROUP BY ?dsd }
        ?obs1 qb:dataSet/qb:structure ?dsd ; qb:dataSet ?dataset ; qb:measureType ?m1 .
        ?obs2 qb:dataSet ?dataset ; qb:measureType ?m2 .
        FILTER NOT EXISTS { ?dsd qb:component/qb:componentProperty ?dim . FILTER (?dim != qb:measureType)
            ?dim a qb:DimensionProperty . ?obs1 ?dim ?v1 . ?obs2 ?dim ?v2 . FILTER (?v1 != ?v2) }
        } GROUP BY ?obs1 ?numMeasures HAVING (?count != ?numMeasures) } }""",
    "IC-18": """ASK { ?dataset qb:slice ?slice . ?slice qb:observation ?obs .
        FILTER NOT EXISTS { ?obs qb:dataSet ?dataset . } }""",
    "IC-19a": """ASK { ?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dim .
        ?dim a qb:DimensionProperty ; qb:codeList ?list . ?list a skos:ConceptScheme . ?obs ?dim ?v .
        FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?list } }""",
    "IC-19b": """ASK { ?obs qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dim .
        ?dim a qb:DimensionProperty ; qb:codeList ?list . ?list a skos:Collection . ?obs ?dim ?v .
        FILTER NOT EXISTS { ?v a skos:Concept . ?list skos:member+ ?v } }""",
    "IC-20, IC-21": "ASK { [] a qb:HierarchicalCodeList }",
}
"""Constraint to a query that is true where it is broken. The last two are templates for hierarchical lists of codes,
of which a cube of ours has none."""

BROKEN = {
    "IC-1": "DELETE { ?o qb:dataSet ?d } WHERE { ?o a qb:Observation ; qb:dataSet ?d }",
    "IC-3": "DELETE { ?p a qb:MeasureProperty } WHERE { ?p a qb:MeasureProperty }",
    "IC-4": "DELETE { ?p rdfs:range ?r } WHERE { ?p a qb:DimensionProperty ; rdfs:range ?r }",
    "IC-11": "DELETE { ?o ?p ?v } WHERE { ?p a qb:DimensionProperty . ?o a qb:Observation ; ?p ?v }",
    "IC-12": """INSERT { ?x a qb:Observation ; ?p ?v ; qb:dataSet ?d } WHERE {
        { SELECT ?o ?d { ?o a qb:Observation ; qb:dataSet ?d } LIMIT 1 } ?p a qb:DimensionProperty . ?o ?p ?v .
        BIND(<http://x.example/again> AS ?x) }""",
    "IC-13": "DELETE { ?o ?p ?v } WHERE { ?p a qb:AttributeProperty . ?o a qb:Observation ; ?p ?v }",
    "IC-14": "DELETE { ?o ?p ?v } WHERE { ?p a qb:MeasureProperty . ?o a qb:Observation ; ?p ?v }",
    "IC-19a": "DELETE { ?c skos:inScheme ?s } WHERE { ?c skos:inScheme ?s }",
}
"""Constraint to a change that breaks it: each query can be true."""


def normal(comparison: Comparison) -> ox.Store:
    """Load the cube of a comparison, normalised."""
    store = ox.Store()
    lines = "".join(f"{one.subject} {one.predicate} {one.object} .\n" for one in _triples(comparison))
    store.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    store.update(PREFIXES + NORMAL)
    return store


def _triples(comparison: Comparison) -> Iterator[Triple]:
    told: dict[CellState, str] = {"not reported": "NR", "source not read": "n/r", "not reported in text": "NR"}
    return cube(comparison, told)


@pytest.fixture(scope="module")
def short(real: KnowledgeGraph) -> ox.Store:
    """Load the cube of the three papers."""
    return normal(real.comparison.record)


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_holds_for_the_three_papers(name: str, short: ox.Store) -> None:
    """No query of the recommendation finds a fault."""
    assert not short.query(PREFIXES + CONSTRAINTS[name])


def test_the_constraints_hold_for_invented_papers(kg: KnowledgeGraph) -> None:
    """Nor in a table of another question, every row of it."""
    store = normal(kg.comparison(rows="all").record)
    assert [name for name, ask in CONSTRAINTS.items() if store.query(PREFIXES + ask)] == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_query_finds_the_fault_it_is_for(name: str, kg: KnowledgeGraph) -> None:
    """A cube that is broken in one way is told to be."""
    store = normal(kg.comparison.record)
    store.update(PREFIXES + BROKEN[name])
    assert store.query(PREFIXES + CONSTRAINTS[name])
