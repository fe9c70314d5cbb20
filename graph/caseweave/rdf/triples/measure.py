"""Measures to triples: each as a concept that cases share, and in each case with its proof; all in ``derived``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseweave.model import Measure, ProofStep
from caseweave.model.identifiers import BASE, case_iri, event_iri, list_iri, paper_iri, release_iri, rule_iri, slug
from caseweave.protocol import definition
from caseweave.protocol.definition import Protocol
from caseweave.rdf.triples.nquads import Triple, iri, literal, whole

__all__ = ["measures"]


def measures(found: Iterable[Measure], protocol: Protocol, version: str) -> Iterator[Triple]:
    """Yield the concepts, the release of Caseweave that computed, and the measures in their order."""
    yield from _rules(protocol)
    yield from _release(version)
    for order, measure in enumerate(found, start=1):
        if edge := _edge(measure):
            yield Triple(iri(case_iri(measure.case)), iri(edge), iri(measure.rule))
        yield from _measure(measure, order)
        yield Triple(iri(measure.id), iri("prov:wasGeneratedBy"), iri(_derivation(version)))


def _derivation(version: str) -> str:
    return f"{release_iri(version)}/derivation"


def _edge(measure: Measure) -> str | None:
    """Name the direct edge from a case to what is measured in it; none where it rests on what is only suspected."""
    if measure.certainty:
        return None
    return {"own": "cw:measured", "relayed": "cw:measuredRelayed"}.get(measure.role)


def _rules(protocol: Protocol) -> Iterator[Triple]:
    scheme = iri(BASE + "rule")
    yield Triple(scheme, iri("rdf:type"), iri("skos:ConceptScheme"))
    yield Triple(scheme, iri("skos:prefLabel"), literal("measures of Caseweave"))
    for order, rule in enumerate(protocol.measures.values(), start=1):
        subject = iri(rule_iri(rule.name))
        for kind in ("cw:Rule", "skos:Concept"):
            yield Triple(subject, iri("rdf:type"), iri(kind))
        yield Triple(subject, iri("skos:inScheme"), scheme)
        yield Triple(subject, iri("skos:notation"), literal(f"rule:{slug(rule.name)}"))
        yield Triple(subject, iri("cw:verb"), literal(rule.verb))
        if rule.reaches:
            yield Triple(subject, iri("cw:reaches"), iri(list_iri("change", rule.reaches)))
        yield Triple(subject, iri("skos:prefLabel"), literal(rule.name))
        yield Triple(subject, iri("skos:definition"), literal(definition(rule), language="en"))
        yield Triple(subject, iri("cw:order"), whole(order))


def _release(version: str) -> Iterator[Triple]:
    tool, derivation = iri(release_iri(version)), iri(_derivation(version))
    yield Triple(tool, iri("rdf:type"), iri("prov:SoftwareAgent"))
    yield Triple(tool, iri("rdfs:label"), literal(f"Caseweave {version}"))
    yield Triple(derivation, iri("rdf:type"), iri("prov:Activity"))
    yield Triple(derivation, iri("prov:wasAssociatedWith"), tool)


def _measure(measure: Measure, order: int) -> Iterator[Triple]:
    subject = iri(measure.id)
    for predicate, target in _links(measure):
        yield Triple(subject, iri(predicate), iri(target))
    for predicate, text in _texts(measure):
        yield Triple(subject, iri(predicate), literal(text))
    yield Triple(subject, iri("cw:order"), whole(order))
    yield from _days(subject, measure.earliest, measure.latest)
    if measure.unit:
        yield Triple(subject, iri("qudt:ucumCode"), literal(measure.unit, "qudt:UCUMcs"))
    for place, step in enumerate(measure.proof, start=1):
        yield from _step(measure, step, place)


def _links(measure: Measure) -> Iterator[tuple[str, str]]:
    yield "rdf:type", "cw:Measure"
    yield "cw:case", case_iri(measure.case)
    yield "cw:saidBy", paper_iri(measure.said_by)
    yield "cw:role", list_iri("role", measure.role)
    yield "cw:account", list_iri("account", measure.account)
    yield "cw:rule", measure.rule
    if measure.event:
        yield "cw:event", event_iri(measure.case, measure.event)
    if measure.basis:
        yield "cw:basis", list_iri("basis", measure.basis)
    if measure.certainty:
        yield "cw:certainty", list_iri("certainty", measure.certainty)
    if measure.confidence:
        yield "cw:confidence", list_iri("confidence", measure.confidence)
    for step in measure.proof:
        yield "prov:wasDerivedFrom", step.statement


def _texts(measure: Measure) -> Iterator[tuple[str, str]]:
    yield "dcterms:identifier", measure.identifier
    yield "rdfs:label", f"{measure.measure} from {measure.zero}"
    yield "dcterms:description", measure.definition
    shown = {
        "cw:zeroName": measure.zero,
        "cw:value": measure.value,
        "cw:scale": measure.scale,
        "cw:siteText": "; ".join(measure.site),
        "cw:reading": measure.reading,
        "cw:section": "; ".join(measure.sections),
        "cw:conventionText": "; ".join(measure.conventions),
        "cw:mixedText": "; ".join(measure.mixed),
        "cw:inputText": "; ".join(measure.inputs),
        "cw:note": measure.note,
        "cw:arithmetic": measure.arithmetic,
    }
    yield from ((predicate, text) for predicate, text in shown.items() if text)
    for convention in measure.conventions:
        yield "cw:convention", convention


def _step(measure: Measure, step: ProofStep, place: int) -> Iterator[Triple]:
    node = iri(f"{measure.id}/proof/{place}")
    yield Triple(iri(measure.id), iri("prov:qualifiedDerivation"), node)
    yield Triple(node, iri("rdf:type"), iri("cw:ProofStep"))
    yield Triple(node, iri("prov:entity"), iri(step.statement))
    yield Triple(node, iri("cw:use"), literal(step.use))
    yield Triple(node, iri("cw:order"), whole(place))
    yield from _days(node, step.earliest, step.latest)


def _days(subject: str, earliest: int | None, latest: int | None) -> Iterator[Triple]:
    for predicate, day in (("cw:earliest", earliest), ("cw:latest", latest)):
        if day is not None:
            yield Triple(subject, iri(predicate), whole(day))
