"""The network on paper: what joins the cases, each thing a row, who says it in the form of its sign."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.figure import FigureError
from caseweave.views.network import Graph
from caseweave.views.network.picture import picture
from caseweave.views.timeline.figure import draw
from caseweave.views.timeline.figure.face import text_width
from caseweave.views.timeline.figure.scene import FigureScene, Outline


def laid(graph: Graph, width: int = 170) -> FigureScene:
    """Lay a network out."""
    return picture(graph, "What the cases share", width, text_width)


@pytest.mark.parametrize("width", [85, 170])
def test_what_the_cases_share_is_a_row_each(real: KnowledgeGraph, width: int) -> None:
    """Disease, drug, syndrome and the time to clearance join cases; an age does not, nor what one case has alone."""
    scene = laid(real.network.graph, width)
    texts = [one.text for one in scene.writings()]
    assert "Kovalenko" in " ".join(texts)
    for told in ("Ph-like ALL", "tocilizumab", "cytokine release syndrome", "time to clearance"):
        assert told in texts
    assert not {"age", "sex", "Demographic", "mini-hyper-CVD"} & set(texts)
    assert scene.height <= 170
    assert all(one.left >= 0 and one.right <= width + 0.1 for one in scene.writings())


def test_who_says_it_shows_in_the_form(real: KnowledgeGraph) -> None:
    """Tocilizumab is told by the report of one patient, and only relayed of another: dashed, and said so in words."""
    scene = laid(real.network.graph)
    told = dict(part.split(": ", 1) for part in scene.description.split("; "))
    assert told["tocilizumab"] == (
        "Kovalenko 2023 (told by the patient's own report), Yang 2020 (only told by another paper)"
    )
    dashed = [part for group in scene.groups for part in group.parts if isinstance(part, Outline) and part.dash]
    assert dashed


def test_hostile_names_stay_text(hostile: Graph) -> None:
    """Nothing of a name becomes an element of the drawing."""
    svg = draw(laid(hostile), "svg").decode()
    assert "<script" not in svg
    assert "<img" not in svg


def test_the_same_bytes_in_each_form_and_no_other_form(real: KnowledgeGraph) -> None:
    """SVG, PDF and PNG of 300 dots an inch; another form or width names those there are."""
    for form in ("svg", "pdf", "png"):
        assert real.network.drawn(form, 85) == real.network.drawn(form, 85)
    assert int.from_bytes(real.network.drawn("png", 85)[16:20], "big") == pytest.approx(85 / 25.4 * 300, abs=1)
    with pytest.raises(FigureError, match="svg, pdf, png"):
        real.network.drawn("gif")
