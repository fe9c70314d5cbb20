"""Disagreements, verdicts on relayed claims, and cases that may be one patient, to triples; all in ``derived``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from caseweave.model import Candidate, Disagreement, Side, Verdict
from caseweave.model.identifiers import candidate_iri, case_iri, disagreement_iri, list_iri, paper_iri
from caseweave.rdf.triples.nquads import Triple, iri, literal, whole
from caseweave.rdf.triples.terms import entity

__all__ = ["candidates", "disagreements", "verdicts"]

_EDGES: Final = {"contradiction": "cw:contradicts", "tension": "cw:inTensionWith"}
_CITO: Final = {"agrees": "cito:agreesWith", "differs": "cito:disagreesWith"}


def disagreements(found: Iterable[Disagreement]) -> Iterator[Triple]:
    """Yield each disagreement with its sides, in order."""
    for order, one in enumerate(found, start=1):
        subject = iri(disagreement_iri(one.id))
        for predicate, target in _links(one):
            yield Triple(subject, iri(predicate), iri(target))
        for predicate, text in _texts(one):
            yield Triple(subject, iri(predicate), literal(text))
        yield Triple(subject, iri("cw:order"), whole(order))
        for place, side in enumerate(one.sides, start=1):
            yield from _side(one, side, place)
        yield from _opposed(one)


def _opposed(one: Disagreement) -> Iterator[Triple]:
    """Yield that statements do not fit together, in both directions: each with those of other camps."""
    edge = _EDGES.get(one.strength)
    for first, second in one.opposed if edge else ():
        yield Triple(iri(first), iri(str(edge)), iri(second))


def _links(one: Disagreement) -> Iterator[tuple[str, str]]:
    yield "rdf:type", "cw:Disagreement"
    yield "cw:case", case_iri(one.case)
    yield "cw:scope", list_iri("disagreement-scope", one.scope)
    yield "cw:conflict", list_iri("disagreement-kind", one.kind)
    yield "cw:strength", list_iri("strength", one.strength)
    yield "cw:resolution", list_iri("resolution", one.resolution)
    if one.confidence:
        yield "cw:confidence", list_iri("confidence", one.confidence)
    for curie in one.entities:
        yield "cw:about", entity(curie)
    for statement in one.statements:
        yield "prov:wasDerivedFrom", statement
    for statement in one.preferred:
        yield "cw:preferred", statement


def _texts(one: Disagreement) -> Iterator[tuple[str, str]]:
    yield "dcterms:identifier", one.id
    yield "rdfs:label", one.about
    yield "cw:ruleName", one.rule
    yield "dcterms:description", one.note
    if one.reason:
        yield "cw:reason", one.reason


def _side(one: Disagreement, side: Side, place: int) -> Iterator[Triple]:
    node = iri(f"{disagreement_iri(one.id)}/side/{place}")
    yield Triple(iri(disagreement_iri(one.id)), iri("cw:side"), node)
    yield Triple(node, iri("rdf:type"), iri("cw:Side"))
    yield Triple(node, iri("cw:tells"), iri(side.statement))
    for name in ("printed", "says", "section"):
        yield Triple(node, iri(f"cw:{name}"), literal(getattr(side, name)))
    yield Triple(node, iri("cw:order"), whole(place))
    if side.camp is not None:
        yield Triple(node, iri("cw:camp"), whole(side.camp))


def verdicts(found: Iterable[Verdict], differing: Iterable[Disagreement]) -> Iterator[Triple]:
    """Yield the verdict on each relayed claim, and how statements and papers agree or disagree, in CiTO.

    A paper disagrees with another only where a claim contradicts it; a mere tension is said of the statements alone.
    """
    contradicted = {name for one in differing if one.strength == "contradiction" for name in one.statements}
    for one in found:
        subject = iri(one.statement)
        yield Triple(subject, iri("cw:verdict"), iri(list_iri("verdict", one.verdict)))
        yield Triple(subject, iri("cw:reason"), literal(one.reason))
        if one.compared:
            yield Triple(subject, iri("cw:comparedText"), literal("; ".join(map(_named, one.compared))))
        for other in one.compared:
            yield Triple(subject, iri("cw:compared"), iri(other))
            if one.verdict in _CITO:
                yield Triple(subject, iri(_CITO[one.verdict]), iri(other))
        if one.verdict == "agrees" or (one.verdict == "differs" and one.statement in contradicted):
            paper = _named(one.statement).split("/")[0]
            yield Triple(iri(paper_iri(paper)), iri(_CITO[one.verdict]), iri(paper_iri(one.primary)))


def _named(statement: str) -> str:
    return "/".join(statement.rsplit("/", 2)[-2:])


def candidates(found: Iterable[Candidate]) -> Iterator[Triple]:
    """Yield the pairs of cases that may be one patient: nothing is said of the cases themselves."""
    for one in found:
        subject = iri(candidate_iri(one.id))
        yield Triple(subject, iri("rdf:type"), iri("cw:Candidate"))
        yield Triple(subject, iri("dcterms:identifier"), literal(one.id))
        for case in one.cases:
            yield Triple(subject, iri("cw:case"), iri(case_iri(case)))
        yield Triple(subject, iri("cw:score"), whole(one.score))
        yield Triple(subject, iri("cw:sharedText"), literal("; ".join(one.shared)))
