"""Links: whether the words bind an entity to another happening as a statement does: "due to", "responded to", "showed".

The words must name the target, and the word that binds must stand where it does so; where they are silent it could not
be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.evidence.certainty import suspects
from caseweave.evidence.happenings import NamedHappening
from caseweave.evidence.names import EntityMention, EntityNames
from caseweave.evidence.order import Ordered
from caseweave.evidence.passage import Passage, words_of
from caseweave.evidence.phrases import Phrase, StemmedLine, line_of, phrase
from caseweave.evidence.polarity import DENIALS
from caseweave.evidence.record import Check
from caseweave.model import Link, Statement

__all__ = ["check_links"]

_REACH: Final = 4
_BREAK: Final = 2

_BEFORE: Final[dict[str, tuple[str, ...]]] = {
    "caused by": ("due to", "caused by", "secondary to", "attributed to", "because of", "induced by", "resulting from"),
    "contributed to by": ("contributed to by", "partly due to"),
    "complicates": ("complicating", "complication of"),
    "response to": ("response to", "responded to", "responding to"),
    "no response to": ("despite", "refractory to", "not respond to", "no response to", "unresponsive to"),
    "replaces": ("switched from", "instead of", "replacing"),
    "continues": ("continued", "continuing", "continue with"),
    "stops": ("stopped", "discontinued", "discontinuation of", "withdrawal of"),
    "revises": ("instead of", "revised from"),
    "shown by": ("shown by", "confirmed by", "seen on", "shown on", "evident on", "demonstrated by"),
}
"""Words that stand right before the target."""

_BEHIND: Final = frozenset(("showed", "shows", "revealed", "confirmed", "demonstrated", "disclosed", "documented"))
"""Words between the target and what it shows."""


def check_links(statement: Statement, names: EntityNames, ordered: Ordered) -> Iterator[Check]:
    """Hold each link against the sentences the anchored words stand in."""
    for link in statement.links:
        yield (
            Check(claim="links", what=str(link), outcome="holds")
            if _is_told(link, names, ordered)
            else Check(
                claim="links", what=str(link), outcome="could not check", reason="the words do not bind the two so"
            )
        )


def _is_told(link: Link, names: EntityNames, ordered: Ordered) -> bool:
    for held in ordered.held:
        passage = ordered.sentences.passage(held)
        line = line_of(passage)
        scored = all(_stands(text, passage) for text in (link.scale, link.score) if text)
        own = [first for name in names.of(ordered.entity) for first, _ in line.find(name)]
        for name in _targets(link, names, ordered):
            for first, last in line.find(name):
                if scored and own and _binds(link, line, first, last, own):
                    return True
    return False


def _targets(link: Link, names: EntityNames, ordered: Ordered) -> Sequence[Phrase]:
    if link.sort == "term":
        return names.of(link.target)
    happening = ordered.happenings.get(link.target, NamedHappening())
    return (*(name for curie in happening.terms for name in names.of(curie)), *happening.spellings)


def _stands(text: str, passage: Passage) -> bool:
    return bool(set(words_of(text).words) <= set(passage.words))


def _binds(link: Link, line: StemmedLine, first: int, last: int, own: Sequence[int]) -> bool:
    passage = line.passage
    before = passage.words[max(0, first - _REACH) : first]
    told = any(_ends_with(before, phrase(words)) for words in _BEFORE[link.relation])
    if link.relation == "shown by" and not told:
        told = any(_BEHIND & set(passage.words[last:at]) and not passage.parted(last, at, _BREAK) for at in own)
    if not told:
        return False
    doubted = suspects(EntityMention(line, first, last, ""))
    denied = bool(DENIALS & set(before)) and link.relation != "no response to"
    return {"stated": (False, False), "suspected": (True, False), "excluded": (False, True)}[link.certainty] == (
        doubted,
        denied,
    )


def _ends_with(words: Phrase, wanted: Phrase) -> bool:
    """Tell whether words hold others with at most one word behind them."""
    size = len(wanted)
    return words[len(words) - size :] == wanted or words[max(0, len(words) - size - 1) : len(words) - 1] == wanted
