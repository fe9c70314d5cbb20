"""Disagreements face to face: a question, what each camp says with its printed words, and what the rule found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from caseweave.model import Disagreement, Side
from caseweave.model.lists import Conflict, Strength
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter
from caseweave.wording import phrase

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
_MOST_NAMES: Final = 2


def faces(matter: ReportMatter, disputed: Mapping[str, int]) -> list[Json]:
    """Return the disagreements, the heaviest first; ``disputed`` counts the essential cells that each marks."""
    order = sorted(matter.disagreements, key=lambda one: (_WEIGHTS.index(one.strength), -disputed.get(one.id, 0)))
    labels = {f"{one.said_by}/{one.id}": one.label for one in matter.statements}
    return [_card(one, labels, matter) for one in order]


def _card(one: Disagreement, labels: Mapping[str, str], matter: ReportMatter) -> Json:
    camps = sorted({side.camp for side in one.sides if side.camp is not None})
    marked = [side for side in one.sides if side.camp is not None] or list(one.sides)
    apart = [[side for side in marked if side.camp == camp] for camp in camps]
    sides = apart if len(apart) > 1 else [[side] for side in _once(marked)]
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
            "faces": [_face(group, one, matter) for group in sides],
            "witnesses": [_line(side) for side in _once(one.sides) if side not in marked],
            "note": one.note,
            "rule": one.rule,
            "resolution": one.resolution,
            "preferred": ["/".join(name.rsplit("/", 2)[-2:]) for name in one.preferred],
            "reason": one.reason,
            "said": [*dict.fromkeys(side.name for side in one.sides if side.statement in one.marked)],
        }
    )


def _face(group: Iterable[Side], one: Disagreement, matter: ReportMatter) -> Json:
    sides = list(group)
    says = dict.fromkeys(_says(side, one, matter) for side in sides)
    return {"says": list(says), "lines": [_line(side) for side in _once(sides)]}


def _says(side: Side, one: Disagreement, matter: ReportMatter) -> str:
    return phrase(side.says, matter.names.get((side.said_by, one.case), {}))


def _once(sides: Iterable[Side]) -> list[Side]:
    """Keep one side for the same words in the same section of one paper."""
    kept: dict[tuple[str, str, str], Side] = {}
    for side in sides:
        kept.setdefault((side.said_by, side.section, side.printed), side)
    return list(kept.values())


def _line(side: Side) -> Json:
    """Return where a side stands and its printed words; those in brackets are ours, and no quotation."""
    is_ours = side.printed.startswith("[")
    quote = "" if is_ours else side.printed
    return filled({"quote": quote, "section": side.section, "said": side.name, "doubt": side.confidence})


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
