"""What is printed: the grid with its footnotes marked as the journal does, its abbreviations, notes and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from caseweave.model import Cell, Comparison
from caseweave.views.comparison.headline import DIFFERS, RELAYED
from caseweave.views.comparison.tokens import EXPLAINED, MEANINGS, TOKENS, lines
from caseweave.views.manuscript.grid import Grid, Heading, grid
from caseweave.views.manuscript.journal import JOURNALS, Journal
from caseweave.wording import visible

__all__ = ["PrintCell", "PrintLine", "PrintTable", "Run", "printed"]

MOST_COLUMNS: Final = 8
"""Columns that a page of paper holds beside the first; a wider table goes on below itself."""

_SAID: Final = frozenset({"suspected"})
"""Marks that the words of a headline say themselves."""

_FOOTNOTES: Final[Mapping[str, str]] = {
    DIFFERS: "Another account of this patient does not fit with this one; both are kept in the evidence.",
    "mapped": "Our term for what the report says in other words.",
    "inferred": "Our reading of the report, not its own word.",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, raised if it is a mark."""

    text: str
    raised: bool = False


PrintLine: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PrintCell:
    """A cell as it is printed, line by line, and the cell of the comparison that it prints."""

    lines: tuple[PrintLine, ...]
    cell: Cell

    @property
    def text(self) -> str:
        """The whole text on one line, marks in it."""
        return "; ".join("".join(run.text for run in line) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTable:
    """A table ready to be written. ``down`` and ``across`` head ``body``; ``corner`` heads the headings of the rows.

    ``notes`` are pairs of a mark and its text, the mark empty for what holds for the whole table; ``references`` are
    counted from 1, and ``numbers`` give that of each case. ``record`` is what is printed, with its evidence.
    """

    title: str
    corner: str
    grid: Grid
    body: tuple[tuple[PrintCell, ...], ...]
    journal: Journal
    record: Comparison
    abbreviations: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)

    def head(self, heading: Heading) -> PrintLine:
        """Return a heading, with the numbers of its references."""
        number = self.numbers.get(heading.case or "", "")
        return (Run(self.journal.spelled(heading.text)), *([Run(number, raised=True)] if number else []))

    def parts(self, most: int = MOST_COLUMNS) -> list[PrintTable]:
        """Return the table cut into pieces of so many columns that one page can hold, groups kept together."""
        places, found = _pieces(self.grid.spans, most), []
        for first, last in places:
            body = tuple(row[first:last] for row in self.body)
            found.append(replace(self, grid=self.grid.cut(first, last), body=body))
        return found

    @property
    def abbreviated(self) -> str:
        """The line of abbreviations; empty where there are none."""
        return "; ".join(f"{short}, {full}" for short, full in self.abbreviations)


def _pieces(spans: Iterable[tuple[str, int]], most: int) -> list[tuple[int, int]]:
    """Divide columns into pieces; a group that alone is too wide is divided too."""
    pieces: list[tuple[int, int]] = []
    start = place = 0
    for _, wide in spans:
        if place > start and place + wide - start > most:
            pieces.append((start, place))
            start = place
        place += wide
        while place - start > most:
            pieces.append((start, start + most))
            start += most
    return [*pieces, (start, place)] if place > start or not pieces else pieces


def printed(
    comparison: Comparison,
    *,
    transpose: bool = False,
    journal: Journal = JOURNALS["ama"],
    short: Mapping[str, str] | None = None,
    references: Mapping[str, str] | None = None,
) -> PrintTable:
    """Lay a comparison out for a journal.

    ``transpose`` turns it the other way; ``short`` says what abbreviations stand for, of which those that are used are
    printed; ``references`` are the whole reference of each case, which are numbered in the order of the cases.

    >>> from caseweave.model import Row
    >>> cell = Cell(group="Course", item="Fever", case="a", state="not reported")
    >>> row = Row(group="Course", item="Fever", cells=(cell,))
    >>> printed(Comparison(title="Cases", heads=(("a", "Abel 2019"),), rows=(row,))).body[0][0].text
    'NR'
    """
    laid, told = _seen(grid(comparison, transpose)), dict[str, str]()
    body = tuple(tuple(_cell(cell, journal, told) for cell in row) for row in laid.body)
    words = [one.text for one in (*laid.down, *laid.across)] + [cell.text for row in body for cell in row]
    cited = dict.fromkeys(map(visible, (references or {}).values()))
    places = {reference: str(place) for place, reference in enumerate(cited, start=1)}
    return PrintTable(
        title=journal.spelled(comparison.title),
        corner="Characteristic" if laid.has_cases_across else "Case",
        grid=laid,
        body=body,
        journal=journal,
        record=comparison,
        abbreviations=tuple(_abbreviations(words, laid, short or {})),
        notes=tuple(_notes(laid, comparison.notes, told, journal)),
        references=tuple(cited),
        numbers={case: places[visible(cited)] for case, cited in (references or {}).items()},
    )


