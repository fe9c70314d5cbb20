"""The arithmetic of the network, against counting every possibility."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from caseweave.clock.network.distance import Arc, at_least, at_most, bounds, closure, tree

SIZE = 4
BOX = 6
IN_THE_BOX = [arc for point in range(1, SIZE) for arc in (at_least(point, 0, -BOX), at_most(point, 0, BOX))]
DAYS = np.array([(0, *days) for days in product(range(-BOX, BOX + 1), repeat=SIZE - 1)])
"""Every way to place four points, the first on day 0 and the others at most six days from it."""

points = st.integers(0, SIZE - 1)
arcs = st.lists(st.tuples(points, points, st.integers(-4, 4)), max_size=8)


def possible(network: list[Arc]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """All placements that keep every arc."""
    kept = np.ones(len(DAYS), dtype=bool)
    for tail, head, most in network:
        kept &= DAYS[:, head] - DAYS[:, tail] <= most
    return DAYS[kept]


@given(arcs)
@settings(max_examples=300)
def test_bounds_are_those_of_all_possibilities(network: list[Arc]) -> None:
    """The bounds of every pair are attained and never exceeded; a contradiction leaves no possibility."""
    distances, placed = closure(SIZE, [*network, *IN_THE_BOX]), possible(network)
    if distances is None:
        assert len(placed) == 0
        return
    for first, second in product(range(SIZE), repeat=2):
        apart = placed[:, second] - placed[:, first]
        assert bounds(distances, first, second) == (apart.min(), apart.max())


@given(arcs)
def test_pairwise_bounds_are_never_wider_than_subtracted_intervals(network: list[Arc]) -> None:
    """What the network says of two points is at least as sharp as the difference of their days from a third."""
    distances = closure(SIZE, network)
    if distances is None:
        return
    for first, second, zero in product(range(SIZE), repeat=3):
        assert distances[first, second] <= distances[zero, second] + distances[first, zero]


def test_unbounded_is_none() -> None:
    """Where nothing is said, there is no bound; where one side is said, there is one."""
    nothing, later = closure(2, []), closure(2, [at_least(1, 0, 3)])
    assert nothing is not None
    assert later is not None
    assert bounds(nothing, 0, 1) == (None, None)
    assert (bounds(later, 0, 1), bounds(later, 1, 0)) == ((3, None), (None, -3))


def test_a_point_apart_from_itself_is_a_contradiction() -> None:
    """No day is later than itself."""
    assert closure(1, [at_least(0, 0, 1)]) is None
    assert closure(1, [at_least(0, 0, 0)]) is not None


def test_long_rings_of_contradiction_are_found() -> None:
    """A ring of sixty steps, each a day later, is refused without the numbers running away."""
    assert closure(60, [at_least((point + 1) % 60, point, 1) for point in range(60)]) is None
    assert closure(60, [at_least((point + 1) % 60, point, 0) for point in range(60)]) is not None


@given(arcs)
def test_a_tree_proves_every_bound_from_its_source(network: list[Arc]) -> None:
    """Following the arcs back to the source adds up to the bound, in as few steps as any way does."""
    distances = closure(SIZE, network)
    if distances is None:
        return
    last = tree(distances, network, 0)
    assert set(last) == {point for point in range(1, SIZE) if np.isfinite(distances[0, point])}
    for point in last:
        length, steps, at = 0, 0, point
        while at != 0:
            tail, head, most = last[at]
            assert head == at
            assert last[at] in network
            length, steps, at = length + most, steps + 1, tail
        assert length == distances[0, point]
        assert steps == fewest_steps(network, point, length)


def fewest_steps(network: list[Arc], point: int, length: int) -> int:
    """Count the fewest arcs from point 0 to a point that add up to a length."""
    reached = {(0, 0)}
    for steps in range(1, SIZE):
        reached = {(head, so_far + most) for tail, head, most in network for at, so_far in reached if at == tail}
        if (point, length) in reached:
            return steps
    raise AssertionError("no way is as short as the bound")


def test_of_equal_proofs_the_first_said_counts() -> None:
    """Two ways of the same number of steps: the one that is given first."""
    network = [at_most(2, 0, 3), at_most(1, 0, 3), at_most(3, 1, 1), at_most(3, 2, 1)]
    distances = closure(4, network)
    assert distances is not None
    assert tree(distances, network, 0) == {1: (0, 1, 3), 2: (0, 2, 3), 3: (2, 3, 1)}
