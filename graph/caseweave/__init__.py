"""Caseweave: a literature comparison knowledge graph of published clinical case reports.

>>> import caseweave
>>> kg = caseweave.load()
>>> kg.query("cases-by-diagnosis", diagnosis="Ph-like ALL")["case"].unique().tolist()
['kovalenko2023', 'yang2020']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caseweave.api import KnowledgeGraph, build, load
    from caseweave.model import Problem, Problems, Statement

__all__ = ["KnowledgeGraph", "Problem", "Problems", "Statement", "build", "load"]

__version__ = "0.1.0"

_HOMES = dict.fromkeys(("Problem", "Problems", "Statement"), "caseweave.model")


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts quickly."""
    if name not in __all__:
        raise AttributeError(f"module 'caseweave' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "caseweave.api")), name)
