"""A unit in the words a reader knows it by, behind its number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from caseweave.wording.style import Style

__all__ = ["unit"]

_WORDS: Final[Mapping[str, str]] = {"a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour", "min": "minute"}
_SIGNS: Final[Mapping[str, str]] = {"Cel": "°C", "[degF]": "°F", "mm[Hg]": "mmHg", "1": ""}
_MICRO: Final = re.compile(r"(?<![A-Za-z])u(?=[A-Za-z])")
_POWER: Final = re.compile(r"10\*(-?\d+)")
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def unit(code: str | None, style: Style, *, one: bool = False) -> str:
    """Say what stands behind a number for a unit given by its UCUM code, with the blank before it.

    >>> [unit(code, "cell") for code in ("a", "mg/kg", "/uL", "10*9/L", "Cel", None)]
    [' years', ' mg/kg', '/µL', ' × 10⁹/L', ' °C', '']
    >>> unit("a", "cell", one=True), unit("10*9/L", "terminal")
    (' year', ' x 10^9/L')
    """
    bare = re.sub(r"\{[^}]*\}", "", code or "")
    if bare in _WORDS:
        return f" {_WORDS[bare]}{'' if one else 's'}"
    if style == "terminal":
        told = _POWER.sub(r"x 10^\1", bare)
    else:
        told = _SIGNS[bare] if bare in _SIGNS else _POWER.sub(_raised, _MICRO.sub("µ", bare))
    return told if not told or told.startswith("/") else f" {told}"


def _raised(match: re.Match[str]) -> str:
    return f"× 10{match[1].translate(_RAISED)}"
