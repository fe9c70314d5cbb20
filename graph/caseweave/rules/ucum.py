"""Unit codes: whether a text is a code of UCUM, and what to write in place of one that is not.

The grammar is that of UCUM (annotations, prefixes, exponents, ``.`` and ``/``); the units are those of clinical papers.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["cure", "is_unit"]

_METRIC: Final = (
    *("m", "g", "s", "L", "l", "K", "J", "W", "N", "V", "Hz", "Pa", "Bq", "Gy", "Sv", "Ci", "Cel", "mol", "eq", "osm"),
    *("cal", "bar", "kat", "t", "U", "[IU]", "[iU]", "[CFU]", "m[Hg]", "m[H2O]"),
)
_PLAIN: Final = (
    *("%", "1", "a", "mo", "wk", "d", "h", "min", "deg", "[degF]", "[pH]", "[ppm]", "[ppb]"),
    *("[in_i]", "[ft_i]", "[lb_av]", "[oz_av]", "[drp]", "[arb'U]", "[pfu]", "[TCID_50]", "[Ch]"),
)
_PREFIXES: Final = ("", *"YZEPTGMkhdcmunpf")
_ATOMS: Final = frozenset([*_PLAIN, *(prefix + unit for unit in _METRIC for prefix in _PREFIXES)])
_ANNOTATION = re.compile(r"\{[^{}]*\}")
_POWER = re.compile(r"(?P<unit>10[*^]|.*?)[+-]?\d+")
_TENS: Final = ("10*", "10^")

_MISREAD: Final = frozenset({"K/mm3", "K/uL"})
"""Codes that UCUM reads as kelvin in a volume, and every clinical paper as thousands."""

_CURES: Final = {
    "C": "Cel",
    "F": "[degF]",
    "G": "10*9",
    "IU": "[IU]",
    "K": "10*3",
    "M": "10*6",
    "T": "10*12",
    "celsius": "Cel",
    "c": "Cel",
    "cc": "mL",
    "cell": "",
    "cells": "",
    "day": "d",
    "days": "d",
    "degc": "Cel",
    "degf": "[degF]",
    "dl": "dL",
    "f": "[degF]",
    "gm": "g",
    "gram": "g",
    "grams": "g",
    "hour": "h",
    "hours": "h",
    "hr": "h",
    "hrs": "h",
    "iu": "[IU]",
    "k": "10*3",
    "kgs": "kg",
    "mcg": "ug",
    "mcl": "uL",
    "minutes": "min",
    "mmhg": "mm[Hg]",
    "month": "mo",
    "months": "mo",
    "percent": "%",
    "sec": "s",
    "u": "U",
    "units": "U",
    "week": "wk",
    "weeks": "wk",
    "y": "a",
    "year": "a",
    "years": "a",
    "yr": "a",
    "yrs": "a",
}


def is_unit(text: str) -> bool:
    """Tell whether a text is a UCUM code that means in a clinical paper what it says.

    >>> [is_unit(text) for text in ("mm[Hg]", "10*3/uL", "/kg", "{cells}/uL", "mmHg", "K/uL")]
    [True, True, True, True, False, False]
    """
    if text in _MISREAD:
        return False
    parts = re.split(r"[./]", _ANNOTATION.sub("{}", text))
    return all(map(_is_part, parts[1:] if text.startswith("/") else parts))


def _is_part(text: str) -> bool:
    bare = text.removesuffix("{}")
    if not bare or bare in _ATOMS:
        return bool(text)
    found = _POWER.fullmatch(bare)
    return found is not None and (found["unit"] in _ATOMS or found["unit"] in _TENS)


def cure(text: str) -> str:
    """Say what to write in place of a text that is no unit.

    >>> cure("cells/µL"), cure("K/uL"), cure("furlong")
    ("write '/uL'", "write '10*3/uL'", 'write a UCUM code such as mg/kg, 10*3/uL, mm[Hg], Cel, a; 1 for a bare number')
    """
    meant = "/".join(_CURES.get(part, _CURES.get(part.casefold(), part)) for part in _plain(text).split("/"))
    if meant != text and is_unit(meant):
        return f"write {meant!r}"
    return "write a UCUM code such as mg/kg, 10*3/uL, mm[Hg], Cel, a; 1 for a bare number"


def _plain(text: str) -> str:
    bare = re.sub(r"\s|[°×]", "", text).replace("µ", "u").replace("μ", "u").replace("^", "*")
    return re.sub(r"^x(?=10)|^per(?!cent)", lambda found: "/" if found[0] == "per" else "", bare)
