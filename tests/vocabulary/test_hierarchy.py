"""The hierarchy: walked once, the same whichever way it is asked, and never for ever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caseweave import corpus
from caseweave.vocabulary.hierarchy import Hierarchy

PAIRS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=14)


@given(PAIRS)
def test_above_and_below_are_one_relation(pairs: list[tuple[str, str]]) -> None:
    """What stands above a term has the term below it, also in a circle, and each is told once."""
    tree = Hierarchy(pairs)
    for one in "abcdefg":
        assert len(set(tree.above(one))) == len(tree.above(one))
        assert one not in tree.above(one)
        for other in "abcdefg":
            assert (other in tree.above(one)) is (one in tree.below(other))
            assert tree.is_under(one, other) is (one == other or other in tree.above(one))


def test_the_nearest_come_first() -> None:
    """A walk goes up level by level."""
    tree = Hierarchy([("a", "b"), ("a", "c"), ("b", "d"), ("c", "e"), ("d", "c")])
    assert tree.above("a") == ("b", "c", "d", "e")
    assert tree.roots("a") == ("e",)
    assert tree.roots("x") == ("x",)
    assert tree.most_specific("edcb") == ("b",)


def test_a_long_chain_is_walked() -> None:
    """Depth costs no recursion."""
    tree = Hierarchy(pairwise(map(str, range(20_000))))
    assert len(tree.above("0")) == 19_999


def test_the_catalogue_stands_on_it() -> None:
    """Each term lies under what its row names, and under a root."""
    catalogue = corpus.load().catalogue
    for concept in catalogue:
        assert all(catalogue.hierarchy.is_under(concept.curie, above) for above in concept.broader)
        assert all(not catalogue[root].broader for root in catalogue.hierarchy.roots(concept.curie))
