"""Where accounts do not agree: disagreements with their sides, verdicts on relayed claims, cases that may be one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from caseweave.model.lists import Confidence, Conflict, Judgement, Reach, Settlement, Strength

__all__ = ["DISAGREEMENT_COLUMNS", "SIDE_COLUMNS", "Candidate", "Disagreement", "Side", "Verdict"]

DISAGREEMENT_COLUMNS: Final = (
    "id",
    "case",
    "scope",
    "kind",
    "strength",
    "about",
    "sides",
    "resolution",
    "preferred",
    "reason",
    "confidence",
    "rule",
    "note",
)
"""Names of the public fields of a disagreement, in order: a contract with every user of ``caseweave disagreements``."""

SIDE_COLUMNS: Final = (
    *("id", "case", "scope", "kind", "strength", "about"),
    *("side", "statement", "camp", "printed", "says", "said_by", "section", "doubt"),
    *("resolution", "preferred", "reason", "confidence", "rule", "note"),
)
"""The columns of the long form, a row a side; ``doubt`` is the confidence of the side, ``preferred`` yes or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account of a disagreement: the statement, what the paper prints, who says it, and where.

    ``printed`` holds the words of the paper, or the time phrase where the time is what is told; ``says`` is what the
    statement comes to, in our words. Sides of one ``camp``, counted from 1, do not disagree with each other; None where
    a side only bears witness, as a day does that a clashing phrase is counted from.
    """

    statement: str
    printed: str
    said_by: str
    section: str
    says: str
    camp: int | None = None
    confidence: Confidence | None = None

    @property
    def name(self) -> str:
        """The statement as ``paper/statement``."""
        return _name(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Statements about one patient that do not fit together, found by a named rule and never resolved silently.

    ``strength`` tells a contradiction (taken as accounts of one thing, they cannot all be right) from a tension (they
    can, if the words mean different things) and a note (they can be read without conflict; it carries no mark in a
    table). ``confidence`` is the doubt of the surest two sides that differ; ``note``
    says what the rule found. ``resolution`` is ``preferred`` only where a curator wrote so, with the reason.
    """

    id: str
    case: str
    scope: Reach
    kind: Conflict
    strength: Strength
    about: str
    sides: tuple[Side, ...]
    rule: str
    note: str
    entities: tuple[str, ...] = ()
    resolution: Settlement = "unresolved"
    preferred: tuple[str, ...] = ()
    reason: str | None = None
    confidence: Confidence | None = None

    @property
    def statements(self) -> tuple[str, ...]:
        """IRIs of the statements that are its sides, each once."""
        return tuple(dict.fromkeys(side.statement for side in self.sides))

    @property
    def opposed(self) -> tuple[tuple[str, str], ...]:
        """The pairs of statements, in both directions, that do not fit together: sides of different camps.

        Where no side has a camp, each clashes with each.
        """
        camps = [side for side in self.sides if side.camp is not None]
        pairs = (
            (one.statement, other.statement)
            for one in camps or self.sides
            for other in camps or self.sides
            if one.statement != other.statement and (not camps or one.camp != other.camp)
        )
        return tuple(dict.fromkeys(pairs))

    @property
    def marked(self) -> tuple[str, ...]:
        """The statements that tables mark: none for a note, and not those that only bear witness, in no camp."""
        camps = [side for side in self.sides if side.camp is not None]
        return () if self.strength == "note" else tuple(dict.fromkeys(side.statement for side in camps or self.sides))

    def row(self) -> dict[str, object]:
        """Return the public fields, in order, as plain JSON values; ``sides`` is a list of objects."""
        sides = [_plain(asdict(side) | {"statement": side.name}) for side in self.sides]
        special: dict[str, object] = {"sides": sides, "preferred": [_name(one) for one in self.preferred]}
        cells = {name: special[name] if name in special else getattr(self, name) for name in DISAGREEMENT_COLUMNS}
        return _plain(cells)

    def lines(self) -> list[dict[str, object]]:
        """Return the long form: the fields of the disagreement beside those of each of its sides."""
        head = {name: getattr(self, name) for name in SIDE_COLUMNS if name in DISAGREEMENT_COLUMNS}
        return [_plain(head | self._line(place, side)) for place, side in enumerate(self.sides, start=1)]

    def _line(self, place: int, side: Side) -> dict[str, object]:
        told = asdict(side) | {"side": place, "statement": side.name, "doubt": side.confidence}
        del told["confidence"]
        return told | {"preferred": "yes" if side.statement in self.preferred else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a relayed claim when it was held against the original paper: the judgement and both sides.

    ``compared`` are the original's own statements it was held against; ``reason`` says what was found, or what was not.
    """

    statement: str
    primary: str
    verdict: Judgement
    compared: tuple[str, ...] = ()
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two cases of different papers that may be one patient, with what they share; only a curator can say so."""

    cases: tuple[str, str]
    score: int
    shared: tuple[str, ...]

    @property
    def id(self) -> str:
        """Both case ids, in their order."""
        return "--".join(self.cases)


def _name(statement: str) -> str:
    return "/".join(statement.rsplit("/", 2)[-2:])


def _plain(cells: dict[str, object]) -> dict[str, object]:
    return {name: None if value in ("", [], ()) else value for name, value in cells.items()}
