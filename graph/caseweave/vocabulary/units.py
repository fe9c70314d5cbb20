"""Units: the codes of UCUM that clinical papers need, how each is printed, how large it is and what it is elsewhere.

The table is ``ontology/units.tsv``; the grammar is that of UCUM (annotations, prefixes, exponents, ``.`` and ``/``). A
row is a prefix (``m-``), a unit, or a code that has something of its own, such as an IRI of QUDT. A unit without a
dimension is converted to nothing but itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple

from caseweave import resources
from caseweave.vocabulary.table import rows, texts

__all__ = [
    "UnitCode",
    "alternatives",
    "codes",
    "cure",
    "is_unit",
    "phrases",
    "qudt",
    "ratio",
    "shown",
    "spellings",
    "unit_code",
    "words",
]

_COLUMNS: Final = (
    *("code", "prefixes", "symbols", "names", "refused", "weak", "dimension", "factor", "qudt", "cell", "sentence"),
)
_ANNOTATION: Final = re.compile(r"\{([^{}]*)\}")
_PIECE: Final = r"(?:[^./{}]*\{[^{}]*\}|[^./{}]+)"
_POWER: Final = re.compile(r"10[*^](?P<exponent>[+-]?\d+)")
_RAISED: Final = re.compile(r"(?P<unit>.*?)(?P<exponent>[+-]?\d+)")
_VOLUME: Final = (("length", 3),)
_MOST_PARTS: Final = 2
"""Parts of a unit that is looked for in other units as well."""

_RAISED_NAMES: Final = {2: "square", 3: "cubic"}
_HIGH: Final = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")

Style = Literal["cell", "sentence"]
Dimension = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]
"""What is measured, and what it is measured per; mass per mass is no bare share."""


class _Row(NamedTuple):
    code: str
    prefixes: tuple[str, ...]
    symbols: tuple[str, ...]
    names: tuple[str, ...]
    refused: tuple[str, ...]
    weak: tuple[str, ...]
    dimension: str
    factor: Fraction
    qudt: str
    cell: str
    sentence: str


class _Part(NamedTuple):
    """A unit with its prefix and its exponent: ``mm3``."""

    prefix: _Row | None
    unit: _Row
    exponent: int

    @property
    def size(self) -> Fraction:
        """How many of the base unit it is."""
        return ((self.prefix.factor if self.prefix else 1) * self.unit.factor) ** self.exponent

    @property
    def dimension(self) -> tuple[str, int]:
        """Base dimension and exponent; the unit itself where it has none."""
        found = re.fullmatch(r"(.*?)(\d*)", self.unit.dimension or self.unit.code)
        assert found is not None
        return (
            (found[1], int(found[2] or 1) * self.exponent) if self.unit.dimension else (self.unit.code, self.exponent)
        )


@dataclass(frozen=True, slots=True)
class UnitCode:
    """A UCUM code taken apart: a power of ten, what is counted, and what it is counted per.

    >>> unit = unit_code("10*9/L")
    >>> int(unit.factor), unit.above, unit.below
    (1000000000, (), ('L',))
    """

    factor: Decimal
    above: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands behind its numbers."""
        return not self.below and not any(spellings(part) for part in self.above) and len(self.above) < 2

    @property
    def dimension(self) -> Dimension:
        """What it measures."""
        return _dimension(self.above), _dimension(self.below)

    @property
    def size(self) -> Fraction:
        """How many of the base unit of its dimension it is."""
        size = Fraction(self.factor)
        for part in self.above:
            size *= _part(part).size
        for part in self.below:
            size /= _part(part).size
        return size


