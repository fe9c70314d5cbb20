"""Where a question comes from (a name, a file, standard input) and which graph it is asked of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseweave.sparqltext import Query, bind, parse
from caseweave.store import Answer, Store, ask_guarded, named_queries, query_named

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
    text = None if question in named_queries() else _text(question)
    if text is None:
        store = load().store if graph is None else Store.load(_lines(graph))
        return query_named(store, question, given)
    query = parse(question, text)
    return ask_guarded(load().nquads if graph is None else _lines(graph), query.text, _bound(query, given))


def _bound(query: Query, given: dict[str, str]) -> dict[str, str]:
    return bind(query, given)


def _text(question: str) -> str | None:
    if question == "-":
        return _decoded(sys.stdin.buffer.read(MOST_BYTES), "standard input")
    path = Path(question)
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return _decoded(file.read(MOST_BYTES), question)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{name} is not UTF-8 text; save it as UTF-8.") from None


def _lines(graph: Path) -> bytes:
    return (graph / "graph.nq" if graph.is_dir() else graph).read_bytes()
