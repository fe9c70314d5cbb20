"""Write the network as GraphML, for Gephi, Cytoscape and yEd."""

from __future__ import annotations

import re

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from caseweave.views.network.build import Graph

__all__ = ["graphml"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: Graph) -> str:
    """Return the network as a GraphML document; the same graph gives the same text.

    Characters that XML cannot hold (control characters) become U+FFFD.

    >>> from caseweave.views.network import build
    >>> "<graphml" in graphml(build([]))
    True
    """
    clean: Graph = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(_legal(node), **_attributes(data))
    for start, end, key, data in graph.edges(keys=True, data=True):
        clean.add_edge(_legal(start), _legal(end), key=_legal(key), **_attributes(data))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{GraphMLWriter(clean)}\n'


def _attributes(data: dict[str, object]) -> dict[str, object]:
    known = {name: value for name, value in data.items() if value not in {"", None}}
    return {name: _legal(value) if isinstance(value, str) else value for name, value in known.items()}


def _legal(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
