"""What cases share: in one phase, with its value, by whose word; what every patient has is kept apart."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner
from tests.protocol.telling import Said, corpus, said
from tests.views.test_cells import paper

from caseweave import KnowledgeGraph
from caseweave.api import asked, reply
from caseweave.cli import main

START = said("start", "treatment", "prednisone", "day 0")
ASH: tuple[Said, ...] = (
    said("fever", "finding", "fever", "day 3", value="39", unit="Cel", printed="39 °C"),
    said("itch", "finding", "itch", "day -3"),
    said("cutis", "diagnosis", "leukemia cutis", "day -9"),
    said("gene", "genetics", "JAK2 R867Q", "day 4"),
    said("drug", "treatment", "tocilizumab", "day 5"),
    said("antibiotic", "treatment", "amoxicillin"),
    said("steroid", "treatment", "dexamethasone", "day 2"),
    said("rash", "lesion", "skin rash", "day 3"),
    said("relapse", "outcome", "relapse", "day 90", state="absent"),
    said("age", "demographic", "age", value="40", unit="a", printed="40"),
)
BOX: tuple[Said, ...] = (
    said("fever", "finding", "fever", "day 9", value="38", unit="Cel", printed="38 °C"),
    said("itch", "finding", "itch", "day 3"),
    said("cutis", "diagnosis", "leukemia cutis", "day 9"),
    said("gene", "genetics", "JAK2 R867Q", "day -4"),
    said("drug", "treatment", "tocilizumab"),
    said("antibiotic", "treatment", "amoxicillin"),
    said("steroid", "treatment", "dexamethasone", "day 2", state="proposed"),
    said("rash", "lesion", "skin rash", "day 3", certainty="suspected"),
    said("relapse", "outcome", "relapse", "day 90"),
    said("age", "demographic", "age", value="40", unit="a", printed="40"),
)


@cache
def shared(every: bool = False) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return what two invented patients share, by label and phase; with what every patient has, too."""
    papers = [paper(START, *told, name=name, zero="start") for name, told in (("ash2021", ASH), ("box2022", BOX))]
    graph = KnowledgeGraph(corpus(*papers), protocol="any-case")
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in reply(graph, asked("shared-entities"), {}, defaults=not every).rows():
        found.setdefault((str(row["label"]), str(row["phase"])), []).append(row)
    return found


def test_what_falls_in_one_phase_is_shared_with_both_values() -> None:
    """The value of each, as its paper prints it."""
    rows = shared()["fever", "after"]
    assert {(row["case"], row["value"], row["cases"], row["own_cases"]) for row in rows} == {
        ("ash2021", "39 °C", 2, 2),
        ("box2022", "38 °C", 2, 2),
    }


@pytest.mark.parametrize("label", ["itch", "dexamethasone", "skin rash", "relapse"])
def test_what_falls_in_two_phases_or_is_not_told_of_both_is_not_shared(label: str) -> None:
    """A sign before day 0 here and after it there; a drug given here, planned there; what is suspected or absent."""
    assert not [key for key in shared() if key[0] == label]


@pytest.mark.parametrize("label", ["leukemia cutis", "JAK2 R867Q"])
def test_a_diagnosis_and_a_gene_are_shared_whatever_the_phase(label: str) -> None:
    """A patient has them whenever they are told."""
    assert {row["told"] for row in shared()[label, ""]} == {"any"}
    assert {row["case"] for row in shared()[label, ""]} == {"ash2021", "box2022"}


def test_a_phase_that_is_not_told_joins_either_and_says_so() -> None:
    """The drug whose day one paper does not give is shared in the phase of the other; two without join alone."""
    assert {(row["case"], row["told"]) for row in shared()["tocilizumab", "after"]} == {
        ("ash2021", "after"),
        ("box2022", "untold"),
    }
    assert ("tocilizumab", "before") not in shared()
    assert {row["told"] for row in shared()["amoxicillin", ""]} == {"untold"}
    assert ("amoxicillin", "after") not in shared()


def test_what_every_patient_has_is_left_out_until_it_is_asked_for() -> None:
    """Two of one age share nothing; `--all` lists it, marked."""
    assert not [key for key in shared() if key[0] == "age"]
    rows = [row for key, rows in shared(every=True).items() if key[0] == "age" for row in rows]
    assert {row["common"] for row in rows} == {"yes"}
    assert CliRunner().invoke(main, ["query", "shared-entities", "--all"]).exit_code == 0
