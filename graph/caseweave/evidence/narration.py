"""Narration: the order in which the text of the case tells what happened, sentence after sentence.

A case is told as it went: what an earlier sentence tells came first, unless the words point back. A happening is told
where the statements about it are anchored, and counts only if they are in sentences near by, all on one side.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Final, Literal

from caseweave.evidence.happenings import NamedHappening
from caseweave.evidence.places import Shelf
from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.model import Anchor
from caseweave.vocabulary import lexicon
from caseweave.vocabulary.sections import section_kind

__all__ = ["Narration"]

NEAR: Final = 3
"""Sentences over which one thing is told after another."""

_NARRATED: Final = frozenset(("narrative", "abstract"))


class Narration:
    """Where a copy tells the happenings of a patient, and in which order."""

    def __init__(self, shelf: Shelf, sentences: Sentences) -> None:
        self._shelf = shelf
        self._sentences = sentences
        self._known: dict[Anchor, frozenset[Sentence]] = {}

    def side(self, happening: NamedHappening, held: Collection[Sentence]) -> Literal["before", "after"] | None:
        """How sentences are told to a happening: after it, before it, or neither for sure."""
        told = self._places(happening, held)
        if not told or not all(map(self._is_narrated, (*told, *held))):
            return None
        first, last = min(held), max(held)
        if max(told) < first and first.number - max(told).number <= NEAR:
            return "after" if self._runs_on(max(told), last) else None
        if last < min(told) and min(told).number - last.number <= NEAR:
            return "before" if self._runs_on(first, min(told)) else None
        return None

    def counts_on(self, happening: NamedHappening, held: Collection[Sentence]) -> bool:
        """Tell whether a length is counted on from a happening: "four days later", right behind what is told of it."""
        told, first = self._places(happening, held), min(held)
        words = set(self._sentences.passage(first).words)
        return (
            bool(told) and first.number - max(told).number < NEAR and bool(lexicon.told("order", "counted on") & words)
        )

    def is_told_in(self, happening: NamedHappening, sentence: Sentence) -> bool:
        """Tell whether what is said of a happening is anchored in a sentence."""
        return any(sentence in self._told(anchor) for anchor in happening.anchors)

    def _places(self, happening: NamedHappening, held: Collection[Sentence]) -> set[Sentence]:
        """Sentences of the same section that tell a happening."""
        flows = {sentence.flow for sentence in held}
        told = {sentence for anchor in happening.anchors for sentence in self._told(anchor) if sentence.flow in flows}
        return told if len(flows) == 1 else set()

    def _told(self, anchor: Anchor) -> frozenset[Sentence]:
        if anchor not in self._known:
            passage = self._shelf.place(anchor).passage
            self._known[anchor] = frozenset(self._sentences.holding(passage) if passage else ())
        return self._known[anchor]

    def _is_narrated(self, sentence: Sentence) -> bool:
        return section_kind(self._sentences.section(sentence)).telling in _NARRATED

    def _runs_on(self, first: Sentence, last: Sentence) -> bool:
        """Tell whether the story runs on from one sentence to another: none points back, no new part begins."""
        run = [Sentence(first.flow, number) for number in range(first.number, last.number + 1)]
        is_broken = any(self._says("recalling", one) or self._begins_part(one) for one in run[1:])
        return not is_broken and not self._says("standing still", last)

    def _says(self, name: str, sentence: Sentence) -> bool:
        """Tell whether a sentence holds words of order of one sort."""
        words = self._sentences.passage(sentence).words
        return bool(lexicon.told("order", name) & {*words, *map(" ".join, pairwise(words))})

    def _begins_part(self, sentence: Sentence) -> bool:
        """Tell whether a sentence begins with a heading of its own: ``Discussion: These findings …``."""
        passage = self._sentences.passage(sentence)
        return any(stop > 1 for stop in passage.stops[:3])