def _seen(laid: Grid) -> Grid:
    """Leave out of the headings what nobody sees."""
    down, across = (
        tuple(replace(one, text=visible(one.text), group=visible(one.group)) for one in headings)
        for headings in (laid.down, laid.across)
    )
    return replace(laid, down=down, across=across)


def _cell(cell: Cell, journal: Journal, told: dict[str, str]) -> PrintCell:
    """Print a cell; ``told`` gathers the footnotes in the order in which a table is read, each with its mark."""
    if not journal.signs:
        return PrintCell(tuple((Run(journal.spelled(line)),) for line in lines(cell)), cell)
    head = _capital(cell.headline or TOKENS.get(cell.state, ""))
    marks = [_mark(mark, journal, told) for mark in cell.marks if mark not in _SAID]
    found = [_line(head, marks, journal)] if head else []
    if cell.detail:
        found.append(tuple(run for part in _details(cell.detail, journal, told) for run in part))
    return PrintCell(tuple(found), cell)


def _capital(text: str) -> str:
    """Begin a cell with a capital letter, as journals do; a word that has a spelling of its own keeps it.

    >>> _capital("leukemia cutis"), _capital("ssCAR-T-19"), _capital("mRNA"), _capital("day 7")
    ('Leukemia cutis', 'ssCAR-T-19', 'mRNA', 'Day 7')
    """
    first = text.split(" ", 1)[0].rstrip(",;:")
    return text[:1].upper() + text[1:] if first.islower() and first.isalpha() and len(first) > 1 else text


def _line(text: str, marks: Iterable[str], journal: Journal) -> PrintLine:
    raised = ",".join(dict.fromkeys(marks))
    return (Run(journal.spelled(text)), *([Run(raised, raised=True)] if raised else []))


def _mark(mark: str, journal: Journal, told: dict[str, str]) -> str:
    return told.setdefault(mark, journal.mark(len(told)))


_RELAY: Final = re.compile(rf"{RELAYED} ([^:;]+): ")


def _details(text: str, journal: Journal, told: dict[str, str]) -> Iterator[PrintLine]:
    """Yield the second line part by part: who relays a part is a mark behind it."""
    for place, part in enumerate(text.split("; ")):
        found = _RELAY.search(part)
        marks = [_mark(f"{RELAYED} {found[1]}", journal, told)] if found else []
        lead = "; " if place else ""
        yield _line(lead + _RELAY.sub("", part), marks, journal)


def _notes(grid: Grid, notes: Iterable[str], told: Mapping[str, str], journal: Journal) -> Iterator[tuple[str, str]]:
    """Yield what holds for the whole table, what each token means, then the footnotes in the order of their marks."""
    cells = list(grid.cells)
    empty = {cell.state for cell in cells if not cell.headline}
    said = list(notes)
    used = [state for state in MEANINGS if state in empty and not _is_told(TOKENS[state], said)]
    tokens = [f"{TOKENS[state]}, {MEANINGS[state]}" for state in used]
    yield from (("", journal.spelled(note)) for note in said)
    if tokens:
        yield "", _sentence("; ".join(tokens))
    if journal.signs:
        yield from ((sign, visible(_footnote(mark))) for mark, sign in told.items())
    else:
        yield from (("", EXPLAINED[mark]) for mark in _explained(cells))


def _is_told(token: str, notes: Iterable[str]) -> bool:
    """Tell whether the notes of the table itself say what a token means."""
    return any(re.search(rf"\b{re.escape(token)}[,:]", note) for note in notes)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _footnote(mark: str) -> str:
    name = mark.removeprefix(RELAYED).strip()
    return _FOOTNOTES.get(mark) or f"As told by {name}, not by the patient's own report."


def _explained(cells: Iterable[Cell]) -> Iterator[str]:
    found = list(cells)
    marks = {mark[:1] if mark.startswith(RELAYED) else mark for cell in found for mark in cell.marks}
    marks |= {RELAYED for cell in found if RELAYED in cell.detail}
    return (mark for mark in EXPLAINED if mark in marks)


def _abbreviations(words: Iterable[str], grid: Grid, short: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations that are printed, in the order of the alphabet, each whole: B-ALL is no ALL."""
    if not short:
        return
    ordered = sorted(short, key=lambda one: (-len(one), one))
    found = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])")
    used = {one for text in (*words, *(one.group for one in (*grid.down, *grid.across))) for one in found.findall(text)}
    yield from ((one, short[one]) for one in sorted(used, key=lambda one: (one.casefold(), one)))
