"""The network: what it joins, what it leaves apart, and where it stands."""

from __future__ import annotations

import itertools
import math
import random
import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.model import Statement, Term
from caseweave.model.identifiers import slug
from caseweave.model.lists import LISTS
from caseweave.views.network import Graph, build, graphml, layout
from caseweave.views.network.boxes import box_of, lines, text_width
from caseweave.views.network.layout import MOST
from caseweave.wording import details, stretch

SKIN, RASH, NODULE = (
    Term("caseweave:skin-lesion", "skin lesion"),
    Term("caseweave:rash", "rash"),
    Term("caseweave:n", "nodule"),
)
LESION, FINDING = Term("caseweave:lesion", "lesion"), Term("caseweave:finding", "clinical finding")
ABOVE = {RASH.curie: (SKIN,), NODULE.curie: (SKIN,), SKIN.curie: (LESION,), LESION.curie: (FINDING,)}


def say(case: str, about: Term | str, **more: Any) -> Statement:
    """One statement; its id follows from what it says."""
    term = about if isinstance(about, Term) else Term("caseweave:" + slug(about), about)
    name = slug(f"{case} {term.curie} {sorted(more.items())}")
    basic = {"said_by": case, "role": "own", "kind": "finding"}
    return Statement(
        statement=f"https://w3id.org/caseweave/statement/{name}", case=case, about=term, **{**basic, **more}
    )


def test_edge_per_statement() -> None:
    """Every statement is an edge of its own from its case to its entity, its IRI the key; parallel ones stay apart."""
    told = [
        say("a", "fever", earliest=1),
        say("a", "fever", earliest=2),
        say("a", "fever", said_by="b", role="relayed"),
    ]
    graph = build(told)
    edges = graph.get_edge_data("a", "caseweave:fever")
    assert set(edges) == {one.statement for one in told}
    assert edges[told[2].statement]["said_by"] == "b"
    assert edges[told[2].statement]["role"] == "relayed"


def test_shared_and_single() -> None:
    """An entity of two cases is shared, an entity of one is single; both are in the graph."""
    graph = build([say("a", "fever"), say("b", "fever"), say("a", "cough")])
    assert graph.nodes["caseweave:fever"]["share"] == "shared"
    assert graph.nodes["caseweave:fever"]["case_ids"] == "a; b"
    assert graph.nodes["caseweave:cough"]["share"] == "single"


def test_concept_above_joins() -> None:
    """A concept nobody states joins two cases whose entities stand below it; what stands below is the link."""
    graph = build([say("a", RASH), say("b", NODULE)], ABOVE)
    assert graph.nodes[SKIN.curie]["share"] == "shared"
    assert graph.nodes[SKIN.curie]["cases"] == 2
    assert graph.nodes[RASH.curie]["share"] == graph.nodes[NODULE.curie]["share"] == "link"
    assert graph.has_edge(RASH.curie, SKIN.curie)


def test_only_most_specific_concept() -> None:
    """A concept above one that joins the same cases adds nothing and stays out."""
    graph = build([say("a", RASH), say("b", NODULE)], ABOVE)
    assert LESION.curie not in graph


def test_no_mere_category() -> None:
    """A concept right under a root of the hierarchy joins what everybody has, and stays out."""
    assert SKIN.curie not in build([say("a", RASH), say("b", NODULE)], ABOVE | {SKIN.curie: (FINDING,)})


def test_no_concept_for_one_case() -> None:
    """A concept above the entities of a single case stays out."""
    assert SKIN.curie not in build([say("a", RASH), say("a", NODULE)], ABOVE)


def test_no_concept_above_a_shared_entity() -> None:
    """Where the cases share the entity itself, the concept above it stays out."""
    assert SKIN.curie not in build([say("a", RASH), say("b", RASH)], ABOVE)


@pytest.mark.parametrize("state", ["absent", "proposed", "not assessable"])
def test_absence_does_not_climb(state: str) -> None:
    """No rash is not "no skin lesion": only what is present holds for the concept above."""
    assert SKIN.curie not in build([say("a", RASH), say("b", NODULE, state=state)], ABOVE)


