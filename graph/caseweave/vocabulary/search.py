"""Search: the terms that a word may mean, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caseweave.vocabulary.catalogue import Catalogue, Concept
from caseweave.vocabulary.spelling import misspelling

__all__ = ["search"]

_WORD: Final = re.compile(r"[^\W_]+")


def search(catalogue: Catalogue, text: str) -> tuple[Concept, ...]:
    """Return what is called so, then what has all its words in a name, then what the text may misspell.

    Within each, terms stand in the order of how short the name is, then of the catalogue. A word may be the beginning
    of one in the name.

    >>> rash = Concept(curie="x:1", label="skin rash", kind="lesion", synonyms=("exanthem",))
    >>> drug = Concept(curie="x:2", label="drug rash", kind="lesion")
    >>> found = search(Catalogue(added=[("1", rash), ("2", drug)]), "rash")
    >>> [concept.label for concept in found], search(Catalogue(added=[("1", rash)]), "Exanthem")[0].label
    (['skin rash', 'drug rash'], 'skin rash')
    """
    wanted = _words(text)
    ranked = [
        (rank, size, at, concept) for at, concept in enumerate(catalogue) for rank, size in _fits(concept, wanted)
    ]
    found = dict.fromkeys(concept.curie for *_, concept in sorted(ranked, key=lambda one: one[:3]))
    if not found:
        names = {name.casefold(): concept.curie for concept in catalogue for name in concept.names}
        close = misspelling(" ".join(text.casefold().split()), names, lambda name: names[name])
        found = {names[close]: None} if close else {}
    return tuple(catalogue[curie] for curie in found)


def _fits(concept: Concept, wanted: list[str]) -> Iterator[tuple[int, int]]:
    """Yield how well each name of a concept fits: 0 is the name itself; with its length in words."""
    for name in concept.names:
        have = _words(name)
        if have == wanted:
            yield 0, len(have)
        elif wanted and all(any(word.startswith(part) for word in have) for part in wanted):
            yield 1, len(have)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
