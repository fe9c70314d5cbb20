"""What a curator prefers: put to the disagreement it names, with the reason, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

from caseweave import Problems

from .conftest import Fields, Write, paper

SIDES: list[Fields] = [
    {"id": "fever", "finding": "fever", "when": "day 2"},
    {"id": "none", "finding": "fever", "state": "absent", "when": "day 2", "section": "Abstract"},
]
PREFERS = {"sides": ["fever", "none"], "preferred": "fever", "reason": "The chart is in the narrative."}


def test_unresolved_by_default(write: Write) -> None:
    """Nobody prefers anything silently."""
    (found,) = write(paper("rowan2024", *SIDES)).disagreements
    assert (found.resolution, found.preferred, found.reason) == ("unresolved", (), None)


@pytest.mark.parametrize("name", ["fever", "rowan2024/fever"])
def test_a_preference_has_its_reason(name: str, write: Write) -> None:
    """All sides stay, the id too; the preferred side is named."""
    (before,) = write(paper("rowan2024", *SIDES)).disagreements
    resolution = {**PREFERS, "sides": [name, "none"], "preferred": name}
    (found,) = write(paper("rowan2024", *SIDES, resolutions=[resolution])).disagreements
    assert (found.resolution, found.reason) == ("preferred", PREFERS["reason"])
    assert [iri.rsplit("/", 1)[1] for iri in found.preferred] == ["fever"]
    assert (found.id, found.sides) == (before.id, before.sides)


def test_a_preference_stands_in_the_graph_and_the_tables(write: Write) -> None:
    """The query marks the side; the comparison keeps both."""
    told = [{**side, "id": side["id"]} for side in SIDES]
    kg = write(paper("rowan2024", *told, resolutions=[PREFERS]))
    rows = kg.ask("disagreements").records()
    assert [(row["statement"], row["preferred"]) for row in rows] == [
        ("rowan2024/fever", "yes"),
        ("rowan2024/none", None),
    ]
    assert {row["reason"] for row in rows} == {PREFERS["reason"]}


def test_a_resolution_that_settles_nothing_is_a_warning(write: Write) -> None:
    """The accounts agree by now, or it names sides of two disagreements."""
    kg = write(paper("rowan2024", SIDES[0], {**SIDES[1], "when": "day 3"}, resolutions=[PREFERS]))
    (found,) = [one for one in kg.check() if one.rule == "resolutions-settle-something"]
    assert (found.severity, found.problem.field) == ("warning", "resolutions.0")
    settled = write(paper("rowan2024", *SIDES, resolutions=[PREFERS]))
    assert [one for one in settled.check() if one.rule == "resolutions-settle-something"] == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sides": ["fever", "nome"]}, "'nome' is no statement of this paper; did you mean 'none'?"),
        ({"preferred": ["fever", "none"]}, "prefers none, all, or others than its sides"),
        ({"preferred": "infusion"}, "prefers none, all, or others than its sides"),
        ({"sides": ["fever"]}, "prefers none, all, or others than its sides"),
        ({"reason": ""}, "reason"),
        ({"because": "x"}, "unknown field"),
    ],
)
def test_faulty_resolutions_are_refused(change: dict[str, Any], fault: str, write: Write) -> None:
    """Sides that are there, some of them preferred, and a reason."""
    with pytest.raises(Problems) as error:
        write(paper("rowan2024", *SIDES, resolutions=[{**PREFERS, **change}]))
    assert fault in str(error.value)
