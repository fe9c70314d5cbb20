"""Polarity: whether words around an entity deny it, plan it, or leave it open.

What stands in the anchored words or just before them in the same sentence counts. Where the reach of a "no" cannot be
told, the answer is ``unclear``, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from caseweave.evidence.names import EntityMention
from caseweave.evidence.passage import COMMA, Passage
from caseweave.evidence.phrases import phrase
from caseweave.vocabulary.lexicon import parts, phrases, told

__all__ = ["Polarity", "denials", "denied_by_word", "plans", "polarity", "sign", "unknowns"]

Polarity = Literal["affirmed", "denied", "unclear"]

NEAR: Final = 6
"""Words over which a "no" surely reaches, if nothing parts it from the entity."""
BEHIND: Final = 4

TO_SIGN: Final = 8
"""Words between a marker and its sign."""

PLAN_REACH: Final = 12


def denials() -> frozenset[str]:
    """Return the words that deny."""
    return told("denial")


def polarity(mention: EntityMention, is_done: bool = False) -> Polarity:
    """Tell whether an entity is denied where it is named.

    ``is_done`` tells that it is something done, such as a biopsy: "the biopsy was negative" does not deny it.
    """
    passage = mention.line.passage
    if mention.by == "words apart" and denials() & set(passage.words[mention.first : mention.last]):
        return "unclear"
    before = [_before(passage, at, mention.first) for at in range(mention.first) if passage.words[at] in denials()]
    found = [*before, _behind(passage, mention.last, is_done)]
    if "denied" in found:
        return "denied"
    return "unclear" if "unclear" in found else "affirmed"


def _before(passage: Passage, at: int, entity: int) -> Polarity:
    """Reach of a denial at a word, as far as an entity that begins at another."""
    between = passage.words[at + 1 : entity]
    is_ended = bool(told("denial", "ends") & set(between)) or _turns(between) or passage.parted(at, entity, 2)
    if is_ended or len(between) > 2 * NEAR:
        return "affirmed"
    if passage.words[at] in told("denial", "of a result") and "for" not in between:
        return "affirmed" if passage.parted(at, entity, COMMA) or told("clause", "verbs") & set(between) else "unclear"
    if len(between) >= NEAR or told("denial", "blurs") & set(between) or passage.parted(at, entity, COMMA):
        return "unclear"
    return "denied"


def _turns(words: tuple[str, ...]) -> bool:
    """Tell whether a new clause begins: ``and was``, ``and he``."""
    begins = told("clause", "verbs") | told("clause", "subjects")
    return any(one == "and" and other in begins for one, other in pairwise(words))


def _behind(passage: Passage, last: int, is_done: bool) -> Polarity:
    """Denial behind an entity: ``workup remained negative``, ``CD5 (-)``, ``was not seen``."""
    for at in range(last, min(len(passage.words), last + BEHIND)):
        word = passage.words[at]
        if passage.parted(last - 1, at, COMMA) and word != "(-)":
            return "affirmed"
        if word in told("denial", "of what happens"):
            happens = bool(told("denial", "happens") & set(passage.words[at + 1 : at + 3]))
            return "denied" if happens else "affirmed" if is_done else "unclear"
        if word in told("denial", "of what was offered"):
            return "denied"
        if word in told("denial", "behind"):
            return "affirmed" if is_done else "denied"
        if word not in told("denial", "light"):
            return "affirmed"
    return "affirmed"


def denied_by_word(names: Sequence[tuple[str, ...]], passage: Passage) -> tuple[int, ...]:
    """Places of words that deny an entity by themselves: ``afebrile``, ``normotensive``, ``non-itchy``."""
    single = {name[0] for name in names if len(name) == 1}
    return tuple(at for at in range(passage.first, passage.last) if single & _denied(passage.words[at]))


def _denied(word: str) -> set[str]:
    """Names that a word denies."""
    prefixes = [prefix for prefix in told("denial", "prefix") if word.startswith(prefix)]
    prefixed = {name for prefix in prefixes for name in phrase(word.removeprefix(prefix))}
    return prefixed | parts("denied by").get(word, frozenset())


def sign(mention: EntityMention, others: frozenset[int]) -> Polarity:
    """Tell whether a marker is positive: ``positive for CD19``, ``CD34 (+)``, ``CD19-positive``.

    ``others`` are the first words of other markers, which end the search.
    """
    passage = mention.line.passage
    if passage.words[mention.first - 1 : mention.first] == ("for",):
        return _sign_before(passage, mention.first - 1)
    for at in range(mention.last, min(len(passage.words), mention.last + TO_SIGN + 1)):
        if at in others or passage.stops[at - 1] > COMMA:
            break
        found = _sign_at(passage, at)
        if found:
            return found
    return "unclear"


def _sign_at(passage: Passage, at: int) -> Polarity | None:
    word = passage.words[at]
    rest = passage.words[at + 1 : at + 2]
    if word == "-" and rest and rest[0] in told("marker", "positive") | told("marker", "negative"):
        return None
    if word.startswith("+") or word in told("marker", "positive"):
        return "affirmed"
    return "denied" if word in told("marker", "negative") or word.startswith("-") else None


def _sign_before(passage: Passage, preposition: int) -> Polarity:
    word = passage.words[preposition - 1] if preposition else ""
    if word in told("marker", "positive"):
        return "affirmed"
    return "denied" if word in told("marker", "negative") else "unclear"


def plans(mention: EntityMention) -> bool:
    """Tell whether words near an entity make a plan or a guess of it: ``planned``, ``may``, ``in preparation for``.

    A planned scan that *showed* something was done.
    """
    passage = mention.line.passage
    behind = passage.words[mention.last : mention.last + BEHIND]
    if behind[:1] and behind[0] in told("plan", "done"):
        return False
    begin = max(0, mention.first - PLAN_REACH)
    ahead = any(
        passage.words[at] in told("plan") and not _plan_ends(passage.words[at + 1 : mention.first])
        for at in range(begin, mention.first)
    )
    parted = passage.parted(mention.last - 1, mention.last, COMMA)
    return ahead or (not parted and bool(told("plan", "behind") & set(behind)))


def _plan_ends(between: tuple[str, ...]) -> bool:
    return bool(told("plan", "ends") & set(between)) or _turns(between)


def unknowns(passage: Passage) -> bool:
    """Tell whether a passage says that something is not known: ``no information``, ``could not be judged``."""
    return any(
        passage.words[at : at + len(words)] == words
        for words in phrases("not known")
        for at in range(len(passage.words))
    )
