"""One definition: query, lane and measure of a course rest on the same statements, whatever the papers tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseweave.api.knowledge import KnowledgeGraph

from .telling import Said, corpus, paper, rash, said

CLEAR = "time to clearance"
LESIONS = ["skin rash", "skin nodule", "lesion", "FDG-avid lesion"]
"""Of the skin, of the skin, of no part that is told, of a scan: not all of them are looks at the skin."""
COURSES: list[dict[str, Any]] = [
    {"extent": "appears"},
    {"extent": "worsens"},
    {"overall": "improves"},
    {"overall": "nearly cleared"},
    {"overall": "cleared"},
    {"state": "absent"},
]
MORE: list[dict[str, Any]] = [
    {},
    {},
    {},
    {"method": "PET/CT"},
    {"specimen": "skin specimen"},
    {"section": "Discussion"},
]


@st.composite
def looks(draw: st.DrawFn, number: int) -> Said:
    """Draw a look at some lesion on a day within a month."""
    day, about = draw(st.integers(1, 30)), draw(st.sampled_from(LESIONS))
    more = {**draw(st.sampled_from(COURSES)), **draw(st.sampled_from(MORE))}
    event = draw(st.sampled_from(["rash", "spot"]))
    return rash(f"look-{number}", f"day {day}", about=about, **{"event": event, **more})


@st.composite
def tellings(draw: st.DrawFn) -> list[Said]:
    """Draw what one paper tells: looks, a sign that may belong to a rash, and the end of one as an outcome."""
    told = [draw(looks(number)) for number in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        told.append(said("sign", "finding", "erythema", "day 9", event=draw(st.sampled_from(["rash", "other"]))))
    if draw(st.booleans()):
        told.append(said("end", "outcome", "lesion resolution", "day 40", event="rash"))
    return told


def asked(papers: list[list[Said]]) -> KnowledgeGraph:
    """Ask the papers what the bundled ones are asked."""
    made = [paper(*told, name=name) for told, name in zip(papers, ("ash2021", "box2022"), strict=False)]
    return KnowledgeGraph(corpus(*made), protocol="car-t-skin")


@settings(max_examples=15, deadline=None)
@given(st.lists(tellings(), min_size=1, max_size=2))
def test_query_lane_and_measure_rest_on_the_same_statements(papers: list[list[Said]]) -> None:
    """The proofs are the rows of the query; all looks in them stand in the lane, and are looks at the skin."""
    graph = asked(papers)
    measures = [one for one in graph.measures if one.measure == CLEAR]
    proved = {(one.identifier, step.input) for one in measures for step in one.proof}
    rows = graph.ask("time-to-clearance").records()
    assert {(row["id"], row["statement"]) for row in rows} == proved

    look = graph.membership.of("skin look").takes
    lane = next(one for one in graph.lanes if one.title == "Skin lesion")
    assert lane.takes == look
    zeros = {f"{said_by}/{zero}" for (said_by, _), zero in graph.membership.timing.zero.items()}
    looked = {step.statement for one in measures for step in one.proof if step.input not in zeros}
    assert looked <= look

    kinds = {one.statement: one for one in graph.statements}
    for iri in look:
        assert kinds[iri].specimen is None
        method = kinds[iri].method
        assert method is None or method.label != "PET/CT"
        assert kinds[iri].label != "FDG-avid lesion"


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
