"""Change: whether the words tell of the change that a statement gives an aspect, its direction and its degree.

Words that tell a step ("less", "resolved", "recurred") are read with the aspect they stand beside ("less raised" is of
the elevation) and with what limits them ("nearly", "partial"). Where the words tell of several changes of one aspect,
or of none, it could not be checked; where they tell of the other direction alone, the claim fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple, cast

from caseweave.evidence.passage import COMMA, Passage, words_of
from caseweave.evidence.phrases import stem
from caseweave.evidence.polarity import denials
from caseweave.evidence.record import Check
from caseweave.model import Statement
from caseweave.model.lists import Change
from caseweave.vocabulary import lexicon

__all__ = ["check_course", "tells_as"]

NEAR: Final = 3

_AND: Final = frozenset(("and", "or", "also", "even", "become", "became", "becoming", "in", "of", "to", "the", "now"))


@cache
def _stems(section: str) -> Mapping[str, frozenset[str]]:
    """Words of a section of the lexicon without their endings, by what they tell."""
    found = {"words": lexicon.words, "aspects": lexicon.aspects}[section]()
    return {name: frozenset(map(stem, words)) for name, words in found.items()}


class _Told(NamedTuple):
    """A step the words tell, and the aspects it is of, none if the words name none beside it."""

    change: Change
    aspects: frozenset[str]


def check_course(statement: Statement, passages: Sequence[Passage], is_denied: bool = False) -> Iterator[Check]:
    """Hold each aspect with its step of change against the words; what they deny (``is_denied``) is gone."""
    what = [step for passage in passages if passage.purpose == "what" for step in _told(passage)]
    told = what or [
        step for passage in passages for step in _told(passage) if passage.purpose != "when" or step.change == "appears"
    ]
    for aspect, change in statement.course:
        said = f"{aspect}: {change}"
        of_it = _of(aspect, change, told)
        if of_it and set(of_it) == {change} and _is_bound(aspect, change, told):
            yield Check(claim="course", what=said, outcome="holds")
        elif is_denied and not of_it and (aspect, change) == ("overall", "cleared"):
            yield Check(claim="course", what=said, outcome="holds", by=("denial in words",))
        elif of_it and _is_opposite(change, of_it):
            yield Check(claim="course", what=said, outcome="fails", reason=f"the words tell only of {_listed(of_it)}")
        else:
            reason = f"the words tell of {_listed(of_it)}" if of_it else "no such change in the words"
            yield Check(claim="course", what=said, outcome="could not check", reason=reason)


def tells_as(text: str, passages: Sequence[Passage]) -> bool:
    """Tell whether words tell the change that a text such as "larger" tells: "has increased in size"."""
    wanted = list(_told(words_of(text)))
    told = [step for passage in passages for step in _told(passage)]
    return bool(wanted) and all(
        step.aspects
        and any(step.aspects <= one.aspects and one.change == step.change for one in told)
        and not any(step.aspects & one.aspects and one.change != step.change for one in told)
        for step in wanted
    )


def _of(aspect: str, change: Change, told: Sequence[_Told]) -> list[Change]:
    """Return the steps the words tell of an aspect; that a thing began says nothing against what became of it."""
    bound = [step.change for step in told if aspect in step.aspects]
    found = bound or [step.change for step in told if aspect == "overall" or not step.aspects]
    later: list[Change] = [one for one in found if one != "appears"]
    return later if later and change != "appears" else found


def _is_bound(aspect: str, change: Change, told: Sequence[_Told]) -> bool:
    """Tell whether the step is one of the aspect; what appears does so in its extent, too."""
    if aspect == "overall":
        return not any(step.aspects for step in told)
    return (aspect, change) == ("extent", "appears") or any(aspect in step.aspects for step in told)


def _is_opposite(change: Change, told: Sequence[Change]) -> bool:
    if change == "appears" or "appears" in told:
        return False
    better, worse = lexicon.better(), lexicon.worse()
    return (change in worse and better.issuperset(told)) or (change in better and worse.issuperset(told))


def _listed(changes: Sequence[Change]) -> str:
    return ", ".join(dict.fromkeys(changes))


def _told(passage: Passage) -> Iterator[_Told]:
    """Yield the steps of change that the anchored words tell."""
    for at in range(passage.first, passage.last):
        word = stem(passage.words[at])
        step = next((cast("Change", change) for change, words in _stems("words").items() if word in words), None)
        if step is not None and not denials() & set(passage.words[max(0, at - NEAR) : at]):
            yield _Told(_degree(passage, at, step), _aspects(passage, at))


def _degree(passage: Passage, at: int, step: Change) -> Change:
    """Return what a clearing comes to that is nearly or only partly one."""
    if step != "cleared":
        return step
    around = set(passage.words[max(0, at - NEAR) : at + NEAR])
    found = next((limited for limited, words in lexicon.limits().items() if around & words), step)
    return cast("Change", found)


def _aspects(passage: Passage, at: int) -> frozenset[str]:
    """Aspects named by the word itself or right behind it: "less raised", "more itchy and painful"."""
    found = {aspect for aspect, words in _stems("aspects").items() if stem(passage.words[at]) in words}
    for behind in range(at + 1, min(len(passage.words), at + 1 + NEAR)):
        if passage.stops[behind - 1] >= COMMA:
            break
        word = passage.words[behind]
        named = {aspect for aspect, words in _stems("aspects").items() if stem(word) in words}
        if not named and word not in _AND:
            break
        found |= named
    return frozenset(found)
