"""A unit in the words a reader knows it by, behind its number; the words are those of ``ontology/units.tsv``."""

from __future__ import annotations

import re
from typing import Final

from caseweave.vocabulary.units import shown
from caseweave.wording.style import Style

__all__ = ["unit"]

_SIGNS: Final = {"µ": "u", "×": "x", "°": "deg", "·": "."}
_DIGITS: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_ASCII: Final = str.maketrans(_SIGNS | _DIGITS)
_RAISED: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")


def unit(code: str | None, style: Style, *, one: bool = False) -> str:
    """Say what stands behind a number for a unit given by its UCUM code, with the blank before it.

    >>> [unit(code, "cell") for code in ("a", "mg/kg", "/uL", "10*9/L", "Cel", None)]
    [' years', ' mg/kg', '/µL', ' × 10⁹/L', ' °C', '']
    >>> unit("a", "cell", one=True), unit("10*9/L", "terminal")
    (' year', ' x 10^9/L')
    """
    told = shown(code or "")
    if one and told != code and told.isalpha():
        told = told.removesuffix("s")
    if style == "terminal":
        told = _RAISED.sub(r"^\g<0>", told).translate(_ASCII)
    return told if not told or told.startswith("/") else f" {told}"
