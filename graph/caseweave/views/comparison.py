"""Write a comparison of cases as a page with its evidence, as Markdown, and as a wide CSV table.

A cell without entries says why, in a token that the notes define: ``NR``, ``not read``, ``NA``. In every form an entry
carries the tag of the paper that says it, and its role where it is not the paper's report of its own patient.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from caseweave.model import Cell, Comparison, Disagreement, Entry, Row, Side
from caseweave.views.page import asset, environment, policy
from caseweave.wording import sheet

__all__ = ["DIFFERS", "MEANINGS", "TOKENS", "csv", "html", "markdown"]

TOKENS: Final[dict[str, str]] = {
    "absent": "absent",
    "not applicable": "NA",
    "not assessable": "not assessable",
    "not reported": "NR",
    "proposed": "proposed",
    "source not read": "not read",
}
"""State of a cell or entry to the token that is printed for it; ``reported`` has none."""

MEANINGS: Final[dict[str, str]] = {
    "absent": "looked for and absent",
    "not applicable": "not applicable",
    "not assessable": "looked for, but could not be judged",
    "not reported": "not reported: the source was read, and it is not there",
    "proposed": "planned or possible, not done",
    "source not read": "the source, or the part that could say it, was not read",
}
"""State to what its token means, as the notes of the table say it."""

MARKS: Final[dict[str, str]] = {"relayed": "†", "background": "§", "synthesis": "§"}
ROLES: Final[dict[str, str]] = {
    "own": "report of the paper's own patient",
    "relayed": "relayed: said of another paper's patient",
    "background": "background",
    "synthesis": "synthesis of several accounts",
}
DIFFERS: Final = "‡"
"""The mark of an entry that is a side of a disagreement."""

EXPLAINED: Final = f"{DIFFERS} accounts disagree: another account of this patient does not fit with it; all are shown"


def html(comparison: Comparison, papers: Mapping[str, str] | None = None) -> str:
    """Return the table as one offline page without scripts; each entry opens to the statement behind it.

    ``papers`` gives the citation of each paper id; a paper that is also a column is named by its column title.

    >>> row = Row(group="Course", attribute="Fever", cells=(Cell(attribute="Fever", case="a", state="not reported"),))
    >>> "NR" in html(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,)))
    True
    """
    template = environment().get_template("comparison.html")
    known = {one.id: one for one in comparison.disagreements}
    return template.render(
        table=comparison,
        groups=_groups(comparison),
        names=_names(comparison, papers or {}),
        tags=_tags(comparison),
        tokens=TOKENS,
        meanings=MEANINGS,
        marks=MARKS,
        roles=ROLES,
        differs=DIFFERS,
        against=lambda entry: _against(entry, known),
        state_of=_state_of,
        notes=_notes(comparison, papers or {}),
        styles=asset("base.css") + asset("comparison.css"),
        csp=policy(),
    )


def markdown(comparison: Comparison, papers: Mapping[str, str] | None = None) -> str:
    """Return the table for GitHub, notes below; text of papers is escaped.

    >>> row = Row(group="Course", attribute="Fever", cells=(Cell(attribute="Fever", case="a", state="not reported"),))
    >>> markdown(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,))).splitlines()[-3]
    '| Fever | NR |'
    """
    tags = _tags(comparison)
    lines = [f"# {_plain(comparison.title)}", "", _line("", *(_plain(title) for _, title in comparison.heads))]
    lines.append(_line(*[":--"] * (len(comparison.heads) + 1)))
    for group, rows in _groups(comparison):
        lines.append(_line(f"**{_plain(group)}**", *[""] * len(comparison.heads)))
        lines += [_line(_plain(row.attribute), *(_markdown_cell(cell, tags) for cell in row.cells)) for row in rows]
    notes = [f"- {_plain(note)}" for note in _notes(comparison, papers or {})]
    return "\n".join([*lines, "", *notes, ""])


def csv(comparison: Comparison) -> str:
    r"""Return the wide table: one row per attribute, one column per case id, entries joined by ``;``.

    A cell a spreadsheet would run as a formula gets a leading apostrophe.

    >>> row = Row(group="Course", attribute="Fever", cells=(Cell(attribute="Fever", case="a", state="not reported"),))
    >>> csv(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,)))
    'group,attribute,a\nCourse,Fever,NR\n'
    """
    columns = ["group", "attribute", *(case for case, _ in comparison.heads)]
    rows = ((row.group, row.attribute, *map(_csv_cell, row.cells)) for row in comparison.rows)
    return sheet(columns, rows)


def _groups(comparison: Comparison) -> list[tuple[str, list[Row]]]:
    """Gather the rows of each group, groups in the order in which they first occur."""
    groups: dict[str, list[Row]] = {}
    for row in comparison.rows:
        groups.setdefault(row.group, []).append(row)
    return list(groups.items())


def _entries(comparison: Comparison) -> list[Entry]:
    return [entry for row in comparison.rows for cell in row.cells for entry in cell.entries]


def _tags(comparison: Comparison) -> dict[str, str]:
    """Tag each paper with its first letter, or as many as tell it from the others: ``K``, ``Li``, ``Lu``."""
    papers = sorted({entry.said_by for entry in _entries(comparison)})
    return {paper: _shortest(paper, [other for other in papers if other != paper]).capitalize() for paper in papers}


def _shortest(paper: str, others: list[str]) -> str:
    starts = (paper[:length] for length in range(1, len(paper)))
    return next((start for start in starts if not any(other.startswith(start) for other in others)), paper)


def _names(comparison: Comparison, papers: Mapping[str, str]) -> dict[str, str]:
    heads = dict(comparison.heads)
    return {paper: papers.get(paper) or heads.get(paper) or paper for paper in _tags(comparison)}


def _against(entry: Entry, known: Mapping[str, Disagreement]) -> list[tuple[Disagreement, list[Side]]]:
    """Return the disagreements of an entry, each with the sides against it: the other camp, or else other sections."""
    found = []
    for one in (known[name] for name in entry.disagreements if name in known):
        mine = next((side for side in one.sides if entry.statement.endswith(side.name)), None)
        rest = [side for side in one.sides if side is not mine]
        against = [side for side in rest if mine and mine.camp and side.camp != mine.camp]
        elsewhere = [side for side in rest if (side.said_by, side.section) != (entry.said_by, entry.section)]
        told = {(side.section, side.printed): side for side in reversed(against or elsewhere or rest)}
        found.append((one, list(reversed(told.values()))))
    return found


def _notes(comparison: Comparison, papers: Mapping[str, str]) -> list[str]:
    """Explain the tokens, tags and marks the table uses and does not explain itself, tokens in alphabetical order."""
    entries, names = _entries(comparison), _names(comparison, papers)
    empty = {cell.state for row in comparison.rows for cell in row.cells if not cell.entries}
    roles = {entry.role for entry in entries}
    states = sorted((empty | {entry.state for entry in entries}) & set(TOKENS), key=lambda state: TOKENS[state].lower())
    explained = [
        "; ".join(filter(None, (_unless_told(comparison, TOKENS[state], MEANINGS[state]) for state in states))),
        "Said by: " + "; ".join(f"{tag}, {names[paper]}" for paper, tag in _tags(comparison).items()) if names else "",
        f"{MARKS['relayed']} relayed: said by this paper of another paper's patient" if "relayed" in roles else "",
        f"{MARKS['synthesis']} background, or a synthesis of several accounts"
        if roles & set(MARKS) - {"relayed"}
        else "",
        EXPLAINED if any(entry.disagreements for entry in entries) else "",
    ]
    return [*(note for note in explained if note), *comparison.notes]


def _unless_told(comparison: Comparison, token: str, meaning: str) -> str:
    told = any(re.search(rf"\b{re.escape(token)}[,:]", note) for note in comparison.notes)
    return "" if told else f"{token}: {meaning}"


def _token(state: str) -> str:
    return TOKENS.get(state, "")


def _state_of(entry: Entry) -> str:
    """Give the token of an entry's state, unless its own words already say it."""
    token = _token(entry.state)
    return "" if token and re.search(rf"\b{re.escape(token)}\b", entry.text) else token


def _worded(entry: Entry) -> str:
    """Say an entry with its state in words: ``absent: fever``."""
    return ": ".join(part for part in (_state_of(entry), entry.text) if part)


def _csv_cell(cell: Cell) -> object:
    return [f"{_worded(entry)} [{entry.said_by}, {entry.role}]" for entry in cell.entries] or _token(cell.state)


def _markdown_cell(cell: Cell, tags: Mapping[str, str]) -> str:
    if not cell.entries:
        return _token(cell.state)
    return "<br>".join(
        f"{_plain(_worded(entry))}<sup>{_plain(tags[entry.said_by])}{_marks(entry)}</sup>" for entry in cell.entries
    )


def _marks(entry: Entry) -> str:
    return MARKS.get(entry.role, "") + (DIFFERS if entry.disagreements else "")


def _plain(text: str) -> str:
    """Escape what Markdown or HTML would read as markup, and keep a cell on one line."""
    safe = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]|~$#])", r"\\\1", safe)


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |" if cells[0] else "| | " + " | ".join(cells[1:]) + " |"
