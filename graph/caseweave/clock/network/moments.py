"""What of a case is certainly over before what else begins, as one speaker tells it.

Days decide; on one and the same day, the order in which the words put the two. What is certainly before, and certainly
after, the very same other things is one moment, so that an order of many statements needs few pairs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from caseweave.clock.network.resolved import Resolved

__all__ = ["Moment", "moments"]

Relation: TypeAlias = npt.NDArray[np.bool_]
Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """Things that no word sets apart in time: statements, and events that have a name; all by id.

    ``later`` has the places of the moments that certainly begin after this one is over.
    """

    statements: tuple[str, ...]
    events: tuple[str, ...]
    later: tuple[int, ...]


def moments(time: Resolved, events: Collection[str] = ()) -> tuple[Moment, ...]:
    """Return the moments of a case that come before or after another, in the order of its statements."""
    said = {name: time.span(name) for name in time.bases}
    named = {name: time.span(name) for name in events}
    spans = list(dict.fromkeys((*said.values(), *named.values())))
    before = _before(time, spans)
    sides = [(row.tobytes(), column.tobytes()) for row, column in zip(before, before.T, strict=True)]
    told = dict(zip(spans, sides, strict=True))
    first = {one: place for place, one in reversed(list(enumerate(told.values())))}
    placed = [place for one, place in first.items() if before[place].any() or before[:, place].any()]
    placed.sort()
    numbers = {place: number for number, place in enumerate(placed)}

    def here(place: int, things: dict[str, Span]) -> tuple[str, ...]:
        return tuple(name for name, span in things.items() if first[told[span]] == place)

    def later(place: int) -> tuple[int, ...]:
        return tuple(numbers[other] for other in np.flatnonzero(before[place]).tolist() if other in numbers)

    return tuple(Moment(here(place, said), here(place, named), later(place)) for place in placed)


def _before(time: Resolved, spans: Sequence[Span]) -> Relation:
    """Tell of each pair of spans whether the first is over before the second begins."""
    if not spans:
        return np.zeros((0, 0), dtype=bool)
    starts, ends = (np.array(points) for points in zip(*spans, strict=True))
    distances = time.solved.distances
    days: Relation = distances[np.ix_(starts, ends)].T < 0
    against: Relation = distances[np.ix_(ends, starts)] < 0
    return days | (_worded(time, ends, starts) & ~against)


def _worded(time: Resolved, ends: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> Relation:
    """Tell of each pair of points whether words put the first before the second, and not also the other way round."""
    after = np.zeros((len(time.solved.distances),) * 2, dtype=bool)
    for point in {*ends.tolist(), *starts.tolist()}:
        after[point, list(time.sooner.after(point))] = True
    found: Relation = after[np.ix_(ends, starts)] & ~after[np.ix_(starts, ends)].T
    return found
