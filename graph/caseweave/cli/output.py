"""Writing rows: a table to read that fits the terminal, Markdown, CSV, TSV, JSON, or JSON lines."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal

import click

__all__ = ["FORMATS", "emit", "json_text", "say"]

FORMATS: Final = ("table", "csv", "tsv", "json", "jsonl", "md")

WIDTH: Final = 100
"""Columns of a table where there is no terminal."""
NARROW: Final = 16
"""Letters that are left of a long text before a column is left out."""
GAP: Final = 2

Row = Sequence[object]


def say(step: str) -> None:
    """Tell a person at a terminal what is going on."""
    if sys.stderr.isatty():
        click.echo(f"… {step}", err=True)


def emit(columns: Sequence[str], rows: Iterable[Row], form: str, wide: bool = False) -> tuple[str, str]:
    """Write rows in a form; empty values are empty, null in JSON. Say, apart, which columns are left out."""
    found = list(rows)
    if form == "table":
        return _read(columns, _cells(found, form), None if wide else shutil.get_terminal_size((WIDTH, 24)).columns)
    writers = {
        "csv": lambda: _separated(columns, found, ","),
        "tsv": lambda: _separated(columns, found, "\t"),
        "json": lambda: json_text([dict(zip(columns, map(_plain, row), strict=True)) for row in found]),
        "jsonl": lambda: _lines(columns, found),
        "md": lambda: _markdown(columns, _cells(found, form)),
    }
    return writers[form](), ""


def json_text(value: object) -> str:
    """Write a value as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {part}" for name, part in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _lines(columns: Sequence[str], rows: Iterable[Row]) -> str:
    records = (dict(zip(columns, map(_plain, row), strict=True)) for row in rows)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _separated(columns: Sequence[str], rows: Iterable[Row], separator: Literal[",", "\t"]) -> str:
    from caseweave.api import sheet  # noqa: PLC0415

    return sheet(columns, rows, separator)


def _cells(rows: Iterable[Row], form: str) -> list[list[str]]:
    from caseweave.api import in_markdown  # noqa: PLC0415

    flat = in_markdown if form == "md" else _flat
    return [[flat(_text(value)) for value in row] for row in rows]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _markdown(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    from tabulate import tabulate  # noqa: PLC0415

    return tabulate(cells, headers=list(columns), tablefmt="pipe", disable_numparse=True) + "\n"


def _read(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int | None) -> tuple[str, str]:
    """Write a table that fits: long texts are cut, then the last columns are left out, which is said."""
    lengths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    widths = lengths if width is None else _fitted(lengths, width)
    lines = [columns, ["-" * one for one in widths], *cells]
    told = ((_cut(cell, one).ljust(one) for cell, one in zip(line, widths, strict=False)) for line in lines)
    left = ", ".join(columns[len(widths) :])
    text = "".join((" " * GAP).join(line).rstrip() + "\n" for line in told)
    return text, left and f"Not shown: {left}; --wide shows all, --format csv too.\n"


def _fitted(lengths: Sequence[int], width: int) -> list[int]:
    """Return the widths of as many columns as fit, from the first: the longest are cut, and none below a few letters.

    >>> _fitted([10, 200, 50], 100), _fitted([10, 200, 50], 30)
    ([10, 43, 43], [10, 18])
    """
    kept = list(lengths)
    while len(kept) > 1 and sum(min(length, NARROW) for length in kept) + GAP * (len(kept) - 1) > width:
        kept.pop()
    room = width - GAP * (len(kept) - 1)
    cap = max(kept, default=0)
    while cap > 1 and sum(min(length, cap) for length in kept) > room:
        cap -= 1
    return [min(length, cap) for length in kept]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
