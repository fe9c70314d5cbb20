"""Boxes: how much room a node with its label takes, and the free place nearest to a wished one.

Browsers differ in their sans-serif font, so widths come from a short table in thousandths of the font size, after the
wide side of Helvetica, Arial, Liberation Sans and DejaVu Sans.
"""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from caseweave.network.build import Graph

__all__ = ["CASE_FONT", "ENTITY_FONT", "Box", "Floor", "box_of", "lines", "size_of", "text_width"]

CASE_FONT, ENTITY_FONT = 18, 14
LINE = 1.22
WIDEST = 20
GAP = 7.0
STRIDE = 9.0
TILE = 160.0

Point = tuple[float, float]
Frame = tuple[float, float, float, float]

_WIDTHS: Final = {
    **dict.fromkeys("ijl|!'.,:;I", 330),
    **dict.fromkeys("frt()[]{}/\\- ", 400),
    **dict.fromkeys("mwMW@%", 980),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&+=<>~#", 740),
}
_OTHER, _FULL = 610, 1050


def text_width(text: str, size: float) -> float:
    """Width of one line of text in pixels, rather too wide than too narrow.

    >>> text_width("mm", 10) > text_width("ii", 10)
    True
    """
    return sum(_WIDTHS.get(char, _FULL if unicodedata.east_asian_width(char) in "WF" else _OTHER) for char in text) * (
        size / 1000
    )


def lines(label: str) -> list[str]:
    """Break a label into the lines it is drawn in; long words are cut only where nothing else helps.

    >>> lines("Philadelphia chromosome-like acute lymphoblastic leukemia")
    ['Philadelphia', 'chromosome-like', 'acute lymphoblastic', 'leukemia']
    """
    return textwrap.wrap(" ".join(label.split()), WIDEST, break_on_hyphens=False)[:5] or [""]


def size_of(cases: int) -> int:
    """Radius of an entity's shape: the more cases it joins, the larger, up to five."""
    return 7 + 3 * min(cases, 5)


@dataclass(frozen=True, slots=True)
class Box:
    """Room around a point: to the left and right, above and below it."""

    half: float
    above: float
    below: float


def box_of(graph: Graph, node: str) -> Box:
    """Room a node takes: a case is a box around its label, an entity a shape with the label under it."""
    data = graph.nodes[node]
    rows = lines(data["label"])
    font = CASE_FONT if data["type"] == "case" else ENTITY_FONT
    half = max(text_width(row, font) for row in rows) / 2
    height = len(rows) * font * LINE
    if data["type"] == "case":
        return Box(half + 14 + GAP, height / 2 + 12 + GAP, height / 2 + 12 + GAP)
    radius = size_of(data["cases"])
    return Box(max(half, radius) + GAP, radius + GAP, radius + 6 + height + GAP)


@dataclass(slots=True)
class Floor:
    """The places already taken, by the tiles they touch."""

    tiles: dict[tuple[int, int], list[Frame]] = field(default_factory=dict)

    def put(self, box: Box, place: Point) -> None:
        """Take a place."""
        frame = _frame(box, place)
        for tile in _tiles(frame):
            self.tiles.setdefault(tile, []).append(frame)

    def settle(self, box: Box, wish: Point) -> Point:
        """Take the first free place on a spiral around the wished one, and return it."""
        place = next(place for place in _spiral(wish) if self._is_free(_frame(box, place)))
        self.put(box, place)
        return place

    def _is_free(self, frame: Frame) -> bool:
        left, top, right, bottom = frame
        near = (other for tile in _tiles(frame) for other in self.tiles.get(tile, ()))
        return not any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in near)


def _tiles(frame: Frame) -> list[tuple[int, int]]:
    left, top, right, bottom = (math.floor(edge / TILE) for edge in frame)
    return [(column, line) for column in range(left, right + 1) for line in range(top, bottom + 1)]


def _frame(box: Box, place: Point) -> Frame:
    x, y = place
    return x - box.half, y - box.above, x + box.half, y + box.below


def _spiral(wish: Point) -> Iterator[Point]:
    x, y = wish
    yield round(x, 1), round(y, 1)
    turn = 0
    while True:
        turn += 1
        radius, angle = STRIDE * math.sqrt(turn), turn * 2.399963
        yield round(x + 1.25 * radius * math.cos(angle), 1), round(y + 0.85 * radius * math.sin(angle), 1)
