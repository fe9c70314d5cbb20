"""The hall of the house: a corpus becomes one flat, ordered sequence of statement records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from caseweave.clock.network import (
    Bounds,
    Conventions,
    Resolved,
    TimeNetError,
    resolve,
    time_section,
)
from caseweave.corpus import Corpus, Source
from caseweave.model import Link, Phase, Problem, Problems, SourceLink, SourceStatement, Statement, Term
from caseweave.model.error import CaseweaveError
from caseweave.model.identifiers import statement_iri
from caseweave.vocabulary import Catalogue
from caseweave.vocabulary.sections import telling
from caseweave.wording import HappeningNames, happenings
from caseweave.yamltext import read_mapping

__all__ = ["Times", "UnknownZeroError", "named", "statements", "times", "zeros"]

Times: TypeAlias = "Mapping[tuple[str, str], Resolved]"
"""The time network of each case as each paper tells it, by paper id and case id."""


class UnknownZeroError(CaseweaveError):
    """A name for day 0 that no case has; the message lists those there are."""


def times(corpus: Corpus) -> Times:
    """Resolve the time network of every paper and case; raise :class:`Problems` where phrases name nothing."""
    conventions = Conventions.from_mapping(read_mapping("time-conventions.yaml"))
    found: dict[tuple[str, str], Resolved] = {}
    problems: list[Problem] = []
    for source in corpus.sources:
        for case in source.paper.cases:
            try:
                found[source.paper.id, case] = resolve(source.paper, case, conventions, source.catalogue)
            except TimeNetError as error:
                problems.append(source.tree.problem(("cases", case), str(error), key=True))
    if problems:
        raise Problems(problems)
    return found


def zeros(found: Times) -> tuple[str, ...]:
    """Return every name that day 0 can be set by in some case: those the cases name, and their own day 0; sorted."""
    named = (name for case in found.values() for name in (*case.zeros, case.zero))
    return tuple(sorted({name for name in named if name}))


def statements(corpus: Corpus, found: Times, zero: str | None = None) -> tuple[Statement, ...]:
    """Return the statements of all papers, by paper id and then in the order of the file.

    Days are the tight bounds of the time network, counted from each case's own day 0, or from the event that ``zero``
    names; a case that has no such zero has no days then. Raises UnknownZeroError where no case has it.
    """
    if zero is not None and zero not in zeros(found):
        raise UnknownZeroError(f"no case counts days from {zero!r}; there are: {', '.join(zeros(found))}")
    patients = corpus.patients
    return tuple(record for source in corpus.sources for record in _of_paper(source, found, zero, patients))


def named(corpus: Corpus, records: Iterable[Statement]) -> HappeningNames:
    """Return what each happening is called, by paper and case: its label in the paper's file, else what it is."""
    patients = corpus.patients
    heads = [(paper.id, case, head) for paper in corpus.papers for case, head in paper.cases.items()]
    return happenings(records, {(paper, patients[case]): head.names for paper, case, head in heads})


def _of_paper(source: Source, found: Times, zero: str | None, patients: Mapping[str, str]) -> Iterator[Statement]:
    paper = source.paper
    zeros = {case: _zero(found[paper.id, case], zero) for case in paper.cases}
    days = {case: found[paper.id, case].anchored(origin) for case, origin in zeros.items()}
    for said in paper.statements:
        case = paper.case_of(said)
        origin = zeros[case]
        phase = found[paper.id, case].phase(said.id, origin) if origin else None
        yield _record(source, said, days[case][said.id], phase, patients[case])


def _zero(case: Resolved, zero: str | None) -> str | None:
    """Return the zero that days are counted from: the case's own, or the one asked for where the case has it."""
    return case.zero if zero is None or zero == case.zero else zero if zero in case.zeros else None


def _record(source: Source, said: SourceStatement, bounds: Bounds, phase: Phase | None, patient: str) -> Statement:
    paper, quantity = source.paper, said.quantity
    return Statement(
        statement=statement_iri(paper.id, said.id),
        said_by=paper.id,
        case=patient,
        role=paper.role_of(said),
        primary=paper.primary_of(said),
        account=said.account or telling(time_section(said)),
        assertion=said.assertion,
        naming="mapped" if said.confidence == "inferred" else said.naming,
        kind=said.kind,
        event=said.event,
        state=said.state,
        certainty=said.certainty,
        links=tuple(_link(source, said, link) for link in said.links),
        schedule=tuple(said.schedule.items()),
        course=tuple(said.course.items()),
        grade=said.grade,
        scale=said.scale,
        **{name: getattr(quantity, name) for name in ("comparator", "value", "low", "high")},
        unit=said.unit,
        printed=said.printed,
        meant=said.meant,
        **_terms(source.catalogue, said),
        qualifiers=tuple(said.qualifiers.items()),
        when=said.when,
        **{name: getattr(bounds, name) for name in ("earliest", "latest", "end_earliest", "end_latest", "basis")},
        phase=phase,
        anchors=said.anchor,
        confidence=said.confidence,
        note=said.note,
    )


def _terms(terms: Catalogue, said: SourceStatement) -> dict[str, Any]:
    """Look up every term that a statement names."""
    named = {name: getattr(said, name) for name in ("specimen", "method", "route")}
    return {
        "about": _term(terms, said.about),
        "site": tuple(_term(terms, site) for site in said.site),
        **{name: _term(terms, text) if text else None for name, text in named.items()},
    }


def _link(source: Source, said: SourceStatement, link: SourceLink) -> Link:
    """Follow a link to the event, the statement or the term it names, in this order."""
    paper, case = source.paper, source.paper.case_of(said)
    told = [one for one in paper.statements if paper.case_of(one) == case]
    happening = next((one for one in told if one.event == link.target), None)
    found = happening or next((one for one in told if one.id == link.target), None)
    about = _term(source.catalogue, found.about if found else link.target)
    named = paper.cases[case].events.get(link.target)
    return Link(
        relation=link.relation,
        target=link.target if found else about.curie,
        sort="event" if happening else "statement" if found else "term",
        label=named.label if named else about.label,
        certainty=link.certainty,
        scale=link.scale,
        score=link.score,
    )


def _term(terms: Catalogue, text: str) -> Term:
    concept = terms.resolve(text)
    return Term(concept.curie, concept.label)
