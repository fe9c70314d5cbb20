"""Cycles: whether the words count the cycles of the treatment that a time phrase names: "C1D26 of therapy with x"."""

from __future__ import annotations

from typing import Final

from caseweave.clock.phrase import CycleDay
from caseweave.evidence.happenings import NamedHappening
from caseweave.evidence.names import EntityNames
from caseweave.evidence.naming import HappeningMention, Ordered, in_passage, in_sentences
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import line_of
from caseweave.evidence.record import Check
from caseweave.evidence.sentences import Sentence
from caseweave.vocabulary.lexicon import told

__all__ = ["check_clock"]

CARRIED: Final = 80
"""Words over which the treatment whose cycles are counted is carried over."""

GIVEN: Final = frozenset(("drug", "drug class", "regimen", "treatment"))
"""Kinds of what is given."""

_REACH: Final = 5
_CLOSE: Final = 3


def check_clock(words: str, moment: CycleDay, ordered: Ordered) -> Check:
    """Hold the treatment whose cycles a time phrase counts against the words."""
    happening, names = ordered.happening(moment.clock), ordered.names
    mentions = in_sentences(moment.clock, ordered)
    if any(_counts_cycles(mention) or _is_alone(mention, moment, names) for mention in mentions):
        return Check(claim="clock", what=words, outcome="holds")
    if _is_carried(moment, happening, ordered):
        return Check(claim="clock", what=words, outcome="holds", by=("cycle carried over",))
    if _is_begun(moment, happening, ordered):
        return Check(claim="clock", what=words, outcome="holds", by=("cycle of what was begun",))
    reason = f"the words do not say that the cycles of {moment.clock!r} are counted"
    return Check(claim="clock", what=words, outcome="could not check", reason=reason)


def _counts_cycles(mention: HappeningMention) -> bool:
    """Whether its cycles are counted: "C1D26 of therapy with x", "the second cycle of x"."""
    words = mention.passage.words
    before = words[max(0, mention.first - _REACH) : mention.first]
    governs = bool({"of", "with"} & set(before[-_CLOSE:]))
    return governs and any(word in told("order", "cycles") or _cycle_of(word) is not None for word in before)


def _cycle_of(word: str) -> int | None:
    """Return the number of the cycle in ``c2d8``."""
    cycle, found, day = word[1:].partition("d")
    return int(cycle) if word[:1] == "c" and found and cycle.isdecimal() and day.isdecimal() else None


def _is_carried(moment: CycleDay, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether the treatment whose cycles were counted last before, at the same cycle, is the one named."""
    names = ordered.names
    for held in ordered.held:
        passage = ordered.sentences.passage(held)
        if moment.cycle not in map(_cycle_of, passage.words) or any(
            _counts_cycles(mention) for mention in _given(names, passage)
        ):
            continue
        walked = 0
        for number in range(held.number - 1, -1, -1):
            earlier = ordered.sentences.passage(Sentence(held.flow, number))
            walked += len(earlier.words)
            counted = [mention for mention in _given(names, earlier) if _counts_cycles(mention)]
            if counted:
                own = {one._replace(is_done=False) for one in in_passage(names, happening, earlier)}
                return moment.cycle in map(_cycle_of, earlier.words) and set(counted) <= own
            if walked > CARRIED:
                break
    return False


def _is_begun(moment: CycleDay, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether the first cycle is of the one treatment that the sentence before tells, with all its parts."""
    for held in ordered.carrying:
        before = Sentence(held.flow, held.number - 1)
        counted = set(map(_cycle_of, ordered.sentences.passage(held).words)) - {None}
        if (
            not held.number
            or counted != {1}
            or moment.cycle != 1
            or not ordered.narration.is_told_in(happening, before)
        ):
            continue
        passage = ordered.sentences.passage(before)
        named = [one for one, _, _ in ordered.names.named(line_of(passage)) if one.kind in GIVEN]
        given = {one.curie for one in named if one.kind != "treatment" or one.curie in ordered.known}
        if given and given <= {*happening.terms, *happening.shared, *happening.parts}:
            return True
    return False


def _is_alone(mention: HappeningMention, moment: CycleDay, names: EntityNames) -> bool:
    """Tell whether a treatment is the only one a sentence names, before the day of its cycle."""
    days = [at for at, word in enumerate(mention.passage.words) if _cycle_of(word) == moment.cycle]
    others = [one for one in _given(names, mention.passage) if one.first != mention.first]
    return bool(days) and mention.first < days[0] and not others


def _given(names: EntityNames, passage: Passage) -> list[HappeningMention]:
    """Every drug, regimen and treatment a sentence names."""
    return [
        HappeningMention(passage, first, last, None)
        for concept, first, last in names.named(line_of(passage))
        if concept.kind in GIVEN
    ]
