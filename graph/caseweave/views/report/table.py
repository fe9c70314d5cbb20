"""The comparison as the report shows it: rows and cells, what each rests on, what does not fit with it, its bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from caseweave.model import Cell, Comparison, Measure, Row
from caseweave.model.identifiers import slug
from caseweave.views.comparison.tokens import TOKENS
from caseweave.views.comparison.voice import DOUBTED, rank, voice_of
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter

__all__ = ["keys", "other_days", "table"]


def table(matter: ReportMatter, rows: Mapping[str, Row]) -> list[Json]:
    """Return the rows of the table from the protocol's day 0, all of them, with their cells by case."""
    items = {item.key: item.measure for item in matter.protocol.items}
    measures = {one.identifier: one for one in matter.measures}
    return [_row(key, row, items.get((row.group, row.item)), measures) for key, row in rows.items()]


def _row(key: str, row: Row, measure: str | None, measures: Mapping[str, Measure]) -> Json:
    cells = {cell.case: _cell(cell, list(_bars(cell, measure, measures))) for cell in row.cells}
    told = {"key": key, "group": row.group, "item": row.item, "essential": row.essential, "cells": cells}
    return {**told, "measure": measure}


def keys(comparison: Comparison) -> dict[str, Row]:
    """Name each row as addresses do: by its title, and its heading where two titles are alike."""
    titles = Counter(row.key.rpartition("/")[2] for row in comparison.rows)
    named = ((row.key.rpartition("/")[2], row) for row in comparison.rows)
    return {title if titles[title] == 1 else row.key.replace("/", "-"): row for title, row in named}


def other_days(matter: ReportMatter) -> dict[str, Json]:
    """Return, for each other day 0, the cells that read otherwise, by row and case."""
    (_, first), *others = matter.compared.items()
    known = keys(first)
    found: dict[str, Json] = {}
    for zero, comparison in others:
        changed = ((key, _changed(known[key], row)) for key, row in keys(comparison).items() if key in known)
        found[zero] = {key: cells for key, cells in changed if cells}
    return found


def _changed(old: Row, new: Row) -> Json:
    before = {cell.case: cell for cell in old.cells}
    return {
        cell.case: {"head": cell.headline, "detail": cell.detail}
        for cell in new.cells
        if (cell.headline, cell.detail) != (before[cell.case].headline, before[cell.case].detail)
    }


def _cell(cell: Cell, bars: list[list[object]]) -> Json:
    heads = set(cell.heads)
    return filled(
        {
            "head": cell.headline,
            "detail": cell.detail,
            "state": cell.state,
            "token": TOKENS.get(cell.state, "") if not cell.headline else "",
            "marks": list(cell.marks),
            "disputes": list(cell.disagreements),
            "heads": list(cell.heads),
            "others": [name for name in cell.statements if name not in heads],
            "measures": list(cell.measures),
            "rule": cell.rule,
            "bars": bars,
        }
    )


def _bars(cell: Cell, measure: str | None, known: Mapping[str, Measure]) -> Iterator[list[object]]:
    """Yield the intervals that a cell draws below its words: those of the account that heads it, each reading one."""
    if measure is None or not cell.headline:
        return
    every = [known[name] for name in cell.measures if name in known]
    found = [one for one in every if slug(one.measure) == slug(measure) and one.is_time]
    best = min((rank(voice_of(one, one.confidence in DOUBTED))[0] for one in found), default=None)
    for one in found:
        if rank(voice_of(one, one.confidence in DOUBTED))[0] == best:
            yield [one.earliest, one.latest, one.role]
