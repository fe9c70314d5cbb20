"""Identifiers that look right and are not, each with what it is and what to write instead.

The table is ``ontology/misleading.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from caseweave import resources
from caseweave.vocabulary.table import rows

__all__ = ["misleading"]

_COLUMNS: Final = ("identifier", "cure")


@cache
def misleading() -> Mapping[str, str]:
    """Return what is wrong with each identifier, and what to write instead."""
    table = rows(resources.ontology("misleading.tsv"), "misleading.tsv", _COLUMNS)
    return MappingProxyType({row["identifier"]: row["cure"] for _, row in table})
