"""Order: whether the words set a happening before, after or on the day of the one a time phrase names.

The words must name that happening, by what it is or by a broader name that fits no other happening of the patient, and
a word such as "after" or "prior to" must stand before the name; or the entity is listed behind the name as part of it.
Where the words are silent it could not be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

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
from caseweave.evidence.happenings import NamedHappening
from caseweave.evidence.moment import CycleDayNamed, DateNamed, DayNamed, Named, moments
from caseweave.evidence.names import EntityNames
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import line_of, phrase
from caseweave.evidence.record import Check
from caseweave.evidence.sentences import Sentence, Sentences

__all__ = ["Ordered", "check_order"]

Side = Literal["before", "after", "by", "during", "at"]
_REACH: Final = 4
_CLOSE: Final = 3
_BREAK: Final = 2
_CARRIED: Final = 80
"""Words over which the treatment whose cycles are counted is carried over."""

_SIDES: Final[dict[str, Side]] = {
    **dict.fromkeys(("after", "post", "following", "since", "thereafter"), "after"),
    **dict.fromkeys(("before", "prior", "preceding", "pre"), "before"),
    **dict.fromkeys(("until", "till"), "by"),
    **dict.fromkeys(("during", "throughout", "while", "within"), "during"),
}
_PREFIXES: Final[dict[str, Side]] = {"post": "after", "pre": "before"}
_SAME_DAY: Final = frozenset((("day", "of"), ("time", "of")))
_CAUSES: Final = frozenset(
    (
        *(("due", "to"), ("related", "to"), ("response", "to"), ("secondary", "to"), ("attributed", "to")),
        *(("caused", "by"), ("induced", "by"), ("triggered", "by"), ("stimulated", "by")),
    )
)
"""What stands behind these came first."""

_THEN: Final = frozenset((("then",), ("subsequently",), ("followed", "by")))
_THAT_TIME: Final = frozenset((("that", "time"), ("that", "day"), ("same", "day"), ("same", "time")))
_EARLIER: Final = frozenset(("previously", "formerly", "earlier"))
_CYCLES: Final = frozenset(("cycle", "day"))
_LISTS: Final = frozenset(
    ("and", "with", "of", "or", "plus", "+", "/", "in", "the", "a", "lower", "dose", "doses", "it")
)


class Ordered(NamedTuple):
    """What an order is held against: the sentences, what the patient's happenings are, and which entity is told of."""

    sentences: Sentences
    held: tuple[Sentence, ...]
    happenings: Mapping[str, NamedHappening]
    entity: str
    spelling: str | None = None


def check_order(words: str, names: EntityNames, ordered: Ordered) -> Iterator[Check]:
    """Hold each happening a time phrase names against the sentences the anchored words stand in."""
    expression = parse(words)
    references = list(_references(expression))
    if expression.references and not references:
        yield Check(claim="order", what=words, outcome="could not check", reason="not looked for in the words")
    for side, moment in references:
        if isinstance(moment, Either):
            yield Check(claim="order", what=words, outcome="could not check", reason="the phrase leaves it open")
        elif isinstance(moment, CycleDay):
            yield _clock(words, moment, names, ordered)
        else:
            yield _order(words, side, moment, names, ordered)


def _order(words: str, side: Side, moment: Reference, names: EntityNames, ordered: Ordered) -> Check:
    happening = ordered.happenings.get(moment.id, NamedHappening())
    mentions = _in_sentences(names, happening, ordered)
    must_end = moment.edge == "end"
    sides = {told for mention in mentions if (told := _side(mention, names, ordered.entity, must_end)) is not None}
    if sides == {side}:
        return Check(claim="order", what=words, outcome="holds")
    if side == "at" and not sides and _at_that_time(names, happening, ordered):
        return Check(claim="order", what=words, outcome="holds", by=("that time",))
    is_part = _lists_all(names, happening, ordered) or any(_lists(one, names, happening, ordered) for one in mentions)
    if side == "during" and not sides and is_part:
        return Check(claim="order", what=words, outcome="holds", by=("listed with it",))
    reason = f"the words do not name {moment.id!r}"
    if mentions:
        said = ", ".join(sorted(sides))
        reason = f"the words say {said!r} of {moment.id!r}" if said else f"the words do not order it and {moment.id!r}"
    return Check(claim="order", what=words, outcome="could not check", reason=reason)


