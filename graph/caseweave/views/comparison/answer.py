"""The answer of the query, gathered by cell: what answers, what may, what is told else, and why nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias, cast

from caseweave.model import CellState

__all__ = ["AnsweredCell", "AnsweredRow", "answered"]

CellLine: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCell:
    """What the query says of one row and one case: ids of statements (``paper/id``) and of measures.

    ``could`` has the reason why each does not answer; ``read`` is how much of each paper was read; ``state`` says why
    nothing heads the cell, None where something does.
    """

    answers: tuple[str, ...] = ()
    could: Mapping[str, str] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    state: CellState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRow:
    """One row of the answer: its heading and title, and its cells by case."""

    place: int
    group: str
    item: str
    essential: bool
    cells: Mapping[str, AnsweredCell]


def answered(lines: Iterable[CellLine]) -> Iterator[AnsweredRow]:
    """Gather the lines of the query, which come row by row."""
    for (place, group, item), found in groupby(lines, lambda line: (line["place"], line["group"], line["item"])):
        told = list(found)
        cells: dict[str, list[CellLine]] = {}
        for line in told:
            cells.setdefault(str(line["case"]), []).append(line)
        yield AnsweredRow(
            place=place,
            group=group,
            item=item,
            essential=bool(told[0]["essential"]),
            cells={case: _cell(lines) for case, lines in cells.items()},
        )


def _cell(lines: list[CellLine]) -> AnsweredCell:
    return AnsweredCell(
        answers=_of(lines, "answers", "statement"),
        could={line["statement"]: line["reason"] for line in lines if line["how"] == "may answer"},
        otherwise=_of(lines, "else", "statement"),
        measures=_of(lines, "answers", "measure"),
        read=_of(lines, "read", "reason"),
        state=next((cast("CellState", line["cell"]) for line in lines if line["cell"]), None),
    )


def _of(lines: list[CellLine], how: str, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line[column] for line in lines if line["how"] == how and line[column]))
