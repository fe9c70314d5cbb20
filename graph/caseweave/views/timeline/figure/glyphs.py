"""Glyphs and colours: a shape for each word of a course and each track; colours of Okabe and Ito, legible in grey."""

from __future__ import annotations

import math
from typing import Final

from caseweave.views.timeline.figure.scene import Box, Outline, Point, box

__all__ = ["COLOURS", "glyph", "hatch", "ink", "pale"]

COLOURS: Final[dict[str, str]] = {
    "worsens": "#8a3200",
    "appears": "#d55e00",
    "recurs": "#d55e00",
    "mixed": "#e07b33",
    "stable": "#e59a62",
    "improves": "#f2bd98",
    "nearly cleared": "#fae3d3",
    "cleared": "#ffffff",
    "absent": "#ffffff",
    "seen": "#b8b8b8",
    "crs": "#cc79a7",
    "tocilizumab": "#0072b2",
    "drugs": "#8f8f8f",
    "biopsies": "#56b4e9",
    "scans": "#e69f00",
    "remission": "#009e73",
    "relapse": "#1a1a1a",
}
"""Shape of a mark to its fill. The words of a skin lesion's course run from dark (worse) to white (clear)."""

_OTHER: Final = "#c9c9c9"
_STEP: Final = 0.75
_LESION_INK: Final = "#7a2c00"
_LESION: Final = frozenset(
    {"worsens", "appears", "recurs", "mixed", "stable", "improves", "nearly cleared", "cleared", "absent"}
)


def ink(shape: str) -> str:
    """Return the colour of the outline of a shape: its fill, darker."""
    return _LESION_INK if shape in _LESION else _blend(COLOURS.get(shape, _OTHER), "#000000", 0.42)


def pale(shape: str, share: float = 0.5) -> str:
    """Return the fill of a shape mixed with white."""
    return _blend(COLOURS.get(shape, _OTHER), "#ffffff", share)


def _blend(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def glyph(shape: str, place: Point, size: float, fill: str, dash: tuple[float, float] | None = None) -> Outline:
    """Draw a shape around a point, ``size`` mm across; ``dash`` (points) makes a shape without an inside thinner."""
    lines, is_filled = _SHAPES.get(shape, (_round(24), True))
    moved = tuple(
        tuple((place[0] + dx * size / 2, place[1] + dy * size / 2) for dx, dy in corners) for corners in lines
    )
    if not is_filled:
        return Outline(moved, stroke=ink(shape), width=size * (0.36 if dash else 0.62), closed=False)
    return Outline(moved, fill=fill, stroke=ink(shape), width=0.5, dash=dash)


def hatch(within: Box, colour: str) -> Outline:
    """Fill a box with slanting lines."""
    x0, y0, x1, y1 = within
    first, last = math.floor((x0 - (y1 - y0)) / _STEP), math.ceil(x1 / _STEP)
    strokes = (_slant(number * _STEP, within) for number in range(first, last + 1))
    return Outline(tuple(found for found in strokes if found), stroke=colour, width=0.35, closed=False)


def _slant(foot: float, within: Box) -> tuple[Point, ...]:
    """Cut the line that rises to the right from the foot of a box to the box."""
    x0, y0, x1, y1 = within
    start, stop = max(foot, x0), min(foot + y1 - y0, x1)
    return () if stop - start < 0.05 else ((start, y1 - (start - foot)), (stop, y1 - (stop - foot)))


def _round(corners: int, radius: float = 1.0, turn: float = 0.0) -> tuple[tuple[Point, ...], ...]:
    angles = [turn + 2 * math.pi * number / corners for number in range(corners)]
    return (tuple((radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles),)


def _star(points: int, inner: float) -> tuple[tuple[Point, ...], ...]:
    radii = [1.1 if number % 2 == 0 else inner for number in range(points * 2)]
    angles = [math.pi * number / points for number in range(points * 2)]
    return (tuple((r * math.sin(a), -r * math.cos(a)) for r, a in zip(radii, angles, strict=True)),)


_SHAPES: Final[dict[str, tuple[tuple[tuple[Point, ...], ...], bool]]] = {
    "appears": (_round(28), True),
    "worsens": ((((-1.0, 0.9), (0.0, -1.0), (1.0, 0.9)),), True),
    "improves": ((((-1.0, -0.9), (0.0, 1.0), (1.0, -0.9)),), True),
    "mixed": ((((0.0, -1.05), (1.0, 0.0), (0.0, 1.05), (-1.0, 0.0)), ((-1.0, 0.0), (1.0, 0.0))), True),
    "stable": ((box(-0.85, -0.85, 0.85, 0.85),), True),
    "recurs": (_star(4, 0.5), True),
    "nearly cleared": (_round(28, 0.85), True),
    "cleared": ((((-0.95, 0.05), (-0.25, 0.75), (0.95, -0.8)),), False),
    "absent": ((((-0.7, -0.7), (0.7, 0.7)), ((-0.7, 0.7), (0.7, -0.7))), False),
    "seen": ((box(-0.6, -0.9, 0.6, 0.9),), True),
    "crs": ((box(-0.9, -0.9, 0.9, 0.9),), True),
    "tocilizumab": (
        (((-0.35, -1.0), (0.35, -1.0), (0.35, 0.1), (0.95, 0.1), (0.0, 1.05), (-0.95, 0.1), (-0.35, 0.1)),),
        True,
    ),
    "drugs": ((((-0.8, -0.9), (0.3, -0.9), (1.0, 0.0), (0.3, 0.9), (-0.8, 0.9)),), True),
    "biopsies": ((((0.0, -1.05), (1.0, 0.0), (0.0, 1.05), (-1.0, 0.0)),), True),
    "scans": (_round(6, 1.0, math.pi / 6), True),
    "remission": (_star(5, 0.48), True),
    "relapse": (_round(3, 1.1, math.pi), True),
}
