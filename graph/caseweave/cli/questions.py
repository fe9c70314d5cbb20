"""Where a question comes from (a name, a file, standard input), and the values of its parameters."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

__all__ = ["pairs", "text_of"]

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
