"""Order: whether the words set a happening before, after or on the day of the one a time phrase names.

The words must name that happening, by what it is or by a broader name that fits no other happening of the patient, and
a word such as "after" or "prior to" must stand before the name; or the entity is listed behind the name as part of it.
Where no word orders the two, the order in which they are told may; else it could not be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from caseweave.clock.phrase import (
    At,
    Between,
    CycleDay,
    During,
    Either,
    Elapsed,
    Ending,
    Expression,
    From,
    FromTo,
    Moment,
    NightAfter,
    Offset,
    Order,
    Reference,
    Within,
    parse,
)
from caseweave.evidence.cycles import check_clock
from caseweave.evidence.happenings import NamedHappening
from caseweave.evidence.naming import HappeningMention, Ordered, Side, in_passage, in_sentences
from caseweave.evidence.passage import COMMA, Passage
from caseweave.evidence.phrases import line_of
from caseweave.evidence.record import Check
from caseweave.evidence.sentences import Sentence
from caseweave.vocabulary.lexicon import phrases, told

__all__ = ["check_order"]

_REACH: Final = 4
_CLOSE: Final = 3
_BREAK: Final = 2

_SIDES: Final[tuple[Side, ...]] = ("after", "before", "by", "during")


class _Wanted(NamedTuple):
    """An order that a time phrase claims: its words, the side, and the happening it is told to."""

    words: str
    side: Side
    moment: Reference

    @property
    def must_end(self) -> bool:
        """Whether the happening must have come to its end."""
        return self.moment.edge == "end"


def check_order(words: str, ordered: Ordered) -> Iterator[Check]:
    """Hold each happening a time phrase names against the sentences the anchored words stand in."""
    expression = parse(words)
    references = list(_references(expression))
    if expression.references and not references:
        yield Check(claim="order", what=words, outcome="could not check", reason="not looked for in the words")
    for side, moment in references:
        if isinstance(moment, Either):
            yield Check(claim="order", what=words, outcome="could not check", reason="the phrase leaves it open")
        elif isinstance(moment, CycleDay):
            yield check_clock(words, moment, ordered)
        else:
            yield _order(_Wanted(words, side, moment), ordered)


def _order(wanted: _Wanted, ordered: Ordered) -> Check:
    mentions = in_sentences(wanted.moment.id, ordered)
    sides = _sides(mentions, ordered, wanted.must_end)
    by = "" if sides == {wanted.side} else None
    if wanted.side == "after" and sides == {"during"} and not wanted.must_end:
        by = "during it"
    elif not sides:
        by = _derived(wanted, mentions, ordered)
    if by is not None:
        return Check(claim="order", what=wanted.words, outcome="holds", by=tuple(filter(None, (by,))))
    reason = f"the words do not name {wanted.moment.id!r}"
    if sides:
        reason = f"the words say {', '.join(sorted(sides))!r} of {wanted.moment.id!r}"
    elif mentions:
        reason = f"the words do not order it and {wanted.moment.id!r}"
    return Check(claim="order", what=wanted.words, outcome="could not check", reason=reason)


def _sides(mentions: Sequence[HappeningMention], ordered: Ordered, must_end: bool) -> set[Side]:
    """How the words set what is told to a happening; the anchored words decide, if they do."""
    apart = [one for one in mentions if not ordered.is_entity(one) or _side(one, ordered, must_end) == "during"]
    for held in ([one for one in apart if ordered.is_anchored(one)], apart):
        sides = {side for one in held if (side := _side(one, ordered, must_end)) is not None}
        if sides:
            return sides
    return set()


def _derived(wanted: _Wanted, mentions: Sequence[HappeningMention], ordered: Ordered) -> str | None:
    """Return the derivation by which an order follows that no word before a name tells; None if none does."""
    happening = ordered.happening(wanted.moment.id)
    if wanted.side in ("at", "by") and _that_time(happening, ordered) == wanted.side:
        return "that time"
    is_part = _lists_all(happening, ordered) or any(_lists(one, happening, ordered) for one in mentions)
    if wanted.side == "during" and is_part:
        return "listed with it"
    if wanted.must_end or isinstance(parse(wanted.words), Ending | At | During):
        return None
    return "order of the telling" if _is_told(wanted, mentions, ordered) else None


def _is_told(wanted: _Wanted, mentions: Sequence[HappeningMention], ordered: Ordered) -> bool:
    """Tell whether things are told in the order of a phrase; a length must be counted on from the one before."""
    happening = ordered.happening(wanted.moment.id)
    by_sentences = ordered.narration.side(happening, ordered.carrying)
    if not isinstance(parse(wanted.words), Order | Between):
        counts_on = ordered.narration.counts_on(happening, ordered.carrying)
        return wanted.side == by_sentences == "after" and counts_on
    in_turn = {_in_turn(one, ordered) for one in mentions} if by_sentences is None else {by_sentences}
    return in_turn == ({"before"} if wanted.side == "by" else {wanted.side})


def _references(expression: Expression) -> Iterator[tuple[Side, Reference | CycleDay | Either]]:
    """Happenings an expression names, each with how it stands to them; a plain moment has none."""
    match expression:
        case Order(word, moment):
            yield from _one(word, moment)
        case Offset(_, side, moment) | Within(_, _, side, moment):
            yield from _one(side, moment)
        case Elapsed(_, moment) | From(moment) | NightAfter(moment):
            yield from _one("after", moment)
        case During(moment):
            yield from _one("during", moment)
        case Ending(_, moment):
            yield from _one("by", moment)
        case Between(first, last) | FromTo(first, last):
            yield from _one("after", first)
            yield from _one("before", last)
        case At(moment, _):
            yield from _one("at", moment)
        case _:
            return


def _one(side: Side, moment: Moment) -> Iterator[tuple[Side, Reference | CycleDay | Either]]:
    if isinstance(moment, Reference | CycleDay | Either):
        yield side, moment


def _side(mention: HappeningMention, ordered: Ordered, must_end: bool) -> Side | None:
    """How the words set what is told to a happening: by the nearest word before its name, else by "then" between.

    What comes after a treatment comes after its end only if the words say that it was over.
    """
    found = mention.prefix or _word_before(mention) or _then(mention, ordered) or _previously(mention, ordered)
    if not must_end:
        return found
    before = set(mention.passage.words[max(0, mention.first - _REACH) : mention.first])
    says_so = mention.prefix is not None or bool(told("order", "over") & before)
    is_over = says_so and not told("order", "cycles") & before
    return "after" if found == "after" and is_over else None


def _word_before(mention: HappeningMention) -> Side | None:
    words = mention.passage.words
    reach = _REACH
    for at in range(mention.first - 1, -1, -1):
        reach -= words[at] not in told("order", "course of")
        if mention.passage.stops[at] >= COMMA or words[at] in told("clause", "verbs") or reach < -1:
            return None
        if words[at - 1 : at + 1] in phrases("order", "same day") and mention.first - at <= _CLOSE:
            return "by" if "by" in words[max(0, at - _CLOSE) : at] else "at"
        if words[at - 1 : at + 1] in phrases("order", "causes"):
            return "after"
        for side in _SIDES:
            if words[at] in told("order", side):
                return side
        if mention.is_done and at == mention.first - 1 and words[at] in told("order", "at"):
            return "at"
    return None


def _previously(mention: HappeningMention, ordered: Ordered) -> Side | None:
    """Order by "previously" before the entity: "the scan showed resolution of the previously noted lesions"."""
    words = mention.passage.words
    line = line_of(mention.passage)
    own = [first for name in ordered.own_names for first, _ in line.find(name)]
    is_earlier = any(told("order", "earlier") & set(words[max(0, first - _CLOSE) : first]) for first in own)
    return "before" if is_earlier and mention.first < min(own) else None


def _then(mention: HappeningMention, ordered: Ordered) -> Side | None:
    """Order by "then" or "followed by" between the entity and the happening."""
    line = line_of(mention.passage)
    own = [span for name in ordered.own_names for span in line.find(name)]
    words = mention.passage.words
    for at in range(len(words)):
        if not any(words[at : at + len(then)] == then for then in phrases("order", "then")):
            continue
        if any(last <= at for _, last in own) and not any(first > at for first, _ in own) and mention.first > at:
            return "before"
        if any(first > at for first, _ in own) and not any(last <= at for _, last in own) and mention.last <= at:
            return "after"
    return None


def _in_turn(mention: HappeningMention, ordered: Ordered) -> Side | None:
    """How a sentence tells an entity to a happening clause by clause: "x was done, and he had y", "after y, x was"."""
    passage = mention.passage
    own = [span for name in ordered.own_names for span in line_of(passage).find(name)]
    if own and all(last <= mention.first for _, last in own):
        last = max(own)[1]
        leads = passage.parted(last - 1, mention.first, COMMA) and any(_opens(passage, first) for first, _ in own)
        return "before" if leads or _turns(passage, last, mention.first) else None
    if own and all(first >= mention.last for first, _ in own):
        return "after" if _turns(passage, mention.last, min(own)[0]) else None
    return None


def _opens(passage: Passage, first: int) -> bool:
    """Tell whether a name is what its clause opens with as come before: "due to y", "after the y"."""
    words = passage.words
    for at in range(max(0, first - _CLOSE), first):
        begins = not at or passage.stops[at - 1] >= COMMA or words[at - 1] in told("clause", "joints")
        if begins and (words[at] in told("order", "after") or words[at : at + 2] in phrases("order", "causes")):
            return not passage.parted(at, first, COMMA)
    return False


def _turns(passage: Passage, first: int, last: int) -> bool:
    """Tell whether another clause begins between two places, with no word of order behind its beginning."""
    words, begins = passage.words, phrases("clause", "verbs") | phrases("clause", "subjects")
    joints = [at for at in range(first, last - 1) if words[at] in told("clause", "joints")]
    turns = [at for at in joints if any(words[at + 1 : at + 1 + len(begin)] == begin for begin in begins)]
    sides = told("order", "recalling").union(*(told("order", side) for side in _SIDES))
    return bool(turns) and not sides & set(words[turns[-1] : last])


def _that_time(happening: NamedHappening, ordered: Ordered) -> Side | None:
    """How the words say "at that time" or "by that time" of a happening that the sentence before names."""
    for held in ordered.held:
        words = ordered.sentences.passage(held).words
        at = next((at for at in range(len(words)) if words[at : at + 2] in phrases("order", "that time")), None)
        if held.number and at is not None:
            before = ordered.sentences.passage(Sentence(held.flow, held.number - 1))
            if any(mention.prefix is None for mention in in_passage(ordered.names, happening, before)):
                return "by" if words[at - 1 : at] == ("by",) else "at"
    return None


def _lists_all(happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether a sentence names every part of a happening, the entity among them: a regimen named by its drugs."""
    if ordered.entity not in happening.parts or len(happening.parts) < 2:
        return False
    for held in ordered.held:
        line = line_of(ordered.sentences.passage(held))
        if all(any(next(line.find(name), None) for name in ordered.names.of(part)) for part in happening.parts):
            return True
    return False


def _lists(mention: HappeningMention, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether the entity is listed behind a happening as part of it: "x (a, b and c)", "x with a and b"."""
    if ordered.entity not in happening.parts:
        return False
    parts = {
        at
        for concept, first, last in ordered.names.named(line_of(mention.passage))
        if concept.curie in happening.parts or concept.kind in ("route", "regimen")
        for at in range(first, last)
    }
    line = line_of(mention.passage)
    own = [first for name in ordered.own_names for first, _ in line.find(name) if first >= mention.last]
    words = mention.passage.words
    joins = told("order", "lists")
    return any(all(at in parts or words[at] in joins for at in range(mention.last, first)) for first in own)
