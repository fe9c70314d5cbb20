"""Disagreements for the command line: which ones are meant, and their rows in each format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeAlias

import click

if TYPE_CHECKING:
    from caseweave.model import Disagreement, Side

__all__ = ["chosen", "table"]

Rows: TypeAlias = "tuple[Sequence[str], list[Sequence[object]]]"

_READ: Final = ("id", "kind", "strength", "about", "sides", "resolution", "reason", "confidence")


def chosen(found: Sequence[Disagreement], case: str | None, cases: Iterable[str]) -> list[Disagreement]:
    """Return the disagreements about a case, all by default; UsageError for an unknown case, with the nearest."""
    known = list(cases)
    if case is not None and case not in known:
        close = get_close_matches(case, known, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(known)}"
        raise click.UsageError(f"no case {case!r}; {hint}")
    return [one for one in found if case in {None, one.case}]


def table(found: Iterable[Disagreement], form: str) -> Rows:
    """Return a row per disagreement with its sides as records; for spreadsheets a row per side; to read, few words."""
    from caseweave.model import DISAGREEMENT_COLUMNS, SIDE_COLUMNS  # noqa: PLC0415

    if form == "json":
        return DISAGREEMENT_COLUMNS, [tuple(one.row().values()) for one in found]
    if form in {"csv", "tsv"}:
        return SIDE_COLUMNS, [tuple(line[name] for name in SIDE_COLUMNS) for one in found for line in one.lines()]
    rows = [{**one.row(), "sides": "; ".join(map(_told, one.sides))} for one in found]
    return _READ, [tuple(row[name] for name in _READ) for row in rows]


def _told(side: Side) -> str:
    doubt = f", {side.confidence}" if side.confidence else ""
    return f"{side.section}: “{side.printed}” ({side.name}{doubt})"
