"""One paper file's head to triples: its bibliography, what it cites, the cases it reports or mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseweave.identifiers import case_iri, event_iri, list_iri, paper_iri, statement_iri
from caseweave.model import PaperFile
from caseweave.triples.writing import Triple, iri, literal

__all__ = ["bibliography", "cases", "identities"]


def bibliography(paper: PaperFile) -> Iterator[Triple]:
    """Yield what identifies the paper and how much of it the curator could read."""
    subject = iri(paper_iri(paper.id))
    yield Triple(subject, iri("rdf:type"), iri("cw:Paper"))
    yield Triple(subject, iri("rdf:type"), iri("fabio:ClinicalCaseReport"))
    yield Triple(subject, iri("cw:read"), iri(list_iri("read", paper.read)))
    for predicate, text in _texts(paper):
        yield Triple(subject, iri(predicate), literal(text))
    if paper.published:
        yield Triple(subject, iri("dcterms:issued"), literal(paper.published, "xsd:date"))
    for cited, how in paper.cites.items():
        yield Triple(subject, iri(f"cito:{how}"), iri(paper_iri(cited)))


def _texts(paper: PaperFile) -> Iterator[tuple[str, str]]:
    yield "rdfs:label", paper.short
    yield "dcterms:title", paper.title
    yield "dcterms:bibliographicCitation", paper.citation
    yield "cw:curatedOn", paper.curated.on
    for author in paper.authors:
        yield "dcterms:creator", author
    optional = {
        "bibo:doi": paper.doi,
        "bibo:pmid": paper.pmid,
        "dcterms:license": paper.licence,
        "cw:note": paper.note,
    }
    yield from ((predicate, text) for predicate, text in optional.items() if text)


def cases(paper: PaperFile) -> Iterator[Triple]:
    """Yield the patients this paper speaks of, its own apart from those of other papers, and its day 0 for each."""
    subject = iri(paper_iri(paper.id))
    events = {statement.event for statement in paper.statements}
    for case, head in paper.cases.items():
        node = iri(case_iri(case))
        yield Triple(subject, iri("cw:reports" if case in paper.own_cases else "cw:mentions"), node)
        if head.zero:
            zero = event_iri(case, head.zero) if head.zero in events else statement_iri(paper.id, head.zero)
            yield Triple(node, iri("cw:zero"), iri(zero))


def identities(papers: Iterable[PaperFile]) -> Iterator[Triple]:
    """Yield what no paper owns: the ids of papers, cases and events, each named by one paper or by several."""
    for paper in papers:
        for name in (paper.id, *paper.cites):
            yield Triple(iri(paper_iri(name)), iri("dcterms:identifier"), literal(name))
        for case in paper.cases:
            node = iri(case_iri(case))
            yield Triple(node, iri("rdf:type"), iri("cw:Case"))
            yield Triple(node, iri("dcterms:identifier"), literal(case))
            if case in paper.own_cases:
                yield Triple(node, iri("rdfs:label"), literal(paper.case_label(case)))
        for case, event in _events(paper):
            node = iri(event_iri(case, event))
            yield Triple(node, iri("rdf:type"), iri("cw:Event"))
            yield Triple(node, iri("dcterms:identifier"), literal(event))
            yield Triple(node, iri("cw:case"), iri(case_iri(case)))


def _events(paper: PaperFile) -> list[tuple[str, str]]:
    return sorted({(paper.case_of(said), said.event) for said in paper.statements if said.event})
