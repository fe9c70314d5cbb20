"""The network on paper: a column a case, a rail for each thing that cases share, a station where a case has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from caseweave.views.network import Graph
from caseweave.views.network.matrix import MatrixCell, MatrixRow, matrix
from caseweave.views.palette import INK, KINDS, LINE, PAPER, RULE, SOFT, TONES
from caseweave.views.timeline.figure.glyphs import SHAPES
from caseweave.views.timeline.figure.packing import shortened
from caseweave.views.timeline.figure.scene import FigureGroup, FigureScene, Outline, Part, Point, Writing, line
from caseweave.views.timeline.figure.setting import TextWidth

__all__ = ["PICTURE_WIDTHS", "picture"]

PICTURE_WIDTHS: Final = (85, 170)
"""Printed widths in mm: a column and a page."""

MOST_CASES: Final = 24
"""Cases that a page has columns for."""

PERSON: Final = "demographic"
"""The kind that links nobody: each patient has an age."""

_DASH: Final = (1.1, 0.8)
_LABELS: Final = 0.36
"""The share of the width that the names take."""
_FEW: Final = 2
"""Cases that have to have a thing for it to join them."""
_WAYS: Final = {
    "stated": "told by the patient's own report",
    "relayed": "only told by another paper",
    "inferred": "only the curator's reading",
    "absent": "looked for, not there",
}


@dataclass(frozen=True, slots=True)
class _RailSheet:
    """Sizes in mm and points, and the measure of texts."""

    width: float
    font: float
    row: float
    glyph: float
    cases: int
    measure: TextWidth

    @property
    def labels(self) -> float:
        return self.width * _LABELS

    def x(self, place: int) -> float:
        """Return the middle of the column of a case."""
        return self.labels + (self.width - self.labels) * (place + 0.5) / max(self.cases, 1)

    @property
    def rise(self) -> float:
        return self.font * 25.4 / 72 * 0.36

    def bold(self, text: str) -> float:
        """Measure a bold text."""
        return self.measure(text, self.font, True)

    def text(self, place: Point, text: str, anchor: str = "left", *, bold: bool = False, colour: str = INK) -> Writing:
        """Write a text with its baseline at a place."""
        wide = self.measure(text, self.font, bold)
        return Writing(*place, text, self.font, wide, anchor, colour, bold)  # type: ignore[arg-type]


def picture(graph: Graph, title: str, width: int, measure: TextWidth) -> FigureScene:
    """Lay the network out for a printed width; only what joins two cases or more is drawn."""
    table = matrix(graph)
    names = table.cases[:MOST_CASES]
    is_page = width > PICTURE_WIDTHS[0]
    page = _RailSheet(width, 7 if is_page else 6, 3.9 if is_page else 3.3, 2.2 if is_page else 1.8, len(names), measure)
    groups, bottom = [_head(names, page)], page.row * 2.2
    used: dict[str, None] = {}
    for kind, rows in table.groups:
        shown = [row for row in rows if _joins(row, len(names))] if kind != PERSON else []
        if shown:
            used[kind] = None
            groups.append(_title(kind, page, bottom))
            bottom += page.row * 1.25
        for row in shown:
            groups.append(FigureGroup(tuple(_rail(row, page, bottom + page.row / 2))))
            bottom += page.row
    key, bottom = _key(list(used), page, bottom + page.row * 0.4)
    joined = [row for _, rows in table.groups for row in rows if _joins(row, len(names))]
    told = "; ".join(f"{row.label}: {_told(row, names)}" for row in joined)
    return FigureScene(page.width, bottom + 0.8, (*groups, key), title, told)


def _way(cell: MatrixCell) -> str | None:
    """Tell how one thing is said of a case: the surest way counts."""
    ways = [way for _, way, _ in cell.marks]
    if "stated" in ways or (cell.through and not ways):
        return "inferred" if cell.inferred else "stated"
    if "relayed" in ways:
        return "relayed"
    return "absent" if any(way.startswith("absent") for way in ways) else None


def _joins(row: MatrixRow, cases: int) -> bool:
    found = [way for way in map(_way, row.cells[:cases]) if way and way != "absent"]
    return row.share == "shared" and len(found) >= _FEW


def _told(row: MatrixRow, names: Sequence[str]) -> str:
    ways = zip(names, map(_way, row.cells), strict=False)
    return ", ".join(f"{name} ({_WAYS[way]})" for name, way in ways if way)


def _head(names: Sequence[str], page: _RailSheet) -> FigureGroup:
    """Name the cases over their columns, on two lines where one is too narrow."""
    room, parts = (page.width - page.labels) / max(page.cases, 1) - 0.8, list[Part]()
    for place, name in enumerate(names):
        lines = [name] if page.bold(name) <= room else name.rsplit(" ", 1)
        for step, text in enumerate(reversed(lines)):
            base = page.row * 1.55 - step * page.font * 25.4 / 72 * 1.1
            parts.append(page.text((page.x(place), base), shortened(text, room, page.bold), "center", bold=True))
    return FigureGroup((*parts, line((0, page.row * 1.9), (page.width, page.row * 1.9), INK, 0.7)))


def _title(kind: str, page: _RailSheet, top: float) -> FigureGroup:
    base = top + page.row * 0.85
    words = page.text((0.4, base), kind[:1].upper() + kind[1:], bold=True)
    return FigureGroup((words, line((words.right + 1.5, base - page.rise), (page.width, base - page.rise), RULE, 0.4)))


def _rail(row: MatrixRow, page: _RailSheet, middle: float) -> Iterator[Part]:
    """Draw a thing: its name, a rail from its first case to its last, and a station in each."""
    ways = [_way(cell) for cell in row.cells[: page.cases]]
    places = [place for place, way in enumerate(ways) if way and way != "absent"]
    name = shortened(row.label, page.labels - 1.5, lambda text: page.measure(text, page.font, False))
    yield page.text((1.4, middle + page.rise), name)
    yield line((page.x(places[0]), middle), (page.x(places[-1]), middle), LINE, 0.6)
    for place, way in enumerate(ways):
        if way:
            yield _station(row.kind, way, (page.x(place), middle), page.glyph)


def _station(kind: str, way: str, place: Point, size: float) -> Outline:
    """Draw the sign of a kind: filled, hollow, hollow and dashed, or a cross."""
    colour = TONES[KINDS[kind]].light
    corners, _ = SHAPES["absent" if way == "absent" else _SIGNS.get(kind, kind)]
    moved = tuple(tuple((place[0] + x * size / 2, place[1] + y * size / 2) for x, y in some) for some in corners)
    if way == "absent":
        return Outline(moved, stroke=colour, width=0.9, closed=False)
    fill, dash = colour if way == "stated" else PAPER, _DASH if way == "relayed" else None
    return Outline(moved, fill=fill, stroke=colour, width=0.9, dash=dash)


_SIGNS: Final = {"measure": "seen"}
"""Kind without a glyph of its own to the one it is drawn with."""


def _key(kinds: Sequence[str], page: _RailSheet, top: float) -> tuple[FigureGroup, float]:
    """Explain the signs: those of kinds, then how a thing is said."""
    parts: list[Part] = [line((0, top), (page.width, top), INK, 0.7)]
    x, middle = 0.6, top + page.row * 0.8
    sample = kinds[0] if kinds else "finding"
    items = [(kind, "stated", kind) for kind in kinds] + [(sample, way, text) for way, text in _WAYS.items()]
    for kind, way, text in items:
        wide = page.glyph + 0.9 + page.measure(text, page.font, False)
        if x + wide > page.width:
            x, middle = 0.6, middle + page.row
        parts += [_station(kind, way, (x + page.glyph / 2, middle), page.glyph)]
        parts += [page.text((x + page.glyph + 0.9, middle + page.rise), text, colour=SOFT)]
        x += wide + 2.4
    return FigureGroup(tuple(parts)), middle + page.row * 0.5
