"""Taking a network apart: what clashes in the whole clashes in one part."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from caseweave.clock.network.clash import Saying, minimal_clashes
from caseweave.clock.network.parts import blocks, parts

SIZE = 6
links = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=10)


def connected(points: set[int], edges: set[frozenset[int]]) -> bool:
    """Tell whether all points hang together."""
    reached = set(sorted(points)[:1])
    while more := {point for edge in edges if edge & reached and edge <= points for point in edge} - reached:
        reached |= more
    return reached == points


def on_one_ring(one: frozenset[int], other: frozenset[int], edges: set[frozenset[int]]) -> bool:
    """Tell whether two links are in one block: no single point parts them."""
    block = {one, other}
    for chosen in range(2, len(edges) + 1):
        for some in map(set, combinations(sorted(edges, key=sorted), chosen)):
            points = {point for edge in some for point in edge}
            if block <= some and len(points) == len(some) and connected(points, some):
                degrees = [sum(point in edge for edge in some) for point in points]
                if set(degrees) == {2}:
                    return True
    return False


@given(links)
def test_links_are_together_if_a_ring_has_both(given_links: list[tuple[int, int]]) -> None:
    """Two links are in one block exactly if some ring runs through both; every link is in one block."""
    edges = {frozenset(link) for link in given_links if link[0] != link[1]}
    found = [{frozenset(link) for link in block} for block in blocks(given_links)]
    assert sorted(sorted(edge) for block in found for edge in block) == sorted(sorted(edge) for edge in edges)
    for one, other in combinations(sorted(edges, key=sorted), 2):
        together = any({one, other} <= block for block in found)
        assert together is on_one_ring(one, other, edges)


arcs = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), st.integers(-3, 2))
groups = st.lists(arcs, max_size=2).map(tuple)
sayings = st.lists(st.lists(groups, min_size=1, max_size=2).map(tuple), max_size=7)
fixed = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), st.integers(0, 2)), max_size=4)


@given(fixed, sayings)
def test_the_parts_clash_as_the_whole_does(always: list[tuple[int, int, int]], said: list[Saying]) -> None:
    """The minimal clashes of all parts, in the numbers of the whole, are those of the whole network."""
    found: list[frozenset[int]] = []
    for part in parts(always, said):
        local = [part.local(said[number]) for number in part.numbers]
        found += map(part.whole, minimal_clashes(len(part.points), part.fixed, local).sets)
    assert len(found) == len(set(found))
    assert set(found) == set(minimal_clashes(SIZE, always, said).sets)


@given(fixed, sayings)
def test_every_saying_is_in_one_part_whole(always: list[tuple[int, int, int]], said: list[Saying]) -> None:
    """Each saying about a point is in exactly one part, with all its points; a saying about none is in no part."""
    found = parts(always, said)
    for number, saying in enumerate(said):
        touched = {point for group in saying for arc in group for point in arc[:2]}
        homes = [part for part in found if number in part.numbers]
        assert len(homes) == bool(touched)
        assert all(touched <= set(part.points) for part in homes)


def test_statements_on_day_0_alone_are_parts_of_their_own() -> None:
    """Fifty days of fifty points are fifty parts of two points; a long chain of links is taken apart too."""
    days = [(((0, point, point), (point, 0, -point)),) for point in range(1, 51)]
    assert [part.points for part in parts([], days)] == [(0, point) for point in range(1, 51)]
    chain = [(((point, point + 1, 1),),) for point in range(3000)]
    assert len(parts([], chain)) == 3000
