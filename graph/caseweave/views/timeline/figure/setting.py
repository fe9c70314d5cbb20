"""What every part of one figure is laid out with: sheet, scale, ticks, tags, and texts measured in its font."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from caseweave.views.palette import INK, PAPER, SOFT
from caseweave.views.timeline.figure.scale import Scale
from caseweave.views.timeline.figure.scene import FigureGroup, Outline, Point, Writing, box
from caseweave.views.timeline.figure.sheet import Sheet

__all__ = ["Block", "Setting", "TextWidth", "ground"]

TextWidth: TypeAlias = Callable[[str, float, bool], float]
"""Width in mm of a text in a size (points), bold or not."""


@dataclass(frozen=True, slots=True)
class Block:
    """Groups that are laid out, and how far down they reach."""

    groups: tuple[FigureGroup, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class Setting:
    """The sheet and the scale of a figure, the days its axis prints, and the tag of each relaying paper."""

    sheet: Sheet
    scale: Scale
    days: tuple[int, ...]
    tags: Mapping[str, str]
    measure: TextWidth

    def width(self, text: str) -> float:
        """Measure a text in the figure's font."""
        return self.measure(text, self.sheet.font, False)

    def written(
        self,
        place: Point,
        text: str,
        anchor: Literal["left", "center", "right"] = "left",
        look: Literal["plain", "bold", "quiet"] = "plain",
    ) -> Writing:
        """Write a text with its baseline at a place."""
        size, bold = self.sheet.font, look == "bold"
        colour = SOFT if look == "quiet" else INK
        return Writing(*place, text, size, self.measure(text, size, bold), anchor, colour, bold)


def ground(words: Writing, sheet: Sheet, colour: str = PAPER) -> Outline:
    """Cover what lies behind a text, so that no line of the grid runs through it."""
    top, bottom = words.y - sheet.em * 0.8, words.y + sheet.em * 0.22
    return Outline((box(words.left - 0.2, top, words.right + 0.2, bottom),), fill=colour)
