"""What is found in the real papers, and that every form shows the same of it."""

from __future__ import annotations

import csv
import io
import json
from typing import TypeAlias

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import DISAGREEMENT_COLUMNS, SIDE_COLUMNS, Disagreement

from .conftest import Run

Known: TypeAlias = tuple[str, str, str | None, set[str], set[str]]

KOVALENKO: list[Known] = [
    ("value", "contradiction", None, {"cd20-few", "cd20-all"}, {"Case Presentation"}),
    (
        "site",
        "contradiction",
        None,
        {"pet-c2d33-right-lower-lobe", "figure-2-right-upper-lobe"},
        {"Case Presentation", "Figure 2 legend"},
    ),
    ("site", "tension", None, {"noted-before", "extramedullary-relapse-1"}, {"Case Presentation"}),
    (
        "site",
        "tension",
        None,
        {"rash-day-10-back", "first-skin-biopsy", "conclusion-previous-infiltration"},
        {"Case Presentation", "Conclusion"},
    ),
    ("time", "contradiction", None, {"admission-late-march", "lymphodepletion", "infusion"}, {"Case Presentation"}),
    (
        "time",
        "contradiction",
        None,
        {
            *("first-skin-biopsy", "second-skin-biopsy", "abstract-second-biopsy"),
            *("abstract-progression", "abstract-first-biopsy"),
        },
        {"Case Presentation", "Abstract", "Discussion", "Figure 3 legend"},
    ),
    (
        "value",
        "note",
        None,
        {"abstract-t-cells", "cd3-day-10", "figure-3f-cd3", "discussion-no-car-t-day-10"},
        {"Abstract", "Case Presentation", "Figure 3 legend", "Discussion"},
    ),
    (
        "entity",
        "contradiction",
        None,
        {"cd19-day-13", "figure-3h-cd19", "abstract-car-t-in-biopsy", "discussion-car-t-day-13", "figure-3g-cd3"},
        {"Case Presentation", "Figure 3 legend", "Abstract", "Discussion"},
    ),
    (
        "course",
        "tension",
        None,
        {"rash-resolved-before-infusion", "rash-day-9", "abstract-progression"},
        {"Case Presentation", "Abstract"},
    ),
    ("course", "tension", None, {"abstract-worsening-before-second-biopsy", "rash-day-13"}, {"Abstract"}),
    ("course", "note", "low", {"discussion-rash-one-week", "legend-day-18"}, {"Discussion", "Figure 4 legend"}),
    ("course", "note", None, {"discussion-accelerated", "no-rash-day-38"}, {"Discussion", "Case Presentation"}),
    (
        "state",
        "contradiction",
        None,
        {"pet-day-27-scalp", "figure-2-no-disease", "introduction-near-resolution", "conclusion-resolution"},
        {"Case Presentation", "Figure 2 legend", "Introduction", "Conclusion"},
    ),
]
"""Kind, strength, confidence, some of the sides, and some of the sections, of each within Kovalenko 2023."""


@pytest.fixture(scope="module")
def found(real: KnowledgeGraph) -> list[Disagreement]:
    """Those within Kovalenko 2023."""
    return [one for one in real.disagreements if {side.said_by for side in one.sides} == {"kovalenko2023"}]


def ids(one: Disagreement) -> set[str]:
    """Return the ids of the statements."""
    return {side.name.removeprefix("kovalenko2023/") for side in one.sides}


@pytest.mark.parametrize("known", KOVALENKO, ids=range(len(KOVALENKO)))
def test_named(known: Known, found: list[Disagreement]) -> None:
    """Each is named once, with these among its sides and these sections."""
    kind, strength, confidence, some, sections = known
    (one,) = [one for one in found if one.kind == kind and some <= ids(one)]
    assert (one.strength, one.confidence, one.scope) == (strength, confidence, "within paper")
    assert sections <= {side.section for side in one.sides}
    assert all(side.printed and side.says for side in one.sides)


def test_nothing_else_is_reported(found: list[Disagreement]) -> None:
    """Whatever else a rule may find in this paper must be looked at, and listed above."""
    assert len(found) == len(KOVALENKO)


def test_the_abstract_contradicts_itself_alone(found: list[Disagreement]) -> None:
    """Onset on day 9, a first biopsy after it, and a second on day 13 five days later."""
    notes = [one.note for one in found if one.kind == "time" and "abstract-progression" in ids(one)]
    assert len(notes) == 1
    assert "Abstract alone contradicts itself." in notes[0]


def test_the_places_that_no_earlier_scan_has_are_named(found: list[Disagreement]) -> None:
    """Three of the six that are noted before on day 27."""
    (one,) = [one for one in found if one.rule == "noted in no earlier look"]
    assert one.note.endswith("Not told of an earlier look: nasolacrimal region, gastric fundus, bone marrow.")


