"""A network taken apart where single points hold it together: what contradicts itself does so within one part.

A simple cycle never leaves a block (a biconnected component, Hopcroft & Tarjan 1973), so contradictions are looked for,
and cured, block by block: most statements of a case hang on day 0 alone, and only few points are interwoven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import networkx as nx

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
    [[(2, 3)], [(0, 1), (0, 2), (1, 2)]]
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(link for link in links if link[0] != link[1])
    for block in nx.biconnected_component_edges(graph):
        yield [(min(link), max(link)) for link in block]
