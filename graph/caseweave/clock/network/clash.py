"""Contradictions: every minimal set of sayings that cannot all be true.

A *saying* is one or several readings, each a group of arcs, of which one holds. Some arcs are ``fixed``: they follow
from what a happening is and are never in question. A set of sayings clashes if no choice of readings leaves the network
without a cycle of negative length; it is minimal if no saying can be left out. Every minimal set of a network without
alternatives is the set of sayings of some simple negative cycle, so those cycles are walked, point by point.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

import numpy as np

from caseweave.clock.network.distance import Arc, Distances, closure

__all__ = ["MOST_STEPS", "Clashes", "Saying", "Steps", "consistent", "minimal_clashes", "worlds"]

MOST_STEPS: Final = 300_000
"""Steps that the search may take for one case (a few seconds); then :attr:`Clashes.complete` is False."""

MOST_SHOWN: Final = 8
"""Clashes that are listed, at most, where the search gave up."""

Saying: TypeAlias = tuple[tuple[Arc, ...], ...]
"""The readings of one saying, each a group of arcs; one of the readings holds."""

_Labelled: TypeAlias = tuple[int, int, int, int]
"""An arc with the number of its saying; -1 for a fixed arc."""


@dataclass(slots=True)
class Steps:
    """What is left of the steps a search may take: counted, so that the same case ends at the same place anywhere."""

    left: int = MOST_STEPS

    @property
    def over(self) -> bool:
        """Whether none is left."""
        return self.left < 0

    def take(self, count: int) -> bool:
        """Take some steps; tell whether there were as many."""
        self.left -= count
        return not self.over


@dataclass(frozen=True, slots=True)
class Clashes:
    """Minimal clashing sets, as numbers of sayings, the smallest first: all, if ``complete``, else some."""

    sets: tuple[frozenset[int], ...]
    complete: bool = True


def worlds(sayings: Sequence[Saying]) -> Iterator[tuple[tuple[Arc, ...], ...]]:
    """Yield every way to choose one reading of each saying."""
    return product(*sayings)


def consistent(size: int, fixed: Iterable[Arc], sayings: Sequence[Saying]) -> bool:
    """Tell whether all sayings can be true at once.

    >>> consistent(2, [(0, 1, 3)], [(((1, 0, -4),), ((1, 0, -2),))])
    True
    """
    always = tuple(fixed)
    groups = ((*always, *(arc for group in chosen for arc in group)) for chosen in worlds(sayings))
    return any(closure(size, arcs) is not None for arcs in groups)


def minimal_clashes(size: int, fixed: Iterable[Arc], sayings: Sequence[Saying], steps: Steps | None = None) -> Clashes:
    """Find every minimal set of sayings that cannot all be true; when the steps are used up, at least one.

    >>> day_9, day_10, later = (((0, 1, 9), (1, 0, -9)),), (((0, 1, 10), (1, 0, -10)),), (((2, 1, -1),),)
    >>> minimal_clashes(3, [], [day_9, later, day_10])
    Clashes(sets=(frozenset({0, 2}),), complete=True)
    """
    steps, fixed = steps or Steps(), tuple(fixed)
    sets, seen = [frozenset[int]()], list[frozenset[int]]()
    for chosen in worlds(sayings):
        said = [(*arc, label) for label, group in enumerate(chosen) for arc in group]
        found = _of_one_world(size, [*((*arc, -1) for arc in fixed), *said], steps)
        seen += found
        if not steps.take(len(sets) * len(found)):
            return Clashes(tuple(_some(size, fixed, sayings, seen)), complete=False)
        sets = _minimal(one | other for one in sets for other in found)
    return Clashes(tuple(sets))


def _some(
    size: int, fixed: tuple[Arc, ...], sayings: Sequence[Saying], seen: Iterable[frozenset[int]]
) -> list[frozenset[int]]:
    """Make a few of the sets seen minimal: leave out every saying without which the rest still clashes."""

    def clash(numbers: Iterable[int]) -> bool:
        return not consistent(size, fixed, [sayings[number] for number in numbers])

    first = sorted(seen, key=lambda one: (len(one), sorted(one)))[:MOST_SHOWN]
    kept = [set(one) for one in (*first, frozenset(range(len(sayings))))]
    clashing = [one for one in kept if clash(one)]
    for one in clashing[:-1] or clashing:
        for number in sorted(one):
            if clash(one - {number}):
                one.remove(number)
    return _minimal(map(frozenset, clashing[:-1] or clashing))


def _minimal(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    kept: list[frozenset[int]] = []
    for candidate in sorted(set(sets), key=lambda one: (len(one), sorted(one))):
        if not any(other <= candidate for other in kept):
            kept.append(candidate)
    return kept


def _of_one_world(size: int, arcs: Sequence[_Labelled], steps: Steps) -> list[frozenset[int]]:
    """Walk the cycles through one point after another, until what is left contradicts itself no more."""
    found: list[int] = []
    least = _least(size, arcs)
    while not steps.over and (suspects := {point for point in range(size) if least[point, point] < 0}):
        arcs = [arc for arc in arcs if arc[0] in suspects and arc[1] in suspects]
        root = min(suspects)
        others = [arc for arc in arcs if root not in arc[:2]]
        least = _least(size, others)
        _walk(root, arcs, least, steps, found)
        arcs = others
    return _minimal(_numbers(mask) for mask in found)


def _numbers(mask: int) -> frozenset[int]:
    return frozenset(number for number in range(mask.bit_length()) if mask >> number & 1)


def _least(size: int, arcs: Iterable[_Labelled]) -> Distances:
    """Return, for all pairs, a length no simple path is shorter than, in a network that may have negative cycles.

    Floyd–Warshall stays below every simple path even then; it is cut off where no simple path can reach, so that the
    lengths do not double for ever.
    """
    arcs = tuple(arcs)
    floor = -1.0 - sum(max(0, -most) for *_, most, _ in arcs)
    least = np.full((size, size), np.inf)
    np.fill_diagonal(least, 0)
    for tail, head, most, _ in arcs:
        least[tail, head] = min(least[tail, head], most)
    for k in range(size):
        np.minimum(least, least[:, k, np.newaxis] + least[k], out=least)
        np.maximum(least, floor, out=least)
    return least


def _walk(root: int, arcs: Sequence[_Labelled], least: Distances, steps: Steps, found: list[int]) -> None:
    """Add the sayings of each simple negative cycle through a point to those found, as long as there are steps.

    ``least`` bounds the paths that avoid the point. Sets of sayings are bit masks here; a path through all sayings of a
    known clash leads to no other minimal one.
    """
    leaving: dict[int, list[_Labelled]] = {}
    home = np.full(len(least), np.inf)
    for arc in sorted(arcs):
        leaving.setdefault(arc[0], []).append(arc)
        if arc[1] == root and arc[0] != root:
            home = np.minimum(home, least[:, arc[0]] + arc[2])
    paths: deque[tuple[tuple[int, ...], int, int]] = deque([((root,), 0, 0)])
    while paths:
        path, length, said = paths.popleft()
        if not steps.take(1 + len(found) // 8):
            return
        if any(known & said == known for known in found):
            continue
        for _, head, most, label in leaving.get(path[-1], ()):
            told = said | 1 << label if label >= 0 else said
            if head == root and length + most < 0:
                found += [] if any(known & told == known for known in found) else [told]
            elif head not in path and length + most + home[head] < 0:
                paths.append(((*path, head), length + most, told))
