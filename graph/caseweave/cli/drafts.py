"""The verbs that bring a paper in: proposals from a copy of it, and the words of the vocabulary."""

from __future__ import annotations

from pathlib import Path

import click

from caseweave.cli.commands import main
from caseweave.cli.options import FILE, Shared, form, output, places, sources, wide

__all__ = ["draft", "terms"]


@main.command()
@click.argument("paper", metavar="ID")
@click.option("--text", type=FILE, required=True, help="Your copy of the paper: text, Markdown, HTML, JATS or PDF.")
@sources
@form(default="jsonl", told="How to print the proposals; jsonl by default, one JSON object a line.")
@output()
@wide
@places
def draft(shared: Shared, paper: str, text: Path) -> None:
    """Propose statements from your own copy of the paper ID, by rule, for you to accept, change or reject.

    The copy is read on this machine and not kept; its words stand in the proposals as quotes, for anchors.
    """
    from caseweave.api import draft as propose  # noqa: PLC0415

    found = propose(shared.load(), paper, text)
    shared.show(found)
    click.echo(str(found), err=True)


@main.command()
@click.argument("word")
@sources
@form()
@output()
@wide
@places
def terms(shared: Shared, word: str) -> None:
    """Look WORD up in the vocabulary: label, synonym or identifier, with what stands above it and who uses it.

    Every word of WORD must stand in a name, or begin a word of it. An unknown one ends with exit code 2.
    """
    from caseweave.api import find_terms  # noqa: PLC0415

    found = find_terms(shared.load(), word)
    if not found:
        raise click.UsageError(f"no term is called {word!r}; a paper may declare it under `terms:` (docs/sources.md).")
    shared.show(found)
