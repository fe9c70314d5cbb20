"""All measures of a corpus: each paper's telling of each case, put through every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.corpus import Corpus, Source
from caseweave.model import Measure, Statement
from caseweave.protocol.crs import crs_measures
from caseweave.protocol.kinetics import blood_measures
from caseweave.protocol.looks import look_measures
from caseweave.protocol.remission import remission_measures
from caseweave.protocol.rules import RULES
from caseweave.protocol.skin import course_measures
from caseweave.protocol.telling import ACCOUNTS, INFUSION, ONSET, Telling
from caseweave.statements import Times

__all__ = ["measures"]

_RULES: Final = tuple(RULES)
_ZEROS: Final = (INFUSION, ONSET)


def measures(corpus: Corpus, statements: Sequence[Statement], times: Times) -> tuple[Measure, ...]:
    """Compute every measure of every case, as each paper and each account has it.

    By case, rule, zero (infusion before onset), paper and account. The statements are those of
    :func:`caseweave.statements.statements`, the times those of :func:`caseweave.statements.times`.
    """
    found = [measure for source in corpus.sources for measure in _of_paper(source, statements, times)]
    return tuple(sorted(found, key=_place))


def _of_paper(source: Source, statements: Sequence[Statement], times: Times) -> Iterator[Measure]:
    paper = source.paper
    for case, head in paper.cases.items():
        told = tuple(said for said in statements if said.said_by == paper.id and said.case == case)
        if told:
            yield from _of_telling(
                Telling(paper.id, case, told, times[paper.id, case], source.catalogue, head.episodes)
            )


def _of_telling(telling: Telling) -> Iterator[Measure]:
    course = list(course_measures(telling))
    yield from course
    yield from look_measures(telling)
    yield from crs_measures(telling)
    yield from remission_measures(telling)
    yield from blood_measures(telling, [one for one in course if one.measure == "time to clearance" and not one.site])


def _place(measure: Measure) -> tuple[object, ...]:
    return (
        measure.case,
        _RULES.index(measure.measure),
        _ZEROS.index(measure.zero) if measure.zero in _ZEROS else 0,
        measure.said_by,
        ACCOUNTS.index(measure.account),
        measure.id,
    )
