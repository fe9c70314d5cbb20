"""Abbreviations: short names a copy gives to things named in full: "cytokine release syndrome (CRS)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from caseweave.evidence.phrases import Phrase, phrase
from caseweave.vocabulary import Catalogue

__all__ = ["abbreviations"]

_SHORT: Final = re.compile(r"((?:(?<![\w/'’-])[\w/'’-]++[ \n]++){1,8})\(([A-Z][A-Za-z0-9-]{1,7})\)")


def abbreviations(text: str, catalogue: Catalogue) -> dict[Phrase, str]:
    """Map each short name in brackets to the term (CURIE) that stands right before it, if its letters fit the name.

    A short name given to two things names neither.
    """
    full: Mapping[Phrase, str] = {
        phrase(name): concept.curie for concept in catalogue for name in (concept.label, *concept.synonyms)
    }
    found: dict[Phrase, str | None] = {}
    for words, short in _SHORT.findall(text):
        before, key = phrase(words), phrase(short)
        tails = (before[at:] for at in range(len(before) - 1, -1, -1))
        curie = next((full[tail] for tail in tails if tail in full and _fits(short, tail)), None)
        if curie is not None and sum(map(str.isupper, short)) > 1:
            found[key] = curie if found.setdefault(key, curie) == curie else None
    return {key: curie for key, curie in found.items() if curie is not None}


def _fits(short: str, name: Phrase) -> bool:
    """Tell whether the letters of a short name stand in a name, in order, the first of them at its beginning."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    rest = iter("".join(name))
    return name[0][:1] == letters[0] and all(letter in rest for letter in letters)
