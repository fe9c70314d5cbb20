"""A case: one patient as the papers here know it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from caseweave.model.lists import Read

__all__ = ["CASE_COLUMNS", "Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One patient: its id, how tables name it, the papers that report it, and how much of them was read.

    A patient whom no paper here reports is known from what others relay: it has no ``papers``, and nothing was read.
    ``zero`` is the event its own paper counts days from, ``zeros`` the names that day 0 can be set by.
    """

    case: str
    label: str
    papers: tuple[str, ...] = ()
    read: Read | None = None
    zero: str | None = None
    zeros: tuple[str, ...] = ()
    statements: int = 0

    def row(self) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values; what is empty is None."""
        cells = {name: getattr(self, name) for name in CASE_COLUMNS}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in cells.items()}


CASE_COLUMNS: Final = tuple(field.name for field in fields(Case))
"""Names of the public columns, in order."""
