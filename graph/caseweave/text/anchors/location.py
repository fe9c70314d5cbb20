"""Locating: where an anchor stands in a copy of the text, and whether the words there are still the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from caseweave.text.anchors.characters import Span
from caseweave.text.anchors.index import Place, TextAnchor, TextIndex
from caseweave.text.anchors.sections import same_section

__all__ = ["Located", "Standing", "locate"]

Standing = Literal["exact", "moved", "ambiguous", "changed", "lost"]

SLACK: Final = 8
"""How many tokens more or fewer may stand between the two neighbours for the words to count as changed, not lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What became of an anchor in a text.

    ``spans`` are characters of the text: the one place for exact and moved, every candidate for ambiguous and changed,
    none for lost. ``section`` is the section of the first.
    """

    state: Standing
    spans: tuple[Span, ...] = ()
    section: str | None = None


def locate(index: TextIndex, anchor: TextAnchor, section: str | None = None) -> Located:
    r"""Find an anchor in a text.

    =========  ======================================================================================================
    exact      the words stand there, the eight tokens on both sides are the same, and so is the section
    moved      the words stand at one place only, but a neighbour or the section differs
    ambiguous  the words stand at several places, and the neighbours do not single out one
    changed    no place has words and neighbours, but both neighbours are found around other words
    lost       neither the words nor both neighbours are found
    =========  ======================================================================================================

    Words that stand at several places are exact when one place alone has both neighbours.

    >>> from caseweave.text.anchors.quotes import make
    >>> old = TextIndex("Case Report\n\nOn day +9 a rash appeared on the scalp of the patient.")
    >>> anchor = make(old, "day +9 a rash appeared").anchor
    >>> locate(old, anchor, "Case Report").state
    'exact'
    >>> locate(TextIndex(old.text.replace("+9", "+8")), anchor, "Case Report").state
    'changed'
    """
    hits = index.places(anchor.words, anchor.print)
    whole = [place for place in hits if index.anchor(place) == anchor]
    if len(whole) == 1:
        here = section is None or same_section(section, index.name(whole[0].flow))
        return _located(index, "exact" if here else "moved", whole)
    around = [] if whole else _around(index, anchor)
    if around:
        return _located(index, "changed", around)
    if not hits:
        return Located(state="lost")
    return _located(index, "moved" if len(hits) == 1 else "ambiguous", whole or hits)


def _located(index: TextIndex, state: Standing, places: Sequence[Place]) -> Located:
    return Located(state=state, spans=tuple(map(index.span, places)), section=index.name(places[0].flow))


def _around(index: TextIndex, anchor: TextAnchor) -> list[Place]:
    """Places between the two neighbours of an anchor, in one section and about as far apart as they were."""
    lengths = range(max(1, anchor.words - SLACK), anchor.words + SLACK + 1)
    after = {(place.flow, place.first) for place in index.blocks(anchor.after)}
    return [
        Place(before.flow, before.last, before.last + length)
        for before in index.blocks(anchor.before)
        for length in lengths
        if (before.flow, before.last + length) in after
    ]
