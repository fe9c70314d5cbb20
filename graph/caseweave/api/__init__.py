"""The library: load papers, ask questions, compare cases, build every output. The one place that joins the steps."""

from caseweave.api.knowledge import KnowledgeGraph, load
from caseweave.api.outputs import build, make

__all__ = ["KnowledgeGraph", "build", "load", "make"]
