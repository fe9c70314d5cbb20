"""The network page in a browser that has no network."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.views.network import Graph
from caseweave.views.network.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Any]
PLACES = "caseweave.map.getPositions()"
CRS = "#caseweave%3Acytokine-release-syndrome"


def label_boxes(opened: Page) -> list[dict[str, float]]:
    """Measure every visible node with its label, as drawn with the fonts of this browser."""
    boxes: list[dict[str, float]] = opened.evaluate(
        """() => { const { map } = caseweave, nodes = map.body.nodes;
        map.fit({ animation: false }); map.redraw(); // a label out of sight is not measured
        return Object.values(nodes).filter(node => !node.options.hidden).map(node => map.getBoundingBox(node.id)) }"""
    )
    return boxes


def overlapping(boxes: list[dict[str, float]]) -> list[Any]:
    """List the pairs of boxes that lie on each other by more than a pixel."""
    return [
        (one, other)
        for one, other in itertools.combinations(boxes, 2)
        if one["left"] + 1 < other["right"]
        and other["left"] + 1 < one["right"]
        and one["top"] + 1 < other["bottom"]
        and other["top"] + 1 < one["bottom"]
    ]


def test_asks_for_nothing(visit: Visitor, graph: Graph) -> None:
    """The page opens without any request besides itself, and without a complaint."""
    visited = visit(page(graph, "Cases"))
    visited.page.wait_for_timeout(300)
    assert visited.requests == [visited.page.url]
    assert visited.failed == visited.errors == []
    assert visited.page.evaluate("document.querySelector('canvas').width") > 0


def test_hostile_text_stays_text(visit: Visitor, hostile: Graph) -> None:
    """Nothing in labels, ids, quotes or notes runs: not on opening, not in the list, not in any detail."""
    visited = visit(page(hostile, "<script>window.__pwn=1</script>"))
    for node in hostile.nodes:
        visited.page.evaluate("id => caseweave.choose(id)", node)
        assert visited.page.locator("#chosen h2").count() == 1
        assert visited.page.locator("#detail img, #detail script").count() == 0
    assert visited.page.evaluate("window.__pwn") is None
    assert visited.errors == []
    assert visited.requests == [visited.page.url.split("#")[0]]


def test_same_places_after_reload(visit: Visitor, graph: Graph) -> None:
    """Opened again, every node stands where it stood."""
    visited = visit(page(graph, "Cases"))
    visited.page.locator("#shared").uncheck()
    before = visited.page.evaluate(PLACES)
    visited.page.reload()
    visited.page.locator("#shared").uncheck()
    assert visited.page.evaluate(PLACES) == before
    assert len(before) == len(graph)


@pytest.mark.parametrize("only_shared", [True, False], ids=["shared", "all"])
def test_no_labels_overlap(visit: Visitor, graph: Graph, only_shared: bool) -> None:
    """At 1200 pixels no label lies on another, in the default view and with everything shown."""
    visited = visit(page(graph, "Cases"), viewport={"width": 1200, "height": 800})
    visited.page.locator("#shared").set_checked(only_shared)
    boxes = label_boxes(visited.page)
    shown = sum(
        only_shared is False or data["type"] == "case" or data["share"] == "shared"
        for _, data in graph.nodes(data=True)
    )
    assert len(boxes) == shown
    assert overlapping(boxes) == []


@pytest.mark.parametrize("fragment", ["", CRS, "#brandt2021"], ids=["intro", "entity", "case"])
@pytest.mark.parametrize("look", [(1400, "light"), (1400, "dark"), (390, "light")], ids=["desktop", "dark", "phone"])
def test_accessible(visit: Visitor, axe: str, graph: Graph, look: tuple[int, str], fragment: str) -> None:
    """The checker axe finds nothing to object to, in light and dark, wide and narrow, with and without a choice."""
    options = {"viewport": {"width": look[0], "height": 900}, "color_scheme": look[1], "bypass_csp": True}
    visited = visit(page(graph, "Cases"), fragment, **options)
    visited.page.evaluate(axe)
    found = visited.page.evaluate("axe.run()")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= look[0]


def test_detail_of_an_entity(visit: Visitor, graph: Graph) -> None:
    """A deep link opens an entity: its code as a link, each case, who says what, and relayed told from own."""
    visited = visit(page(graph, "Cases"), CRS)
    detail = visited.page.locator("#detail")
    assert detail.locator("h2:visible").inner_text() == "cytokine release syndrome"
    assert detail.locator("a").get_attribute("rel") == "noreferrer noopener"
    assert detail.locator("h3:visible").all_inner_texts() == ["Abel 2019", "Brandt 2021", "Castro 2022"]
    assert "said by Abel 2019 · relayed" in detail.locator(".said.relayed").inner_text()


def test_case_keeps_the_others_bright(visit: Visitor, graph: Graph) -> None:
    """Choosing a case keeps the other cases that share something with it, and dims what has nothing to do with it."""
    visited = visit(page(graph, "Cases"), "#brandt2021")
    faint = "id => caseweave.map.body.nodes[id].options.opacity < 1"
    assert not visited.page.evaluate(faint, "abel2019")
    assert not visited.page.evaluate(faint, "castro2022")
    assert visited.page.evaluate(faint, "caseweave:vincristine")


def test_keyboard_route(visit: Visitor, graph: Graph) -> None:
    """Without a mouse: skip to the list, search by synonym, choose with Enter, go back with Escape."""
    visited = visit(page(graph, "Cases"))
    visited.page.keyboard.press("Tab")
    assert visited.page.evaluate("document.activeElement.textContent").startswith("Skip to the list")
    visited.page.locator("#search").focus()
    visited.page.keyboard.type("cutaneous leuk")
    assert visited.page.locator("#entries li:visible").all_inner_texts()[0].startswith("leukemia cutis")
    visited.page.keyboard.press("Enter")
    assert visited.page.locator("#detail h2:visible").inner_text() == "leukemia cutis"
    visited.page.keyboard.press("Escape")
    assert visited.page.locator("#detail h2:visible").inner_text() == "What the cases share"
    assert visited.page.locator("#search").input_value() == ""


@pytest.mark.parametrize("width", [1440, 1280, 768, 390])
def test_every_label_can_be_read(visit: Visitor, real: KnowledgeGraph, width: int) -> None:
    """No label is smaller than ten pixels; from 768 on nothing of the first view is cut off, below the page says so."""
    opened = visit(real.network.page(), viewport={"width": width, "height": 900}).page
    size, cut = opened.evaluate(
        """() => { const { map } = caseweave, frame = document.querySelector("#canvas").getBoundingClientRect();
        const nodes = Object.values(map.body.nodes).filter(node => !node.options.hidden);
        const cut = nodes.filter(node => { const box = map.getBoundingBox(node.id);
          const a = map.canvasToDOM({ x: box.left, y: box.top }), b = map.canvasToDOM({ x: box.right, y: box.bottom });
          return a.x < 0 || a.y < 0 || b.x > frame.width || b.y > frame.height });
        return [Math.min(...nodes.map(node => node.options.font.size)) * map.getScale(), cut.length] }"""
    )
    assert size >= 10
    assert (cut == 0) if width >= 768 else opened.locator("#larger").is_visible()


def test_what_is_chosen_comes_into_view(visit: Visitor, real: KnowledgeGraph) -> None:
    """An entity that only one case has is brought into the frame when it is chosen in the list."""
    opened = visit(real.network.page(), viewport={"width": 1280, "height": 900}).page
    opened.locator("#shared").uncheck()
    opened.locator("#entries .entry", has_text="blinatumomab").click()
    x, y = opened.evaluate(
        """() => { const id = decodeURIComponent(location.hash.slice(1)), at = caseweave.map.getPosition(id);
        const dom = caseweave.map.canvasToDOM(at); return [dom.x, dom.y] }"""
    )
    frame = opened.locator("#canvas").bounding_box()
    assert frame is not None
    assert 0 < x < frame["width"]
    assert 0 < y < frame["height"]


def test_a_search_for_nothing_says_so(visit: Visitor, graph: Graph) -> None:
    """The map does not fade away; a sentence tells that the name is nowhere."""
    opened = visit(page(graph, "Cases")).page
    opened.locator("#search").fill("qqqq")
    assert "Nothing is called “qqqq” here" in opened.locator("#found").inner_text()
    assert opened.evaluate("Object.values(caseweave.map.body.nodes).every(node => node.options.opacity === 1)")


def test_legend_filters_map_list_and_table(visit: Visitor, graph: Graph) -> None:
    """Taking a kind out of the legend takes it out of the map, the list and the table."""
    visited = visit(page(graph, "Cases"))
    visited.page.locator(".kind[value='measurement']").uncheck()
    assert visited.page.evaluate("caseweave.map.body.nodes['caseweave:hemoglobin'].options.hidden")
    assert visited.page.locator("#entries li:visible", has_text="hemoglobin").count() == 0
    assert visited.page.locator("tr:visible", has_text="hemoglobin").count() == 0
    visited.page.locator(".kind[value='measurement']").check()
    assert visited.page.locator("tr:visible", has_text="hemoglobin").count() == 1


def test_pictures(visit: Visitor, graph: Graph, tmp_path: Path) -> None:
    """The map is saved as SVG with its labels as text, and as PNG."""
    visited = visit(page(graph, "Cases"), accept_downloads=True)
    for kind in ("svg", "png"):
        with visited.page.expect_download() as waiting:
            visited.page.locator(f"#{kind}").click()
        waiting.value.save_as(tmp_path / f"map.{kind}")
    words = "".join(ET.parse(tmp_path / "map.svg").getroot().itertext())
    assert "leukemia cutis" in words
    assert "Brandt 2021" in words
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert visited.errors == []


def test_in_a_notebook_frame(visit: Visitor, graph: Graph) -> None:
    """In a sandboxed srcdoc frame, where history and addresses do not work, choosing still works."""
    frame = (
        f'<iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{escape(page(graph, "Cases"))}"></iframe>'
    )
    visited = visit(f"<!doctype html><title>x</title>{frame}")
    inner = visited.page.frame_locator("iframe")
    inner.locator("#entries .entry", has_text="leukemia cutis").click()
    assert inner.locator("#chosen h2").inner_text() == "leukemia cutis"
    assert visited.errors == []
