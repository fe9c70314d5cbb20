"""A consistent network with its bounds, and the claims that each bound rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from caseweave.clock.network.clash import Saying, worlds
from caseweave.clock.network.distance import Arc, Distances, bounds, closure, tightened, tree

__all__ = ["Solved", "World", "solve"]

Grounds: TypeAlias = tuple[list[frozenset[int]], list[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class World:
    """One choice of readings that is consistent: what each saying says in it, all arcs, and the bounds."""

    chosen: dict[int, tuple[Arc, ...]]
    arcs: tuple[Arc, ...]
    distances: Distances

    def ties(self, first: int, second: int) -> bool:
        """Tell whether the second point is bounded at all from the first."""
        return bool(np.isfinite(self.distances[first, second]) or np.isfinite(self.distances[second, first]))

    def bounded(self, arc: Arc) -> World | None:
        """Return the world with one arc more, or None where it contradicts the rest."""
        tail, head, most = arc
        if self.distances[tail, head] <= most:
            return self
        if self.distances[head, tail] + most < 0:
            return None
        return replace(self, arcs=(*self.arcs, arc), distances=tightened(self.distances, arc))


@dataclass(frozen=True, slots=True)
class Solved:
    """The tightest bounds between all points, whichever reading is meant.

    ``said_by`` names, for each arc, the number of the first saying that it comes from. ``loose`` are the worlds that
    are possible and yet left out of the bounds.
    """

    distances: Distances
    worlds: tuple[World, ...]
    said_by: dict[Arc, int]
    loose: tuple[World, ...] = ()
    _grounds: dict[int, Grounds] = field(default_factory=dict, init=False, repr=False, compare=False)

    def between(self, first: int, second: int) -> tuple[int | None, int | None]:
        """Return the fewest and most days by which the second point follows the first; None is unbounded."""
        return bounds(self.distances, first, second)

    def read(self, number: int, group: tuple[Arc, ...]) -> Solved | None:
        """Return the bounds if one reading of a saying is meant, or None where that contradicts the rest."""
        found = [world for world in self.worlds if world.chosen.get(number) == group]
        found = found or [world for world in self.loose if world.chosen.get(number) == group]
        return Solved(_hull(found), tuple(found), self.said_by) if found else None

    def tied(self, first: int, second: int) -> Solved:
        """Leave out the worlds that do not tie the second point to the first, unless none does.

        A phrase that may be counted from something without a day says no less for it of the other that it may mean.
        """
        tied = tuple(world for world in self.worlds if world.ties(first, second))
        if len(tied) in (0, len(self.worlds)):
            return self
        loose = tuple(world for world in self.worlds if not world.ties(first, second))
        return Solved(_hull(tied), tied, self.said_by, (*self.loose, *loose))

    def bounded(self, arc: Arc) -> Solved | None:
        """Return the network with one arc more, or None where it contradicts the rest in every world."""
        if self.distances[arc[0], arc[1]] <= arc[2]:
            return self
        found = tuple(world for world in (one.bounded(arc) for one in self.worlds) if world is not None)
        loose = tuple(world for world in (one.bounded(arc) for one in self.loose) if world is not None)
        return replace(self, distances=_hull(found), worlds=found, loose=loose) if found else None

    def rests_on(self, source: int) -> Grounds:
        """Return, by point, the numbers of the sayings that its fewest and its most days from a source rest on.

        The ways from one source are followed once: measures ask for many days from the same one.
        """
        if source not in self._grounds:
            self._grounds[source] = self._chain(source, back=True), self._chain(source, back=False)
        return self._grounds[source]

    def _chain(self, source: int, *, back: bool) -> list[frozenset[int]]:
        size = len(self.distances)
        found = [frozenset[int]()] * size
        for world in self.worlds:
            directed = [(head, tail, most) for tail, head, most in world.arcs] if back else world.arcs
            steps = tree(world.distances.T if back else world.distances, directed, source)
            for point, sayings in self._followed(steps, source, back=back).items():
                found[point] = found[point] | sayings
        return found

    def _followed(self, steps: dict[int, Arc], source: int, *, back: bool) -> dict[int, frozenset[int]]:
        """Collect the sayings on the way to each point; ``steps`` has nearer points first."""
        way = {source: frozenset[int]()}
        for point, (tail, head, most) in steps.items():
            number = self.said_by.get((head, tail, most) if back else (tail, head, most))
            way[point] = way[tail] if number is None else way[tail] | {number}
        return way


def solve(size: int, fixed: Iterable[Arc], sayings: Sequence[tuple[int, Saying]]) -> Solved | None:
    """Return the bounds of a network of numbered sayings, or None where they clash.

    >>> solve(2, [], [(0, (((0, 1, 9), (1, 0, -9)),))]).between(0, 1)
    (9, 9)
    """
    always = tuple(fixed)
    found: list[World] = []
    for groups in worlds([saying for _, saying in sayings]):
        arcs = (*always, *(arc for group in groups for arc in group))
        distances = closure(size, arcs)
        if distances is not None:
            chosen = {number: group for (number, _), group in zip(sayings, groups, strict=True)}
            found.append(World(chosen, arcs, distances))
    if not found:
        return None
    return Solved(_hull(found), tuple(found), _first_said(sayings))


def _hull(found: Iterable[World]) -> Distances:
    hull: Distances = np.maximum.reduce([world.distances for world in found])
    return hull


def _first_said(sayings: Iterable[tuple[int, Saying]]) -> dict[Arc, int]:
    said_by: dict[Arc, int] = {}
    for number, saying in sayings:
        for arc in (arc for group in saying for arc in group):
            said_by.setdefault(arc, number)
    return said_by
