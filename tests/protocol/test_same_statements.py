"""One definition: query, row, cell, lane and measure of a course rest on the same statements, whatever papers tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseweave.api.knowledge import KnowledgeGraph
from caseweave.model import Cell

from .telling import Said, corpus, paper, rash, said

CLEAR = "time to clearance"
NEAR = "time to near clearance"
ROWS = {"Skin clear from infusion": "day 0", "Skin clear from onset": "skin reaction"}
LANE = "Skin lesion"
LOOKED: list[dict[str, Any]] = [
    {"about": "skin rash"},
    {"about": "skin nodule"},
    {"about": "skin rash", "site": "scalp"},
    {"about": "skin rash", "method": "clinical photography"},
]
"""Lesions that are looked at on the skin."""
ELSEWHERE: list[dict[str, Any]] = [
    {"about": "lesion"},
    {"about": "FDG-avid lesion", "method": "PET/CT"},
    {"about": "skin rash", "method": "PET/CT"},
    {"about": "skin rash", "specimen": "skin specimen"},
]
"""Lesions of no part that is told, of a scan, of a specimen: none of them is a look at the skin."""
ENDS: list[tuple[bool, dict[str, Any]]] = [
    (True, {"event": "rash"}),
    (True, {"site": "skin"}),
    (False, {"site": "bone marrow", "event": "rash"}),
    (False, {"specimen": "bone marrow specimen"}),
    (False, {"method": "PET/CT", "site": "skin"}),
    (False, {}),
]
"""Whether the resolution of lesions is one of the skin, and how it is told."""
COURSES: list[dict[str, Any]] = [
    {"extent": "appears"},
    {"extent": "worsens"},
    {"overall": "improves"},
    {"overall": "nearly cleared"},
    {"overall": "cleared"},
    {"overall": "cleared"},
    {"state": "absent"},
]
SECTIONS = ["Case Presentation", "Case Presentation", "Discussion", "Abstract"]


class Told(NamedTuple):
    """A statement, and whether it is a look at the skin: known by how it was drawn, not by any selector."""

    said: Said
    skin: bool


@st.composite
def looks(draw: st.DrawFn, number: int) -> Told:
    """Draw a look at some lesion, on a day within a month or on no day that is told."""
    skin = draw(st.sampled_from([True, True, False]))
    more = {**draw(st.sampled_from(LOOKED if skin else ELSEWHERE)), **draw(st.sampled_from(COURSES))}
    when = draw(st.sampled_from([None, *(f"day {day}" for day in range(-5, 30, 3))]))
    section = draw(st.sampled_from(SECTIONS))
    event = "rash" if skin else draw(st.sampled_from(["spot", "rash"]))
    return Told(rash(f"look-{number}", when or [], **{"event": event, "section": section, **more}), skin)


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    """Draw what one paper tells: looks, a sign that may belong to a rash, and the end of lesions as an outcome."""
    told = [draw(looks(number)) for number in range(draw(st.integers(1, 5)))]
    if draw(st.booleans()):
        told.append(Told(said("marrow", "outcome", "remission", "day 25", specimen="bone marrow specimen"), False))
    if any(one.skin for one in told) and draw(st.booleans()):
        with_rash = draw(st.booleans())
        event = "rash" if with_rash else "other"
        told.append(Told(said("sign", "finding", "erythema", "day 9", event=event), with_rash))
    if draw(st.booleans()):
        skin, more = draw(st.sampled_from(ENDS))
        with_rash = "site" in more or any(one.skin for one in told)
        told.append(Told(said("end", "outcome", "lesion resolution", "day 40", **more), skin and with_rash))
    return told


def asked(papers: list[list[Told]], relayed: list[Told]) -> KnowledgeGraph:
    """Ask the papers what the bundled ones are asked; the last tells of the first one's patient too."""
    own = [paper(*(one.said for one in told), name=name) for told, name in zip(papers, NAMES, strict=False)]
    other = [paper(*(one.said for one in relayed), name="cay2023", case="ash2021")] if relayed else []
    return KnowledgeGraph(corpus(*own, *other), protocol="car-t-skin")


NAMES = ("ash2021", "box2022")


def ids(iris: Iterable[str]) -> set[str]:
    """Return paper and id of statements."""
    return {"/".join(iri.rsplit("/", 2)[-2:]) for iri in iris}


