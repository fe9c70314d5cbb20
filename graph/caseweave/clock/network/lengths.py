"""Lengths of time and calendar dates as intervals of whole days, with the conventions they rest on."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from caseweave.clock.network.conventions import Convention, Conventions
from caseweave.clock.phrase import Amount, Date, Unit

__all__ = ["Span", "about_date", "date_span", "lasting_span", "length_span", "stretch_span"]

_NAMES: Final[dict[Unit, str]] = {
    "min": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
}
_OF_A_DAY: Final[dict[Unit, int]] = {"min": 1440, "h": 24}
"""How many of the units that are shorter than a day make one."""


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
    convention = conventions[_convention(amount)]
    return Span(max(0, low + convention.low), max(0, high + convention.high), _moving(convention))


def _convention(amount: Amount) -> str:
    """Name the convention of a length: the more exact its number is printed, the less it may be off."""
    name, exact = _NAMES[amount.unit], Decimal in {type(amount.low), type(amount.high)}
    if amount.qualifier == "about":
        return f"about-{name}"
    return f"part-{name}" if exact and amount.unit in {"wk", "mo", "a"} else name


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
    return _days(amount.low, amount.unit)[0], _days(amount.high, amount.unit)[1]


def _days(number: int | Decimal, unit: Unit) -> tuple[int, int]:
    """Return the fewest and most whole days of so many units."""
    if unit in _OF_A_DAY:
        return int(number // _OF_A_DAY[unit]), int(number // _OF_A_DAY[unit])
    if unit in {"d", "wk"}:
        days = number * (7 if unit == "wk" else 1)
        return math.floor(days), math.ceil(days)
    whole, part = divmod(Decimal(number * (12 if unit == "a" else 1)), 1)
    fewest, most = _months(int(whole))
    return fewest + math.floor(part * 28), most + math.ceil(part * 31)


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
