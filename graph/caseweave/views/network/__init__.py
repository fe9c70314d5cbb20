"""The network: cases and the entities they share, as a networkx graph. One edge per statement; no I/O, no drawing.

:func:`build` makes the graph from statements, :func:`layout` says where each node stands on a page,
:func:`graphml` writes the graph for Gephi, Cytoscape and yEd.
"""

from caseweave.views.network.build import Graph, build
from caseweave.views.network.graphml import graphml
from caseweave.views.network.layout import layout

__all__ = ["Graph", "build", "graphml", "layout"]
