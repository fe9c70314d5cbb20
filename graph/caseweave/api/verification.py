"""Verification as users hold it: a record a statement, held against the user's own copies of the papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from caseweave.api.part import Brief, GraphPart
from caseweave.evidence import COLUMNS, Verified, summary
from caseweave.model.paper import PaperFile
from caseweave.text.readers import Copy, read

__all__ = ["Verification", "copies_of", "notes_of"]

_BRIEF: Final = ("name", "state", "value_check", "reasons", "section", "place")


class Verification(GraphPart[Verified]):
    """Every statement with the state of its anchors and the checks of its claims."""

    noun = "statements"

    def __init__(self, records: Iterable[Verified], words: bool = False, notes: Iterable[str] = ()) -> None:
        super().__init__(records)
        self._words = words
        self.notes: tuple[str, ...] = tuple(notes)
        """What of the copies was not read, and why."""

    def __str__(self) -> str:
        return summary(self.records)

    @property
    def columns(self) -> tuple[str, ...]:
        """The public keys; ``words`` come last where they are asked for."""
        return (*COLUMNS, "words") if self._words else COLUMNS

    @property
    def failed(self) -> bool:
        """Whether somebody must look: words changed or lost, or a claim that its words contradict."""
        return any(one.is_faulty for one in self)

    @property
    def doubted(self) -> bool:
        """Whether a statement whose words were looked at is anything but passed."""
        return any(one.state != "no text" and one.value_check != "passed" for one in self)

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per statement."""
        return [one.row(self._words) for one in self]

    def brief(self) -> Brief:
        """Return the states, and where the words stand."""
        rows = [{**row, "name": _name(str(row["statement"])), "place": _place(row)} for row in self.rows()]
        return (*_BRIEF, *(["words"] if self._words else [])), list(rows)


def _name(statement: str) -> str:
    return "/".join(statement.split("/")[-2:])


def _place(row: dict[str, object]) -> str:
    if row["start"] is None:
        return ""
    page = "" if row["page"] is None else f"page {row['page']}, "
    return f"{page}line {row['line']}, {row['start']}-{row['end']}"


def copies_of(papers: Iterable[PaperFile], texts: Mapping[str, str | Path | Copy]) -> dict[str, Copy]:
    """Read copies of papers, given by paper id; that of a paper of which only the abstract was read is one."""
    abstracts = {paper.id for paper in papers if paper.read == "abstract"}
    read_now = {paper: text if isinstance(text, Copy) else read(Path(text)) for paper, text in texts.items()}
    return {paper: replace(copy, is_abstract=paper in abstracts) for paper, copy in read_now.items()}


def notes_of(copies: Mapping[str, Copy]) -> tuple[str, ...]:
    """Tell what of some copies was not read, and why."""
    return tuple(note for copy in copies.values() for note in copy.notes)
