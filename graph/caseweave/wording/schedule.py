"""How a treatment is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from caseweave.vocabulary.units import is_unit
from caseweave.wording.unit import unit

__all__ = ["schedule"]

_PARTS: Final[Mapping[str, str]] = {"dose": "{}", "every": "every {}", "times": "× {}", "for": "for {}"}


def schedule(parts: Iterable[tuple[str, str]]) -> str:
    """Say how much, how often, how many times and for how long, in this order.

    >>> schedule([("for", "7 d"), ("dose", "400 mg"), ("every", "12 h")])
    '400 mg every 12 h for 7 d'
    >>> schedule([("dose", "8 mg/kg"), ("times", "1")])
    '8 mg/kg once'
    >>> schedule([("dose", "250 ug"), ("every", "8 h")])
    '250 µg every 8 h'
    """
    told = {name: _amount(text) if name == "dose" else text for name, text in parts}
    words = (form.format(told[name]) for name, form in _PARTS.items() if name in told)
    return " ".join("once" if word == "× 1" else word for word in words)


def _amount(text: str) -> str:
    """Say a number and its unit as a reader knows it, where the text is these two."""
    number, _, code = text.partition(" ")
    return f"{number}{unit(code, 'cell')}" if is_unit(code) else text