@pytest.mark.parametrize("state", ["absent", "proposed", "not assessable"])
def test_told_of_two_but_had_by_one(state: str) -> None:
    """Present in one case and absent or planned in the other is compared, never shared."""
    graph = build([say("a", RASH), say("b", RASH, state=state)])
    assert graph.nodes[RASH.curie]["share"] == "compared"
    assert graph.nodes[RASH.curie]["case_ids"] == "a"


def test_stated_concept_reached_from_below() -> None:
    """A concept one paper states itself is shared with a case that has something below it."""
    graph = build([say("a", SKIN), say("b", NODULE)], ABOVE)
    assert graph.nodes[SKIN.curie]["share"] == "shared"
    assert graph.nodes[NODULE.curie]["share"] == "link"


def test_all_ancestors_or_parents() -> None:
    """It does not matter whether the hierarchy lists parents or all ancestors."""
    whole = (SKIN, LESION, FINDING)
    everything = {RASH.curie: whole, NODULE.curie: whole, SKIN.curie: whole[1:], LESION.curie: whole[2:]}
    told = [say("a", RASH), say("b", NODULE)]
    assert graphml(build(told, everything)) == graphml(build(told, ABOVE))


def test_loop_in_hierarchy_ends() -> None:
    """A hierarchy that runs in a circle does not hang the network."""
    circle = {RASH.curie: (SKIN,), SKIN.curie: (RASH,)}
    assert RASH.curie in build([say("a", RASH)], circle)


def test_kind_of_most_statements() -> None:
    """An entity has the kind most of its statements use, the edge keeps its own."""
    told = [say("a", RASH, kind="lesion"), say("a", RASH, kind="lesion", earliest=1), say("b", RASH, kind="diagnosis")]
    graph = build(told)
    assert graph.nodes[RASH.curie]["kind"] == "lesion"
    assert {data["kind"] for *_, data in graph.edges(data=True)} == {"lesion", "diagnosis"}


def test_titles() -> None:
    """Cases and papers are shown by their titles, cases in the order given; without a title by their id."""
    graph = build([say("a", RASH), say("b", RASH)], cases={"b": "Brandt 2021"}, papers={"a": "Abel 2019"})
    assert [node for node, data in graph.nodes(data=True) if data["type"] == "case"] == ["b", "a"]
    assert graph.nodes["b"]["label"] == "Brandt 2021"
    assert graph.nodes["a"]["label"] == "a"
    assert {data["paper"] for *_, data in graph.edges(data=True)} == {"Abel 2019", "b"}


def test_case_without_statements_stays() -> None:
    """A case nobody says anything about is shown, so that nobody vanishes."""
    assert "c" in build([], cases={"c": "Castro 2022"})


def test_unknown_code_is_refused() -> None:
    """An entity without a resolvable code is an error that names it, not a dead node."""
    with pytest.raises(ValueError, match="javascript:alert"):
        build([say("a", Term("javascript:alert(1)", "x"))])


def test_words_of_a_statement() -> None:
    """The text of a statement has grade, value as printed, site and change; a bare number if nothing is printed."""
    told = say(
        "a", RASH, grade="2", scale="Lee", site=(Term("UBERON:0000014", "skin"),), course=(("extent", "worsens"),)
    )
    assert details(told) == "grade 2 (Lee); skin; extent worsens"
    assert details(say("a", "blasts", comparator="<", high=Decimal(1), unit="%")) == "<1 %"
    assert details(say("a", "blasts", low=Decimal(2), high=Decimal(3), unit="%")) == "2–3 %"
    assert details(say("a", "blasts", value=Decimal(90), unit="%", printed="90% blasts")) == "90% blasts"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({}, ""),
        ({"earliest": 9, "latest": 9}, "day 9"),
        ({"latest": 20}, "by day 20"),
        ({"earliest": 13}, "day 13 or later"),
        ({"earliest": 9, "latest": 9, "end_earliest": 9, "end_latest": 9}, "day 9"),
        (
            {"earliest": 14, "latest": 14, "end_earliest": 18, "end_latest": 20},
            "start day 14, end between day 18 and day 20",
        ),
        ({"end_latest": 20}, "start not known, end by day 20"),
    ],
)
def test_days_never_too_precise(bounds: dict[str, int], words: str) -> None:
    """Days are said with both bounds, and an open bound stays open."""
    assert stretch(say("a", RASH, **bounds), "sentence") == words


