"""Packing: which row each mark stands on and where its label goes, so that nothing hides anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from caseweave.views.timeline import Mark
from caseweave.views.timeline.figure.scale import Scale
from caseweave.views.timeline.figure.sheet import Sheet

__all__ = ["Measure", "PackedRow", "Slot", "packed", "shortened"]

Measure: TypeAlias = Callable[[str], float]
"""Width of a text in the figure's font, in mm."""

Side: TypeAlias = Literal["", "right", "left", "above"]

_TOUCH: Final = 0.06


@dataclass(frozen=True, slots=True)
class Slot:
    """A mark in its row: what it covers (``x0`` to ``x1``, mm), and its label's side and place."""

    mark: Mark
    x0: float
    x1: float
    side: Side = ""
    text: str = ""
    t0: float = 0.0
    t1: float = 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """Where labels may stand: between two ends, and across no wall."""

    left: float
    right: float
    walls: tuple[float, ...] = ()

    def holds(self, start: float, stop: float) -> bool:
        """Tell whether a label lies within it, across no wall."""
        is_inside = self.left <= start and stop <= self.right
        return is_inside and not any(start - 0.3 < wall < stop + 0.3 for wall in self.walls)


@dataclass(frozen=True, slots=True)
class PackedRow:
    """Marks beside each other; ``is_tall`` if labels stand above them."""

    slots: tuple[Slot, ...]

    @property
    def is_tall(self) -> bool:
        """Tell whether a label stands above its mark."""
        return any(slot.side == "above" for slot in self.slots)


def packed(
    marks: Iterable[Mark], scale: Scale, sheet: Sheet, measure: Measure, walls: Sequence[float] = ()
) -> tuple[PackedRow, ...]:
    """Pack marks into as few rows as their shapes and labels allow, in their order.

    Marks never overlap; a mark whose label finds no room in its row moves to a row below. No label crosses a wall.
    """
    rows: list[list[Slot]] = []
    for mark in marks:
        slot = Slot(mark, *_extent(mark, scale, sheet))
        home = next((row for row in rows if _is_free(slot.x0, slot.x1, _bodies(row), _TOUCH)), None)
        rows.append([slot]) if home is None else home.append(slot)
    ends = Field(sheet.plot, sheet.width, tuple(walls))
    return tuple(PackedRow(tuple(row)) for row in _labelled(rows, ends, sheet.gap, measure))


def _extent(mark: Mark, scale: Scale, sheet: Sheet) -> tuple[float, float]:
    """Return what a mark covers, with its arrows."""
    known = mark.span.known
    if mark.span.exact is not None:
        place = scale.at(known[0])
        return place - sheet.glyph / 2, place + sheet.glyph / 2
    low, high = (known[0], known[0]) if mark.span.is_one_sided else (known[0] - 0.5, known[-1] + 0.5)
    before = sheet.stub if mark.span.opens_before else 0.0
    after = sheet.stub if mark.span.opens_after else 0.0
    x0, x1 = scale.at(low), scale.at(high)
    lack = max(0.0, 0.8 - (x1 - x0)) / 2
    return x0 - before - lack, x1 + after + lack


def _labelled(rows: list[list[Slot]], ends: Field, gap: float, measure: Measure) -> list[list[Slot]]:
    """Give each mark its label; one that finds no room moves to the next row that has it."""
    done: list[list[Slot]] = []
    waiting: list[Slot] = []
    for row in rows:
        kept = list(row)
        for slot in sorted(row, key=lambda slot: (slot.mark.span.exact is None, slot.x0)):
            kept.remove(slot)
            placed = _with_label(slot, kept, ends, gap, measure)
            kept.append(placed) if placed else waiting.append(slot)
        done.append(kept)
    for slot in waiting:
        _housed(slot, done, ends, gap, measure)
    return [row for row in done if row]


def _housed(slot: Slot, rows: list[list[Slot]], ends: Field, gap: float, measure: Measure) -> None:
    for row in rows:
        taken = [*_bodies(row), *_texts(row)]
        if _is_free(slot.x0, slot.x1, taken, gap) and (placed := _with_label(slot, row, ends, gap, measure)):
            row.append(placed)
            return
    rows.append([_with_label(slot, (), ends, gap, measure) or _squeezed(slot, ends, gap, measure)])


def _with_label(slot: Slot, others: Sequence[Slot], ends: Field, gap: float, measure: Measure) -> Slot | None:
    if not slot.mark.caption:
        return slot
    long, middle = measure(slot.mark.caption), (slot.x0 + slot.x1) / 2
    apart = gap * 3
    beside = [*_bodies(others), *((t0 - apart, t1 + apart) for t0, t1 in _texts(others))]
    above = [(other.t0, other.t1) for other in others if other.side == "above"]
    for side, t0, taken in (
        ("right", slot.x1 + gap, beside),
        ("left", slot.x0 - gap - long, beside),
        ("above", middle - long / 2, above),
        ("above", slot.x0, above),
        ("above", slot.x1 - long, above),
    ):
        can = side != "above" or slot.mark.span.exact is not None
        if can and ends.holds(t0, t0 + long) and _is_free(t0, t0 + long, taken, gap):
            return replace(slot, side=side, text=slot.mark.caption, t0=t0, t1=t0 + long)  # type: ignore[arg-type]
    return None


def _squeezed(slot: Slot, ends: Field, gap: float, measure: Measure) -> Slot:
    """Write a long label above its mark, on a row of its own; cut to the width of the days, whole in its title."""
    left = max([ends.left, *(wall for wall in ends.walls if wall <= slot.x1)])
    text = shortened(slot.mark.caption, ends.right - left - 2 * gap, measure)
    long = measure(text)
    t0 = max(ends.left + gap, min(slot.x0, ends.right - gap - long))
    t0 = next((wall + 0.5 for wall in ends.walls if t0 - 0.3 < wall < t0 + long + 0.3), t0)
    return replace(slot, side="above", text=text, t0=t0, t1=t0 + long)


def shortened(text: str, room: float, measure: Measure) -> str:
    """Cut a text to a width, marked by an ellipsis; empty if not even that has room.

    >>> shortened("tocilizumab", 6, lambda text: float(len(text)))
    'tocil…'
    """
    if measure(text) <= room:
        return text
    cuts = (text[:length].rstrip() + "…" for length in range(len(text) - 1, 0, -1))
    return next((cut for cut in cuts if measure(cut) <= room), "")


def _bodies(slots: Iterable[Slot]) -> list[tuple[float, float]]:
    return [(slot.x0, slot.x1) for slot in slots]


def _texts(slots: Iterable[Slot]) -> list[tuple[float, float]]:
    return [(slot.t0, slot.t1) for slot in slots if slot.side in ("left", "right")]


def _is_free(x0: float, x1: float, taken: Iterable[tuple[float, float]], gap: float) -> bool:
    return all(x1 + gap <= start or stop + gap <= x0 for start, stop in taken)
