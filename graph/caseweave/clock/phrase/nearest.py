"""What a refused time phrase is answered with: the same thing said in the grammar's words, never another thing.

Every rewriting keeps the meaning. What is left out of a phrase is never made up: a missing happening is shown as ``x``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["rewritten"]

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH: Final = "|".join(rf"{name}|{name[:3]}" for name in _MONTHS)
_NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINALS: Final = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
}
_UNITS: Final = {
    "minute": "min",
    "hour": "h",
    "hr": "h",
    "day": "d",
    "week": "wk",
    "month": "mo",
    "year": "a",
    "yr": "a",
    "min": "min",
    "h": "h",
    "d": "d",
    "wk": "wk",
    "mo": "mo",
    "y": "a",
    "a": "a",
}
_UNIT: Final = "|".join(_UNITS)
_SHORT: Final = r"(?:min|h|d|wk|mo|a)\b"

_PLAIN: Final[tuple[tuple[str, str], ...]] = (
    ("[\u2010-\u2015\u2212]", "-"),
    (r"[.;,]+$", ""),
    (r"^(?:on|at|upon) (?!least|most)(?=.*\b(?:day|pod|hd)\b|d\d|\d)", ""),
    (r"\b(?:the|his|her|their) (?!next\b|following\b)", ""),
    (r"^(?:later|that is|i\.e\.) (?=day [+-]?\d)", ""),
    (r"\b(?:no|not) later than (?=day|\d{4}\b)", "by "),
    (r"≤ ?(?=day|d ?\d)", "by "),
    (r"(?:≤|\b(?:no|not) (?:more|later) than) ?(?=\d)", "at most "),
    (r"(?:≥|\b(?:no|not) (?:less|fewer|earlier) than) ?(?=\d)", "at least "),
    (r"\b(?:approximately|approx\.?|around|circa|roughly|some)(?= )|~ ?", "about "),
    (r"\bprior to\b", "before"),
    (r"\b(?:post|following) (?!day)(?=\S+$)", "after "),
    (r"\b(?<!no )(?<!not )later than (?=day)", "after "),
    (r"^since (?=\S+$|day \S+$)", "from "),
    (r"\b(?:an?|one)[ -](?=min|hour|day|week|month|year|h\b|d\b|wk\b|mo\b)", "1 "),
    (r"^day (before|after)\b", r"1 d \1"),
    (r"\bnext day of (?=\S+$)", "next day after "),
    (r"^(?:same )?day (?:of|as) (?=[a-z]\S*$)", "same day as "),
    (r"\bover(?: the)? next (?=week|wk|month|mo\b|year|a\b)", "over the next 1 "),
    (r"\bmiddle (?:of )?", "mid "),
    (r"\bmid-", "mid "),
    (r"\bpost-? ?op(?:erative)?\b", "postoperative"),
    (r"\bicu (?:stay )?day\b", "ICU day"),
    (r"^(after .*) in (\S+)$", r"\1 of \2"),
    (r"\bhospitali[sz]ation day\b|\bhospital stay day\b|\bday of hospitali[sz]ation (?=\d)", "hospital day "),
    (r"\bday (\d+) (?:of hospitali[sz]ation|in hospital|of hospital stay)$", r"hospital day \1"),
    (r"\b(\d+(?:st|nd|rd|th)) (?:day of hospitali[sz]ation|day in hospital)$", r"\1 hospital day"),
    (r"\bday (\d+) (?:post-?operatively|after operation)$", r"postoperative day \1"),
    (r"\bpod[ #]*(\d+)\b", r"postoperative day \1"),
    (r"\bhd[ #]*(\d+)\b", r"hospital day \1"),
    (r"\b(\d+(?:st|nd|rd|th)) pod\b", r"\1 postoperative day"),
    (r"\b(\d+(?:st|nd|rd|th)) hd\b", r"\1 hospital day"),
    (r"\b(?:disease|sickness) day (?=\d)", "illness day "),
    (r"\bday (\d+) of (?:his |her |the )?(?:disease|sickness)$", r"day \1 of illness"),
    (r"\b(?<!day )day ([+-]?\d+) ?- ?(?:day )?([+-]?\d+)\b", r"between day \1 and day \2"),
    (r"^(?:from )?days? ([+-]?\d+) ?(?:to|through|until|-) ?(?:day )?([+-]?\d+)$", r"from day \1 to day \2"),
    (r"^from days? (\S+) (?:to|through|until) (?:day )?([+-]?\d+)$", r"from day \1 to day \2"),
    (r"^between days? (\S+) (?:and|to) (?:day )?([+-]?\d+)$", r"between day \1 and day \2"),
    (r"(?<!\w)(?:day|d) ?([+-]?\d+)\b", r"day \1"),
    (r"\blast(?:ed|ing|s)(?: for)?\b", "for"),
    (r"\bthroughout\b|\bin course of\b", "during"),
    (r"\bup until\b|\btill\b", "until"),
    (r"\b(?:at|in) (?=(?:early|mid|late) \d{4})", ""),
    (r"^in (?=\d{4}(?:-\d\d)?$)", ""),
    (r"\bcompletion of\b|\bconclusion of\b|\blast day of\b", "end of"),
    (r"\b(?:beginning|onset|initiation|first day) of\b", "start of"),
)

_SIGNED: Final = re.compile(r"^[+-]\d+$")
_COUNTED: Final = re.compile(rf"(?<![\w.])(\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)[ -]?({_UNIT})s?\b(?! \d)")
_RANGED: Final = re.compile(rf"\b(\d+) (?:to|or) (\d+) (?={_SHORT})")
_NUMBER_WORD: Final = re.compile(r"\b(" + "|".join(_NUMBERS) + r")\b(?! of)")
_ORDINAL_WORD: Final = re.compile(r"\b(" + "|".join(_ORDINALS) + r")\b(?= (?:\w+ )?day|-? ?post)")
_MONTH_DAY: Final = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_DAY_MONTH: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?,? (\d{{4}})\b")
_MONTH_YEAR: Final = re.compile(rf"\b(?:in )?({_MONTH})\.?,? (\d{{4}})\b")
_CYCLE: Final = re.compile(r"\bc([1-9]\d*) ?d(\d+)\b")
_CYCLE_WORDS: Final = re.compile(r"\b(?:day (\d+) of cycle ([1-9]\d*)|cycle ([1-9]\d*),? day (\d+))\b")
_BARE: Final = re.compile(
    rf"(?:about |at least |at most )?[\d.-]+ {_SHORT}|(?:before|after|by|during|until|up to)|"
    rf"(?:within|in|over the next) (?:about )?[\d.-]+ {_SHORT}|(?:night|next day) after|same day as|"
    rf"(?:about |at least |at most )?[\d.-]+ {_SHORT} (?:before|after)"
)
_ONE_NAME: Final = re.compile(r"^(?:on|at|upon) (?:the )?([a-z][a-z0-9._-]*)$")
_CLOCK_TIMES: Final = frozenset(
    (
        *("all", "baseline", "birth", "dawn", "dusk", "evening", "first", "follow-up", "last", "midday", "midnight"),
        *("morning", "night", "noon", "once"),
    )
)
"""Words after "at" that name no happening of a case, or none that has a day."""


def rewritten(text: str) -> Iterator[str]:
    """Say a phrase in the grammar's words, in a few ways; the caller keeps the first that is allowed.

    >>> next(rewritten("On March 27, 2023"))
    '2023-03-27'
    """
    plain = _cycles(_dates(_numbers(" ".join(text.casefold().split()))))
    named = _ONE_NAME.fullmatch(plain)
    if named and named[1] not in _CLOCK_TIMES:
        yield f"same day as {named[1]}"
    later = plain.endswith(" later")
    for pattern, replacement in _PLAIN:
        plain = re.sub(pattern, replacement, plain)
    plain = " ".join(_amounts(plain.removesuffix(" later")).split())
    yield plain
    yield f"day {plain}" if _SIGNED.match(plain) else ""
    yield from _completed(plain, later=later)


def _completed(plain: str, *, later: bool) -> Iterator[str]:
    """Show where the name of a happening is missing."""
    if later:
        yield f"{plain} after x"
        return
    if _BARE.fullmatch(plain):
        yield f"{plain} x"
        yield f"{plain} after x" if plain.startswith(("within", "in ", "over")) else ""
    if re.fullmatch(r"C\d+D\d+", plain):
        yield f"{plain} of x"


def _numbers(plain: str) -> str:
    plain = _ORDINAL_WORD.sub(lambda match: _ORDINALS[match[0]], plain)
    return _NUMBER_WORD.sub(lambda match: str(_NUMBERS.index(match[0])), plain)


def _amounts(plain: str) -> str:
    counted = _COUNTED.sub(lambda match: f"{match[1]} {_UNITS[match[2]]}", plain)
    return _RANGED.sub(r"\1-\2 ", counted)


def _cycles(plain: str) -> str:
    plain = _CYCLE_WORDS.sub(lambda match: f"c{match[2] or match[3]}d{match[1] or match[4]}", plain)
    return _CYCLE.sub(lambda match: f"C{match[1]}D{match[2]}", plain)


def _dates(plain: str) -> str:
    plain = _MONTH_DAY.sub(lambda match: f"{match[3]}-{_month(match[1])}-{int(match[2]):02d}", plain)
    plain = _DAY_MONTH.sub(lambda match: f"{match[3]}-{_month(match[2])}-{int(match[1]):02d}", plain)
    return _MONTH_YEAR.sub(lambda match: f"{match[2]}-{_month(match[1])}", plain)


def _month(name: str) -> str:
    return f"{[month[:3] for month in _MONTHS].index(name[:3]) + 1:02d}"
