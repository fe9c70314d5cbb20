"""The timeline as the report draws it: the essential lanes and all, with marks, brackets, and what has no day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caseweave.model import Measure
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter
from caseweave.views.timeline import Bracket, CaseLane, LaneTelling, LaneTrack, Listed, Mark, Timeline
from caseweave.views.timeline.essence import essence
from caseweave.wording import length

__all__ = ["lanes"]


def lanes(matter: ReportMatter) -> dict[str, Json]:
    """Return for each day 0 the lanes of each case, the essential ones and all."""
    known: _Results = {
        (one.case, one.said_by, tuple(one.inputs), one.earliest, one.latest): one for one in matter.measures
    }
    return {
        name: {"essential": _figure(_essential(record), known), "all": _figure(record, known)}
        for name, record in matter.timelines.items()
    }


_Results = Mapping[tuple[object, ...], Measure]


def _essential(record: Timeline) -> Timeline:
    """Leave the lanes that the protocol calls essential, and of each what a reader wants."""
    kept = (
        replace(lane, tracks=tuple(track for track in lane.tracks if track.track.essential)) for lane in record.lanes
    )
    return essence(replace(record, lanes=tuple(kept), full=False))


def _figure(record: Timeline, known: _Results) -> list[Json]:
    return [
        {"case": lane.case, "absence": lane.absence, "tracks": [_track(lane, track, known) for track in lane.tracks]}
        for lane in record.lanes
    ]


def _track(lane: CaseLane, track: LaneTrack, known: _Results) -> Json:
    return {
        "title": track.track.title,
        "show": track.track.show,
        "tellings": [_telling(one) for one in track.tellings],
        "last": track.track.measure,
        "brackets": [_bracket(lane.case, one, known) for one in track.brackets],
    }


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


def _bracket(case: str, one: Bracket, known: _Results) -> Json:
    result = known.get((case, one.said_by, one.statements, one.earliest, one.latest))
    return filled(
        {
            "id": None if result is None else result.identifier,
            "case": case,
            "low": one.earliest,
            "high": one.latest,
            "role": one.role,
            "by": one.said_by,
            "account": one.account,
            "reading": one.reading,
            "doubt": one.doubt,
            "clashes": list(one.clashes),
            "said": list(one.statements),
            "text": length(one.earliest, one.latest, "cell"),
        }
    )
