"""Twins: two statements that name the same drug, marker or gene for the same patient and rest on the same words.

One of the two is likely to have the wrong name: in "vincristine, daunorubicin" each drug is named once, so a second
daunorubicin is a vincristine that was mistaken. What the words alone cannot show, the neighbour does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final

from caseweave.evidence.record import Verified
from caseweave.model import Statement

__all__ = ["twins"]

_KINDS: Final = frozenset(("treatment", "marker", "genetics"))
_NONE: Final = (None, None, None, None, None)


def twins(statements: Iterable[Statement], verified: Mapping[str, Verified]) -> dict[str, str]:
    """Map each statement (IRI) that has a twin to the id of the first one."""
    alike: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.kind in _KINDS:
            alike[_key(statement)].append(statement)
    found: dict[str, str] = {}
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _same_quantity(one, other) and _overlap(verified[one.statement], verified[other.statement]):
                found.setdefault(one.statement, other.id)
                found.setdefault(other.statement, one.id)
    return found


def _key(statement: Statement) -> tuple[object, ...]:
    cycle = dict(statement.qualifiers).get("cycle")
    return statement.said_by, statement.case, statement.kind, statement.about, statement.state, statement.site, cycle


def _same_quantity(one: Statement, other: Statement) -> bool:
    """Tell whether two statements have the same number, or one of them has neither number nor printed text."""
    quantities = (_quantity(one), _quantity(other))
    return quantities[0] == quantities[1] or _NONE in quantities


def _quantity(statement: Statement) -> tuple[object, ...]:
    return statement.comparator, statement.value, statement.low, statement.high, statement.printed


def _overlap(one: Verified, other: Verified) -> bool:
    """Tell whether words that carry both statements overlap."""
    spans = [[(a.start, a.end) for a in verified.anchors if a.purpose == "what"] for verified in (one, other)]
    return any(
        first is not None
        and last is not None
        and begin is not None
        and end is not None
        and first < end
        and begin < last
        for first, last in spans[0]
        for begin, end in spans[1]
    )
