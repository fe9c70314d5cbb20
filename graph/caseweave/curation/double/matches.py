"""Which statement of one curator is which of the other: by the words they stand on, else by what they say."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from caseweave.model import Statement
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["CuratorFile", "Match", "matches", "same_cases"]

Trait: TypeAlias = Callable[[Statement], Hashable | None]


@dataclass(frozen=True, slots=True)
class Match:
    """What one curator and the other say of one thing; None where one of them does not say it."""

    first: Statement | None
    second: Statement | None

    @property
    def told(self) -> Statement:
        """The statement of the first curator, else that of the second."""
        found = self.first or self.second
        assert found is not None
        return found

    @property
    def kinds(self) -> tuple[str, str]:
        """The kind that each of them gives it; empty where one does not say it."""
        return (self.first.kind if self.first else "", self.second.kind if self.second else "")


@dataclass(frozen=True, slots=True)
class CuratorFile:
    """One curator's file: the cases it reports in their order, and its statements."""

    own_cases: Sequence[str]
    cases: Sequence[str]
    statements: Sequence[Statement]


def same_cases(first: CuratorFile, second: CuratorFile) -> dict[str, str]:
    """Return the case of the first curator for each of the second: of one id, else own ones in their order.

    >>> same_cases(CuratorFile(["a-1", "a-2"], ["a-1", "a-2"], ()), CuratorFile(["b", "a-2"], ["b", "a-2", "c"], ()))
    {'a-2': 'a-2', 'b': 'a-1'}
    """
    found = {case: case for case in second.cases if case in first.cases}
    left = [case for case in first.own_cases if case not in found.values()]
    new = [case for case in second.own_cases if case not in found]
    return {**found, **dict(zip(new, left, strict=False))}


def matches(first: CuratorFile, second: CuratorFile, hierarchy: Hierarchy) -> tuple[Match, ...]:
    """Match statements, surest first: each is matched once, in the order of the first file, then of the second."""
    cases = same_cases(first, second)
    partner: dict[str, Statement] = {}
    taken: set[str] = set()
    for trait in _traits(hierarchy):
        left = _by(trait, [one for one in first.statements if one.id not in partner], {})
        right = _by(trait, [one for one in second.statements if one.id not in taken], cases)
        for key, mine in left.items():
            for one, other in zip(mine, right.get(key, ()), strict=False):
                partner[one.id] = other
                taken.add(other.id)
    told = [Match(one, partner.get(one.id)) for one in first.statements]
    return (*told, *(Match(None, one) for one in second.statements if one.id not in taken))


def _by(trait: Trait, told: Sequence[Statement], cases: Mapping[str, str]) -> dict[Hashable, list[Statement]]:
    found: dict[Hashable, list[Statement]] = {}
    for one in told:
        key = trait(one)
        if key is not None:
            found.setdefault((cases.get(one.case, one.case), key), []).append(one)
    return found


def _traits(hierarchy: Hierarchy) -> Iterator[Trait]:
    """Yield what two statements must have in common to be one, the surest first."""

    def words(said: Statement) -> Hashable | None:
        return next((one.print for one in said.anchors if one.print and one.purpose == "what"), None)

    def section(said: Statement) -> str:
        return said.anchors[0].section.casefold() if said.anchors else ""

    def number(said: Statement) -> Hashable:
        return (said.value, said.low, said.high, said.unit)

    def what(said: Statement) -> tuple[Hashable, ...]:
        return (said.kind, said.about.curie)

    yield lambda said: words(said) and (words(said), *what(said), said.state, said.site)
    yield lambda said: words(said) and (words(said), *what(said))
    yield lambda said: words(said) and (words(said), said.kind)
    yield words
    yield lambda said: (*what(said), section(said), said.when, said.site, number(said))
    yield lambda said: (*what(said), said.earliest, said.latest, section(said))
    yield lambda said: (*what(said), number(said), section(said))
    yield lambda said: (*what(said), said.id)
    yield lambda said: (*what(said), section(said))
    yield what
    yield lambda said: (said.kind, said.id)
    yield (
        lambda said: (
            (said.kind, hierarchy.above(said.about.curie)[:1], section(said)) if _above(said, hierarchy) else None
        )
    )


def _above(said: Statement, hierarchy: Hierarchy) -> bool:
    """Tell whether something stands above a thing that is no root: two sexes are one question, two findings are not."""
    return len(hierarchy.above(said.about.curie)) > 1
