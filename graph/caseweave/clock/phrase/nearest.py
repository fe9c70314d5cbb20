"""What a refused time phrase is answered with: the same thing said in the grammar's words, or the nearest form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

__all__ = ["FORMS", "nearest_form", "rewritten"]

FORMS: Final[tuple[str, ...]] = (
    "day 9",
    "day -3",
    "about day 4",
    "by day 20",
    "before day 5",
    "after day 13",
    "between day 4 and day 7",
    "from day 14 to day 18",
    "from day 14",
    "until day 18",
    "up to day 18",
    "2023-03-27",
    "2023-03",
    "late 2023-03",
    "C2D8 of blinatumomab-1",
    "same day as biopsy-1",
    "before infusion",
    "after infusion",
    "after end of induction",
    "during induction",
    "4 d before infusion",
    "1 wk after admission",
    "about 4 mo before infusion",
    "at least 2 wk after infusion",
    "within 1 wk after biopsy-2",
    "within 1 wk after infusion or rash",
    "in 1 wk after infusion",
    "over the next 1 wk after biopsy-2",
    "night after day 10",
    "after 5 mo of remission",
    "for 5 mo",
    "for at least 5 mo",
)
"""One example of every form of the grammar; a test parses each."""

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH: Final = "|".join(rf"{name}|{name[:3]}" for name in _MONTHS)
_NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_UNITS: Final = {"hour": "h", "hr": "h", "day": "d", "week": "wk", "month": "mo", "year": "a", "yr": "a", "y": "a"}
_UNIT: Final = "|".join(_UNITS)

_PLAIN: Final[tuple[tuple[str, str], ...]] = (
    ("[\u2010-\u2015\u2212]", "-"),
    (r"[.;]+$", ""),
    (r"^(?:on|at) (?!least|most)", ""),
    (r"\b(?:the|his|her|their) (?!next\b)", ""),
    (r" later$", ""),
    (r"≤ ?", "by "),
    (r"\b(?:approximately|approx\.?|around|circa|roughly|nearly|some)(?= )|~", "about "),
    (r"\bprior to\b", "before"),
    (r"\b(?:post|following|since|from) (?=\S+$)", "after "),
    (r"\b(?:later than|at least) (?=day)", "after "),
    (r"\b(?:an?|one)[ -](?=hour|day|week|month|year|h\b|d\b|wk\b|mo\b)", "1 "),
    (r"\b(?:the )?(?:next day|day) after\b", "1 d after"),
    (r"\b(?:same )?day (?:of|as) ", "same day as "),
    (r"\bover(?: the)? next (?=week|wk|month|mo\b|year|a\b)", "over the next 1 "),
    (r"\bmiddle (?:of )?", "mid "),
    (r"\bmid-", "mid "),
    (r"\bday\s*([+-]?\d+)\s*(?:-|to|through|until)\s*(?:day )?([+-]?\d+)\b", r"between day \1 and day \2"),
    (r"\bdays ([+-]?\d+)\s*(?:-|to|through|until)\s*(?:day )?([+-]?\d+)\b", r"from day \1 to day \2"),
    (r"\b(?:day|d) ?([+-]?\d+)\b", r"day \1"),
    (r"\bbetween between\b", "between"),
    (r"\bfrom between (day \S+) and\b", r"from \1 to"),
    (r"\b(between day \S+ and) ([+-]?\d+)$", r"\1 day \2"),
    (r"\b(from day \S+ to) ([+-]?\d+)$", r"\1 day \2"),
    (r"\bbetween (day \S+) to\b", r"between \1 and"),
    (r"\blast(?:ed|ing|s)(?: for)?\b", "for"),
    (r"\b(?:no later than|not later than)\b", "by"),
    (r"\bthroughout\b|\bin the course of\b", "during"),
    (r"\bup until\b|\btill\b", "until"),
)

_SIGNED = re.compile(r"^[+-]\d+$")
_COUNTED = re.compile(rf"\b(\d+(?:-\d+)?)[ -]?({_UNIT})s?\b")
_RANGED = re.compile(r"\b(\d+) to (\d+) (?=h\b|d\b|wk\b|mo\b|a\b)")
_NUMBER_WORD = re.compile(r"\b(" + "|".join(_NUMBERS) + r")\b(?! of)")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?,? (\d{{4}})\b")
_MONTH_YEAR = re.compile(rf"\b(?:in )?({_MONTH})\.?,? (\d{{4}})\b")
_CYCLE = re.compile(r"\bc(\d+) ?d(\d+)\b")


def nearest_form(text: str) -> str:
    """Pick the example of the grammar that looks most like a refused phrase.

    >>> nearest_form("betwixt day 4 & day 7")
    'between day 4 and day 7'
    """
    plain = text.casefold()
    return max(FORMS, key=lambda form: SequenceMatcher(None, form, plain, autojunk=False).ratio())


def rewritten(text: str) -> Iterator[str]:
    """Say a phrase in the grammar's words, in a few ways; the caller keeps the first that is allowed.

    >>> next(rewritten("On March 27, 2023"))
    '2023-03-27'
    """
    plain = _dates(_numbers(" ".join(text.casefold().split())))
    for pattern, replacement in _PLAIN:
        plain = re.sub(pattern, replacement, plain)
    plain = " ".join(_amounts(plain).split())
    yield plain
    if _SIGNED.match(plain):
        yield f"day {plain}"
    yield f"{plain} infusion"
    yield f"{plain} after infusion"
    yield f"{plain} of blinatumomab-1"
    yield f"same day as {plain}"


def _numbers(plain: str) -> str:
    return _NUMBER_WORD.sub(lambda match: str(_NUMBERS.index(match[0])), plain)


def _amounts(plain: str) -> str:
    counted = _COUNTED.sub(lambda match: f"{match[1]} {_UNITS[match[2]]}", plain)
    ranged = _RANGED.sub(r"\1-\2 ", counted)
    return _CYCLE.sub(lambda match: f"C{max(1, int(match[1]))}D{match[2]}", ranged)


def _dates(plain: str) -> str:
    plain = _MONTH_DAY.sub(lambda match: f"{match[3]}-{_month(match[1])}-{int(match[2]):02d}", plain)
    plain = _DAY_MONTH.sub(lambda match: f"{match[3]}-{_month(match[2])}-{int(match[1]):02d}", plain)
    return _MONTH_YEAR.sub(lambda match: f"{match[2]}-{_month(match[1])}", plain)


def _month(name: str) -> str:
    return f"{[month[:3] for month in _MONTHS].index(name[:3]) + 1:02d}"
