"""Placing: every anchor of a statement looked up in a copy of its paper, with the passage it rests on."""

from __future__ import annotations

from typing import Final, NamedTuple

from caseweave.anchors import Anchor as Fingerprints
from caseweave.anchors import Located, TextIndex, locate
from caseweave.anchors.index import Place
from caseweave.model import Anchor
from caseweave.readers import Copy
from caseweave.verify.passage import Passage, passage_at
from caseweave.verify.record import Found

__all__ = ["Placed", "Shelf"]

_SAME_WORDS: Final = frozenset(("exact", "moved", "ambiguous"))


class Placed(NamedTuple):
    """An anchor with what became of it, and its passage if its words are still the same."""

    found: Found
    passage: Passage | None


class Shelf:
    """A copy of a paper made ready for looking up anchors; each place is looked up once."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.index = TextIndex(copy.text)
        self._starts = [{token.start: at for at, token in enumerate(flow)} for flow in self.index.flows]

    def place(self, anchor: Anchor) -> Placed:
        """Look an anchor up; one without fingerprints has no words to find, and its state is ``no text``."""
        fingerprints = _fingerprints(anchor)
        if fingerprints is None:
            return missing(anchor)
        located = locate(self.index, fingerprints, anchor.section)
        if not located.spans:
            return Placed(Found(purpose=anchor.purpose, state=located.state, section=anchor.section), None)
        passage = self._passage(located, anchor) if located.state in _SAME_WORDS else None
        return Placed(self._found(anchor, located), passage)

    def _found(self, anchor: Anchor, located: Located) -> Found:
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
            words=" ".join(self.copy.text[first:last].split()),
        )

    def _passage(self, located: Located, anchor: Anchor) -> Passage:
        start = located.spans[0][0]
        flow = next(
            at for at, starts in enumerate(self._starts) if start in starts and self.index.name(at) == located.section
        )
        first = self._starts[flow][start]
        return passage_at(self.index, Place(flow, first, first + (anchor.words or 0)), anchor.purpose)


def missing(anchor: Anchor) -> Placed:
    """Place an anchor of a paper whose text was not given."""
    return Placed(Found(purpose=anchor.purpose, state="no text", section=anchor.section), None)


def _fingerprints(anchor: Anchor) -> Fingerprints | None:
    if anchor.words is None or anchor.print is None or anchor.before is None or anchor.after is None:
        return None
    return Fingerprints(words=anchor.words, print=anchor.print, before=anchor.before, after=anchor.after)
