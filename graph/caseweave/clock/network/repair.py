"""What is set aside so that the rest can be true: the least trusted claims of each contradiction, ties together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from caseweave.clock.network.clash import Clashes, Saying, Steps, consistent, minimal_clashes
from caseweave.clock.network.distance import Arc

__all__ = ["Dropped", "Trusted", "kept", "repair"]


@dataclass(frozen=True, slots=True)
class Trusted:
    """A saying, the order of it that stays when its length goes, and its place in the order of trust (low first)."""

    saying: Saying
    order: Saying
    rank: tuple[int, ...]

    def moved(self, points: Callable[[Saying], Saying]) -> Trusted:
        """Return the same in other numbers of points."""
        return Trusted(points(self.saying), points(self.order), self.rank)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A saying that was set aside: its number, whether its order stays, and the clashes that it lost."""

    number: int
    order_stays: bool
    lost: tuple[frozenset[int], ...]


@dataclass(slots=True)
class _Keeping:
    """What has been kept so far, most trusted first; every saying with its number."""

    size: int
    fixed: tuple[Arc, ...]
    steps: Steps
    kept: list[tuple[int, Saying]] = field(default_factory=list)

    def clashes(self, more: Sequence[tuple[int, Saying]]) -> Clashes:
        """Find the minimal clashes of what is kept with more sayings, as numbers of sayings."""
        both = [*self.kept, *more]
        sayings = [saying for _, saying in both]
        if consistent(self.size, self.fixed, sayings):
            return Clashes(())
        found = minimal_clashes(self.size, self.fixed, sayings, self.steps)
        return Clashes(tuple(frozenset(both[at][0] for at in one) for one in found.sets), found.complete)


def repair(
    size: int, fixed: Sequence[Arc], sayings: Sequence[Trusted], steps: Steps | None = None
) -> tuple[Dropped, ...]:
    """Keep the most trusted sayings; where those of one rank clash with them or each other, set aside all that clash.

    A saying is only ever given up for sayings at least as trusted that are themselves kept or tied with it. The order
    of a saying that is set aside stays ("a week after" becomes "after") unless that clashes too.
    """
    keeping = _Keeping(size, tuple(fixed), steps or Steps())
    dropped: list[Dropped] = []
    for rank in sorted({one.rank for one in sayings}):
        level = {number: one for number, one in enumerate(sayings) if one.rank == rank}
        stay, lost = _settle(keeping, {number: one.saying for number, one in level.items()})
        keeping.kept += stay.items()
        ordered, _ = _settle(keeping, {number: level[number].order for number in lost if any(level[number].order)})
        keeping.kept += ordered.items()
        dropped += [Dropped(number, number in ordered, tuple(sets)) for number, sets in lost.items()]
    return tuple(sorted(dropped, key=lambda one: one.number))


def kept(sayings: Sequence[Trusted], dropped: Iterable[Dropped]) -> list[tuple[int, Saying]]:
    """Return what stays of the sayings, by number: all of a saying, or its order alone."""
    orders = {one.number: one.order_stays for one in dropped}
    return [
        (number, one.order if number in orders else one.saying)
        for number, one in enumerate(sayings)
        if orders.get(number, True)
    ]


def _settle(keeping: _Keeping, level: dict[int, Saying]) -> tuple[dict[int, Saying], dict[int, list[frozenset[int]]]]:
    """Part the sayings of one level into those that stay and those that lose a clash.

    What clashes with kept sayings alone goes first, so that nobody is set aside for a tie with it.
    """
    stay = dict(level)
    lost: dict[int, list[frozenset[int]]] = {}
    while sets := keeping.clashes(list(stay.items())).sets:
        alone = [one for one in sets if len(one & stay.keys()) == 1]
        for one in alone or sets:
            for number in sorted(one & stay.keys()):
                lost.setdefault(number, []).append(one)
        stay = {number: saying for number, saying in stay.items() if number not in lost}
    return stay, dict(sorted(lost.items()))