def _clock(words: str, moment: CycleDay, names: EntityNames, ordered: Ordered) -> Check:
    happening = ordered.happenings.get(moment.clock, NamedHappening())
    mentions = _in_sentences(names, happening, ordered)
    if any(mention.counts_cycles or _is_alone(mention, moment, names) for mention in mentions):
        return Check(claim="clock", what=words, outcome="holds")
    if _is_carried(moment, names, happening, ordered):
        return Check(claim="clock", what=words, outcome="holds", by=("cycle carried over",))
    reason = f"the words do not say that the cycles of {moment.clock!r} are counted"
    return Check(claim="clock", what=words, outcome="could not check", reason=reason)


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


class _Mention(NamedTuple):
    """Where a sentence names a happening; ``prefix`` is the side a prefix gives it, such as that of "post-infusion"."""

    passage: Passage
    first: int
    last: int
    prefix: Side | None

    @property
    def counts_cycles(self) -> bool:
        """Whether its cycles are counted: "C1D26 of therapy with x", "the second cycle of x"."""
        words = self.passage.words
        before = words[max(0, self.first - _REACH - 1) : self.first]
        governs = bool({"of", "with"} & set(before[-_CLOSE:]))
        return governs and any(word in _CYCLES or _cycle_of(word) is not None for word in before)


def _side(mention: _Mention, names: EntityNames, entity: str, must_end: bool) -> Side | None:
    """How the words set what is told to a happening: by the nearest word before its name, else by "then" between.

    What comes after a treatment comes after its end.
    """
    found = (
        mention.prefix or _word_before(mention) or _then(mention, names, entity) or _previously(mention, names, entity)
    )
    return found if not must_end or found == "after" else None


def _word_before(mention: _Mention) -> Side | None:
    words = mention.passage.words
    for at in range(mention.first - 1, max(-1, mention.first - 2 - _REACH), -1):
        if mention.passage.stops[at] >= _BREAK:
            return None
        if words[at - 1 : at + 1] in _SAME_DAY and mention.first - at <= _CLOSE:
            return "by" if "by" in words[max(0, at - _CLOSE) : at] else "at"
        if words[at - 1 : at + 1] in _CAUSES:
            return "after"
        if words[at] in _SIDES:
            return _SIDES[words[at]]
    return None


def _previously(mention: _Mention, names: EntityNames, entity: str) -> Side | None:
    """Order by "previously" before the entity: "the scan showed resolution of the previously noted lesions"."""
    words = mention.passage.words
    line = line_of(mention.passage)
    own = [first for name in names.of(entity) for first, _ in line.find(name)]
    is_earlier = any(_EARLIER & set(words[max(0, first - _CLOSE) : first]) for first in own)
    return "before" if is_earlier and mention.first < min(own) else None


def _then(mention: _Mention, names: EntityNames, entity: str) -> Side | None:
    """Order by "then" or "followed by" between the entity and the happening."""
    line = line_of(mention.passage)
    own = [span for name in names.of(entity) for span in line.find(name)]
    words = mention.passage.words
    for at in range(len(words)):
        if not any(words[at : at + len(then)] == then for then in _THEN):
            continue
        if any(last <= at for _, last in own) and not any(first > at for first, _ in own) and mention.first > at:
            return "before"
        if any(first > at for first, _ in own) and not any(last <= at for _, last in own) and mention.last <= at:
            return "after"
    return None


