"""Writing the comparison: in the form that is asked for, or that the name of the file ends in."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Final

import click

from caseweave.api.comparison import WRITERS, CaseComparison, Layout
from caseweave.cli.options import Shared

__all__ = ["write"]

_BINARY: Final = frozenset({"docx", "xlsx"})


def write(shared: Shared, found: CaseComparison, layout: Layout) -> None:
    """Write the table."""
    form = _form(shared)
    if form in WRITERS:
        shared.write(found.written(form, layout))
        return
    chosen = replace(shared, form=form)
    if form == "jsonl":
        chosen.emit(found.keys, [tuple(cell.values()) for cell in found.cells()])
        return
    chosen.show(found)
    click.echo("\n".join(found.record.notes), err=True)


def _form(shared: Shared) -> str:
    """Return the form that is asked for, else the one that the name of the file ends in."""
    ending = shared.output.suffix.removeprefix(".").lower() if shared.output else ""
    form = shared.form or (ending if ending in WRITERS else "table")
    if form in _BINARY and shared.output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text; name a file with -o, such as -o table.{form}.")
    return form
