"""The words of a mark: a short label for the figure, and a sentence for whoever points at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caseweave.model import Statement
from caseweave.views.timeline import course
from caseweave.views.timeline.span import MarkSpan
from caseweave.views.timeline.tracks import Track
from caseweave.wording import amount, grade, quantity, sites, stretch

__all__ = ["label", "sentence"]

_SHORT: Final = 14
"""The longest print, in characters, that a label holds."""


def label(said: Statement, track: Track, names: Sequence[str] = ()) -> str:
    """Name a statement in as few words as its lane needs; ``names`` are all names of what it is about.

    >>> from caseweave.model import Term
    >>> ids = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own"}
    >>> label(Statement(**ids, kind="procedure", about=Term("x:1", "lung biopsy")), Track("Biopsy", 0))
    'lung'
    >>> fever = Statement(**ids, kind="adverse event", about=Term("x:2", "fever"), grade="2")
    >>> label(fever, Track("Toxicity", 0, "worst")), label(fever, Track("Pyrexia", 0, "worst"), ("fever", "pyrexia"))
    ('fever grade 2', 'grade 2')
    """
    is_named = track.name in {name.casefold() for name in (*names, said.label)}
    short = _short(said, track, is_named)
    if said.state != "absent" or (track.show == "course" and said.course):
        return short
    return f"no {min(said.label, track.title, key=len) if is_named else said.label}"


def _short(said: Statement, track: Track, is_named: bool) -> str:
    """Say what the title of the lane leaves to say."""
    name = said.label.removesuffix(f" {track.name}")
    if track.show == "course":
        change = course.word(said)
        return said.label if change == "seen" else course.WORDS[change]
    if track.show in ("worst", "doses"):
        told = grade(said.grade, said.scale, "figure") if track.show == "worst" else quantity(said, "figure")
        return (told or min(said.label, track.title, key=len)) if is_named else f"{name} {told}".strip()
    if said.kind == "measurement":
        is_short = said.printed is not None and len(said.printed) <= _SHORT
        return f"{name} {(amount if is_short else quantity)(said, 'figure')}".strip()
    where = sites(said) if said.kind in ("outcome", "finding") else ""
    return f"{name} ({where})" if where else name


def sentence(said: Statement, span: MarkSpan, paper: str) -> str:
    """Say in one line who says what, and when: the text behind a mark.

    >>> from caseweave.model import Term
    >>> ids = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "treatment"}
    >>> drug = Term("x:1", "aspirin")
    >>> sentence(Statement(**ids, about=drug, printed="8 mg/kg"), MarkSpan(10, 10, 10, 10), "Abel 2019")
    'aspirin, 8 mg/kg: day 10. Abel 2019'
    """
    state = {"absent": "not found: ", "proposed": "planned: ", "not assessable": "could not be judged: "}
    parts = [
        state.get(said.state, "") + said.label,
        f"grade {said.grade}" if said.grade else "",
        amount(said, "sentence") if said.printed else "",
        *(site.label for site in said.site),
        *(f"{aspect} {change}" for aspect, change in said.course),
    ]
    what = ", ".join(part for part in parts if part)
    return f"{what}: {_when(said, span)}. {_who(said, paper)}"


def _when(said: Statement, span: MarkSpan) -> str:
    told = "; ".join(f"“{phrase}”" for phrase in said.when)
    days = stretch(span, "sentence") or "a day not stated"
    if said.basis == "set aside":
        return f"{days}; of the paper's {told}, what contradicts the rest is set aside"
    return days if not told or said.when[0] == stretch(span, "terminal") else f"{days} ({told})"


def _who(said: Statement, paper: str) -> str:
    section = f", {said.anchors[0].section}" if said.anchors else ""
    role = "" if said.role == "own" else f", {said.role}"
    doubt = " (inferred)" if "inferred" in (said.basis, said.confidence) else ""
    low = f" (confidence {said.confidence})" if said.confidence in ("low", "moderate") else ""
    return f"{paper}{section}{role}{doubt}{low}"
