"""Spelling: what a name that nobody knows was meant to be, where that is beyond doubt.

Words of medicine that look alike mean different things, so only a slip of the pen is mended: a letter too many, too
few, exchanged with its neighbour, or one vowel for another. Names of the program itself (fields, queries, ids) may
differ in more. Where two names are as near, none is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

__all__ = ["distance", "likeness", "misspelling", "nearest"]

_VOWELS: Final = frozenset("aeiouy")
_SHORT: Final = 3
"""Letters of the longest word that is never taken for a misspelling: T-ALL is not B-ALL, CRS not CRP."""

_LONG: Final = 8
"""Letters of the shortest word of which several may be in another order."""

_CONTRARY: Final = (
    *(("hyper", "hypo"), ("ante", "anti"), ("intra", "inter"), ("pre", "pro"), ("macro", "micro"), ("auto", "allo")),
    *(("super", "sub"), ("supra", "sub"), ("ab", "ad"), ("pre", "post"), ("endo", "ecto"), ("eu", "dys")),
)
"""Beginnings that turn a word into another one, whatever follows."""


def misspelling(text: str, names: Iterable[str], same: Callable[[str], object] = str) -> str | None:
    """Return the name that a text misspells; None where there is none, or several of different things.

    ``same`` tells what a name is of: names of one thing do not compete.

    >>> names = ["tocilizumab", "hypotension", "B-ALL", "cytarabine", "leukemia cutis"]
    >>> [misspelling(text, names) for text in ("tocilizumb", "Leukaemia cutus", "hypertension", "T-ALL", "clofarabine")]
    ['tocilizumab', 'leukemia cutis', None, None, None]
    """
    return _only(text, (name for name in names if _is_slip(_words(text), _words(name))), same)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the one of a few known names that a text comes nearest to, or is the beginning of; None if in doubt.

    >>> known = ["cases", "case", "shared-entities", "full text"]
    >>> [nearest(text, known) for text in ("shared-entitys", "cas", "full", "hyperthermia-1", "x")]
    ['shared-entities', 'case', 'full text', None, None]
    """
    plain, names = text.casefold(), list(known)
    found = [name for name in names if _is_near(plain, name.casefold())]
    begun = [name for name in names if len(plain) >= _SHORT and name.casefold().startswith(plain)]
    return _only(text, found or begun, str)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str, least: float = 0) -> float:
    """Return how alike two texts are, from 0 to 1; 0 for those that are certainly below ``least``."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > least else 0.0


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> int:
    """Return how many letters are inserted, dropped, replaced or exchanged with their neighbours between two texts.

    >>> distance("fevre", "fever"), distance("hypertension", "hypotension")
    (1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(other, start=1):
            least = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if min(at, to) > 1 and (letter, one[at - 2]) == (other[to - 2], wanted):
                least = min(least, older[to - 2] + 1)
            row.append(least)
    return row[-1]


def _only(text: str, found: Iterable[str], same: Callable[[str], object]) -> str | None:
    """Return the nearest name if no other thing has one as near."""
    ranked = sorted((distance(text.casefold(), name.casefold()), place, name) for place, name in enumerate(found))
    first = [name for far, _, name in ranked if far == ranked[0][0]]
    return first[0] if first and len({same(name) for name in first}) == 1 else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().replace("-", " ").split())


def _is_slip(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(words) == len(name) and all(map(_is_slip_of_word, words, name))


def _is_slip_of_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) <= _SHORT or one[:2] != other[:2] or _is_contrary(one, other):
        return False
    if any(letter.isdecimal() for letter in one + other):
        return False
    far = distance(one, other)
    if sorted(one) == sorted(other):
        return far == 1 or (far == 2 and len(one) >= _LONG)
    return far == 1 and (len(one) != len(other) or _is_vowel(one, other))


def _is_vowel(one: str, other: str) -> bool:
    """Tell whether words of one length differ in a vowel alone."""
    return all(a == b or {a, b} <= _VOWELS for a, b in zip(one, other, strict=True))


def _is_contrary(one: str, other: str) -> bool:
    pairs = (*_CONTRARY, *(pair[::-1] for pair in _CONTRARY))
    return any(one.startswith(begin) and other.startswith(end) for begin, end in pairs if not one.startswith(end))


def _is_near(plain: str, name: str) -> bool:
    if plain[:1] != name[:1] or _is_contrary(plain, name):
        return plain == name
    return distance(plain, name) <= max(1, min(len(plain), len(name)) // 4)
