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

__all__ = ["DENIALS", "Polarity", "denied_by_word", "plans", "polarity", "sign", "unknowns"]

Polarity = Literal["affirmed", "denied", "unclear"]

NEAR: Final = 6
"""Words over which a "no" surely reaches, if nothing parts it from the entity."""
BEHIND: Final = 4

DENIALS: Final = frozenset(
    (
        *("no", "not", "without", "never", "neither", "nor", "none", "denied", "denies", "deny", "absence", "lack"),
        *("refused", "refuses", "declined", "declines"),
        *("lacked", "lacking", "free", "cannot", "negative", "excluded", "ruled", "absent", "(-)", "undetectable"),
    )
)
_REFUSED: Final = frozenset(("refused", "declined"))
_DENIED_BEHIND: Final = frozenset(("(-)", "negative", "absent", "denied", "excluded", "undetectable", "undetected"))
_HAPPENS: Final = frozenset(
    (
        *("seen", "detected", "found", "observed", "present", "noted", "identified", "visible", "detectable", "occur"),
        *("develop", "appear", "recur", "performed", "done", "given", "administered", "used", "evident", "improve"),
        *("improved", "resolve", "resolved"),
    )
)
_ENDS: Final = frozenset(
    ("but", "however", "although", "though", "except", "excluding", "while", "whereas", "yet", "then", "with", "which")
) | frozenset(("who", "due"))
_BLURS: Final = frozenset(("and", "or", "than", "until", "because", "from", "only"))
_VERBS: Final = frozenset(
    ("was", "were", "is", "are", "had", "has", "have", "became", "developed", "showed", "received", "started")
)
_SUBJECTS: Final = frozenset(("he", "she", "they", "it", "his", "her"))
_LIGHT: Final = frozenset(
    (
        *(
            "was",
            "were",
            "is",
            "are",
            "has",
            "have",
            "had",
            "remained",
            "remains",
            "been",
            "be",
            "did",
            "does",
            "could",
        ),
        *("work", "workup", "test", "tests", "testing", "stain", "staining", "result", "results", "status", "also"),
    )
)

_PLANS: Final = frozenset(
    (
        *("plan", "plans", "planned", "planning", "propose", "proposed", "potential", "potentially", "preparation"),
        *("recommended", "scheduled", "intended", "may", "might", "could", "would", "should", "likely", "possible"),
        *("possibly", "probably", "suggest", "suggests", "suggested", "suggesting", "seem", "seems", "seemed"),
        *("eligible", "awaiting"),
    )
)
_PLANS_BEHIND: Final = frozenset(
    ("planned", "considered", "proposed", "scheduled", "recommended", "necessary", "declined", "preparation", "deemed")
)
_PLAN_ENDS: Final = frozenset(("but", "however", "although", "while", "due", "which", "who", "then"))
_PLAN_REACH: Final = 12
_DONE: Final = frozenset(("confirmed", "showed", "shows", "revealed", "demonstrated", "found"))

_UNKNOWN: Final[tuple[tuple[str, ...], ...]] = (
    ("no", "information"),
    ("no", "data"),
    ("no", "report"),
    ("not", "available"),
    ("not", "assessed"),
    ("not", "assessable"),
    ("not", "evaluable"),
    ("not", "evaluated"),
    ("not", "tested"),
    ("not", "performed"),
    ("not", "known"),
    ("not", "reported"),
    ("not", "mentioned"),
    ("not", "be", "judged"),
    ("not", "be", "assessed"),
    ("not", "be", "evaluated"),
    ("not", "be", "determined"),
    ("unknown",),
    ("unavailable",),
)

_DENYING_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "afebrile": ("fever", "febrile"),
    "apyrexial": ("fever",),
    "normotensive": ("hypotension", "hypertension"),
    "normothermic": ("fever", "hypothermia"),
    "asymptomatic": ("symptom",),
    "anicteric": ("jaundice",),
    "painless": ("pain",),
    "seronegative": (),
}
"""Words that deny something without naming it, and the names of what they deny."""

_PREFIX: Final = "non"
_POSITIVE: Final = frozenset(("(+)", "+", "positive", "positivity", "bright", "expressed", "expressing", "expression"))
_NEGATIVE: Final = frozenset(("(-)", "-", "negative", "negativity", "absent", "lacked", "lacking"))
_TO_SIGN: Final = 8


def polarity(mention: EntityMention, is_done: bool = False) -> Polarity:
    """Tell whether an entity is denied where it is named.

    ``is_done`` tells that it is something done, such as a biopsy: "the biopsy was negative" does not deny it.
    """
    passage = mention.line.passage
    if mention.by == "words apart" and DENIALS & set(passage.words[mention.first : mention.last]):
        return "unclear"
    before = [_before(passage, at, mention.first) for at in range(mention.first) if passage.words[at] in DENIALS]
    found = [*before, _behind(passage, mention.last, is_done)]
    if "denied" in found:
        return "denied"
    return "unclear" if "unclear" in found else "affirmed"


