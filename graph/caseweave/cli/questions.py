"""Where a question comes from (a name, a file, standard input) and which graph it is asked of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseweave.rdf.sparql import bind, parse
from caseweave.rdf.store import Answer, Store, ask_guarded, named_queries, unknown

if TYPE_CHECKING:
    from caseweave.api import KnowledgeGraph

__all__ = ["answer", "pairs"]

MOST_BYTES = 1_000_000


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Read ``KEY=VALUE`` options."""
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {text!r} has no '='; write KEY=VALUE, such as case=yang2020.")
        found[key] = value
    return found


def answer(question: str, given: dict[str, str], graph: Path | None, load: Callable[[], KnowledgeGraph]) -> Answer:
    """Answer a question: a shipped query by name, a user's text from a file or ``-`` in a child process."""
    named = named_queries().get(question)
    query = named or parse(question, _text(question))
    bound = bind(query, given)
    if named is None:
        return ask_guarded(load().nquads if graph is None else _lines(graph), query.text, bound)
    return (load().store if graph is None else Store.load(_lines(graph))).ask(query.text, bound)


def _text(question: str) -> str:
    if question == "-":
        return _decoded(sys.stdin.buffer.read(MOST_BYTES), "standard input")
    if "{" in question:
        raise click.UsageError("a query text stands in a file or comes through a pipe: echo '…' | caseweave query -")
    try:
        with Path(question).open("rb") as file:
            return _decoded(file.read(MOST_BYTES), question)
    except PermissionError:
        raise
    except (OSError, ValueError):
        raise unknown(question) from None


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{name} is not UTF-8 text; save it as UTF-8.") from None


def _lines(graph: Path) -> bytes:
    return (graph / "graph.nq" if graph.is_dir() else graph).read_bytes()
