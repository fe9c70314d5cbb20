"""Twins: two statements that name the same thing for the same patient and rest on the same words.

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

_NONE: Final = (None, None, None, None)


def twins(statements: Iterable[Statement], verified: Mapping[str, Verified]) -> dict[str, str]:
    """Map each statement (IRI) that has a twin to the id of the first one."""
    alike: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        alike[_key(statement)].append(statement)
    found: dict[str, str] = {}
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _same_thing(one, other) and _overlap(verified[one.statement], verified[other.statement]):
                found.setdefault(one.statement, other.id)
                found.setdefault(other.statement, one.id)
    return found


def _key(statement: Statement) -> tuple[object, ...]:
    cycle = dict(statement.qualifiers).get("cycle")
    return statement.said_by, statement.case, statement.kind, statement.about, statement.state, cycle


def _same_thing(one: Statement, other: Statement) -> bool:
    """Tell whether nothing sets two statements apart: neither course nor site, number nor printed text."""
    return one.course == other.course and all(
        first == second or empty in (first, second)
        for first, second, empty in (
            (one.site, other.site, ()),
            (_quantity(one), _quantity(other), _NONE),
            (one.printed, other.printed, None),
        )
    )


def _quantity(statement: Statement) -> tuple[object, ...]:
    return statement.comparator, statement.value, statement.low, statement.high


def _overlap(one: Verified, other: Verified) -> bool:
    """Tell whether the words that carry both statements are the same for the most part."""
    return any(
        2 * (min(last, end) - max(first, begin)) > min(last - first, end - begin)
        for first, last in _spans(one)
        for begin, end in _spans(other)
    )


def _spans(verified: Verified) -> list[tuple[int, int]]:
    return [
        (anchor.start, anchor.end)
        for anchor in verified.anchors
        if anchor.purpose == "what" and anchor.start is not None and anchor.end is not None
    ]
