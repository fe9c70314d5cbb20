"""Identifiers: the one place that mints an IRI or expands a CURIE.

Every thing of the graph has an IRI made from ids that a curator typed, so that nothing needs a blank node:

================  ==========================================================
thing             IRI below :data:`BASE`
================  ==========================================================
paper             ``paper/<paper>``
case (patient)    ``case/<case>``, independent of the papers about it
statement         ``statement/<paper>/<statement>``
event             ``event/<case>/<event>``
clock             ``clock/<paper>/<case>``, the paper's other counts of days behind that
moment            ``moment/<paper>/<case>/<statement>``: what was then, told by the first of it
named graph       ``graph/<paper>``, ``graph/derived``, ``…/terms``, ``…/ontology``, ``…/meta``, ``…/protocol/<id>``
protocol          ``protocol/<id>``, its headings ``…/heading/<slug>``, its rows ``…/item/<heading>/<slug>``
local concept     ``term/<slug>``, CURIE prefix ``caseweave``
measure           ``measure/<paper>/<case>/<measure>/<account>/<zero>``, what tells it from its like behind that
rule              ``rule/<slug>``: how a measure is computed
release           ``release/<version>``: the Caseweave that computed it
disagreement      ``disagreement/<id>``, its sides ``…/side/<n>``
candidate         ``candidate/<case>--<case>``: two cases that may be one patient
value of a list   ``<scheme>/<slug>``: ``kind/treatment``, ``state/absent``, ``role/relayed`` …
================  ==========================================================
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "BASE",
    "ID_PATTERN",
    "PREFIXES",
    "candidate_iri",
    "case_iri",
    "clock_iri",
    "contract",
    "disagreement_iri",
    "event_iri",
    "expand",
    "graph_iri",
    "heading_iri",
    "is_id",
    "item_iri",
    "list_iri",
    "measure_iri",
    "moment_iri",
    "paper_iri",
    "protocol_iri",
    "release_iri",
    "rule_iri",
    "slug",
    "statement_iri",
]

BASE: Final = "https://w3id.org/caseweave/"

ID_PATTERN: Final = r"[a-z0-9][a-z0-9._-]{0,63}"

_ID = re.compile(ID_PATTERN)
_CURIE = re.compile(r"(?P<prefix>[A-Za-z][A-Za-z0-9_.-]*):(?P<local>[A-Za-z0-9_.*+\-]+)")

PREFIXES: Final[dict[str, str]] = {
    "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "CL": "http://purl.obolibrary.org/obo/CL_",
    "DOID": "http://purl.obolibrary.org/obo/DOID_",
    "ECO": "http://purl.obolibrary.org/obo/ECO_",
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    "GENO": "http://purl.obolibrary.org/obo/GENO_",
    "HGNC": "http://identifiers.org/hgnc/",
    "HP": "http://purl.obolibrary.org/obo/HP_",
    "MAXO": "http://purl.obolibrary.org/obo/MAXO_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
    "OAE": "http://purl.obolibrary.org/obo/OAE_",
    "OBI": "http://purl.obolibrary.org/obo/OBI_",
    "PATO": "http://purl.obolibrary.org/obo/PATO_",
    "PR": "http://purl.obolibrary.org/obo/PR_",
    "SIO": "http://semanticscience.org/resource/SIO_",
    "SO": "http://purl.obolibrary.org/obo/SO_",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
    "UniProtKB": "http://purl.uniprot.org/uniprot/",
    "caseweave": BASE + "term/",
    "unit": "http://qudt.org/vocab/unit/",
}


def is_id(text: str) -> bool:
    """Tell whether a text may be the id of a paper, case, statement or event.

    >>> is_id("kovalenko2023"), is_id("../../etc/passwd")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """Turn a label into the last part of an IRI.

    >>> slug("CD19 CAR-T (shRNA-IL6)")
    'cd19-car-t-shrna-il6'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def expand(curie: str) -> str:
    """Expand a CURIE to the IRI its own authority gives the entity.

    >>> expand("NCIT:C88156")
    'http://purl.obolibrary.org/obo/NCIT_C88156'

    Raises ValueError for a prefix that :data:`PREFIXES` does not know.
    """
    match = _CURIE.fullmatch(curie)
    if match is None or match["prefix"] not in PREFIXES:
        raise ValueError(f"{curie!r} is not a CURIE with a known prefix; known: {', '.join(PREFIXES)}")
    return PREFIXES[match["prefix"]] + match["local"]


def contract(iri: str) -> str:
    """Shorten the IRI of an entity to the CURIE that expands to it; an IRI that has none comes back as it is.

    >>> contract("http://purl.obolibrary.org/obo/NCIT_C88156")
    'NCIT:C88156'
    """
    spaces = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
    fits = (f"{prefix}:{iri.removeprefix(space)}" for prefix, space in spaces if iri.startswith(space))
    return next((curie for curie in fits if _CURIE.fullmatch(curie)), iri)


def paper_iri(paper: str) -> str:
    """IRI of a paper."""
    return f"{BASE}paper/{paper}"


def case_iri(case: str) -> str:
    """IRI of a case: the patient, whoever writes about them."""
    return f"{BASE}case/{case}"


def statement_iri(paper: str, statement: str) -> str:
    """IRI of a statement, from the paper that makes it and the statement's id in that paper's file.

    >>> statement_iri("kovalenko2023", "infusion")
    'https://w3id.org/caseweave/statement/kovalenko2023/infusion'
    """
    return f"{BASE}statement/{paper}/{statement}"


def event_iri(case: str, event: str) -> str:
    """IRI of a happening in the course of a case."""
    return f"{BASE}event/{case}/{event}"


def clock_iri(paper: str, case: str, name: str = "") -> str:
    """IRI of what a paper counts the days of a patient from; ``name`` tells its other counts from its own day 0.

    >>> clock_iri("yang2020", "yang2020", "hospital day")
    'https://w3id.org/caseweave/clock/yang2020/yang2020/hospital-day'
    """
    return f"{BASE}clock/{paper}/{case}" + (f"/{slug(name)}" if name else "")


def moment_iri(paper: str, case: str, first: str) -> str:
    """IRI of a moment of a case as a paper tells it, by the first thing that was then."""
    return f"{BASE}moment/{paper}/{case}/{first}"


def protocol_iri(protocol: str) -> str:
    """IRI of a protocol, from its id."""
    return f"{BASE}protocol/{protocol}"


def heading_iri(protocol: str, heading: str) -> str:
    """IRI of a heading of the rows of a protocol."""
    return f"{protocol_iri(protocol)}/heading/{heading}"


def item_iri(protocol: str, key: str) -> str:
    """IRI of a row of a protocol, from its key.

    >>> item_iri("any-case", "patient/age")
    'https://w3id.org/caseweave/protocol/any-case/item/patient/age'
    """
    return f"{protocol_iri(protocol)}/item/{key}"


def graph_iri(name: str) -> str:
    """IRI of a named graph: a paper's id, ``derived``, ``terms``, ``ontology``, ``meta`` or ``protocol/<id>``."""
    return f"{BASE}graph/{name}"


def list_iri(scheme: str, value: str) -> str:
    """IRI of one value of a closed list.

    >>> list_iri("kind", "adverse event")
    'https://w3id.org/caseweave/kind/adverse-event'
    """
    return f"{BASE}{scheme}/{slug(value)}"


def disagreement_iri(name: str) -> str:
    """IRI of a disagreement, from its id."""
    return f"{BASE}disagreement/{name}"


def candidate_iri(name: str) -> str:
    """IRI of two cases that may be one patient, from both their ids."""
    return f"{BASE}candidate/{name}"


def measure_iri(*parts: str) -> str:
    """IRI of a measure, from the paper and case it is of, its name, its account, its zero and what else tells it apart.

    >>> measure_iri("yang2020", "yang2020", "time-to-clearance", "abstract", "infusion")
    'https://w3id.org/caseweave/measure/yang2020/yang2020/time-to-clearance/abstract/infusion'
    """
    return f"{BASE}measure/{'/'.join(parts)}"


def rule_iri(name: str) -> str:
    """IRI of a rule by which measures are computed."""
    return f"{BASE}rule/{slug(name)}"


def release_iri(version: str) -> str:
    """IRI of a release of Caseweave."""
    return f"{BASE}release/{version}"