def test_only_the_admission_is_disputed_by_the_dates_of_march(found: list[Disagreement]) -> None:
    """The days of lymphodepletion and infusion bear witness; they are not in question."""
    (one,) = [one for one in found if "admission-late-march" in ids(one)]
    assert [name.rsplit("/", 1)[1] for name in one.marked] == ["admission-late-march"]


def test_the_mood_of_day_5_is_excepted(found: list[Disagreement]) -> None:
    """The sentence that denies events excepts it."""
    assert not any("depressed-mood" in ids(one) for one in found)


def test_what_is_missed_in_a_report_is_no_fact_of_its_patient(real: KnowledgeGraph) -> None:
    """Kovalenko misses sequential biopsies in Yang's report: a conclusion over a paper, without verdict or dispute."""
    assert [one for one in real.disagreements if one.scope == "between papers"] == []
    (said,) = [record for record in real.statements if record.id == "yang-no-sequential-biopsies"]
    assert (said.role, said.state, said.label) == ("synthesis", "absent", "report of sequential skin biopsies")


def test_ids_are_told_apart_and_say_what_they_are(real: KnowledgeGraph) -> None:
    """Case, kind and eight digits of a hash."""
    found = real.disagreements
    assert len({one.id for one in found}) == len(found)
    assert all(one.id.startswith(f"{one.case}-{one.kind}-") for one in found)


def test_query_and_records_are_the_same(real: KnowledgeGraph) -> None:
    """The shipped query gives the long form, row by row."""
    lines = [line for one in real.disagreements for line in one.lines()]
    answer = real.ask("disagreements")
    assert answer.columns == SIDE_COLUMNS
    assert answer.records() == [{name: line[name] for name in SIDE_COLUMNS} for line in lines]


def test_frame_has_the_public_columns(real: KnowledgeGraph) -> None:
    """One row each; the sides are records."""
    frame = real.disagreements.frame()
    assert tuple(frame.columns) == DISAGREEMENT_COLUMNS
    assert len(frame) == len(real.disagreements)
    assert {"statement", "printed", "said_by", "section"} <= frame["sides"][0][0].keys()


def test_command_line(run: Run) -> None:
    """JSON nests the sides, CSV has a row a side, and a case that is not there is refused with the nearest."""
    rows = json.loads(run("disagreements", "--format", "json").stdout)
    assert tuple(rows[0]) == DISAGREEMENT_COLUMNS
    assert {row["case"] for row in rows} == {"kovalenko2023"}
    one = run("disagreements", "--case", "kovalenko2023", "--format", "csv").stdout.decode()
    lines = list(csv.DictReader(io.StringIO(one)))
    assert [line["statement"] for line in lines][:2] == ["kovalenko2023/cd20-few", "kovalenko2023/cd20-all"]
    assert json.loads(run("disagreements", "--case", "liu2020", "--format", "json").stdout) == []
    assert "“few +” (kovalenko2023/cd20-few)" in run("disagreements", "--wide").stdout.decode()
    refused = run("disagreements", "--case", "kovalenkko2023")
    assert refused.returncode != 0
    assert b"did you mean 'kovalenko2023'?" in refused.stderr


def test_tables_mark_what_disagrees(real: KnowledgeGraph) -> None:
    """A cell names the disagreements of all that stands behind it, shown or not, and the table holds them."""
    table = real.comparison(rows="all").record
    assert {one.id for one in table.disagreements} == {name for cell in table.cells for name in cell.disagreements}
    for cell in table.cells:
        assert ("‡" in cell.marks) is bool(cell.disagreements)
    behind = {name for cell in table.cells if cell.disagreements for name in cell.statements}
    marked = {"/".join(iri.rsplit("/", 2)[1:]) for one in real.disagreements for iri in one.marked}
    assert marked
    assert marked <= behind
    of = {name: cell for cell in table.cells for name in cell.statements}
    assert not of["kovalenko2023/lymphodepletion"].disagreements, "its day only bears witness"
    assert "note" not in {one.strength for one in table.disagreements}


def test_relayed_claims_are_no_support(real: KnowledgeGraph) -> None:
    """Every query whose rows come from statements names who says it and in which role, or counts own cases apart."""
    for row in real.ask("shared-entities").records():
        assert int(str(row["own_cases"])) <= int(str(row["cases"]))
    shared = {(row["label"], row["own_cases"]) for row in real.ask("shared-entities").records()}
    assert ("tocilizumab", 1) in shared
    told = {f"{one.said_by}/{one.id}": one for one in real.statements}
    for cell in real.comparison.record.cells:
        heads = [told[name] for name in cell.statements if told[name].role == "own"]
        if cell.statements and not heads and cell.headline:
            assert any(mark.startswith("†") for mark in cell.marks), cell
