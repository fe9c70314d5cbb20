"""The skin lesions that a paper follows: which statements look at one, and where day 0 of the measures lies.

A lesion is followed within one event; what is said without an event is one lesion. Only examination counts: a scan or
a specimen does not show whether the skin is clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from caseweave.model import Statement, Term
from caseweave.protocol.axis import Axis
from caseweave.protocol.sightings import Sighting, Step, level
from caseweave.protocol.telling import ONSET, Telling

__all__ = ["RESOLVED", "Lesion", "axes", "is_scan", "lesions"]

RESOLVED: Final[dict[str, Step]] = {
    "caseweave:lesion-resolution": "cleared",
    "caseweave:near-complete-resolution": "nearly cleared",
}
"""Outcomes that say by their name how far lesions have come."""

_SKIN_FINDING: Final = "caseweave:skin-finding"
_SKIN: Final = "UBERON:0002097"
_IMAGING: Final = "caseweave:imaging"
_PHOTOGRAPHY: Final = "caseweave:clinical-photography"


@dataclass(frozen=True)
class Lesion:
    """A skin lesion as one paper tells it: the event it belongs to, and every look at it."""

    event: str | None
    sightings: tuple[Sighting, ...]

    @property
    def sites(self) -> tuple[Term, ...]:
        """Where the lesion is said to be."""
        there = [look.statement for look in self.sightings if look.level != "cleared"]
        return tuple(dict.fromkeys(site for said in there for site in said.site))


def lesions(telling: Telling) -> Iterator[Lesion]:
    """Yield the skin lesions of a case, in the order of the file."""
    skin = [s for s in telling.statements if s.state in {"present", "absent"} and _is_skin(telling, s)]
    for event in dict.fromkeys(said.event for said in skin):
        looks = (_sighting(telling, said) for said in skin if said.event == event)
        yield Lesion(event, tuple(look for look in looks if look is not None))


def is_scan(telling: Telling, statement: Statement) -> bool:
    """Tell whether a statement is the result of a scan; a photograph of the skin is none."""
    return telling.is_a(statement.method, _IMAGING) and not telling.is_a(statement.method, _PHOTOGRAPHY)


def axes(telling: Telling) -> Iterator[Axis]:
    """Yield the zeros that times are counted from, as far as the case has them: the infusion, the onset of the rash."""
    infusion = telling.infusion
    if infusion is None:
        return
    yield infusion
    if ONSET in telling.time.zeros:
        yield telling.axis(ONSET)
    elif (first := _onset(telling, infusion)) is not None:
        yield telling.axis(ONSET, first.id)


def _onset(telling: Telling, days: Axis) -> Statement | None:
    """Return the statement of the first skin lesion that appears after the infusion."""
    later = {said.id for said in telling.since(1)}
    looks = (look.statement for lesion in lesions(telling) for look in lesion.sightings)
    appears = [s for s in looks if s.id in later and dict(s.course).get("extent") == "appears"]
    return min(appears, key=lambda s: (days.low(s.id) is None, days.low(s.id) or 0), default=None)


def _is_skin(telling: Telling, said: Statement) -> bool:
    if said.specimen is not None or is_scan(telling, said):
        return False
    if said.kind in {"lesion", "finding"} and telling.is_a(said.about, _SKIN_FINDING):
        return said.kind == "lesion" or said.event is not None
    return said.kind == "outcome" and telling.is_a(said.about, *RESOLVED) and _is_of_skin(telling, said)


def _is_of_skin(telling: Telling, said: Statement) -> bool:
    """Tell whether an outcome speaks of the skin: by its site, or by the lesion whose event it shares."""
    if said.site:
        return any(telling.is_a(site, _SKIN) for site in said.site)
    others: Iterable[Statement] = telling.sharing(said)
    return any(other.kind == "lesion" and telling.is_a(other.about, _SKIN_FINDING) for other in others)


def _sighting(telling: Telling, said: Statement) -> Sighting | None:
    """Return what a statement says of the lesion; None where it says nothing, as that redness is gone."""
    for root, step in RESOLVED.items():
        if telling.is_a(said.about, root):
            return Sighting(said, step) if said.state == "present" else None
    if said.kind == "finding":
        return Sighting(said, "there") if level(said) != "cleared" else None
    return Sighting(said, level(said))
