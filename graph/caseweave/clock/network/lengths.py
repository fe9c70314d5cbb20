"""Lengths of time and calendar dates as intervals of whole days, with the conventions they rest on."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from caseweave.clock.network.conventions import Convention, Conventions
from caseweave.clock.phrase import Amount, Date, Unit

__all__ = ["Span", "about_date", "date_span", "lasting_span", "length_span", "stretch_span"]

_NAMES: Final[dict[Unit, str]] = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of whole days, both ends included (``high`` None: no end), and the conventions it rests on."""

    low: int
    high: int | None
    used: tuple[Convention, ...] = ()


def length_span(amount: Amount, conventions: Conventions) -> Span:
    """Return how many days a counted length may be, never less than none.

    >>> from caseweave.clock.phrase import Amount
    >>> length_span(Amount(1, 1, "wk"), Conventions({"week": Convention("week", -3, 3)}))
    Span(low=4, high=10, used=(Convention(id='week', low=-3, high=3, phrase='', of='', reason=''),))
    """
    low, high = _calendar(amount)
    if amount.qualifier == "at least":
        return Span(low, None)
    if amount.qualifier == "at most":
        return Span(0, high)
    name = _NAMES[amount.unit]
    convention = conventions[f"about-{name}" if amount.qualifier == "about" else name]
    return Span(max(0, low + convention.low), max(0, high + convention.high), _moving(convention))


def lasting_span(amount: Amount, conventions: Conventions) -> Span:
    """Return how many days after its first day a happening of this length has its last day."""
    span, ends = length_span(amount, conventions), conventions["lasting"]
    high = None if span.high is None else max(0, span.high + ends.high)
    return Span(max(0, span.low + ends.low), high, (*span.used, *_moving(ends)))


def stretch_span(amount: Amount, convention: Convention, conventions: Conventions) -> Span:
    """Return the days of the stretch that is as long as the amount, counted from its near end."""
    counted = length_span(amount, conventions) if amount.qualifier == "about" else Span(*_calendar(amount))
    high = None if amount.qualifier == "at least" or counted.high is None else max(0, counted.high + convention.high)
    return Span(max(0, convention.low), high, (*counted.used, convention))


def _moving(convention: Convention) -> tuple[Convention, ...]:
    """Name a convention only where it moves something: a printed number of days rests on none."""
    return (convention,) if (convention.low, convention.high) != (0, 0) else ()


def _calendar(amount: Amount) -> tuple[int, int]:
    """Return the fewest and most days of so many units of the calendar."""
    if amount.unit == "h":
        return amount.low // 24, amount.high // 24
    if amount.unit in {"d", "wk"}:
        days = 7 if amount.unit == "wk" else 1
        return amount.low * days, amount.high * days
    months = 12 if amount.unit == "a" else 1
    return _months(amount.low * months)[0], _months(amount.high * months)[1]


@lru_cache(maxsize=256)
def _months(count: int) -> tuple[int, int]:
    """Return the fewest and most days of so many calendar months, whichever month they begin in."""
    years, rest = divmod(count, 48)
    lengths = [_first(start + rest) - _first(start) for start in range(48)]
    return years * 1461 + min(lengths), years * 1461 + max(lengths)


def _first(month: int) -> int:
    return dt.date(2001 + month // 12, 1 + month % 12, 1).toordinal()


def date_span(date: Date, conventions: Conventions) -> Span:
    """Return the days a date may be, as proleptic Gregorian ordinals.

    >>> span = date_span(Date(2023, 3), Conventions({}))
    >>> span.high - span.low + 1
    31
    """
    first, last = _printed(date)
    if date.part is None:
        return Span(first, last)
    convention = conventions[f"{date.part}-{'month' if date.month else 'year'}"]
    return Span(
        min(last, first + convention.low - 1), max(first, min(last, first + convention.high - 1)), (convention,)
    )


def about_date(date: Date, conventions: Conventions) -> Span:
    """Return the days that are about a date, as ordinals."""
    span = date_span(date, conventions)
    grain = "day" if date.day else "month" if date.month else "year"
    convention = conventions[f"about-{grain}"]
    return Span(span.low + convention.low, (span.high or 0) + convention.high, (*span.used, convention))


def _printed(date: Date) -> tuple[int, int]:
    first_month, last_month = (date.month, date.month) if date.month else (1, 12)
    if date.day:
        first_day = last_day = date.day
    else:
        first_day, last_day = 1, calendar.monthrange(date.year, last_month)[1]
    return dt.date(date.year, first_month, first_day).toordinal(), dt.date(date.year, last_month, last_day).toordinal()
