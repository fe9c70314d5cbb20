"""Binding: which of several things named beside a number the number belongs to.

``Hb 9.1, platelet count 29k``: 29 is no hemoglobin. A number belongs to the name that stands nearest to it; if that is
not the statement's, the value cannot be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from caseweave.evidence.names import EntityMention, EntityNames
from caseweave.evidence.number import Number
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import line_of
from caseweave.text.anchors.index import BLOCK
from caseweave.vocabulary import Concept

__all__ = ["graded_nearer", "nearer"]

_MEASURED: Final = frozenset(("measure", "marker"))
_GIVEN: Final = frozenset(("drug", "regimen"))
_GRADED: Final = frozenset(("adverse event", "phenotype", "disease", "lesion", "finding"))
_WEIGHTLESS: Final = frozenset(("%", "of", "was", "is", "the", "-", "mg", "/", "kg", "a", "at", "level", "count"))
_HEAVY: Final = frozenset(("and", "with", "or", "over"))


def nearer(
    names: EntityNames, curie: str, entity: Sequence[EntityMention], passage: Passage, number: Number
) -> Concept | None:
    """Return what is named nearer to a number than an entity is, if anything of its kind is."""
    kind = names.concept(curie).kind
    return _nearest(names, curie, entity, (passage, number), _GIVEN if kind in _GIVEN else _MEASURED)


def graded_nearer(
    names: EntityNames, curie: str, entity: Sequence[EntityMention], passage: Passage, at: int
) -> Concept | None:
    """Return what is named nearer to the word grade than an entity is, if anything that has grades is."""
    return _nearest(names, curie, entity, (passage, Number(Decimal(0), Decimal(0), at, at + 2)), _GRADED)


def _nearest(
    names: EntityNames,
    curie: str,
    entity: Sequence[EntityMention],
    place: tuple[Passage, Number],
    rivals: frozenset[str],
) -> Concept | None:
    passage, number = place
    own = [mention for mention in entity if mention.line.passage == passage]
    best = min((_distance(passage, mention.first, mention.last, number) for mention in own), default=None)
    kin = {curie, *names.catalogue.ancestors(curie)}
    for concept, first, last in names.named(line_of(passage, BLOCK)):
        if concept.kind not in rivals or concept.curie in kin or curie in names.catalogue.ancestors(concept.curie):
            continue
        if any(mention.first <= first and last <= mention.last for mention in own):
            continue
        if best is None or _distance(passage, first, last, number) < best:
            return concept
    return None


def _distance(passage: Passage, first: int, last: int, number: Number) -> int:
    """Words between a name and a number; a comma counts as five, what joins two things as two, small words as none."""
    if first <= number.first and number.last <= last:
        return 0
    begin, end = (last, number.first) if last <= number.first else (number.last, first)
    words = passage.words[begin:end]
    after = begin if last <= number.first else begin - 1  # a bracket opened by the name itself does not part the two
    commas = sum(5 for at in range(after, end) if passage.stops[at])
    return commas + sum(0 if word in _WEIGHTLESS else 2 if word in _HEAVY else 1 for word in words)