def test_graphml_is_read_back() -> None:
    """Other programs read the GraphML: same nodes, edges and labels."""
    graph = build([say("a", RASH), say("b", NODULE, when=("day 9",))], ABOVE)
    again = nx.parse_graphml(graphml(graph))
    assert sorted(again.nodes) == sorted(graph.nodes)
    assert again.number_of_edges() == graph.number_of_edges()
    assert again.nodes[RASH.curie]["label"] == "rash"


@given(st.text(), st.text())
def test_graphml_is_always_xml(label: str, note: str) -> None:
    """Whatever stands in a label or note, the GraphML is well-formed and says it, except what XML cannot hold."""
    graph = build([say("a", Term("HP:0001945", label), note=note)])
    root = ET.fromstring(graphml(graph))
    assert len(root.findall(".//{*}node")) == 2


def test_order_of_input_does_not_matter() -> None:
    """Statements in any order give the same graph and places."""
    told = [say(case, label, earliest=day) for case in "abc" for label in ("x", "y", "z") for day in (1, 2)]
    mixed = random.Random(3).sample(told, len(told))
    assert graphml(build(told)) == graphml(build(mixed))
    assert layout(build(told)) == layout(build(mixed))


def frames(graph: Graph) -> list[tuple[float, float, float, float]]:
    """Measure the room each node takes: left, top, right, bottom."""
    boxes = {node: box_of(graph, node) for node in graph}
    return [
        (x - boxes[node].half, y - boxes[node].above, x + boxes[node].half, y + boxes[node].below)
        for node, (x, y) in layout(graph).items()
    ]


@pytest.mark.parametrize("cases", [1, 2, 3, 4, 7, 12])
def test_no_two_nodes_overlap(cases: int) -> None:
    """However many cases and entities, no label lies on another."""
    ids = [f"case{number}" for number in range(cases)]
    told = [say(case, f"shared entity {number}") for case in ids for number in range(14)]
    told += [say(case, f"of {case} alone, number {number}") for case in ids for number in range(11)]
    taken = frames(build(told))
    clash = [
        (one, other)
        for one, other in itertools.combinations(taken, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert len(taken) == cases + 14 + 11 * cases
    assert clash == []


def test_shared_between_singles_behind() -> None:
    """What two cases share stands between them; what one has alone stands on its own side."""
    places = layout(build([say("a", "both"), say("b", "both"), say("a", "left"), say("b", "right")]))
    assert places["a"][0] < places["caseweave:both"][0] < places["b"][0]
    assert math.dist(places["caseweave:left"], places["a"]) < math.dist(places["caseweave:left"], places["b"])
    assert math.dist(places["caseweave:right"], places["b"]) < math.dist(places["caseweave:right"], places["a"])


def test_empty_network() -> None:
    """No statements, no nodes, no places."""
    assert layout(build([])) == {}


@pytest.mark.slow
def test_many_entities_need_no_other_library() -> None:
    """Beyond 500 nodes networkx would switch to a method that needs scipy; the layout does not."""
    told = [say(case, f"e{number}") for case in "ab" for number in range(MOST)]
    assert len(layout(build(told))) == MOST + 2


def test_labels_are_broken_not_lost() -> None:
    """A label is drawn in short lines."""
    assert (
        " ".join(lines("BCR-ABL1-like B acute lymphoblastic leukemia"))
        == "BCR-ABL1-like B acute lymphoblastic leukemia"
    )
    assert all(text_width(line, 14) < 300 for line in lines("w" * 200))


def test_every_kind_has_a_place() -> None:
    """Entities of all kinds of the closed list are placed, each once."""
    graph = build([say("a", f"one {kind}", kind=kind) for kind in LISTS["kind"]])
    assert len(set(layout(graph).values())) == len(LISTS["kind"]) + 1