def _at_that_time(names: EntityNames, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether the words say "at that time" and the sentence before names the happening."""
    for held in ordered.held:
        words = ordered.sentences.passage(held).words
        if held.number and any(words[at : at + 2] in _THAT_TIME for at in range(len(words))):
            before = ordered.sentences.passage(Sentence(held.flow, held.number - 1))
            return any(mention.prefix is None for mention in _mentions(names, happening, before))
    return False


def _lists_all(names: EntityNames, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether a sentence names every part of a happening, the entity among them: a regimen named by its drugs."""
    if ordered.entity not in happening.parts or len(happening.parts) < 2:
        return False
    for held in ordered.held:
        line = line_of(ordered.sentences.passage(held))
        if all(any(next(line.find(name), None) for name in names.of(part)) for part in happening.parts):
            return True
    return False


def _lists(mention: _Mention, names: EntityNames, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether the entity is listed behind a happening as part of it: "x (a, b and c)", "x with a and b"."""
    if ordered.entity not in happening.parts:
        return False
    parts = {
        at
        for concept, first, last in names.named(line_of(mention.passage))
        if concept.curie in happening.parts or concept.kind in ("route", "regimen")
        for at in range(first, last)
    }
    line = line_of(mention.passage)
    known = (*names.of(ordered.entity), *((phrase(ordered.spelling),) if ordered.spelling else ()))
    own = [first for name in known for first, _ in line.find(name) if first >= mention.last]
    words = mention.passage.words
    return any(all(at in parts or words[at] in _LISTS for at in range(mention.last, first)) for first in own)


def _in_sentences(names: EntityNames, happening: NamedHappening, ordered: Ordered) -> list[_Mention]:
    return [one for held in ordered.held for one in _mentions(names, happening, ordered.sentences.passage(held))]


def _mentions(names: EntityNames, happening: NamedHappening, passage: Passage) -> Iterator[_Mention]:
    line = line_of(passage)
    terms = (*happening.terms, *(happening.shared if _gives_day(happening, passage) else ()))
    for name in dict.fromkeys((*(name for curie in terms for name in names.of(curie)), *happening.spellings)):
        for first, last in line.find(name):
            yield _Mention(passage, first, last, None)
        for prefix, side in _PREFIXES.items():
            for first, last in line.find((prefix + name[0], *name[1:])):
                yield _Mention(passage, first, last, side)


def _gives_day(happening: NamedHappening, passage: Passage) -> bool:
    """Tell whether a sentence names the day of a happening, and no other day."""
    named = {_day(one) for one in moments(passage)} - {None}
    days = {str(day).partition(" of ")[0].casefold() for day in happening.days}
    return len(named) == 1 and named <= days


def _day(named: Named) -> str | None:
    match named:
        case DayNamed():
            return f"day {named.number}"
        case CycleDayNamed():
            return f"c{named.cycle}d{named.day}"
        case DateNamed(year=int(year), month=int(month), day=int(day)):
            return f"{year:04d}-{month:02d}-{day:02d}"
        case _:
            return None


def _cycle_of(word: str) -> int | None:
    """Return the number of the cycle in ``c2d8``."""
    cycle, found, day = word[1:].partition("d")
    return int(cycle) if word[:1] == "c" and found and cycle.isdecimal() and day.isdecimal() else None


def _is_carried(moment: CycleDay, names: EntityNames, happening: NamedHappening, ordered: Ordered) -> bool:
    """Tell whether the treatment whose cycles were counted last before, at the same cycle, is the one named."""
    for held in ordered.held:
        passage = ordered.sentences.passage(held)
        if moment.cycle not in map(_cycle_of, passage.words) or any(
            mention.counts_cycles for mention in _given(names, passage)
        ):
            continue
        walked = 0
        for number in range(held.number - 1, -1, -1):
            earlier = ordered.sentences.passage(Sentence(held.flow, number))
            walked += len(earlier.words)
            counted = [mention for mention in _given(names, earlier) if mention.counts_cycles]
            if counted:
                own = set(_mentions(names, happening, earlier))
                return moment.cycle in map(_cycle_of, earlier.words) and set(counted) <= own
            if walked > _CARRIED:
                break
    return False


def _is_alone(mention: _Mention, moment: CycleDay, names: EntityNames) -> bool:
    """Tell whether a treatment is the only one a sentence names, before the day of its cycle."""
    days = [at for at, word in enumerate(mention.passage.words) if _cycle_of(word) == moment.cycle]
    others = [one for one in _given(names, mention.passage) if one.first != mention.first]
    return bool(days) and mention.first < days[0] and not others


def _given(names: EntityNames, passage: Passage) -> list[_Mention]:
    """Every drug, regimen and treatment a sentence names."""
    return [
        _Mention(passage, first, last, None)
        for concept, first, last in names.named(line_of(passage))
        if concept.kind in ("drug", "drug class", "regimen", "treatment")
    ]
