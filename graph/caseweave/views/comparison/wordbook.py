"""The words a cell may need: what a statement is about, how much, where and when; each through the wording room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from caseweave.model import Statement, Term
from caseweave.vocabulary.hierarchy import Hierarchy
from caseweave.wording import (
    amount,
    course,
    days,
    entity,
    grade,
    mended,
    quantity,
    schedule,
    sites,
    stretch,
)

__all__ = ["MOST", "Wordbook", "by_time", "found", "joined", "unique"]

MOST: Final = 6
"""Parts that one line of a cell tells; the others are counted."""

_AFTER: Final = re.compile(r"\d.*\b(?:after|before)\b|^(?:hospital|postoperative) day|\bof illness$")
_MINUTES: Final = re.compile(r"\d+ (?:min|h)\b")
"""A time that days would tell less exactly."""
_DIGIT: Final = re.compile(r"\d")
_COUNTED: Final = frozenset({"measurement", "marker"})
"""Kinds of which the paper's print says how much, where no number does."""

_CAME: Final = "appears"
_TELLING: Final = ("result", "expression", "amount", "count", "response")
"""Qualifiers that say what was found where no number does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordbook:
    """Words for the statements of one row.

    ``subject`` is the one term the row asks for, which needs no saying; ``dated`` tells whether days are shown,
    ``doing`` whether what was done is named beside what was found; ``brief`` leaves room for half of what a line tells.
    """

    hierarchy: Hierarchy
    subject: Term | None = None
    dated: bool = True
    doing: bool = True
    brief: bool = False

    def asking(self, subject: Term | None, dated: bool, doing: bool = True) -> Wordbook:
        """Return the words for a row."""
        return replace(self, subject=subject, dated=dated, doing=doing)

    def undated(self) -> Wordbook:
        """Return the same words without days."""
        return replace(self, dated=False)

    def in_brief(self) -> Wordbook:
        """Return the same words for a line that has less room."""
        return replace(self, brief=True)

    def parts(self, most: int) -> int:
        """Say how many of so many parts a line tells."""
        return max(1, most // 2) if self.brief else most

    def is_subject(self, said: Statement) -> bool:
        """Tell whether a statement is about the very thing the row is named for."""
        return self.subject is not None and said.about.curie == self.subject.curie

    def specific(self, told: Sequence[Statement]) -> list[Statement]:
        """Leave out what is told less precisely than something else in the same state."""
        kept = {
            (state, curie)
            for state in {said.state for said in told}
            for curie in self.hierarchy.most_specific(one.about.curie for one in told if one.state == state)
        }
        return [said for said in told if (said.state, said.about.curie) in kept]

    def what(self, said: Statement) -> str:
        """Say what it is with its state, and in brackets what more is told of it, where it is."""
        more = [*filter(None, (self.extent(said), sites(said)))]
        return f"{entity(said)} ({', '.join(more)})" if more else entity(said)

    def extent(self, said: Statement) -> str:
        """Say how much or how bad it is, and how it changes; that it came is no more than that it is there."""
        amounts = found(said) if said.kind in _COUNTED else quantity(said, "cell")
        changes = course(step for step in said.course if step[1] != _CAME)
        return ", ".join(filter(None, (amounts, grade(said.grade, said.scale, "cell"), changes)))

    def when(self, said: Statement, *, begun: bool = False) -> str:
        """Say on which day it was, or how long after what; empty where no word tells. ``begun`` asks for the start."""
        if not self.dated or said.state == "proposed":
            return ""
        if said.basis == "set aside" and said.when:
            return f"{said.when[0]}, set aside"
        apart = next((text for text in said.when if _AFTER.search(text)), "")
        if apart and _MINUTES.match(apart) and said.basis != "set aside":
            return apart
        if said.earliest is None and said.latest in {-1, 0}:  # no more than that it was before
            return apart
        told = days(said.earliest, said.latest, "cell") if begun else stretch(said, "cell")
        return apart or told if said.latest is None else told

    def on(self, told: str, said: Statement) -> str:
        """Put the day on which it began behind what is told."""
        return ", ".join(filter(None, (told, self.when(said, begun=True))))


def found(said: Statement) -> str:
    """Say the number with its unit, else what the paper prints for it, else what was found; a misprint both ways."""
    told_how_much = said.printed and said.state == "present" and (said.kind in _COUNTED or _DIGIT.search(said.printed))
    words = "" if "dose" in dict(said.schedule) else quantity(said, "cell")
    words = words or (amount(said, "cell") if told_how_much and not said.schedule else "")
    if not words:
        told = dict(said.qualifiers)
        words = ", ".join(told[name] for name in _TELLING if name in told)
    words = ", ".join(filter(None, (words, schedule(said.schedule))))
    return f"{words} [meant: {said.meant}]" if said.meant and not _is_meant(said) else words


def _is_meant(said: Statement) -> bool:
    """Tell whether the number with its unit is what the curator reads: a lost superscript is put back."""
    read = mended(said.meant or "", (said.value, said.low, said.high), "cell")
    return read.replace(" per ", "/") == quantity(said, "cell")


def by_time(told: Iterable[Statement]) -> list[Statement]:
    """Put statements in the order of their days; what has none comes last, and equals keep the file's order."""
    return sorted(told, key=lambda said: (_first(said), inf if said.latest is None else said.latest))


def _first(said: Statement) -> float:
    return said.earliest if said.earliest is not None else inf if said.latest is None else said.latest


def unique(parts: Iterable[str]) -> list[str]:
    """Keep each text once."""
    return list(dict.fromkeys(part for part in parts if part))


def joined(parts: Iterable[str], most: int = MOST, sign: str = "; ") -> str:
    """Join the parts of a line, and count those that are too many for it.

    >>> joined(["a", "b", "c"], 2), joined(["a", "b", "c"], 2, ", ")
    ('a; b (+1)', 'a, b, +1')
    """
    found = unique(parts)
    left = len(found) - most
    if left <= 0:
        return sign.join(found)
    return sign.join([*found[:most], f"+{left}"]) if sign == ", " else f"{sign.join(found[:most])} (+{left})"
