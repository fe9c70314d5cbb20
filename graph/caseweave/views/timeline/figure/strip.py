"""The essential figure: a strip a case, its lanes beside their names, and what is told without a day at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Final, Literal

from caseweave.views.palette import INK, LINE, PAPER, RULE, TINT, TONES
from caseweave.views.timeline import Bracket, CaseLane, LaneTrack, Listed, Mark, Timeline
from caseweave.views.timeline.essence import essence
from caseweave.views.timeline.figure.drawing import DASH, drawn
from caseweave.views.timeline.figure.layout import axis, day_text, described, speakers
from caseweave.views.timeline.figure.legend import BRACKET, strip_legend
from caseweave.views.timeline.figure.packing import PackedRow, packed, shortened
from caseweave.views.timeline.figure.scale import Scale, scale_for, ticks
from caseweave.views.timeline.figure.scene import FigureGroup, FigureScene, Outline, Part, Writing, box, line
from caseweave.views.timeline.figure.setting import Block, Setting, TextWidth, ground
from caseweave.views.timeline.figure.sheet import STRIPS, Sheet
from caseweave.wording import length

__all__ = ["strips"]

_LONG: Final = 62
"""Days up to which the scale is even throughout."""
_MOST_LINES: Final = 4
"""Lines of what is told in words beside a lane."""
_ORANGE: Final = TONES["orange"].light
_DISPUTE: Final = TONES["dispute"].light
_ASIDE: Final = "no day, or earlier"


@dataclass(frozen=True, slots=True)
class _Strips:
    """What the strips are laid out with: a setting whose sheet ends where the days end, and the column of words."""

    setting: Setting
    width: float

    @property
    def sheet(self) -> Sheet:
        return self.setting.sheet

    @property
    def words(self) -> float:
        """Where the column of words begins."""
        return self.sheet.width + 2.0

    @property
    def small(self) -> float:
        """Size of the words, in points."""
        return self.sheet.font

    def wide(self, text: str) -> float:
        """Measure a word of the column."""
        return self.setting.measure(text, self.small, False)


def strips(timeline: Timeline, width: int, measure: TextWidth) -> FigureScene:
    """Lay the essential figure out for a printed width: 85 (a column) or 170 mm (a page)."""
    shown = essence(timeline)
    plan = _plan(shown, width, measure)
    groups, bottom = list[FigureGroup](), 0.0
    for place, lane in enumerate(shown.lanes):
        block = _strip(lane, plan, bottom, is_first=place == 0)
        groups += block.groups
        bottom = block.bottom
    foot = axis(plan.setting, bottom, is_foot=True)
    base = foot.bottom + plan.sheet.em * 1.3
    middle = (plan.sheet.plot + plan.sheet.width) / 2
    caption = plan.setting.written((middle, base), f"Days from {timeline.zero}", "center")
    note = [plan.setting.written((0.3, base), timeline.note, look="quiet")] if timeline.note else []
    key = strip_legend(shown, replace(plan.setting, sheet=replace(plan.sheet, width=plan.width)), base + 1.6)
    title = f"Timeline of {len(shown.lanes)} cases, in days from {timeline.zero}"
    parts = (*groups, *foot.groups, FigureGroup((caption, *note)), *key.groups)
    return FigureScene(plan.width, key.bottom + 0.8, parts, title, described(timeline))


def _plan(shown: Timeline, width: int, measure: TextWidth) -> _Strips:
    sheet, aside = STRIPS[width]
    ends = replace(sheet, width=sheet.width - aside)
    drawn_days = {day for mark in shown.marks for day in mark.span.known}
    told = [one for lane in shown.lanes for track in lane.tracks for one in track.brackets]
    days = drawn_days | {day for one in told for day in (one.earliest, one.latest) if day is not None}
    scale = _scale(days, ends)
    marked = ticks(scale, lambda day: measure(day_text(day), sheet.font, False))
    setting = Setting(ends.fitted(max(scale.day, 1.1)), scale, marked, speakers(shown), measure)
    return _Strips(setting, sheet.width)


def _scale(days: set[int], sheet: Sheet) -> Scale:
    """Fit an even scale where all days are near day 0; else one that is logarithmic far from it."""
    start, stop = sheet.plot + 1.0, sheet.width - 1.5
    least, most = min({0, *days}), max({0, *days})
    if most - least > _LONG:
        return scale_for(days, start, stop)
    room = max((most - least) * 0.05, 1.0)
    low, high = least - room * 2.2, most + room
    return Scale(start, stop, low, high, low, high, start, stop)


def _grid(plan: _Strips, top: float, bottom: float) -> FigureGroup:
    """Draw the days of a case behind everything, day 0 heavier, and the line before the column of words."""
    scale = plan.setting.scale
    lines = [line((scale.at(day), top), (scale.at(day), bottom), RULE, 0.4) for day in plan.setting.days if day]
    zero = line((scale.at(0), top), (scale.at(0), bottom), LINE, 0.9)
    return FigureGroup((*lines, zero, line((plan.words - 1.0, top), (plan.words - 1.0, bottom), RULE, 0.4)))


def _strip(lane: CaseLane, plan: _Strips, top: float, *, is_first: bool) -> Block:
    """Lay out a case: its name, then its lanes."""
    sheet, setting = plan.sheet, plan.setting
    base = top + sheet.em * 1.7
    title = Writing(0.3, base, lane.title, sheet.head, setting.measure(lane.title, sheet.head, True), bold=True)
    read = f"{lane.read} read" if lane.read else "its own paper is not here"
    note = setting.written((title.right + 2.0, base), read, look="quiet")
    head: list[Part] = [
        line((0, top), (plan.width, top), INK, 0.7),
        ground(title, sheet),
        title,
        ground(note, sheet),
        note,
    ]
    if is_first:
        head.append(replace(_small(plan, _ASIDE, base)[0]))
    bands, groups, bottom = list[FigureGroup](), list[FigureGroup](), base + 0.9
    for track in lane.tracks:
        band, block = _lane(track, lane, plan, bottom)
        bands += band
        groups += block.groups
        bottom = block.bottom
    grid = _grid(plan, base + 0.9, bottom + 0.5)
    return Block((FigureGroup(tuple(head)), *bands, grid, *groups), bottom + 0.5)


def _small(plan: _Strips, text: str, base: float) -> list[Writing]:
    """Write words into the column at the right, on as many lines as they need, at most a few."""
    room, found, current = plan.width - plan.words - 0.3, list[str](), ""
    for word in text.split():
        longer = f"{current} {word}".strip()
        if current and plan.wide(longer) > room:
            found.append(current)
            current = word
        else:
            current = longer
    found.append(current)
    cut = found[:_MOST_LINES]
    if len(found) > _MOST_LINES:
        cut[-1] = shortened(cut[-1] + " …", room, plan.wide)
    step = plan.small * 25.4 / 72 * 1.2
    texts = (shortened(one, room, plan.wide) for one in cut)
    quiet = plan.setting.written((0, 0), "", look="quiet").colour
    return [
        Writing(plan.words, base + step * place, one, plan.small, plan.wide(one), colour=quiet)
        for place, one in enumerate(texts)
    ]


def _lane(track: LaneTrack, lane: CaseLane, plan: _Strips, top: float) -> tuple[list[FigureGroup], Block]:
    """Lay out a lane: its name, its marks, its brackets, and beside them what is told in words."""
    sheet, setting = plan.sheet, plan.setting
    rows, start = _rows(track, plan), top + 0.4
    groups, bottom = list[FigureGroup](), start
    for row in rows:
        bottom += _height(row, sheet)
        for slot in row.slots:
            group = drawn(slot, bottom - sheet.row / 2, setting.scale, sheet)
            covers = [
                ground(part, sheet) for part in group.parts if isinstance(part, Writing) and not _is_relayed(track)
            ]
            groups.append(FigureGroup((*covers, *group.parts), group.ids, group.titles))
    ends = _brackets(track.brackets, plan, bottom)
    groups += ends.groups
    first = start + (_height(rows[0], sheet) if rows else sheet.row) - sheet.row / 2 + sheet.rise
    words = _told(track, lane, plan, start + sheet.row / 2 + sheet.rise)
    below = max(
        [
            ends.bottom,
            start + sheet.row,
            *(one.y + sheet.em * 0.35 for group in words for one in group.parts if isinstance(one, Writing)),
        ]
    )
    name = setting.written((0.6, first), shortened(track.track.title, sheet.labels - 0.6, setting.width))
    band = (
        [FigureGroup((Outline((box(sheet.plot - 1.0, top, sheet.width, below + 0.3),), fill=TINT),))]
        if _is_relayed(track)
        else []
    )
    rule = [line((0, top), (plan.width, top), RULE)]
    return band, Block((FigureGroup((*rule, name, *_timed(track, plan, bottom))), *groups, *words), below + 0.4)


def _timed(track: LaneTrack, plan: _Strips, top: float) -> list[Writing]:
    """Name, beside the first bracket, what it is the end of."""
    if not track.brackets or not track.track.measure:
        return []
    tall = plan.sheet.em * 0.95 if _label(track.brackets[0], plan).side == "above" else 0.0
    base = top + tall + plan.sheet.row * 0.66 + plan.sheet.rise
    text = shortened(track.track.measure.removeprefix("time to "), plan.sheet.labels - 1.6, plan.setting.width)
    return [plan.setting.written((1.6, base), text, look="quiet")]


def _is_relayed(track: LaneTrack) -> bool:
    """Tell whether all that is drawn in a lane is told by another paper."""
    roles = {mark.role for one in track.tellings for mark in one.marks} | {one.role for one in track.brackets}
    return bool(roles) and "own" not in roles


def _rows(track: LaneTrack, plan: _Strips) -> tuple[PackedRow, ...]:
    marks = [_tagged(mark, plan) for one in track.tellings for mark in one.marks]
    ordered = sorted(marks, key=lambda mark: (mark.span.exact is None, mark.span.known[0]))
    wall = (plan.setting.scale.at(0),)
    return packed(ordered, plan.setting.scale, plan.sheet, plan.setting.width, walls=wall)


def _tagged(mark: Mark, plan: _Strips) -> Mark:
    """Say behind a caption who relays it."""
    if mark.role == "own" or not mark.caption:
        return mark
    return replace(mark, told=f"{mark.caption} {plan.setting.tags[mark.said_by]}")


def _height(row: PackedRow, sheet: Sheet) -> float:
    return sheet.row + (sheet.em * 0.95 if row.is_tall else 0.0)


def _told(track: LaneTrack, lane: CaseLane, plan: _Strips, base: float) -> list[FigureGroup]:
    """Write what is told without a day, each item a group of its own; where nothing is told, why."""
    items = [item for one in track.tellings for item in one.listed]
    if not items:
        is_empty = not track.tellings and not track.brackets
        why = "not read" if lane.absence == "source not read" else lane.absence
        return [FigureGroup(tuple(_small(plan, why, base)))] if is_empty else []
    alike: dict[str, list[Listed]] = {}
    for item in items:
        alike.setdefault(item.text, []).append(item)
    text = "; ".join(f"{told}{_tellers(some, plan)}" for told, some in alike.items())
    ids = dict.fromkeys(name for item in items for name in item.statements)
    titles = tuple(title for item in items for title in item.titles)
    return [FigureGroup(tuple(_small(plan, text, base)), tuple(ids), titles)]


def _tellers(items: Sequence[Listed], plan: _Strips) -> str:
    """Tag what another paper tells, also where the patient's own paper tells the same."""
    tags = list(dict.fromkeys(plan.setting.tags[item.said_by] for item in items if item.role != "own"))
    if not tags:
        return ""
    is_own = any(item.role == "own" for item in items)
    return f" (also {', '.join(tags)})" if is_own else f" {' '.join(tags)}"


