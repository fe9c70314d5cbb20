"""A measure: a value computed from statements by a named rule, with its proof. Never more precise than its inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from caseweave.model.lists import Account, Basis, Certainty, Confidence, Role

__all__ = ["MEASURE_COLUMNS", "Measure", "ProofStep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofStep:
    """One input of a measure: the statement, what it was used for, and its days from the measure's zero."""

    use: str
    statement: str
    said_by: str
    when: tuple[str, ...] = ()
    printed: str | None = None
    section: str | None = None
    earliest: int | None = None
    latest: int | None = None

    @property
    def input(self) -> str:
        """The statement as ``paper/statement``."""
        return f"{self.said_by}/{self.statement.rsplit('/', 1)[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A day, or another value, of one case: by one rule, from one zero, as one account has it.

    Days are whole and both ends included; None is unbounded. ``event`` is the happening that is followed, ``account``
    names whose it is, ``reading`` the way an ambiguous phrase was read, ``mixed`` the statements in which one aspect
    improved while another worsened, ``of_part`` whether only some sites are followed, ``own_start`` whether the account
    itself gives the lower end, ``certainty`` whether what it was read from is only suspected, ``proof`` every statement
    the result rests on, ``arithmetic`` how it follows from them. The public columns, in order, are
    :data:`MEASURE_COLUMNS`.
    """

    id: str
    case: str
    measure: str
    definition: str
    rule: str
    zero: str
    earliest: int | None
    latest: int | None
    value: str | None = None
    unit: str | None = None
    scale: str | None = None
    site: tuple[str, ...] = ()
    event: str | None = None
    said_by: str
    role: Role
    account: Account
    reading: str | None = None
    proof: tuple[ProofStep, ...]
    arithmetic: str
    basis: Basis | None = None
    certainty: Certainty | None = None
    confidence: Confidence | None = None
    of_part: bool = False
    own_start: bool = True
    conventions: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    note: str | None = None

    @property
    def identifier(self) -> str:
        """The part of the IRI that tells this measure from all others."""
        return self.id.split("/measure/", 1)[-1]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The statements the result rests on, as ``paper/statement``, in the order of the proof, each once."""
        return tuple(dict.fromkeys(step.input for step in self.proof))

    @property
    def sections(self) -> tuple[str, ...]:
        """Where in the paper the inputs stand."""
        return tuple(dict.fromkeys(step.section for step in self.proof if step.section))

    @property
    def is_time(self) -> bool:
        """Whether the result is a length of time, not a value of another kind."""
        return self.value is None

    def row(self) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values; what is empty is None.

        ``inputs`` is a list; ``site``, ``section``, ``conventions`` and ``mixed`` are text with ``; `` between parts.
        """
        cells = {name: _SPECIAL.get(name, _plain(name))(self) for name in MEASURE_COLUMNS}
        return {name: None if value in ("", []) else value for name, value in cells.items()}


MEASURE_COLUMNS: Final[tuple[str, ...]] = (
    *("case", "measure", "definition", "zero", "earliest", "latest", "value", "unit", "scale", "site", "event"),
    *(
        "said_by",
        "role",
        "inputs",
        "account",
        "reading",
        "section",
        "basis",
        "certainty",
        "confidence",
        "conventions",
        "mixed",
    ),
    *("note", "arithmetic", "rule", "id"),
)
"""Names of the public columns, in order: a contract with every user of ``caseweave measures``."""

_SPECIAL: Final[dict[str, Callable[[Measure], object]]] = {
    "site": lambda measure: "; ".join(measure.site),
    "inputs": lambda measure: list(measure.inputs),
    "section": lambda measure: "; ".join(measure.sections),
    "conventions": lambda measure: "; ".join(measure.conventions),
    "mixed": lambda measure: "; ".join(measure.mixed),
    "id": lambda measure: measure.identifier,
}


def _plain(name: str) -> Callable[[Measure], object]:
    return lambda measure: getattr(measure, name)
