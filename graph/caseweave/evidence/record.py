"""Records of verification: where an anchor was found, what became of each claim, and both for a whole statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from caseweave.model.lists import Purpose

__all__ = [
    "CLAIMS",
    "COLUMNS",
    "OUTCOMES",
    "RANK",
    "Check",
    "Claim",
    "Found",
    "Outcome",
    "State",
    "ValueCheck",
    "Verified",
]

State = Literal["exact", "moved", "ambiguous", "no text", "changed", "lost"]
Outcome = Literal["holds", "not checked", "could not check", "fails"]
ValueCheck = Literal["passed", "partly", "could not check", "failed"]
Claim = Literal[
    "patient",
    "entity",
    "state",
    "certainty",
    "number",
    "unit",
    "comparator",
    "grade",
    "day",
    "order",
    "clock",
    "site",
    "specimen",
    "method",
    "course",
    "qualifiers",
    "links",
]

CLAIMS: Final[tuple[Claim, ...]] = get_args(Claim)
"""What a statement may claim, in the order it is shown."""

OUTCOMES: Final[tuple[ValueCheck, ...]] = get_args(ValueCheck)
"""What may become of a whole statement, from the best to the worst but one."""

_WORST: Final[tuple[Outcome, ...]] = get_args(Outcome)
_CORE: Final[frozenset[Claim]] = frozenset(("patient", "entity", "state", "number", "unit", "day"))

RANK: Final[tuple[State, ...]] = ("exact", "moved", "ambiguous", "no text", "changed", "lost")
"""The states, from the best to the worst: a statement has the worst of its anchors."""

COLUMNS: Final = (
    "statement",
    "state",
    "value_check",
    "claims",
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

    ``claim`` is the kind of claim, ``what`` its words; a statement may make several of one kind. ``by`` names the
    derivations by which it follows, empty where it stands there as it is; ``reason`` says why it does not hold, or
    could not be checked.
    """

    claim: Claim
    what: str
    outcome: Outcome
    by: tuple[str, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        said = self.what if self.what.startswith(self.claim) else f"{self.claim} {self.what}".rstrip()
        return f"{said}: {self.reason}" if self.reason else said


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
    def claims(self) -> dict[Claim, Outcome]:
        """What became of each kind of claim the statement makes: the worst of its checks."""
        found: dict[Claim, Outcome] = {}
        for claim in CLAIMS:
            outcomes = [check.outcome for check in self.checks if check.claim == claim]
            if outcomes:
                found[claim] = max(outcomes, key=_WORST.index)
        return found

    @property
    def value_check(self) -> ValueCheck:
        """What the claims come to: passed only if every one holds."""
        claims = self.claims
        if "fails" in claims.values():
            return "failed"
        if not claims or any(claims[claim] == "could not check" for claim in _CORE & claims.keys()):
            return "could not check"
        return "passed" if set(claims.values()) == {"holds"} else "partly"

    @property
    def is_faulty(self) -> bool:
        """Whether somebody must look: words changed or lost, or a claim that its words contradict."""
        return self.state in ("changed", "lost") or self.value_check == "failed"

    def row(self, with_words: bool = False) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values; the place is that of the first anchor."""
        first = self.anchors[0]
        reasons = [str(check) for check in self.checks if check.outcome != "holds"]
        cells: tuple[object, ...] = (
            self.statement,
            self.state,
            self.value_check,
            dict(self.claims),
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