def _brackets(found: Sequence[Bracket], plan: _Strips, top: float) -> Block:
    """Draw the brackets, a row each, and between those that clash a short bar with its sign."""
    groups, middles, bottom = list[FigureGroup](), list[float](), top
    for one in found:
        label = _label(one, plan)
        bottom += plan.sheet.row * 1.1 + (plan.sheet.em * 0.95 if label.side == "above" else 0.0)
        middles.append(bottom - plan.sheet.row * 0.44)
        groups.append(FigureGroup((*_bracket(one, middles[-1], plan), *_named(label, middles[-1], plan))))
    for place, one in enumerate(found):
        for other in (other for other in one.clashes if other > place):
            groups.append(FigureGroup(tuple(_clash(one, found[other], (middles[place], middles[other]), plan))))
    return Block(tuple(groups), bottom + (0.4 if found else 0.0))


def _ends(one: Bracket, plan: _Strips) -> tuple[float, float]:
    """Return the places between which it lies; what is not bounded reaches to the end of the days."""
    scale, sheet = plan.setting.scale, plan.sheet
    first = scale.at(one.earliest) if one.earliest is not None else scale.at(0)
    return first, scale.at(one.latest) if one.latest is not None else sheet.width - 1.5


def _bracket(one: Bracket, middle: float, plan: _Strips) -> Iterator[Part]:
    """Draw one bracket: whole where its account is the patient's own, dashed where it is relayed or in doubt."""
    sheet = plan.sheet
    first, last = _ends(one, plan)
    half, dash = sheet.bar * 0.5, DASH if one.role != "own" or one.doubt else None
    if last - first < 0.6:
        place = (first + last) / 2
        yield Outline((tuple(_ring(place, middle, sheet.glyph * 0.42)),), fill=PAPER, stroke=BRACKET, width=0.8)
    else:
        yield Outline((((first, middle), (last, middle)),), stroke=BRACKET, width=0.9, dash=dash, closed=False)
        caps = [first, last] if one.latest is not None else [first]
        yield from (line((x, middle - half), (x, middle + half), BRACKET, 0.9) for x in caps)


