"""What an abbreviation stands for: as the catalogue's names say it, or the table of those that are part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from caseweave import resources
from caseweave.vocabulary.catalogue import Concept
from caseweave.vocabulary.table import rows

__all__ = ["explained", "known"]

_COLUMNS: Final = ("abbreviation", "stands_for")
_SHORT: Final = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z][A-Za-z0-9/-]{1,9}")
_INITIALS: Final = re.compile(r"[A-Za-z/+-]*[A-Z]{2,}[A-Za-z/+-]*")
_LETTERS: Final = re.compile(r"[a-z0-9]")


@cache
def known() -> Mapping[str, str]:
    """Return the abbreviations of the table, each with what it stands for."""
    text = resources.ontology("abbreviations.tsv")
    return {row["abbreviation"]: row["stands_for"] for _, row in rows(text, "abbreviations.tsv", _COLUMNS)}


def explained(catalogue: Iterable[Concept]) -> dict[str, str]:
    """Return what abbreviations stand for: those of the table, then those among the names of the concepts.

    A name that is spelled by another of the same concept is short for it, and a regimen for the drugs it is made of.

    >>> syndrome = Concept(curie="x:1", label="cytokine release syndrome", kind="adverse event", synonyms=("CRS",))
    >>> explained([syndrome])["CRS"]
    'cytokine release syndrome'
    """
    concepts = list(catalogue)
    labels = {one.curie: one.label for one in concepts}
    found = dict(known())
    for one in concepts:
        names = (one.label, *one.synonyms)
        full = [name for name in names if not _SHORT.fullmatch(name)]
        parts = [labels[part] for part in one.components if part in labels]
        for short in names:
            spelt = next((name for name in full if _SHORT.fullmatch(short) and _spells(name, short)), None)
            made = _listed(parts) if len(parts) > 1 and _INITIALS.fullmatch(short) else None
            if spelt or made:
                found.setdefault(short, spelt or made or "")
    return found


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _spells(name: str, short: str) -> bool:
    """Tell whether a name has the letters of an abbreviation in their order, and not the abbreviation itself."""
    letters, plain = _LETTERS.findall(short.casefold()), re.sub(r"\W", "", name.casefold())
    if "".join(letters) in plain or not plain.startswith(letters[0]):
        return False
    rest = iter(name.casefold())
    return all(letter in rest for letter in letters)
