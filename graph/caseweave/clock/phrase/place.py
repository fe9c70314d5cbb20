"""The recogniser of lengths of time, and of the places in time that a phrase names."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final, get_args

from caseweave.clock.phrase.moment import (
    Amount,
    Axis,
    ClockDay,
    CycleDay,
    Date,
    Day,
    DayOf,
    Either,
    Moment,
    Part,
    Place,
    Qualifier,
    Reference,
    Side,
    Unit,
)
from caseweave.clock.phrase.tokens import Tokens

__all__ = [
    "CLOCKS",
    "ID_PATTERN",
    "RESERVED",
    "amount",
    "amount_ahead",
    "axis",
    "happening",
    "moment",
    "reference",
    "side",
    "target",
]

ID_PATTERN: Final = r"[a-z0-9][a-z0-9._-]{0,63}"
"""What the id of a statement or event looks like; a test keeps it equal to ``identifiers.ID_PATTERN``."""

UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
PARTS: Final[tuple[Part, ...]] = get_args(Part)

RESERVED: Final = frozenset(
    re.findall(
        r"[a-z]+",
        "about after and at before between by day during early end for from in late mid of on or over same start the to"
        " until up within",
    )
)
"""Words of the grammar: never read as the id of a statement or event."""

ILLNESS: Final = "day of illness"
UNKNOWN: Final = "day of unknown start"
_DAYS_OF: Final = {"illness": ILLNESS, "unknown start": UNKNOWN}
"""What may follow "day 5 of" and is no happening of the case."""

_CLOCKS: Final = {
    "HD": "hospital day",
    "POD": "postoperative day",
    "post-operative day": "postoperative day",
    "ICU day": "ICU day",
    "illness day": ILLNESS,
    **{name: name for name in ("hospital day", "postoperative day", "study day", "treatment day")},
}
"""Names of the counts of days that a case may have beside its own, and what each is called."""

CLOCKS: Final = (*dict.fromkeys(_CLOCKS.values()), UNKNOWN)
"""The counts of days by their names; the last has no start that anyone tells."""

_SHORT: Final = re.compile(r"(?P<clock>HD|POD)(?P<number>[0-9]{1,4})")
_COUNT: Final = re.compile(r"[0-9]{1,4}")
_ORDINAL: Final = re.compile(r"(?P<number>[0-9]{1,4})(?:st|nd|rd|th)")

_ID = re.compile(ID_PATTERN)
_DAY = re.compile(r"[+-]?[0-9]{1,5}")
_NUMBER: Final = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_AMOUNT = re.compile(rf"(?P<low>{_NUMBER})(?:-(?P<high>{_NUMBER}))?")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?")
_CYCLE = re.compile(r"C(?P<cycle>[0-9]{1,3})D(?P<day>[0-9]{1,3})")


def side(tokens: Tokens) -> Side:
    """Read whether something is before or after."""
    if tokens.skip("before"):
        return "before"
    tokens.must("after")
    return "after"


def _qualifier(tokens: Tokens) -> Qualifier:
    if tokens.skip("about"):
        return "about"
    if tokens.skip("at least"):
        return "at least"
    return "at most" if tokens.skip("at most") else ""


def amount_ahead(tokens: Tokens) -> bool:
    """Tell whether a length of time stands here, not a date."""
    start = {"about": 1, "at": 2}.get(tokens.peek(), 0)
    number = tokens.peek(start)
    return _AMOUNT.fullmatch(number) is not None and (tokens.peek(start + 1) in UNITS or not _DATE.fullmatch(number))


def amount(tokens: Tokens) -> Amount:
    """Read a length of time."""
    qualifier = _qualifier(tokens)
    match = _AMOUNT.fullmatch(tokens.peek())
    if match is None:
        tokens.want("a number")
    low, high = _number(match["low"]), _number(match["high"] or match["low"])
    if low > high:
        tokens.refuse(f"the range {match[0]} runs backwards")
    tokens.take()
    return Amount(low, high, _unit(tokens), qualifier)


def _number(text: str) -> int | Decimal:
    number = Decimal(text)
    return int(number) if number == int(number) else number.normalize()


def _unit(tokens: Tokens) -> Unit:
    unit = next((unit for unit in UNITS if tokens.skip(unit)), None)
    return unit or tokens.want(f"a unit ({', '.join(UNITS)})")


def target(tokens: Tokens) -> Moment:
    """Read a moment or several readings of it, joined by "or"."""
    readings = [moment(tokens)]
    while tokens.skip("or"):
        readings.append(moment(tokens))
    return Either(tuple(readings)) if len(readings) > 1 else readings[0]


def happening(tokens: Tokens) -> Reference | Either:
    """Read a happening, or several that may be meant, joined by "or"."""
    readings = [reference(tokens)]
    while tokens.skip("or"):
        readings.append(reference(tokens))
    return Either(tuple(readings)) if len(readings) > 1 else readings[0]


def moment(tokens: Tokens) -> Place:
    """Read one place in time: a day, a date or a happening."""
    return _axis_or_none(tokens) or reference(tokens)


def axis(tokens: Tokens, reason: str) -> Axis:
    """Read a day or date; the reason says why something else is refused."""
    found = _axis_or_none(tokens)
    if found is None:
        tokens.refuse(f"{tokens.peek()!r} {reason}" if tokens.peek() else "a day or date is wanted here")
    return found


def _axis_or_none(tokens: Tokens) -> Axis | None:
    if tokens.skip("day"):
        return _day(tokens)
    for part in PARTS:
        if tokens.skip(part):
            return _date_part(tokens, part)
    if _DATE.fullmatch(tokens.peek()):
        return _date(tokens)
    return _cycle_day(tokens) if _CYCLE.fullmatch(tokens.peek()) else _clock_day(tokens)


def _day(tokens: Tokens) -> Day | ClockDay | DayOf:
    """Read what follows the word "day": a number, and what it is a day of."""
    if tokens.peek() == "of" and tokens.peek(1) == "illness" and _COUNT.fullmatch(tokens.peek(2)):
        tokens.at += 2
        return ClockDay(ILLNESS, int(tokens.take()))
    if _DAY.fullmatch(tokens.peek()) is None:
        tokens.want("the number of a day")
    if tokens.peek(1) != "of":
        return Day(int(tokens.take()))
    if not _COUNT.fullmatch(tokens.peek()):
        tokens.want("the number of a day, which has no sign in the course of something,")
    return _day_of(int(tokens.take()), tokens)


def _day_of(number: int, tokens: Tokens) -> ClockDay | DayOf:
    tokens.must("of")
    for words, clock in _DAYS_OF.items():
        if tokens.skip(words):
            return ClockDay(clock, number)
    return DayOf(number, _id(tokens))


def _clock_day(tokens: Tokens) -> ClockDay | DayOf | None:
    """Read a day by another count, if one stands here: "hospital day 13", "13th hospital day", "POD 2", "POD2"."""
    short = _SHORT.fullmatch(tokens.peek())
    if short is not None:
        tokens.take()
        return ClockDay(_CLOCKS[short["clock"]], int(short["number"]))
    ordinal = _ORDINAL.fullmatch(tokens.peek())
    if ordinal is not None:
        return _ordinal_day(int(ordinal["number"]), tokens)
    for words, clock in _CLOCKS.items():
        if tokens.skip(words):
            if not _COUNT.fullmatch(tokens.peek()):
                tokens.want("the number of a day")
            return ClockDay(clock, int(tokens.take()))
    return None


def _ordinal_day(number: int, tokens: Tokens) -> ClockDay | DayOf:
    tokens.at += 1
    if tokens.skip("day"):
        return _day_of(number, tokens)
    clock = next((clock for words, clock in _CLOCKS.items() if tokens.skip(words)), None)
    return ClockDay(clock, number) if clock else tokens.want("a day that is counted, such as 'hospital day',")


def _date(tokens: Tokens) -> Date:
    match = _DATE.fullmatch(tokens.peek())
    if match is None:
        tokens.want("a date (2023-03-27, 2023-03 or 2023)")
    year, month, day = (None if match[name] is None else int(match[name]) for name in ("year", "month", "day"))
    try:
        dt.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        tokens.refuse(f"{match[0]} is not in the calendar")
    tokens.take()
    return Date(year or 0, month, day)


def _date_part(tokens: Tokens, part: Part) -> Date:
    date = _date(tokens)
    if date.day is not None:
        tokens.at -= 1
        tokens.refuse(f"'{part}' is said of a month or year, not of a day")
    return Date(date.year, date.month, part=part)


def _cycle_day(tokens: Tokens) -> CycleDay:
    match = _CYCLE.fullmatch(tokens.peek())
    if match is None or int(match["cycle"]) == 0:
        tokens.want("a day of a cycle counted from C1")
    tokens.take()
    tokens.must("of")
    return CycleDay(int(match["cycle"]), int(match["day"]), reference(tokens).id)


def reference(tokens: Tokens) -> Reference:
    """Read a happening, or its first or last day."""
    if tokens.skip("start of"):
        return Reference(_id(tokens), "start")
    if tokens.skip("end of"):
        return Reference(_id(tokens), "end")
    return Reference(_id(tokens))


def _id(tokens: Tokens) -> str:
    word = tokens.peek()
    if word in RESERVED or _ID.fullmatch(word) is None or not any(map(str.isalpha, word)):
        tokens.want("the id of a statement or event")
    return tokens.take()
