"""Printing rows: a table to read, Markdown, CSV, TSV, JSON, JSON lines, or the W3C's SPARQL JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

import click

if TYPE_CHECKING:
    from caseweave.model import Comparison
    from caseweave.rdf.store import Answer, Node

__all__ = ["CELL_FORMATS", "RECORD_FORMATS", "comparison_text", "emit", "say", "sparql_json"]

RECORD_FORMATS: Final = ("table", "csv", "tsv", "json", "md")
CELL_FORMATS: Final = ("md", "csv", "json", "html")

Row = Sequence[object]


def say(step: str) -> None:
    """Tell a person at a terminal what is going on."""
    if sys.stderr.isatty():
        click.echo(f"… {step}", err=True)


def emit(columns: Sequence[str], rows: Iterable[Row], form: str) -> None:
    """Write rows to standard output in a format; empty values are empty, null in JSON."""
    writers = {
        "csv": lambda: _separated(columns, rows, ","),
        "tsv": lambda: _separated(columns, rows, "\t"),
        "json": lambda: _json([dict(zip(columns, map(_plain, row), strict=True)) for row in rows]),
        "jsonl": lambda: _lines(columns, rows),
        "md": lambda: _table(columns, rows, "pipe"),
        "table": lambda: _table(columns, rows, "simple"),
    }
    click.echo(writers[form](), nl=False)


def comparison_text(comparison: Comparison, form: str) -> str:
    """Write a comparison in a format."""
    from caseweave.views import comparison as render  # noqa: PLC0415 - templates load only for a table
    from caseweave.views.tables import cell_records  # noqa: PLC0415

    if form == "json":
        return _json(cell_records(comparison))
    return {"md": render.markdown, "csv": render.csv, "html": render.html}[form](comparison)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _lines(columns: Sequence[str], rows: Iterable[Row]) -> str:
    records = (dict(zip(columns, map(_plain, row), strict=True)) for row in rows)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _separated(columns: Sequence[str], rows: Iterable[Row], separator: Literal[",", "\t"]) -> str:
    from caseweave.wording import sheet  # noqa: PLC0415

    return sheet(columns, rows, separator)


def _table(columns: Sequence[str], rows: Iterable[Row], style: str) -> str:
    from tabulate import tabulate  # noqa: PLC0415

    cells = [[_cell(_text(value), style) for value in row] for row in rows]
    return tabulate(cells, headers=list(columns), tablefmt=style, disable_numparse=True) + "\n"


def _cell(text: str, style: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("|", "\\|") if style == "pipe" else flat


def sparql_json(answer: Answer) -> str:
    """Write an answer in the W3C's SPARQL 1.1 Query Results JSON Format."""
    if answer.ask:
        return _json({"head": {}, "boolean": answer.rows[0][0]})
    bindings = [
        {name: _term(node) for name, node in zip(answer.columns, row, strict=True) if node} for row in answer.nodes
    ]
    return _json({"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}})


def _term(node: Node) -> dict[str, str]:
    more = {"datatype": node.datatype, "xml:lang": node.language}
    return {"type": node.kind, "value": node.value} | {key: text for key, text in more.items() if text}
