"""The steps strung together: from the statements and times of a corpus to its disagreements and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from caseweave.accounts.clashes import time_findings
from caseweave.accounts.finding import Finding
from caseweave.accounts.grouping import gathered, of_times
from caseweave.accounts.likeness import Likeness
from caseweave.accounts.moments import Moments
from caseweave.accounts.pairs import Pair, Told, pairs
from caseweave.accounts.resolutions import resolved
from caseweave.accounts.rules import RULES
from caseweave.accounts.verdicts import Held, hold
from caseweave.corpus import Corpus
from caseweave.model import Disagreement, Statement, Verdict
from caseweave.statements import Times

__all__ = ["Compared", "compare"]


@dataclass(frozen=True, slots=True)
class Compared:
    """What comes of holding all accounts against each other: disagreements by id, verdicts in the order of claims."""

    disagreements: tuple[Disagreement, ...]
    verdicts: tuple[Verdict, ...]


def compare(corpus: Corpus, records: Sequence[Statement], times: Times) -> Compared:
    """Hold all that is told of each patient against each other: within each paper, and between papers.

    Independent papers disagree only where merged cases make them speak of one patient; otherwise papers disagree
    through relayed claims, each of which gets a verdict.
    """
    likeness, moments = Likeness.of(corpus), Moments(corpus, times)
    places = {record.statement: place for place, record in enumerate(records)}
    papers = {paper.id for paper in corpus.papers}
    found: list[Disagreement] = []
    held: list[Held] = []
    for _, about in sorted(_grouped(records, attrgetter("case")).items()):
        told = Told.of(about, likeness, moments)
        claims = [hold(record, about, told, papers) for record in about if record.role == "relayed"]
        found += gathered(chain(_found(told), *(one.findings for one in claims)), places)
        held += claims
    by_paper = _grouped(records, attrgetter("said_by"))
    for (paper, _), network in times.items():
        if network.clashes:
            there = {record.id: record for record in by_paper[paper]}
            found += [of_times(one, places) for one in time_findings(network, there)]
    verdicts = sorted((one.verdict for one in held), key=lambda one: places[one.statement])
    return Compared(resolved(found, corpus, places), tuple(verdicts))


def _grouped(records: Iterable[Statement], key: Callable[[Statement], str]) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def _found(told: Told) -> Iterator[Finding]:
    """Apply every rule to every pair: of one paper, or of two papers that both report the patient."""
    fit = {one.statement: frozenset(rule for rule in RULES if rule.of(one)) for one in told.statements}
    for pair in pairs(told):
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
    sides = ((pair.one, pair.other), (pair.other, pair.one))
    return any(_claim(said) == _claim(other) for mine, other in sides for said in pair.told.account_of(mine.said_by))


def _claim(said: Statement) -> tuple[object, ...]:
    """Return what a statement claims, whoever says it and wherever it stands."""
    number = (said.comparator, said.value, said.low, said.high, said.unit, said.grade)
    place = (said.site, said.specimen, said.method, said.course, said.qualifiers)
    return (said.kind, said.about, said.state, said.event, *number, *place, said.earliest, said.latest)
