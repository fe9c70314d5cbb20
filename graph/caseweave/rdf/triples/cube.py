"""A comparison to a W3C Data Cube: each cell an observation of one case and one item, derived from its statements.

=================  ==================================================================================================
thing              triples
=================  ==================================================================================================
table              ``a qb:DataSet``; ``qb:structure``, ``dcterms:title``, ``dcterms:license``
items              ``a skos:Concept, cw:Item`` of one scheme, the code list of their dimension
structure          ``a qb:DataStructureDefinition``; ``qb:component`` the dimensions case and item, the measure answer,
                   the attributes state (required), detail, mark
cell               ``a cw:Cell, qb:Observation``; the dimensions, the measure, the attributes; ``prov:wasDerivedFrom``
                   each statement and measure behind it
=================  ==================================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from caseweave.model import Cell, CellState, Comparison, Row
from caseweave.model.identifiers import BASE, case_iri, item_iri, list_iri, slug, statement_iri
from caseweave.rdf.triples.nquads import Triple, iri, literal, truth, whole

__all__ = ["cube"]

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_COMPONENTS: Final = (
    ("case", "dimension", "cw:Case"),
    ("item", "dimension", "skos:Concept"),
    ("answer", "measure", "xsd:string"),
    ("state", "attribute", "rdfs:Resource"),
    ("detail", "attribute", "xsd:string"),
    ("mark", "attribute", "xsd:string"),
)
_ROLES: Final = {"dimension": "Dimension", "measure": "Measure", "attribute": "Attribute"}


def cube(comparison: Comparison, texts: Mapping[CellState, str]) -> Iterator[Triple]:
    """Yield the cube of a comparison; ``texts`` has what is printed for each state of a cell in which nothing is told.

    Cells that are left blank are no observations, and what sums up several cases is none.
    """
    base = f"{BASE}table/{comparison.protocol or 'table'}"
    yield from _structure(base, comparison.title)
    measured = {one.identifier: one.id for one in comparison.measures}
    for row in comparison.rows:
        item = iri(item_iri(comparison.protocol or "table", row.key or slug(f"{row.group} {row.item}")))
        yield Triple(item, iri("rdf:type"), iri("cw:Item"))
        yield Triple(item, iri("rdf:type"), iri("skos:Concept"))
        yield Triple(item, iri("skos:inScheme"), iri(f"{base}/items"))
        yield Triple(item, iri("skos:prefLabel"), literal(row.item))
        yield Triple(item, iri("rdfs:label"), literal(row.item))
        for cell in row.cells:
            answer = cell.headline or texts.get(cell.state, "")
            if cell.case and answer:
                yield from _observation(base, row, cell, (item, answer), measured)
    for case, title in comparison.heads:
        if case:
            yield Triple(iri(case_iri(case)), iri("rdf:type"), iri("cw:Case"))
            yield Triple(iri(case_iri(case)), iri("rdfs:label"), literal(title))


def _structure(base: str, title: str) -> Iterator[Triple]:
    data, structure = iri(base), iri(f"{base}/structure")
    yield Triple(data, iri("rdf:type"), iri("qb:DataSet"))
    yield Triple(data, iri("dcterms:title"), literal(title))
    yield Triple(data, iri("rdfs:label"), literal(title))
    yield Triple(data, iri("dcterms:license"), iri(_LICENCE))
    yield Triple(data, iri("qb:structure"), structure)
    yield Triple(iri(f"{base}/items"), iri("rdf:type"), iri("skos:ConceptScheme"))
    yield Triple(iri(f"{base}/items"), iri("rdfs:label"), literal(f"rows of {title}"))
    yield Triple(iri(_property("item")), iri("qb:codeList"), iri(f"{base}/items"))
    yield Triple(structure, iri("rdf:type"), iri("qb:DataStructureDefinition"))
    for order, (name, role, range_) in enumerate(_COMPONENTS, start=1):
        component, property_ = iri(f"{base}/component/{name}"), iri(_property(name))
        yield Triple(structure, iri("qb:component"), component)
        yield Triple(component, iri("rdf:type"), iri("qb:ComponentSpecification"))
        yield Triple(component, iri(f"qb:{role}"), property_)
        yield Triple(component, iri("qb:order"), whole(order))
        if role == "attribute":
            yield Triple(component, iri("qb:componentRequired"), truth(name == "state"))
        yield Triple(property_, iri("rdf:type"), iri(f"qb:{_ROLES[role]}Property"))
        yield Triple(property_, iri("rdf:type"), iri("rdf:Property"))
        yield Triple(property_, iri("rdfs:label"), literal(name))
        yield Triple(property_, iri("rdfs:range"), iri(range_))


def _property(name: str) -> str:
    return f"{BASE}cube/{name}"


def _observation(base: str, row: Row, cell: Cell, told: tuple[str, str], measured: dict[str, str]) -> Iterator[Triple]:
    item, answer = told
    node = iri(f"{base}/cell/{cell.case}/{row.key or slug(f'{row.group} {row.item}')}")
    yield Triple(node, iri("rdf:type"), iri("qb:Observation"))
    yield Triple(node, iri("rdf:type"), iri("cw:Cell"))
    yield Triple(node, iri("qb:dataSet"), iri(base))
    yield Triple(node, iri(_property("case")), iri(case_iri(cell.case)))
    yield Triple(node, iri(_property("item")), item)
    yield Triple(node, iri(_property("answer")), literal(answer))
    yield Triple(node, iri(_property("state")), iri(list_iri("cell-state", cell.state)))
    if cell.detail:
        yield Triple(node, iri(_property("detail")), literal(cell.detail))
    for mark in cell.marks:
        yield Triple(node, iri(_property("mark")), literal(mark))
    for name in cell.statements:
        yield Triple(node, iri("prov:wasDerivedFrom"), iri(statement_iri(*name.split("/", 1))))
    for name in cell.measures:
        if name in measured:
            yield Triple(node, iri("prov:wasDerivedFrom"), iri(measured[name]))
