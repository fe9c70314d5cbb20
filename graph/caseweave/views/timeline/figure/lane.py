"""A lane of the figure: the head of a case, its tracks, and on each what every paper tells on rows of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseweave.views.palette import INK, PAPER, RULE, TINT
from caseweave.views.timeline import CaseLane, LaneTelling, LaneTrack, Listed, Mark
from caseweave.views.timeline.figure.drawing import drawn
from caseweave.views.timeline.figure.packing import PackedRow, Slot, packed, shortened
from caseweave.views.timeline.figure.scene import FigureGroup, Outline, Writing, box, line
from caseweave.views.timeline.figure.setting import Block, Setting, ground
from caseweave.views.timeline.figure.sheet import Sheet

__all__ = ["lane_block"]

_PAD = 0.35


def lane_block(lane: CaseLane, setting: Setting, top: float) -> Block:
    """Lay out a case from the top down; one of which nothing is told is a lane with its name."""
    head = _head(lane, setting, top)
    groups, bottom = list(head.groups), head.bottom
    is_told = any(track.tellings for track in lane.tracks)
    for track in lane.tracks if is_told else ():
        block = _track(track, lane, setting, bottom)
        groups += block.groups
        bottom = block.bottom
    if not is_told:
        groups.append(_empty(lane, setting, bottom))
        bottom += setting.sheet.row * 1.3
    return Block(tuple(groups), bottom + 0.6)


def _head(lane: CaseLane, setting: Setting, top: float) -> Block:
    sheet = setting.sheet
    base = top + sheet.em * 1.75
    read = f"own paper: {lane.read} read" if lane.read else "own paper: not here"
    note = setting.written((sheet.width - 0.3, base), read, "right", "quiet")
    room = note.left - 2.0
    name = shortened(lane.title, room, lambda text: setting.measure(text, sheet.head, True))
    title = Writing(0.3, base, name, sheet.head, setting.measure(name, sheet.head, True), bold=True)
    cover = Outline((box(0, top, sheet.width, base + 0.9),), fill=PAPER)
    rule = line((0, top), (sheet.width, top), INK, 0.8)
    return Block((FigureGroup((cover, rule, title, note)),), base + 0.9)


def _empty(lane: CaseLane, setting: Setting, top: float) -> FigureGroup:
    """Say why there is nothing."""
    base = top + setting.sheet.row / 2 + setting.sheet.rise
    words = setting.written((setting.sheet.plot + 0.8, base), lane.absence, look="quiet")
    return FigureGroup((ground(words, setting.sheet), words))


def _track(track: LaneTrack, lane: CaseLane, setting: Setting, top: float) -> Block:
    """Lay out a track: its name beside its first row, then what each paper tells."""
    sheet = setting.sheet
    groups: list[FigureGroup] = []
    bottom = first = top + _PAD
    for telling in track.tellings:
        block = _telling(telling, setting, bottom)
        groups += block.groups
        bottom = block.bottom
    if not track.tellings:
        groups.append(_empty(lane, setting, bottom))
        bottom += sheet.row
    base = first + _first_height(track, setting) - sheet.row / 2 + sheet.rise
    name = setting.written((0.6, base), shortened(track.track.title, sheet.labels - 0.6, setting.width))
    rule = line((0, top), (sheet.width, top), RULE)
    return Block((FigureGroup((rule, name)), *groups), bottom + _PAD)


def _first_height(track: LaneTrack, setting: Setting) -> float:
    rows = _rows(track.tellings[0], setting) if track.tellings else ()
    return _height(rows[0], setting.sheet) if rows else setting.sheet.row


def _telling(telling: LaneTelling, setting: Setting, top: float) -> Block:
    """Lay out what one paper tells: rows of marks, then what is told in words; on a grey band if it is relayed."""
    sheet, groups, bottom = setting.sheet, list[FigureGroup](), top
    is_own = telling.role == "own"
    colour = PAPER if is_own else TINT
    for row in _rows(telling, setting):
        bottom += _height(row, sheet)
        groups += [_placed(slot, bottom - sheet.row / 2, setting, colour) for slot in row.slots]
    listed = _listed(telling.listed, setting, bottom, colour)
    return Block((*_band(telling, setting, top, listed.bottom), *groups, *listed.groups), listed.bottom)


def _band(telling: LaneTelling, setting: Setting, top: float, bottom: float) -> Iterator[FigureGroup]:
    """Ground the rows of another paper and tag them with its letter."""
    if telling.role != "own":
        sheet = setting.sheet
        base = top + sheet.row / 2 + sheet.rise
        tag = setting.written((sheet.plot - 0.6, base), setting.tags[telling.said_by], "right")
        yield FigureGroup((Outline((box(sheet.labels, top, sheet.width, bottom),), fill=TINT), tag))


def _rows(telling: LaneTelling, setting: Setting) -> tuple[PackedRow, ...]:
    """Pack the marks; a course begins with what is dated best, all else is in the order of time."""
    is_course = any(mark.is_course for mark in telling.marks)
    ordered = sorted(telling.marks, key=lambda mark: (_looseness(mark) if is_course else 0, *_rank(mark)))
    rows = packed(ordered, setting.scale, setting.sheet, setting.width)
    return rows if is_course else tuple(sorted(rows, key=lambda row: min(_rank(slot.mark) for slot in row.slots)))


def _rank(mark: Mark) -> tuple[int, int]:
    return mark.span.known[0], _looseness(mark)


def _looseness(mark: Mark) -> int:
    """Rank how loosely a mark is dated: an exact day, a certain stretch, a possible one, an open one, one set aside."""
    if mark.set_aside:
        return 4
    if mark.span.exact is not None:
        return 0
    is_open = mark.span.opens_before or mark.span.opens_after
    return 1 if mark.span.certain else 3 if is_open else 2


def _height(row: PackedRow, sheet: Sheet) -> float:
    return sheet.row + (sheet.em * 0.95 if row.is_tall else 0.0)


def _placed(slot: Slot, middle: float, setting: Setting, colour: str) -> FigureGroup:
    group = drawn(slot, middle, setting.scale, setting.sheet)
    covers = [ground(part, setting.sheet, colour) for part in group.parts if isinstance(part, Writing)]
    return FigureGroup((*covers, *group.parts), group.ids, group.titles)


def _listed(items: Sequence[Listed], setting: Setting, top: float, colour: str) -> Block:
    """Write what is not drawn as running text, by the reason why; each item is a group of its own."""
    if not items:
        return Block((), top)
    sheet, start = setting.sheet, setting.sheet.plot + 0.8
    groups: list[FigureGroup] = []
    x, base = start, top + sheet.row / 2 + sheet.rise
    for text, item in _run(items):
        short = shortened(text, sheet.width - start - 0.5, setting.width)
        if x + setting.width(short) > sheet.width - 0.3:
            x, base = start, base + sheet.em * 1.15
        words = setting.written((x, base), short, look="quiet")
        groups.append(
            FigureGroup((ground(words, sheet, colour), words), *((item.statements, item.titles) if item else ()))
        )
        x += setting.width(short + "n")
    return Block(tuple(groups), base - sheet.rise + sheet.row / 2)


def _run(items: Sequence[Listed]) -> Iterator[tuple[str, Listed | None]]:
    """Yield the pieces of the text: each reason once, then its items with their stops."""
    for reason in dict.fromkeys(item.reason for item in items):
        alike = [item for item in items if item.reason == reason]
        yield f"{reason}:", None
        yield from ((item.text + (";" if item is not alike[-1] else ""), item) for item in alike)
