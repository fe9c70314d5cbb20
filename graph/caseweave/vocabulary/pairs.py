"""Pairs: measurements that papers print two by two, such as 87/53, with the words that say so.

The table is ``ontology/pairs.tsv``; ``ordered`` says whether the first number of a patient is always the higher one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from caseweave import resources
from caseweave.vocabulary.table import rows

__all__ = ["NumberPair", "half", "pairs"]

_COLUMNS: Final = ("first", "first_label", "second", "second_label", "words", "ordered")


@dataclass(frozen=True, slots=True)
class NumberPair:
    """What the first and the second number measure, as CURIEs, and the words that papers put before them."""

    first: str
    second: str
    words: tuple[str, ...]
    is_ordered: bool


@cache
def pairs() -> tuple[NumberPair, ...]:
    """Return the pairs.

    >>> [pair.words for pair in pairs()]
    [('blood', 'pressure'), ('h', '/', 'h')]
    """
    return tuple(
        NumberPair(row["first"], row["second"], tuple(row["words"].split()), row["ordered"] == "yes")
        for _, row in rows(resources.ontology("pairs.tsv"), "pairs.tsv", _COLUMNS)
    )


@cache
def half(curie: str) -> tuple[int, tuple[str, ...]] | None:
    """Return which number of a pair a measurement is, 0 or 1, and the words before the two; None if it stands alone.

    >>> half("NCIT:C25299")
    (1, ('blood', 'pressure'))
    """
    found = next((pair for pair in pairs() if curie in (pair.first, pair.second)), None)
    return (int(curie == found.second), found.words) if found else None
