"""Write a comparison of cases as a page with its evidence, as Markdown, and as a wide CSV table.

A cell in which nothing is told says why, in a token that the notes define: ``NR``, ``not read``, ``NA``. The marks of a
headline stand behind it: who relays it, that it is suspected or in the curator's words, that accounts disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from caseweave.model import Cell, CellState, Comparison, Disagreement, Row, Side, Statement
from caseweave.views.comparison.headline import DIFFERS, RELAYED
from caseweave.views.page import environment, policy, styles
from caseweave.wording import entity, in_markdown, sheet

__all__ = ["MEANINGS", "TOKENS", "csv", "html", "lines", "markdown", "marked"]

TOKENS: Final[Mapping[CellState, str]] = {
    "not reported": "NR",
    "not reported in text": "NR in text",
    "source not read": "not read",
    "not applicable": "NA",
    "blank": "",
}
"""State of a cell in which nothing is told, to the token that is printed for it."""

MEANINGS: Final[Mapping[CellState, str]] = {
    "not reported": "not reported: the source was read, and it is not there",
    "not reported in text": "the text was read and does not tell it; a figure or table that was not read may",
    "source not read": "the source, or the part that could say it, was not read",
    "not applicable": "not applicable",
}
"""State to what its token means, as the notes of the table say it."""

EXPLAINED: Final[Mapping[str, str]] = {
    RELAYED: f"{RELAYED} relayed: said by the paper named, of another paper's patient; it is not independent support",
    DIFFERS: f"{DIFFERS} accounts disagree: another account of this patient does not fit with it; both are kept",
    "mapped": "mapped: the curator's term for what the paper says in other words",
    "inferred": "inferred: the curator's reading, not the paper's own word",
}
"""Mark to what it means."""

ROLES: Final = {
    "own": "report of the paper's own patient",
    "relayed": "relayed: said of another paper's patient",
    "background": "background",
    "synthesis": "synthesis of several accounts",
}
_SAID: Final = frozenset({"suspected"})
"""Marks that the words of a headline say themselves."""


def lines(cell: Cell) -> list[str]:
    """Return what a cell prints, line by line: headline with marks, second line; else its token.

    >>> lines(Cell(group="Course", item="Fever", case="a", state="not reported"))
    ['NR']
    """
    token = TOKENS.get(cell.state, "")
    head = cell.headline + "".join(f" {mark}" if mark.isalpha() else mark for mark in marked(cell))
    return [line for line in (head or token, cell.detail) if line]


def marked(cell: Cell) -> list[str]:
    """Return the marks behind a headline, without those that its words say."""
    return [f" {mark}" if mark.startswith(RELAYED) else mark for mark in cell.marks if mark not in _SAID]


def html(comparison: Comparison, papers: Mapping[str, str] | None = None) -> str:
    """Return the table as one offline page without scripts; each cell opens to the statements behind it.

    ``papers`` gives the citation of each paper id.

    >>> cell = Cell(group="Course", item="Fever", case="a", state="not reported")
    >>> row = Row(group="Course", item="Fever", cells=(cell,))
    >>> "NR" in html(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,)))
    True
    """
    told = {f"{said.said_by}/{said.id}": said for said in comparison.statements}
    disputed = {one.id: one for one in comparison.disagreements}
    measured = {one.identifier: one for one in comparison.measures}
    return (
        environment()
        .get_template("comparison.html")
        .render(
            table=comparison,
            groups=_groups(comparison),
            lines=lines,
            roles=ROLES,
            papers=papers or {},
            evidence=lambda cell: [told[name] for name in cell.statements if name in told],
            measured=lambda cell: [measured[name] for name in cell.measures if name in measured],
            against=lambda cell, said: list(_against(cell, said, disputed)),
            named=entity,
            notes=list(_notes(comparison)),
            styles=styles("comparison.css"),
            csp=policy(),
        )
    )


def markdown(comparison: Comparison, papers: Mapping[str, str] | None = None) -> str:
    """Return the table for GitHub, notes below; text of papers is escaped.

    >>> cell = Cell(group="Course", item="Fever", case="a", state="not reported")
    >>> row = Row(group="Course", item="Fever", cells=(cell,))
    >>> markdown(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,))).splitlines()[-3]
    '| Fever | NR |'
    """
    told = [f"# {in_markdown(comparison.title)}", "", _line("", *(in_markdown(title) for _, title in comparison.heads))]
    told.append(_line(*[":--"] * (len(comparison.heads) + 1)))
    for group, rows in _groups(comparison):
        told.append(_line(f"**{in_markdown(group)}**", *[""] * len(comparison.heads)))
        told += [_line(in_markdown(row.item), *map(_markdown_cell, row.cells)) for row in rows]
    notes = [*_notes(comparison), *(f"{paper}: {cited}" for paper, cited in (papers or {}).items())]
    return "\n".join([*told, "", *(f"- {in_markdown(note)}" for note in notes), ""])


def csv(comparison: Comparison) -> str:
    r"""Return the wide table: one row per item, one column per case id, the lines of a cell joined by ``;``.

    A cell a spreadsheet would run as a formula gets a leading apostrophe.

    >>> cell = Cell(group="Course", item="Fever", case="a", state="not reported")
    >>> row = Row(group="Course", item="Fever", cells=(cell,))
    >>> csv(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,)))
    'group,item,a\nCourse,Fever,NR\n'
    """
    columns = ["group", "item", *(case for case, _ in comparison.heads)]
    rows = ((row.group, row.item, *(lines(cell) for cell in row.cells)) for row in comparison.rows)
    return sheet(columns, rows)


def _groups(comparison: Comparison) -> list[tuple[str, list[Row]]]:
    """Gather the rows of each group, groups in the order in which they first occur."""
    groups: dict[str, list[Row]] = {}
    for row in comparison.rows:
        groups.setdefault(row.group, []).append(row)
    return list(groups.items())


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


def _notes(comparison: Comparison) -> Iterator[str]:
    """Explain the tokens and marks the table uses and does not explain itself."""
    cells = comparison.cells
    empty = {cell.state for cell in cells if not cell.headline}
    tokens = (f"{TOKENS[state]}: {told}" for state, told in MEANINGS.items() if state in empty)
    yield from filter(None, ["; ".join(one for one in tokens if not _is_told(comparison, one))])
    marks = {mark[:1] if mark.startswith(RELAYED) else mark for cell in cells for mark in cell.marks}
    marks |= {RELAYED for cell in cells if RELAYED in cell.detail}
    yield from (told for mark, told in EXPLAINED.items() if mark in marks)
    yield from comparison.notes


def _is_told(comparison: Comparison, token: str) -> bool:
    return any(re.search(rf"\b{re.escape(token.split(':', maxsplit=1)[0])}[,:]", note) for note in comparison.notes)


def _markdown_cell(cell: Cell) -> str:
    return "<br>".join(map(in_markdown, lines(cell)))


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |" if cells[0] else "| | " + " | ".join(cells[1:]) + " |"
