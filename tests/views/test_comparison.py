"""The comparison as page, Markdown and CSV."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from caseweave.model import Cell, Comparison, Disagreement, Entry, Row, Side
from caseweave.model.lists import CellState
from caseweave.views import comparison as render

HOSTILE = '"><img src=x onerror="window.__pwn=1"></td></details></script><script>window.__pwn=1</script>{{ 7 * 7 }}|x|`'


def one_cell(*entries: Entry, state: CellState = "reported", **more: Any) -> Comparison:
    """Make a table of one cell."""
    cell = Cell(attribute="Fever", case="a", state=state, entries=entries)
    return Comparison(
        title="T", heads=(("a", "Abel 2019"),), rows=(Row(group="G", attribute="Fever", cells=(cell,)),), **more
    )


def says(text: str, who: str = "a", role: str = "own", state: CellState = "reported") -> Entry:
    """Make an entry."""
    return Entry(
        text=text, state=state, said_by=who, role=role, statement=f"https://w3id.org/caseweave/statement/{who}/s"
    )


def hostile() -> Comparison:
    """Make a table in which every text tries to be code."""
    texts: dict[str, Any] = {field.name: HOSTILE for field in dataclasses.fields(Entry)}
    entry = Entry(**texts | {"state": "absent"})
    cell = Cell(attribute=HOSTILE, case=HOSTILE, state="reported", entries=(entry,))
    row = Row(group=HOSTILE, attribute=HOSTILE, cells=(cell,))
    return Comparison(title=HOSTILE, heads=((HOSTILE, HOSTILE),), rows=(row,), notes=(HOSTILE,))


@pytest.mark.parametrize(
    ("state", "token"), [("not reported", "NR"), ("source not read", "not read"), ("not applicable", "NA")]
)
def test_empty_cell_says_why(state: CellState, token: str) -> None:
    """A cell without entries says in every form why it has none, and the notes define the word."""
    table = one_cell(state=state)
    assert f">{token}</span>" in render.html(table)
    assert f"| Fever | {token} |" in render.markdown(table)
    assert f"G,Fever,{token}\n" in render.csv(table)
    assert f"{token}: {render.MEANINGS[state]}" in render.html(table)
    assert f"{token}: {render.MEANINGS[state]}" in render.markdown(table)


def test_absent_is_not_empty() -> None:
    """Looked for and absent is an entry with its evidence, told in words."""
    table = one_cell(says("fever", state="absent"))
    assert '<span class="state">absent</span>: fever' in render.html(table)
    assert "absent: fever<sup>A</sup>" in render.markdown(table)
    assert '"absent: fever [a, own]"' in render.csv(table)


def test_state_is_said_once() -> None:
    """Where the entry's own words name its state, the state is not put before them again."""
    table = one_cell(says("fever (absent)", state="absent"))
    assert "absent: fever" not in render.markdown(table)
    assert "absent: fever" not in render.csv(table)
    assert 'class="state"' not in render.html(table)


def test_notes_define_each_word_once() -> None:
    """A word the table's own notes define is not defined again."""
    table = one_cell(state="not reported", notes=("NR, not reported: my own words.",))
    assert render.html(table).count("<li>") == 1
    assert render.MEANINGS["not reported"] not in render.markdown(table)


def test_relayed_is_marked() -> None:
    """What another paper says carries that paper's tag and the mark of relayed claims, and both are explained."""
    table = one_cell(says("day 9"), says("day 4", "k", "relayed"))
    page = render.html(table, {"k": "Kovalenko 2023"})
    assert re.search(r"day 4</span><sup>.*?</span>K†</sup>", page)
    assert "† relayed" in page
    assert "K, Kovalenko 2023" in page
    assert "day 4<sup>K†</sup>" in render.markdown(table)
    assert "day 4 [k, relayed]" in render.csv(table)


def side(who: str, section: str, printed: str, name: str = "s") -> Side:
    """Make one side of a disagreement."""
    statement = f"https://w3id.org/caseweave/statement/{who}/{name}"
    return Side(statement=statement, said_by=who, section=section, printed=printed, says=printed)


def at_odds(*sides: Side, **more: Any) -> Disagreement:
    """Make a disagreement."""
    told: dict[str, Any] = {"scope": "within paper", "kind": "state", "strength": "contradiction", "rule": "r"}
    return Disagreement(id="a-state-1", case="a", about="fever", note="n", sides=sides, **told | more)


