"""The network page: what it says, that it is the same every time, and that nothing in it can act."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from caseweave.model import LISTS
from caseweave.views.network import Graph, build
from caseweave.views.network.marks import ENDS, KINDS, LINES, SHAPES
from caseweave.views.network.matrix import matrix
from caseweave.views.network.page import page


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """List the elements of a page as a browser sees them."""
    parser = Tags()
    parser.feed(html)
    return parser.tags


def embedded(html: str, name: str) -> Any:
    """Read one of the JSON blocks of a page."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_same_bytes(graph: Graph) -> None:
    """The same graph gives the same page."""
    assert page(graph, "Cases") == page(graph, "Cases")


def test_graph_is_left_alone(graph: Graph) -> None:
    """Drawing does not change the graph."""
    before = [dict(data) for _, data in graph.nodes(data=True)]
    page(graph, "Cases")
    assert [dict(data) for _, data in graph.nodes(data=True)] == before


def test_nothing_from_elsewhere(graph: Graph) -> None:
    """No element of the page names another file, and the policy forbids every request."""
    html = page(graph, "Cases")
    assert not [tag for tag in tags(html) if "src" in tag[1] or tag[0] in {"link", "iframe", "object", "base"}]
    policy = next(tag["content"] for name, tag in tags(html) if tag.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "connect-src" not in policy
    assert "unsafe-eval" not in policy


def test_hostile_text_adds_no_element(hostile: Graph) -> None:
    """Text of labels, ids, notes and quotes adds no element and no handler to the page."""
    plain, attacked = tags(page(build([]), "x")), tags(page(hostile, "</title><script>"))
    assert sum(tag == "script" for tag, _ in attacked) == sum(tag == "script" for tag, _ in plain)
    assert not [tag for tag, _ in attacked if tag in {"img", "base", "iframe"}]
    assert not [attribute for _, attributes in attacked for attribute in attributes if attribute.startswith("on")]


def test_braces_are_text(hostile: Graph) -> None:
    """Template syntax in a label or title is shown as it stands."""
    html = page(hostile, "{{ 7 * 7 }}")
    assert "<span>{{ 7 * 7 }}{% raw %}</span>" in html
    assert "<title>{{ 7 * 7 }}</title>" in html


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", " https://e.org", "vbscript:x", ""])
def test_only_web_addresses_become_links(graph: Graph, iri: str) -> None:
    """A code is a link only where its IRI is an http or https address."""
    changed = graph.copy()
    node = next(node for node, data in changed.nodes(data=True) if data["type"] == "entity")
    changed.nodes[node]["iri"] = iri
    nodes = {item["id"]: item for item in embedded(page(changed, "x"), "data")["nodes"]}
    assert nodes[node]["link"] is None
    assert any(item["link"] for item in nodes.values())


def test_one_line_per_role_and_state(graph: Graph) -> None:
    """Statements of one role and state on one entity are one line; relayed lines are dashed, absent ones barred."""
    html = page(graph, "x")
    lines = [edge for edge in embedded(html, "vis-edges") if edge["from"] == "abel2019"]
    fever = [edge for edge in lines if edge["to"] == "caseweave:cytokine-release-syndrome"]
    assert len(fever) == 1
    absent = [edge for edge in lines if edge["to"] == "caseweave:cd45"]
    assert absent[0]["arrows"]["to"]["type"] == "bar"
    relayed = [edge for edge in embedded(html, "vis-edges") if edge["role"] == "relayed"]
    assert relayed
    assert all(edge["dashes"] for edge in relayed)
    assert not any(edge["dashes"] for edge in embedded(html, "vis-edges") if edge["role"] == "own")


def test_page_carries_every_statement(graph: Graph) -> None:
    """Every statement is in the page, with who says it."""
    statements = embedded(page(graph, "x"), "data")["statements"]
    assert len(statements) == sum(data["type"] == "statement" for *_, data in graph.edges(data=True))
    assert all(one["paper"] and one["role"] and one["state"] for one in statements)


def test_every_kind_has_its_own_mark() -> None:
    """Kinds differ in colour or shape pair by pair, every role has a line and every state an end."""
    assert tuple(KINDS) == (*LISTS["kind"], "measure")
    assert len({(mark.tone, mark.shape) for mark in KINDS.values()}) == len(KINDS)
    assert {mark.shape for mark in KINDS.values()} <= set(SHAPES)
    assert set(LINES) == set(LISTS["role"])
    assert set(ENDS) == set(LISTS["state"])


def test_matrix_tells_how_it_is_said(graph: Graph) -> None:
    """The matrix tells stated, relayed and absent apart, and names the narrower entity a case has."""
    rows = {row.label: row for _, group in matrix(graph).groups for row in group}
    assert [words for _, words, _ in rows["tocilizumab"].cells[1].marks] == ["relayed"]
    assert [words for _, words, _ in rows["CD45"].cells[0].marks] == ["absent"]
    assert rows["CD45"].cells[1].marks == ()
    assert rows["anti-CD19 CAR-T therapy"].cells[2].through == ("ssCAR-T-19",)
    assert [cell.inferred for cell in rows["leukemia cutis"].cells] == [False, False, True]
    assert rows["leukemia cutis"].cells[0].marks == (("●", "stated", 3),)


def test_empty_network_is_a_page() -> None:
    """No statements give a page that says so."""
    assert "Nothing is shared by two cases." in page(build([]), "x")


def test_what_stands_on_a_relay_says_so(graph: Graph) -> None:
    """In the list of what the cases share, a case that has an entity only by relay or mapping is named as such."""
    html = page(graph, "x")
    assert "<span>tocilizumab<small>Brandt 2021: relayed</small>" in html
    assert "<span>leukemia cutis<small>Castro 2022: inferred</small>" in html
    assert "<span>complete remission</span>" in html
