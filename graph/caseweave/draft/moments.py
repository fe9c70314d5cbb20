"""Moments: the days, dates and lengths of time that a sentence names; whole ones as phrases of a paper file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from caseweave.evidence.chronicle import Chronicle
from caseweave.evidence.moment import ClockDayNamed, CycleDayNamed, DateNamed, DayNamed, LengthNamed, moments, ordinal
from caseweave.evidence.moment import Named as MomentNamed
from caseweave.evidence.passage import Passage

__all__ = ["SpottedMoment", "carried", "nearest", "spotted"]

_CARRIED: Final = 80
"""Words over which a day is carried over: a sentence or two."""

_SPANS: Final = frozenset(
    (
        *("minutes", "hours", "day", "days", "night", "week", "weeks", "month", "months", "year", "years"),
        *("decade", "decades"),
    )
)
_LOOSELY: Final = frozenset(
    (
        *("several", "few", "many", "some", "following", "next", "same", "previous", "past", "last", "preceding"),
        *("half", "for", "over", "all", "within"),
    )
)
_ALONE: Final = frozenset(("overnight", "postoperatively", "preoperatively", "lifelong", "nowadays", "yesterday"))
_BESIDE: Final = frozenset((("later",), ("ago",), ("after",), ("before",), ("earlier",)))

_ORDERS: Final = {"before": "before", "after": "after", "by": "by"}


class SpottedMoment(NamedTuple):
    """A moment: the phrase for a paper file, empty where its words lack what it counts from, and its words."""

    phrase: str
    first: int
    last: int
    dates: bool = False
    """Whether it is a day of its own, that a next sentence may go on from."""

    def meets(self, other: SpottedMoment) -> bool:
        """Tell whether another has a word of it."""
        return self.first < other.last and other.first < self.last


def spotted(passage: Passage, told: Chronicle | None = None) -> tuple[SpottedMoment, ...]:
    """Read every moment and length of time that a sentence names, in its order; two days of a range are one.

    A date without a year has that of the last date before it, if the copy tells one.
    """
    named = sorted(moments(passage), key=lambda one: (one.at, not isinstance(one, ClockDayNamed)))
    whole = [_with_year(one, passage, told) if isinstance(one, DateNamed) and told else one for one in named]
    found = list(_joined(_apart(whole), passage))
    loose = (
        one for one in _loose(passage) if not any(one.first < other.last and other.first < one.last for other in found)
    )
    return tuple(sorted([*found, *loose], key=lambda one: (one.first, one.last)))


def _loose(passage: Passage) -> Iterator[SpottedMoment]:
    """Read what tells a time without a number that can be counted with: ``several years``, ``the following day``."""
    words = passage.words
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word in _ALONE or (word in _SPANS and (before in _LOOSELY or ordinal(before) is not None)):
            first = at if word in _ALONE else at - 1
            yield SpottedMoment("", first, min(at + 1 + (words[at + 1 : at + 2] in _BESIDE), len(words)))


def _with_year(one: DateNamed, passage: Passage, told: Chronicle) -> DateNamed:
    return one if one.year else replace(one, year=told.year_before(passage, one))


def _apart(named: Sequence[MomentNamed]) -> list[MomentNamed]:
    """Leave out a length whose words a day or a date has: ``day 3`` is no length of three days."""
    days = {one.at for one in named if not isinstance(one, LengthNamed)}
    return [one for one in named if not isinstance(one, LengthNamed) or one.at not in days]


def _joined(named: Sequence[MomentNamed], passage: Passage) -> Iterator[SpottedMoment]:
    """Join the two ends of a range of days; all else stands alone."""
    skipped: MomentNamed | None = None
    for one, after in pairwise([*named, None]):
        if one is skipped or one is None:
            continue
        if isinstance(one, DayNamed) and isinstance(after, DayNamed) and after.relation == "to":
            yield SpottedMoment(f"from day {one.number} to day {after.number}", *_span(one, after), dates=True)
            skipped = after
        elif isinstance(one, DayNamed) and isinstance(after, DayNamed) and one.relation == after.relation == "between":
            yield SpottedMoment(f"between day {one.number} and day {after.number}", *_span(one, after), dates=True)
            skipped = after
        else:
            yield _alone(one, passage)


def _span(one: DayNamed, other: DayNamed) -> tuple[int, int]:
    return max(0, one.at - 1), other.at + 1


def _alone(one: MomentNamed, passage: Passage) -> SpottedMoment:
    if isinstance(one, LengthNamed):
        return SpottedMoment(_length(one), one.at, min(one.last + 1, len(passage.words)))
    if isinstance(one, DateNamed):
        return SpottedMoment(_date(one), *_dated(one, passage), dates=True)
    if isinstance(one, ClockDayNamed):
        return SpottedMoment(f"{one.clock} {one.number}", *_around(one.at, passage), dates=True)
    if isinstance(one, CycleDayNamed):
        return SpottedMoment(f"C{one.cycle}D{one.day}", one.at, one.at + 1, dates=True)
    order = _ORDERS.get(one.relation, "")
    return SpottedMoment(f"{order} day {one.number}".strip(), max(0, one.at - 1), one.at + 1, dates=True)


def _around(at: int, passage: Passage) -> tuple[int, int]:
    return max(0, at - 1), min(at + 3, len(passage.words))


def _date(one: DateNamed) -> str:
    """Write a date as far as it is printed; empty without its year."""
    if one.year is None:
        return ""
    month = f"-{one.month:02d}" if one.month else ""
    day = f"-{one.day:02d}" if one.day and one.month else ""
    told = f"{one.part or ''} {one.year}{month}{day}".strip()
    order = _ORDERS.get(one.relation, "")
    return f"{order} {told}".strip()


def _dated(one: DateNamed, passage: Passage) -> tuple[int, int]:
    first, last = one.at, one.at + 1
    while last < len(passage.words) and passage.words[last].rstrip("stndrh").isdigit() and last - one.at < 3:
        last += 1
    while first and passage.words[first - 1].rstrip("stndrh").isdigit() and one.at - first < 1:
        first -= 1
    return first, last


def _length(one: LengthNamed) -> str:
    """Write how long something went on; from what a length counts stands elsewhere, and is for the curator."""
    much = f"{one.low}" if one.low == one.high else f"{one.low}-{one.high}"
    return f"for {much} {one.unit}" if one.relations == ("for",) else ""


def nearest(found: Sequence[SpottedMoment], first: int, last: int, passage: Passage) -> SpottedMoment | None:
    """Return the moment that a thing named in a sentence belongs to: the last before it, else the first behind it."""
    before = [one for one in found if one.last <= first and one.phrase]
    behind = [one for one in found if one.first >= last and one.phrase]
    near = [one for one in behind if one.first - last <= 4 and not passage.parted(last - 1, one.first, 1)]
    whole = [one for one in found if one.phrase and one.first < last and first < one.last]
    return next(iter([*whole, *near, *before[-1:], *behind[:1]]), None)


def carried(found: Sequence[tuple[int, SpottedMoment]], at: int) -> SpottedMoment | None:
    """Return the day of the sentence before, if one is named near there; each comes with its place in the section."""
    near = [one for place, one in found if one.dates and one.phrase and at - _CARRIED <= place < at]
    return near[-1] if near else None
