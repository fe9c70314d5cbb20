"""The essence of a timeline: what a reader wants of each lane, in words without shorthand; the rest in one line.

Drawn is what is dated near or after day 0, the best telling of each day. Told beside it is what has no day, and what
came before. The full figure has everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from caseweave.views.timeline.lanes import LaneTelling, LaneTrack, Timeline
from caseweave.views.timeline.marks import Listed, Mark
from caseweave.views.timeline.span import MarkSpan
from caseweave.wording import stretch

__all__ = ["BEFORE", "essence"]

BEFORE: Final = "before day 0"
FIRST: Final = -7
"""The first day that is drawn; what ended before it is told in words."""

_WORDS: Final[Mapping[str, str]] = {
    "onset": "begins",
    "peak": "worst",
    "near clear": "nearly clear",
    "clear": "clear",
}
"""Milestone of a course to what the figure prints."""

_TELLING: Final = (
    *("appears", "recurs", "mixed", "worsens", "stable", "improves", "nearly cleared", "cleared", "absent", "seen"),
)
"""Words of a course: of several on one day the first is drawn."""


def essence(timeline: Timeline) -> Timeline:
    """Return the essential marks with plain captions, and what else is told of their lanes in words."""
    lanes = (replace(lane, tracks=tuple(map(_track, lane.tracks))) for lane in timeline.lanes)
    return replace(timeline, lanes=tuple(lanes))


def _track(track: LaneTrack) -> LaneTrack:
    is_dated = any(_is_near(mark) for one in track.tellings for mark in one.marks)
    return replace(track, tellings=tuple(_telling(one, track, is_dated) for one in track.tellings))


def _telling(told: LaneTelling, track: LaneTrack, is_dated: bool) -> LaneTelling:
    near = [mark for mark in told.marks if _is_near(mark)]
    early = [mark for mark in told.marks if not _is_near(mark)]
    drawn = _of_course(near, track) if track.track.show == "course" else _of_events(near)
    words = [*_without_a_day(told.listed, track, is_dated), *_early(early, told)]
    return replace(told, marks=tuple(drawn), listed=tuple(words))


def _is_near(mark: Mark) -> bool:
    return not mark.span.opens_before and mark.span.known[-1] >= FIRST and mark.span.known[0] >= FIRST


def _of_course(marks: Iterable[Mark], track: LaneTrack) -> Iterator[Mark]:
    """Yield the looks of single days, the most telling of each; stretches where no day shows it.

    An end that a bracket shows is not drawn as a stretch too.
    """
    found = list(marks)
    exact = [mark for mark in found if mark.span.exact is not None and not mark.set_aside]
    best: dict[int, Mark] = {}
    for mark in sorted(exact, key=lambda mark: (_TELLING.index(mark.shape), not mark.label)):
        best.setdefault(mark.span.known[0], mark)
    yield from (replace(mark, told=_caption(mark)) for _, mark in sorted(best.items()))
    if not any(mark.state == "present" and mark.shape != "cleared" for mark in exact):
        loose = [mark for mark in found if mark not in exact and not (track.brackets and mark.shape == "cleared")]
        yield from _joined(loose)


def _joined(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Join what is told of the same days: one mark, the names one after another."""
    alike: dict[object, list[Mark]] = {}
    for mark in marks:
        alike.setdefault((mark.span, mark.shape), []).append(mark)
    for same in alike.values():
        names = ", ".join(dict.fromkeys(mark.label for mark in same if mark.label))
        statements = tuple(name for mark in same for name in mark.statements)
        titles = tuple(title for mark in same for title in mark.titles)
        told = f"{names}, within {stretch(same[0].span, 'cell')}"
        yield replace(same[0], statements=statements, titles=titles, told=told)


def _of_events(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield what happened, once; a name alone adds nothing where another tells a grade or a dose of the same."""
    found = list(marks)
    telling = [mark for mark in found if mark.label.casefold() != mark.track.name]
    seen: set[object] = set()
    for mark in telling or found:
        key = (mark.label, mark.span, mark.state)
        if key not in seen:
            seen.add(key)
            yield replace(mark, told=_caption(mark))


def _caption(mark: Mark) -> str:
    label = _WORDS.get(mark.label, mark.label)
    if not label:
        return ""
    return f"{label} {stretch(mark.span, 'cell')}" if mark.is_course else f"{label}, {stretch(mark.span, 'cell')}"


def _without_a_day(items: Iterable[Listed], track: LaneTrack, is_dated: bool) -> Iterator[Listed]:
    """Yield what has no day, in words; that it was there at all is not said where its day is drawn."""
    for item in items:
        is_name = item.text.casefold() == track.track.name
        is_course = track.track.show == "course"
        if item.reason == "less exact" or ((is_name or is_course) and is_dated and item.role == "own"):
            continue
        if item.reason == "no day":
            yield replace(item, text=f"{'yes' if is_name else _WORDS.get(item.text, item.text)}, no day")
        else:
            yield replace(item, text=f"{item.reason}: {item.text}")


def _early(marks: Iterable[Mark], told: LaneTelling) -> Iterator[Listed]:
    """Yield one item for what came before: what it was, of a course how it ended."""
    found = list(marks)
    if not found:
        return
    course = [mark for mark in found if mark.is_course and mark.shape != "seen"]
    names = [mark for mark in found if mark not in course]
    counts = Counter(mark.label for mark in names)
    parts = [f"{label} ({count})" if count > 1 else label for label, count in counts.items()]
    if course:
        last = max(course, key=lambda mark: mark.span.known[-1])
        ended = MarkSpan(None, last.span.known[-1], None, last.span.known[-1])
        parts.append(f"{_WORDS.get(last.label, last.label)} {stretch(ended, 'cell')}")
    yield Listed(
        reason=BEFORE,
        statements=tuple(name for mark in found for name in mark.statements),
        said_by=told.said_by,
        role=told.role,
        track=found[0].track,
        text=f"{BEFORE}: {', '.join(filter(None, parts))}",
        titles=tuple(title for mark in found for title in mark.titles),
    )
