"""One statement record to triples: what the paper says, and apart from it what the time network derives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caseweave.model import Anchor, Change, Link, Statement
from caseweave.model.identifiers import case_iri, event_iri, expand, list_iri, paper_iri, slug, statement_iri
from caseweave.model.lists import ASPECTS, Word
from caseweave.rdf.triples.nquads import Triple, iri, literal, number, whole
from caseweave.rdf.triples.terms import entity
from caseweave.vocabulary.units import qudt

__all__ = ["derived", "involvement", "said"]

CITED_EVIDENCE = "ECO:0000033"
OWN_EVIDENCE = "ECO:0006018"
CURATOR_EVIDENCE = "ECO:0000305"

_EDGES: Final[dict[Word, str]] = {
    "own": "cw:involves",
    "relayed": "cw:involvesRelayed",
    "inferred": "cw:involvesInferred",
    "mapped": "cw:involvesMapped",
}


def said(statement: Statement, order: int, *, group: bool = False) -> Iterator[Triple]:
    """Yield what the paper says, of a patient or of a group: these triples stand in the paper's own named graph."""
    subject = iri(statement.statement)
    yield Triple(subject, iri("cw:aboutGroup" if group else "cw:case"), iri(case_iri(statement.case)))
    for predicate, obj in _links(statement):
        yield Triple(subject, iri(predicate), iri(obj))
    for predicate, text in _texts(statement):
        yield Triple(subject, iri(predicate), literal(text))
    yield Triple(subject, iri("cw:order"), whole(order))
    yield from _quantity(statement)
    for aspect, change in statement.course:
        yield from _step(statement, aspect, change)
    for place, link in enumerate(statement.links, start=1):
        yield from _link(statement, link, place)
    for place, anchor in enumerate(statement.anchors, start=1):
        yield from _anchor(statement, anchor, place)


def derived(statement: Statement) -> Iterator[Triple]:
    """Yield what was computed about a statement, its time in days from day 0: these stand in the derived graph."""
    subject = iri(statement.statement)
    days = {
        "cw:earliest": statement.earliest,
        "cw:latest": statement.latest,
        "cw:endEarliest": statement.end_earliest,
        "cw:endLatest": statement.end_latest,
    }
    for predicate, day in days.items():
        if day is not None:
            yield Triple(subject, iri(predicate), whole(day))
    if statement.phase:
        yield Triple(subject, iri("cw:phase"), iri(list_iri("phase", statement.phase)))
    if statement.basis:
        yield Triple(subject, iri("cw:basis"), iri(list_iri("basis", statement.basis)))


def involvement(statement: Statement) -> Iterator[Triple]:
    """Yield the direct edge from the case to what is said to be present, and that the statement supports this edge.

    Whose word it is keeps the edges apart; a suspicion makes none.
    """
    if statement.state != "present" or statement.word is None:
        return
    about = iri(entity(statement.about.curie))
    yield Triple(iri(case_iri(statement.case)), iri(_EDGES[statement.word]), about)
    yield Triple(iri(statement.statement), iri(f"cw:{statement.word}Word"), about)


