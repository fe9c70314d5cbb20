"""The table as Markdown, for GitHub: every text of a paper is escaped, notes stand below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from caseweave.views.manuscript.printed import PrintCell, PrintLine, PrintTable
from caseweave.wording import in_markdown

__all__ = ["markdown"]


def markdown(table: PrintTable) -> str:
    """Return the table as Markdown: a group is a row of its own, or part of the head where items stand across."""
    heads = [_head(one.group, table.head(one)) for one in table.grid.across]
    told = [
        f"# {in_markdown(table.title)}",
        "",
        _row([in_markdown(table.corner), *heads]),
        _row([":--"] * (len(heads) + 1)),
    ]
    rows = zip(table.grid.down, table.body, strict=True)
    for group, some in groupby(rows, key=lambda row: row[0].group):
        if group:
            told.append(_row([f"**{in_markdown(group)}**", *[""] * len(heads)]))
        told += [_row([_runs(table.head(heading)), *map(_cell, cells)]) for heading, cells in some]
    return "\n".join([*told, "", *_below(table), ""])


def _below(table: PrintTable) -> Iterator[str]:
    if table.abbreviations:
        yield f"- Abbreviations: {in_markdown(table.abbreviated)}."
    yield from (
        f"- {f'<sup>{in_markdown(mark)}</sup> ' if mark else ''}{in_markdown(note)}" for mark, note in table.notes
    )
    yield ""
    yield from (f"{place}. {in_markdown(one)}" for place, one in enumerate(table.references, start=1))


def _cell(cell: PrintCell) -> str:
    return "<br>".join(map(_runs, cell.lines))


def _runs(line: PrintLine) -> str:
    return "".join(f"<sup>{in_markdown(run.text)}</sup>" if run.raised else in_markdown(run.text) for run in line)


def _head(group: str, line: PrintLine) -> str:
    return f"{in_markdown(group)}: {_runs(line)}" if group else _runs(line)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
