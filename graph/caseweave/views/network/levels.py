"""Levels: what the cases share, at which level of the hierarchy, and the steps that lead there.

A case has an entity when a statement says it is present, of the entity itself or of one below it. Absence or a plan
holds for its own entity only: no fever is not "no symptom", and shares nothing; nor does what is only suspected.

Cases share what they have in the same phase. What has no phase by its kind, as a diagnosis, joins its like; where a
phase is not told, it may be either, and joins both. Shared is never a root, nor what every patient has.

A concept nobody states is kept where it joins two cases or more, nothing below it joins the same cases already, and it
says more than a category: one above two products of a class is kept; what stands above that adds nothing; what stands
right under a root joins only what everybody has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, TypeVar

from caseweave.model import Statement, Term
from caseweave.model.lists import TIMELESS
from caseweave.vocabulary.commonplace import is_commonplace
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["Levels"]

_Held = TypeVar("_Held")

Moment: TypeAlias = Literal["before", "after", "any", "untold"]
"""When a case has something: in a phase, whenever, or it is not told."""

_Codes = dict[str, frozenset[str]]
_Moments = dict[str, frozenset[tuple[str, Moment]]]
_NONE: frozenset[str] = frozenset()

_ROWS: Final[tuple[tuple[frozenset[Moment], frozenset[Moment]], ...]] = (
    (frozenset({"before"}), frozenset({"before", "untold"})),
    (frozenset({"after"}), frozenset({"after", "untold"})),
    (frozenset({"any", "untold"}), frozenset({"any", "untold"})),
)
"""The moments of which one must be there for cases to be joined, and those that join them."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The entities of the network: cases told of, cases that have it and when, and what stands above and below."""

    kept: tuple[Term, ...]
    _told: _Codes
    _had: _Moments
    _reached: _Moments
    _above: _Codes
    _below: _Codes

    @classmethod
    def of(cls, statements: Iterable[Statement], hierarchy: Mapping[str, tuple[Term, ...]]) -> Levels:
        """Weigh every concept at or above what the statements are about."""
        said = list(statements)
        stated = {one.about.curie: one.about for one in said}
        labels = {**{term.curie: term for terms in hierarchy.values() for term in terms}, **stated}
        tree = Hierarchy((curie, term.curie) for curie, terms in hierarchy.items() for term in terms)
        above = {curie: frozenset(tree.above(curie)) for curie in labels}
        below = _gather((broader, curie) for curie in labels for broader in above[curie])
        told = _gather((one.about.curie, one.case) for one in said)
        had = _gather((one.about.curie, (one.case, _moment(one))) for one in said if _has(one))
        reached = _gather((place, held) for curie in had for place in {curie, *above[curie]} for held in had[curie])
        plain = {curie: held for curie, held in reached.items() if not is_commonplace(curie, tree)}
        joins = [curie for curie in labels if curie not in stated and _joins(curie, plain, above, below)]
        kept = tuple(labels[curie] for curie in sorted({*stated, *joins}))
        return cls(kept, told, had, plain, above, below)

    def cases(self, curie: str) -> frozenset[str]:
        """Give the cases that have an entity, or something below it."""
        held = self._reached.get(curie) or self._had.get(curie, frozenset())
        return frozenset(case for case, _ in held)

    def share(self, curie: str) -> str:
        """Tell what an entity does between the cases: see :mod:`caseweave.views.network.build`."""
        if self._is_shared(curie):
            return "shared"
        if len(self._told.get(curie, _NONE)) > 1:
            return "compared"
        return "link" if any(self._brings(curie, above) for above in self.above(curie)) else "single"

    def above(self, curie: str) -> list[str]:
        """List the nearest kept entities above one."""
        codes = {term.curie for term in self.kept}
        higher = [place for place in self._above[curie] if place in codes]
        return sorted(place for place in higher if not any(place in self._above[other] for other in higher))

    def below(self, curie: str) -> list[str]:
        """List all stated entities below one."""
        return sorted(place for place in self._below.get(curie, _NONE) if place in self._told)

    def steps(self) -> Iterator[tuple[str, str]]:
        """Yield (narrower, broader) between kept entities, nearest first, in a stable order."""
        for term in self.kept:
            for broader in self.above(term.curie):
                yield term.curie, broader

    def _is_shared(self, curie: str) -> bool:
        if curie not in self._reached or (not self._above[curie] and curie in self._below):
            return False
        direct = bool(_together(self._had.get(curie, frozenset())))
        return direct or _joins(curie, self._reached, self._above, self._below)

    def _brings(self, curie: str, broader: str) -> bool:
        """Tell whether an entity brings a case to a shared one above that does not have it of itself."""
        of_itself = {case for case, _ in self._had.get(broader, frozenset())}
        return self._is_shared(broader) and bool(self.cases(curie) - of_itself)


def _has(said: Statement) -> bool:
    return said.state == "present" and said.word is not None


def _moment(said: Statement) -> Moment:
    return "any" if said.kind in TIMELESS else said.phase or "untold"


def _gather(pairs: Iterable[tuple[str, _Held]]) -> dict[str, frozenset[_Held]]:
    gathered: dict[str, set[_Held]] = {}
    for one, other in pairs:
        gathered.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in gathered.items()}


def _together(held: frozenset[tuple[str, Moment]]) -> frozenset[tuple[int, frozenset[str]]]:
    """Return the cases that are joined, for each phase in which two or more are."""
    rows = set()
    for place, (needed, joined) in enumerate(_ROWS):
        cases = frozenset(case for case, moment in held if moment in joined)
        if len(cases) > 1 and any(moment in needed for _, moment in held):
            rows.add((place, cases))
    return frozenset(rows)


def _joins(curie: str, reached: _Moments, above: _Codes, below: _Codes) -> bool:
    """Tell whether a concept says more than a category, and joins cases that nothing below it joins already."""
    rows = _together(reached.get(curie, frozenset()))
    if not rows or not any(above[higher] for higher in above[curie]):
        return False
    known = frozenset().union(*(_together(reached.get(other, frozenset())) for other in below.get(curie, _NONE)))
    return not rows <= known
