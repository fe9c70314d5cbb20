"""Lanes: one a case, with its tracks in a fixed order and what each paper tells on rows of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caseweave.model import Role, Statement
from caseweave.protocol.lanes import LaneAnswers
from caseweave.views.timeline.marks import Listed, Looks, Mark, gathered
from caseweave.views.timeline.tracks import Track, Tracks

__all__ = ["CaseLane", "Head", "LaneNames", "LaneTelling", "LaneTrack", "Timeline", "timeline"]

_ROLES: Final = ("own", "relayed", "background", "synthesis")


@dataclass(frozen=True, slots=True)
class LaneTelling:
    """What one paper tells of one track: marks to draw, and items it gives no day for."""

    said_by: str
    role: Role
    marks: tuple[Mark, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class LaneTrack:
    """A track of a lane; each paper's telling apart, the case's own paper first. Empty if nobody tells anything."""

    track: Track
    tellings: tuple[LaneTelling, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A case, its title, and how much of the paper that reports it was read; empty if that paper is not here."""

    case: str
    title: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class CaseLane(Head):
    """A case with its tracks."""

    tracks: tuple[LaneTrack, ...] = ()

    @property
    def absence(self) -> str:
        """Why a track of this lane is empty."""
        return "not reported" if self.read == "full text" else "source not read"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole figure as records: lanes in order, the name of day 0, the short name of each paper, a note below."""

    lanes: tuple[CaseLane, ...]
    zero: str
    papers: Mapping[str, str]
    note: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark, in the order of the lanes."""
        return tuple(mark for telling in self._tellings() for mark in telling.marks)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """Every item that is listed in words, in the order of the lanes."""
        return tuple(item for telling in self._tellings() for item in telling.listed)

    def _tellings(self) -> list[LaneTelling]:
        return [telling for lane in self.lanes for track in lane.tracks for telling in track.tellings]


@dataclass(frozen=True, slots=True)
class LaneNames:
    """What things are called: every name of each CURIE, the short name of each paper, and day 0 in words."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    zero: str = "day 0"


def timeline(
    records: Iterable[Statement],
    heads: Iterable[Head],
    names: LaneNames,
    lanes: Sequence[LaneAnswers] = (),
    asked: Sequence[str] = (),
) -> Timeline:
    """Decide what the figure shows, from statements whose days count from the zero that is named.

    ``heads`` are the cases in the order they are drawn; ``lanes`` what the protocol's lanes take; ``asked`` the lanes
    or kinds of statement to show, all lanes if empty. Raises TrackError for an unknown one.

    >>> timeline([], [Head("abel2019", "Abel 2019", "full text")], LaneNames()).lanes[0].absence
    'not reported'
    """
    tracks = Tracks(lanes)
    wanted = tracks.chosen(asked)
    cases = {head.case: head for head in heads}
    told = [said for said in records if said.case in cases]
    places, doubts = tracks.of(told)
    kept = [said for said in told if _is_asked(said, places[said.statement], wanted)]
    used = {places[said.statement] for said in kept}
    shown = [track for track in tracks.every if track in used or (track.shown and (not wanted or track.name in wanted))]
    drawn = []
    for head in cases.values():
        said_here = [said for said in kept if said.case == head.case]
        marks, listed = gathered(said_here, Looks(places, doubts, names.terms, names.papers))
        rows = (LaneTrack(track, _tellings(track, marks, listed)) for track in shown)
        drawn.append(CaseLane(head.case, head.title, head.read, tuple(rows)))
    return Timeline(tuple(drawn), names.zero, names.papers)


def _is_asked(said: Statement, track: Track, wanted: frozenset[str]) -> bool:
    return bool(wanted & {track.name, said.kind}) if wanted else track.shown


def _tellings(track: Track, marks: Sequence[Mark], listed: Sequence[Listed]) -> tuple[LaneTelling, ...]:
    here = [mark for mark in marks if mark.track == track]
    words = [item for item in listed if item.track == track]
    told: list[Mark | Listed] = [*here, *words]
    speakers = {(_ROLES.index(one.role), one.said_by, one.role) for one in told}
    return tuple(
        LaneTelling(
            paper,
            role,
            tuple(mark for mark in here if (mark.said_by, mark.role) == (paper, role)),
            tuple(item for item in words if (item.said_by, item.role) == (paper, role)),
        )
        for _, paper, role in sorted(speakers)
    )
