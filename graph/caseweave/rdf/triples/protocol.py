"""A protocol to triples: its rows, and which statements and measures answer each; all in the protocol's own graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from caseweave.model import CellState
from caseweave.model.identifiers import case_iri, heading_iri, item_iri, list_iri, protocol_iri, slug
from caseweave.protocol.definition import Protocol
from caseweave.protocol.rows import AskedRow
from caseweave.protocol.silence import Silence
from caseweave.protocol.telltale import asks_days, kinds
from caseweave.protocol.timing import Timing
from caseweave.rdf.triples.nquads import Triple, iri, literal, truth, whole

__all__ = ["protocol"]


_WHY: Final[Mapping[CellState, str]] = {
    "not reported": "cw:notReported",
    "not reported in text": "cw:notReportedInText",
    "source not read": "cw:sourceNotRead",
    "not applicable": "cw:notApplicable",
}


def protocol(
    asked: Protocol, rows: Sequence[AskedRow], timing: Timing, silent: Iterable[Silence] = ()
) -> Iterator[Triple]:
    """Yield the protocol, its headings, its rows with what answers them and why nothing does, and who has no day 0."""
    subject = iri(protocol_iri(asked.id))
    yield Triple(subject, iri("rdf:type"), iri("cw:Protocol"))
    yield Triple(subject, iri("dcterms:identifier"), literal(asked.id))
    yield Triple(subject, iri("dcterms:title"), literal(asked.title))
    yield from _headings(asked, rows)
    for order, row in enumerate(rows, start=1):
        yield from _row(asked, row, order)
        yield from _answers(item_iri(asked.id, row.key), row)
    for case in timing.without_day():
        yield Triple(iri(case_iri(case)), iri("cw:lacksDayZero"), subject)
    for key, case, state in silent:
        yield Triple(iri(case_iri(case)), iri(_WHY[state]), iri(item_iri(asked.id, key)))


def _headings(asked: Protocol, rows: Iterable[AskedRow]) -> Iterator[Triple]:
    for order, title in enumerate(dict.fromkeys(row.item.group for row in rows), start=1):
        node = iri(_heading(asked, title))
        yield Triple(node, iri("rdf:type"), iri("cw:Heading"))
        yield Triple(node, iri("rdfs:label"), literal(title))
        yield Triple(node, iri("cw:order"), whole(order))
        yield Triple(node, iri("cw:protocol"), iri(protocol_iri(asked.id)))


def _heading(asked: Protocol, title: str) -> str:
    return heading_iri(asked.id, slug(title) or "rows")


def _row(asked: Protocol, row: AskedRow, order: int) -> Iterator[Triple]:
    node, item = iri(item_iri(asked.id, row.key)), row.item
    yield Triple(node, iri("rdf:type"), iri("cw:Item"))
    yield Triple(node, iri("rdfs:label"), literal(item.title))
    yield Triple(node, iri("cw:heading"), iri(_heading(asked, item.group)))
    yield Triple(node, iri("cw:protocol"), iri(protocol_iri(asked.id)))
    yield Triple(node, iri("cw:order"), whole(order))
    yield Triple(node, iri("cw:show"), literal(item.show or "measure"))
    flags = {
        "cw:essential": item.essential and not item.rest,
        "cw:rest": item.rest,
        "cw:asksDays": asks_days(asked, item),
        "cw:asksSome": row.applies is not None,
    }
    for predicate, value in flags.items():
        yield Triple(node, iri(predicate), truth(value))
    for kind in kinds(asked, item):
        yield Triple(node, iri("cw:asksKind"), iri(list_iri("kind", kind)))


def _answers(item: str, row: AskedRow) -> Iterator[Triple]:
    links: Mapping[str, Iterable[str]] = {
        "cw:answers": (*row.takes, *row.measures),
        "cw:mayAnswer": row.could,
        "cw:answersElse": row.otherwise,
        "cw:makesApply": row.applies or (),
    }
    for predicate, found in links.items():
        for one in sorted(found):
            yield Triple(iri(one), iri(predicate), iri(item))
    for statement, reason in row.could.items():
        node = iri(f"{item}/possible/{'/'.join(statement.rsplit('/', 2)[-2:])}")
        yield Triple(node, iri("rdf:type"), iri("cw:PossibleAnswer"))
        yield Triple(node, iri("cw:item"), iri(item))
        yield Triple(node, iri("prov:entity"), iri(statement))
        yield Triple(node, iri("cw:reason"), literal(reason))
