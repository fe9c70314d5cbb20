"""Two cases of different papers that may be one patient: what they share, scored. Nothing is ever merged by it.

=============  ======  =====================================================================================
shared         points  counts where
=============  ======  =====================================================================================
course         3       at least five dated observations are the same, and half of those of the shorter account
course         1       three or four are
date           2       a day of the calendar is given to the same thing
author         2       two authors or more
author         1       one author
institution    1       a hospital is named by both
product        1       the same drug was given as the event that days are counted from
trial          1       the same trial number
=============  ======  =====================================================================================

Sex, age and diagnosis score nothing; where both papers give a sex or an age and they differ, the two are no candidates.
Nor are two long courses that share nothing. What very many cases share tells no two of them apart and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import Final, TypeAlias

from caseweave.accounts.moments import Moments
from caseweave.clock import phrase as timewords
from caseweave.clock.phrase import Date
from caseweave.corpus import Corpus
from caseweave.model import Candidate, PaperFile, Statement
from caseweave.model.identifiers import statement_iri
from caseweave.statements import Times

__all__ = ["ENOUGH", "candidates"]

ENOUGH: Final = 4
"""Points from which two cases are listed."""

MOST_SHARING: Final = 30
"""Cases that may share a thing for it to count."""

LONG: Final = 5
"""Dated observations that make a course."""

SHOWN: Final = 3
"""Things of each sort that are named."""

Mark: TypeAlias = tuple[str, str]
"""A sort of thing that may be shared, and which."""

_WIDEST: Final = 3
"""Days within which an observation is dated."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One patient as one paper reports them: what may be shared, and what rules a match out."""

    paper: str
    case: str
    patient: str
    marks: frozenset[Mark]
    sexes: frozenset[str] = frozenset()
    ages: frozenset[Decimal] = frozenset()
    length: int = field(default=0)

    def may_be(self, other: _Case) -> bool:
        """Tell whether nothing speaks against one patient: neither the papers nor sex and age."""
        if self.paper == other.paper or self.patient == other.patient:
            return False
        sexes = self.sexes & other.sexes or not (self.sexes and other.sexes)
        ages = any(abs(one - age) <= 1 for one in self.ages for age in other.ages)
        return bool(sexes) and (ages or not (self.ages and other.ages))


def candidates(corpus: Corpus, records: Sequence[Statement], times: Times) -> tuple[Candidate, ...]:
    """List the pairs of cases that share enough to be one patient, the most alike first."""
    moments, patients = Moments(corpus, times), corpus.patients
    own = [record for record in records if record.own_word and record.state == "present"]
    by_paper: dict[str, list[Statement]] = {}
    for record in own:
        by_paper.setdefault(record.said_by, []).append(record)
    cases = [
        _case(paper, case, patients[case], by_paper.get(paper.id, ()), moments)
        for paper in corpus.papers
        for case in paper.own_cases
    ]
    found = (_candidate(cases[one], cases[other], marks) for (one, other), marks in _sharing(cases).items())
    alike = sorted((one for one in found if one), key=lambda one: (-one.score, one.cases))
    best = {one.cases: one for one in reversed(alike)}  # two papers may report the same two patients
    return tuple(one for one in alike if best[one.cases] is one)


def _case(paper: PaperFile, case: str, patient: str, records: Iterable[Statement], moments: Moments) -> _Case:
    ids = {statement_iri(paper.id, said.id) for said in paper.statements if paper.case_of(said) == case}
    told = [record for record in records if record.statement in ids]
    course = {mark for record in told if not moments.is_zero(record) for mark in _observed(record)}
    marks = course | set(_marks(paper, told, moments))
    return _Case(
        paper=paper.id,
        case=case,
        patient=patient,
        marks=frozenset(marks),
        sexes=frozenset(one.label for one in told if one.kind == "demographic" and one.label in {"male", "female"}),
        ages=frozenset(one.value for one in told if one.label == "age" and one.unit == "a" and one.value is not None),
        length=len(course),
    )


def _observed(record: Statement) -> Iterator[Mark]:
    """Yield what was seen within few days, with those days: nothing where it lasts or is not dated so well."""
    first, last = record.earliest, record.latest
    if first is None or last is None or last - first > _WIDEST:
        return
    days = f"day {first}" if first == last else f"day {first} to {last}"
    yield "course", f"{record.label} on {days}"


def _marks(paper: PaperFile, told: Iterable[Statement], moments: Moments) -> Iterator[Mark]:
    for author in paper.authors:
        yield "author", _author(author)
    for record in told:
        for name, value in record.qualifiers:
            if name in {"setting", "trial"}:
                yield {"setting": "institution", "trial": "trial"}[name], value.casefold()
        for date in _dates(record):
            yield "date", f"{record.label} on {date}"
        if record.kind == "treatment" and moments.is_zero(record):
            yield "product", record.label


def _author(name: str) -> str:
    """Return surname and first initial: papers differ in how many initials they print."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return f"{' '.join(words[:-1])} {words[-1][0]}".title() if len(words) > 1 else name.title()


def _dates(record: Statement) -> Iterator[str]:
    for phrase in record.when:
        parts = timewords.parse(phrase).parts
        yield from (str(part) for part in parts if isinstance(part, Date) and part.day is not None)


def _sharing(cases: Sequence[_Case]) -> dict[tuple[int, int], list[Mark]]:
    """Return the pairs of cases, by their places, that may be one patient, each with all telling marks they share."""
    having: dict[Mark, list[int]] = {}
    for place, one in enumerate(cases):
        for mark in sorted(one.marks):
            having.setdefault(mark, []).append(place)
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark, places in sorted(having.items()):
        if len(places) <= MOST_SHARING:
            for pair in combinations(places, 2):
                found.setdefault(pair, []).append(mark)
    return {pair: marks for pair, marks in found.items() if cases[pair[0]].may_be(cases[pair[1]])}


def _candidate(one: _Case, other: _Case, marks: Iterable[Mark]) -> Candidate | None:
    shared: dict[str, list[str]] = {}
    for sort, what in marks:
        shared.setdefault(sort, []).append(what)
    shorter = min(one.length, other.length)
    unlike = shorter >= LONG and not shared.keys() & {"course", "date"}
    score = _score({sort: len(things) for sort, things in shared.items()}, shorter)
    if unlike or score < ENOUGH:
        return None
    first, second = sorted((one.patient, other.patient))
    return Candidate(cases=(first, second), score=score, shared=tuple(map(_told, shared.items())))


def _score(shared: Mapping[str, int], shorter: int) -> int:
    course, authors = shared.get("course", 0), shared.get("author", 0)
    points = 3 if course >= LONG and 2 * course >= shorter else int(course >= LONG - 2)
    points += min(authors, 2) + (2 if "date" in shared else 0)
    return points + sum(sort in shared for sort in ("institution", "product", "trial"))


def _told(shared: tuple[str, list[str]]) -> str:
    sort, things = shared
    more = f" and {len(things) - SHOWN} more" if len(things) > SHOWN else ""
    return f"{sort}: {'; '.join(things[:SHOWN])}{more}"
