"""Wording: words made comparable (plural, spelling, word form), and phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from caseweave.evidence.passage import Passage
from caseweave.text.anchors import tokens

__all__ = ["Phrase", "StemmedLine", "line_of", "phrase", "stem", "stems"]

Phrase = tuple[str, ...]

_LEFT_OUT: Final = frozenset(("-", "the", "a", "an", "his", "her", "their", "its", "this", "these"))
_ENDINGS: Final = (
    *("ments", "ment", "ities", "ity", "ings", "ing", "ives", "ive", "ions", "ion", "edly", "ed"),
    *("ious", "ous", "ical", "ic", "ally", "ly", "ness", "able", "al", "es", "e", "y"),
)
SHORTEST_STEM: Final = 5
SHORTEST_SOLID: Final = 5
"""Letters of a phrase that may be written as one word: ``H&E`` is no ``he``, ``B-ALL`` no ``ball``."""


class StemmedLine(NamedTuple):
    """Comparable words of a passage, each with the number of the word it stands for."""

    passage: Passage
    words: Phrase
    at: tuple[int, ...]

    def find(self, wanted: Phrase) -> Iterator[tuple[int, int]]:
        """Yield where a phrase stands: numbers of its first word, and one after its last, in the passage.

        A hyphen between letters makes one word of two, and may be left out: ``near-complete`` is ``near complete``.
        """
        if not wanted:
            return
        solid = "".join(wanted)
        may_join = solid.isalpha() and len(solid) >= SHORTEST_SOLID
        for first, word in enumerate(self.words):
            if not (solid.startswith(word) or word.startswith(solid)):
                continue
            last = self._joined(first, solid)
            if last is not None and (self.words[first:last] == wanted or may_join):
                yield self.at[first], self.at[last - 1] + 1

    def _joined(self, first: int, solid: str) -> int | None:
        """Return where words that begin somewhere have come to a phrase written as one word, if they do."""
        joined = ""
        for last in range(first, len(self.words)):
            joined += self.words[last]
            if len(joined) >= len(solid):
                return last + 1 if joined == solid else None
        return None


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase:
    """Make the words of a text comparable: small words and hyphens left out, plural and British spelling folded.

    >>> phrase("the haemoglobin of CD3-positive biopsies")
    ('hemoglobin', 'of', 'cd3', 'positive', 'biopsy')
    """
    return tuple(_comparable(token.text) for token in tokens(text) if token.text not in _LEFT_OUT)


@lru_cache(maxsize=4096)
def line_of(passage: Passage, beside: int = 0) -> StemmedLine:
    """Make the anchored words of a passage comparable, with so many of the words beside them."""
    reach = range(max(0, passage.first - beside), min(len(passage.words), passage.last + beside))
    kept = [at for at in reach if passage.words[at] not in _LEFT_OUT]
    return StemmedLine(passage, tuple(_comparable(passage.words[at]) for at in kept), tuple(kept))


@lru_cache(maxsize=8192)
def _comparable(word: str) -> str:
    if not word.isalpha() or len(word) < 4:
        return word
    word = re.sub(r"our$", "or", re.sub("ae|oe", "e", word)) if len(word) > 4 else word
    return _singular(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cut the ending of a word, so that its forms are alike: ``infiltrated`` and ``infiltration``.

    >>> stem("infiltrated") == stem("infiltration"), stem("hypotension") == stem("hypertension"), stem("cd19")
    (True, False, 'cd19')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            cut = word[: -len(ending)]
            return cut.removesuffix("l") if cut.endswith("bl") else cut
    return word


def stems(words: Iterable[str]) -> Phrase:
    """Cut the endings of all words."""
    return tuple(map(stem, words))