def _ring(x: float, y: float, radius: float) -> Iterator[tuple[float, float]]:
    return ((x + radius * sin(2 * pi * turn / 24), y - radius * cos(2 * pi * turn / 24)) for turn in range(24))


@dataclass(frozen=True, slots=True)
class _Label:
    """What is written at a bracket: its length, whose account it is, where it begins, and on which side."""

    days: str
    whose: str
    x: float
    side: Literal["right", "left", "above"]


def _label(one: Bracket, plan: _Strips) -> _Label:
    """Find room for the label of a bracket: at its right, else at its left, else above it."""
    sheet, setting = plan.sheet, plan.setting
    first, last = _ends(one, plan)
    tag = "" if one.role == "own" else f"{setting.tags.get(one.said_by, '†')} "
    days, whose = length(one.earliest, one.latest, "cell"), f" {tag}{one.reading or one.account}"
    bold = setting.measure(days, sheet.font, True)
    wide, right, gap = (
        bold + setting.width(whose),
        sheet.width - 0.3,
        0.8 + (sheet.glyph / 2 if last - first < 0.6 else 0),
    )
    if last + gap + wide <= right:
        return _Label(days, whose, last + gap, "right")
    if first - gap - wide >= setting.scale.at(0) + 0.4:
        return _Label(days, whose, first - gap - wide, "left")
    least = setting.scale.at(0) + 0.5
    kept = shortened(whose, right - least - bold, setting.width)
    return _Label(days, kept, max(least, min(first, right - bold - setting.width(kept))), "above")


def _named(label: _Label, middle: float, plan: _Strips) -> Iterator[Part]:
    """Write the label of a bracket."""
    sheet, setting = plan.sheet, plan.setting
    bold = setting.measure(label.days, sheet.font, True)
    base = middle + sheet.rise - (sheet.row / 2 + sheet.em * 0.44 if label.side == "above" else 0.0)
    yield Writing(label.x, base, label.days, sheet.font, bold, bold=True)
    if label.whose.strip():
        yield setting.written((label.x + bold, base), label.whose, look="quiet")


def _clash(one: Bracket, other: Bracket, middles: tuple[float, float], plan: _Strips) -> Iterator[Part]:
    """Draw a bar between two brackets that do not fit, and the sign of a disagreement."""
    starts, stops = zip(_ends(one, plan), _ends(other, plan), strict=True)
    x = (max(starts) + min(stops)) / 2
    top, bottom = min(middles) + 0.5, max(middles) - 0.5
    yield line((x, top), (x, bottom), _ORANGE, 1.4)
    size = plan.sheet.font
    wide = plan.setting.measure("‡", size, True)
    yield Writing(x + 0.6, (top + bottom) / 2 + plan.sheet.rise, "‡", size, wide, colour=_DISPUTE, bold=True)
