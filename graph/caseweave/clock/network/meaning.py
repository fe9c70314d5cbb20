"""What a time phrase says of its happening, as differences between points in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Final, TypeAlias

from caseweave.clock.network.conventions import Convention, Conventions
from caseweave.clock.network.distance import Arc, at_least, at_most
from caseweave.clock.network.happenings import CALENDAR, DAY_0, Happening
from caseweave.clock.network.lengths import Span, about_date, date_span, lasting_span, length_span, stretch_span
from caseweave.clock.phrase import (
    AfterCycles,
    At,
    Between,
    ByOffset,
    ClockDay,
    CycleDay,
    Date,
    Day,
    DayOf,
    During,
    Elapsed,
    Ending,
    Expression,
    For,
    From,
    FromTo,
    Moment,
    NextDay,
    NightAfter,
    Offset,
    Order,
    Reference,
    Side,
    Within,
)

__all__ = ["Meaning", "Pair", "Scene", "meaning"]

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a phrase is read against: the happening it is said of, the others, the cycle clocks, the conventions.

    ``cycle`` returns the point of the first day of a cycle and the number that day has (1 or 0), ``begun`` the point
    alone; ``clock`` the point that days of a clock are counted from and its number, ``zero`` the number of day 0.
    """

    subject: Happening
    find: Callable[[str], Happening]
    cycle: Callable[[str, int], tuple[int, int]]
    begun: Callable[[str, int], int]
    clock: Callable[[str], tuple[int, int]]
    conventions: Conventions
    zero: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """The differences a phrase says, the mere order that stays when its length is given up, and its conventions.

    ``sooner`` has the pairs of points of which the words put the first before the second, be it on one day.
    """

    arcs: tuple[Arc, ...]
    order: tuple[Arc, ...] = ()
    used: tuple[Convention, ...] = ()
    sooner: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a moment lies: from so many days after one point to so many days after another."""

    first: int
    low: int
    last: int
    high: int
    used: tuple[Convention, ...] = ()
    whole: bool = True

    def from_on(self, point: int, days: int = 0) -> Arc:
        """Say that a point is at least so many days after the first day of the place."""
        return at_least(point, self.first, self.low + days)

    def up_to(self, point: int, days: int = 0) -> Arc:
        """Say that a point is at most so many days after the last day of the place."""
        return at_most(point, self.last, self.high + days)

    def holds(self, point: int) -> tuple[Arc, Arc]:
        """Say that a point lies in the place."""
        return self.from_on(point), self.up_to(point)


def _fixed(base: int, span: Span) -> _Place:
    return _Place(base, span.low, base, span.low if span.high is None else span.high, span.used)


def _place(scene: Scene, moment: Moment, side: Side = "after") -> _Place:
    """Find where a moment lies; what is counted back from a happening is counted from its first day."""
    if isinstance(moment, Day):
        return _fixed(DAY_0, _numbered(moment.number, scene))
    if isinstance(moment, ClockDay):
        start, number = scene.clock(moment.clock)
        return _fixed(start, Span(moment.number - number, moment.number - number))
    if isinstance(moment, DayOf):
        return _fixed(scene.find(moment.id).start, _in_course(moment.number, scene))
    if isinstance(moment, Date):
        return _fixed(CALENDAR, date_span(moment, scene.conventions))
    if isinstance(moment, CycleDay):
        start, number = scene.cycle(moment.clock, moment.cycle)
        return _fixed(start, Span(moment.day - number, moment.day - number))
    if isinstance(moment, Reference):
        return _of_happening(scene.find(moment.id), moment.edge or ("start" if side == "before" else None))
    raise TypeError(f"{moment} has several readings; read each alone")


def _numbered(number: int, scene: Scene) -> Span:
    """Count a day from day 0; where the paper calls that day 1, it may have had a day 0 before it or not."""
    if number >= 0 or not scene.zero:
        return Span(number - scene.zero, number - scene.zero)
    slack = scene.conventions["before-day-1"]
    return Span(number + slack.low, number + slack.high, (slack,))


def _in_course(number: int, scene: Scene) -> Span:
    """Count a day of a happening from its first day, which has the number 1 by convention; a day 0 is that very day."""
    slack = scene.conventions["day-of"]
    return Span(max(0, number + slack.low), max(0, number + slack.high), (slack,) if number else ())


def _sooner(scene: Scene, side: Side, moment: Moment) -> tuple[Pair, ...]:
    """Put the subject before another happening, or that before the subject."""
    if not isinstance(moment, Reference) or (side == "before" and moment.edge == "end"):
        return ()
    other, subject = scene.find(moment.id).start, scene.subject.start
    return ((subject, other),) if side == "before" else ((other, subject),)


def _of_happening(other: Happening, edge: str | None) -> _Place:
    first = other.end if edge == "end" else other.start
    last = other.start if edge == "start" else other.end
    return _Place(first, 0, last, 0, whole=False)


@singledispatch
def meaning(expression: Expression, scene: Scene) -> Meaning:
    """Say what one reading of a phrase means for the happening it is said of."""
    raise TypeError(f"{expression!r} is no time expression, in a scene of {scene.subject.name}")


@meaning.register
def _at(expression: At, scene: Scene) -> Meaning:
    start = scene.subject.start
    if not expression.about:
        place = _place(scene, expression.moment)
        return Meaning(place.holds(start), used=place.used)
    place = _about(expression.moment, scene)
    return Meaning(place.holds(start), used=place.used)


def _about(moment: Moment, scene: Scene) -> _Place:
    if isinstance(moment, Date):
        return _fixed(CALENDAR, about_date(moment, scene.conventions))
    place, slack = _place(scene, moment), scene.conventions["about-day"]
    return _Place(place.first, place.low + slack.low, place.last, place.high + slack.high, (*place.used, slack))


@meaning.register
def _between(expression: Between, scene: Scene) -> Meaning:
    first, last = _place(scene, expression.first), _place(scene, expression.last)
    sooner = _sooner(scene, "after", expression.first) + _sooner(scene, "before", expression.last)
    arcs = (first.from_on(scene.subject.start), last.up_to(scene.subject.start))
    return Meaning(arcs, used=first.used + last.used, sooner=sooner)


@meaning.register
def _order(expression: Order, scene: Scene) -> Meaning:
    """Leave out a day or date that is named; not the day of a happening, in whose course things happen."""
    start = scene.subject.start
    if expression.word == "before":
        place = _place(scene, expression.moment, "before")
        sooner = _sooner(scene, "before", expression.moment)
        return Meaning((at_most(start, place.first, place.low - place.whole),), used=place.used, sooner=sooner)
    place = _place(scene, expression.moment)
    if expression.word == "by":
        return Meaning((place.up_to(start),), used=place.used)
    arc = at_least(start, place.last, place.high + 1) if place.whole else place.from_on(start)
    return Meaning((arc,), used=place.used, sooner=_sooner(scene, "after", expression.moment))


@meaning.register
def _offset(expression: Offset, scene: Scene) -> Meaning:
    span = length_span(expression.amount, scene.conventions)
    said = _apart(scene, _place(scene, expression.moment, expression.side), expression.side, span)
    return replace(said, sooner=_sooner(scene, expression.side, expression.moment))


@meaning.register
def _by_offset(expression: ByOffset, scene: Scene) -> Meaning:
    place = _place(scene, expression.moment, expression.side)
    if expression.side == "after":
        span = stretch_span(expression.amount, scene.conventions["within"], scene.conventions)
        arcs = () if span.high is None else (place.up_to(scene.subject.start, span.high),)
        return Meaning(arcs, used=(*place.used, *span.used))
    span = length_span(expression.amount, scene.conventions)
    arc, order = place.up_to(scene.subject.start, -span.low), place.up_to(scene.subject.start)
    sooner = _sooner(scene, "before", expression.moment)
    return Meaning((arc,), (order,), (*place.used, *span.used), sooner)


@meaning.register
def _next_day(expression: NextDay, scene: Scene) -> Meaning:
    """Say that the subject is on the day after a moment; of a day after nobody knows what, nothing follows."""
    if expression.moment is None:
        return Meaning(())
    said = _apart(scene, _place(scene, expression.moment), "after", Span(1, 1))
    return replace(said, sooner=_sooner(scene, "after", expression.moment))


@meaning.register
def _after_cycles(expression: AfterCycles, scene: Scene) -> Meaning:
    """Say that the last of the cycles has begun: when it is over depends on how long a cycle is."""
    arc = at_least(scene.subject.start, scene.begun(expression.moment.id, expression.count), 0)
    return Meaning((arc,), sooner=_sooner(scene, "after", expression.moment))


@meaning.register
def _elapsed(expression: Elapsed, scene: Scene) -> Meaning:
    place = _of_happening(scene.find(expression.moment.id), "start")
    said = _apart(scene, place, "after", length_span(expression.amount, scene.conventions))
    return replace(said, sooner=_sooner(scene, "after", expression.moment))


@meaning.register
def _night(expression: NightAfter, scene: Scene) -> Meaning:
    night = scene.conventions["night"]
    span = Span(night.low, night.high, (night,))
    return _apart(scene, _place(scene, expression.moment), "after", span)


_STRETCHES: Final = {"within": "within", "in": "in", "over the next": "over-the-next"}


@meaning.register
def _within(expression: Within, scene: Scene) -> Meaning:
    convention = scene.conventions[_STRETCHES[expression.word]]
    span = stretch_span(expression.amount, convention, scene.conventions)
    place = _place(scene, expression.moment, expression.side)
    sooner = _sooner(scene, expression.side, expression.moment)
    said = replace(_apart(scene, place, expression.side, span), sooner=sooner)
    if not expression.lasts:
        return said
    over = _apart(scene, place, expression.side, span, scene.subject.end)
    return replace(said, arcs=said.arcs + over.arcs, order=said.order + over.order)


def _apart(scene: Scene, place: _Place, side: Side, span: Span, point: int | None = None) -> Meaning:
    """Say that a point (the subject's start by default) is a span of days before or after a place."""
    point = scene.subject.start if point is None else point
    if side == "after":
        near, order = place.from_on(point, span.low), place.from_on(point)
        far = () if span.high is None else (place.up_to(point, span.high),)
    else:
        near, order = place.up_to(point, -span.low), place.up_to(point)
        far = () if span.high is None else (place.from_on(point, -span.high),)
    return Meaning((near, *far), (order,), (*place.used, *span.used))


@meaning.register
def _during(expression: During, scene: Scene) -> Meaning:
    place = _of_happening(scene.find(expression.moment.id), None)
    return Meaning((place.from_on(scene.subject.start), place.up_to(scene.subject.end)))


@meaning.register
def _from_to(expression: FromTo, scene: Scene) -> Meaning:
    first, last = _place(scene, expression.first), _place(scene, expression.last)
    return Meaning((*first.holds(scene.subject.start), *last.holds(scene.subject.end)), used=first.used + last.used)


@meaning.register
def _from(expression: From, scene: Scene) -> Meaning:
    place = _place(scene, expression.moment)
    return Meaning(place.holds(scene.subject.start), used=place.used)


@meaning.register
def _ending(expression: Ending, scene: Scene) -> Meaning:
    place = _place(scene, expression.moment)
    arcs: Iterable[Arc] = (
        place.holds(scene.subject.end) if expression.word == "until" else (place.up_to(scene.subject.end),)
    )
    return Meaning(tuple(arcs), used=place.used, sooner=_sooner(scene, "before", expression.moment))


@meaning.register
def _for(expression: For, scene: Scene) -> Meaning:
    span, subject = lasting_span(expression.amount, scene.conventions), scene.subject
    far = () if span.high is None else (at_most(subject.end, subject.start, span.high),)
    return Meaning((at_least(subject.end, subject.start, span.low), *far), used=span.used)
