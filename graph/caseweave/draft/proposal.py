"""A proposal: what a sentence of a paper may say, found by rule, for a person to accept, change or reject."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

from caseweave.model import Kind

__all__ = ["COLUMNS", "Proposal", "ProposedState"]

ProposedState = Literal["present", "absent", "not assessable", "proposed", "unclear"]
"""The states of a statement, and ``unclear``: the words can be read both ways, which is a question to the curator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposal; ``None`` is what the words do not tell.

    ``sentence`` is the number of its sentence in the copy, from 1; proposals of one sentence are reviewed together.
    ``start`` and ``end`` are the place of the term as printed, ``value_*`` and ``when_*`` those of the number and the
    moment: characters from 0, the end being one after the last. ``about`` is a CURIE of the catalogue; ``case`` the id
    of the patient the sentence speaks of. ``quote`` are words of the paper for an anchor, and stay on this machine.
    """

    sentence: int
    start: int
    end: int
    kind: Kind | None = None
    term: str | None = None
    about: str | None = None
    label: str | None = None
    source: str | None = None
    state: ProposedState = "present"
    certainty: str | None = None
    value: str | None = None
    unit: str | None = None
    when: str | None = None
    case: str | None = None
    section: str = ""
    quote: str = ""
    value_start: int | None = None
    value_end: int | None = None
    when_start: int | None = None
    when_end: int | None = None

    def row(self) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS: Final = tuple(field.name for field in fields(Proposal))
"""Names of the public columns, in order."""
