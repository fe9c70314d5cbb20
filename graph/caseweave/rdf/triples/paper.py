"""One paper file's head to triples: its bibliography, what it cites, the cases it reports or mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from caseweave.corpus import Corpus
from caseweave.model import PaperFile
from caseweave.model.identifiers import BASE, case_iri, event_iri, list_iri, paper_iri, statement_iri
from caseweave.model.lists import ASPECTS
from caseweave.rdf.triples.nquads import Triple, iri, literal, whole

__all__ = ["bibliography", "cases", "identities"]


def bibliography(paper: PaperFile, heading: str) -> Iterator[Triple]:
    """Yield what identifies the paper, by which name it is shown, and how much of it the curator could read."""
    subject = iri(paper_iri(paper.id))
    yield Triple(subject, iri("rdfs:label"), literal(heading))
    yield Triple(subject, iri("rdf:type"), iri("cw:Paper"))
    yield Triple(subject, iri("rdf:type"), iri("fabio:ClinicalCaseReport"))
    yield Triple(subject, iri("cw:read"), iri(list_iri("read", paper.read)))
    for predicate, text in _texts(paper):
        yield Triple(subject, iri(predicate), literal(text))
    dates = {
        "dcterms:dateSubmitted": paper.received,
        "dcterms:dateAccepted": paper.accepted,
        "dcterms:issued": paper.published,
    }
    for predicate, date in dates.items():
        if date:
            yield Triple(subject, iri(predicate), literal(date, "xsd:date"))
    yield Triple(subject, iri("fabio:hasPublicationYear"), literal(paper.year, "xsd:gYear"))
    yield Triple(subject, iri("cw:curatedOn"), literal(paper.curated.on, "xsd:date"))
    if paper.doi:
        yield Triple(subject, iri("schema:sameAs"), iri(f"https://doi.org/{quote(paper.doi, safe='/:;()._-')}"))
    for place, name in enumerate(paper.authors, start=1):
        yield from _author(paper, name, place)
    if paper.status:
        yield Triple(subject, iri("cw:status"), iri(list_iri("status", paper.status)))
    for kind in dict.fromkeys(kind for kinds in paper.unread.values() for kind in kinds):
        yield Triple(subject, iri("cw:unreadKind"), iri(list_iri("kind", kind)))
    for cited, how in paper.cites.items():
        yield Triple(subject, iri(f"cito:{how}"), iri(paper_iri(cited)))


def _author(paper: PaperFile, name: str, place: int) -> Iterator[Triple]:
    """Yield an author as a thing, so that their order can be asked for."""
    node = iri(f"{paper_iri(paper.id)}/author/{place}")
    yield Triple(iri(paper_iri(paper.id)), iri("cw:author"), node)
    yield Triple(node, iri("rdf:type"), iri("cw:Author"))
    yield Triple(node, iri("rdfs:label"), literal(name))
    yield Triple(node, iri("cw:order"), whole(place))


def _texts(paper: PaperFile) -> Iterator[tuple[str, str]]:
    yield "dcterms:title", paper.title
    yield "dcterms:bibliographicCitation", paper.citation
    for part, kinds in paper.unread.items():
        yield "cw:unread", f"{part}: {', '.join(kinds)}"
    for author in paper.authors:
        yield "dcterms:creator", author
    optional = {
        "bibo:doi": paper.doi,
        "bibo:pmid": paper.pmid,
        "fabio:hasPubMedCentralId": paper.pmcid,
        "schema:url": paper.url,
        "dcterms:license": paper.licence,
        "cw:note": paper.note,
    }
    yield from ((predicate, text) for predicate, text in optional.items() if text)


def cases(paper: PaperFile, patients: Mapping[str, str]) -> Iterator[Triple]:
    """Yield the patients this paper speaks of, its own apart from those of other papers, and its day 0 for each.

    ``patients`` has the id of the patient behind each case id: another one where a curator says the two are the same.
    """
    subject = iri(paper_iri(paper.id))
    events = {statement.event for statement in paper.statements}
    for case, head in paper.cases.items():
        patient = patients[case]
        node = iri(case_iri(patient))
        if head.group:
            yield Triple(subject, iri("cw:mentionsGroup"), node)
            yield Triple(node, iri("cw:group"), literal(head.group))
        else:
            yield Triple(subject, iri("cw:reports" if case in paper.own_cases else "cw:mentions"), node)
        if head.zero and not head.group:
            zero = event_iri(patient, head.zero) if head.zero in events else statement_iri(paper.id, head.zero)
            yield Triple(node, iri("cw:zero"), iri(zero))


def identities(corpus: Corpus) -> Iterator[Triple]:
    """Yield what no paper owns: the ids of papers, cases and events, each named by one paper or by several."""
    patients, labels, groups = corpus.patients, corpus.labels, corpus.groups
    for paper in corpus.papers:
        for name in (paper.id, *paper.cites):
            yield Triple(iri(paper_iri(name)), iri("dcterms:identifier"), literal(name))
        yield from _aspects(paper)
        for case, event in _events(paper, patients):
            node = iri(event_iri(case, event))
            yield Triple(node, iri("rdf:type"), iri("cw:Event"))
            yield Triple(node, iri("dcterms:identifier"), literal(event))
            yield Triple(node, iri("cw:aboutGroup" if case in groups else "cw:case"), iri(case_iri(case)))
        yield from _same(paper, patients)
    for patient in dict.fromkeys(patients.values()):
        node = iri(case_iri(patient))
        yield Triple(node, iri("rdf:type"), iri("cw:Group" if patient in groups else "cw:Case"))
        yield Triple(node, iri("dcterms:identifier"), literal(patient))
        if patient in labels:
            yield Triple(node, iri("rdfs:label"), literal(labels[patient]))


def _aspects(paper: PaperFile) -> Iterator[Triple]:
    """Yield the aspects of courses that no list has, as concepts beside those that have a definition."""
    for aspect in sorted({aspect for said in paper.statements for aspect in said.course} - set(ASPECTS)):
        node = iri(list_iri("aspect", aspect))
        yield Triple(node, iri("rdf:type"), iri("skos:Concept"))
        yield Triple(node, iri("skos:prefLabel"), literal(aspect))
        yield Triple(node, iri("skos:inScheme"), iri(f"{BASE}aspect"))


def _same(paper: PaperFile, patients: Mapping[str, str]) -> Iterator[Triple]:
    """Yield which cases of a paper a curator says to be patients of other papers, with the evidence."""
    for case, head in paper.cases.items():
        if head.same_as:
            node = iri(case_iri(case))
            yield Triple(node, iri("prov:alternateOf"), iri(case_iri(patients[case])))
            yield Triple(node, iri("cw:reason"), literal(head.same_as.evidence))


def _events(paper: PaperFile, patients: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted({(patients[paper.case_of(said)], said.event) for said in paper.statements if said.event})
