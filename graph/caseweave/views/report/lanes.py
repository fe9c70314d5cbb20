"""The timeline as the report draws it: lanes with marks and what is told without a day, and a bracket an account."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.model import Measure
from caseweave.protocol.definition import Lane
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter
from caseweave.views.timeline import CaseLane, LaneTelling, LaneTrack, Listed, Mark, Timeline
from caseweave.wording import length

__all__ = ["lanes"]


def lanes(matter: ReportMatter) -> dict[str, list[Json]]:
    """Return for each day 0 the lanes of each case."""
    first = next(iter(matter.compared))
    return {name: _figure(matter, name or first, record) for name, record in matter.timelines.items()}


def _figure(matter: ReportMatter, zero: str, record: Timeline) -> list[Json]:
    kept = _essential(matter, record)
    return [
        {"case": lane.case, "absence": lane.absence, "tracks": _tracks(matter, zero, lane, kept)}
        for lane in record.lanes
    ]


def _essential(matter: ReportMatter, record: Timeline) -> frozenset[str]:
    """Return the lanes that say how it went, how bad or how much, and those in dispute after day 0."""
    marked = {"/".join(name.rsplit("/", 2)[-2:]) for one in matter.disagreements for name in one.marked}
    tracks = [track for lane in record.lanes for track in lane.tracks]
    told = {track.track.title for track in tracks if track.track.show is not None}
    disputed = {track.track.title for track in tracks if any(map(marked.intersection, _later(track)))}
    return frozenset(told | disputed)


def _later(track: LaneTrack) -> Iterator[tuple[str, ...]]:
    """Yield the statements of each mark of a track that is not only before day 0."""
    for telling in track.tellings:
        yield from (mark.statements for mark in telling.marks if mark.span.opens_after or mark.span.known[-1] >= 0)


def _tracks(matter: ReportMatter, zero: str, lane: CaseLane, essential: frozenset[str]) -> list[Json]:
    by_title = {one.title: one for one in matter.protocol.lanes}
    lasts = {track.track.title: _last_step(matter, by_title.get(track.track.title)) for track in lane.tracks}
    return [
        {
            "title": track.track.title,
            "show": track.track.show,
            "essential": track.track.title in essential,
            "tellings": [_telling(one) for one in track.tellings],
            "last": lasts[track.track.title],
            "brackets": list(_brackets(matter, zero, lane.case, lasts[track.track.title])),
        }
        for track in lane.tracks
    ]


def _telling(one: LaneTelling) -> Json:
    return {
        "by": one.said_by,
        "role": one.role,
        "marks": [_mark(mark) for mark in one.marks],
        "listed": [_listed(item) for item in one.listed],
    }


def _mark(mark: Mark) -> Json:
    span = mark.span
    return filled(
        {
            "shape": mark.shape,
            "label": mark.label,
            "caption": mark.caption,
            "span": [span.earliest, span.latest, span.end_earliest, span.end_latest],
            "state": mark.state,
            "inferred": mark.inferred,
            "aside": mark.set_aside,
            "titles": list(mark.titles),
            "said": list(mark.statements),
        }
    )


def _listed(item: Listed) -> Json:
    return {"reason": item.reason, "text": item.text, "said": list(item.statements)}


def _last_step(matter: ReportMatter, asked: Lane | None) -> str | None:
    """Name the measure of when what a lane follows came to its last step; None where nothing is followed."""
    if asked is None or asked.show != "course":
        return None
    rules = [one for one in matter.protocol.measures.values() if one.verb == "course" and asked.of in one.looks]
    return next((one.name for one in rules if one.reaches == "cleared"), None)


def _brackets(matter: ReportMatter, zero: str, case: str, last: str | None) -> Iterator[Json]:
    """Yield a bracket for each account and reading of a measure."""
    for one in matter.measures:
        if (one.measure, one.zero, one.case) == (last, zero, case) and one.is_time:
            yield _bracket(one)


def _bracket(one: Measure) -> Json:
    return filled(
        {
            "id": one.identifier,
            "case": one.case,
            "low": one.earliest,
            "high": one.latest,
            "role": one.role,
            "by": one.said_by,
            "account": one.account,
            "reading": one.reading,
            "text": length(one.earliest, one.latest, "cell"),
        }
    )
