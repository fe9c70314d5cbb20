"""Which cases and rows a comparison shows, by what stands above, and what it says of all cases together."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.choice import ChoiceError
from caseweave.api.names import UnknownNameError
from caseweave.model import Comparison
from caseweave.protocol import Summary
from caseweave.views.comparison.overall import with_overall


def cells(found: Comparison) -> dict[str, str]:
    """Return the last cell of each row."""
    return {row.item: row.cells[-1].headline for row in found.rows}


def test_cases_are_kept_by_what_is_told_of_them(real: KnowledgeGraph) -> None:
    """A condition holds where the term, or one below it, is told as a fact; several hold together."""
    heads = [case for case, _ in real.comparison(where=["diagnosis=Ph-like ALL"]).record.heads]
    assert heads == ["kovalenko2023", "yang2020"]
    both = real.comparison(where=["diagnosis=Ph-like ALL", "treatment=brexucabtagene autoleucel"])
    assert [case for case, _ in both.record.heads] == ["kovalenko2023"]
    assert real.comparison(where=["diagnosis=Ph-like ALL"], cases=["Liu"]).record.heads == ()


def test_rows_are_named_by_item_or_heading(real: KnowledgeGraph) -> None:
    """In the order of the table, whatever the order of the names."""
    rows = real.comparison(rows="tocilizumab, patient").record.rows
    assert [row.item for row in rows] == ["Age", "Sex", "Ethnicity or nationality", "Tocilizumab"]


def test_an_unknown_row_or_condition_names_what_there_is(real: KnowledgeGraph) -> None:
    """A misspelt name is never an empty table."""
    with pytest.raises(ChoiceError, match="did you mean 'Tocilizumab'"):
        real.comparison(rows="tocilizumb")
    with pytest.raises(ChoiceError, match="diagnosis"):
        real.comparison(where=["Ph-like ALL"])
    with pytest.raises(UnknownNameError, match="unknown term"):
        real.comparison(where=["diagnosis=no such thing"])


def test_a_level_names_things_by_what_stands_above(real: KnowledgeGraph) -> None:
    """A drug by its class; what stands behind the cell is the same."""
    fine, coarse = (real.comparison(rows="Product and dose", level=level).record for level in (None, 1))
    assert fine.rows[0].cells[1].headline == "ssCAR-T-19"
    assert coarse.rows[0].cells[1].headline != "ssCAR-T-19"
    assert coarse.rows[0].cells[1].statements == fine.rows[0].cells[1].statements


def test_all_cases_are_counted_over_those_assessed(real: KnowledgeGraph) -> None:
    """N of N, where N leaves out what is not reported and what was not read; it rests on what it counts."""
    found = real.comparison(overall=True).record
    assert found.heads[-1] == ("", "All cases")
    told = cells(found)
    assert told["Tocilizumab"] == "2/2"
    assert told["Neurotoxicity"] == "1/1"
    assert told["Age"] == "18 years (18–29)"
    assert told["Skin clear from infusion"] == "19–38 d (n = 1)"
    assert told["Sex"] == "male 3/3"
    assert told["Death"] == told["Outcome"] == ""
    for row in found.rows:
        counted = {name for cell in row.cells[:-1] if cell.state in {"reported", "absent"} for name in cell.statements}
        assert set(row.cells[-1].statements) in (counted, set())


def test_the_median_of_intervals_is_said_where_there_are_cases_enough(real: KnowledgeGraph) -> None:
    """Six own cases have a median; the interval of it is printed, with the range and the number."""
    base = next(one for one in real.measures if one.measure == "time to clearance" and one.role == "own")
    summary = Summary(
        measure=base.measure, zero=base.zero, cases=6, relayed=0, open_ended=0, earliest=20, latest=25, note=""
    )
    table = real.comparison(rows="Skin clear from infusion").record
    (row,) = with_overall(table, real.rows, [summary]).rows
    assert row.cells[-1].headline == "median 20–25 d; 19–38 d (n = 6)"
