"""How a treatment is given, and what one happening has to do with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from caseweave.model import Link

__all__ = ["link", "schedule"]

_PARTS: Final[Mapping[str, str]] = {"dose": "{}", "every": "every {}", "times": "× {}", "for": "for {}"}


def schedule(parts: Iterable[tuple[str, str]]) -> str:
    """Say how much, how often, how many times and for how long, in this order.

    >>> schedule([("for", "7 d"), ("dose", "400 mg"), ("every", "12 h")])
    '400 mg every 12 h for 7 d'
    >>> schedule([("dose", "8 mg/kg"), ("times", "1")])
    '8 mg/kg once'
    """
    told = dict(parts)
    words = (form.format(told[name]) for name, form in _PARTS.items() if name in told)
    return " ".join("once" if word == "× 1" else word for word in words)


def link(one: Link) -> str:
    """Say what it has to do with the other, how surely, and by which score.

    >>> link(Link(relation="caused by", target="x:1", sort="term", label="lamotrigine", certainty="suspected"))
    'caused by lamotrigine (suspected)'
    """
    score = " ".join(part for part in (one.scale, one.score) if part)
    marks = ", ".join(part for part in ("" if one.certainty == "stated" else one.certainty, score) if part)
    return f"{one.relation} {one.label}" + (f" ({marks})" if marks else "")
