"""The terms that a protocol is asked in: those of the catalogue and of all papers, with what the protocol adds."""

from __future__ import annotations

from collections.abc import Iterable

from caseweave.model import LocalTerm
from caseweave.model.identifiers import contract
from caseweave.vocabulary import Catalogue, Concept, UnknownTermError
from caseweave.vocabulary.joining import added, unlike

__all__ = ["with_terms"]


def with_terms(catalogue: Catalogue, terms: Iterable[LocalTerm]) -> Catalogue:
    """Return a catalogue with the terms of a protocol; what it says of a term that is there already adds up.

    ValueError lists every fault with the label of its term.
    """
    given = tuple(terms)
    known = {term: concept for term in given if (concept := _known(catalogue, term.label)) is not None}
    grown = catalogue.with_terms([term for term in given if term not in known], contract)
    if not known:
        return grown
    concepts = {concept.curie: concept for concept in grown}
    for term, concept in known.items():
        above = _known(grown, term.broader)
        if above is None:
            raise ValueError(
                f"term {term.label!r}: broader {term.broader!r} names no concept; declare it, or name another"
            )
        if term.iri and contract(term.iri) != concept.curie:
            raise ValueError(
                f"term {term.label!r}: is {concept.curie} already, not {contract(term.iri)}; remove the iri"
            )
        concepts[concept.curie] = added(concepts[concept.curie], (above.curie,), term.synonyms)
    return Catalogue(added=((f"term {one.label!r}", one) for one in unlike(concepts.values())))


def _known(catalogue: Catalogue, text: str) -> Concept | None:
    try:
        return catalogue.resolve(text)
    except UnknownTermError:
        return None
