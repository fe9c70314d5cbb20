"""Which sorts of terms a statement of each kind can be about, and which can stand in each of its term columns.

``ontology/fitting.tsv`` names terms below which a kind finds its own, whatever their sort.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from caseweave import resources
from caseweave.vocabulary.catalogue import OWN_KIND, Catalogue, Concept
from caseweave.vocabulary.table import rows

__all__ = ["OF_FIELD", "OF_KIND", "allowed", "fits_field", "fits_kind"]

_ILLNESS: Final = ("disease", "phenotype", "lesion", "adverse event", "outcome", "organism", "variant", "gene")
_CARE: Final = ("drug", "drug class", "regimen", "treatment", "procedure")

OF_KIND: Final[Mapping[str, frozenset[str]]] = {
    "demographic": frozenset({"demographic"}),
    "history": frozenset({"history", *_ILLNESS, *_CARE}),
    "diagnosis": frozenset({"disease"}),
    "genetics": frozenset({"variant", "gene"}),
    "organism": frozenset({"organism"}),
    "marker": frozenset({"marker"}),
    "finding": frozenset({"phenotype", "disease", "lesion", "cell", "adverse event"}),
    "lesion": frozenset({"lesion"}),
    "treatment": frozenset({"drug", "drug class", "regimen", "treatment"}),
    "procedure": frozenset({"procedure", "method"}),
    "measurement": frozenset({"measure"}),
    "adverse event": frozenset({"adverse event", "phenotype", "disease"}),
    "outcome": frozenset({"outcome", "disease", "lesion"}),
}
"""Kinds of the catalogue's terms that a statement of each kind can be about."""

OF_FIELD: Final[Mapping[str, frozenset[str]]] = {
    "site": frozenset({"anatomy"}),
    "specimen": frozenset({"specimen"}),
    "method": frozenset({"method", "procedure"}),
    "route": frozenset({"route"}),
}
"""Kinds of the catalogue's terms that each term column can hold."""


@cache
def allowed() -> Mapping[str, frozenset[str]]:
    """Return the terms below which each kind finds what it can be about, whatever sort that is, by their CURIEs."""
    found: dict[str, frozenset[str]] = {}
    for _, row in rows(resources.ontology("fitting.tsv"), "fitting.tsv", ("kind", "under", "label", "reason")):
        found[row["kind"]] = found.get(row["kind"], frozenset()) | {row["under"]}
    return found


def fits_kind(catalogue: Catalogue, concept: Concept, kind: str) -> str | None:
    """Say why no statement of a kind can be about a concept or what lies below it; None where one can."""
    wanted = OF_KIND.get(kind)
    if wanted is None or concept.kind in wanted or concept.kind == OWN_KIND or _below(catalogue, concept, wanted):
        return None
    better = [name for name, kinds in OF_KIND.items() if concept.kind in kinds and name != "history"]
    cure = f"write `{' or '.join(better)}: {concept.label}`" if better else "name another term"
    return f"{concept.label!r} is a {concept.kind}, not a {kind}; {cure}"


def fits_field(catalogue: Catalogue, concept: Concept, field: str) -> str | None:
    """Say why a term column cannot hold a concept or what lies below it; None where it can."""
    wanted = OF_FIELD[field]
    if concept.kind in wanted or concept.kind == OWN_KIND or _below(catalogue, concept, wanted):
        return None
    return f"{concept.label!r} is a {concept.kind}; wanted: {' or '.join(sorted(wanted))}"


def _below(catalogue: Catalogue, concept: Concept, kinds: frozenset[str]) -> bool:
    return any(one.kind in kinds and concept.curie in catalogue.ancestors(one.curie) for one in catalogue)
