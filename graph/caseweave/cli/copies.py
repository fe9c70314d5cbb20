"""Copies of papers for the command line: which files are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

__all__ = ["copies"]


def copies(given: Iterable[str], folder: Path | None, papers: Sequence[str]) -> dict[str, Path]:
    """Read the ``ID=FILE`` options; what a folder holds counts where no file is named."""
    from caseweave.api import copies_in  # noqa: PLC0415

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