def skins(papers: list[list[Told]], relayed: list[Told]) -> set[str]:
    """Return the looks at the skin, as they were drawn."""
    told = [*zip(NAMES, papers, strict=False), ("cay2023", relayed)]
    return {f"{name}/{one.said['id']}" for name, every in told for one in every if one.skin}


@settings(max_examples=25, deadline=None)
@given(st.lists(tellings(), min_size=1, max_size=2), st.just([]) | tellings())
def test_query_row_cell_lane_and_measure_rest_on_the_same_statements(
    papers: list[list[Told]], relayed: list[Told]
) -> None:
    """Not one more and not one less, and of the skin alone: a scan, a specimen, the marrow never get in."""
    graph = asked(papers, relayed)
    skin = skins(papers, relayed)
    measures = [one for one in graph.measures if one.measure == CLEAR]
    rows = graph.ask("time-to-clearance").records()
    assert {(row["id"], row["statement"]) for row in rows} == {
        (m.identifier, s.input) for m in measures for s in m.proof
    }

    lane = next(one for one in graph.lanes if one.title == LANE)
    assert ids(lane.takes) == ids(graph.membership.of("skin look").takes) == skin
    record = graph.timeline(full=True).record
    drawn = {name for one in record.marks if one.track.title == LANE for name in one.statements}
    words = {name for one in record.listed if one.track.title == LANE for name in one.statements}
    assert drawn <= skin
    assert (drawn | words) - ids(lane.could) == skin

    zeros = {f"{said_by}/{zero}" for (said_by, _), zero in graph.membership.timing.zero.items()}
    for cell in graph.comparison(rows="all").record.cells:
        if cell.item in ROWS:
            holds_together(cell, graph, skin, zeros)


def holds_together(cell: Cell, graph: KnowledgeGraph, skin: set[str], zeros: set[str]) -> None:
    """Hold a cell to every result of its measure, what these rest on, and beside it only what tells of clearing."""
    shown = {one.identifier: one for one in graph.measures if one.identifier in cell.measures}
    mine = [one for one in graph.measures if (one.case, one.zero) == (cell.case, ROWS[cell.item])]
    assert {one.identifier for one in mine if one.measure == CLEAR} <= shown.keys()
    assert {one.measure for one in shown.values()} <= {CLEAR, NEAR}
    rests = {name for one in shown.values() for name in one.inputs}
    assert rests <= set(cell.statements)
    assert rests - zeros <= skin
    row = next(one for one in graph.rows if one.item.title == cell.item)
    tells = {name for name in ids(row.takes) if case_of(graph, name) == cell.case}
    assert set(cell.statements) == rests | tells
    assert tells <= skin


def case_of(graph: KnowledgeGraph, name: str) -> str:
    """Return the case that a statement is about."""
    return next(one.case for one in graph.statements if f"{one.said_by}/{one.id}" == name)


def test_the_three_papers_rest_on_one_set(real: KnowledgeGraph) -> None:
    """Row, lane, measure and query of the bundled papers: every look behind a clearance stands in the lane."""
    row = real.protocol.item("Skin clear from infusion")
    assert row.measure == CLEAR
    lane = next(one for one in real.lanes if one.title == "Skin lesion")
    rows = real.ask("time-to-clearance").records()
    cleared = {str(one["statement"]) for one in rows if one["use"] == "cleared"}
    in_lane = {"/".join(iri.rsplit("/", 2)[-2:]) for iri in lane.takes}
    assert cleared
    assert cleared <= in_lane
    inputs = {step for one in real.measures if one.measure == CLEAR for step in one.inputs}
    assert {str(one["statement"]) for one in rows} == inputs


def test_a_corpus_asked_anything_else_has_no_clearance() -> None:
    """Under the base of all protocols nothing is followed, so nothing is cleared: no row, no measure."""
    made = corpus(paper(rash("a", "day 9", extent="appears"), rash("b", "day 20", overall="cleared"), name="ash2021"))
    graph = KnowledgeGraph(made, protocol="any-case")
    assert not [one for one in graph.measures if one.measure == CLEAR]
    assert graph.ask("time-to-clearance").rows == ()
    with pytest.raises(KeyError):
        graph.protocol.measures[CLEAR]
