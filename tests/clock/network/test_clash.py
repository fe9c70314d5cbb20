"""Contradictions: the minimal sets, against trying every subset."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from caseweave.clock.network.clash import MOST_SHOWN, Clashes, Saying, Steps, consistent, minimal_clashes
from caseweave.clock.network.distance import Arc, at_least, at_most

SIZE = 4
BOX = 5
IN_THE_BOX = [arc for point in range(1, SIZE) for arc in (at_least(point, 0, -BOX), at_most(point, 0, BOX))]
DAYS = np.array([(0, *days) for days in product(range(-BOX, BOX + 1), repeat=SIZE - 1)])

points = st.integers(0, SIZE - 1)
arcs = st.tuples(points, points, st.integers(-4, 3))
groups = st.lists(arcs, min_size=1, max_size=3).map(tuple)
sayings = st.lists(st.lists(groups, min_size=1, max_size=2).map(tuple), max_size=5)
plain = st.lists(groups.map(lambda group: (group,)), max_size=7)


def keeps(group: tuple[Arc, ...]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of all placements of the points keep every arc of a group."""
    kept = np.ones(len(DAYS), dtype=bool)
    for tail, head, most in group:
        kept &= DAYS[:, head] - DAYS[:, tail] <= most
    return kept


def every_minimal_set(said: list[Saying]) -> set[frozenset[int]]:
    """Try every subset: the impossible ones of which every part is possible."""
    true = [np.logical_or.reduce([keeps(group) for group in saying]) for saying in said]
    minimal: list[frozenset[int]] = []
    for count in range(1, len(said) + 1):
        for chosen in map(frozenset, combinations(range(len(said)), count)):
            if (
                not any(one <= chosen for one in minimal)
                and not np.logical_and.reduce([true[at] for at in chosen]).any()
            ):
                minimal.append(chosen)
    return set(minimal)


@given(st.one_of(plain, sayings))
@settings(max_examples=300)
def test_all_minimal_sets_and_no_others(said: list[Saying]) -> None:
    """Exactly the sets that cannot be true together, and could if any one saying were left out."""
    found = minimal_clashes(SIZE, IN_THE_BOX, said)
    assert found.complete
    assert set(found.sets) == every_minimal_set(said)
    assert len(found.sets) == len(set(found.sets))
    assert consistent(SIZE, IN_THE_BOX, said) is not bool(found.sets)


@given(plain)
def test_smaller_sets_come_first(said: list[Saying]) -> None:
    """The order is by size, then by number: the same whatever the order of search."""
    sets = minimal_clashes(SIZE, IN_THE_BOX, said).sets
    assert list(sets) == sorted(sets, key=lambda one: (len(one), sorted(one)))


def on(point: int, day: int) -> Saying:
    """Say that a point is on a day."""
    return ((at_least(point, 0, day), at_most(point, 0, day)),)


def apart(point: int, base: int, days: int) -> Saying:
    """Say that a point is so many days after another."""
    return ((at_least(point, base, days), at_most(point, base, days)),)


def test_each_pair_of_different_days_clashes() -> None:
    """Forty accounts of one day that all differ are 780 contradictions of two."""
    found = minimal_clashes(2, [], [on(1, day) for day in range(40)])
    assert found.complete
    assert {frozenset(pair) for pair in combinations(range(40), 2)} == set(found.sets)


def test_a_long_chain_is_one_clash() -> None:
    """Fifty steps of a day each against an end on day 3."""
    chain = [apart(point, point - 1, 1) for point in range(1, 51)]
    assert minimal_clashes(51, [], [*chain, on(50, 3)]).sets == (frozenset(range(51)),)
    assert minimal_clashes(51, [], [*chain, on(50, 50)]).sets == ()


def test_fixed_arcs_are_never_blamed() -> None:
    """What holds in any case takes part in contradictions but is not among the sayings."""
    assert minimal_clashes(3, [at_least(2, 1, 0)], [on(1, 5), on(2, 4)]).sets == (frozenset({0, 1}),)
    assert minimal_clashes(3, [], [on(1, 5), on(2, 4)]).sets == ()


def test_an_alternative_clashes_only_if_all_its_readings_do() -> None:
    """A reading that contradicts the rest is not the one meant; if none is left, the sets of each come together."""
    either = (at_most(3, 1, 2),), (at_most(3, 2, 2),)
    assert minimal_clashes(4, [], [on(1, 1), on(2, 6), on(3, 8), either]).sets == ()
    assert minimal_clashes(4, [], [on(1, 1), on(2, 5), on(3, 8), either]).sets == (frozenset({0, 1, 2, 3}),)


def test_giving_up_is_told_and_still_blames_something() -> None:
    """Without steps left the answer is one minimal set that cannot be true, marked as not complete."""
    said = [on(1, 1), on(2, 2), on(1, 3), on(3, 3)]
    assert minimal_clashes(4, [], said, Steps(0)) == Clashes((frozenset({0, 2}),), complete=False)
    either = (*on(1, 3), *on(1, 4))
    assert minimal_clashes(4, [], [on(1, 1), on(2, 2), either], Steps(1)) == Clashes((frozenset({0, 2}),), False)
    assert minimal_clashes(4, [], said[:2], Steps(-1)) == Clashes((), complete=False)


def test_a_thicket_of_contradictions_ends() -> None:
    """Each of twenty points a day after each other one: far too many sets to list; some are listed, and it is told."""
    said = [apart(point, base, 1) for point in range(20) for base in range(20) if point != base]
    steps = Steps(10_000)
    found = minimal_clashes(20, [], said, steps)
    assert not found.complete
    assert steps.over
    assert 1 <= len(found.sets) <= MOST_SHOWN
    for one in found.sets:
        assert not consistent(20, [], [said[at] for at in one])
        assert all(consistent(20, [], [said[at] for at in one - {other}]) for other in one)


@given(sayings, st.integers(0, 200))
def test_a_search_that_is_cut_lists_clashes_that_are_there(said: list[Saying], most: int) -> None:
    """However few the steps: what is listed is a minimal clash, and something is listed where there is one."""
    found = minimal_clashes(SIZE, IN_THE_BOX, said, Steps(most))
    every = every_minimal_set(said)
    assert set(found.sets) <= every
    assert bool(found.sets) is bool(every)
    assert not found.complete or set(found.sets) == every
