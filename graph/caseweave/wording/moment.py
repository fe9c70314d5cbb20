"""Time phrases for people: what happened stands where a paper file has the id of a statement or event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from caseweave.model import Statement
from caseweave.wording.days import days
from caseweave.wording.entity import entity

__all__ = ["HappeningNames", "Names", "happenings", "phrase", "worded"]

Names: TypeAlias = Mapping[str, str]
"""What the ids of one paper's statements and events about one case are called."""

HappeningNames: TypeAlias = Mapping[tuple[str, str], Names]
"""The same, by paper and case."""

_ID: Final = re.compile(
    r"\b(after|before|during|until|from|to|and|or|of|as|by) (?!(?:day|start|end|early|mid|late) )([a-z0-9][a-z0-9._-]*)"
)


def happenings(statements: Iterable[Statement], labels: HappeningNames | None = None) -> dict[tuple[str, str], Names]:
    """Name each statement and event by paper and case: by the label its file gives, else by what it is.

    Where several are called alike, each is told with the day it began.
    """
    told: dict[tuple[str, str], dict[str, Statement]] = defaultdict(dict)
    for said in statements:
        names = told[said.said_by, said.case]
        names[said.id] = said
        if said.event:
            names.setdefault(said.event, said)
    return {key: {**_called(names), **(labels or {}).get(key, {})} for key, names in told.items()}


def _called(named: Mapping[str, Statement]) -> dict[str, str]:
    meant: dict[str, set[str]] = defaultdict(set)
    for said in named.values():
        meant[entity(said)].add(said.event or said.id)
    return {name: _one(said, alone=len(meant[entity(said)]) == 1) for name, said in named.items()}


def _one(said: Statement, *, alone: bool) -> str:
    day = "" if alone else days(said.earliest, said.latest, "cell")
    return f"{entity(said)} ({day})" if day else entity(said)


def phrase(text: str, names: Names) -> str:
    """Say a time phrase with the names of what it refers to.

    >>> phrase("14 d after mrd-negative", {"mrd-negative": "MRD-negative"}), phrase("by day 14", {"day": "x"})
    ('14 d after MRD-negative', 'by day 14')
    """
    return _ID.sub(lambda match: f"{match[1]} {names.get(match[2], match[2])}", text)


def worded(statements: Iterable[Statement], names: HappeningNames) -> tuple[Statement, ...]:
    """Return the statements with time phrases and qualifiers for people: no id of a paper's file is left in them."""
    return tuple(_worded(said, names.get((said.said_by, said.case), {})) for said in statements)


def _worded(said: Statement, names: Names) -> Statement:
    if not said.when and not said.qualifiers:
        return said
    told = tuple((name, names.get(value, value)) for name, value in said.qualifiers)
    return replace(said, when=tuple(phrase(text, names) for text in said.when), qualifiers=told)
