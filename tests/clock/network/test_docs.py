"""The page that documents the grammar and the conventions says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caseweave.clock.network import Conventions
from caseweave.clock.phrase import Expression, parse

from .conftest import Tell

PAGE = (Path(__file__).parents[3] / "docs" / "time.md").read_text(encoding="utf-8")
GRAMMAR, CONVENTIONS = PAGE.split("## 2. Conventions")
CELLS = [line.split("|")[1] for line in GRAMMAR.splitlines() if line.startswith("| `")]
PHRASES = [phrase for cell in CELLS for phrase in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_documented_phrase_is_read(phrase: str) -> None:
    """A phrase of the tables is in the grammar."""
    assert parse(phrase)


def test_every_form_is_documented() -> None:
    """The tables have an example of each kind of expression."""
    kinds = {type(parse(phrase)) for phrase in PHRASES}
    assert kinds == set(Expression.__args__)


def test_documented_conventions_are_those_that_ship(conventions: Conventions) -> None:
    """The table of the page is the file."""
    rows = [
        [cell.strip(" `") for cell in line.split("|")[1:-1]] for line in CONVENTIONS.splitlines() if line[:3] == "| `"
    ]
    shipped = [[one.id, f"{one.low}..{one.high}", one.of, one.phrase] for one in conventions.table.values()]
    assert rows == shipped


def test_the_invented_example_is_true(tell: Tell) -> None:
    """The contradiction told in the page is found as told there."""
    said = {
        "admission": "late 2021-06",
        "conditioning": "1 wk after admission",
        "graft": ["2021-06-24", "3 d after conditioning"],
    }
    told = tell(said, zero="graft")
    assert [(len(clash.statements), len(clash.claims), clash.conventions) for clash in told.clashes] == [
        (3, 4, ("late-month", "week"))
    ]
    assert (told.bounds["admission"].earliest, told.bounds["admission"].latest) == (-13, -7)
