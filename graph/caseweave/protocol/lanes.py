"""The lanes of a protocol with what each takes: a statement stands in the first lane that takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseweave.protocol.definition import Show
from caseweave.protocol.membership import Membership

__all__ = ["LaneAnswers", "lanes"]


@dataclass(frozen=True, slots=True)
class LaneAnswers:
    """A lane, the statements that stand in it, and those that may belong there, each with what stands in the way.

    ``measure`` is the time that is drawn below it; one that is not ``essential`` stands in the full figure alone.
    """

    title: str
    show: Show | None
    takes: frozenset[str]
    could: Mapping[str, str]
    measure: str | None = None
    essential: bool = True


def lanes(member: Membership) -> tuple[LaneAnswers, ...]:
    """Return the lanes of the protocol in their order; no statement stands in two, and what one takes is sure."""
    asked = [(lane, member.of(lane.of)) for lane in member.protocol.lanes]
    sure = frozenset().union(*(answers.takes for _, answers in asked))
    seen: frozenset[str] = frozenset()
    found = []
    for lane, answers in asked:
        could = {iri: why for iri, why in answers.could.items() if iri not in sure | seen}
        found.append(LaneAnswers(lane.title, lane.show, answers.takes - seen, could, lane.measure, lane.essential))
        seen |= answers.takes | could.keys()
    return tuple(found)
