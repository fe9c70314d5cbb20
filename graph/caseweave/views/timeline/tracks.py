"""Tracks: the lanes that a protocol asks for, as the figure draws them, and one for what is left of each kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseweave.model import LISTS, Statement
from caseweave.model.error import CaseweaveError
from caseweave.protocol.definition import Show
from caseweave.protocol.lanes import LaneAnswers
from caseweave.vocabulary.spelling import nearest

__all__ = ["Track", "TrackError", "Tracks"]


class TrackError(CaseweaveError):
    """A name that is no lane of the protocol and no kind of statement; the message offers the nearest."""


@dataclass(frozen=True, slots=True)
class Track:
    """A topic: the title of its lane, the way a protocol shows it, its place among all, whether it is always drawn.

    ``measure`` is the time that is drawn below it; one that is not ``essential`` stands in the full figure alone.
    """

    title: str
    place: int
    show: Show | None = None
    shown: bool = True
    measure: str | None = None
    essential: bool = True

    @property
    def name(self) -> str:
        """The title as it is asked for, in small letters."""
        return self.title.casefold()


class Tracks:
    """The lanes of a protocol, then the kinds; each statement belongs to the lane that takes it, else to its kind."""

    def __init__(self, lanes: Sequence[LaneAnswers] = ()) -> None:
        drawn = [
            Track(lane.title, place, lane.show, measure=lane.measure, essential=lane.essential)
            for place, lane in enumerate(lanes)
        ]
        named = {track.name for track in drawn}
        self._rest = {
            kind: Track(_title(kind, named), len(drawn) + place, shown=False)
            for place, kind in enumerate(LISTS["kind"])
        }
        self.every = (*drawn, *self._rest.values())
        pairs = list(zip(drawn, lanes, strict=True))
        self._takes = {iri: track for track, lane in pairs for iri in lane.takes}
        self._could = {iri: (track, why) for track, lane in pairs for iri, why in lane.could.items()}

    def of(self, told: Sequence[Statement]) -> tuple[Mapping[str, Track], Mapping[str, str]]:
        """Return the track of each statement, by IRI, and why one that only may belong there is not drawn.

        What may belong to a lane is told in it only where the case has nothing else there.
        """
        filled = {(said.case, self._takes[said.statement]) for said in told if said.statement in self._takes}
        places, doubts = {}, {}
        for said in told:
            track, why = self._could.get(said.statement, (None, ""))
            if track is not None and (said.case, track) not in filled:
                places[said.statement], doubts[said.statement] = track, why.partition(":")[0]
            else:
                places[said.statement] = self._takes.get(said.statement) or self._rest[said.kind]
        return places, doubts

    def chosen(self, names: Iterable[str]) -> frozenset[str]:
        """Return the lanes and kinds that are asked for, in small letters; raise TrackError for another name.

        >>> sorted(Tracks([LaneAnswers("Fever", None, frozenset(), {})]).chosen(["fever", "Treatment"]))
        ['fever', 'treatment']
        """
        plain = tuple(" ".join(name.casefold().split()) for name in names)
        known = list(dict.fromkeys((*(track.name for track in self.every if track.shown), *self._rest)))
        for name in plain:
            if name not in known:
                close = nearest(name, known)
                hint = f"did you mean {close!r}?" if close else f"choose from: {', '.join(known)}"
                raise TrackError(f"{name!r} is no lane of the protocol and no kind of statement; {hint}")
        return frozenset(plain)


def _title(kind: str, taken: Collection[str]) -> str:
    return f"Other {kind}" if kind in taken else kind[:1].upper() + kind[1:]
