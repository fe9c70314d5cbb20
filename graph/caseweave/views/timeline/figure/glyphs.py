"""Glyphs: a shape for each step of a course and each kind, and the colours it is drawn in, legible in grey."""

from __future__ import annotations

import math
from typing import Final

from caseweave.views.palette import COURSE, INK, LANES, PAPER, mixed
from caseweave.views.timeline import Mark
from caseweave.views.timeline.figure.scene import Box, Outline, Point, box

__all__ = ["SHAPES", "colour", "glyph", "hatch", "ink", "pale"]

_STEP: Final = 0.75
_COURSE_INK: Final = COURSE["worsens"]


def colour(mark: Mark) -> str:
    """Return the fill of what is drawn full: of its step where a course is followed, else of its lane."""
    if mark.is_course:
        return COURSE[mark.shape]
    return LANES[mark.track.place % len(LANES)]


def ink(mark: Mark) -> str:
    """Return the colour of the outline of a mark: its fill, darker."""
    is_step = mark.is_course and mark.shape != "seen"
    return _COURSE_INK if is_step else mixed(colour(mark), INK, 0.42)


def pale(mark: Mark, share: float) -> str:
    """Return the fill of a mark mixed with white."""
    return mixed(colour(mark), PAPER, share)


def glyph(mark: Mark, place: Point, size: float, fill: str, dash: tuple[float, float] | None = None) -> Outline:
    """Draw the shape of a mark around a point, ``size`` mm across; a dashed one without an inside is thinner."""
    lines, is_filled = SHAPES[mark.shape]
    moved = tuple(
        tuple((place[0] + dx * size / 2, place[1] + dy * size / 2) for dx, dy in corners) for corners in lines
    )
    if not is_filled:
        return Outline(moved, stroke=ink(mark), width=size * (0.36 if dash else 0.62), closed=False)
    return Outline(moved, fill=fill, stroke=ink(mark), width=0.5, dash=dash)


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


SHAPES: Final[dict[str, tuple[tuple[tuple[Point, ...], ...], bool]]] = {
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
    "worst": ((box(-0.9, -0.9, 0.9, 0.9),), True),
    "doses": (
        (((-0.35, -1.0), (0.35, -1.0), (0.35, 0.1), (0.95, 0.1), (0.0, 1.05), (-0.95, 0.1), (-0.35, 0.1)),),
        True,
    ),
    "treatment": ((((-0.8, -0.9), (0.3, -0.9), (1.0, 0.0), (0.3, 0.9), (-0.8, 0.9)),), True),
    "procedure": ((((0.0, -1.05), (1.0, 0.0), (0.0, 1.05), (-1.0, 0.0)),), True),
    "measurement": (_round(6, 1.0, math.pi / 6), True),
    "outcome": (_star(5, 0.48), True),
    "adverse event": (_round(3, 1.1, math.pi), True),
    "diagnosis": ((box(-0.95, -0.6, 0.95, 0.6),), True),
    "finding": (_round(24), True),
    "lesion": (_round(8), True),
    "genetics": (_star(6, 0.55), True),
    "organism": (_star(3, 0.4), True),
    "marker": (_round(5), True),
    "history": ((((-0.9, -0.9), (0.9, -0.9), (-0.9, 0.9)),), True),
    "demographic": (_round(24, 0.7), True),
}
"""Word of a course, way of showing or kind of statement to its corners, and whether they hold a fill."""
