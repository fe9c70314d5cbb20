"""Links: whether the words bind an entity to another happening as a statement does: "due to", "responded to", "showed".

The words must name the target, and the word that binds must stand where it does so; where they are silent it could not
be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.evidence.certainty import suspects
from caseweave.evidence.names import EntityMention, mentions
from caseweave.evidence.naming import Ordered
from caseweave.evidence.passage import Passage, words_of
from caseweave.evidence.phrases import Phrase, StemmedLine, line_of
from caseweave.evidence.polarity import denials
from caseweave.evidence.record import Check
from caseweave.evidence.sentences import Sentence
from caseweave.model import Link, Statement
from caseweave.vocabulary.lexicon import phrases, told

__all__ = ["check_links"]

_REACH: Final = 4
_BREAK: Final = 2


def check_links(statement: Statement, ordered: Ordered) -> Iterator[Check]:
    """Hold each link against the sentences the anchored words stand in."""
    for link in statement.links:
        yield (
            Check(claim="links", what=str(link), outcome="holds")
            if _is_told(link, ordered)
            else Check(
                claim="links", what=str(link), outcome="could not check", reason="the words do not bind the two so"
            )
        )


def _is_told(link: Link, ordered: Ordered) -> bool:
    for held in ordered.held:
        passage = ordered.sentences.passage(held)
        line = line_of(passage)
        scored = all(_stands(text, passage) for text in (link.scale, link.score) if text)
        own = [one.first for one in mentions(ordered.names, ordered.entity, [line], ordered.spelling)]
        for name in _targets(link, held, ordered):
            for first, last in line.find(name):
                if scored and own and _binds(link, line, first, last, own):
                    return True
    return False


def _targets(link: Link, held: Sentence, ordered: Ordered) -> Sequence[Phrase]:
    """Names of what a link leads to; one that others share counts where the target itself is anchored."""
    if link.sort == "term":
        return ordered.names.of(link.target)
    happening = ordered.happening(link.target)
    terms = (*happening.terms, *(happening.shared if ordered.narration.is_told_in(happening, held) else ()))
    return (*(name for curie in terms for name in ordered.names.of(curie)), *happening.spellings)


def _stands(text: str, passage: Passage) -> bool:
    return bool(set(words_of(text).words) <= set(passage.words))


def _binds(link: Link, line: StemmedLine, first: int, last: int, own: Sequence[int]) -> bool:
    passage = line.passage
    before = passage.words[max(0, first - _REACH) : first]
    is_told = any(_ends_with(before, words) for words in phrases("links", link.relation))
    if link.relation == "shown by" and not is_told:
        shows = told("shows")
        is_told = any(shows & set(passage.words[last:at]) and not passage.parted(last, at, _BREAK) for at in own)
    if not is_told:
        return False
    doubted = suspects(EntityMention(line, first, last, ""))
    denied = bool(denials() & set(before)) and link.relation != "no response to"
    return {"stated": (False, False), "suspected": (True, False), "excluded": (False, True)}[link.certainty] == (
        doubted,
        denied,
    )


def _ends_with(words: Phrase, wanted: Phrase) -> bool:
    """Tell whether words hold others with at most one word behind them."""
    size = len(wanted)
    return words[len(words) - size :] == wanted or words[max(0, len(words) - size - 1) : len(words) - 1] == wanted
