"""Disagreements face to face: a question, what each camp says with its printed words, and what the rule found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from caseweave.model import Disagreement, Side
from caseweave.model.lists import Conflict, Strength
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter

__all__ = ["faces"]

QUESTIONS: Final[Mapping[Conflict, str]] = {
    "value": "Which value has {about}?",
    "unit": "Which unit has {about}?",
    "state": "{about}: found, or not?",
    "site": "Where was {about}?",
    "time": "When was {about}?",
    "order": "What came first: {about}?",
    "course": "How did {about} change?",
    "entity": "Which was it: {about}?",
}
_WEIGHTS: Final[tuple[Strength, ...]] = ("contradiction", "tension", "note")
_KINDS: Final[tuple[Conflict, ...]] = ("entity", "state", "value", "unit", "course", "site", "order", "time")
"""What is in dispute, the gravest first: what it was, before how much, how it went, where, and when."""

_TIMED: Final = frozenset({"time", "order"})
"""Conflicts whose sides print the curator's time phrase, which is no quotation."""

_MOST_NAMES: Final = 2


def faces(matter: ReportMatter, disputed: Mapping[str, int]) -> list[Json]:
    """Return the disagreements, the heaviest first; ``disputed`` counts the essential cells that each marks."""
    order = sorted(matter.disagreements, key=lambda one: _weight(one, disputed))
    labels = {f"{one.said_by}/{one.id}": one.label for one in matter.statements}
    return [_card(one, labels) for one in order]


def _weight(one: Disagreement, disputed: Mapping[str, int]) -> tuple[int, int, int]:
    return _WEIGHTS.index(one.strength), _KINDS.index(one.kind), -disputed.get(one.id, 0)


def _card(one: Disagreement, labels: Mapping[str, str]) -> Json:
    camps = sorted({side.camp for side in one.sides if side.camp is not None})
    marked = [side for side in one.sides if side.camp is not None] or list(one.sides)
    apart = [[side for side in marked if side.camp == camp] for camp in camps]
    rest = [side for side in one.sides if side not in marked]
    sides = apart if len(apart) > 1 else [marked, rest] if rest and apart else [[side] for side in _once(marked)]
    told = dict.fromkeys(labels.get(group[0].name, one.about) for group in sides)
    about = " or ".join(list(told)[:_MOST_NAMES])
    return filled(
        {
            "id": one.id,
            "case": one.case,
            "strength": one.strength,
            "scope": one.scope,
            "kind": one.kind,
            "question": _sentence(QUESTIONS[one.kind].format(about=about)),
            "faces": [_face(group, one) for group in sides],
            "witnesses": [_line(one, [side]) for side in _once(rest)] if rest not in sides else [],
            "note": one.note,
            "rule": one.rule,
            "resolution": one.resolution,
            "preferred": ["/".join(name.rsplit("/", 2)[-2:]) for name in one.preferred],
            "reason": one.reason,
            "said": [*dict.fromkeys(side.name for side in one.sides if side.statement in one.marked)],
        }
    )


def _face(group: Iterable[Side], one: Disagreement) -> Json:
    sides = list(group)
    says = dict.fromkeys(side.says for side in sides)
    words: dict[str, list[Side]] = {}
    for side in _once(sides):
        words.setdefault(_quote(one, side), []).append(side)
    return {"says": list(says), "lines": [_line(one, alike) for alike in words.values()]}


def _once(sides: Iterable[Side]) -> list[Side]:
    """Keep one side for the same words in the same section of one paper."""
    kept: dict[tuple[str, str, str], Side] = {}
    for side in sides:
        kept.setdefault((side.said_by, side.section, side.printed), side)
    return list(kept.values())


def _line(one: Disagreement, alike: list[Side]) -> Json:
    """Return the printed words of sides that print the same, and where each stands."""
    places = (f"{side.section}, confidence {side.confidence}" if side.confidence else side.section for side in alike)
    said = [side.name for side in alike]
    return filled({"quote": _quote(one, alike[0]), "section": "; ".join(dict.fromkeys(places)), "said": said})


def _quote(one: Disagreement, side: Side) -> str:
    """Return the words that the paper prints; those in brackets are ours, and a time phrase is the curator's."""
    return "" if side.printed.startswith("[") or one.kind in _TIMED else side.printed


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
