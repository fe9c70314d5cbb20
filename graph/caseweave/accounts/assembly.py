"""The steps strung together: from the statements and times of a corpus to its disagreements and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import attrgetter
from typing import Final

from caseweave.accounts.clashes import time_findings
from caseweave.accounts.finding import Misfit
from caseweave.accounts.grouping import gathered, of_times, told_apart
from caseweave.accounts.likeness import Likeness
from caseweave.accounts.moments import Moments
from caseweave.accounts.pairs import Hearing, Pair, pairs
from caseweave.accounts.resolutions import resolved
from caseweave.accounts.rules import RULES
from caseweave.accounts.sides import Sides
from caseweave.accounts.verdicts import Held, hold
from caseweave.corpus import Corpus
from caseweave.model import Disagreement, Statement, Verdict
from caseweave.statements import Times, named

__all__ = ["CUT", "MOST_PAIRS", "Compared", "compare"]

MOST_PAIRS: Final = 200_000
"""Pairs of statements on one patient that are compared: all pairs of 600 measurements of one thing."""

CUT: Final = "So much is told of this patient that not all of it was compared; there may be more."


@dataclass(frozen=True, slots=True)
class Compared:
    """What comes of holding all accounts against each other: disagreements by id, verdicts in the order of claims.

    Of the patients in ``cut`` so much is told that only the first pairs of statements were compared.
    """

    disagreements: tuple[Disagreement, ...]
    verdicts: tuple[Verdict, ...]
    cut: tuple[str, ...] = ()


def compare(corpus: Corpus, records: Sequence[Statement], times: Times) -> Compared:
    """Hold all that is told of each patient against each other: within each paper, and between papers.

    Independent papers disagree only where merged cases make them speak of one patient; otherwise papers disagree
    through relayed claims, each of which gets a verdict.
    """
    likeness, moments = Likeness.of(corpus), Moments(corpus, times)
    sides = Sides.of(records, named(corpus, records))
    papers = {paper.id for paper in corpus.papers}
    found: list[Disagreement] = []
    held: list[Held] = []
    cut: list[str] = []
    for case, about in sorted(_grouped(records, attrgetter("case")).items()):
        told = Hearing.of(about, likeness, moments)
        claims = [hold(record, about, told, papers) for record in about if record.role == "relayed"]
        every = chain(told.pointed(), pairs(told))
        against = chain(_found(islice(every, MOST_PAIRS), told), *(one.findings for one in claims))
        compared = gathered(against, sides, likeness)
        if next(every, None) is not None:
            cut.append(case)
            compared = [replace(one, note=f"{one.note or ''} {CUT}".strip()) for one in compared]
        found += compared
        held += claims
    by_paper = _grouped(records, attrgetter("said_by"))
    groups = corpus.groups
    for (paper, case), network in times.items():
        if network.clashes and case not in groups:
            there = {record.id: record for record in by_paper[paper]}
            found += [of_times(one, sides) for one in time_findings(network, there, sides)]
    verdicts = sorted((one.verdict for one in held), key=lambda one: sides.places[one.statement])
    return Compared(resolved(told_apart(found, sides.places), corpus, sides.places), tuple(verdicts), tuple(cut))


def _grouped(records: Iterable[Statement], key: Callable[[Statement], str]) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def _found(some: Iterable[Pair], told: Hearing) -> Iterator[Misfit]:
    """Apply every rule to pairs: of one paper, or of two papers that both report the patient."""
    fit = {one.statement: frozenset(rule for rule in RULES if rule.of(one)) for one in told.statements}
    for pair in some:
        rules = fit[pair.one.statement] & fit[pair.other.statement]
        if _may_disagree(pair):
            yield from (finding for rule in RULES if rule in rules and (finding := rule(pair)))


def _may_disagree(pair: Pair) -> bool:
    """Tell whether two statements are of one paper, or of two that both report the patient and tell it differently."""
    if pair.one.said_by == pair.other.said_by:
        return True
    return {pair.one.role, pair.other.role} == {"own"} and not _echoed(pair)


def _echoed(pair: Pair) -> bool:
    """Tell whether a paper also says what the other says: then it is at odds with itself, not with the other."""
    return pair.told.claims(pair.one.said_by, pair.other) or pair.told.claims(pair.other.said_by, pair.one)
