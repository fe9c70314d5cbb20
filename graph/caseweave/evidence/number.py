"""Numbers in running words: ``8``, ``2-3``, ``138.7k``, ``1×106``, ``80-90s``, ``ten``, with what is said around them.

Each way to read a number that is not printed as such has a name, which stands in the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from caseweave.evidence.passage import Passage
from caseweave.model.quantity import Comparator

__all__ = ["NUMBER_WORDS", "Number", "bare", "numbers"]

_FIRST: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_ONES: Final = f"{_FIRST} sixteen seventeen eighteen nineteen"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS: Final[dict[str, int]] = {
    **{word: at for at, word in enumerate(_ONES.split())},
    **{word: 10 * at for at, word in enumerate(_TENS.split(), start=2)},
    **{
        ten + one: 10 * tens + ones
        for tens, ten in enumerate(_TENS.split(), start=2)
        for ones, one in enumerate(_ONES.split()[1:10], start=1)
    },
}
"""Words to numbers; a hyphen between letters is gone: ``twentyfive``."""

_PLAIN: Final = r"\d+(?:[.·]\d+)?|[.·]\d+|\d{1,3}(?:,\d{3})+(?:[.·]\d+)?|\d+,\d+"
_TOKEN: Final = re.compile(rf"(?P<sign>[+-])?(?P<low>{_PLAIN})(?:-(?P<high>{_PLAIN}))?")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POWER: Final = re.compile(r"10(-?[1-9]\d?)")
_MULTIPLES: Final = {"thousand": 3, "million": 6, "billion": 9}

_BEFORE: Final[tuple[tuple[tuple[str, ...], Comparator], ...]] = (
    (("no", "less", "than"), ">="),
    (("not", "less", "than"), ">="),
    (("no", "more", "than"), "<="),
    (("not", "more", "than"), "<="),
    (("less", "than", "or", "equal", "to"), "<="),
    (("greater", "than", "or", "equal", "to"), ">="),
    (("less", "than"), "<"),
    (("lower", "than"), "<"),
    (("fewer", "than"), "<"),
    (("smaller", "than"), "<"),
    (("more", "than"), ">"),
    (("greater", "than"), ">"),
    (("higher", "than"), ">"),
    (("at", "least"), ">="),
    (("at", "most"), "<="),
    (("up", "to"), "<="),
    (("<",), "<"),
    (("≤",), "<="),
    ((">",), ">"),
    (("≥",), ">="),
    (("~",), "~"),
    (("≈",), "~"),
    (("under",), "<"),
    (("below",), "<"),
    (("above",), ">"),
    (("over",), ">"),
    (("exceeding",), ">"),
    (("exceeded",), ">"),
    (("approximately",), "~"),
    (("about",), "~"),
    (("around",), "~"),
    (("roughly",), "~"),
    (("nearly",), "~"),
    (("almost",), "~"),
    (("circa",), "~"),
    (("ca",), "~"),
)
_AFTER: Final[tuple[tuple[tuple[str, ...], Comparator], ...]] = (
    (("or", "more"), ">="),
    (("or", "higher"), ">="),
    (("or", "greater"), ">="),
    (("and", "above"), ">="),
    (("or", "less"), "<="),
    (("or", "lower"), "<="),
    (("or", "fewer"), "<="),
    (("or", "below"), "<="),
)
_TO: Final = frozenset((("to",), ("-",)))
_OPEN: Final = frozenset(("±", "×", "-", "?"))
"""Signs that make the number behind them something else than it says; it is not read."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range in a passage: words ``first`` up to ``last``, multiplied by ``factor``.

    ``pair`` is 0 for the first of two numbers parted by a stroke, 1 for the second, None for one that stands alone.
    ``by`` are the names of the ways it was read.
    """

    low: Decimal
    high: Decimal
    first: int
    last: int
    comparator: Comparator | None = None
    factor: Decimal = Decimal(1)
    pair: int | None = None
    by: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def numbers(passage: Passage) -> tuple[Number, ...]:
    """Read every number whose first word is anchored; what bounds it may stand before the anchored words.

    >>> from caseweave.evidence.passage import words_of
    >>> [(str(n.low), str(n.high), n.comparator, n.by) for n in numbers(words_of("<1% of 80-90s"))]
    [('1', '1', '<', ()), ('80', '99', None, ('decade',))]
    """
    return tuple(_read(passage))


def bare(token: str) -> Decimal | None:
    """Value of a word that is a single number in digits; None for any other.

    >>> bare("1,500"), bare("+9"), bare("2-3")
    (Decimal('1500'), Decimal('9'), None)
    """
    match = _TOKEN.fullmatch(token)
    return _signed(match) if match and not match["high"] else None


def _read(passage: Passage) -> Iterator[Number]:
    at = passage.first
    while at < passage.last:
        number = _plain(passage.words, at)
        if number is None:
            at += 1
            continue
        number = _multiplied(passage, _ranged(passage.words, number))
        at = number.last
        if passage.words[number.first - 1 : number.first] not in {(sign,) for sign in _OPEN}:
            yield _bounded(passage, number)


def _plain(words: tuple[str, ...], at: int) -> Number | None:
    word = words[at] if at < len(words) else ""
    match = _TOKEN.fullmatch(word)
    if match:
        return _printed(match, at)
    if word not in NUMBER_WORDS:
        return None
    value = Decimal(NUMBER_WORDS[word])
    return Number(value, value, at, at + 1, by=("number word",))


def _ranged(words: tuple[str, ...], number: Number) -> Number:
    """Join ``2 to 3`` to one range, and ``25% to 50%``, whose unit stands behind both."""
    at = number.last
    unit = words[at : at + 1] if words[at + 1 : at + 2] in _TO and words[at : at + 1] not in _TO else ()
    at += len(unit)
    other = _plain(words, at + 1) if words[at : at + 1] in _TO else None
    if other is None or other.high < number.low or (unit and words[other.last : other.last + 1] != unit):
        return number
    by = dict.fromkeys((*number.by, *other.by, "range in words"))
    return Number(number.low, other.high, number.first, other.last, by=tuple(by))


def _printed(match: re.Match[str], at: int) -> Number:
    low = _signed(match)
    by = ("decimal comma",) if "," in match[0] and not _THOUSANDS.fullmatch(match["low"]) else ()
    return Number(low, _value(match["high"]) if match["high"] else low, at, at + 1, by=by)


def _signed(match: re.Match[str]) -> Decimal:
    return -_value(match["low"]) if match["sign"] == "-" else _value(match["low"])


def _value(digits: str) -> Decimal:
    plain = digits.replace("·", ".")
    return Decimal(plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", "."))


def _multiplied(passage: Passage, number: Number) -> Number:
    """Take what follows a number and multiplies it: k, million, × 10 to a power, or the s of a decade."""
    at = number.last
    rest = passage.words[at : at + 2]
    if not rest:
        return number
    if rest[0] == "k" and passage.glued[at - 1]:
        return _times(number, 3, at + 1, "k read as thousand")
    if rest[0] in _MULTIPLES:
        return _times(number, _MULTIPLES[rest[0]], at + 1, "number word")
    if rest[0] == "s" and passage.glued[at - 1]:
        return _decade(number)
    power = _POWER.fullmatch(rest[1]) if len(rest) == 2 and rest[0] == "×" else None
    return _times(number, int(power[1]), at + 2, "lost superscript") if power else number


def _times(number: Number, power: int, last: int, name: str) -> Number:
    return Number(number.low, number.high, number.first, last, factor=Decimal(10) ** power, by=(*number.by, name))


def _decade(number: Number) -> Number:
    """Read the s behind a number that ends in 0: ``80-90s`` goes to 99, ``90s`` from 90 to 99."""
    if number.high % 10:
        return number
    return Number(number.low, number.high + 9, number.first, number.last + 1, by=(*number.by, "decade"))


def _bounded(passage: Passage, number: Number) -> Number:
    """Add what is said before or after a number: a bound, or its partner in a pair."""
    words = passage.words
    pair = _pair(words, number)
    comparator, by = (None, ()) if pair == 1 else _comparator(words, number)
    return Number(
        number.low,
        number.high,
        number.first,
        number.last,
        comparator=comparator,
        factor=number.factor,
        pair=pair,
        by=(*number.by, *by),
    )


def _pair(words: tuple[str, ...], number: Number) -> int | None:
    before, after = number.first - 1, number.last
    if before >= 1 and words[before] in ("/", "over") and _ends_number(words, before - 1):
        return 1
    if after + 1 < len(words) and words[after] in ("/", "over") and _TOKEN.fullmatch(words[after + 1]):
        return 0
    return None


def _ends_number(words: tuple[str, ...], at: int) -> bool:
    at -= words[at] == "s"
    return at >= 0 and _TOKEN.fullmatch(words[at]) is not None


def _comparator(words: tuple[str, ...], number: Number) -> tuple[Comparator | None, tuple[str, ...]]:
    for phrase, sign in _BEFORE:
        if words[max(0, number.first - len(phrase)) : number.first] == phrase:
            return sign, () if len(phrase[0]) == 1 else ("comparator in words",)
    tail = number.last + (words[number.last : number.last + 1] in (("%",), ("percent",)))
    for phrase, sign in _AFTER:
        if words[tail : tail + len(phrase)] == phrase:
            return sign, ("comparator in words",)
    return None, ()
