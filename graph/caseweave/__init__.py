"""Caseweave: a literature comparison knowledge graph of published clinical case reports.

>>> import caseweave
>>> kg = caseweave.load()
>>> kg.query("cases-by-diagnosis", diagnosis="Ph-like ALL")["case"].unique().tolist()
['kovalenko2023', 'yang2020']
"""

import typing as _typing
from importlib import import_module as _import_module

if _typing.TYPE_CHECKING:
    from caseweave.api import KnowledgeGraph, build, load
    from caseweave.model import CaseweaveError, Problem, Problems, Statement

__all__ = ["CaseweaveError", "KnowledgeGraph", "Problem", "Problems", "Statement", "build", "load"]

__version__ = "0.1.0"

_HOMES = dict.fromkeys(("CaseweaveError", "Problem", "Problems", "Statement"), "caseweave.model")


def __getattr__(name: str) -> _typing.Any:
    """Import a public name when it is first used, so that the command line starts quickly."""
    if name not in __all__:
        raise AttributeError(f"module 'caseweave' has no attribute {name!r}")
    found = globals()[name] = getattr(_import_module(_HOMES.get(name, "caseweave.api")), name)
    return found


def __dir__() -> list[str]:
    """List what is offered, whether it was used before or not."""
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
