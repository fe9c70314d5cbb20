"""What is set aside: the least trusted of each contradiction, ties together, the order kept."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from caseweave.clock.network.clash import Saying, consistent
from caseweave.clock.network.distance import at_least, at_most
from caseweave.clock.network.repair import Dropped, Trusted, kept, repair

SIZE = 4
points = st.integers(0, SIZE - 1)
groups = st.lists(st.tuples(points, points, st.integers(-4, 3)), min_size=1, max_size=2).map(tuple)
trusted = st.builds(
    lambda group, slack, rank: Trusted(
        (group,), (tuple((tail, head, most + slack) for tail, head, most in group[: slack and 1]),), (rank,)
    ),
    groups,
    st.integers(0, 3),
    st.integers(0, 2),
)
"""Sayings with an order that follows from them: nothing, or the first of their arcs with some slack."""


def on(point: int, day: int, *rank: int) -> Trusted:
    """Say that a point is on a day."""
    return Trusted(((at_least(point, 0, day), at_most(point, 0, day)),), ((),), rank)


def after(point: int, base: int, days: int, *rank: int) -> Trusted:
    """Say that a point is so many days after another; that it is after it stays."""
    return Trusted(((at_least(point, base, days), at_most(point, base, days)),), ((at_least(point, base, 0),),), rank)


def dropped(found: tuple[Dropped, ...]) -> dict[int, bool]:
    """Tell what was set aside, and whether its order stays."""
    return {one.number: one.order_stays for one in found}


@given(st.lists(trusted, max_size=6))
@settings(max_examples=200)
def test_what_is_kept_is_consistent_and_all_is_accounted_for(said: list[Trusted]) -> None:
    """Every saying is kept whole, or set aside with or without its order; together the kept ones can be true."""
    found = repair(SIZE, [], said)
    gone, stays = dropped(found), dict(kept(said, found))
    assert consistent(SIZE, [], list(stays.values()))
    assert {number for number in range(len(said)) if number not in gone or gone[number]} == set(stays)
    assert all(saying == (said[at].order if at in gone else said[at].saying) for at, saying in stays.items())
    assert bool(gone) is not consistent(SIZE, [], [one.saying for one in said])


@given(st.lists(trusted, max_size=6))
def test_what_is_set_aside_lost_to_what_is_as_trusted(said: list[Trusted]) -> None:
    """Each clash that was lost is one indeed, and has nobody in it who is trusted less."""
    for one in repair(SIZE, [], said):
        assert one.lost
        for clash in one.lost:
            assert one.number in clash
            assert not consistent(SIZE, [], [said[at].saying for at in clash])
            assert max(said[at].rank for at in clash) == said[one.number].rank


@given(st.lists(trusted, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_telling_does_not_matter(said: list[Trusted], random: object) -> None:
    """The same sayings in another order lose the same ones."""
    turned = list(range(len(said)))
    random.shuffle(turned)  # type: ignore[attr-defined]
    found, other = repair(SIZE, [], said), repair(SIZE, [], [said[at] for at in turned])
    assert dropped(found) == {turned[number]: stays for number, stays in dropped(other).items()}


def test_the_least_trusted_goes_and_its_order_stays() -> None:
    """An offset against two days: the length is given up, "after" is kept and still counts."""
    said = [on(1, 10, 0), on(2, 13, 0), after(2, 1, 5, 1), on(3, 9, 2)]
    found = repair(4, [], said)
    assert dropped(found) == {2: True}
    assert kept(said, found) == [(0, said[0].saying), (1, said[1].saying), (2, (((2, 1, 0),),)), (3, said[3].saying)]
    assert found[0].lost == (frozenset({0, 1, 2}),)


def test_an_order_that_clashes_too_goes_with_its_length() -> None:
    """Said to be after, but dated before: nothing of the offset stays."""
    assert dropped(repair(3, [], [on(1, 10, 0), on(2, 8, 0), after(2, 1, 5, 1)])) == {2: False}


def test_a_tie_sets_aside_all_that_tie() -> None:
    """Three different days of one trust: none is believed; a fourth, trusted more, stands."""
    assert dropped(repair(2, [], [on(1, day, 0) for day in (9, 10, 11)])) == {0: False, 1: False, 2: False}
    assert dropped(repair(2, [], [on(1, 9, 1), on(1, 10, 1), on(1, 9, 0)])) == {1: False}


def test_nothing_is_given_up_for_what_was_given_up() -> None:
    """A clash whose more trusted side is itself set aside costs nobody else."""
    said = [on(1, 1, 0), on(1, 5, 1), on(1, 5, 2), after(2, 1, 3, 3), on(2, 8, 4)]
    assert dropped(repair(3, [], said)) == {1: False, 2: False, 4: False}
    assert dropped(repair(3, [], [on(1, 1, 0), on(1, 5, 1), on(2, 8, 0), after(2, 1, 7, 2)])) == {1: False}


def test_an_order_kept_binds_what_is_trusted_less() -> None:
    """The order that stays of a more trusted offset outweighs a less trusted day."""
    said = [on(1, 10, 0), on(2, 13, 0), after(3, 2, 4, 1), on(3, 14, 0), on(3, 12, 2)]
    assert dropped(repair(4, [], said)) == {2: True, 4: False}
    loose: Saying = ((at_least(3, 2, 2), at_most(3, 2, 4)),)
    order: Saying = ((at_least(3, 2, 0),),)
    late = [on(2, 13, 0), Trusted(((at_most(3, 0, 14),),), ((),), (0,)), Trusted(loose, order, (1,)), on(3, 12, 2)]
    assert dropped(repair(4, [], late)) == {2: True, 3: False}
