"""What one protocol file says by itself, before what it inherits is joined to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from caseweave.model import LocalTerm
from caseweave.protocol.definition import Item, Lane, MeasureRule, Search, Zero
from caseweave.protocol.selector import Selector
from caseweave.yamltext import Path, Tree

__all__ = ["Draft", "Mention", "Row"]

Row: TypeAlias = "Item | Mention"
"""A row of its own, or the name of an inherited one."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a file uses, and where; ``wanted`` says what it must be the name of."""

    name: str
    path: Path
    wanted: Literal["selector", "measure", "row", "query"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One file's own part. ``named`` has every name it gives to a selector or measure, faulty ones too."""

    tree: Tree
    id: str
    title: str
    extends: str | None
    zero: Zero | None
    terms: tuple[LocalTerm, ...]
    search: Search | None
    selectors: Mapping[str, Selector]
    measures: Mapping[str, MeasureRule]
    drop: tuple[Mention, ...] | None
    groups: Mapping[str, tuple[Row, ...]]
    lanes: tuple[Lane, ...]
    named: frozenset[str]
    mentions: tuple[Mention, ...]
    queries: tuple[Mention, ...] = ()
