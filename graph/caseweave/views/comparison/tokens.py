"""What a cell prints: its lines with their marks, or a token that says why nothing is told.

A cell in which nothing is told says why, in a token that the notes define: ``NR``, ``not read``, ``NA``. The marks of a
headline stand behind it: who relays it, that it is suspected or in the curator's words, that accounts disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caseweave.model import Cell, CellState
from caseweave.views.comparison.headline import DIFFERS, RELAYED

__all__ = ["EXPLAINED", "MEANINGS", "TOKENS", "lines", "marked"]

TOKENS: Final[Mapping[CellState, str]] = {
    "not reported": "NR",
    "not reported in text": "NR in text",
    "source not read": "not read",
    "not applicable": "NA",
    "blank": "",
}
"""State of a cell in which nothing is told, to the token that is printed for it."""

MEANINGS: Final[Mapping[CellState, str]] = {
    "not reported": "not reported: the source was read, and it is not there",
    "not reported in text": "the text was read and does not tell it; a figure or table that was not read may",
    "source not read": "the source, or the part that could say it, was not read",
    "not applicable": "not applicable",
}
"""State to what its token means, as the notes of the table say it."""

EXPLAINED: Final[Mapping[str, str]] = {
    RELAYED: f"{RELAYED} relayed: said by the paper named, of another paper's patient; it is not independent support",
    DIFFERS: f"{DIFFERS} accounts disagree: another account of this patient does not fit with it; both are kept",
    "mapped": "mapped: the curator's term for what the paper says in other words",
    "inferred": "inferred: the curator's reading, not the paper's own word",
}
"""Mark to what it means."""

_SAID: Final = frozenset({"suspected"})
"""Marks that the words of a headline say themselves."""


def lines(cell: Cell) -> list[str]:
    """Return what a cell prints, line by line: headline with marks, second line; else its token.

    >>> lines(Cell(group="Course", item="Fever", case="a", state="not reported"))
    ['NR']
    """
    token = TOKENS.get(cell.state, "")
    head = cell.headline + "".join(f" {mark}" if mark.isalpha() else mark for mark in marked(cell))
    return [line for line in (head or token, cell.detail) if line]


def marked(cell: Cell) -> list[str]:
    """Return the marks behind a headline, without those that its words say."""
    return [f" {mark}" if mark.startswith(RELAYED) else mark for mark in cell.marks if mark not in _SAID]
