"""A number as a paper prints it: exact, bounded on one side, approximate, or a range. Never more precise than that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

__all__ = ["Comparator", "Quantity"]

Comparator = Literal["<", "<=", ">", ">=", "~"]

_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
_EXACT = re.compile(rf"(?P<sign><=|>=|<|>|~|≤|≥|≈)?\s*(?P<number>{_NUMBER})", re.ASCII)
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:-|–|\.\.|to)\s*(?P<high>{_NUMBER})", re.ASCII)
_PLAIN: dict[str, Comparator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "~": "~", "≤": "<=", "≥": ">=", "≈": "~"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparator, or the two ends of a range; an empty end is not known.

    >>> Quantity.parse("2-3")
    Quantity(comparator=None, value=None, low=Decimal('2'), high=Decimal('3'))
    >>> Quantity.parse("<1")
    Quantity(comparator='<', value=None, low=None, high=Decimal('1'))
    >>> Quantity.parse("~50").value
    Decimal('50')
    """

    comparator: Comparator | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read ``138.7``, ``<1``, ``~50``, ``2-3`` or ``1e6``; raise ValueError for anything else."""
        if match := _RANGE.fullmatch(text.strip()):
            low, high = Decimal(match["low"]), Decimal(match["high"])
            if low > high:
                raise ValueError(f"range {text!r} runs backwards; write the smaller number first")
            return cls(low=low, high=high)
        if match := _EXACT.fullmatch(text.strip()):
            return cls._one_sided(match["sign"], Decimal(match["number"]))
        raise ValueError(f"{text!r} is not a number; write 38.7, 1e6, <1, ~50 or a range 2-3")

    @classmethod
    def _one_sided(cls, sign: str | None, number: Decimal) -> Quantity:
        comparator = _PLAIN[sign] if sign else None
        if comparator in {"<", "<="}:
            return cls(comparator=comparator, high=number)
        if comparator in {">", ">="}:
            return cls(comparator=comparator, low=number)
        return cls(comparator=comparator, value=number)
