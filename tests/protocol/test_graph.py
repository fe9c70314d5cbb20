"""Measures in the graph: the same rows by query as from the records, with PROV and no blank nodes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import caseweave
from caseweave import KnowledgeGraph
from caseweave.model import Measure
from caseweave.model.identifiers import BASE, graph_iri, rule_iri
from caseweave.protocol import definition
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.triples import measures as triples

PROV, CW = NAMESPACES["prov"], NAMESPACES["cw"]


@pytest.fixture(scope="module", params=["invented", "real"])
def graph(request: pytest.FixtureRequest, kg: KnowledgeGraph, real: KnowledgeGraph) -> KnowledgeGraph:
    """Return the invented and the bundled corpus, one after the other."""
    return kg if request.param == "invented" else real


@pytest.fixture(scope="module")
def derived(real: KnowledgeGraph) -> list[ox.Quad]:
    """Return the quads of the derived graph of the bundled papers."""
    return list(ox.parse("".join(real.graphs["derived"]).encode(), format=ox.RdfFormat.N_QUADS))


def flat(measure: Measure) -> dict[str, object]:
    """Write the public row as the query does: lists as text."""
    return {name: "; ".join(v) if isinstance(v, list) else v for name, v in measure.row().items()}


def test_the_query_gives_the_rows_of_the_records(graph: KnowledgeGraph) -> None:
    """All columns, in the same order."""
    rows = graph.ask("measures").records()
    assert rows
    assert rows == [flat(one) for one in graph.measures]


def test_the_proof_query_gives_the_steps_of_the_records(graph: KnowledgeGraph) -> None:
    """For every measure: each input with its use, days, words and section, in order."""
    for one in graph.measures:
        rows = graph.ask("proof-of-measure", measure=one.identifier).records()
        assert [(row["step"], row["use"], row["statement"], row["earliest"], row["latest"]) for row in rows] == [
            (place, step.use, step.input, step.earliest, step.latest) for place, step in enumerate(one.proof, start=1)
        ]
        assert [(row["when"], row["printed"], row["section"]) for row in rows] == [
            ("; ".join(step.when) or None, step.printed, step.section) for step in one.proof
        ]
        assert {row["arithmetic"] for row in rows} == {one.arithmetic}
        assert {row["rule"] for row in rows} == {definition(graph.protocol.measures[one.measure])}
        assert {row["computed_by"] for row in rows} == {f"Caseweave {caseweave.__version__}"}


def test_each_input_is_a_source_of_the_measure(derived: list[ox.Quad], real: KnowledgeGraph) -> None:
    """`prov:wasDerivedFrom` every statement of the proof and nothing else."""
    every = {(q.subject.value, q.object.value) for q in derived if q.predicate.value == f"{PROV}wasDerivedFrom"}  # type: ignore[union-attr]
    edges = {(source, target) for source, target in every if source.startswith(f"{BASE}measure/")}
    assert edges == {(one.id, step.statement) for one in real.measures for step in one.proof}


def test_measures_stand_in_the_derived_graph_alone(real: KnowledgeGraph) -> None:
    """No triple of a measure, rule or release is in a second graph, but which rows of a protocol it answers."""
    ours = tuple(f"<{BASE}{kind}/" for kind in ("measure", "rule", "release"))
    for name, lines in real.graphs.items():
        if name != "derived":
            assert not [line for line in lines if line.startswith(ours) and f" <{CW}answers> " not in line]


def test_there_is_no_blank_node_and_no_triple_twice(derived: list[ox.Quad]) -> None:
    """Each step of a proof has an IRI of its own."""
    assert not [quad for quad in derived for end in (quad.subject, quad.object) if isinstance(end, ox.BlankNode)]
    assert len(derived) == len({str(quad) for quad in derived})


def test_rules_and_the_release_are_described(derived: list[ox.Quad], real: KnowledgeGraph) -> None:
    """Every rule has its name and definition; the derivation was done by the release."""
    told = {(q.subject.value, q.predicate.value, q.object.value) for q in derived}  # type: ignore[union-attr]
    skos, rdf = NAMESPACES["skos"], NAMESPACES["rdf"]
    for name, rule in real.protocol.measures.items():
        assert (rule_iri(name), f"{rdf}type", f"{CW}Rule") in told
        assert (rule_iri(name), f"{skos}prefLabel", name) in told
        assert (rule_iri(name), f"{skos}definition", definition(rule)) in told
    release = f"{BASE}release/{caseweave.__version__}"
    assert (release, f"{rdf}type", f"{PROV}SoftwareAgent") in told
    assert (f"{release}/derivation", f"{PROV}wasAssociatedWith", release) in told
    assert (f"{release}/derivation", f"{rdf}type", f"{PROV}Activity") in told


def test_a_corpus_without_measures_still_has_the_rules(real: KnowledgeGraph) -> None:
    """What could be computed is said even where nothing was."""
    subjects = {triple.subject for triple in triples((), real.protocol, "1.2.3")}
    assert subjects == {f"<{rule_iri(name)}>" for name in real.protocol.measures} | {
        f"<{BASE}rule>",
        f"<{BASE}release/1.2.3>",
        f"<{BASE}release/1.2.3/derivation>",
    }


def test_values_units_and_scales_are_in_the_graph(kg: KnowledgeGraph) -> None:
    """A grade with its scale, by query."""
    rows = kg.ask("measures", measure="CRS maximum grade").records()
    assert {(row["case"], row["value"], row["scale"]) for row in rows} == {
        ("alder2021", "2", None),
        ("birch2020", "3", "ASTCT consensus grading"),
    }


def test_the_graph_of_the_measures_is_named(derived: list[ox.Quad]) -> None:
    """`graph/derived`, as the design says."""
    assert {str(quad.graph_name) for quad in derived} == {f"<{graph_iri('derived')}>"}
