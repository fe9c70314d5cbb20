"""What the words of a case put before what, be it on one day: an order that days cannot tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseweave.clock.network.distance import Arc
from caseweave.clock.network.meaning import Pair

__all__ = ["Sequence"]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Points in time by what words put after each: ``later`` strictly, ``next`` so or as part of the same thing."""

    later: Mapping[int, frozenset[int]]
    next: Mapping[int, frozenset[int]]

    @classmethod
    def of(cls, pairs: Iterable[Pair], order: Iterable[Arc]) -> Sequence:
        """Make it of the pairs that words put one before the other, and of the order that follows from what things are.

        >>> steps = Sequence.of([(1, 2)], [(3, 2, 0)])
        >>> steps.puts(1, 3), steps.puts(2, 3), steps.puts(3, 1)
        (True, False, False)
        """
        strict = tuple(pairs)
        loose = ((head, tail) for tail, head, most in order if most <= 0)
        return cls(_by_first(strict), _by_first((*strict, *loose)))

    def puts(self, first: int, second: int) -> bool:
        """Tell whether the first point is put before the second, and not also the other way round."""
        return second in self.after(first) and first not in self.after(second)

    def after(self, point: int) -> frozenset[int]:
        """Return all points that come after one, with at least one step that words make."""
        here = self._reached({point})
        return frozenset(self._reached({later for one in here for later in self.later.get(one, ())}))

    def _reached(self, points: set[int]) -> set[int]:
        found, ring = set(points), list(points)
        while ring:
            fresh = self.next.get(ring.pop(), frozenset()) - found
            found |= fresh
            ring += fresh
        return found


def _by_first(pairs: Iterable[Pair]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for first, second in pairs:
        found.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}
