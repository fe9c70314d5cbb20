"""The legend: what each shape and each way of drawing means, and who the tags stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from caseweave.views.palette import INK, TONES
from caseweave.views.timeline import Mark, MarkSpan, Timeline, Track
from caseweave.views.timeline.figure.drawing import drawn
from caseweave.views.timeline.figure.packing import Slot, shortened
from caseweave.views.timeline.figure.scale import Scale
from caseweave.views.timeline.figure.scene import FigureGroup, Outline, Point, line
from caseweave.views.timeline.figure.setting import Block, Setting
from caseweave.views.timeline.figure.sheet import Sheet

__all__ = ["BRACKET", "bracket", "legend", "strip_legend"]

BRACKET: Final = TONES["blue"].light
"""The colour of what follows from several statements."""

_COURSE: Final[Mapping[str, str]] = {
    "appears": "begins",
    "recurs": "recurs",
    "worsens": "worse",
    "mixed": "part worse, part better",
    "stable": "stable",
    "improves": "better",
    "nearly cleared": "nearly clear",
    "cleared": "clear",
    "seen": "seen",
    "absent": "looked for, not there",
}
_FOLLOWED: Final = Track("", 0, "course")
_SAMPLE: Final = Track("", 3)
"""A lane whose colour is grey."""

_POINT: Final = MarkSpan(0, 0, 0, 0)
_WITHIN: Final = MarkSpan(0, 4, 0, 4)
_LASTS: Final = MarkSpan(0, 0, 4, 4)
_GOES_ON: Final = MarkSpan(0, 0, 4, None)


@dataclass(frozen=True, slots=True)
class _Item:
    """A sample and its meaning; without a sample, words alone."""

    mark: Mark | None
    text: str
    bracket: bool = False


def legend(timeline: Timeline, setting: Setting, top: float) -> Block:
    """Lay the legend out below the axis: only what the figure uses."""
    return _laid((_courses(timeline), _ways(timeline), _speakers(timeline, setting.tags)), setting, top)


def bracket(ends: Point, middle: float, sheet: Sheet) -> Iterator[Outline]:
    """Draw a bracket between two days, with its caps."""
    (first, last), half = ends, sheet.bar * 0.5
    yield line((first, middle), (last, middle), BRACKET, 0.9)
    yield from (line((x, middle - half), (x, middle + half), BRACKET, 0.9) for x in ends)


def strip_legend(timeline: Timeline, setting: Setting, top: float) -> Block:
    """Lay out the legend of the essential figure, in plain words."""
    return _laid(
        ([*_courses(timeline), *_plain_ways(timeline), *_plain_speakers(timeline, setting.tags)],), setting, top
    )


def _laid(groups_of_items: Iterable[Iterable[_Item]], setting: Setting, top: float) -> Block:
    sheet = setting.sheet
    groups = [FigureGroup((line((0, top), (sheet.width, top), INK, 0.6),))]
    leading, bottom = max(min(sheet.row, 3.2), sheet.em * 1.3), top + 0.5
    for items in groups_of_items:
        x, middle = sheet.width, bottom - leading / 2
        for item in items:
            long = _sample(item, sheet) + setting.width(item.text)
            if x + long > sheet.width:
                x, middle = 0.4, middle + leading
            groups.append(_drawn(item, (x, middle), setting))
            x += long + sheet.em * 1.1
        bottom = middle + leading / 2
    return Block(tuple(groups), bottom)


def _mark(span: MarkSpan, shape: str = "treatment", **looks: object) -> Mark:
    base = {"statements": (), "said_by": "", "role": "own", "track": _SAMPLE, "label": ""}
    return Mark(shape=shape, span=span, **{**base, **looks})  # type: ignore[arg-type]


def _courses(timeline: Timeline) -> Iterator[_Item]:
    used = {mark.shape for mark in timeline.marks if mark.is_course}
    words = {shape: text for shape, text in _COURSE.items() if shape in used}
    for shape, text in words.items():
        yield _Item(_mark(_POINT, shape, track=_FOLLOWED), text)
    if any(mark.label == "peak" for mark in timeline.marks):
        word = "peak" if timeline.full else "worst"
        yield _Item(None, f"{word}: last day told as only worse")


def _ways(timeline: Timeline) -> Iterator[_Item]:
    spans = [mark.span for mark in timeline.marks]
    bars = [span for span in spans if span.exact is None]
    yield _Item(None, "d9: on day 9")
    if any(span.certain and span.lasts for span in bars):
        yield _Item(_mark(_LASTS), "d1 to 5: throughout, then ends")
    if any(not span.certain for span in bars):
        yield _Item(_mark(_WITHIN), "d1–5: some time within")
    if any(span.opens_after or span.opens_before for span in bars):
        yield _Item(_mark(_GOES_ON), "goes on, or limit not stated")
    if any(mark.inferred for mark in timeline.marks):
        yield _Item(_mark(_POINT, inferred=True), "inferred")
    if any(mark.set_aside for mark in timeline.marks):
        yield _Item(_mark(_POINT, set_aside=True), "day set aside: contradicts the rest")


def _plain_ways(timeline: Timeline) -> Iterator[_Item]:
    spans = [mark.span for mark in timeline.marks]
    told = [one for lane in timeline.lanes for track in lane.tracks for one in track.brackets]
    if any(span.certain and span.lasts for span in spans):
        yield _Item(_mark(_LASTS), "throughout, then ends")
    if any(span.exact is None and not span.certain for span in spans):
        yield _Item(_mark(_WITHIN), "some time within")
    if any(span.opens_after for span in spans):
        yield _Item(_mark(_GOES_ON), "goes on, or limit not stated")
    if any(mark.inferred for mark in timeline.marks):
        yield _Item(_mark(_POINT, inferred=True), "inferred")
    if any(mark.suspected for mark in timeline.marks):
        yield _Item(_mark(_POINT, "worst", suspected=True), "hollow: suspected")
    if told:
        yield _Item(None, "on some day in here, an account each", bracket=True)
    if any(one.clashes for one in told):
        yield _Item(None, "‡ these accounts do not fit")


def _plain_speakers(timeline: Timeline, tags: Mapping[str, str]) -> Iterator[_Item]:
    for paper, tag in tags.items():
        name = timeline.papers.get(paper, paper)
        yield _Item(
            _mark(_POINT, role="relayed"), f"{tag} dashed, on grey: told by {name}, not by the patient's own report"
        )


def _speakers(timeline: Timeline, tags: Mapping[str, str]) -> Iterator[_Item]:
    for paper, tag in tags.items():
        name = timeline.papers.get(paper, paper)
        yield _Item(_mark(_POINT, role="relayed"), f"{tag} grey band: told by {name} of another paper's patient")


def _sample(item: _Item, sheet: Sheet) -> float:
    """Width of a sample with the gap after it."""
    if item.bracket:
        return sheet.gap * 1.6 + _length(sheet)
    if item.mark is None:
        return 0.0
    return sheet.gap * 1.6 + (sheet.glyph if item.mark.span.exact is not None else _length(sheet))


def _length(sheet: Sheet) -> float:
    return sheet.glyph * 3.2


def _drawn(item: _Item, place: Point, setting: Setting) -> FigureGroup:
    sheet, (x, middle), room = setting.sheet, place, _sample(item, setting.sheet)
    text = shortened(item.text, sheet.width - x - room, setting.width)
    words = setting.written((x + room, middle + sheet.rise), text)
    if item.bracket:
        return FigureGroup((*bracket((x, x + room - sheet.gap * 1.6), middle, sheet), words))
    if item.mark is None:
        return FigureGroup((words,))
    stop = x + room - sheet.gap * 1.6
    bar_stop = stop - (sheet.stub if item.mark.span.opens_after else 0)
    scale = Scale(x, bar_stop, -0.5, 4.5, -0.5, 4.5, x, bar_stop)
    return FigureGroup((*drawn(Slot(item.mark, x, stop), middle, scale, sheet).parts, words))
