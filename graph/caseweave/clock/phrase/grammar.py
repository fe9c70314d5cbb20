"""The recogniser of time phrases: words in, an expression out, or an error that says where and what instead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NoReturn, get_args

from caseweave.clock.phrase.expression import (
    At,
    Between,
    During,
    Elapsed,
    Ending,
    Expression,
    For,
    From,
    FromTo,
    NightAfter,
    Offset,
    Order,
    Within,
)
from caseweave.clock.phrase.moment import (
    Amount,
    CycleDay,
    Date,
    Day,
    Either,
    Moment,
    Part,
    Qualifier,
    Reference,
    Side,
    Unit,
)
from caseweave.clock.phrase.nearest import nearest_form, rewritten
from caseweave.model.error import CaseweaveError

__all__ = ["ID_PATTERN", "RESERVED", "TimeWordsError", "parse"]

ID_PATTERN: Final = r"[a-z0-9][a-z0-9._-]{0,63}"
"""What the id of a statement or event looks like; a test keeps it equal to ``identifiers.ID_PATTERN``."""

LONGEST: Final = 400
"""No phrase is longer, in characters: eight words of which the longest is an id."""

UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
PARTS: Final[tuple[Part, ...]] = get_args(Part)

RESERVED: Final = frozenset(
    re.findall(
        r"[a-z]+",
        "about after and at before between by day during early end for from in late mid of on or over same start the"
        " until up within",
    )
)
"""Words of the grammar: never read as the id of a statement or event."""

_ID = re.compile(ID_PATTERN)
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"[0-9]{1,4}")
_DAY = re.compile(r"[+-]?[0-9]{1,5}")
_AMOUNT = re.compile(r"(?P<low>[0-9]{1,4})(?:-(?P<high>[0-9]{1,4}))?")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?")
_CYCLE = re.compile(r"C(?P<cycle>[0-9]{1,3})D(?P<day>[0-9]{1,3})")


class TimeWordsError(CaseweaveError):
    """A time phrase that was refused: where (a character position from 0), why, and the nearest allowed form.

    >>> try:
    ...     parse("one week after admission")
    ... except TimeWordsError as error:
    ...     print(error)
    'one week after admission', character 1: 'one' is not a time; did you mean '1 wk after admission'?
    """

    def __init__(self, text: str, position: int, reason: str, suggestion: str) -> None:
        self.text = text
        self.position = position
        self.reason = reason
        self.suggestion = suggestion
        shown = text if len(text) <= LONGEST else f"{text[:40]}…"
        super().__init__(f"{shown!r}, character {position + 1}: {reason}; did you mean {suggestion!r}?")


def parse(text: str) -> Expression:
    """Read one time phrase, such as ``day 9`` or ``4 d before infusion``; ``docs/time.md`` gives the grammar.

    >>> parse("about 4 mo before infusion").references
    ('infusion',)
    >>> str(parse("day +9"))
    'day 9'

    Raises TimeWordsError, with the nearest allowed form, for every other text.
    """
    try:
        return _read(text)
    except _Refused as refused:
        raise TimeWordsError(text, refused.position, refused.reason, _suggestion(text)) from None


def _suggestion(text: str) -> str:
    for candidate in rewritten(text[:LONGEST]):
        try:
            return str(_read(candidate))
        except _Refused:
            continue
    return nearest_form(text[:LONGEST])


class _Refused(CaseweaveError):  # noqa: N818 - never leaves this module
    """A word that does not fit, where it stands and why."""

    def __init__(self, position: int, reason: str) -> None:
        self.position = position
        self.reason = reason
        super().__init__(reason)


@dataclass(slots=True)
class _Tokens:
    """The words of a phrase with their positions, read from the left."""

    words: list[tuple[str, int]]
    length: int
    at: int = 0

    def peek(self, ahead: int = 0) -> str:
        return self.words[self.at + ahead][0] if self.at + ahead < len(self.words) else ""

    def refuse(self, reason: str) -> NoReturn:
        raise _Refused(self.words[self.at][1] if self.at < len(self.words) else self.length, reason)

    def want(self, what: str) -> NoReturn:
        self.refuse(f"{self.peek()!r} stands where {what} is wanted" if self.peek() else f"{what} is wanted here")

    def take(self) -> str:
        word = self.peek()
        self.at += 1
        return word

    def skip(self, phrase: str) -> bool:
        """Pass over these words if they stand here."""
        wanted = phrase.split()
        if [self.peek(ahead) for ahead in range(len(wanted))] != wanted:
            return False
        self.at += len(wanted)
        return True

    def must(self, phrase: str) -> None:
        if not self.skip(phrase):
            self.want(repr(phrase))


@lru_cache(maxsize=4096)
def _read(text: str) -> Expression:
    if len(text) > LONGEST:
        raise _Refused(LONGEST, f"{len(text)} characters are more than a phrase has")
    tokens = _Tokens([(match[0], match.start()) for match in _WORD.finditer(text)], len(text))
    expression = _expression(tokens)
    if tokens.peek():
        tokens.refuse(f"{tokens.peek()!r} follows the complete phrase {str(expression)!r}")
    return expression


def _expression(tokens: _Tokens) -> Expression:
    for opening, read in _OPENINGS.items():
        if tokens.skip(opening):
            return read(tokens)
    if _amount_ahead(tokens):
        return Offset(_amount(tokens), _side(tokens), _target(tokens))
    if tokens.skip("about"):
        return At(_axis(tokens, "can't be 'about'"), about=True)
    return At(_axis(tokens, "is not a time"))


def _from(tokens: _Tokens) -> FromTo | From:
    first = _moment(tokens)
    return FromTo(first, _moment(tokens)) if tokens.skip("to") else From(first)


def _between(tokens: _Tokens) -> Between:
    first = _moment(tokens)
    tokens.must("and")
    return Between(first, _moment(tokens))


def _after(tokens: _Tokens) -> Elapsed | Order:
    return _elapsed(tokens) if _amount_ahead(tokens) else Order("after", _target(tokens))


def _within(word: Literal["within", "in"]) -> Callable[[_Tokens], Within]:
    return lambda tokens: Within(word, _amount(tokens), _side(tokens), _target(tokens))


def _over(tokens: _Tokens) -> Within:
    amount = _amount(tokens)
    tokens.must("after")
    return Within("over the next", amount, "after", _target(tokens))


def _elapsed(tokens: _Tokens) -> Elapsed:
    amount = _amount(tokens)
    tokens.must("of")
    return Elapsed(amount, _reference(tokens))


def _side(tokens: _Tokens) -> Side:
    if tokens.skip("before"):
        return "before"
    tokens.must("after")
    return "after"


def _qualifier(tokens: _Tokens) -> Qualifier:
    if tokens.skip("about"):
        return "about"
    if tokens.skip("at least"):
        return "at least"
    return "at most" if tokens.skip("at most") else ""


def _amount_ahead(tokens: _Tokens) -> bool:
    start = {"about": 1, "at": 2}.get(tokens.peek(), 0)
    number = tokens.peek(start)
    return _AMOUNT.fullmatch(number) is not None and (tokens.peek(start + 1) in UNITS or not _DATE.fullmatch(number))


def _amount(tokens: _Tokens) -> Amount:
    qualifier = _qualifier(tokens)
    match = _AMOUNT.fullmatch(tokens.peek())
    if match is None:
        tokens.want("a whole number")
    low, high = int(match["low"]), int(match["high"] or match["low"])
    if low > high:
        tokens.refuse(f"the range {match[0]} runs backwards")
    tokens.take()
    return Amount(low, high, _unit(tokens), qualifier)


def _unit(tokens: _Tokens) -> Unit:
    unit = next((unit for unit in UNITS if tokens.skip(unit)), None)
    return unit or tokens.want("a unit (h, d, wk, mo, a)")


def _target(tokens: _Tokens) -> Moment:
    """Read a moment or several readings of it, joined by "or"."""
    readings = [_moment(tokens)]
    while tokens.skip("or"):
        readings.append(_moment(tokens))
    return Either(tuple(readings)) if len(readings) > 1 else readings[0]


def _happening(tokens: _Tokens) -> Reference | Either:
    readings = [_reference(tokens)]
    while tokens.skip("or"):
        readings.append(_reference(tokens))
    return Either(tuple(readings)) if len(readings) > 1 else readings[0]


def _moment(tokens: _Tokens) -> Day | Date | CycleDay | Reference:
    return _axis_or_none(tokens) or _reference(tokens)


def _axis(tokens: _Tokens, reason: str) -> Day | Date | CycleDay:
    found = _axis_or_none(tokens)
    if found is None:
        tokens.refuse(f"{tokens.peek()!r} {reason}" if tokens.peek() else "a day or date is wanted here")
    return found


def _axis_or_none(tokens: _Tokens) -> Day | Date | CycleDay | None:
    if tokens.skip("day"):
        return _day(tokens)
    for part in PARTS:
        if tokens.skip(part):
            return _date_part(tokens, part)
    if _DATE.fullmatch(tokens.peek()):
        return _date(tokens)
    return _cycle_day(tokens) if _CYCLE.fullmatch(tokens.peek()) else None


def _day(tokens: _Tokens) -> Day:
    if _DAY.fullmatch(tokens.peek()) is None:
        tokens.want("the number of a day")
    return Day(int(tokens.take()))


def _date(tokens: _Tokens) -> Date:
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


def _date_part(tokens: _Tokens, part: Part) -> Date:
    date = _date(tokens)
    if date.day is not None:
        tokens.at -= 1
        tokens.refuse(f"'{part}' is said of a month or year, not of a day")
    return Date(date.year, date.month, part=part)


def _cycle_day(tokens: _Tokens) -> CycleDay:
    match = _CYCLE.fullmatch(tokens.peek())
    if match is None or int(match["cycle"]) == 0:
        tokens.want("a day of a cycle counted from C1")
    tokens.take()
    tokens.must("of")
    return CycleDay(int(match["cycle"]), int(match["day"]), _reference(tokens).id)


def _reference(tokens: _Tokens) -> Reference:
    if tokens.skip("start of"):
        return Reference(_id(tokens), "start")
    if tokens.skip("end of"):
        return Reference(_id(tokens), "end")
    return Reference(_id(tokens))


def _id(tokens: _Tokens) -> str:
    word = tokens.peek()
    if word in RESERVED or _ID.fullmatch(word) is None or not any(map(str.isalpha, word)):
        tokens.want("the id of a statement or event")
    return tokens.take()


_OPENINGS: Final[dict[str, Callable[[_Tokens], Expression]]] = {
    "from": _from,
    "until": lambda tokens: Ending("until", _target(tokens)),
    "up to": lambda tokens: Ending("up to", _target(tokens)),
    "for": lambda tokens: For(_amount(tokens)),
    "lasting": lambda tokens: For(_amount(tokens)),
    "between": _between,
    "before": lambda tokens: Order("before", _target(tokens)),
    "by": lambda tokens: Order("by", _target(tokens)),
    "after": _after,
    "within": _within("within"),
    "in": _within("in"),
    "over the next": _over,
    "same day as": lambda tokens: At(_happening(tokens)),
    "night after": lambda tokens: NightAfter(_target(tokens)),
    "during": lambda tokens: During(_reference(tokens)),
}
"""How an expression goes on after the words that open it."""
