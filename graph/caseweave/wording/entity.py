"""What a statement is about, in the state it is told in, and where in the body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caseweave.model import State, Statement

__all__ = ["entity", "sites"]

_STATES: Final[Mapping[State, str]] = {"absent": "no ", "proposed": "planned: ", "not assessable": "cannot tell: "}


def entity(said: Statement) -> str:
    """Name the entity with its state; one that is only suspected says so.

    >>> from caseweave.model import Term
    >>> told = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "finding"}
    >>> fever = Term("HP:0001945", "fever")
    >>> entity(Statement(**told, about=fever, state="absent"))
    'no fever'
    >>> entity(Statement(**told, about=fever, certainty="suspected"))
    'suspected fever'
    """
    return f"{_STATES.get(said.state, '')}{'suspected ' if said.certainty else ''}{said.label}"


def sites(said: Statement) -> str:
    """Name where it is, but for what the entity's own name already says.

    >>> from caseweave.model import Term
    >>> told = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "lesion"}
    >>> places = (Term("x:scalp", "scalp"), Term("x:skin", "skin"))
    >>> sites(Statement(**told, about=Term("x:rash", "skin rash"), site=places))
    'scalp'
    """
    name = said.label.casefold().split()
    return ", ".join(term.label for term in said.site if not set(term.label.casefold().split()) <= set(name))
