"""The hall of the house: a corpus becomes one flat, ordered sequence of statement records."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.corpus import Corpus, Source, read_mapping
from caseweave.identifiers import statement_iri
from caseweave.model import SourceStatement, Statement, Term
from caseweave.timenet import Conventions, Resolved, resolve
from caseweave.vocabulary import Catalogue

__all__ = ["statements"]


def statements(corpus: Corpus) -> tuple[Statement, ...]:
    """Return the statements of all papers, by paper id and then in the order of the file.

    Days are the tight bounds of the time network of each case and speaker.
    """
    conventions = Conventions.from_mapping(read_mapping("time-conventions.yaml"))
    return tuple(record for source in corpus.sources for record in _of_paper(source, conventions))


def _of_paper(source: Source, conventions: Conventions) -> Iterator[Statement]:
    paper = source.paper
    times = {case: resolve(paper, case, conventions) for case in paper.cases}
    for statement in paper.statements:
        yield _record(source, statement, times[paper.case_of(statement)])


def _record(source: Source, said: SourceStatement, times: Resolved) -> Statement:
    paper, terms = source.paper, source.catalogue
    quantity, bounds = said.quantity, times.bounds[said.id]
    return Statement(
        statement=statement_iri(paper.id, said.id),
        said_by=paper.id,
        case=paper.case_of(said),
        role=paper.role_of(said),
        primary=paper.primary_of(said),
        kind=said.kind,
        about=_term(terms, said.about),
        event=said.event,
        state=said.state,
        course=tuple(said.course.items()),
        grade=said.grade,
        scale=said.scale,
        comparator=quantity.comparator,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=said.unit,
        printed=said.printed,
        site=tuple(_term(terms, site) for site in said.site),
        specimen=_term(terms, said.specimen) if said.specimen else None,
        method=_term(terms, said.method) if said.method else None,
        route=_term(terms, said.route) if said.route else None,
        qualifiers=tuple(said.qualifiers.items()),
        when=said.when,
        earliest=bounds.earliest,
        latest=bounds.latest,
        end_earliest=bounds.end_earliest,
        end_latest=bounds.end_latest,
        basis=bounds.basis,
        anchors=said.anchor,
        confidence=said.confidence,
        note=said.note,
    )


def _term(terms: Catalogue, text: str) -> Term:
    concept = terms.resolve(text)
    return Term(concept.curie, concept.label)
