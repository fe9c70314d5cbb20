"""Telling what a check found: one line each or in any other form, and in the end how much was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from caseweave.cli.options import Shared

__all__ = ["report"]

_FIELDS = ("path", "line", "column", "field", "message")


def report(shared: Shared, files: Sequence[Path], shapes: Sequence[Path]) -> bool:
    """Check papers, print what was found; tell whether anything cannot be right."""
    from caseweave.api import load_files  # noqa: PLC0415
    from caseweave.model import Problems  # noqa: PLC0415

    own = {str(path): _text(path) for path in shapes}
    try:
        graph = load_files(files, shared.protocol) if files else shared.load()
        found = graph.check(own)
    except Problems as faults:
        if shared.form == "text":
            raise
        rows = [("error", "file", *(getattr(one, name) for name in _FIELDS)) for one in faults.problems]
        shared.emit(("severity", "rule", *_FIELDS), rows)
        return True
    if shared.form == "text":
        asked = graph.coverage.lines() if shared.protocol else ()
        shared.write("".join(f"{line}\n" for line in (*map(str, found), *asked)))
    else:
        shared.show(found)
    click.echo(str(found), err=True)
    return found.failed


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
