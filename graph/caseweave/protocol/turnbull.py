"""The Turnbull estimate: how times are distributed when each is known only to lie in an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Final, TypeAlias

__all__ = ["Interval", "Mass", "installed", "median", "turnbull"]

Interval: TypeAlias = "tuple[int | None, int | None]"
"""First and last possible day, both included; None is unbounded."""

Mass: TypeAlias = "tuple[Interval, float]"
"""Days, and the share of the times that lie in them; where in them cannot be known."""

_LEAST: Final = 1e-9


def installed() -> bool:
    """Tell whether the package that makes the estimate is there: it is heavy, and optional."""
    return find_spec("surpyval") is not None


def turnbull(times: Sequence[Interval]) -> tuple[Mass, ...]:
    """Return the nonparametric maximum-likelihood estimate for interval-censored times, earliest days first.

    A time without either bound says nothing and is left out. Half of these times lie on day 2 or 3, half on day 9:

    >>> [(days, round(share, 3)) for days, share in turnbull([(1, 3), (2, 4), (9, 9), (9, 12)])]
    [((2, 3), 0.5), ((9, 9), 0.5)]
    """
    told = [(low, high) for low, high in times if (low, high) != (None, None)]
    if not told:
        return ()
    from surpyval.univariate.nonparametric.turnbull import Turnbull  # noqa: PLC0415 - a second only this estimate needs

    model = Turnbull.fit(
        xl=[-math.inf if low is None else low - 1.0 for low, _ in told],
        xr=[math.inf if high is None else float(high) for _, high in told],
        turnbull_estimator="Kaplan-Meier",
    )
    ends = [-math.inf, *map(float, model.x), math.inf]
    beyond = [1.0, *map(float, model.R), 0.0]
    steps = zip(ends, ends[1:], beyond, beyond[1:], strict=False)
    return tuple((_days(low, high), before - after) for low, high, before, after in steps if before - after > _LEAST)


def _days(low: float, high: float) -> Interval:
    """Turn an interval open at its lower end into days, both ends included."""
    return (int(low) + 1 if math.isfinite(low) else None, int(high) if math.isfinite(high) else None)


def median(masses: Sequence[Mass]) -> Interval:
    """Return the days in which the time lies that half of the times do not exceed.

    >>> median([((2, 3), 0.5), ((9, 9), 0.5)])
    (2, 3)
    """
    reached = 0.0
    for days, share in masses:
        reached += share
        if reached >= 0.5 - _LEAST:
            return days
    return (None, None)
