"""Layout: the whole figure in millimetres, from the lanes of a timeline and the width it is printed at."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.views.palette import INK, LINE, RULE
from caseweave.views.tags import tags
from caseweave.views.timeline import CaseLane, LaneTrack, Listed, Mark, Timeline
from caseweave.views.timeline.figure.lane import lane_block
from caseweave.views.timeline.figure.legend import legend
from caseweave.views.timeline.figure.scale import scale_for, ticks
from caseweave.views.timeline.figure.scene import FigureGroup, FigureScene, Part, line
from caseweave.views.timeline.figure.setting import Block, Setting, TextWidth
from caseweave.views.timeline.figure.sheet import SHEETS, Sheet
from caseweave.wording import stretch

__all__ = ["axis", "day_text", "described", "laid_out", "speakers"]


def laid_out(timeline: Timeline, width: int, measure: TextWidth) -> FigureScene:
    """Lay a timeline out for a printed width: 85 (a column) or 170 mm (a page)."""
    setting = _setting(timeline, SHEETS[width], measure)
    head = axis(setting, 0.0)
    groups, bottom = list(head.groups), head.bottom
    for lane in timeline.lanes:
        block = lane_block(lane, setting, bottom)
        groups += block.groups
        bottom = block.bottom
    foot = _foot(setting, bottom, timeline)
    key = legend(timeline, setting, foot.bottom)
    grid = _grid(setting, head.bottom, bottom)
    title = f"Timeline of {len(timeline.lanes)} cases, in days from {timeline.zero}"
    parts = (grid, *groups, *foot.groups, *key.groups)
    return FigureScene(setting.sheet.width, key.bottom + 0.5, parts, title, described(timeline))


def _setting(timeline: Timeline, sheet: Sheet, measure: TextWidth) -> Setting:
    spans = [mark.span for mark in timeline.marks]
    start = sheet.plot + (sheet.stub if any(span.opens_before for span in spans) else 0.0) + 0.8
    stop = sheet.width - (sheet.stub if any(span.opens_after for span in spans) else 0.0) - 0.8
    scale = scale_for((day for span in spans for day in span.known), start, stop)
    days = ticks(scale, lambda day: measure(day_text(day), sheet.font, False))
    return Setting(sheet.fitted(scale.day), scale, days, speakers(timeline), measure)


def day_text(day: float) -> str:
    """Write a day with a true minus sign."""
    return f"−{-day:.0f}" if day < 0 else f"{day:.0f}"


def speakers(timeline: Timeline) -> dict[str, str]:
    """Tag each paper that speaks of another's patient."""
    told: list[Mark | Listed] = [*timeline.marks, *timeline.listed]
    ends = [one for lane in timeline.lanes for track in lane.tracks for one in track.brackets]
    return tags((one.said_by for one in (*told, *ends) if one.role != "own"), timeline.papers)


def _grid(setting: Setting, top: float, bottom: float) -> FigureGroup:
    """Draw the days behind everything, day 0 heavier."""
    places = [(setting.scale.at(day), day) for day in setting.days]
    lines = [line((x, top), (x, bottom), RULE, 0.4) for x, day in places if day]
    zero = setting.scale.at(0)
    return FigureGroup((*lines, line((zero, top), (zero, bottom), LINE, 0.8)))


def axis(setting: Setting, top: float, *, is_foot: bool = False) -> Block:
    """Draw the rail of the days with its numbers, above it at the head of the figure and below it at the foot."""
    sheet, way = setting.sheet, 1 if is_foot else -1
    rail = top if is_foot else top + sheet.em * 1.25 + 1.2
    base = rail + 1.0 + sheet.em * 0.8 if is_foot else rail - 1.0
    parts: list[Part] = [line((sheet.plot, rail), (sheet.width, rail), INK, 0.6)]
    for day in setting.days:
        place = setting.scale.at(day)
        parts.append(line((place, rail), (place, rail + way * 0.7), INK, 0.6))
        parts.append(setting.written((place, base), day_text(day), "center", "plain" if day else "bold"))
    return Block((FigureGroup((*parts, *_breaks(setting, rail))),), base if is_foot else rail)


def _breaks(setting: Setting, rail: float) -> Iterator[Part]:
    """Mark where the scale turns logarithmic by two strokes across the rail."""
    scale = setting.scale
    edges = [(scale.left, scale.low < scale.first), (scale.right, scale.high > scale.last)]
    for place in (place for place, is_edge in edges if is_edge):
        for shift in (-0.45, 0.25):
            x = place + shift
            yield line((x - 0.35, rail + 0.8), (x + 0.35, rail - 0.8), INK)


def _foot(setting: Setting, top: float, timeline: Timeline) -> Block:
    """Draw the rail at the foot, and below it what its numbers mean."""
    rail, sheet = axis(setting, top, is_foot=True), setting.sheet
    captions = [f"Days from {timeline.zero}"]
    if not setting.scale.is_linear:
        first, last = day_text(setting.scale.first), day_text(setting.scale.last)
        captions.append(f"evenly spaced from day {first} to {last}, logarithmic beyond //")
    captions += [timeline.note] if timeline.note else []
    middle, bottom = (sheet.plot + sheet.width) / 2, rail.bottom + 0.3
    words = []
    for caption in captions:
        bottom += sheet.em * 1.25
        words.append(setting.written((middle, bottom), caption, "center"))
    return Block((*rail.groups, FigureGroup(tuple(words))), bottom + sheet.em * 0.5)


def described(timeline: Timeline) -> str:
    """Say a figure in words, for those who cannot see it."""
    return " ".join(_told(lane) for lane in timeline.lanes)


def _told(lane: CaseLane) -> str:
    """Say a lane in words, for those who cannot see it."""
    tracks = (f"{track.track.title}: {_told_track(track) or lane.absence}" for track in lane.tracks)
    return f"{lane.title}. " + ". ".join(tracks) + "."


def _told_track(track: LaneTrack) -> str:
    marks = [
        f"{_role(mark)}{mark.label or mark.shape} {stretch(mark.span, 'sentence')}"
        for one in track.tellings
        for mark in one.marks
    ]
    words = [f"{_role(item)}{item.text}, {item.reason}" for one in track.tellings for item in one.listed]
    return "; ".join([*marks, *words])


def _role(told: Mark | Listed) -> str:
    return "" if told.role == "own" else f"({told.role}) "
