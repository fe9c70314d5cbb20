"""Shapes: what must hold for the graph, in SHACL Core (``ontology/shapes.ttl``), and what in it does not.

:mod:`.engine` holds shapes against a graph, :mod:`.lint` finds what an engine lets pass in silence, :mod:`.places`
leads from a node back to the file and line it was made from.
"""

from caseweave.rdf.shapes.engine import Breach, Shapes, ShapesError, installed
from caseweave.rdf.shapes.lint import ShapeTriple, idle, misspelt
from caseweave.rdf.shapes.places import findings, place

__all__ = ["Breach", "ShapeTriple", "Shapes", "ShapesError", "findings", "idle", "installed", "misspelt", "place"]
