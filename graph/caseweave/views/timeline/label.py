"""The label of a mark: as few words as its lane leaves to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caseweave.model import Statement
from caseweave.views.timeline import course
from caseweave.views.timeline.tracks import Track
from caseweave.wording import amount, grade, quantity, sites

__all__ = ["label"]

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
        told = _graded(said) if track.show == "worst" else quantity(said, "figure")
        return (told or min(said.label, track.title, key=len)) if is_named else f"{name} {told}".strip()
    if said.kind == "measurement":
        is_short = said.printed is not None and len(said.printed) <= _SHORT
        return f"{name} {(amount if is_short else quantity)(said, 'figure')}".strip()
    where = sites(said) if said.kind in ("outcome", "finding") else ""
    return f"{name} ({where})" if where else name


def _graded(said: Statement) -> str:
    """Say the grade, and that it is only suspected."""
    told = grade(said.grade, said.scale, "figure")
    return f"{told} suspected" if told and said.certainty else told
