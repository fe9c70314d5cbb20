"""Passages: the anchored words of a copy, with what stands around them in the same sentence.

A value must stand in the anchored words; a word around them can only take away (a "no", a "less than", a "planned").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from caseweave.text.anchors import TextIndex, Token, tokens
from caseweave.text.anchors.index import Place

__all__ = ["COMMA", "SEMICOLON", "SENTENCE", "Passage", "passage_at", "passage_of", "stops_of", "words_of"]

BEFORE: Final = 14
AFTER: Final = 6

COMMA: Final = 1
SENTENCE: Final = 3
SEMICOLON: Final = 2

_ABBREVIATED: Final = frozenset(
    ("al", "fig", "figs", "dr", "mr", "mrs", "vs", "ref", "refs", "approx", "ca", "cf", "resp")
)
"""Words whose full stop ends no sentence."""

_STOP: Final = re.compile(r"[.!?][\"'”’)\]]*\s|[.!?]$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Normalised words; those from ``first`` up to ``last`` are anchored, the others stand around them.

    ``stops`` tells what parts a word from the next: nothing (0), a comma or bracket (1), a colon or semicolon (2), the
    end of a sentence (3). ``glued`` tells whether nothing at all stands between the two (``90s``, ``8mg``).
    """

    words: tuple[str, ...]
    stops: tuple[int, ...]
    glued: tuple[bool, ...]
    first: int
    last: int
    flow: int = 0
    start: int = 0
    purpose: str = "what"

    @property
    def anchored(self) -> tuple[str, ...]:
        """The anchored words alone."""
        return self.words[self.first : self.last]

    def has(self, first: int, last: int) -> bool:
        """Tell whether a run of words lies in the anchored ones."""
        return self.first <= first and last <= self.last

    def parted(self, first: int, last: int, least: int) -> bool:
        """Tell whether a stop of at least this strength stands between two words."""
        return any(stop >= least for stop in self.stops[first:last])


def passage_at(index: TextIndex, place: Place, purpose: str = "what") -> Passage:
    """Take the words of a place with those around it, up to the ends of the sentence."""
    flow = index.flows[place.flow]
    first = max(0, place.first - BEFORE)
    last = min(len(flow), place.last + AFTER)
    run = flow[first:last]
    stops, glued = stops_of(index.text, run), _glued(run)
    begin = max((at + 1 for at in range(place.first - first) if stops[at] >= SENTENCE), default=0)
    end = next((at + 1 for at in range(place.last - first - 1, len(run)) if stops[at] >= SENTENCE), len(run))
    return Passage(
        words=tuple(token.text for token in run[begin:end]),
        stops=stops[begin:end],
        glued=glued[begin:end],
        first=place.first - first - begin,
        last=place.last - first - begin,
        flow=place.flow,
        start=place.first,
        purpose=purpose,
    )


def passage_of(index: TextIndex, flow: int, first: int, last: int) -> Passage:
    """Take a run of words of a section as a passage that is anchored whole."""
    run = index.flows[flow][first:last]
    return Passage(
        words=tuple(token.text for token in run),
        stops=stops_of(index.text, run),
        glued=_glued(run),
        first=0,
        last=len(run),
        flow=flow,
        start=first,
    )


@lru_cache(maxsize=4096)
def words_of(text: str) -> Passage:
    """Take a text of its own, such as a phrase a statement prints, as a passage that is anchored whole.

    >>> words_of("8 mg/kg").words
    ('8', 'mg', '/', 'kg')
    """
    run = tokens(text)
    return Passage(
        words=tuple(token.text for token in run),
        stops=stops_of(text, run),
        glued=_glued(run),
        first=0,
        last=len(run),
    )


def stops_of(text: str, run: Sequence[Token]) -> tuple[int, ...]:
    """Return what parts each of a run of words from the next, as :class:`Passage` counts it."""
    return (*(_stop(text, one, other) for one, other in pairwise(run)), 0)


def _glued(run: Sequence[Token]) -> tuple[bool, ...]:
    return (*(one.end == other.start for one, other in pairwise(run)), False)


def _stop(text: str, one: Token, other: Token) -> int:
    """Strength of what parts two words; a full stop counts only if a capital, digit or sign follows."""
    gap = text[one.end : min(other.start, one.end + 6)]
    if one.text in _ABBREVIATED and gap.startswith(".") and "\n\n" not in gap:
        return COMMA if any(mark in gap for mark in ",()[]") else 0
    if _STOP.search(gap + " " if other.start > one.end + len(gap) else gap) and not text[other.start].islower():
        return SENTENCE
    if any(mark in gap for mark in ";:"):
        return SEMICOLON
    return COMMA if any(mark in gap for mark in ",()[]") else 0
