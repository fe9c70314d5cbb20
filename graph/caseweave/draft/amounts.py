"""Amounts: the numbers of a sentence with their units, each bound to what verification would let it belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from caseweave.draft.entities import NamedTerm
from caseweave.draft.moments import SpottedMoment
from caseweave.evidence.binding import nearer
from caseweave.evidence.names import EntityNames
from caseweave.evidence.number import Number, numbers
from caseweave.evidence.passage import COMMA, Passage
from caseweave.evidence.unit import unit_behind
from caseweave.vocabulary import lexicon
from caseweave.vocabulary.pairs import half, pairs
from caseweave.vocabulary.units import UnitCode, codes, unit_code
from caseweave.wording import plain

__all__ = ["SpottedAmount", "amounts", "bound", "by_unit"]

_WITH_NUMBERS: Final = frozenset(("measure", "marker", "drug", "regimen", "drug class", "treatment"))
_NEEDS_UNIT: Final = frozenset(("drug", "regimen", "drug class", "treatment"))
_THOUSANDS: Final = "k read as thousand"
"""A way to read a number that the curator decides on: the value stays as it is printed."""

_FAR: Final = 12
_AGE: Final = frozenset(("old", "yearold", "yearsold", "of", "age", "aged", "yo", "y", "yr"))


class SpottedAmount(NamedTuple):
    """A number as a paper file writes it, its unit, and the words of the passage it stands in."""

    number: Number
    text: str
    unit: str | None
    first: int
    last: int


def amounts(passage: Passage, moments: Sequence[SpottedMoment] = ()) -> tuple[SpottedAmount, ...]:
    """Read every number of a sentence with the unit behind it; what a moment is told by is none, an age is one."""
    return tuple(_amounts(passage, moments))


def _amounts(passage: Passage, moments: Sequence[SpottedMoment]) -> Iterator[SpottedAmount]:
    for number in numbers(passage):
        unit, last = _unit(passage, number)
        told = any(moment.first <= number.first < moment.last for moment in moments)
        if not told or (unit is not None and _is_age(passage, number)):
            yield SpottedAmount(number, _text(number), unit, number.first, last)


def _text(number: Number) -> str:
    factor = 1 if _THOUSANDS in number.by else number.factor
    low, high = number.low * factor, number.high * factor
    if low != high:
        return f"{plain(low)}-{plain(high)}"
    return f"{number.comparator or ''}{plain(low)}"


def _unit(passage: Passage, number: Number) -> tuple[str | None, int]:
    """Return the longest unit that stands behind a number, and where it ends."""
    behind = passage.words[number.last : number.last + 1]
    if not behind or behind[0].isdigit() or passage.stops[number.last - 1] > 1:
        return None, number.last
    best: tuple[int, str] | None = None
    for code, unit in _units():
        if unit_behind(passage, number, unit) is not None:
            size = len(unit.above) + len(unit.below)
            if best is None or size > best[0]:
                best = (size, code)
    if best is None:
        return None, number.last
    last = min(number.last + 1, len(passage.words))
    return best[1], last


@cache
def _units() -> tuple[tuple[str, UnitCode], ...]:
    """Return the codes that papers print, taken apart."""
    known = ((code, unit_code(code)) for code in codes())
    return tuple((code, unit) for code, unit in known if unit is not None and not unit.is_bare)


def _is_age(passage: Passage, number: Number) -> bool:
    return bool(_AGE & set(passage.words[number.last : number.last + 4]))


def by_unit(passage: Passage, amount: SpottedAmount) -> str | None:
    """Return the measurement that a number is without its name: an age by its years, half of a pair by its words."""
    if amount.unit == "a" and not _is_age(passage, amount.number):
        return None
    named = lexicon.parts("named by unit")
    curie = next((curie for curie, units in named.items() if amount.unit in units), None)
    return curie or _of_pair(passage, amount)


def _of_pair(passage: Passage, amount: SpottedAmount) -> str | None:
    """Return the half of a pair that a number is: of two numbers parted by a stroke, behind the words of the pair."""
    if amount.number.pair is None:
        return None
    before = passage.words[: amount.first]
    for pair in pairs():
        near = range(max(0, len(before) - _FAR), len(before) - len(pair.words) + 1)
        if any(before[at : at + len(pair.words)] == pair.words for at in near):
            return (pair.first, pair.second)[amount.number.pair]
    return None


def bound(names: EntityNames, named: Sequence[NamedTerm], passage: Passage, amount: SpottedAmount) -> NamedTerm | None:
    """Return what a number belongs to: the one named thing that nothing else named stands nearer to."""
    able = [one for one in named if one.concept.kind in _WITH_NUMBERS and _may_have(one, passage, amount)]
    free = [one for one in able if nearer(names, one.concept.curie, [one.mention], passage, amount.number) is None]
    given = [one for one in free if one.concept.kind in _NEEDS_UNIT] if _is_dose(amount) else []
    return min(given or free, key=lambda one: _gap(one, amount), default=None)


def _is_dose(amount: SpottedAmount) -> bool:
    """Tell whether a number is counted per weight or surface of a body: then something is given."""
    unit = unit_code(amount.unit or "")
    return unit is not None and bool({"kg", "m2"} & set(unit.below))


def _may_have(one: NamedTerm, passage: Passage, amount: SpottedAmount) -> bool:
    if amount.number.pair is not None:
        own = half(one.concept.curie)
        return own is not None and own[0] == amount.number.pair
    if one.concept.kind in _NEEDS_UNIT and amount.unit in (None, "%", "Cel", "a"):
        return False
    return _gap(one, amount) <= _FAR and not passage.parted(*_between(one, amount), COMMA + 1)


def _between(one: NamedTerm, amount: SpottedAmount) -> tuple[int, int]:
    mention = one.mention
    if mention.last <= amount.first:
        return mention.last - 1, amount.first
    return (amount.last - 1, mention.first) if amount.last <= mention.first else (mention.first, mention.first)


def _gap(one: NamedTerm, amount: SpottedAmount) -> int:
    first, last = _between(one, amount)
    return last - first
