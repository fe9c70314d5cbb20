"""Several catalogues as one: what each says of a concept adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from caseweave.vocabulary.catalogue import Catalogue, Concept

__all__ = ["added", "joined", "unlike"]


def joined(catalogues: Iterable[Catalogue]) -> Catalogue:
    """Return one catalogue of all: what several say of one concept adds up; a name goes to the first that has it."""
    found: dict[str, Concept] = {}
    for concept in (concept for catalogue in catalogues for concept in catalogue):
        known = found.setdefault(concept.curie, concept)
        if known is not concept:
            found[concept.curie] = added(known, concept.broader, concept.synonyms)
    return Catalogue(added=((concept.curie, concept) for concept in unlike(found.values())))


def added(concept: Concept, broader: Iterable[str], synonyms: Iterable[str]) -> Concept:
    """Return a concept with more terms above it and more synonyms."""
    above = dict.fromkeys((*concept.broader, *(curie for curie in broader if curie != concept.curie)))
    return replace(concept, broader=tuple(above), synonyms=tuple(dict.fromkeys((*concept.synonyms, *synonyms))))


def unlike(concepts: Iterable[Concept]) -> Iterator[Concept]:
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
