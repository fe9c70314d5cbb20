"""The comparison as the report shows it: rows and cells, what each rests on, what does not fit with it, its bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caseweave.model import Cell, Comparison, Row
from caseweave.model.identifiers import slug
from caseweave.protocol.definition import Item
from caseweave.views.comparison.formats import TOKENS
from caseweave.views.comparison.voice import DOUBTED, rank, voice_of
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter

__all__ = ["keys", "other_days", "table"]


def table(matter: ReportMatter) -> list[Json]:
    """Return the rows of the table from the protocol's day 0, all of them, with their cells by case."""
    comparison = next(iter(matter.compared.values()))
    return [
        {
            "key": key,
            "group": row.group,
            "item": row.item,
            "essential": row.essential,
            "measure": _item(matter, row).measure if _item(matter, row) else None,
            "cells": {cell.case: _cell(matter, row, cell) for cell in row.cells},
        }
        for key, row in keys(comparison).items()
    ]


def keys(comparison: Comparison) -> dict[str, Row]:
    """Name each row as addresses do: by its title, and its heading where two titles are alike."""
    titles = Counter(slug(row.item) for row in comparison.rows)
    named = {}
    for row in comparison.rows:
        title = slug(row.item)
        named[title if titles[title] == 1 else f"{slug(row.group)}-{title}"] = row
    return named


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


def _item(matter: ReportMatter, row: Row) -> Item | None:
    return next((item for item in matter.protocol.items if item.key == (row.group, row.item)), None)


def _cell(matter: ReportMatter, row: Row, cell: Cell) -> Json:
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
            "bars": list(_bars(matter, row, cell)),
        }
    )


def _bars(matter: ReportMatter, row: Row, cell: Cell) -> Iterator[list[object]]:
    """Yield the intervals that a cell draws below its words: those of the account that heads it, each reading one."""
    item = _item(matter, row)
    if item is None or not item.measure or not cell.headline:
        return
    known = {one.identifier: one for one in matter.measures}
    every = [known[name] for name in cell.measures if name in known]
    found = [one for one in every if slug(one.measure) == slug(item.measure) and one.is_time]
    best = min((rank(voice_of(one, one.confidence in DOUBTED))[0] for one in found), default=None)
    for one in found:
        if rank(voice_of(one, one.confidence in DOUBTED))[0] == best:
            yield [one.earliest, one.latest, one.role]
