"""The comparison as a page, as Markdown and as CSV: what is read on a screen or by a machine."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from caseweave.model import Cell, Comparison, Disagreement, Row, Side, Statement, Term
from caseweave.model.lists import CellState
from caseweave.views.comparison.tokens import MEANINGS
from caseweave.views.manuscript import SCREEN, grid, printed
from caseweave.views.manuscript import separated as sheets
from caseweave.views.manuscript.page import page as paged
from caseweave.views.manuscript.plain import markdown as plain

HOSTILE = '"><img src=x onerror="window.__pwn=1"></td></details></script><script>window.__pwn=1</script>{{ 7 * 7 }}|x|`'


def html(table: Comparison) -> str:
    """Write a table as a page."""
    return paged(printed(table, journal=SCREEN))


def markdown(table: Comparison) -> str:
    """Write a table as Markdown."""
    return plain(printed(table, journal=SCREEN))


def as_csv(table: Comparison) -> str:
    """Write a table as CSV."""
    return sheets.csv(grid(table))


def said(who: str = "a", name: str = "s", **more: Any) -> Statement:
    """Make a statement of a paper."""
    given: dict[str, Any] = {"case": "a", "role": "own", "kind": "finding", "about": Term("HP:0001945", "fever")}
    return Statement(statement=f"https://w3id.org/caseweave/statement/{who}/{name}", said_by=who, **given | more)


def one_cell(headline: str = "", *told: Statement, state: CellState = "reported", **more: Any) -> Comparison:
    """Make a table of one cell; what is no field of the cell is one of the table."""
    names = tuple(f"{one.said_by}/{one.id}" for one in told)
    fields = {name: more.pop(name) for name in ("detail", "marks", "disagreements") if name in more}
    cell = Cell(group="G", item="Fever", case="a", state=state, headline=headline, statements=names, **fields)
    row = Row(group="G", item="Fever", cells=(cell,))
    known = more.pop("known", ())
    return Comparison(title="T", heads=(("a", "Abel 2019"),), rows=(row,), statements=told, disagreements=known, **more)


def hostile() -> Comparison:
    """Make a table in which every text tries to be code."""
    texts: dict[str, Any] = dict.fromkeys(("printed", "note"), HOSTILE)
    told = said(HOSTILE, HOSTILE, about=Term("x:1", HOSTILE), when=(HOSTILE,), **texts)
    name = f"{told.said_by}/{told.id}"
    cell = Cell(group=HOSTILE, item=HOSTILE, case="a", state="reported", headline=HOSTILE, detail=HOSTILE)
    row = Row(group=HOSTILE, item=HOSTILE, cells=(dataclasses.replace(cell, statements=(name,), marks=(HOSTILE,)),))
    return Comparison(title=HOSTILE, heads=(("a", HOSTILE),), rows=(row,), notes=(HOSTILE,), statements=(told,))


@pytest.mark.parametrize(
    ("state", "token"),
    [
        ("not reported", "NR"),
        ("not reported in text", "NR in text"),
        ("source not read", "not read"),
        ("not applicable", "NA"),
    ],
)
def test_empty_cell_says_why(state: CellState, token: str) -> None:
    """A cell in which nothing is told says in every form why, and the notes define the word."""
    table = one_cell(state=state)
    assert f">{token}</span>" in html(table)
    assert f"| Fever | {token} |" in markdown(table)
    assert f"G,Fever,{token}\n" in as_csv(table)
    told = f"{token}, {MEANINGS[state]}".casefold()
    assert told in html(table).casefold()
    assert told in markdown(table).casefold()


def test_a_blank_cell_is_blank() -> None:
    """A row of what no other row took says nothing where there is nothing."""
    assert "| Fever |  |" in markdown(one_cell(state="blank"))


def test_an_empty_cell_may_have_a_second_line() -> None:
    """What heads no cell is told below the reason why nothing does."""
    table = one_cell(state="not reported in text", detail="inferred: fever")
    assert "| Fever | NR in text<br>inferred: fever |" in markdown(table)


def test_notes_define_each_word_once() -> None:
    """A word the table's own notes define is not defined again."""
    table = one_cell(state="not reported", notes=("NR, not reported: my own words.",))
    assert html(table).count("<li>") == 1
    assert MEANINGS["not reported"] not in markdown(table)


