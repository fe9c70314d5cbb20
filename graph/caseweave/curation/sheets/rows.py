"""Papers to tables: what a paper file says, row by row; what no column can hold is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from caseweave.curation.sheets.cells import UnsayableError, as_cell
from caseweave.curation.sheets.columns import ANCHOR, TABLES, SheetColumn, TableName, columns
from caseweave.model import LISTS
from caseweave.yamltext import Plain

__all__ = ["NESTED", "paper_rows"]

Row = dict[str, str]
NESTED: Final[Mapping[str, tuple[str, str]]] = {
    "curated on": ("curated", "on"),
    "curated by": ("curated", "by"),
    "curated licence": ("curated", "licence"),
    "curated note": ("curated", "note"),
    "same as": ("same_as", "case"),
    "evidence": ("same_as", "evidence"),
}
"""Columns that stand deeper in a paper file, and where."""


def paper_rows(papers: Iterable[Mapping[str, Plain]]) -> tuple[dict[TableName, list[Row]], list[str]]:
    """Return the rows of each table, and what of the papers no cell can say."""
    tables: dict[TableName, list[Row]] = {name: [] for name in TABLES}
    unsaid: list[str] = []
    for paper in papers:
        name = str(paper.get("id", ""))
        for table, records in _records(paper):
            for record in records:
                tables[table].append(_row(columns(table), {"paper": name, **record}, f"{name}, {table}", unsaid))
        if "resolutions" in paper:
            unsaid.append(f"{name}: resolutions stand in no table")
    return tables, unsaid


def _records(paper: Mapping[str, Plain]) -> Iterator[tuple[TableName, list[dict[str, Plain]]]]:
    cases = paper.get("cases", {})
    terms, statements = paper.get("terms", []), paper.get("statements", [])
    yield "Papers", [dict(paper)]
    yield "Cases", [{"case": case, **head} for case, head in _items(cases) if isinstance(head, dict)]
    yield "Terms", [term for term in (terms if isinstance(terms, list) else [terms]) if isinstance(term, dict)]
    zeros = {_event(head.get("zero")) for _, head in _items(cases) if isinstance(head, dict)}
    told = [one for one in statements if isinstance(one, dict)]
    yield "Statements", [{**_flat(one), **({"day 0": "yes"} if one.get("id") in zeros else {})} for one in told]


def _event(zero: Plain | None) -> str:
    found = zero.get("event") if isinstance(zero, dict) else zero
    return found if isinstance(found, str) else ""


def _items(value: Plain) -> Iterable[tuple[str, Plain]]:
    return value.items() if isinstance(value, dict) else ()


def _flat(statement: Mapping[str, Plain]) -> dict[str, Plain]:
    """Part the kind from what the statement is about, and the anchors by their fields."""
    named = next((kind for kind in LISTS["kind"] if kind in statement), None)
    flat = {name: value for name, value in statement.items() if name not in {named, "anchor"}}
    if named is not None:
        flat |= {"kind": named, "about": statement[named]}
    anchor = statement.get("anchor", [])
    anchors = [one for one in (anchor if isinstance(anchor, list) else [anchor]) if isinstance(one, dict)]
    for name in ANCHOR:
        values = [one.get(name, "") for one in anchors]
        if any(values):
            flat[name] = values if len(values) > 1 else values[0]
    return flat


def _row(known: Iterable[SheetColumn], record: Mapping[str, Plain], where: str, unsaid: list[str]) -> Row:
    row: Row = {}
    for column in known:
        outer, inner = NESTED.get(column.name, (column.name, ""))
        value = record.get(outer)
        if inner:
            value = value.get(inner) if isinstance(value, dict) else None
        if value is None or value == "":
            continue
        try:
            row[column.name] = as_cell(value, column.form)
        except UnsayableError as error:
            unsaid.append(f"{where}, {record.get('id') or record.get('label') or ''}: {column.name}: {error}")
    return row
