"""The verbs that ask the graph or put it elsewhere; where a question comes from, and the values of its parameters."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from caseweave.cli.options import Shared, built, endpoint, form, output, places, protocol, sources, store, wide
from caseweave.cli.output import json_text

__all__ = ["pairs", "push", "queries", "query", "text_of"]

MOST_BYTES: Final = 1_000_000


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Read ``KEY=VALUE`` options."""
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {text!r} has no '='; write KEY=VALUE, such as case=yang2020.")
        found[key] = value
    return found


def text_of(question: str) -> str | None:
    """Return the text of a query in a file, or of standard input for ``-``; None where there is no such file."""
    if question == "-":
        return _decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
    if "{" in question:
        raise click.UsageError("a query text stands in a file or comes through a pipe: echo '…' | caseweave query -")
    try:
        if Path(question).exists() and not Path(question).is_file():
            raise click.UsageError(f"{question} is no file; send what comes out of a pipe by: caseweave query -")
        with Path(question).open("rb") as file:
            return _decoded(file.read(MOST_BYTES + 1), question)
    except PermissionError:
        raise
    except (OSError, ValueError):
        return None


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise click.UsageError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; a query is a page of text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{name} is not UTF-8 text; save it as UTF-8.") from None


@click.command()
@form()
@output()
@wide
@places
def queries(shared: Shared) -> None:
    """List the questions that ship."""
    from caseweave.api import questions  # noqa: PLC0415

    shared.show(questions())


@click.command()
@click.argument("question", metavar="NAME|FILE|-")
@sources
@protocol
@click.option("--param", "-p", "parameters", multiple=True, metavar="KEY=VALUE", help="Set a parameter of the query.")
@built
@store
@endpoint
@click.option("--all", "everything", is_flag=True, help="Answer for all where a parameter has a default.")
@click.option("--print-sparql", "as_text", is_flag=True, help="Print the query, ready for any engine, and ask nothing.")
@form("sparql-json")
@output()
@wide
@places
def query(shared: Shared, question: str, parameters: tuple[str, ...], everything: bool, as_text: bool) -> None:
    """Answer a shipped query by NAME, or SPARQL from a FILE or standard input (-).

    A case, paper, drug or diagnosis may be named by label, synonym, code or id, in large or small letters.
    """
    from caseweave.api import asked, questions, reply, sparql, written  # noqa: PLC0415

    given = pairs(parameters)
    text = None if question in {one.name for one in questions()} else text_of(question)
    put = asked(question) if text is None else written(question, text)
    if as_text:
        shared.write(sparql(shared.asked() if given else None, put, given, defaults=not everything))
        return
    found = reply(shared.asked(), put, given, defaults=not everything)
    if shared.form == "sparql-json":
        shared.write(json_text(found.sparql_json()))
    else:
        shared.emit(found.columns, list(found.answer.rows))
    for note in found.notes:
        click.echo(note, err=True)


@click.command()
@sources
@protocol
@store
@endpoint
@form()
@output()
@wide
@places
def push(shared: Shared) -> None:
    """Put the graph on a server, or in a folder on disk: one named graph a paper, each only where it changed."""
    from caseweave.api import push as put  # noqa: PLC0415

    place = shared.served(change=True)
    if place is None:
        raise click.UsageError("where to? Name a server (--endpoint URL) or a folder (--store DIR).")
    shared.show(put(shared.load(), place.store))
