"""Verification for the command line: which copies are meant, and the rows in each format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import click

if TYPE_CHECKING:
    from caseweave.evidence import Verified

__all__ = ["copies", "table"]

Rows: TypeAlias = "tuple[Sequence[str], list[Sequence[object]]]"

_READ: Final = ("statement", "state", "value_check", "section", "place", "reasons")


def copies(given: Iterable[str], folder: Path | None, papers: Sequence[str]) -> dict[str, Path]:
    """Read the ``ID=FILE`` options; what a folder holds counts where no file is named."""
    from caseweave.text.readers import copies_in  # noqa: PLC0415

    if folder and not folder.is_dir():
        raise click.UsageError(f"--texts {folder}: there is no such folder.")
    found = copies_in(folder, papers) if folder else {}
    if folder and not found:
        raise click.UsageError(f"{folder} holds no copy of a paper; name the files by id, such as {papers[0]}.txt.")
    for text in given:
        paper, equals, path = text.partition("=")
        if not equals or not paper or not path:
            raise click.UsageError(f"--text {text!r} is not ID=FILE; write such as {papers[0]}=paper.txt.")
        if not Path(path).is_file():
            raise click.UsageError(f"--text {text}: there is no file {path}.")
        found[paper] = Path(path)
    return found


def table(verified: Iterable[Verified], form: str, with_words: bool) -> Rows:
    """Return all public columns; for a table to read, those that fit on a screen."""
    from caseweave.evidence import COLUMNS  # noqa: PLC0415

    words = ("words",) if with_words else ()
    rows = [one.row(with_words) for one in verified]
    if form not in {"table", "md"}:
        columns = (*COLUMNS, *words)
        return columns, [tuple(row[name] for name in columns) for row in rows]
    shown = [{**row, "statement": _short(str(row["statement"])), "place": _place(row)} for row in rows]
    return (*_READ, *words), [tuple(row[name] for name in (*_READ, *words)) for row in shown]


def _short(statement: str) -> str:
    return "/".join(statement.split("/")[-2:])


def _place(row: dict[str, object]) -> str:
    if row["start"] is None:
        return ""
    page = "" if row["page"] is None else f"page {row['page']}, "
    return f"{page}line {row['line']}, {row['start']}-{row['end']}"