def _before(passage: Passage, at: int, entity: int) -> Polarity:
    """Reach of a denial at a word, as far as an entity that begins at another."""
    between = passage.words[at + 1 : entity]
    if _ENDS & set(between) or _turns(between) or passage.parted(at, entity, 2) or len(between) > 2 * NEAR:
        return "affirmed"
    if passage.words[at] in ("(-)", "negative", "absent") and "for" not in between:
        return "affirmed" if passage.parted(at, entity, COMMA) or _VERBS & set(between) else "unclear"
    if len(between) >= NEAR or _BLURS & set(between) or passage.parted(at, entity, COMMA):
        return "unclear"
    return "denied"


def _turns(words: tuple[str, ...]) -> bool:
    """Tell whether a new clause begins: ``and was``, ``and he``."""
    return any(one == "and" and other in _VERBS | _SUBJECTS for one, other in pairwise(words))


def _behind(passage: Passage, last: int, is_done: bool) -> Polarity:
    """Denial behind an entity: ``workup remained negative``, ``CD5 (-)``, ``was not seen``."""
    for at in range(last, min(len(passage.words), last + BEHIND)):
        word = passage.words[at]
        if passage.parted(last - 1, at, COMMA) and word != "(-)":
            return "affirmed"
        if word in ("not", "never"):
            return "denied" if _HAPPENS & set(passage.words[at + 1 : at + 3]) else "affirmed" if is_done else "unclear"
        if word in _REFUSED:
            return "denied"
        if word in _DENIED_BEHIND:
            return "affirmed" if is_done else "denied"
        if word not in _LIGHT:
            return "affirmed"
    return "affirmed"


def denied_by_word(names: Sequence[tuple[str, ...]], passage: Passage) -> tuple[int, ...]:
    """Places of words that deny an entity by themselves: ``afebrile``, ``normotensive``, ``non-itchy``."""
    single = {name[0] for name in names if len(name) == 1}
    return tuple(at for at in range(passage.first, passage.last) if single & _denied(passage.words[at]))


def _denied(word: str) -> set[str]:
    """Names that a word denies."""
    prefixed = set(phrase(word.removeprefix(_PREFIX))) if word.startswith(_PREFIX) else set()
    return prefixed | set(_DENYING_WORDS.get(word, ()))


def sign(mention: EntityMention, others: frozenset[int]) -> Polarity:
    """Tell whether a marker is positive: ``positive for CD19``, ``CD34 (+)``, ``CD19-positive``.

    ``others`` are the first words of other markers, which end the search.
    """
    passage = mention.line.passage
    if passage.words[mention.first - 1 : mention.first] == ("for",):
        return _sign_before(passage, mention.first - 1)
    for at in range(mention.last, min(len(passage.words), mention.last + _TO_SIGN + 1)):
        if at in others or passage.stops[at - 1] > COMMA:
            break
        found = _sign_at(passage, at)
        if found:
            return found
    return "unclear"


def _sign_at(passage: Passage, at: int) -> Polarity | None:
    word = passage.words[at]
    rest = passage.words[at + 1 : at + 2]
    if word == "-" and rest and rest[0] in _POSITIVE | _NEGATIVE:
        return None
    if word.startswith("+") or word in _POSITIVE:
        return "affirmed"
    return "denied" if word in _NEGATIVE or word.startswith("-") else None


def _sign_before(passage: Passage, preposition: int) -> Polarity:
    word = passage.words[preposition - 1] if preposition else ""
    if word in _POSITIVE:
        return "affirmed"
    return "denied" if word in _NEGATIVE else "unclear"


def plans(mention: EntityMention) -> bool:
    """Tell whether words near an entity make a plan or a guess of it: ``planned``, ``may``, ``in preparation for``.

    A planned scan that *showed* something was done.
    """
    passage = mention.line.passage
    behind = passage.words[mention.last : mention.last + BEHIND]
    if behind[:1] and behind[0] in _DONE:
        return False
    begin = max(0, mention.first - _PLAN_REACH)
    ahead = any(
        passage.words[at] in _PLANS and not _plan_ends(passage.words[at + 1 : mention.first])
        for at in range(begin, mention.first)
    )
    parted = passage.parted(mention.last - 1, mention.last, COMMA)
    return ahead or (not parted and bool(_PLANS_BEHIND & set(behind)))


def _plan_ends(between: tuple[str, ...]) -> bool:
    return bool(_PLAN_ENDS & set(between)) or _turns(between)


def unknowns(passage: Passage) -> bool:
    """Tell whether a passage says that something is not known: ``no information``, ``could not be judged``."""
    return any(passage.words[at : at + len(words)] == words for words in _UNKNOWN for at in range(len(passage.words)))
