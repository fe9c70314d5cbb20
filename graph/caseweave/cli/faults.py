"""Telling what a check found: one line each, or JSON, and in the end how much was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseweave.api.checks import check
from caseweave.cli.output import emit

if TYPE_CHECKING:
    from caseweave.api import KnowledgeGraph

__all__ = ["report"]

COLUMNS = ("severity", "rule", "path", "line", "column", "field", "message")


def report(graph: KnowledgeGraph, shapes: Iterable[Path], form: str) -> bool:
    """Check papers, print what was found; tell whether anything cannot be right."""
    found = check(graph, {str(path): _text(path) for path in shapes})
    if form == "json":
        emit(COLUMNS, [tuple(finding.row()[name] for name in COLUMNS) for finding in found.findings], form)
    else:
        click.echo("".join(f"{finding}\n" for finding in found.findings), nl=False)
    click.echo(str(found), err=form == "json")
    return found.failed


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
