"""Records of verification: where an anchor was found, what became of each claim, and both for a whole statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from caseweave.model.lists import Purpose

__all__ = ["COLUMNS", "RANK", "Check", "Found", "Outcome", "State", "Verified"]

State = Literal["exact", "moved", "ambiguous", "no text", "changed", "lost"]
Outcome = Literal["passed", "failed", "could not check", "not applicable"]

RANK: Final[tuple[State, ...]] = ("exact", "moved", "ambiguous", "no text", "changed", "lost")
"""The states, from the best to the worst: a statement has the worst of its anchors."""

COLUMNS: Final = (
    "statement",
    "state",
    "value_check",
    "section",
    "start",
    "end",
    "page",
    "line",
    "anchors",
    "derivations",
    "reasons",
)
"""Names of the public columns, in order; ``words`` comes after them where the words are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of one anchor: its state, and the place of its words in the text the user gave.

    ``start`` and ``end`` count characters from 0, the end being one after the last; ``page`` and ``line`` count from 1.
    ``words`` are those of the user's copy: shown when asked for, never stored.
    """

    purpose: Purpose
    state: State
    section: str
    start: int | None = None
    end: int | None = None
    page: int | None = None
    line: int | None = None
    words: str | None = None

    def __str__(self) -> str:
        place = "" if self.start is None else f" {self.start}-{self.end}"
        return f"{self.purpose}: {self.state}{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One claim of a statement held against its anchored words.

    ``by`` names the derivations by which it follows, empty where it stands there as it is; ``reason`` says why it does
    not hold, or could not be checked.
    """

    claim: str
    outcome: Outcome
    by: tuple[str, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.claim}: {self.reason}" if self.reason else self.claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A statement held against a copy of its paper: the state of its anchors, and the checks of its claims."""

    statement: str
    anchors: tuple[Found, ...]
    checks: tuple[Check, ...]

    @property
    def state(self) -> State:
        """The worst state of its anchors."""
        return max((anchor.state for anchor in self.anchors), key=RANK.index)

    @property
    def value_check(self) -> Outcome:
        """Failed if a claim failed, else could not check if one could not be checked, else passed."""
        outcomes = [check.outcome for check in self.checks]
        for outcome in ("failed", "could not check", "passed"):
            if outcome in outcomes:
                return outcome
        return "not applicable"

    @property
    def is_faulty(self) -> bool:
        """Whether somebody must look: words changed or lost, or a claim that its words contradict."""
        return self.state in ("changed", "lost") or self.value_check == "failed"

    def row(self, with_words: bool = False) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values; the place is that of the first anchor."""
        first = self.anchors[0]
        reasons = [str(check) for check in self.checks if check.outcome in ("failed", "could not check")]
        cells: tuple[object, ...] = (
            self.statement,
            self.state,
            self.value_check,
            first.section,
            first.start,
            first.end,
            first.page,
            first.line,
            [str(anchor) for anchor in self.anchors],
            list(dict.fromkeys(name for check in self.checks for name in check.by)),
            reasons,
        )
        row = dict(zip(COLUMNS, cells, strict=True))
        return {**row, "words": [anchor.words for anchor in self.anchors]} if with_words else row