def test_disagreements_are_marked_and_the_other_side_is_named() -> None:
    """The entry carries the mark, explained in a note; its evidence quotes the other side; nothing else is marked."""
    found = at_odds(side("a", "Case", "febrile"), side("a", "Abstract", "afebrile", "t"))
    marked = dataclasses.replace(says("fever"), section="Case", disagreements=("a-state-1",))
    table = one_cell(marked, says("cough", "b"), disagreements=(found,))
    page = render.html(table)
    assert page.count('class="differs"') == 1
    assert "Abstract <q>afebrile</q>" in page
    assert "<q>febrile</q>" not in page
    assert "<dt>Contradiction</dt><dd>state:" in page
    lines = render.markdown(table).splitlines()
    assert f"| Fever | fever<sup>A{render.DIFFERS}</sup><br>cough<sup>B</sup> |" in lines
    assert any(line.startswith(f"- {render.DIFFERS} accounts disagree") for line in lines)


def test_the_other_side_may_stand_in_the_same_section() -> None:
    """Where no other section is at odds, the rest of this one is named; a curator's preference has its reason."""
    one, other = side("a", "Case", "few +"), side("a", "Case", "100.00%", "t")
    found = at_odds(one, other, resolution="preferred", preferred=(other.statement,), reason="It is counted.")
    marked = dataclasses.replace(says("CD20"), section="Case", disagreements=("a-state-1",))
    page = render.html(one_cell(marked, disagreements=(found,)))
    assert "Case <q>100.00%</q>" in page
    assert "Preferred by the curator: a/t: It is counted." in page


def test_accounts_that_only_sound_different_are_not_marked() -> None:
    """No rule found a disagreement, so there is no mark and no note on marks."""
    table = one_cell(says("day 9"), says("day 4", "k", "relayed"), says("fever", state="absent"))
    assert render.DIFFERS not in render.markdown(table)
    assert 'class="differs"' not in render.html(table)


def test_tags_tell_papers_apart() -> None:
    """Papers whose names begin alike get longer tags."""
    page = render.markdown(one_cell(says("x", "liu2020"), says("y", "lopez2021"), says("z", "yang2020")))
    assert "<sup>Li</sup>" in page
    assert "<sup>Lo</sup>" in page
    assert "<sup>Y</sup>" in page


def test_tags_when_one_name_begins_another() -> None:
    """A paper whose id is the beginning of another's is still told apart."""
    page = render.markdown(one_cell(says("x", "liu"), says("y", "liu2020")))
    assert "<sup>Liu</sup>" in page
    assert "<sup>Liu2</sup>" in page


def test_evidence_behind_each_entry(comparison: Comparison) -> None:
    """Every entry of the page opens to its statement, paper and role."""
    page = render.html(comparison)
    entries = [entry for row in comparison.rows for cell in row.cells for entry in cell.entries]
    assert page.count("<details") == page.count("<dt>Statement</dt>") == len(entries)
    assert "<q>18-year-old</q>" in page
    assert "from infusion or from onset: not said" in page


def test_csv_is_wide(comparison: Comparison) -> None:
    """The CSV has a row per attribute and a column per case, read back without loss."""
    rows = list(csv.reader(io.StringIO(render.csv(comparison))))
    assert rows[0] == ["group", "attribute", "abel2019", "brandt2021", "castro2022"]
    assert len(rows) == len(comparison.rows) + 1
    assert {len(row) for row in rows} == {5}


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "@SUM(1)", "+cmd|x", "-cmd|x", "\t=1"])
def test_csv_holds_no_formula(text: str) -> None:
    """A text a spreadsheet would run is kept as text, and so is one that only begins like a number."""
    assert list(csv.reader(io.StringIO(render.csv(one_cell(says(text))))))[1][2] == f"'{text} [a, own]"
    assert list(csv.reader(io.StringIO(render.csv(one_cell(says("-4 days"))))))[1][2] == "'-4 days [a, own]"


def test_hostile_text_stays_text() -> None:
    """Markup and template syntax in any field is shown, never obeyed."""
    page = render.html(hostile())
    assert "<img" not in page
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page


def test_markdown_keeps_its_columns() -> None:
    """Bars, line breaks and markup in a text neither add columns nor become elements."""
    table = dataclasses.replace(hostile(), notes=())
    lines = [line for line in render.markdown(table).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {3}
    assert "<img" not in render.markdown(hostile())
    assert "| a b" in render.markdown(one_cell(says("a\n\nb")))


@pytest.mark.parametrize("form", [render.html, render.markdown, render.csv])
def test_same_bytes(form: Callable[[Comparison], str], comparison: Comparison) -> None:
    """The same table gives the same text."""
    assert form(comparison) == form(comparison)


def test_no_cases() -> None:
    """A table without rows is still a page."""
    assert "<table" in render.html(Comparison(title="T", heads=(), rows=()))
