"""Levels: what the cases share, at which level of the hierarchy, and the steps that lead there.

A case has an entity when a statement says it is present, of the entity itself or of one below it. Absence or a plan
holds for its own entity only: no fever is not "no symptom", and shares nothing.

A concept nobody states is kept where it joins two cases or more, nothing below it joins the same cases already, and it
says more than a category: "anti-CD19 CAR-T" above two products is kept; "CAR-T cell therapy" above it adds nothing;
"assay", right under the root "procedure", joins only what everybody has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caseweave.model import Statement, Term
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["Levels"]

_Codes = dict[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Levels:
    """The entities of the network: cases told of, cases that have it, and what stands above and below."""

    kept: tuple[Term, ...]
    _told: _Codes
    _had: _Codes
    _reached: _Codes
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
        had = _gather((one.about.curie, one.case) for one in said if one.state == "present")
        reached = _gather((place, case) for curie in had for place in {curie, *above[curie]} for case in had[curie])
        joins = [curie for curie in labels if curie not in stated and _joins(curie, reached, above, below)]
        kept = tuple(labels[curie] for curie in sorted({*stated, *joins}))
        return cls(kept, told, had, reached, above, below)

    def cases(self, curie: str) -> frozenset[str]:
        """Give the cases that have an entity, or something below it."""
        return self._reached.get(curie, _NONE)

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
        direct = len(self._had.get(curie, _NONE)) > 1
        return direct or _joins(curie, self._reached, self._above, self._below)

    def _brings(self, curie: str, broader: str) -> bool:
        """Tell whether an entity brings a case to a shared one above that does not have it of itself."""
        return self._is_shared(broader) and bool(self.cases(curie) - self._had.get(broader, _NONE))


def _gather(pairs: Iterable[tuple[str, str]]) -> _Codes:
    gathered: dict[str, set[str]] = {}
    for one, other in pairs:
        gathered.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in gathered.items()}


def _joins(curie: str, reached: _Codes, above: _Codes, below: _Codes) -> bool:
    """Tell whether a concept says more than a category, and joins cases that nothing below it joins already."""
    cases = reached.get(curie, _NONE)
    if len(cases) < 2 or not any(above[higher] for higher in above[curie]):
        return False
    return all(reached.get(other) != cases for other in below.get(curie, _NONE))
