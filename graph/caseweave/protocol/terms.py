"""The terms that a protocol is asked in: those of the catalogue and of all papers, with what the protocol adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from caseweave.model import LocalTerm
from caseweave.model.identifiers import contract
from caseweave.vocabulary import Catalogue, Concept, UnknownTermError

__all__ = ["joined", "with_terms"]


def joined(catalogues: Iterable[Catalogue]) -> Catalogue:
    """Return one catalogue of all: what several say of one concept adds up; a name goes to the first that has it."""
    found: dict[str, Concept] = {}
    for concept in dict.fromkeys(concept for catalogue in catalogues for concept in catalogue):
        known = found.get(concept.curie)
        found[concept.curie] = concept if known is None else _added(known, concept.broader, concept.synonyms)
    return Catalogue(added=((concept.curie, concept) for concept in _unlike(found.values())))


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
        concepts[concept.curie] = _added(concepts[concept.curie], (above.curie,), term.synonyms)
    return Catalogue(added=((f"term {one.label!r}", one) for one in _unlike(concepts.values())))


def _known(catalogue: Catalogue, text: str) -> Concept | None:
    try:
        return catalogue.resolve(text)
    except UnknownTermError:
        return None


def _added(concept: Concept, broader: Iterable[str], synonyms: Iterable[str]) -> Concept:
    above = dict.fromkeys((*concept.broader, *(curie for curie in broader if curie != concept.curie)))
    return replace(concept, broader=tuple(above), synonyms=tuple(dict.fromkeys((*concept.synonyms, *synonyms))))


def _unlike(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """Yield concepts without the synonyms by which another is known already; labels come before synonyms."""
    every = tuple(concepts)
    taken: dict[str, str] = {}
    for concept in every:
        for name in (concept.label, concept.curie):
            taken.setdefault(_plain(name), concept.curie)
    for concept in every:
        kept = tuple(
            name for name in concept.synonyms if taken.setdefault(_plain(name), concept.curie) == concept.curie
        )
        yield replace(concept, synonyms=kept)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
