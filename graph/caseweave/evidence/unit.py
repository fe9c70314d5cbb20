"""Units: how a UCUM unit of a statement may be printed behind a number, and which units mean the same."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from caseweave.evidence.number import Number
from caseweave.evidence.passage import COMMA, Passage

__all__ = ["Unit", "converted", "names_unit", "parsed", "unit_behind"]

_SPELLINGS: Final[dict[str, str]] = {
    "%": "%|percent|per cent",
    "a": "year|years|yr|yrs|y|yo|year old|years old|yearold|yearsold|- yearold|- year old|- years old|years of age",
    "mo": "month|months|mo|mos|monthold|- month|- months|- monthold",
    "wk": "week|weeks|wk|wks|- week|- weeks",
    "d": "day|days|d|- day|- days",
    "h": "hour|hours|h|hr|hrs|- hour|- hours",
    "min": "minute|minutes|min|mins",
    "Cel": "° c|celsius|degrees celsius|degree celsius|° celsius",
    "[degF]": "° f|fahrenheit|degrees fahrenheit",
    "mm[Hg]": "mmhg|mm hg|mm of mercury",
    "g": "g|gram|grams|gm",
    "kg": "kg|kilogram|kilograms",
    "mg": "mg|milligram|milligrams",
    "ug": "μg|ug|mcg|microgram|micrograms",
    "ng": "ng|nanogram|nanograms",
    "pg": "pg|picogram|picograms",
    "L": "l|liter|liters|litre|litres",
    "dL": "dl|deciliter|decilitre",
    "mL": "ml|milliliter|milliliters|millilitre|millilitres|cc",
    "uL": "μl|ul|mcl|microliter|microliters|microlitre|microlitres",
    "mm3": "mm3|cubic millimeter|cubic millimetre",
    "m2": "m2|square meter|square metre",
    "cm": "cm|centimeter|centimeters|centimetre|centimetres",
    "mm": "mm|millimeter|millimeters|millimetre|millimetres",
    "mmol": "mmol|millimole|millimoles",
    "umol": "μmol|umol|micromole|micromoles",
    "nmol": "nmol",
    "U": "u|units|unit",
    "[iU]": "iu|ui|international units",
    "k[iU]": "kiu",
    "Gy": "gy|gray",
    "kat": "kat",
    "fL": "fl",
}
_FACTOR: Final = re.compile(r"10[*^](-?\d+)")
_NOUN: Final = 6
"""Words that may stand between a number and its ``per kg``: ``1 × 106 CAR-positive viable T cells per kg``."""

_BLURRED: Final[dict[str, str]] = {"Cel": "c", "[degF]": "f"}
"""Units whose degree sign a copy may have lost."""

_SIZES: Final[dict[str, tuple[str, Decimal]]] = {
    "g": ("mass", Decimal(1)),
    "kg": ("mass", Decimal(1000)),
    "mg": ("mass", Decimal("1e-3")),
    "ug": ("mass", Decimal("1e-6")),
    "ng": ("mass", Decimal("1e-9")),
    "pg": ("mass", Decimal("1e-12")),
    "L": ("volume", Decimal(1)),
    "dL": ("volume", Decimal("0.1")),
    "mL": ("volume", Decimal("1e-3")),
    "uL": ("volume", Decimal("1e-6")),
    "mm3": ("volume", Decimal("1e-6")),
    "cm": ("length", Decimal(10)),
    "mm": ("length", Decimal(1)),
    "h": ("time", Decimal(1)),
    "d": ("time", Decimal(24)),
    "wk": ("time", Decimal(168)),
    "mmol": ("amount", Decimal("1e-3")),
    "umol": ("amount", Decimal("1e-6")),
    "nmol": ("amount", Decimal("1e-9")),
}


class Unit:
    """A UCUM unit taken apart: a power of ten, what is counted, and what it is counted per.

    >>> unit = parsed("10*9/L")
    >>> int(unit.factor), unit.above, unit.below
    (1000000000, (), ('L',))
    """

    __slots__ = ("above", "below", "factor")

    def __init__(self, factor: Decimal, above: tuple[str, ...], below: tuple[str, ...]) -> None:
        self.factor = factor
        self.above = above
        self.below = below

    @property
    def is_known(self) -> bool:
        """Whether every part of it has spellings."""
        return all(part in _SPELLINGS for part in (*self.above, *self.below))

    def size(self) -> tuple[tuple[str, ...], Decimal] | None:
        """Kind of thing measured and size in the unit of its kind; None for a unit that nothing converts to."""
        parts = [(*_SIZES[part], sign) for part, sign in self._signed() if part in _SIZES]
        if len(parts) != len(self.above) + len(self.below):
            return None
        size = Decimal(1)
        for _, each, sign in parts:
            size = size * each if sign > 0 else size / each
        return tuple(f"{kind}{sign:+d}" for kind, _, sign in parts), size

    def _signed(self) -> list[tuple[str, int]]:
        return [*((part, 1) for part in self.above), *((part, -1) for part in self.below)]


@lru_cache(maxsize=256)
def parsed(text: str) -> Unit:
    """Take a UCUM unit apart."""
    factor = Decimal(1)
    sides: tuple[list[str], list[str]] = ([], [])
    for at, side in enumerate(re.sub(r"\{[^}]*\}", "", text).split("/")):
        for part in filter(None, side.split(".")):
            power = _FACTOR.fullmatch(part)
            if power:
                factor *= Decimal(10) ** int(power[1]) if at == 0 else Decimal(10) ** -int(power[1])
            else:
                sides[min(at, 1)].append(part)
    return Unit(factor, tuple(sides[0]), tuple(sides[1]))


@lru_cache(maxsize=64)
def _phrases(part: str) -> tuple[tuple[str, ...], ...]:
    phrases = [tuple(phrase.split()) for phrase in _SPELLINGS[part].split("|")]
    return tuple(sorted(phrases, key=len, reverse=True))


def unit_behind(passage: Passage, number: Number, wanted: Unit) -> tuple[str, ...] | None:
    """Tell how a unit stands behind a number: the names of the derivations, none if it stands there as it is.

    Returns None if it does not stand there, or if what stands there goes on (``8 mg`` is not ``8 mg/kg``).
    """
    at = number.last
    if passage.parted(at - 1, at, COMMA):
        return None
    if not wanted.above:
        return _per_noun(passage, at, wanted)
    by: tuple[str, ...] = ()
    for part in wanted.above:
        behind = _behind(passage, at, part)
        if behind is None:
            return None
        at, name = behind
        by = (*by, *name)
    return _per(passage, at, wanted, by)


def _behind(passage: Passage, at: int, part: str) -> tuple[int, tuple[str, ...]] | None:
    for phrase in _phrases(part):
        if passage.words[at : at + len(phrase)] == phrase:
            return at + len(phrase), ("unit in words",) if part == "%" and phrase != ("%",) else ()
    if passage.words[at : at + 1] == (_BLURRED.get(part),):
        return at + 1, ("lost degree sign",)
    return None


def _per(passage: Passage, at: int, wanted: Unit, by: tuple[str, ...]) -> tuple[str, ...] | None:
    for part in wanted.below:
        if passage.words[at : at + 1] not in (("/",), ("per",)):
            return None
        behind = _behind(passage, at + 1, part)
        if behind is None:
            return None
        at = behind[0]
    return None if _goes_on(passage, at) else by


def _goes_on(passage: Passage, at: int) -> bool:
    rest = passage.words[at : at + 2]
    return len(rest) == 2 and rest[0] in ("/", "per") and (rest[1],) in _SINGLE


_SINGLE: Final = frozenset(
    tuple(phrase.split()) for spellings in _SPELLINGS.values() for phrase in spellings.split("|") if " " not in phrase
) | {("dose",), ("day",), ("min",)}


def _per_noun(passage: Passage, at: int, wanted: Unit) -> tuple[str, ...] | None:
    """Find ``per kg`` behind a number and the noun it counts; another number between them ends the search."""
    for noun in range(_NOUN + 1):
        rest = passage.words[at + noun : at + noun + 1]
        if not rest or not _may_be_counted(rest[0]) or passage.parted(at - 1, at + noun, COMMA):
            return None
        if rest[0] in ("/", "per"):
            by = ("counted noun",) if noun else ()
            return _per(passage, at + noun, wanted, by)
    return None


def _may_be_counted(word: str) -> bool:
    return word in ("/", "per") or not ((word,) in _SINGLE or any(sign.isdecimal() for sign in word))


def names_unit(passage: Passage, number: Number) -> str | None:
    """Return the unit printed behind a number, if any is: its first word, or what it is counted per.

    >>> from caseweave.evidence.number import numbers
    >>> from caseweave.evidence.passage import words_of
    >>> passage = words_of("8 mg/kg, Hb 9.1")
    >>> [names_unit(passage, number) for number in numbers(passage)]
    ['mg', None]
    """
    rest = passage.words[number.last : number.last + 2]
    if passage.parted(number.last - 1, number.last, COMMA):
        return None
    if any(_per_noun(passage, number.last, parsed(f"/{below}")) is not None for below in ("kg", "uL", "mL", "L")):
        return "per"
    if not rest or (rest[0] in ("/", "per") and (len(rest) < 2 or (rest[1],) not in _SINGLE)):
        return None
    if rest[0] in ("/", "per"):
        return " ".join(rest)
    printed = (rest[0],) in _SINGLE or rest[0] in ("°", "c") or rest == ("per", "cent")
    return rest[0] if printed and rest[0] not in ("d", "y") else None


def converted(passage: Passage, number: Number, wanted: Unit) -> Decimal | None:
    """Size of the unit behind a number in the unit wanted, where both measure the same: g/L is 0.1 g/dL."""
    size = wanted.size()
    if size is None:
        return None
    for unit in _ALIKE:
        other = unit.size()
        if other and other[0] == size[0] and unit_behind(passage, number, unit) is not None:
            return other[1] / size[1]
    return None


_ALIKE: Final = tuple(
    parsed(f"{above}/{below}" if below else above)
    for above in _SIZES
    for below in ("", *(part for part, (kind, _) in _SIZES.items() if kind == "volume"))
)
