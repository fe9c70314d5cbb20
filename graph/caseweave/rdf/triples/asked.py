"""What a protocol makes of statements, to triples: the phase counted from its day 0, and the lane each stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from caseweave.model import Phase
from caseweave.model.identifiers import list_iri
from caseweave.protocol.lanes import LaneAnswers
from caseweave.rdf.triples.nquads import Triple, iri, literal

__all__ = ["asked"]


def asked(phases: Mapping[str, Phase], lanes: Iterable[LaneAnswers]) -> Iterator[Triple]:
    """Yield the phase of each statement, by IRI, and the title of the lane that takes it."""
    for statement, phase in phases.items():
        yield Triple(iri(statement), iri("cw:askedPhase"), iri(list_iri("phase", phase)))
    for lane in lanes:
        for statement in sorted(lane.takes):
            yield Triple(iri(statement), iri("cw:lane"), literal(lane.title))
