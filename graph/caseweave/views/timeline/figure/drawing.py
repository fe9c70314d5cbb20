"""Drawing one mark: solid where certain, hatched where possible, an arrow where open, a tick where it ends."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from caseweave.views.palette import INK, PAPER
from caseweave.views.timeline import Mark
from caseweave.views.timeline.figure.glyphs import colour, glyph, hatch, ink, pale
from caseweave.views.timeline.figure.packing import Slot
from caseweave.views.timeline.figure.scale import Scale
from caseweave.views.timeline.figure.scene import Box, FigureGroup, Outline, Part, Point, Writing, box, line
from caseweave.views.timeline.figure.sheet import Sheet

__all__ = ["DASH", "drawn"]

DASH = (1.1, 0.8)
"""Dashes of the outline of what is relayed, in points."""


def drawn(slot: Slot, middle: float, scale: Scale, sheet: Sheet) -> FigureGroup:
    """Draw a mark and its label around the middle of its row."""
    shapes = _exact(slot, middle, sheet) if slot.mark.span.exact is not None else _bar(slot, middle, scale, sheet)
    parts = [*shapes, *_struck(slot, middle, sheet), *_label(slot, middle, sheet)]
    return FigureGroup(tuple(parts), slot.mark.statements, slot.mark.titles)


def _dash(mark: Mark) -> tuple[float, float] | None:
    return None if mark.role == "own" else DASH


def _fill(mark: Mark) -> str:
    """Return the fill: none (white) if inferred or suspected, paler if relayed."""
    if mark.inferred or mark.suspected or mark.state != "present":
        return PAPER
    return colour(mark) if mark.role == "own" else pale(mark, 0.35)


def _exact(slot: Slot, middle: float, sheet: Sheet) -> Iterator[Part]:
    mark, x = slot.mark, (slot.x0 + slot.x1) / 2
    yield glyph(mark, (x, middle), sheet.glyph * 0.96, _fill(mark), _dash(mark))
    if mark.state == "absent" and not mark.is_course:
        yield _cross(x, middle, sheet.glyph / 2, ink(mark))


def _bar(slot: Slot, middle: float, scale: Scale, sheet: Sheet) -> Iterator[Part]:
    mark, half, outline = slot.mark, sheet.bar / 2, ink(slot.mark)
    x0 = slot.x0 + (sheet.stub if mark.span.opens_before else 0)
    x1 = slot.x1 - (sheet.stub if mark.span.opens_after else 0)
    if not mark.span.is_one_sided:
        yield from _possible(mark, (x0, middle - half * 0.8, x1, middle + half * 0.8))
    if mark.span.certain:
        first, last = (scale.at(mark.span.certain[0] - 0.5), scale.at(mark.span.certain[1] + 0.5))
        yield Outline((box(first, middle - half, last, middle + half),), _fill(mark), outline, dash=_dash(mark))
    if mark.span.opens_before:
        yield from _arrow(mark, (x0, middle), slot.x0, half)
    if mark.span.opens_after:
        yield from _arrow(mark, (x1, middle), slot.x1, half)
    elif mark.span.lasts:
        yield line((x1, middle - half * 1.25), (x1, middle + half * 1.25), outline, 1.0)


def _possible(mark: Mark, within: Box) -> Iterator[Part]:
    """Draw the days on which it may have been."""
    yield Outline((box(*within),), fill=PAPER if mark.inferred else pale(mark, 0.72))
    yield hatch(within, ink(mark))
    yield Outline((box(*within),), stroke=ink(mark), width=0.45, dash=_dash(mark))


def _arrow(mark: Mark, root: Point, tip: float, half: float) -> Iterator[Part]:
    """Draw an arrow from the last day known towards the days that are not bounded; a stroke where it was not before."""
    outline, (x, y) = ink(mark), root
    neck = tip - math.copysign(half * 1.1, tip - x)
    yield Outline(((root, (neck, y)),), stroke=outline, width=0.9, dash=_dash(mark), closed=False)
    if mark.span.is_one_sided:
        yield line((x, y - half), (x, y + half), outline, 0.9)
    head = ((neck, y - half * 0.8), (tip, y), (neck, y + half * 0.8))
    yield Outline((head,), fill=PAPER if mark.inferred else outline, stroke=outline, width=0.45)


def _struck(slot: Slot, middle: float, sheet: Sheet) -> Iterator[Part]:
    """Strike out what was set aside, on a white ground so that it shows on any fill."""
    if slot.mark.set_aside:
        x, half = (slot.x0 + slot.x1) / 2, sheet.glyph * 0.62
        for stroke, width in ((PAPER, sheet.glyph * 0.8), (INK, sheet.glyph * 0.38)):
            yield line((x - half, middle + half), (x + half, middle - half), stroke, width)


def _cross(x: float, y: float, half: float, stroke: str) -> Outline:
    strokes = (((x - half, y - half), (x + half, y + half)), ((x - half, y + half), (x + half, y - half)))
    return Outline(strokes, stroke=stroke, width=0.6, closed=False)


def _label(slot: Slot, middle: float, sheet: Sheet) -> Iterator[Part]:
    """Write the label; anchored at its mark, so that a narrower face leaves no gap."""
    if slot.text:
        lift = sheet.row / 2 + sheet.em * 0.44 if slot.side == "above" else 0.0
        x = slot.t1 if slot.side == "left" else slot.t0
        anchor: Literal["left", "right"] = "right" if slot.side == "left" else "left"
        yield Writing(x, middle + sheet.rise - lift, slot.text, sheet.font, slot.t1 - slot.t0, anchor)