def test_marks_stand_behind_the_headline() -> None:
    """Who relays it, that accounts disagree; each is explained; what the words say is not marked again."""
    marks = ("‡", "† Kovalenko 2023", "suspected", "mapped")
    page = markdown(one_cell("suspected grade 2", marks=marks))
    assert "| Fever | suspected grade 2‡ † Kovalenko 2023 mapped |" in page
    for told in ("- † relayed", "- ‡ accounts disagree", "- mapped:"):
        assert told in page


def side(who: str, section: str, printed: str, name: str = "s") -> Side:
    """Make one side of a disagreement."""
    statement = f"https://w3id.org/caseweave/statement/{who}/{name}"
    return Side(statement=statement, said_by=who, section=section, printed=printed, says=printed)


def at_odds(*sides: Side, **more: Any) -> Disagreement:
    """Make a disagreement."""
    told: dict[str, Any] = {"scope": "within paper", "kind": "state", "strength": "contradiction", "rule": "r"}
    return Disagreement(id="a-state-1", case="a", about="fever", note="n", sides=sides, **told | more)


def test_the_other_side_is_named_behind_the_cell() -> None:
    """The evidence of a side quotes the other one; nothing else is marked."""
    found = at_odds(side("a", "Case", "febrile"), side("a", "Abstract", "afebrile", "t"))
    table = one_cell("fever", said(), marks=("‡",), disagreements=("a-state-1",), known=(found,))
    page = html(table)
    assert "Abstract <q>afebrile</q>" in page
    assert "<q>febrile</q>" not in page
    assert "<dt>Contradiction</dt><dd>state:" in page


def test_a_preference_has_its_reason() -> None:
    """The side that a curator prefers is named with the reason."""
    one, other = side("a", "Case", "few +"), side("a", "Case", "100.00%", "t")
    found = at_odds(one, other, resolution="preferred", preferred=(other.statement,), reason="It is counted.")
    page = html(one_cell("fever", said(), disagreements=("a-state-1",), known=(found,)))
    assert "Case <q>100.00%</q>" in page
    assert "Preferred by the curator: a/t: It is counted." in page


def test_evidence_behind_each_cell(comparison: Comparison) -> None:
    """Every cell of the page opens to its statements, each with paper, role and section."""
    page = html(comparison)
    cells = [cell for cell in comparison.cells if cell.statements]
    assert page.count("<details") == len(cells)
    assert page.count("<dt>Statement</dt>") == sum(len(cell.statements) for cell in cells)
    assert "<q>18-year-old</q>" in page
    assert "from infusion or from onset: not said" in page


def test_csv_is_wide(comparison: Comparison) -> None:
    """The CSV has a row per item and a column per case, read back without loss."""
    rows = list(csv.reader(io.StringIO(as_csv(comparison))))
    assert rows[0] == ["group", "item", "abel2019", "brandt2021", "castro2022"]
    assert len(rows) == len(comparison.rows) + 1
    assert {len(row) for row in rows} == {5}


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "@SUM(1)", "+cmd|x", "-cmd|x", "\t=1"])
def test_csv_holds_no_formula(text: str) -> None:
    """A text a spreadsheet would run is kept as text, and so is one that only begins like a number."""
    assert list(csv.reader(io.StringIO(as_csv(one_cell(text)))))[1][2] == f"'{text}"
    assert list(csv.reader(io.StringIO(as_csv(one_cell("-4 days")))))[1][2] == "'-4 days"


def test_hostile_text_stays_text() -> None:
    """Markup and template syntax in any field is shown, never obeyed."""
    page = html(hostile())
    assert "<img" not in page
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page


def test_markdown_keeps_its_columns() -> None:
    """Bars, line breaks and markup in a text neither add columns nor become elements."""
    table = dataclasses.replace(hostile(), notes=())
    lines = [line for line in markdown(table).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {3}
    assert "<img" not in markdown(hostile())
    assert "| a b" in markdown(one_cell("a\n\nb"))


@pytest.mark.parametrize("form", [html, markdown, as_csv])
def test_same_bytes(form: Callable[[Comparison], str], comparison: Comparison) -> None:
    """The same table gives the same text."""
    assert form(comparison) == form(comparison)


def test_no_cases() -> None:
    """A table without rows is still a page."""
    assert "<table" in html(Comparison(title="T", heads=(), rows=()))
