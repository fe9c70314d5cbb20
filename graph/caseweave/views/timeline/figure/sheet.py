"""The sheet: how wide the figure is printed, and the sizes that follow from it, in millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

__all__ = ["SHEETS", "STRIPS", "Sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Sizes of a figure of one printed width. ``font`` and ``head`` in points, all else in mm."""

    width: float
    font: float
    head: float
    row: float
    bar: float
    glyph: float
    labels: float
    tags: float
    stub: float = 2.4
    gap: float = 0.55

    @property
    def plot(self) -> float:
        """Where the days begin."""
        return self.labels + self.tags

    @property
    def em(self) -> float:
        """The size of the font in mm."""
        return self.font * 25.4 / 72

    def fitted(self, day: float) -> Sheet:
        """Return the sheet with glyphs that fit into a day of that width, so that two days in a row stand apart."""
        return replace(self, glyph=max(0.9, min(self.glyph, day - 0.08)))

    @property
    def rise(self) -> float:
        """From the middle of a line of text down to its baseline."""
        return self.em * 0.36


SHEETS: Final[dict[int, Sheet]] = {
    85: Sheet(width=85, font=6, head=7, row=2.28, bar=1.35, glyph=1.6, labels=13.6, tags=3.4),
    170: Sheet(width=170, font=7, head=8, row=2.85, bar=1.8, glyph=2.1, labels=19.0, tags=4.8),
}
"""Printed width (a column, a page) to its sizes."""

STRIPS: Final[dict[int, tuple[Sheet, float]]] = {
    85: (Sheet(width=85, font=6, head=7, row=3.0, bar=1.3, glyph=1.7, labels=14.0, tags=0.6), 20.0),
    170: (Sheet(width=170, font=7, head=8, row=3.7, bar=1.7, glyph=2.3, labels=23.0, tags=1.0), 37.0),
}
"""Printed width to the sizes of the essential figure, and the width of its column of words."""
