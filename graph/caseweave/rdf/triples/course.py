"""Time that can be asked for, to triples: the clocks of a paper, the days of events, what is certainly before what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from caseweave.clock.network import moments
from caseweave.clock.network.happenings import CALENDAR
from caseweave.model import PaperFile
from caseweave.model.identifiers import case_iri, clock_iri, event_iri, moment_iri, paper_iri, statement_iri
from caseweave.protocol.timing import Telling
from caseweave.rdf.triples.nquads import Triple, iri, literal, whole
from caseweave.wording import Names

__all__ = ["clocks", "course"]


def clocks(paper: PaperFile, patients: Mapping[str, str]) -> Iterator[Triple]:
    """Yield what a paper counts the days of each patient from: its own day 0, and its other counts by their names."""
    events = {statement.event for statement in paper.statements}
    for case, head in paper.cases.items():
        counts = {**({"": head.day_zero} if head.day_zero else {}), **head.clocks}
        for name, counting in counts.items() if not head.group else ():
            patient, zero = patients[case], counting.event
            node = iri(clock_iri(paper.id, patient, name))
            at = event_iri(patient, zero) if zero in events else statement_iri(paper.id, zero)
            yield Triple(node, iri("rdf:type"), iri("cw:Clock"))
            yield Triple(node, iri("rdfs:label"), literal(f"{name or 'day'} of {patient}, as {paper.id} counts"))
            yield Triple(node, iri("cw:saidBy"), iri(paper_iri(paper.id)))
            yield Triple(node, iri("cw:case"), iri(case_iri(patient)))
            yield Triple(node, iri("cw:zero"), iri(at))
            yield Triple(node, iri("cw:countsFrom"), whole(int(counting.counts.removeprefix("from "))))


def course(tellings: Iterable[Telling], names: Mapping[tuple[str, str], Names]) -> Iterator[Triple]:
    """Yield what each event is called and when it was, and for each telling of a case what is certainly before what.

    ``names`` has what happenings are called, by paper and case. The days of an event are those of the telling that is
    trusted most: the paper's that reports the patient, else the first.
    """
    known: set[str] = set()
    for telling in sorted(tellings, key=lambda one: one.statements[0].role != "own"):
        events = tuple(dict.fromkeys(said.event for said in telling.statements if said.event))
        for event in events:
            node = event_iri(telling.case, event)
            if node not in known:
                known.add(node)
                yield Triple(iri(node), iri("rdfs:label"), literal(names.get(telling.key, {}).get(event, event)))
                yield from _days(telling, event)
        yield from _order(telling, events)


def _days(telling: Telling, event: str) -> Iterator[Triple]:
    time, node = telling.time, iri(event_iri(telling.case, event))
    if time is None:
        return
    start, _ = time.span(event)
    first, last = time.solved.between(CALENDAR, start)
    if first is not None and first == last:
        yield Triple(node, iri("cw:date"), literal(date.fromordinal(first).isoformat(), "xsd:date"))
    if time.zero is None:
        return
    found = (*time.between(time.zero, event), *time.between(time.zero, f"end of {event}"))
    if any(day is not None for day in found):
        yield Triple(node, iri("cw:clock"), iri(clock_iri(*telling.key)))
    for name, day in zip(("earliest", "latest", "endEarliest", "endLatest"), found, strict=True):
        if day is not None:
            yield Triple(node, iri(f"cw:{name}"), whole(day))


def _order(telling: Telling, events: Iterable[str]) -> Iterator[Triple]:
    """Yield the moments of a telling, each with what it is the moment of and the moments that are certainly later."""
    if telling.time is None:
        return
    found = moments(telling.time, tuple(events))
    ours = [iri(moment_iri(*telling.key, (one.statements or one.events)[0])) for one in found]
    mine = {said.id for said in telling.statements}
    for node, one in zip(ours, found, strict=True):
        yield Triple(node, iri("rdf:type"), iri("cw:Moment"))
        yield Triple(node, iri("cw:saidBy"), iri(paper_iri(telling.said_by)))
        for said in one.statements:
            if said in mine:
                yield Triple(iri(statement_iri(telling.said_by, said)), iri("cw:moment"), node)
        for event in one.events:
            yield Triple(iri(event_iri(telling.case, event)), iri("cw:moment"), node)
        for later in one.later:
            yield Triple(node, iri("time:before"), ours[later])
