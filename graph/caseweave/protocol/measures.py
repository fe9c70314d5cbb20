"""All measures of a corpus under a protocol: each paper's telling of each case, put through every rule's verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from caseweave.corpus import Corpus
from caseweave.model import Measure
from caseweave.protocol.definition import MeasureRule, Verb
from caseweave.protocol.membership import Membership
from caseweave.protocol.speaker import ACCOUNTS, Speaker
from caseweave.protocol.timing import Tellings
from caseweave.protocol.verbs.course import course_measures
from caseweave.protocol.verbs.duration import duration_measures
from caseweave.protocol.verbs.first import count_measures, first_measures, last_measures, until_measures
from caseweave.protocol.verbs.gap import gap_measures
from caseweave.protocol.verbs.maximum import maximum_measures
from caseweave.protocol.verbs.nearest import nearest_measures
from caseweave.statements import named

__all__ = ["measures"]

_VERBS: Final[Mapping[Verb, Callable[[Speaker, MeasureRule], Iterator[Measure]]]] = MappingProxyType(
    {
        "first": first_measures,
        "last": last_measures,
        "course": course_measures,
        "gap": gap_measures,
        "duration": duration_measures,
        "until": until_measures,
        "maximum": maximum_measures,
        "count": count_measures,
    }
)


def measures(corpus: Corpus, member: Membership, tellings: Tellings) -> tuple[Measure, ...]:
    """Compute every measure of a protocol in every case, as each paper and each account has it.

    By case, rule in the protocol's order, origin, paper and account. A result that says nothing, not even that
    something came later, is left out; so is a case that the protocol gives no day 0 though it asks for one.
    """
    rules = member.protocol.measures
    found = [measure for speaker in _speakers(corpus, member, tellings) for measure in _of_speaker(speaker)]
    order = {name: place for place, name in enumerate(rules)}
    return tuple(sorted(filter(_says_something, found), key=lambda one: _place(one, order)))


def _speakers(corpus: Corpus, member: Membership, tellings: Tellings) -> Iterator[Speaker]:
    sources = {source.paper.id: source for source in corpus.sources}
    patients = corpus.patients
    names = named(corpus, (said for telling in tellings for said in telling.statements))
    for telling in tellings:
        if telling.time is None or telling.key in member.timing.dayless:
            continue
        source = sources[telling.said_by]
        heads = (head for case, head in source.paper.cases.items() if patients[case] == telling.case)
        episodes = tuple(event for head in heads for event in head.episodes)
        yield Speaker(
            said_by=telling.said_by,
            case=telling.case,
            statements=telling.statements,
            time=telling.time,
            catalogue=source.catalogue,
            member=member,
            episodes=episodes,
            names=names.get((telling.said_by, telling.case), {}),
        )


def _of_speaker(speaker: Speaker) -> Iterator[Measure]:
    found: dict[str, list[Measure]] = {}
    rules = speaker.protocol.measures.values()
    for rule in (one for one in rules if one.verb != "nearest"):
        found[rule.name] = list(_VERBS[rule.verb](speaker, rule))
        yield from found[rule.name]
    for rule in (one for one in rules if one.verb == "nearest"):
        yield from nearest_measures(speaker, rule, found.get(str(rule.to), ()))


def _says_something(measure: Measure) -> bool:
    """Tell whether a measure says more than that something came after its zero."""
    return bool(measure.value) or measure.latest is not None or (measure.earliest or 0) > 0


def _place(measure: Measure, order: Mapping[str, int]) -> tuple[object, ...]:
    return (
        measure.case,
        order[measure.measure],
        measure.zero,
        measure.said_by,
        ACCOUNTS.index(measure.account),
        measure.id,
    )
