"""The Turnbull estimate, against a published example and against an estimate of our own making."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.protocol.turnbull import Interval, median, turnbull

RADIOTHERAPY: list[tuple[int, int | None]] = [
    *((45, None), (6, 10), (0, 7), (46, None), (46, None), (7, 16), (17, None), (7, 14), (37, 44), (0, 8), (4, 11)),
    *((15, None), (11, 15), (22, None), (46, None), (46, None), (25, 37), (46, None), (26, 40), (46, None), (27, 34)),
    *((36, 44), (46, None), (36, 48), (37, None), (40, None), (17, 25), (46, None), (11, 18), (38, None), (5, 12)),
    *((37, None), (0, 5), (18, None), (24, None), (36, None), (5, 11), (19, 35), (17, 25), (24, None), (32, None)),
    *((33, None), (19, 26), (37, None), (34, None), (36, None)),
]
"""Months to deterioration of the breast after radiotherapy alone, each in (low, high], of 46 patients: Finkelstein and
Wolfe, Biometrics 1985;41:933-45, table 4."""


def test_gives_the_published_estimate() -> None:
    """The masses of the R package interval for these data (Fay and Shaw, J Stat Softw 2010;36(2)), to 3 decimals."""
    found = turnbull([(low + 1, high) for low, high in RADIOTHERAPY])
    assert [(days, round(share, 3)) for days, share in found] == [
        ((5, 5), 0.046),
        ((7, 7), 0.033),
        ((8, 8), 0.089),
        ((12, 12), 0.071),
        ((25, 25), 0.093),
        ((34, 34), 0.082),
        ((39, 40), 0.121),
        ((47, 48), 0.466),
    ]
    assert median(found) == (39, 40)


def by_hand(times: Sequence[Interval]) -> list[tuple[int, float]]:
    """Return the share of each day by Turnbull's self-consistent iteration over single days, slowly."""
    low = min(end for pair in times for end in pair if end is not None) - 1
    high = max(end for pair in times for end in pair if end is not None) + 1
    days = range(low, high + 1)
    inside = np.array([[(a is None or a <= d) and (b is None or d <= b) for d in days] for a, b in times], float)
    share = np.full(len(days), 1 / len(days))
    for _ in range(3000):
        share *= (inside / (inside @ share)[:, None]).sum(axis=0) / len(times)
    return list(zip(days, share.tolist(), strict=True))


def ends(low: int, length: int, kind: int) -> Interval:
    """Make an interval of some length, open at one end for some kinds."""
    return (None if kind == 1 else low, None if kind == 2 else low + length)


intervals = st.builds(ends, st.integers(0, 8), st.integers(0, 5), st.integers(0, 5))


@given(times=st.lists(intervals, min_size=1, max_size=7))
def test_equals_the_iteration_by_hand(times: list[Interval]) -> None:
    """At the end of each estimated interval the same share of the times has passed."""
    found = turnbull(times)
    shares = by_hand(times)
    passed = 0.0
    for (_, last), share in found:
        passed += share
        expected = sum(one for day, one in shares if last is None or day <= last)
        assert math.isclose(passed, expected, abs_tol=5e-3)
    assert math.isclose(passed, 1)


@given(times=st.lists(intervals, min_size=1, max_size=7), extra=st.integers(0, 3))
def test_a_time_without_bounds_says_nothing(times: list[Interval], extra: int) -> None:
    """It is left out, not an error."""
    assert turnbull([*times, *[(None, None)] * extra]) == turnbull(times)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], (None, None)),
        ([(None, None)], (None, None)),
        ([(3, 3)] * 5, (3, 3)),
        ([(1, None)] * 5, (1, None)),
        ([(None, 4)] * 5, (None, 4)),
        ([(2, 2), (4, 4), (6, None), (6, None)], (4, 4)),
        ([(2, 2), (4, None), (6, None)], (6, None)),
        ([(1, 1), (2, 2), (3, 3), (4, 4)], (2, 2)),
    ],
    ids=["none", "no bounds", "one day", "open", "left open", "half", "past the last", "even"],
)
def test_median(times: list[Interval], expected: Interval) -> None:
    """The days in which half of the times are reached; open where they are not."""
    assert median(turnbull(times)) == expected
