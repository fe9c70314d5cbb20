"""Index: a text read once, in which anchors are then found quickly."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from caseweave.text.anchors.characters import Span
from caseweave.text.anchors.furniture import blanked, furniture
from caseweave.text.anchors.sections import Section, sections
from caseweave.text.anchors.tokens import VERSION, Token, tokens

__all__ = ["BLOCK", "EDGE", "Place", "TextAnchor", "TextIndex", "block", "fingerprint"]

BLOCK: Final = 8
"""Tokens in the block before and after an anchor."""

EDGE: Final = "¶"
"""Stands for a token before the first and after the last token of a section; no token can be this character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAnchor:
    """What a source file keeps of a place: how many tokens, their fingerprint, and that of the eight on either side."""

    words: int
    print: str
    before: str
    after: str


class Place(NamedTuple):
    """A run of tokens of one section: which, and the numbers of its first token and the one after its last."""

    flow: int
    first: int
    last: int


def fingerprint(words: Sequence[str]) -> str:
    """Fingerprint of the tokens an anchor rests on: version, colon, 128 bits of SHA-256 in hex.

    >>> fingerprint(["on", "day", "+9", "a", "rash"])
    'a1:de3f609edcc98b3c2ca4f051f6c08057'
    """
    return f"{VERSION}:{_digest(words, 32)}"


def block(words: Sequence[str]) -> str:
    """Fingerprint of the tokens beside an anchor: 64 bits of SHA-256 in hex, without version.

    >>> block(["¶", "¶", "¶", "¶", "case", "presentation", "an", "18"])
    '323de3bf027c0e9f'
    """
    return _digest(words, 16)


def _digest(words: Sequence[str], length: int) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:length]


class TextIndex:
    r"""A text with its sections, each as one run of tokens (a *flow*), and the places of every run of n tokens.

    ``is_abstract`` tells that the text is the abstract of a paper alone.

    >>> index = TextIndex("Case Report\n\nOn day +9 a rash appeared on the scalp.")
    >>> places = index.places(5, fingerprint("day +9 a rash appeared".split()))
    >>> [(index.name(place.flow), index.span(place)) for place in places]
    [('Case Report', (16, 38))]
    """

    def __init__(self, text: str, is_abstract: bool = False) -> None:
        clean = blanked(text, furniture(text))
        self.text = text
        self.sections: tuple[Section, ...] = sections(clean, is_abstract)
        self.flows: tuple[tuple[Token, ...], ...] = tuple(tokens(clean, part.spans) for part in self.sections)
        self._words = tuple([EDGE] * BLOCK + [token.text for token in flow] + [EDGE] * BLOCK for flow in self.flows)
        self._runs: dict[int, Mapping[str, list[Place]]] = {}
        self._blocks: Mapping[str, list[Place]] | None = None

    def name(self, flow: int) -> str:
        """Name of the section a flow is made of."""
        return self.sections[flow].name

    def span(self, place: Place) -> Span:
        """Characters of the text, from the first of the run to the one after its last."""
        flow = self.flows[place.flow]
        return flow[place.first].start, flow[place.last - 1].end

    def words(self, place: Place) -> tuple[str, ...]:
        """Tokens of a run; a number outside the section gives :data:`EDGE`."""
        return tuple(self._words[place.flow][BLOCK + place.first : BLOCK + place.last])

    def line(self, offset: int) -> int:
        """Line of the text a character stands in, counted from 1."""
        return self.text.count("\n", 0, offset) + 1

    def anchor(self, place: Place) -> TextAnchor:
        """Anchor of a run of tokens; the blocks beside it stay in its section."""
        return TextAnchor(
            words=place.last - place.first,
            print=fingerprint(self.words(place)),
            before=block(self.words(Place(place.flow, place.first - BLOCK, place.first))),
            after=block(self.words(Place(place.flow, place.last, place.last + BLOCK))),
        )

    def places(self, count: int, wanted: str) -> Sequence[Place]:
        """Every run of ``count`` tokens that has a fingerprint, in the order of sections and tokens."""
        if count not in self._runs:
            self._runs[count] = self._hashed(count)
        return self._runs[count].get(wanted, [])

    def blocks(self, wanted: str) -> Sequence[Place]:
        """Every block of eight tokens that has a fingerprint; blocks may reach over the ends of a section."""
        if self._blocks is None:
            self._blocks = self._hashed_blocks()
        return self._blocks.get(wanted, [])

    def _hashed(self, count: int) -> Mapping[str, list[Place]]:
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for number, flow in enumerate(self.flows):
            for first in range(len(flow) - count + 1):
                place = Place(number, first, first + count)
                found[fingerprint(self.words(place))].append(place)
        return found

    def _hashed_blocks(self) -> Mapping[str, list[Place]]:
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for number, flow in enumerate(self.flows):
            for first in range(-BLOCK, len(flow) + 1):
                place = Place(number, first, first + BLOCK)
                found[block(self.words(place))].append(place)
        return found
