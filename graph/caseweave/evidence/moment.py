"""Moments in running words: days, days of a cycle, dates and lengths of time, each with what is said around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from caseweave.clock.phrase import Part, Unit
from caseweave.evidence.number import NUMBER_WORDS
from caseweave.evidence.passage import SENTENCE, Passage

__all__ = ["ClockDayNamed", "CycleDayNamed", "DateNamed", "DayNamed", "LengthNamed", "Relation", "moments", "ordinal"]

Relation = Literal[
    "", "about", "before", "after", "by", "from", "to", "between", "within", "in", "for", "next", "apart"
]

_DAY: Final = re.compile(r"\+?\d{1,4}")
_DAYS: Final = re.compile(r"(?P<low>\+?\d{1,4})-(?P<high>\d{1,4})")
_SHORT: Final = re.compile(r"d\+?(\d{1,4})")
_MINUS: Final = re.compile(r"-\d{1,4}")
_CYCLE: Final = re.compile(r"c(\d{1,3})d(\d{1,3})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")

_MONTHS: Final = {
    name: at
    for at, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul"),
            *("august aug", "september sep sept", "october oct", "november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_PARTS: Final[dict[str, Part]] = {"early": "early", "mid": "mid", "middle": "mid", "late": "late"}
_ORDINALS: Final = {
    word: at
    for at, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}
_UNITS: Final[dict[str, Unit]] = {
    **dict.fromkeys(("hour", "hours", "h", "hr", "hrs"), "h"),
    **dict.fromkeys(("day", "days"), "d"),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), "wk"),
    **dict.fromkeys(("month", "months", "mo", "mos"), "mo"),
    **dict.fromkeys(("year", "years", "yr", "yrs"), "a"),
}
_JOINED: Final = {
    f"{word}{name}": (value, unit)
    for word, value in NUMBER_WORDS.items()
    for name, unit in _UNITS.items()
    if value and len(name) > 3
}
"""``one-month``, whose hyphen is gone."""

_RELATIONS: Final[dict[str, Relation]] = {
    **dict.fromkeys(("about", "around", "approximately", "~", "circa", "roughly"), "about"),
    **dict.fromkeys(("before", "prior", "preceding"), "before"),
    **dict.fromkeys(("after", "post", "following", "since"), "after"),
    **dict.fromkeys(("by", "until", "till"), "by"),
    **dict.fromkeys(("from", "through"), "from"),
    **dict.fromkeys(("to", "thru"), "to"),
    "between": "between",
    "within": "within",
    "in": "in",
    **dict.fromkeys(("for", "lasting", "lasted"), "for"),
    "next": "next",
}
_CLOCKS: Final = {
    **dict.fromkeys(("hospital", "hospitalization", "admission"), "hospital day"),
    **dict.fromkeys(("postoperative", "postop", "postsurgical"), "postoperative day"),
    **dict.fromkeys(("illness", "disease"), "day of illness"),
}
_SHORT_CLOCKS: Final = {"pod": "postoperative day", "hd": "hospital day"}
_OF_ILLNESS: Final = frozenset((("illness",), ("disease",)))
_SKIPPED: Final = frozenset(("the", "of", "course", "this", "a"))


@dataclass(frozen=True, slots=True)
class DayNamed:
    """A day counted from day 0; ``next_day`` tells that it stands behind "the next day"."""

    number: int
    relation: Relation
    at: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class CycleDayNamed:
    """A day of a cycle: C2D8."""

    cycle: int
    day: int
    at: int
    relation: Relation = ""


@dataclass(frozen=True, slots=True)
class DateNamed:
    """A date of the calendar as far as it is printed."""

    year: int | None
    month: int | None
    day: int | None
    part: Part | None
    relation: Relation
    at: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class LengthNamed:
    """A length of time: its relations are the word before it and the word behind it."""

    low: int
    high: int
    unit: Unit
    relations: tuple[Relation, ...]
    at: int
    last: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClockDayNamed:
    """A day of another clock than day 0: ``hospital day 13``."""

    clock: str
    number: int
    at: int
    relation: Relation = ""


Named: TypeAlias = DayNamed | CycleDayNamed | ClockDayNamed | DateNamed | LengthNamed


@lru_cache(maxsize=4096)
def moments(passage: Passage) -> tuple[Named, ...]:
    """Read every moment and length whose number or name is anchored.

    >>> from caseweave.evidence.passage import words_of
    >>> [type(moment).__name__ for moment in moments(words_of("four days later, on day +9 (C2D8), March 27, 2023"))]
    ['DayNamed', 'CycleDayNamed', 'DateNamed', 'LengthNamed']
    """
    days: tuple[Named, ...] = (*_days(passage), *_cycle_days(passage), *_clock_days(passage))
    return (*days, *_dates(passage), *_lengths(passage))


def ordinal(word: str) -> int | None:
    """Return the number of an ordinal: ``second`` and ``2nd``.

    >>> ordinal("second"), ordinal("2nd"), ordinal("two")
    (2, 2, None)
    """
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word)
    return int(match[1]) if match else _ORDINALS.get(word)


def _relation(passage: Passage, at: int) -> Relation:
    """Word before a place that says how a moment is meant, small words skipped."""
    for before in range(at - 1, max(-1, at - 4), -1):
        word = passage.words[before]
        if passage.stops[before] >= SENTENCE - 1:
            return ""
        if word in _RELATIONS:
            return _RELATIONS[word]
        if word not in _SKIPPED:
            return "after" if word.startswith("post") else ""
    return ""


def _days(passage: Passage) -> Iterator[DayNamed]:
    words = passage.words
    relation: Relation = ""
    at = 0
    while at < len(words):
        short = _SHORT.fullmatch(words[at])
        if short and passage.has(at, at + 1):
            yield DayNamed(int(short[1]), _relation(passage, at), at)
        spaced = words[at] == "d" and not (at and words[at - 1][-1].isdecimal())
        if not (words[at] in ("day", "days") or spaced) or _is_of_clock(passage, at):
            at += 1
            continue
        relation, named = _day_relation(passage, at, relation)
        listed = list(_listed(passage, at + 1, relation, words[at] == "days", named))
        yield from (day for day in listed if passage.has(day.at, day.at + 1))
        at = max((day.at for day in listed), default=at) + 1


def _is_of_clock(passage: Passage, at: int) -> bool:
    """Tell whether a day is counted by another clock than day 0: ``hospital day 3``, ``day 3 of illness``."""
    before, behind = passage.words[at - 1 : at], passage.words[at + 2 : at + 4]
    return (bool(before) and before[0] in _CLOCKS) or (behind[:1] == ("of",) and behind[1:] in _OF_ILLNESS)


def _clock_days(passage: Passage) -> Iterator[ClockDayNamed]:
    """Read days of other clocks: ``hospital day 13``, ``13th hospital day``, ``POD 9``, ``day 3 of illness``."""
    words = passage.words
    for at in range(passage.first, passage.last):
        if words[at] in _SHORT_CLOCKS:
            clock, last = _SHORT_CLOCKS[words[at]], at + 1
        elif words[at] in _CLOCKS and words[at + 1 : at + 2] == ("day",):
            clock, last = _CLOCKS[words[at]], at + 2
        elif words[at] == "day" and words[at + 2 : at + 3] == ("of",) and words[at + 3 : at + 4] in _OF_ILLNESS:
            clock, last = "day of illness", at + 1
        else:
            continue
        number = _day_number(words[last]) if last < len(words) else None
        number = ordinal("".join(words[max(0, at - 2) : at])) if number is None else number
        number = ordinal(words[at - 1]) if number is None and at else number
        if number is not None:
            yield ClockDayNamed(clock, number, at, _relation(passage, at))


def _day_relation(passage: Passage, at: int, earlier: Relation) -> tuple[Relation, str]:
    """How a day is meant; ``by the next day (+10)`` is that day, ``between day 4 and day 7`` holds for both."""
    if passage.words[at - 1 : at] == ("next",) or passage.words[at - 1 : at] == ("same",):
        return "", "next day"
    if passage.words[at - 1 : at] == ("and",) and earlier in ("between", "from"):
        return ("between" if earlier == "between" else "to"), ""
    return _relation(passage, at), ""


def _listed(passage: Passage, at: int, relation: Relation, many: bool, by: str) -> Iterator[DayNamed]:
    """Days named behind the word day: one, or a list or range such as ``+14 to +18``, ``4 and 7``, ``+9 +10``."""
    words = passage.words
    if words[at : at + 1] and words[at] in ("of", "the"):
        return
    while at < len(words):
        span = _DAYS.fullmatch(words[at])
        number = _day_number(words[at])
        if span:
            yield DayNamed(int(span["low"]), "from", at, by)
            yield DayNamed(int(span["high"]), "to", at, by)
        elif number is not None:
            word = "number word" if words[at] in NUMBER_WORDS else by
            yield DayNamed(number, relation, at, word)
        else:
            return
        at, relation = _next_in_list(passage, at, relation, many)


def _day_number(word: str) -> int | None:
    if _DAY.fullmatch(word) or _MINUS.fullmatch(word):
        return int(word)
    return NUMBER_WORDS.get(word)


def _next_in_list(passage: Passage, at: int, relation: Relation, many: bool) -> tuple[int, Relation]:
    """Where a list of days goes on, and how the next day is meant; the end of the words if it does not."""
    words = passage.words
    rest = words[at + 1 : at + 3]
    if rest and rest[0].startswith("+"):
        return at + 1, relation
    if len(rest) == 2 and rest[0] in ("to", "through", "and", "or") and (many or rest[1].startswith("+")):
        ranged: Relation = "to" if rest[0] in ("to", "through") else relation
        return (at + 2, ranged) if _day_number(rest[1]) is not None else (len(words), relation)
    if many and rest and _DAY.fullmatch(rest[0]) and passage.stops[at] == 1:
        return at + 1, relation
    return len(words), relation


def _cycle_days(passage: Passage) -> Iterator[CycleDayNamed]:
    for at in range(passage.first, passage.last):
        match = _CYCLE.fullmatch(passage.words[at])
        if match:
            yield CycleDayNamed(int(match[1]), int(match[2]), at, _relation(passage, at))
        rest = passage.words[at : at + 4]
        if rest[::2] == ("cycle", "day") and rest[1].isdecimal() and rest[3:] and rest[3].isdecimal():
            yield CycleDayNamed(int(rest[1]), int(rest[3]), at, _relation(passage, at))


def _dates(passage: Passage) -> Iterator[DateNamed]:
    for at in range(passage.first, passage.last):
        word = passage.words[at]
        iso = _ISO.fullmatch(word)
        if iso and 1 <= int(iso[2]) <= 12:
            day = int(iso[3]) if iso[3] else None
            yield DateNamed(int(iso[1]), int(iso[2]), day, None, _relation(passage, at), at)
        elif word in _MONTHS and _is_month(passage, at):
            yield _date(passage, at)
        elif _YEAR.fullmatch(word) and passage.words[at - 1 : at] in (("in",), ("since",), ("by",)):
            yield DateNamed(int(word), None, None, None, _relation(passage, at), at)


def _is_month(passage: Passage, at: int) -> bool:
    """Tell whether "may" or "march" is the month: a number, a year or "in" stands beside it."""
    around = (*passage.words[max(0, at - 1) : at], *passage.words[at + 1 : at + 2])
    return passage.words[at] not in ("may", "march", "mar", "sep", "dec", "jan") or any(
        word in ("in", "of", *_PARTS) or word[:1].isdecimal() for word in around
    )


def _date(passage: Passage, at: int) -> DateNamed:
    words = passage.words
    first, after = at, words[at + 1 : at + 3]
    day: int | None = None
    if after and not _YEAR.fullmatch(after[0]) and (match := _MONTH_DAY.fullmatch(after[0])):
        day, after = int(match[1]), after[1:]
    elif at and (match := _MONTH_DAY.fullmatch(words[at - 1])):
        day, first = int(match[1]), at - 1
    year = int(after[0]) if after and _YEAR.fullmatch(after[0]) else None
    part = _PARTS.get(words[first - 1]) if first else None
    return DateNamed(
        year, _MONTHS[words[at]], day, part, _relation(passage, first - (part is not None)), at, "date in words"
    )


def _lengths(passage: Passage) -> Iterator[LengthNamed]:
    for at in range(passage.first, passage.last):
        for reading in (_counted(passage, at), _joined(passage, at), _single(passage, at)):
            if reading is not None:
                yield reading
                break


def _counted(passage: Passage, at: int) -> LengthNamed | None:
    """Read ``5 months``, ``2-3 weeks``, ``four days``, ``5-month``."""
    words = passage.words
    span = _DAYS.fullmatch(words[at])
    number = _day_number(words[at])
    unit_at = at + 1 + (words[at + 1 : at + 2] == ("-",))
    unit = _UNITS.get(words[unit_at]) if unit_at < len(words) else None
    if unit is None or (span is None and number is None) or words[at][0] in "+-" or words[at - 1 : at] == ("day",):
        return None
    low, high = (int(span["low"]), int(span["high"])) if span else (number or 0, number or 0)
    by = "number word" if words[at] in NUMBER_WORDS else ""
    return LengthNamed(low, high, unit, _around(passage, at, unit_at + 1), at, unit_at + 1, by)


def _joined(passage: Passage, at: int) -> LengthNamed | None:
    """Read ``one-month``, whose hyphen is gone."""
    found = _JOINED.get(passage.words[at])
    if found is None:
        return None
    return LengthNamed(found[0], found[0], found[1], _around(passage, at, at + 1), at, at + 1, "number word")


def _single(passage: Passage, at: int) -> LengthNamed | None:
    """Read ``an hour``, ``a week``, ``the next week``: one of the unit."""
    words = passage.words
    unit = _UNITS.get(words[at])
    if unit is None or words[at].endswith("s") or words[at - 1 : at] not in {("a",), ("an",), ("next",)}:
        return None
    if words[at] == "day" and words[at + 1 : at + 2] and _day_number(words[at + 1]) is not None:
        return None
    return LengthNamed(1, 1, unit, _around(passage, at, at + 1), at, at + 1, "one unit in words")


def _around(passage: Passage, first: int, last: int) -> tuple[Relation, ...]:
    """Words before and behind a length that say how it is meant."""
    words = passage.words
    found = [_RELATIONS[word] for word in words[max(0, first - 4) : first] if word in _RELATIONS]
    for word in words[last : last + 2]:
        if word in ("later", "after", "following", "since", "thereafter") or word.startswith("post"):
            found.append("after")
        elif word in ("before", "prior", "ago", "earlier", "preceding"):
            found.append("before")
        elif word == "apart":
            found.append("apart")
        elif word in ("long", "history", "duration"):
            found.append("for")
        else:
            break
    return tuple(dict.fromkeys(found))
