"""How a thing changes, in one word a statement, and which of its days are the milestones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from caseweave.model import Change, Statement
from caseweave.protocol.sightings import Level, level
from caseweave.vocabulary import lexicon

__all__ = ["WORDS", "milestones", "word"]

WORDS: Final[Mapping[str, str]] = {
    "appears": "onset",
    "recurs": "recurs",
    "worsens": "worse",
    "mixed": "mixed",
    "stable": "stable",
    "improves": "better",
    "nearly cleared": "near clear",
    "cleared": "clear",
    "seen": "seen",
    "absent": "absent",
}
"""Word of a course to what the figure prints."""

_NEW: Final[tuple[Change, ...]] = ("appears", "recurs")
_OF_LEVEL: Final[Mapping[Level, str]] = {"there": "seen", "improved": "improves"}


def word(said: Statement) -> str:
    """Say the change in one word: how far the lesion has come, as the measures judge it.

    >>> from caseweave.model import Term
    >>> ids = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "lesion"}
    >>> rash = Term("HP:0000988", "skin rash")
    >>> word(Statement(**ids, about=rash, course=(("elevation", "improves"), ("itch", "worsens"))))
    'mixed'
    >>> word(Statement(**ids, about=rash, course=(("extent", "appears"), ("colour", "worsens"))))
    'appears'
    """
    if not said.course:
        return "absent" if said.state == "absent" else lexicon.named().get(said.about.curie, "seen")
    found = level(said)
    if found == "worse":
        return next(
            (change for aspect, change in said.course if lexicon.is_whole(aspect) and change in _NEW), "worsens"
        )
    return _OF_LEVEL.get(found, found)


def milestones(days: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Name the milestones of one account of one lesion, from its exact days with their words.

    ``onset`` is the first day it appears, ``peak`` the last day it is only said to worsen before it is first said to
    be better, ``near clear`` and ``clear`` the first such days.

    >>> milestones([(9, "appears"), (10, "worsens"), (11, "worsens"), (13, "improves"), (38, "cleared")])
    {(9, 'appears'): 'onset', (11, 'worsens'): 'peak', (38, 'cleared'): 'clear'}
    """
    told = sorted(set(days))
    named = {key: WORDS[key[1]] for key in reversed(told) if key[1] in ("appears", "nearly cleared", "cleared")}
    firsts = {label: key for key, label in named.items()}
    turn = min((day for day, change in told if change in lexicon.better()), default=None)
    worst = [key for key in told if key[1] == "worsens" and turn is not None and key[0] < turn]
    found = {key: label for label, key in firsts.items()} | ({worst[-1]: "peak"} if worst else {})
    return dict(sorted(found.items()))