def _links(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "rdf:type", "cw:Statement"
    yield "cw:saidBy", paper_iri(statement.said_by)
    yield "cw:role", list_iri("role", statement.role)
    yield "cw:account", list_iri("account", statement.account)
    yield "cw:assertion", list_iri("assertion", statement.assertion)
    yield "cw:naming", list_iri("naming", statement.naming)
    yield "cw:kind", list_iri("kind", statement.kind)
    yield "cw:state", list_iri("state", statement.state)
    yield "cw:about", entity(statement.about.curie)
    yield "cw:evidence", expand(_evidence(statement))
    if statement.primary:
        yield "cw:relayedFrom", paper_iri(statement.primary)
    if statement.event:
        yield "cw:event", event_iri(statement.case, statement.event)
    if statement.certainty:
        yield "cw:certainty", list_iri("certainty", statement.certainty)
    if statement.confidence:
        yield "cw:confidence", list_iri("confidence", statement.confidence)
    for aspect, change in statement.course:
        if aspect in ASPECTS:
            yield f"cw:{aspect}", list_iri("change", change)
    for site in statement.site:
        yield "cw:site", entity(site.curie)
    for name in ("specimen", "method", "route"):
        if term := getattr(statement, name):
            yield f"cw:{name}", entity(term.curie)


def _evidence(statement: Statement) -> str:
    if statement.naming == "mapped":
        return CURATOR_EVIDENCE
    return OWN_EVIDENCE if statement.role == "own" else CITED_EVIDENCE


def _texts(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "dcterms:identifier", f"{statement.said_by}/{statement.id}"
    yield "rdfs:label", f"{statement.kind}: {statement.label}"
    for name in ("grade", "scale", "printed", "meant", "note"):
        if text := getattr(statement, name):
            yield f"cw:{name}", text
    for name, value in statement.qualifiers:
        yield "cw:qualifier", f"{name}: {value}"
    for part, value in statement.schedule:
        yield "cw:schedule", f"{part}: {value}"
    shown = {
        "cw:when": "; ".join(statement.when),
        "cw:siteText": "; ".join(term.label for term in statement.site),
        "cw:courseText": "; ".join(f"{aspect}: {change}" for aspect, change in statement.course),
        "cw:qualifierText": "; ".join(f"{name}: {value}" for name, value in statement.all_qualifiers),
        "cw:scheduleText": "; ".join(f"{part}: {text}" for part, text in statement.schedule),
        "cw:linkText": "; ".join(map(str, statement.links)),
        "cw:section": statement.section,
    }
    yield from ((predicate, text) for predicate, text in shown.items() if text)


def _step(statement: Statement, aspect: str, change: Change) -> Iterator[Triple]:
    """Yield one change of a course as a thing, so that an aspect no list has can be asked for like any other."""
    node, concept = iri(f"{statement.statement}/course/{slug(aspect)}"), iri(list_iri("aspect", aspect))
    yield Triple(iri(statement.statement), iri("cw:courseStep"), node)
    yield Triple(node, iri("rdf:type"), iri("cw:CourseStep"))
    yield Triple(node, iri("cw:aspect"), concept)
    yield Triple(node, iri("cw:change"), iri(list_iri("change", change)))


def _link(statement: Statement, link: Link, place: int) -> Iterator[Triple]:
    node = iri(f"{statement.statement}/link/{place}")
    yield Triple(iri(statement.statement), iri("cw:link"), node)
    yield Triple(node, iri("rdf:type"), iri("cw:Link"))
    yield Triple(node, iri("rdfs:label"), literal(str(link)))
    yield Triple(node, iri("cw:relation"), iri(list_iri("relation", link.relation)))
    yield Triple(node, iri("cw:target"), iri(_target(statement, link)))
    yield Triple(node, iri("cw:certainty"), iri(list_iri("link-certainty", link.certainty)))
    if link.scale:
        yield Triple(node, iri("cw:scale"), literal(link.scale))
    if link.score:
        yield Triple(node, iri("cw:scored"), literal(link.score))


def _target(statement: Statement, link: Link) -> str:
    if link.sort == "event":
        return event_iri(statement.case, link.target)
    return statement_iri(statement.said_by, link.target) if link.sort == "statement" else entity(link.target)


def _quantity(statement: Statement) -> Iterator[Triple]:
    numbers = {
        "qudt:numericValue": statement.value,
        "schema:minValue": statement.low,
        "schema:maxValue": statement.high,
    }
    given = {predicate: value for predicate, value in numbers.items() if value is not None}
    if not given:
        return
    quantity = iri(f"{statement.statement}/quantity")
    yield Triple(iri(statement.statement), iri("cw:quantity"), quantity)
    yield Triple(quantity, iri("rdf:type"), iri("cw:Quantity"))
    for predicate, value in given.items():
        yield Triple(quantity, iri(predicate), number(value))
    if statement.comparator:
        yield Triple(quantity, iri("cw:comparator"), literal(statement.comparator))
    if statement.unit:
        yield Triple(quantity, iri("qudt:ucumCode"), literal(statement.unit, "qudt:UCUMcs"))
        if unit := qudt(statement.unit):
            yield Triple(quantity, iri("qudt:hasUnit"), iri(expand(unit)))


def _anchor(statement: Statement, anchor: Anchor, place: int) -> Iterator[Triple]:
    node = iri(f"{statement.statement}/anchor/{place}")
    yield Triple(iri(statement.statement), iri("cw:anchor"), node)
    yield Triple(node, iri("rdf:type"), iri("cw:Anchor"))
    yield Triple(node, iri("oa:hasSource"), iri(paper_iri(statement.said_by)))
    yield Triple(node, iri("cw:purpose"), iri(list_iri("purpose", anchor.purpose)))
    for name in ("section", "print", "before", "after"):
        if text := getattr(anchor, name):
            yield Triple(node, iri(f"cw:{name}"), literal(text))
    if anchor.quote:
        yield Triple(node, iri("oa:exact"), literal(anchor.quote))
    if anchor.words:
        yield Triple(node, iri("cw:words"), whole(anchor.words))
