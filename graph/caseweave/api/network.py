"""The network as users hold it: edges as records, a networkx graph, and one page that shows itself in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseweave.api.part import Brief, Cases, GraphPart
from caseweave.model import EDGE_COLUMNS, Edge
from caseweave.wording import in_html

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph
    from caseweave.views.network import Graph

__all__ = ["CaseNetwork"]

_BRIEF = ("source", "label", "kind", "state", "days", "text", "said_by", "role")


class CaseNetwork(GraphPart[Edge]):
    """Cases and the entities they share. ``graph`` is the networkx MultiDiGraph that the edges are the edges of."""

    noun = "edges"
    columns = EDGE_COLUMNS

    def __init__(self, knowledge: KnowledgeGraph, graph: Graph) -> None:
        super().__init__(_edges(graph))
        self._knowledge = knowledge
        self.graph = graph

    def __call__(self, *, cases: Cases = ()) -> CaseNetwork:
        """Return the network of some cases."""
        return self._knowledge.network_of(self._knowledge.names.cases(cases)) if cases else self

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per edge."""
        return [one.row() for one in self]

    def brief(self) -> Brief:
        """Return the cases with the entities that are told of them."""
        return _BRIEF, [one.row() for one in self if one.type != "broader"]

    def page(self) -> str:
        """Return the self-contained interactive page."""
        from caseweave.views.network.page import page  # noqa: PLC0415 - pyvis costs half a second

        return page(self.graph, "Cases and what they share")

    def drawn(self, form: str, width: int = 170) -> bytes:
        """Return the network on paper: a column a case, a row for each thing that cases share.

        ``form`` is svg, pdf or png (300 dots an inch), ``width`` 85 or 170 mm. Raises FigureError for another.

        >>> from caseweave import load
        >>> load().network.drawn("pdf")[:4]
        b'%PDF'
        """
        from caseweave.api.figure import FigureError  # noqa: PLC0415
        from caseweave.views.network.picture import PICTURE_WIDTHS, picture  # noqa: PLC0415
        from caseweave.views.timeline.figure import FORMS, draw  # noqa: PLC0415
        from caseweave.views.timeline.figure.face import text_width  # noqa: PLC0415

        if form not in FORMS or width not in PICTURE_WIDTHS:
            raise FigureError(f"no figure is .{form}, {width} mm; choose {', '.join(FORMS)}, and 85 or 170")
        return draw(picture(self.graph, "What the cases share", width, text_width), form)

    def graphml(self) -> str:
        """Write the graph for Gephi, Cytoscape and yEd."""
        from caseweave.views.network import graphml  # noqa: PLC0415

        return graphml(self.graph)

    def _repr_html_(self) -> str:
        sandbox = 'sandbox="allow-scripts allow-downloads"'
        frame = 'title="Network of cases" style="width:100%;height:640px;border:0"'
        return f'<iframe {sandbox} {frame} srcdoc="{in_html(self.page())}"></iframe>'


def _edges(graph: Graph) -> list[Edge]:
    """Return the edges as records; what a record has no field for stays in the graph."""
    kept = set(EDGE_COLUMNS)
    edges = []
    for source, target, key, data in graph.edges(keys=True, data=True):
        told = {name: value for name, value in data.items() if name in kept}
        edges.append(Edge(source=source, target=target, label=graph.nodes[target]["label"], id=key, **told))
    return edges
