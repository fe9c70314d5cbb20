"""A network taken apart where single points hold it together: what contradicts itself does so within one part.

A simple cycle never leaves a block (a biconnected component, Hopcroft & Tarjan 1973), so contradictions are looked for,
and cured, block by block: most statements of a case hang on day 0 alone, and only few points are interwoven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from caseweave.clock.network.clash import Saying
from caseweave.clock.network.distance import Arc

__all__ = ["Part", "blocks", "parts"]

Link: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Some points of a network, with the fixed arcs among them and the numbers of the sayings about them."""

    points: tuple[int, ...]
    arcs: tuple[Arc, ...]
    numbers: tuple[int, ...]

    @property
    def fixed(self) -> tuple[Arc, ...]:
        """The fixed arcs, in the numbers of the part."""
        return self.local((self.arcs,))[0]

    def local(self, saying: Saying) -> Saying:
        """Return a saying with points numbered from 0 in the order of the part."""
        at = {point: place for place, point in enumerate(self.points)}
        return tuple(tuple((at[tail], at[head], most) for tail, head, most in group) for group in saying)

    def whole(self, sayings: frozenset[int]) -> frozenset[int]:
        """Return the numbers, in the whole network, of sayings of the part."""
        return frozenset(self.numbers[at] for at in sayings)


def parts(fixed: Sequence[Arc], sayings: Sequence[Saying]) -> list[Part]:
    """Take a network apart; every saying is in one part, whole. A fixed arc may be in several.

    >>> days = [(((0, 1, 9),),), (((0, 2, 3),),), (((2, 0, -4),),)]
    >>> [(part.points, part.numbers) for part in parts([], days)]
    [((0, 1), (0,)), ((0, 2), (1, 2))]
    """
    touched = [sorted({point for group in saying for arc in group for point in arc[:2]}) for saying in sayings]
    links = [*((tail, head) for tail, head, _ in fixed), *(link for one in touched for link in combinations(one, 2))]
    found = [frozenset(point for link in block for point in link) for block in blocks(links)]
    lonely = {one[0] for one in touched if len(one) == 1}.difference(*found)
    found += [frozenset({point}) for point in sorted(lonely)]
    numbers = _shared(touched, found)
    return [
        Part(tuple(sorted(block)), tuple(arc for arc in fixed if block.issuperset(arc[:2])), tuple(numbers[place]))
        for place, block in enumerate(found)
        if numbers[place]
    ]


def _shared(touched: Sequence[Sequence[int]], found: Sequence[frozenset[int]]) -> list[list[int]]:
    """Give each saying that touches a point to the first block that has all its points."""
    numbers: list[list[int]] = [[] for _ in found]
    having: dict[int, list[int]] = {}
    for place, block in enumerate(found):
        for point in block:
            having.setdefault(point, []).append(place)
    for number, points in enumerate(touched):
        if points:
            rarest = min(points, key=lambda point: len(having[point]))
            numbers[next(place for place in having[rarest] if found[place].issuperset(points))].append(number)
    return numbers


def blocks(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Yield the links of each block: points any two of which lie on one ring, or a single link.

    >>> [sorted(block) for block in blocks([(0, 1), (1, 2), (2, 0), (2, 3)])]
    [[(2, 3)], [(0, 1), (1, 2), (2, 0)]]
    """
    neighbours: dict[int, dict[int, None]] = {}
    for first, second in links:
        if first != second:
            neighbours.setdefault(first, {})[second] = None
            neighbours.setdefault(second, {})[first] = None
    order: dict[int, int] = {}
    for root in neighbours:
        if root not in order:
            yield from _blocks_from(root, neighbours, order)


def _blocks_from(root: int, neighbours: dict[int, dict[int, None]], order: dict[int, int]) -> Iterator[list[Link]]:
    """Walk depth first; where nothing below a point reaches above it, what lies below is a block."""
    order[root] = len(order)
    low, walked = {root: order[root]}, list[Link]()
    way = [(root, root, iter(neighbours[root]))]
    while way:
        parent, point, rest = way[-1]
        child = next((near for near in rest if near != parent), None)
        if child is None:
            way.pop()
            low[parent] = min(low[parent], low[point])
            if point != root and low[point] >= order[parent]:
                yield _cut(walked, (parent, point))
        elif child not in order:
            order[child] = low[child] = len(order)
            walked.append((point, child))
            way.append((point, child, iter(neighbours[child])))
        elif order[child] < order[point]:
            low[point] = min(low[point], order[child])
            walked.append((point, child))


def _cut(walked: list[Link], last: Link) -> list[Link]:
    """Take the links of a block off the end of those walked."""
    at = walked.index(last)
    block = walked[at:]
    del walked[at:]
    return block
