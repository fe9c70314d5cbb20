"""Marks: the shape of each kind of entity, and the line of each way of saying something.

With the colours of the palette, no two kinds look the same; nothing rests on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caseweave.views import palette

__all__ = ["CASE_TONE", "ENDS", "KINDS", "LINES", "SHAPES", "EntityMark"]


@dataclass(frozen=True, slots=True)
class EntityMark:
    """Name of the colour, and shape, of a kind."""

    tone: str
    shape: str


CASE_TONE: Final = "ink"

_SHAPES: Final = {
    "demographic": "dot",
    "history": "square",
    "diagnosis": "square",
    "genetics": "hexagon",
    "organism": "triangle",
    "marker": "square",
    "finding": "triangle",
    "lesion": "diamond",
    "treatment": "dot",
    "procedure": "hexagon",
    "measurement": "triangle",
    "adverse event": "triangleDown",
    "outcome": "star",
    "measure": "diamond",
}

KINDS: Final = {kind: EntityMark(tone, _SHAPES[kind]) for kind, tone in palette.KINDS.items()}
"""Kind to its mark, in the order of the closed list; last the measures."""

SHAPES: Final[dict[str, str]] = {
    "dot": "M10 0A10 10 0 1 1-10 0A10 10 0 1 1 10 0Z",
    "square": "M-9-9H9V9H-9Z",
    "diamond": "M0-11L11 0L0 11L-11 0Z",
    "triangle": "M0-11L11 9H-11Z",
    "triangleDown": "M0 11L11-9H-11Z",
    "hexagon": "M10 0L5 8.66H-5L-10 0L-5-8.66H5Z",
    "star": "M0-11L3.2-3.6L11.3-3.6L4.9 1.3L7.3 9.5L0 4.6L-7.3 9.5L-4.9 1.3L-11.3-3.6L-3.2-3.6Z",
}
"""Shape to its outline, as an SVG path around the origin with a radius of ten."""

LINES: Final[dict[str, tuple[int, ...]]] = {"own": (), "relayed": (9, 6), "background": (2, 5), "synthesis": (2, 5)}
"""Role to the dashes of its line; empty is a whole line."""

ENDS: Final[dict[str, str]] = {"present": "", "absent": "bar", "not assessable": "circle", "proposed": "circle"}
"""State to the end of its line at the entity."""
