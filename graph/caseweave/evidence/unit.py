"""Units in running words: whether the unit of a statement, or another, stands behind a number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from caseweave.evidence.number import Number
from caseweave.evidence.passage import COMMA, Passage
from caseweave.vocabulary.units import UnitCode, alternatives, phrases, spellings, words

__all__ = ["converted", "names_unit", "unit_behind"]

_DEGREE: Final = "°"
"""A sign that a copy may have lost."""

_NOUN: Final = 6
"""Words that may stand between a number and its ``per kg``: ``1 × 106 CAR-positive viable T cells per kg``."""

_DAILY: Final = (("once", "daily"), ("daily",), ("a", "day"), ("each", "day"), ("every", "day"), ("qd",))
_OTHERS: Final = ("kg", "uL", "mm3", "mL", "L")
"""What things are counted per where a number has no unit of its own."""


def unit_behind(passage: Passage, number: Number, wanted: UnitCode) -> tuple[str, ...] | None:
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
    found = spellings(part)
    for phrase in found:
        if passage.words[at : at + len(phrase)] == phrase:
            if any(_begins(other, phrase, passage.words[at:]) for other in phrases() if other not in found):
                return None
            return at + len(phrase), ("unit in words",) if part == "%" and phrase != ("%",) else ()
    if any(phrase[0] == _DEGREE and passage.words[at : at + 1] == phrase[1:] for phrase in found if len(phrase) > 1):
        return at + 1, ("lost degree sign",)
    return None


def _begins(other: tuple[str, ...], phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether what stands there is a longer name that begins like one: ``mm Hg`` is no ``mm``."""
    return len(other) > len(phrase) and words[: len(other)] == other


def _per(passage: Passage, at: int, wanted: UnitCode, by: tuple[str, ...]) -> tuple[str, ...] | None:
    for part in wanted.below:
        if part == "d" and (daily := _daily(passage, at)):
            at, by = at + daily, (*by, "unit in words")
            continue
        if passage.words[at : at + 1] not in (("/",), ("per",)):
            return None
        behind = _behind(passage, at + 1, part)
        if behind is None:
            return None
        at = behind[0]
    return None if _goes_on(passage, at) else by


def _daily(passage: Passage, at: int) -> int:
    """Return how many words say "a day": ``daily``, ``once daily``, ``each day``; 0 if none does."""
    return next((len(words) for words in _DAILY if passage.words[at : at + len(words)] == words), 0)


def _goes_on(passage: Passage, at: int) -> bool:
    rest = passage.words[at : at + 2]
    return len(rest) == 2 and rest[0] in ("/", "per") and _is_unit(rest[1])


def _per_noun(passage: Passage, at: int, wanted: UnitCode) -> tuple[str, ...] | None:
    """Find ``per kg`` behind a number and the noun it counts; another number between them ends the search."""
    for noun in range(_NOUN + 1):
        rest = passage.words[at + noun : at + noun + 1]
        if not rest or not _may_be_counted(rest[0]) or passage.parted(at - 1, at + noun, COMMA):
            return None
        if rest[0] in ("/", "per") or (wanted.below[:1] == ("d",) and _daily(passage, at + noun)):
            by = ("counted noun",) if noun else ()
            return _per(passage, at + noun, wanted, by)
    return None


def _may_be_counted(word: str) -> bool:
    return word in ("/", "per") or not (_is_unit(word) or any(sign.isdecimal() for sign in word))


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
    if any(_per_noun(passage, number.last, UnitCode(Decimal(1), (), (below,))) is not None for below in _OTHERS):
        return "per"
    if not rest or (rest[0] in ("/", "per") and (len(rest) < 2 or not _is_unit(rest[1]))):
        return None
    if rest[0] in ("/", "per"):
        return " ".join(rest)
    printed = _is_unit(rest[0]) or rest[0] in ("°", "c") or rest == ("per", "cent")
    return rest[0] if printed and rest[0] not in ("d", "y") else None


def converted(passage: Passage, number: Number, wanted: UnitCode) -> Fraction | None:
    """Size of the unit behind a number in the unit wanted, where both measure the same: g/L is 0.1 g/dL."""
    found = (unit for unit in alternatives(wanted) if unit_behind(passage, number, unit) is not None)
    return next((unit.size / wanted.size for unit in found), None)


def _is_unit(word: str) -> bool:
    return word in words() or word == "dose"
