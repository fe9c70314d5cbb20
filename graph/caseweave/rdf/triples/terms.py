"""The term catalogue to SKOS, and the mappings to other vocabularies beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from caseweave.model.identifiers import BASE, expand
from caseweave.rdf.triples.nquads import Triple, iri, literal
from caseweave.vocabulary import Concept
from caseweave.vocabulary.commonplace import is_commonplace
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["concepts", "entity", "mappings"]

SCHEME = BASE + "term"


def entity(curie: str) -> str:
    """Return the IRI of a concept, given by CURIE or by the IRI itself."""
    return curie if curie.startswith(("http://", "https://")) else expand(curie)


def concepts(catalogue: Iterable[Concept]) -> Iterator[Triple]:
    """Yield each concept with its labels, definition, place in the hierarchy and the release its label is from."""
    yield Triple(iri(SCHEME), iri("rdf:type"), iri("skos:ConceptScheme"))
    yield Triple(iri(SCHEME), iri("skos:prefLabel"), literal("terms of Caseweave"))
    known = tuple(catalogue)
    hierarchy = Hierarchy((one.curie, above) for one in known for above in one.broader)
    for concept in known:
        subject = iri(entity(concept.curie))
        yield Triple(subject, iri("rdf:type"), iri("skos:Concept"))
        yield Triple(subject, iri("skos:inScheme"), iri(SCHEME))
        for predicate, text in _texts(concept):
            yield Triple(subject, iri(predicate), literal(text))
        if concept.definition:
            yield Triple(subject, iri("skos:definition"), literal(concept.definition, language="en"))
        if is_commonplace(concept.curie, hierarchy):
            yield Triple(subject, iri("cw:commonplace"), literal("yes"))
        for above in concept.broader:
            yield Triple(subject, iri("skos:broader"), iri(entity(above)))
        for above in hierarchy.above(concept.curie):
            yield Triple(subject, iri("skos:broaderTransitive"), iri(entity(above)))
        if not concept.broader:
            yield Triple(iri(SCHEME), iri("skos:hasTopConcept"), subject)
        for part in concept.components:
            yield Triple(subject, iri("skos:related"), iri(entity(part)))


def _texts(concept: Concept) -> Iterator[tuple[str, str]]:
    yield "skos:notation", concept.curie
    yield "skos:prefLabel", concept.label
    for synonym in concept.synonyms:
        yield "skos:altLabel", synonym
    optional = {
        "cw:sourceLabel": concept.source_label,
        "cw:sourceRelease": concept.source,
        "cw:note": concept.note,
    }
    yield from ((predicate, text) for predicate, text in optional.items() if text)


def mappings(sssom: str) -> Iterator[Triple]:
    """Yield the mappings of an SSSOM table: subject, SKOS mapping relation, object."""
    lines = [line for line in sssom.splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        yield Triple(iri(expand(row["subject_id"])), iri(row["predicate_id"]), iri(expand(row["object_id"])))