def _dimension(parts: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for part in parts:
        name, exponent = _part(part).dimension
        found[name] += exponent
    return tuple(sorted(found.items()))


@lru_cache(maxsize=1024)
def unit_code(text: str) -> UnitCode | None:
    """Take a code apart; None for what is no code, or means something else in a clinical paper than UCUM says."""
    pieces = _pieces(text)
    bare = [(sign, _ANNOTATION.sub("", piece)) for sign, piece in pieces]
    if not pieces or not all(_POWER.fullmatch(piece) or not piece or _found(piece) for _, piece in bare):
        return None
    factor = Decimal(1)
    for sign, piece in bare:
        if power := _POWER.fullmatch(piece):
            factor *= Decimal(10) ** (-int(power["exponent"]) if sign == "/" else int(power["exponent"]))
    parts = [(sign, piece) for sign, piece in bare if piece and not _POWER.fullmatch(piece)]
    parts = [(sign, piece) for sign, piece in parts if piece != "1" or len(pieces) == 1]
    above = tuple(piece for sign, piece in parts if sign == ".")
    below = tuple(piece for sign, piece in parts if sign == "/")
    is_misread = len(above) == 1 and above[0] in _refused() and _dimension(below) == _VOLUME
    return None if is_misread else UnitCode(factor, above, below)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Split a code at its dots and slashes, each piece with its sign; nothing for what cannot be split."""
    if not re.fullmatch(rf"/?{_PIECE}([./]{_PIECE})*", text):
        return []
    signed = text if text.startswith("/") else f".{text}"
    return [(found[0][0], found[0][1:]) for found in re.finditer(rf"[./]{_PIECE}", signed)]


def is_unit(text: str) -> bool:
    """Tell whether a text is a UCUM code that means in a clinical paper what it says.

    >>> [is_unit(text) for text in ("mm[Hg]", "10*3/uL", "/kg", "{cells}/uL", "mmHg", "K/uL")]
    [True, True, True, True, False, False]
    """
    return unit_code(text) is not None


def ratio(one: str | None, other: str | None) -> Fraction | None:
    """Return how many of the other unit the one is; None where they do not measure the same, or are no codes.

    >>> ratio("g/dL", "g/L"), ratio("/mm3", "/uL"), ratio("mg/kg", "%"), ratio("Cel", "[degF]")
    (Fraction(10, 1), Fraction(1, 1), None, None)
    """
    first, second = (unit_code(text) if text else None for text in (one, other))
    if first is None or second is None or first.dimension != second.dimension:
        return None
    return first.size / second.size


def qudt(text: str) -> str | None:
    """Return the CURIE of a unit in QUDT; None where the table has none.

    >>> qudt("mg/kg"), qudt("furlong")
    ('unit:MilliGM-PER-KiloGM', None)
    """
    row = _rows().get(text)
    return row.qudt or None if row else None


def cure(text: str) -> str:
    """Say what to write in place of a text that is no unit.

    >>> cure("cells/µL"), cure("K/uL"), cure("furlong")
    ("write '/uL'", "write '10*3/uL'", 'write a UCUM code such as mg/kg, 10*3/uL, mm[Hg], Cel, a; 1 for a bare number')
    """
    meant = "/".join(map(_meant, _plain(text).split("/")))
    meant = meant.removeprefix("1") if meant.startswith("1/") else meant
    if meant != text and is_unit(meant):
        return f"write {meant!r}"
    return "write a UCUM code such as mg/kg, 10*3/uL, mm[Hg], Cel, a; 1 for a bare number"


def _meant(part: str) -> str:
    """Return the code that a part of a printed unit stands for, the part itself where none is known."""
    known = _spelled()
    return _refused().get(part) or known.get(part) or known.get(part.casefold(), part)


def _plain(text: str) -> str:
    bare = re.sub(r"\s|[°×]", "", text).replace("µ", "u").replace("μ", "u").replace("^", "*")
    return re.sub(r"^x(?=10)|^per(?!cent)", lambda found: "/" if found[0] == "per" else "", bare)


def shown(text: str, style: Style = "cell") -> str:
    """Write a unit for people: short for a cell, in words for a sentence; a text that is no code stays as it is.

    >>> shown("a"), shown("10*9/L"), shown("ug/kg/min"), shown("{copies}/mL"), shown("mg/kg", "sentence")
    ('years', '× 10⁹/L', 'µg/kg/min', 'copies/mL', 'milligrams per kilogram')
    """
    if unit_code(text) is None:
        return text
    (sign, first), *rest = _pieces(text)
    told = ("" if sign == "." else _joint(sign, style)) + _shown(first, style, is_below=sign == "/")
    for sign, piece in rest:
        told += _joint(sign, style) + _shown(piece, style, is_below=sign == "/")
    return told.strip()


def _joint(sign: str, style: Style) -> str:
    if sign == ".":
        return " "
    return "/" if style == "cell" else " per "


def _shown(text: str, style: Style, *, is_below: bool) -> str:
    annotated, bare = _ANNOTATION.search(text), _ANNOTATION.sub("", text)
    if power := _POWER.fullmatch(bare):
        return f"× 10{power['exponent'].translate(_HIGH)}"
    if not bare:
        return annotated[1].replace("_", " ") if annotated else ""
    prefix, unit, exponent = _part(bare)
    if style == "cell":
        word = f"{prefix.cell if prefix else ''}{unit.cell}{str(exponent).translate(_HIGH) if exponent != 1 else ''}"
    else:
        word = f"{_RAISED_NAMES.get(exponent, '')} {prefix.names[0] if prefix else ''}{unit.sentence}".strip()
    return word.removesuffix("s") if is_below and len(word) > 2 else word


@lru_cache(maxsize=1024)
def spellings(part: str) -> tuple[tuple[str, ...], ...]:
    """Return how papers print a part of a unit, in the words of a normalised text, the longest first.

    >>> spellings("mm[Hg]")
    (('mm', 'of', 'mercury'), ('mm', 'hg'), ('mmhg',))
    """
    prefix, unit, exponent = _part(part)
    symbols = [p + s for p, s in product(prefix.symbols if prefix else ("",), unit.symbols)]
    names = [p + n for p, n in product(prefix.names if prefix else ("",), unit.names)]
    if exponent == 1:
        own = _rows().get(part, unit)
        found = [*symbols, *names, *(own.symbols if own is not unit else ())]
    else:
        raised = _RAISED_NAMES.get(exponent)
        found = [*(f"{symbol}{exponent}" for symbol in symbols), *(f"{raised} {name}" for name in names if raised)]
    return tuple(sorted(dict.fromkeys(tuple(phrase.split()) for phrase in found), key=len, reverse=True))


@lru_cache(maxsize=256)
def alternatives(code: UnitCode) -> tuple[UnitCode, ...]:
    """Return the units that papers print in place of one, with the same dimension: ``mg/L`` for ``g/dL``."""
    if not 0 < len(code.above) + len(code.below) <= _MOST_PARTS:
        return ()
    sides = [
        [[one for one in _common() if _part(one).dimension == _part(part).dimension] for part in side]
        for side in (code.above, code.below)
    ]
    both = product(product(*sides[0]), product(*sides[1]))
    return tuple(UnitCode(Decimal(1), above, below) for above, below in both)


@cache
def words() -> frozenset[str]:
    """Return the single words that are a unit wherever they stand behind a number."""
    weak = {word for row in _rows().values() for word in row.weak}
    return frozenset(phrase[0] for part in _common() for phrase in spellings(part) if len(phrase) == 1) - weak


@cache
def phrases() -> frozenset[tuple[str, ...]]:
    """Return how units are printed in several words, such as ``mm hg``."""
    return frozenset(phrase for part in _common() for phrase in spellings(part) if len(phrase) > 1)


@cache
def codes() -> tuple[str, ...]:
    """Return the codes that papers print often: whole ones that have a row, then single units with their prefixes."""
    return tuple(dict.fromkeys([*(code for code, row in _rows().items() if row.dimension != "prefix"), *_common()]))


@cache
def _common() -> tuple[str, ...]:
    """Return the parts that papers print often: units, with the prefixes papers use, and codes with a row."""
    table = [row for row in _rows().values() if row.dimension != "prefix"]
    own = [part for row in table if (code := unit_code(row.code)) for part in code.above]
    prefixed = [prefix + row.code for row in table for prefix in row.prefixes if prefix != "any"]
    return tuple(dict.fromkeys([*own, *prefixed]))


@cache
def _spelled() -> dict[str, str]:
    pairs = [(phrase[0], part) for part in _common() for phrase in spellings(part) if len(phrase) == 1]
    found = dict(reversed(pairs))
    return {**found, **{phrase.replace("μ", "u"): part for phrase, part in found.items()}}


@cache
def _refused() -> dict[str, str]:
    return {text: row.code for row in _rows().values() for text in row.refused}


def _part(text: str) -> _Part:
    found = _found(text)
    assert found is not None, text
    return found


@lru_cache(maxsize=1024)
def _found(text: str) -> _Part | None:
    """Return the unit, its prefix and its exponent; None if there is no such unit."""
    if text in _units():
        return _Part(*_units()[text], 1)
    raised = _RAISED.fullmatch(text)
    if raised is None or raised["unit"] not in _units():
        return None
    return _Part(*_units()[raised["unit"]], int(raised["exponent"]))


@cache
def _units() -> dict[str, tuple[_Row | None, _Row]]:
    """Every unit by its code, with each prefix it may take."""
    table = _rows().values()
    prefixes = [row for row in table if row.dimension == "prefix"]
    units = [row for row in table if row.dimension != "prefix" and (row.cell or row.sentence or row.dimension)]
    found: dict[str, tuple[_Row | None, _Row]] = {row.code: (None, row) for row in units if "*" not in row.code}
    for unit, prefix in product(units, prefixes):
        if "any" in unit.prefixes:
            found.setdefault(prefix.code.removesuffix("-") + unit.code, (prefix, unit))
    return found


@cache
def _rows() -> dict[str, _Row]:
    return {
        row["code"]: _Row(
            code=row["code"],
            prefixes=texts(row["prefixes"]),
            symbols=texts(row["symbols"]),
            names=texts(row["names"]),
            refused=texts(row["refused"]),
            weak=texts(row["weak"]),
            dimension=row["dimension"],
            factor=Fraction(row["factor"] or 1),
            qudt=row["qudt"],
            cell=row["cell"],
            sentence=row["sentence"],
        )
        for _, row in rows(resources.ontology("units.tsv"), "units.tsv", _COLUMNS)
    }
