"""``caseweave.ttl``: every word is defined, and code and ontology name the same words."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from caseweave import resources
from caseweave.model import LISTS
from caseweave.model.identifiers import BASE, PREFIXES, list_iri
from caseweave.rdf.namespaces import CLASSES, DATATYPE_PROPERTIES, NAMESPACES, OBJECT_PROPERTIES

CW = Namespace(NAMESPACES["cw"])
ONTOLOGY = URIRef(f"{BASE}ontology")
GRAPH = Graph(bind_namespaces="none").parse(data=resources.ontology("caseweave.ttl"), format="turtle")
WORDS = sorted({word for word in GRAPH.subjects() if isinstance(word, URIRef) and word.startswith(CW)})


def of(kind: URIRef) -> tuple[str, ...]:
    """Local names of our words of a kind, sorted."""
    return tuple(sorted(str(word).removeprefix(CW) for word in GRAPH.subjects(RDF.type, kind)))


def test_has_no_blank_nodes() -> None:
    """Everything has a name, so that the graph is the same at each build."""
    assert [node for triple in GRAPH for node in triple if isinstance(node, BNode)] == []


def test_code_and_ontology_name_the_same_words() -> None:
    """Neither has a class or property that the other lacks; the code lists them sorted."""
    assert of(OWL.Class) == CLASSES
    assert of(OWL.ObjectProperty) == OBJECT_PROPERTIES
    assert of(OWL.DatatypeProperty) == DATATYPE_PROPERTIES


@pytest.mark.parametrize("word", WORDS, ids=lambda word: str(word).removeprefix(CW))
def test_each_word_is_explained(word: URIRef) -> None:
    """One kind, one label, one definition that ends in a full stop, one example, and where it belongs."""
    assert len(list(GRAPH.objects(word, RDF.type))) == 1
    (label,) = GRAPH.objects(word, RDFS.label)
    (definition,) = GRAPH.objects(word, SKOS.definition)
    (example,) = GRAPH.objects(word, SKOS.example)
    assert str(label)
    assert str(definition).endswith(".")
    assert str(example)
    assert list(GRAPH.objects(word, RDFS.isDefinedBy)) == [ONTOLOGY]


def test_every_named_word_of_ours_is_declared() -> None:
    """No triple points at a class or property that is not defined here."""
    named = {node for triple in GRAPH for node in triple if isinstance(node, URIRef) and node.startswith(CW)}
    assert sorted(named) == WORDS


def test_stands_on_the_standard_vocabularies() -> None:
    """Each of the vocabularies the design names is tied to some class or property of ours."""
    ties = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)
    targets = [str(target) for tie in ties for target in GRAPH.objects(None, tie)]
    for prefix in ("prov", "oa", "time", "fabio", "cito", "dcterms", "qudt", "qb", "sosa", "sssom"):
        assert any(target.startswith(NAMESPACES[prefix]) for target in targets), prefix


def test_course_and_involves_have_their_parts() -> None:
    """Each aspect is a kind of course; each word that supports a direct edge is about something."""
    aspects = {CW[aspect] for aspect in LISTS["aspect"]}
    words = {CW[f"{word}Word"] for word in ("own", "relayed", "inferred", "mapped")}
    assert set(GRAPH.subjects(RDFS.subPropertyOf, CW.course)) == aspects
    assert set(GRAPH.subjects(RDFS.subPropertyOf, CW.about)) == words


@pytest.mark.parametrize("scheme", LISTS)
def test_closed_lists_equal_the_model(scheme: str) -> None:
    """Each value of a list is a defined concept of its scheme, and nothing else is."""
    iri = URIRef(BASE + scheme)
    concepts = set(GRAPH.subjects(SKOS.inScheme, iri))
    assert (iri, RDF.type, SKOS.ConceptScheme) in GRAPH
    assert concepts == {URIRef(list_iri(scheme, value)) for value in LISTS[scheme]}
    for value in LISTS[scheme]:
        concept = URIRef(list_iri(scheme, value))
        assert list(GRAPH.objects(concept, SKOS.prefLabel)) == [Literal(value)]
        assert len(list(GRAPH.objects(concept, SKOS.definition))) == 1


def test_holds_no_other_list() -> None:
    """A scheme that the model does not know is a leftover."""
    assert set(GRAPH.subjects(RDF.type, SKOS.ConceptScheme)) == {URIRef(BASE + scheme) for scheme in LISTS}


def test_namespaces_agree_with_those_of_the_file_and_the_entities() -> None:
    """A prefix means the same in the code, in the file and for entities."""
    shared = {prefix: space for prefix, space in NAMESPACES.items() if prefix in PREFIXES}
    assert shared == {prefix: PREFIXES[prefix] for prefix in shared}
    bound = {prefix: str(space) for prefix, space in GRAPH.namespaces()}
    assert {prefix: bound[prefix] for prefix in NAMESPACES if prefix in bound} == {
        prefix: space for prefix, space in NAMESPACES.items() if prefix in bound
    }
