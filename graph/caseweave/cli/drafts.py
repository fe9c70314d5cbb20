"""The verbs that bring a paper in: proposals from a copy of it, and the words of the vocabulary."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from caseweave.cli.commands import main
from caseweave.cli.options import FILE, Shared, form, output, places, sources, wide

__all__ = ["draft", "terms"]


@main.command()
@click.argument("paper", metavar="ID")
@click.option("--text", type=FILE, required=True, help="Your copy of the paper: text, Markdown, HTML, JATS or PDF.")
@click.option("--emit-prompt", is_flag=True, help="Print a prompt for any language model instead, with the text.")
@click.option("--section", metavar="NAME", help="Only this section of the copy goes into the prompt.")
@click.option("--check", "answer", metavar="FILE|-", help="Hold what a model answered to that prompt against the copy.")
@click.option("--model", default="", help="Name of the model that answered, to be kept with its lines.")
@sources
@form(default="jsonl", told="How to print the proposals; jsonl by default, one JSON object a line.")
@output()
@wide
@places
def draft(  # noqa: PLR0913 - one parameter an option
    shared: Shared,
    *,
    paper: str,
    text: Path,
    emit_prompt: bool,
    section: str | None,
    answer: str | None,
    model: str,
) -> None:
    """Propose statements from your own copy of the paper ID, by rule, for you to accept, change or reject.

    The copy is read on this machine and not kept; its words stand in the proposals as quotes, for anchors. A prompt
    holds the text of the paper: sent to a service, it leaves the machine.
    """
    from caseweave.api import draft as propose  # noqa: PLC0415
    from caseweave.api import draft_prompt, hold_answers  # noqa: PLC0415

    if emit_prompt:
        shared.write(draft_prompt(text, section))
        click.echo("This prompt holds the text of the paper; where you send it, the text goes.", err=True)
        return
    if answer is None:
        found = propose(shared.load(), paper, text)
        shared.show(found)
        click.echo(f"{found}", err=True)
        return
    told = sys.stdin.read() if answer == "-" else _read(answer)
    kept = hold_answers(shared.load(), paper, text, told, section=section, model=model)
    shared.show(kept)
    click.echo(str(kept), err=True)


def _read(answer: str) -> str:
    try:
        return Path(answer).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise click.UsageError(f"--check {answer}: {fault}") from None


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
