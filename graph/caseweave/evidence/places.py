"""Placing: every anchor of a statement looked up in a copy of its paper, with the passage it rests on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from caseweave.evidence.passage import Passage, passage_at
from caseweave.evidence.record import Found
from caseweave.model import Anchor
from caseweave.text.anchors import Located, locate
from caseweave.text.anchors import TextAnchor as Fingerprints
from caseweave.text.anchors.index import Place
from caseweave.text.readers import Copy

__all__ = ["Placed", "Shelf"]

_LINE_ENDS: Final = re.compile(r"[\n\r\f\v]+")
_SAME_WORDS: Final = frozenset(("exact", "moved", "ambiguous"))


class Placed(NamedTuple):
    """An anchor with what became of it, and its passage if its words are still the same."""

    found: Found
    passage: Passage | None


class Shelf:
    """A copy of a paper made ready for looking up anchors."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.index = copy.index
        self._at = {
            (flow, edge): at
            for flow, tokens in enumerate(self.index.flows)
            for at, token in enumerate(tokens)
            for edge in (token.start, -token.end)  # ends are told from beginnings by their sign
        }

    def place(self, anchor: Anchor) -> Placed:
        """Look an anchor up; one without fingerprints has no words to find, and its state is ``no text``."""
        fingerprints = _fingerprints(anchor)
        if fingerprints is None:
            return missing(anchor)
        located = locate(self.index, fingerprints, anchor.section)
        if not located.spans:
            return Placed(Found(purpose=anchor.purpose, state=located.state, section=anchor.section), None)
        place = self._place(located)
        passage = passage_at(self.index, place, anchor.purpose) if located.state in _SAME_WORDS else None
        return Placed(self._found(anchor, located, place), passage)

    def _place(self, located: Located) -> Place:
        """Run of tokens of the first span; the section tells which of the flows it is in."""
        start, end = located.spans[0]
        flow = next(
            flow
            for flow in range(len(self.index.flows))
            if (flow, start) in self._at and self.index.name(flow) == located.section
        )
        return Place(flow, self._at[flow, start], self._at[flow, -end] + 1)

    def _found(self, anchor: Anchor, located: Located, place: Place) -> Found:
        first, last = located.spans[0]
        start, end = self.copy.place(first), self.copy.place(last - 1) + 1
        return Found(
            purpose=anchor.purpose,
            state=located.state,
            section=located.section or anchor.section,
            start=start,
            end=end,
            page=self.copy.page(start),
            line=self.copy.line(start),
            words=self._words(place),
        )

    def _words(self, place: Place) -> str:
        """Words of a place as they are printed, without page heads and line ends between them."""
        run = self.index.flows[place.flow][place.first : place.last]
        text = self.copy.text
        pieces = [text[run[0].start : run[0].end]]
        for one, other in pairwise(run):
            lines = _LINE_ENDS.split(text[one.end : other.start])
            pieces += [lines[0], " " if len(lines) > 1 else "", lines[-1] if len(lines) > 1 else ""]
            pieces.append(text[other.start : other.end])
        return " ".join("".join(pieces).split())


def missing(anchor: Anchor) -> Placed:
    """Place an anchor of a paper whose text was not given."""
    return Placed(Found(purpose=anchor.purpose, state="no text", section=anchor.section), None)


def _fingerprints(anchor: Anchor) -> Fingerprints | None:
    if anchor.words is None or anchor.print is None or anchor.before is None or anchor.after is None:
        return None
    return Fingerprints(words=anchor.words, print=anchor.print, before=anchor.before, after=anchor.after)
