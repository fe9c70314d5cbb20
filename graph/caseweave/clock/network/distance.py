"""The arithmetic of a Simple Temporal Network: whole days between points, and the tightest bounds that follow.

A network has points numbered from 0 and *arcs*: ``(tail, head, most)`` says that the day of ``head`` is at most
``most`` days after the day of ``tail`` (so ``most = -3`` says: at least 3 days before). Shortest paths over the arcs
give the tightest bound between any two points; a cycle of negative length proves the arcs contradict one another
(Dechter, Meiri & Pearl 1991).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Arc", "Distances", "at_least", "at_most", "bounds", "closure", "tightened", "tree"]

Arc: TypeAlias = tuple[int, int, int]
"""``(tail, head, most)``: day of head - day of tail <= most."""

Distances: TypeAlias = npt.NDArray[np.float64]
"""Square matrix: entry ``[i, j]`` is the most days by which point j can follow point i; ``inf`` where unbounded."""


def at_most(point: int, base: int, days: int) -> Arc:
    """Say that a point is at most so many days after another.

    >>> at_most(point=2, base=0, days=7)
    (0, 2, 7)
    """
    return (base, point, days)


def at_least(point: int, base: int, days: int) -> Arc:
    """Say that a point is at least so many days after another.

    >>> at_least(point=2, base=0, days=4)
    (2, 0, -4)
    """
    return (point, base, -days)


def closure(size: int, arcs: Iterable[Arc]) -> Distances | None:
    """Return the tightest bounds between all pairs of ``size`` points, or None where the arcs contradict one another.

    >>> closure(3, [at_least(1, 0, 9), at_most(1, 0, 9), at_least(2, 1, 1)])
    array([[  0.,   9.,  inf],
           [ -9.,   0.,  inf],
           [-10.,  -1.,   0.]])

    Floyd–Warshall over whole numbers in float64, exact up to 2**53 days, on one point of each rigid group: points whose
    distance is given exactly, as those of most stated days are, need no search.
    """
    arcs = list(arcs)
    leaders, offsets = _rigid(size, arcs)
    places = {leader: place for place, leader in enumerate(dict.fromkeys(leaders))}
    group = np.array([places[leader] for leader in leaders])
    offset = np.array(offsets, dtype=np.float64)
    tails, heads, most = np.array(arcs, dtype=np.int64).reshape(-1, 3).T
    distances = np.full((len(places), len(places)), np.inf)
    np.fill_diagonal(distances, 0)
    np.minimum.at(distances, (group[tails], group[heads]), most + offset[tails] - offset[heads])
    if not _relax(distances):
        return None
    shortest: Distances = distances[group[:, np.newaxis], group] + (offset - offset[:, np.newaxis])
    return shortest


def _relax(distances: Distances) -> bool:
    """Shorten all distances as far as they go, in place; False where that never ends."""
    through = np.empty_like(distances)
    for k in range(len(distances)):
        if distances[k, k] < 0:
            return False
        np.add(distances[:, k, np.newaxis], distances[k], out=through)
        np.minimum(distances, through, out=distances)
    return not (distances.diagonal() < 0).any()


def _rigid(size: int, arcs: Iterable[Arc]) -> tuple[list[int], list[int]]:
    """Return a leader for each point, and how many days exactly the point comes after its leader."""
    given = {(tail, head): most for tail, head, most in arcs}
    fixed: dict[int, list[Arc]] = {}
    for (tail, head), most in given.items():
        if given.get((head, tail)) == -most:
            fixed.setdefault(tail, []).append((tail, head, most))
    leaders, offsets = [-1] * size, [0] * size
    for leader in range(size):
        if leaders[leader] < 0:
            leaders[leader] = leader
            ring = [leader]
            while ring:
                for tail, head, most in fixed.get(ring.pop(), ()):
                    if leaders[head] < 0:
                        leaders[head], offsets[head] = leader, offsets[tail] + most
                        ring.append(head)
    return leaders, offsets


def tightened(distances: Distances, arc: Arc) -> Distances:
    """Return the tightest bounds with one arc more, which does not contradict the others.

    >>> tightened(closure(3, [at_least(1, 0, 4), at_most(2, 1, 3)]), at_most(1, 0, 9))
    array([[ 0.,  9., 12.],
           [-4.,  0.,  3.],
           [inf, inf,  0.]])
    """
    tail, head, most = arc
    through = distances[:, tail, np.newaxis] + (most + distances[head])
    shortest: Distances = np.minimum(distances, through)
    return shortest


def bounds(distances: Distances, first: int, second: int) -> tuple[int | None, int | None]:
    """Return the fewest and most days by which the second point follows the first; None is unbounded.

    >>> bounds(closure(2, [at_least(1, 0, 4)]), 0, 1)
    (4, None)
    """
    return _whole(-float(distances[second, first])), _whole(float(distances[first, second]))


def _whole(days: float) -> int | None:
    return int(days) if math.isfinite(days) else None


def tree(distances: Distances, arcs: Iterable[Arc], source: int) -> dict[int, Arc]:
    """Return, for each point bounded from ``source``, the last arc of a shortest path to it with the fewest steps.

    Of several such arcs the first in the order given. Following the arcs back to the source proves the bound.

    >>> network = [at_most(1, 0, 9), at_most(2, 1, 4), at_most(2, 0, 20)]
    >>> tree(closure(3, network), network, 0)
    {1: (0, 1, 9), 2: (1, 2, 4)}
    """
    leaving: dict[int, list[Arc]] = {}
    from_source = distances[source].tolist()
    for arc in arcs:
        tail, head, most = arc
        if from_source[tail] + most == from_source[head] != math.inf:
            leaving.setdefault(tail, []).append(arc)
    found: dict[int, Arc] = {}
    ring = [source]
    while ring:
        reached = [arc for tail in ring for arc in leaving.get(tail, ()) if arc[1] not in found and arc[1] != source]
        ring = []
        for arc in reached:
            if arc[1] not in found:
                found[arc[1]] = arc
                ring.append(arc[1])
    return found
