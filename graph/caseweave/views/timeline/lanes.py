"""Lanes: one a case, with its tracks in a fixed order and what each paper tells on rows of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caseweave.model import Role, Statement
from caseweave.protocol.lanes import LaneAnswers
from caseweave.views.timeline.brackets import Bracket
from caseweave.views.timeline.marks import Listed, Looks, Mark, gathered
from caseweave.views.timeline.tracks import Track, Tracks

__all__ = ["Asked", "CaseLane", "Head", "LaneNames", "LaneTelling", "LaneTrack", "Timeline", "timeline"]

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
    """A track of a lane; each paper's telling apart, the case's own paper first. Empty if nobody tells anything.

    ``brackets`` are the results of the time that the protocol asks for it, one an account.
    """

    track: Track
    tellings: tuple[LaneTelling, ...]
    brackets: tuple[Bracket, ...] = ()


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
    """The whole figure as records: lanes in order, the name of day 0, the short name of each paper, a note below.

    ``full`` tells whether all of its lanes are drawn with all that is told, or the essential of the essential ones.
    """

    lanes: tuple[CaseLane, ...]
    zero: str
    papers: Mapping[str, str]
    note: str = ""
    full: bool = True

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a figure: the lanes or kinds by name (all lanes if empty), and whether it is the full one.

    ``brackets`` are the results of the measures of lanes, by case and measure.
    """

    lanes: Sequence[str] = ()
    full: bool = True
    brackets: Mapping[tuple[str, str], Sequence[Bracket]] = field(default_factory=dict)


def timeline(
    records: Iterable[Statement],
    heads: Iterable[Head],
    names: LaneNames,
    lanes: Sequence[LaneAnswers] = (),
    asked: Asked | None = None,
) -> Timeline:
    """Decide what the figure shows, from statements whose days count from the zero that is named.

    ``heads`` are the cases in the order they are drawn; ``lanes`` what the protocol's lanes take; ``asked`` which
    of them to show. Raises TrackError for an unknown one.

    >>> timeline([], [Head("abel2019", "Abel 2019", "full text")], LaneNames()).lanes[0].absence
    'not reported'
    """
    tracks = Tracks(lanes)
    chosen = asked or Asked()
    wanted = tracks.chosen(chosen.lanes)
    cases = {head.case: head for head in heads}
    told = [said for said in records if said.case in cases]
    places, doubts = tracks.of(told)
    full = chosen.full
    kept = [said for said in told if _is_asked(said, places[said.statement], wanted, full)]
    used = {places[said.statement] for said in kept}
    shown = [track for track in tracks.every if track in used or (track.shown and _is_named(track, wanted, full))]
    drawn = []
    for head in cases.values():
        said_here = [said for said in kept if said.case == head.case]
        marks, listed = gathered(said_here, Looks(places, doubts, names.terms, names.papers))
        times = [chosen.brackets.get((head.case, track.measure or ""), ()) for track in shown]
        rows = (
            LaneTrack(track, _tellings(track, marks, listed), tuple(time))
            for track, time in zip(shown, times, strict=True)
        )
        drawn.append(CaseLane(head.case, head.title, head.read, tuple(rows)))
    return Timeline(tuple(drawn), names.zero, names.papers, full=full)


def _is_asked(said: Statement, track: Track, wanted: frozenset[str], full: bool) -> bool:
    return said.kind in wanted or (track.shown and _is_named(track, wanted, full)) or track.name in wanted


def _is_named(track: Track, wanted: frozenset[str], full: bool) -> bool:
    return track.name in wanted if wanted else full or track.essential


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
