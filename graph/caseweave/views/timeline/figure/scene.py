"""A figure as plain records in millimetres, y downwards: outlines, texts, and groups that stand for statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from caseweave.views.palette import INK

__all__ = ["Box", "FigureGroup", "FigureScene", "Outline", "Part", "Point", "Writing", "box", "line"]

Point: TypeAlias = tuple[float, float]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One or more lines or polygons drawn alike; ``width`` and ``dash`` in points."""

    lines: tuple[tuple[Point, ...], ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.5
    dash: tuple[float, float] | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Writing:
    """A text on its baseline; ``size`` in points, ``length`` (its measured width) in millimetres."""

    x: float
    y: float
    text: str
    size: float
    length: float
    anchor: Literal["left", "center", "right"] = "left"
    colour: str = INK
    bold: bool = False

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - {"left": 0.0, "center": self.length / 2, "right": self.length}[self.anchor]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.length


Part: TypeAlias = Outline | Writing


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Parts that belong together; ``ids`` are the statements (``paper/statement``) they stand for."""

    parts: tuple[Part, ...]
    ids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureScene:
    """A figure: its size, its groups from back to front, and what it says to those who cannot see it."""

    width: float
    height: float
    groups: tuple[FigureGroup, ...]
    title: str
    description: str

    def writings(self) -> Iterator[Writing]:
        """Every text of the figure."""
        return (part for group in self.groups for part in group.parts if isinstance(part, Writing))


def box(x0: float, y0: float, x1: float, y1: float) -> tuple[Point, ...]:
    """Return the corners of a box."""
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def line(start: Point, stop: Point, colour: str, width: float = 0.5) -> Outline:
    """Return a straight line."""
    return Outline(((start, stop),), stroke=colour, width=width, closed=False)
