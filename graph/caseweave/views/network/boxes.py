"""Boxes: how much room a node with its label takes, and the free place nearest to a wished one.

Browsers differ in their sans-serif font, so widths come from a short table in thousandths of the font size, after the
wide side of Helvetica, Arial, Liberation Sans and DejaVu Sans.
"""

from __future__ import annotations

import itertools
import math
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caseweave.views.network.build import Graph

__all__ = ["CASE_FONT", "ENTITY_FONT", "Box", "Floor", "box_of", "lines", "size_of", "text_width"]

CASE_FONT, ENTITY_FONT = 18, 14
LINE = 1.22
WIDEST = 20
GAP = 7.0
STRIDE = 9.0
STRETCH = 256

Point = tuple[float, float]

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


class Floor:
    """The places already taken."""

    def __init__(self) -> None:
        self._taken = np.empty((STRETCH, 4))
        self._count = 0

    def put(self, box: Box, place: Point) -> None:
        """Take a place."""
        if self._count == len(self._taken):
            self._taken = np.concatenate([self._taken, np.empty_like(self._taken)])
        x, y = place
        self._taken[self._count] = (x - box.half, y - box.above, x + box.half, y + box.below)
        self._count += 1

    def settle(self, box: Box, wish: Point) -> Point:
        """Take the first free place on a spiral around the wished one, and return it."""
        place = next(place for turns in itertools.count() for place in self._free(box, wish, turns))
        self.put(box, place)
        return place

    def _free(self, box: Box, wish: Point, turns: int) -> Iterator[Point]:
        """Yield the free places on one stretch of the spiral, the nearest first."""
        places = np.round(_stretch(turns) + np.array(wish), 1)
        x, y = places[:, :1], places[:, 1:]
        taken = self._near(x.min() - box.half, y.min() - box.above, x.max() + box.half, y.max() + box.below)
        beside = (x + box.half <= taken[:, 0]) | (taken[:, 2] <= x - box.half)
        apart = (y + box.below <= taken[:, 1]) | (taken[:, 3] <= y - box.above)
        for place in places[(beside | apart).all(axis=1)]:
            yield float(place[0]), float(place[1])

    def _near(self, left: float, top: float, right: float, bottom: float) -> NDArray[np.float64]:
        """Return the taken places that reach into a frame."""
        taken = self._taken[: self._count]
        x0, y0, x1, y1 = taken.T
        near: NDArray[np.float64] = taken[(x0 < right) & (left < x1) & (y0 < bottom) & (top < y1)]
        return near


@cache
def _stretch(turns: int) -> NDArray[np.float64]:
    """Return the steps from the wished place along one stretch of the spiral; the first begins at the place itself."""
    return np.array([_step(turn) for turn in range(turns * STRETCH, (turns + 1) * STRETCH)])


def _step(turn: int) -> Point:
    radius, angle = STRIDE * math.sqrt(turn), turn * 2.399963
    return 1.25 * radius * math.cos(angle), 0.85 * radius * math.sin(angle)
