"""Sentences: a copy cut into sentences, so that what stands before or around the anchored words can be asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Final, NamedTuple

from caseweave.evidence.passage import SEMICOLON, SENTENCE, Passage, passage_of, stops_of
from caseweave.text.anchors import TextIndex

__all__ = ["Sentence", "Sentences"]

LONGEST: Final = 400
"""Words of a sentence that are looked at; a table without full stops is cut there."""


class Sentence(NamedTuple):
    """One sentence: its section, and its number in it."""

    flow: int
    number: int


class Sentences:
    """The sentences of every section of a copy."""

    def __init__(self, index: TextIndex) -> None:
        self.index = index
        self._starts = cache(self._cut)
        self.passage = cache(self._passage)
        self.text = cache(self._text)

    def holding(self, passage: Passage) -> tuple[Sentence, ...]:
        """Sentences that hold the anchored words of a passage."""
        starts = self._starts(passage.flow)
        first = bisect_right(starts, passage.start) - 1
        last = bisect_right(starts, passage.start + passage.last - passage.first - 1) - 1
        return tuple(Sentence(passage.flow, number) for number in range(first, last + 1))

    def part(self, passage: Passage) -> Passage:
        """Take what stands around anchored words between semicolons and colons of their sentence."""
        first = passage.first
        while first and passage.stops[first - 1] < SEMICOLON:
            first -= 1
        last = passage.last
        while last < len(passage.words) and passage.stops[last - 1] < SEMICOLON:
            last += 1
        begin = passage.start - passage.first
        return passage_of(self.index, passage.flow, begin + first, begin + last)

    def section(self, sentence: Sentence) -> str:
        """Name of the section a sentence stands in."""
        return self.index.name(sentence.flow)

    def _cut(self, flow: int) -> tuple[int, ...]:
        run = self.index.flows[flow]
        starts = [0]
        for at, stop in enumerate(stops_of(self.index.text, run)):
            if at + 1 < len(run) and (stop >= SENTENCE or at + 1 - starts[-1] >= LONGEST):
                starts.append(at + 1)
        return tuple(starts)

    def _span(self, sentence: Sentence) -> tuple[int, int]:
        starts = (*self._starts(sentence.flow), len(self.index.flows[sentence.flow]))
        return starts[sentence.number], starts[sentence.number + 1]

    def _passage(self, sentence: Sentence) -> Passage:
        """Take a sentence as a passage that is anchored whole."""
        return passage_of(self.index, sentence.flow, *self._span(sentence))

    def _text(self, sentence: Sentence) -> str:
        """Return a sentence as it is printed, with the marks that stand behind its last word."""
        first, last = self._span(sentence)
        run = self.index.flows[sentence.flow]
        if first == last:
            return ""
        end = run[last].start if last < len(run) else run[last - 1].end + 2
        return " ".join(self.index.text[run[first].start : end].split())
