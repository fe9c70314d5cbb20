"""From days to millimetres: linear around day 0, logarithmic far from it, with ticks at days people count in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["FIRST", "LAST", "Scale", "scale_for", "ticks"]

FIRST: Final = -7
LAST: Final = 21
"""The scale is linear from FIRST to LAST."""

_LEFT, _RIGHT = 0.15, 0.23
_TICKS: Final = (0, 7, 14, 21, -7, 40, -30, -180, 180, 90, 365, -365, 730, -730, 28, -90, 60, -14, 1825, -1825)
_STEPS: Final = (1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each day lies between ``start`` and ``stop`` (mm), from day ``low`` to day ``high``.

    ``first`` and ``last`` bound the linear stretch, which lies between ``left`` and ``right`` (mm).

    >>> scale = Scale(0, 100, -200, 200, -7, 21, 20, 75)
    >>> scale.at(-7), scale.at(21), scale.at(200)
    (20.0, 75.0, 100.0)
    """

    start: float
    stop: float
    low: float
    high: float
    first: float
    last: float
    left: float
    right: float

    def at(self, day: float) -> float:
        """Return the place of a day; one beyond the ends lies at the end."""
        near = min(max(day, self.low), self.high)
        if near < self.first:
            return self.left - (self.left - self.start) * _share(near, self.first, self.low)
        if near > self.last:
            return self.right + (self.stop - self.right) * _share(near, self.last, self.high)
        return self.left + (self.right - self.left) * (near - self.first) / (self.last - self.first)

    @property
    def day(self) -> float:
        """Width of a day of the linear stretch."""
        return (self.right - self.left) / (self.last - self.first)

    @property
    def is_linear(self) -> bool:
        """Tell whether no stretch is logarithmic."""
        return self.first == self.low and self.last == self.high


def _share(day: float, near: float, far: float) -> float:
    return math.log(day / near) / math.log(far / near)


def scale_for(days: Iterable[int], start: float, stop: float) -> Scale:
    """Fit a scale to the days that are drawn, between two places in mm.

    Where few of the days lie near day 0, all of it is linear.
    """
    found = sorted({0, *days})
    near = [day for day in found if FIRST <= day <= LAST]
    low, high = found[0] - 0.5, found[-1] + 0.5
    if len(near) * 4 < len(found):
        margin = (high - low) * 0.03
        return Scale(start, stop, low - margin, high + margin, low - margin, high + margin, start, stop)
    first, last = float(FIRST), float(LAST)
    low, high = min(low * 1.1, first), max(high * 1.1, last)
    width = stop - start
    left = start + width * _LEFT if low < first else start
    right = stop - width * _RIGHT if high > last else stop
    return Scale(start, stop, low, high, first, last, left, right)


def ticks(scale: Scale, width: Callable[[int], float], gap: float = 1.0) -> tuple[int, ...]:
    """Choose the days to print, in order; those that matter most first, none touching another."""
    kept: list[int] = []
    for day in _candidates(scale):
        if scale.low <= day <= scale.high and _has_room(day, kept, scale, width, gap):
            kept.append(day)
    return tuple(sorted(kept))


def _candidates(scale: Scale) -> Sequence[int]:
    if not scale.is_linear:
        return _TICKS
    span = scale.high - scale.low
    step = next((step for step in _STEPS if span / step <= 9), _STEPS[-1])
    return [0, *(number * step * sign for number in range(1, 40) for sign in (1, -1))]


def _has_room(day: int, kept: Iterable[int], scale: Scale, width: Callable[[int], float], gap: float) -> bool:
    place, half = scale.at(day), width(day) / 2
    return all(abs(place - scale.at(other)) >= half + width(other) / 2 + gap for other in kept)
