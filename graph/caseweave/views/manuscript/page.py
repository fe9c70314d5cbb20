"""The table as one offline page without scripts: each cell opens to the statements behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from caseweave.model import Cell, Disagreement, Side, Statement
from caseweave.views.manuscript.grid import Heading
from caseweave.views.manuscript.printed import PrintCell, PrintTable
from caseweave.views.page import environment, policy, styles
from caseweave.wording import entity

__all__ = ["page"]

ROLES: Final = {
    "own": "report of the paper's own patient",
    "relayed": "relayed: said of another paper's patient",
    "background": "background",
    "synthesis": "synthesis of several accounts",
}


def page(table: PrintTable, papers: Mapping[str, str] | None = None) -> str:
    """Return the table as a page; ``papers`` gives the citation of each paper id."""
    record = table.record
    told = {f"{said.said_by}/{said.id}": said for said in record.statements}
    disputed = {one.id: one for one in record.disagreements}
    measured = {one.identifier: one for one in record.measures}
    return (
        environment()
        .get_template("comparison.html")
        .render(
            table=table,
            groups=_groups(table),
            spans=table.grid.spans,
            roles=ROLES,
            papers=papers or {},
            evidence=lambda cell: [told[name] for name in cell.statements if name in told],
            measured=lambda cell: [measured[name] for name in cell.measures if name in measured],
            against=lambda cell, said: list(_against(cell, said, disputed)),
            named=entity,
            styles=styles("comparison.css"),
            csp=policy(),
        )
    )


def _groups(table: PrintTable) -> list[tuple[str, list[tuple[Heading, tuple[PrintCell, ...]]]]]:
    """Gather the rows of each group, as they follow each other."""
    rows = zip(table.grid.down, table.body, strict=True)
    return [(group, list(some)) for group, some in groupby(rows, key=lambda row: row[0].group)]


def _against(
    cell: Cell, said: Statement, known: Mapping[str, Disagreement]
) -> Iterator[tuple[Disagreement, list[Side]]]:
    """Yield the disagreements of a statement, each with the sides against it: the other camp, or else the others."""
    name = f"{said.said_by}/{said.id}"
    for one in (known[key] for key in cell.disagreements if key in known):
        mine = next((side for side in one.sides if side.name == name), None)
        if mine is None:
            continue
        rest = [side for side in one.sides if side.name != name]
        against = [side for side in rest if mine.camp is not None and side.camp != mine.camp]
        told = {(side.section, side.printed): side for side in reversed(against or rest)}
        yield one, list(reversed(told.values()))
