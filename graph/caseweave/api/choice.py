"""Which cases and rows of a comparison are shown: by name, by what is told of a case, by heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

from caseweave.model import Comparison, Kind, Row, Statement, Term
from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.spelling import nearest

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["ChoiceError", "cases_where", "general", "rows_named"]

KINDS: Final[tuple[str, ...]] = get_args(Kind)


class ChoiceError(CaseweaveError):
    """A row or a condition that there is none of; the message offers those there are."""


def rows_named(table: Comparison, asked: str) -> tuple[Row, ...]:
    """Return the rows that are asked for, in their order: ``essential``, ``all``, or items and headings by comma.

    Raises ChoiceError for a name of none.
    """
    if asked in {"essential", "all"}:
        return tuple(row for row in table.rows if row.essential or asked == "all")
    names = [" ".join(name.casefold().split()) for name in asked.split(",")]
    known = list(dict.fromkeys(one for row in table.rows for one in (row.item, row.group)))
    for name in names:
        if name not in {one.casefold() for one in known}:
            close = nearest(name, known)
            hint = f"did you mean {close!r}?" if close else f"choose essential, all, or some of: {', '.join(known)}"
            raise ChoiceError(f"{name!r} is no row and no heading of the table; {hint}")
    return tuple(row for row in table.rows if {row.item.casefold(), row.group.casefold()} & set(names))


def cases_where(graph: KnowledgeGraph, conditions: Iterable[str]) -> frozenset[str] | None:
    """Return the cases of which every condition is told as a fact; None where there is no condition.

    A condition is a kind of statement and a term, ``diagnosis=Ph-like ALL``: it holds where the term, or one below
    it, is told to be there. Raises ChoiceError for a kind of none, UnknownNameError for a term of none.
    """
    found: frozenset[str] | None = None
    for condition in conditions:
        kind, sign, term = (part.strip() for part in condition.partition("="))
        if not sign or kind.casefold() not in KINDS:
            raise ChoiceError(
                f"{condition!r} is no condition; write a kind and a term, such as 'diagnosis=NAME', with a kind "
                f"of: {', '.join(KINDS)}"
            )
        root = graph.terms.resolve(graph.names.find("term", term)).curie
        held = frozenset(
            one.case for one in graph.statements if one.kind == kind.casefold() and _is_told(one, graph, root)
        )
        found = held if found is None else found & held
    return found


def _is_told(said: Statement, graph: KnowledgeGraph, root: str) -> bool:
    is_fact = said.state == "present" and said.assertion == "observed" and said.certainty is None
    return is_fact and graph.terms.hierarchy.is_under(said.about.curie, root)


def general(graph: KnowledgeGraph, told: Iterable[Statement], level: int) -> Sequence[Statement]:
    """Return statements about what stands so many steps below the top of the hierarchy, above what they name."""
    terms = graph.terms
    kept: dict[str, Term] = {}

    def broader(term: Term) -> Term:
        if term.curie not in kept:
            above = terms.ancestors(term.curie) if term.curie in terms else ()
            ways = [one for one in above if terms.depth(one) == level]
            kept[term.curie] = Term(ways[0], terms[ways[0]].label) if ways else term
        return kept[term.curie]

    return [replace(one, about=broader(one.about)) for one in told]
