"""Terms that several files declare: one label is one thing, at one place of the hierarchy; synonyms add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from caseweave.model import Problem
from caseweave.vocabulary import Catalogue, Concept
from caseweave.yamltext import Tree

__all__ = ["Declared", "collisions"]

Declared: TypeAlias = "tuple[Tree, int, Concept, Catalogue]"
"""A term of a file: the file, its place among those of the file, what it came to, and all terms of the file."""


def collisions(declared: Iterable[Declared]) -> Iterator[Problem]:
    """Yield each label that files do not mean alike once, with what each of them says of it."""
    same: dict[str, list[Declared]] = {}
    for one in declared:
        same.setdefault(one[2].label.casefold(), []).append(one)
    for told in same.values():
        for said, cure in ((_identifier, "write the same iri in all"), (_above, "write one of them in all")):
            other = next((one for one in told if not _fit(told[0], one, said is _above)), None)
            if other is not None:
                tree, place, concept, _ = other
                each = "; ".join(f"{said(one)} in {_where(one)}" for one in told)
                yield tree.problem(("terms", place), f"{concept.label!r} is {each}; {cure}, or rename one")
                break


def _fit(first: Declared, other: Declared, placed: bool) -> bool:
    """Tell whether two declarations have one identifier, or stand on one line of the hierarchy."""
    (*_, one, known), (*_, two, terms) = first, other
    if not placed:
        return one.curie == two.curie
    return not one.broader or not two.broader or _within(one, two, terms) or _within(two, one, known)


def _within(one: Concept, other: Concept, terms: Catalogue) -> bool:
    """Tell whether all that stands above a concept in its file stands above it in the file of the other too."""
    return {*one.broader} <= {*terms.ancestors(other.curie)}


def _identifier(one: Declared) -> str:
    return one[2].curie


def _above(one: Declared) -> str:
    return f"under {' and '.join(repr(one[3][above].label) for above in one[2].broader)}"


def _where(one: Declared) -> str:
    tree, place, *_ = one
    return f"{tree.name}:{tree.place(('terms', place))[0]}"
