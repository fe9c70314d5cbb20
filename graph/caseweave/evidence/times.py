"""Timing: whether the time phrases of a statement stand in its anchored words.

Checked here are days, days of a cycle, dates and lengths, each with the word that says how it is meant (by, after,
between); :mod:`.order` asks which happening they are counted from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from caseweave.clock.phrase import (
    AfterCycles,
    Amount,
    At,
    Between,
    ByOffset,
    ClockDay,
    CycleDay,
    Date,
    Day,
    DayOf,
    EitherSide,
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
    Within,
    parse,
)
from caseweave.evidence.chronicle import SectionChronicle
from caseweave.evidence.moment import DateNamed, DayNamed, LengthNamed, Relation, ordinal
from caseweave.evidence.passage import Passage
from caseweave.evidence.record import Check, Claim, Outcome
from caseweave.vocabulary.lexicon import told

__all__ = ["check_length", "check_time"]

_ORDERS: Final[dict[str, frozenset[Relation]]] = {
    "before": frozenset(("before",)),
    "after": frozenset(("after", "from")),
    "by": frozenset(("by",)),
}
_WITHIN: Final[dict[str, Relation]] = {"within": "within", "in": "in", "over the next": "next"}
_PLAIN: Final[frozenset[Relation]] = frozenset(("",))
_ENDS: Final[frozenset[Relation]] = frozenset(("", "between", "from", "to"))
_LISTED: Final[frozenset[Relation]] = frozenset(("", "from", "to", "for"))
_NIGHTS: Final = frozenset(("overnight", "night"))
_IN_HOURS: Final = {"h": 1, "d": 24, "wk": 168}


class _Judged(NamedTuple):
    """What became of one moment or length."""

    outcome: Outcome
    by: tuple[str, ...] = ()
    reason: str = ""


def check_time(words: str, telling: SectionChronicle) -> Check | None:
    """Hold the days, dates and lengths of a time phrase against the words; None if it has none."""
    judged = list(_judged(parse(words), telling))
    if not judged:
        return None
    worst = _worst(judged)
    if telling.inferred and worst.outcome == "fails":
        worst = _Judged("could not check", reason=f"the time is inferred, and {worst.reason}")
    by = tuple(dict.fromkeys(name for one in judged for name in one.by)) if worst.outcome == "holds" else ()
    return Check(claim="day", what=words, outcome=worst.outcome, by=by, reason=worst.reason)


def check_length(claim: Claim, what: str, amount: Amount, telling: SectionChronicle) -> Check:
    """Hold a length of time, such as a duration, against the words."""
    judged = _length(amount, None, telling)
    return Check(claim=claim, what=what, outcome=judged.outcome, by=judged.by, reason=judged.reason)


def _worst(judged: Iterable[_Judged]) -> _Judged:
    order: tuple[Outcome, ...] = ("holds", "not checked", "could not check", "fails")
    return max(judged, key=lambda one: order.index(one.outcome))


def _judged(expression: Expression, telling: SectionChronicle) -> Iterator[_Judged]:
    """Judge every moment and length of an expression."""
    match expression:
        case At(moment, about):
            yield from _moment(moment, frozenset(("about",)) if about else _PLAIN, telling)
        case Order(word, moment):
            yield from _moment(moment, _ORDERS[word], telling)
        case Between(first, last):
            yield from _stretch(first, last, _ENDS, telling)
        case FromTo(first, last):
            yield from _stretch(first, last, _LISTED, telling)
        case From(moment):
            yield from _moment(moment, frozenset(("from", "after")), telling)
        case Ending(_, moment):
            yield from _moment(moment, frozenset(("by", "to")), telling)
        case NightAfter(moment):
            yield from _night(moment, telling)
        case _:
            yield from _lasting(expression, telling)


def _lasting(expression: Expression, telling: SectionChronicle) -> Iterator[_Judged]:
    """Judge an expression that has a length."""
    match expression:
        case Offset(amount, side, moment):
            yield _length(amount, side, telling)
            yield from _moment(moment, _PLAIN, telling)
        case Within(word, amount, side, moment):
            yield _length(amount, _WITHIN[word], telling)
            if side == "before":
                yield _length(amount, side, telling)
            yield from _moment(moment, _PLAIN, telling)
        case Elapsed(amount, _):
            yield _length(amount, "after", telling)
        case For(amount):
            yield _length(amount, "for", telling)
        case ByOffset() | EitherSide() | NextDay() | AfterCycles():
            yield _Judged("could not check", reason=f"{str(expression)!r} is not looked for in the words")
        case _:
            return


def _moment(moment: Moment, meant: frozenset[Relation], telling: SectionChronicle) -> Iterator[_Judged]:
    match moment:
        case Day(number):
            yield _day(number, meant, telling)
        case CycleDay(cycle, day, _):
            yield _cycle_day(cycle, day, meant, telling)
        case Date():
            yield _date(moment, meant, telling)
        case ClockDay(clock, number):
            yield _clock_day(clock, number, meant, telling)
        case DayOf():
            yield _Judged("could not check", reason=f"{str(moment)!r} is not looked for in the words")
        case _:
            return


def _stretch(first: Moment, last: Moment, meant: frozenset[Relation], telling: SectionChronicle) -> Iterator[_Judged]:
    """Judge two ends: both must be named, and of several days named they must be the first and the last."""
    if not (isinstance(first, Day) and isinstance(last, Day)):
        yield from _moment(first, meant, telling)
        yield from _moment(last, meant, telling)
        return
    named = [day for _, day in telling.all_days()]
    numbers = sorted({day.number for day in named})
    if numbers[:1] != [first.number] or numbers[-1:] != [last.number]:
        reason = f"the words name day {', '.join(map(str, numbers))}" if numbers else "no days in the words"
        yield _Judged("fails" if numbers else "could not check", reason=reason)
    elif any(day.relation not in meant for day in named if day.number in (first.number, last.number)):
        yield _Judged("could not check", reason=f"the words say {named[0].relation!r} of these days")
    else:
        yield _Judged("holds", _names(named))


def _night(moment: Moment, telling: SectionChronicle) -> Iterator[_Judged]:
    yield from _moment(moment, _PLAIN, telling)
    if not any(_NIGHTS & set(passage.anchored) for passage in telling.passages):
        yield _Judged("could not check", reason="no night in the words")


def _names(named: Iterable[DayNamed | DateNamed | LengthNamed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.by for one in named if one.by))


def _day(number: int, meant: frozenset[Relation], telling: SectionChronicle) -> _Judged:
    named = [day for _, day in telling.days()]
    same = [day for day in named if day.number == number]
    if not same:
        return _derived_day(number, meant, telling, sorted({day.number for day in named}))
    right = [day for day in same if day.relation in meant]
    if not right:
        return _Judged("could not check", reason=f"the words say {same[0].relation or 'on'!r} of day {number}")
    if len({day.number for day in named}) == 1:
        return _Judged("holds", _names(right[:1]))
    if telling.nearest_days() == {number}:
        return _Judged("holds", (*_names(right[:1]), "nearest day"))
    return _Judged("could not check", reason="several days in the words")


def _derived_day(number: int, meant: frozenset[Relation], telling: SectionChronicle, others: list[int]) -> _Judged:
    if _days_after_zero(number, telling) and "" in meant:
        return _Judged("holds", ("days after day 0",))
    if others:
        return _Judged("fails", reason=f"the words name day {', '.join(map(str, others))}")
    carried = {telling.told.day_before(passage) for passage in telling.passages}
    if carried == {number} and "" in meant:
        return _Judged("holds", ("day carried over",))
    return _Judged("could not check", reason="no day in the words")


def _days_after_zero(number: int, telling: SectionChronicle) -> bool:
    """Tell whether ``9 days post-CAR-T infusion`` gives a day counted from the infusion."""
    for passage, length in telling.lengths():
        behind = passage.words[length.last : length.last + 4]
        counted = any(word.removeprefix("post").startswith(tuple(told("day 0"))) for word in behind)
        if (length.low, length.high, length.unit) == (number, number, "d") and "after" in length.relations and counted:
            return True
    return False


def _cycle_day(cycle: int, day: int, meant: frozenset[Relation], telling: SectionChronicle) -> _Judged:
    named = sorted({(one.cycle, one.day) for _, one in telling.cycle_days()})
    if telling.inferred and telling.cycle is not None and day != 1:
        return _Judged("could not check", reason="the day a cycle began is inferred, and is its first")
    if named == [(cycle, day)]:
        return _meant_so({one.relation for _, one in telling.cycle_days()}, meant)
    if day == 1 and telling.inferred and telling.cycle == cycle and _counts_cycle(cycle, telling):
        return _Judged("holds", ("first day of the cycle",))
    if not named:
        return _Judged("could not check", reason="no day of a cycle in the words")
    listed = ", ".join(f"C{one}D{other}" for one, other in named)
    return _Judged("could not check" if (cycle, day) in named else "fails", reason=f"the words name {listed}")


def _clock_day(clock: str, number: int, meant: frozenset[Relation], telling: SectionChronicle) -> _Judged:
    named = sorted({one.number for _, one in telling.clock_days() if one.clock == clock})
    if named == [number]:
        return _meant_so({one.relation for _, one in telling.clock_days() if one.clock == clock}, meant)
    if not named:
        return _Judged("could not check", reason=f"no {clock} in the words")
    listed = ", ".join(map(str, named))
    return _Judged("could not check" if number in named else "fails", reason=f"the words name {clock} {listed}")


def _meant_so(relations: set[Relation], meant: frozenset[Relation]) -> _Judged:
    """Judge the one day the words name by the word that says how it is meant."""
    if relations & meant:
        return _Judged("holds")
    return _Judged("could not check", reason=f"the words say {min(relations) or 'on'!r} of that day")


def _counts_cycle(cycle: int, telling: SectionChronicle) -> bool:
    """Tell whether the words speak of a cycle by its number: ``the second cycle``, ``C2D11``."""
    if any(one.cycle == cycle for _, one in telling.cycle_days()):
        return True
    runs = [passage.anchored for passage in telling.passages]
    return any(behind == "cycle" and ordinal(word) == cycle for run in runs for word, behind in pairwise(run))


def _date(wanted: Date, meant: frozenset[Relation], telling: SectionChronicle) -> _Judged:
    named = telling.dates()
    if not named:
        return _Judged("could not check", reason="no date in the words")
    same = [date for passage, date in named if _same_date(wanted, date, _year(passage, date, telling))]
    if not same:
        return _other_date(wanted, [date for _, date in named])
    if not _is_meant(same[0].relation, meant):
        return _Judged("could not check", reason="the words do not say so how that date is meant")
    return _Judged("holds", tuple(filter(None, (same[0].by, "year carried over" if same[0].year is None else ""))))


def _is_meant(relation: Relation, meant: frozenset[Relation]) -> bool:
    """Tell whether a date is meant so; "in August" and "in late March" say no more than the date."""
    return relation in meant or (relation == "in" and "" in meant)


def _year(passage: Passage, date: DateNamed, telling: SectionChronicle) -> int | None:
    return telling.told.year_before(passage, date) if date.year is None else date.year


def _same_date(wanted: Date, date: DateNamed, year: int | None) -> bool:
    return (year, date.month, date.day, date.part) == (wanted.year, wanted.month, wanted.day, wanted.part)


def _other_date(wanted: Date, dates: Iterable[DateNamed]) -> _Judged:
    """Judge a date that is not in the words: unsure if only its year is open, or the words are more precise."""
    for date in dates:
        if date.year is None and (date.month, date.day, date.part) == (wanted.month, wanted.day, wanted.part):
            return _Judged("could not check", reason="no year in the words, and none surely carried over")
    return _Judged("fails", reason="the words name another date")


def _length(amount: Amount, relation: Relation | None, telling: SectionChronicle) -> _Judged:
    named = [length for _, length in telling.lengths()]
    same = [(length, by) for length in named if (by := _same_length(amount, length)) is not None]
    if not same:
        listed = ", ".join(f"{one.low} {one.unit}" for one in named)
        reason = f"the words name {listed}" if named else "no length of time in the words"
        return _Judged("fails" if named else "could not check", reason=reason)
    for length, by in same:
        if relation is None or {relation, "apart"} & set(length.relations):
            return _Judged("holds", tuple(filter(None, (length.by, by))))
    return _Judged("could not check", reason=f"the words do not say {relation!r} of that length")


def _same_length(amount: Amount, length: LengthNamed) -> str | None:
    """Name of the derivation by which two lengths are one, empty if they are; None if they are not."""
    if ("about" in length.relations) != (amount.qualifier == "about") or amount.qualifier not in ("", "about"):
        return None
    if (amount.low, amount.high, amount.unit) == (length.low, length.high, length.unit):
        return ""
    if amount.unit not in _IN_HOURS or length.unit not in _IN_HOURS:
        return None
    one, other = _IN_HOURS[amount.unit], _IN_HOURS[length.unit]
    equal = (amount.low * one, amount.high * one) == (length.low * other, length.high * other)
    return "unit conversion" if equal else None
