"""Lanes: one a case, with its tracks in a fixed order and what each paper tells on rows of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caseweave.model import Role, Statement, Term
from caseweave.views.timeline.marks import Listed, Mark, gathered
from caseweave.views.timeline.tracks import TRACKS, Track, chosen, tracks_of

__all__ = ["Head", "Lane", "LaneTrack", "Names", "Telling", "Timeline", "timeline"]

_ROLES: Final = ("own", "relayed", "background", "synthesis")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one paper tells of one track: marks to draw, and items it gives no day for."""

    said_by: str
    role: Role
    marks: tuple[Mark, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class LaneTrack:
    """A track of a lane; each paper's telling apart, the case's own paper first. Empty if nobody tells anything."""

    track: Track
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A case, its title, and how much of the paper that reports it was read; empty if that paper is not here."""

    case: str
    title: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class Lane(Head):
    """A case with its tracks."""

    tracks: tuple[LaneTrack, ...] = ()

    @property
    def absence(self) -> str:
        """Why a track of this lane is empty."""
        return "not reported" if self.read == "full text" else "source not read"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole figure as records: lanes in order, the name of day 0, the short name of each paper, a note below."""

    lanes: tuple[Lane, ...]
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

    def _tellings(self) -> list[Telling]:
        return [telling for lane in self.lanes for track in lane.tracks for telling in track.tellings]


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called: the terms above each CURIE, the short name of each paper, and day 0 in words."""

    above: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    zero: str = "day 0"


def timeline(records: Iterable[Statement], heads: Iterable[Head], names: Names, kinds: Sequence[str] = ()) -> Timeline:
    """Decide what the figure shows, from statements whose days count from the zero that is named.

    ``heads`` are the cases in the order of their lanes; ``kinds`` the tracks or kinds of statement to show, the main
    tracks if empty. Raises TrackError for an unknown one.

    >>> timeline([], [Head("abel2019", "Abel 2019", "full text")], Names()).lanes[0].absence
    'not reported'
    """
    told = tuple(records)
    asked = chosen(kinds) or frozenset(track.name for track in TRACKS if track.shown)
    tracks = tracks_of(told, names.above)
    lanes_of = {head.case: head for head in heads}
    kept = [said for said in told if said.case in lanes_of and asked & {tracks[said.statement], said.kind}]
    used = {tracks[said.statement] for said in kept}
    shown = [track for track in TRACKS if track.name in used or (track.shown and track.name in asked)]
    lanes = []
    for head in lanes_of.values():
        marks, listed = gathered([said for said in kept if said.case == head.case], tracks, names.papers)
        rows = (LaneTrack(track, _tellings(track, marks, listed)) for track in shown)
        lanes.append(Lane(head.case, head.title, head.read, tuple(rows)))
    return Timeline(tuple(lanes), names.zero, names.papers)


def _tellings(track: Track, marks: Sequence[Mark], listed: Sequence[Listed]) -> tuple[Telling, ...]:
    here = [mark for mark in marks if mark.track == track.name]
    words = [item for item in listed if item.track == track.name]
    told: list[Mark | Listed] = [*here, *words]
    speakers = {(_ROLES.index(one.role), one.said_by, one.role) for one in told}
    return tuple(
        Telling(
            paper,
            role,
            tuple(mark for mark in here if (mark.said_by, mark.role) == (paper, role)),
            tuple(item for item in words if (item.said_by, item.role) == (paper, role)),
        )
        for _, paper, role in sorted(speakers)
    )
