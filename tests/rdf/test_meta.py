"""What the graph says of itself: parts, sources, licences, sizes; clocks, moments, contradictions."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.rdf.shapes import Shapes
from caseweave.resources import ontology

PREFIXES = """
PREFIX cw: <https://w3id.org/caseweave/ontology#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX event: <https://w3id.org/caseweave/event/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX void: <http://rdfs.org/ns/void#>
"""
GRAPH = "https://w3id.org/caseweave/graph/"


def ask(kg: KnowledgeGraph, where: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query, in any order."""
    return sorted(kg.ask(f"{PREFIXES} {where}").rows, key=str)


def test_each_graph_has_a_source_a_licence_a_version_and_its_count(real: KnowledgeGraph) -> None:
    """A recount of the triples of every named graph but ``meta`` itself gives what the graph says of them."""
    told = ask(
        real,
        "SELECT DISTINCT ?graph ?licence ?version ?triples ?digest { ?graph a cw:NamedGraph ; dcterms:source ?source ; "
        "dcterms:license ?licence ; dcat:version ?version ; void:triples ?triples ; cw:digest ?digest }",
    )
    counted = ask(real, "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
    sizes = {graph: triples for graph, _, _, triples, _ in told}
    assert sizes | {f"{GRAPH}meta": dict(counted)[f"{GRAPH}meta"]} == dict(counted)
    for name, lines in real.graphs.items():
        if name != "meta":
            (digest,) = [row[4] for row in told if row[0] == GRAPH + name]
            assert digest == sha256("".join(lines).encode()).hexdigest()


def test_the_whole_says_how_much_it_is(real: KnowledgeGraph) -> None:
    """VoID: all triples but those of ``meta``, all statements, and every part."""
    ((triples, entities, parts),) = ask(
        real,
        "SELECT ?triples ?entities (COUNT(?part) AS ?parts) { ?d a dcat:Dataset, void:Dataset ; void:triples ?triples ;"
        " void:entities ?entities ; void:subset ?part } GROUP BY ?triples ?entities",
    )
    assert triples == sum(len(lines) for name, lines in real.graphs.items() if name != "meta")
    assert (entities, parts) == (len(real.statements), len(real.graphs) - 1)


def test_a_graph_leads_to_the_paper_its_doi_and_its_licence(real: KnowledgeGraph) -> None:
    """Whose words a graph holds, where the paper is, and under which licence it stands."""
    rows = ask(
        real,
        f"SELECT ?doi ?licence {{ <{GRAPH}yang2020> dcterms:source/schema:sameAs ?doi ; dcterms:license ?licence }}",
    )
    assert rows == [("https://doi.org/10.1097/MD.0000000000018639", "https://creativecommons.org/licenses/by/4.0/")]


def test_authors_are_in_order(real: KnowledgeGraph) -> None:
    """The order of a paper's authors can be asked for."""
    for paper in real.corpus.papers:
        found = real.ask(
            f"{PREFIXES} SELECT ?name {{ ?paper dcterms:identifier '{paper.id}' ; cw:author ?author ."
            " ?author cw:order ?place ; rdfs:label ?name } ORDER BY ?place"
        )
        assert [name for (name,) in found.rows] == list(paper.authors)


def test_a_file_without_a_licence_is_told_as_one(kg: KnowledgeGraph) -> None:
    """Nobody's licence is made up."""
    rows = ask(kg, f"SELECT ?label {{ <{GRAPH}alder2021> dcterms:license/rdfs:label ?label }}")
    assert rows == [("licence not declared",)]


def without(lines: bytes, *parts: str) -> bytes:
    """Return a graph without the lines that hold all of some texts."""
    return b"\n".join(line for line in lines.splitlines() if not all(part.encode() in line for part in parts))


@pytest.mark.parametrize(
    ("missing", "shape"),
    [("terms/source>", "graph-source"), ("terms/license>", "graph-license"), ("dcat#version>", "graph-version")],
)
def test_a_graph_that_lacks_what_it_needs_fails(missing: str, shape: str, kg: KnowledgeGraph) -> None:
    """No source, no licence or no version: a shape says so."""
    graph = without(kg.nquads, f"<{GRAPH}alder2021> <http", missing)
    assert shape in {breach.name for breach in Shapes(ontology("shapes.ttl")).breaches(graph)}


def test_a_misspelt_class_fails(kg: KnowledgeGraph) -> None:
    """``cw:Statment`` is no class of ours, and nothing is silently left unchecked."""
    graph = kg.nquads.replace(
        b"ontology#Statement> <https://w3id.org/caseweave/graph/alder",
        b"ontology#Statment> <https://w3id.org/caseweave/graph/alder",
    )
    assert graph != kg.nquads
    assert "class-is-known" in {breach.name for breach in Shapes(ontology("shapes.ttl")).breaches(graph)}


def test_contradictions_are_those_of_the_disagreements(real: KnowledgeGraph) -> None:
    """Statements of different camps are joined, in both directions, and no others."""
    for edge, strength in (("contradicts", "contradiction"), ("inTensionWith", "tension")):
        rows = ask(real, f"SELECT ?one ?other {{ ?one cw:{edge} ?other }}")
        wanted = {pair for one in real.disagreements if one.strength == strength for pair in one.opposed}
        assert set(rows) == wanted
        assert {(other, one) for one, other in wanted} == wanted
        assert wanted


def test_time_before_is_the_order_of_the_network(real: KnowledgeGraph) -> None:
    """What the graph puts before what is what the time network of the paper is sure of, pair by pair."""
    rows = ask(
        real,
        "SELECT ?one ?other { ?s cw:moment ?m ; dcterms:identifier ?one . ?m time:before ?n ."
        " ?t cw:moment ?n ; dcterms:identifier ?other . ?s a cw:Statement . ?t a cw:Statement }",
    )
    wanted = set()
    for (paper, _), time in real.times.items():
        for one in time.bases:
            for other in time.bases:
                fewest, _ = time.between(f"end of {one}", other)
                back, _ = time.between(other, f"end of {one}")
                worded = time.sooner.puts(time.span(one)[1], time.span(other)[0]) and not (back or 0) > 0
                if (fewest or 0) > 0 or worded:
                    wanted.add((f"{paper}/{one}", f"{paper}/{other}"))
    assert set(rows) == wanted
    assert len(wanted) > 1000


def test_events_have_a_name_and_days(real: KnowledgeGraph) -> None:
    """Each event is called something; its days are those of the network, counted by a clock that says whose it is."""
    events = ask(real, "SELECT ?event { ?event a cw:Event }")
    assert len(ask(real, "SELECT ?event { ?event a cw:Event ; rdfs:label ?label }")) == len(events) > 20
    time = real.times["kovalenko2023", "kovalenko2023"]
    rows = ask(
        real,
        "SELECT ?event ?first ?last ?paper { ?e a cw:Event ; dcterms:identifier ?event ; cw:earliest ?first ;"
        " cw:endLatest ?last ; cw:clock/cw:saidBy/dcterms:identifier ?paper . FILTER(?paper = 'kovalenko2023')"
        " ?e cw:case/dcterms:identifier 'kovalenko2023' }",
    )
    assert rows
    for event, first, last, _ in rows:
        start, end = time.between("infusion", str(event)), time.between("infusion", f"end of {event}")
        assert (first, last) == (start[0], end[1])


def test_a_clock_says_what_day_0_is(real: KnowledgeGraph) -> None:
    """Each paper counts each of its patients' days from something that the graph has."""
    rows = ask(
        real,
        "SELECT ?paper ?case ?from { ?clock a cw:Clock ; cw:saidBy/dcterms:identifier ?paper ;"
        " cw:case/dcterms:identifier ?case ; cw:countsFrom ?from ; cw:zero ?zero . ?zero a ?kind }",
    )
    assert {(paper, case) for paper, case, _ in rows} == set(real.times)


def test_the_hierarchy_needs_no_path(real: KnowledgeGraph) -> None:
    """What a path of one or more steps reaches is told in one; what has nothing above is a top concept."""
    path = ask(real, "SELECT DISTINCT ?a ?b { ?a skos:broader+ ?b }")
    assert ask(real, "SELECT DISTINCT ?a ?b { ?a skos:broaderTransitive ?b }") == path
    tops = ask(real, "SELECT ?a { ?a skos:inScheme <https://w3id.org/caseweave/term> MINUS { ?a skos:broader ?b } }")
    assert ask(real, "SELECT ?a { <https://w3id.org/caseweave/term> skos:hasTopConcept ?a }") == tops


def test_no_class_or_property_is_taken_for_a_concept(real: KnowledgeGraph) -> None:
    """Mapping relations, whose ends are concepts, stand between concepts only; the ontology has a version."""
    rows = ask(
        real,
        "SELECT ?word { ?word ?match ?other . VALUES ?match { skos:closeMatch skos:exactMatch skos:relatedMatch }"
        " FILTER(STRSTARTS(STR(?word), STR(cw:))) }",
    )
    assert rows == []
    assert ask(real, "ASK { <https://w3id.org/caseweave/ontology> owl:versionIRI ?version }") == [(True,)]
