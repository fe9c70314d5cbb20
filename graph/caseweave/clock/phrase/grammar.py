"""The recogniser of time phrases: words in, an expression out, or an error that says where and what instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

from caseweave.clock.phrase.expression import (
    AfterCycles,
    At,
    Between,
    ByOffset,
    During,
    EitherSide,
    Elapsed,
    Ending,
    Expression,
    For,
    From,
    FromTo,
    NextDay,
    NightAfter,
    Offset,
    Order,
    Within,
)
from caseweave.clock.phrase.nearest import rewritten
from caseweave.clock.phrase.place import (
    ID_PATTERN,
    RESERVED,
    amount,
    amount_ahead,
    axis,
    happening,
    moment,
    reference,
    side,
    target,
)
from caseweave.clock.phrase.tokens import Refused, Tokens, tokens
from caseweave.model.error import CaseweaveError

__all__ = ["ID_PATTERN", "RESERVED", "TimeWordsError", "parse"]

LONGEST: Final = 400
"""No phrase is longer, in characters: eight words of which the longest is an id."""

_CYCLES = re.compile(r"[1-9][0-9]{0,2}")


class TimeWordsError(CaseweaveError):
    """A time phrase that was refused: where (a character position from 0), why, and how to say the same.

    ``suggestion`` is None where the grammar has no form of the same meaning; an ``x`` in it is where an id is missing.

    >>> try:
    ...     parse("one week after admission")
    ... except TimeWordsError as error:
    ...     print(error)
    'one week after admission', character 1: 'one' is not a time; did you mean '1 wk after admission'?
    """

    def __init__(self, text: str, position: int, reason: str, suggestion: str | None) -> None:
        self.text = text
        self.position = position
        self.reason = reason
        self.suggestion = suggestion
        shown = text if len(text) <= LONGEST else f"{text[:40]}…"
        advice = f"did you mean {suggestion!r}?" if suggestion else "docs/time.md lists what can be said"
        super().__init__(f"{shown!r}, character {position + 1}: {reason}; {advice}")


def parse(text: str) -> Expression:
    """Read one time phrase, such as ``day 9`` or ``4 d before infusion``; ``docs/time.md`` gives the grammar.

    >>> parse("about 4 mo before infusion").references
    ('infusion',)
    >>> str(parse("day +9"))
    'day 9'

    Raises TimeWordsError, with an allowed form of the same meaning if there is one, for every other text.
    """
    try:
        return _read(text)
    except Refused as refused:
        raise TimeWordsError(text, refused.position, refused.reason, _suggestion(text)) from None


def _suggestion(text: str) -> str | None:
    for candidate in rewritten(text[:LONGEST]):
        try:
            return str(_read(candidate))
        except Refused:
            continue
    return None


@lru_cache(maxsize=4096)
def _read(text: str) -> Expression:
    if len(text) > LONGEST:
        raise Refused(LONGEST, f"{len(text)} characters are more than a phrase has")
    words = tokens(text)
    expression = _expression(words)
    if words.peek():
        words.refuse(f"{words.peek()!r} follows the complete phrase {str(expression)!r}")
    return expression


def _expression(words: Tokens) -> Expression:
    for opening, read in _OPENINGS.items():
        if words.skip(opening):
            return read(words)
    if amount_ahead(words):
        return _apart(words)
    if words.skip("about"):
        return At(axis(words, "can't be 'about'"), about=True)
    return At(axis(words, "is not a time"))


def _apart(words: Tokens) -> Offset | EitherSide:
    length = amount(words)
    if words.skip("before or after"):
        return EitherSide(length, target(words))
    return Offset(length, side(words), target(words))


def _by(words: Tokens) -> ByOffset | Order:
    return ByOffset(amount(words), side(words), target(words)) if amount_ahead(words) else Order("by", target(words))


def _next_day(words: Tokens) -> NextDay:
    return NextDay(target(words)) if words.skip("after") else NextDay()


def _from(words: Tokens) -> FromTo | From:
    first = moment(words)
    return FromTo(first, moment(words)) if words.skip("to") else From(first)


def _between(words: Tokens) -> Between:
    first = moment(words)
    words.must("and")
    return Between(first, moment(words))


def _after(words: Tokens) -> AfterCycles | Elapsed | Order:
    if _CYCLES.fullmatch(words.peek()) and words.peek(1) in {"cycle", "cycles"}:
        count = int(words.take())
        words.take()
        words.must("of")
        return AfterCycles(count, reference(words))
    return _elapsed(words) if amount_ahead(words) else Order("after", target(words))


def _within(word: Literal["within", "in"]) -> Callable[[Tokens], Within]:
    return lambda words: Within(word, amount(words), side(words), target(words))


def _over(words: Tokens) -> Within:
    length = amount(words)
    words.must("after")
    return Within("over the next", length, "after", target(words))


def _elapsed(words: Tokens) -> Elapsed:
    length = amount(words)
    words.must("of")
    return Elapsed(length, reference(words))


_OPENINGS: Final[dict[str, Callable[[Tokens], Expression]]] = {
    "from": _from,
    "until": lambda words: Ending("until", target(words)),
    "up to": lambda words: Ending("up to", target(words)),
    "for": lambda words: For(amount(words)),
    "lasting": lambda words: For(amount(words)),
    "between": _between,
    "before": lambda words: Order("before", target(words)),
    "by": _by,
    "after": _after,
    "within": _within("within"),
    "in": _within("in"),
    "over the next": _over,
    "same day as": lambda words: At(happening(words)),
    "next day": _next_day,
    "the next day": _next_day,
    "following day": _next_day,
    "the following day": _next_day,
    "night after": lambda words: NightAfter(target(words)),
    "during": lambda words: During(reference(words)),
}
"""How an expression goes on after the words that open it."""
