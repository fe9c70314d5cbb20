"""Cytokine release syndrome: its first day, its highest grade, and the time to the first tocilizumab."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from caseweave.model import Measure, Quantity, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol.axis import Axis
from caseweave.protocol.gap import gap, origin
from caseweave.protocol.looks import first_of, firsts
from caseweave.protocol.proof import Result, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.telling import Telling
from caseweave.vocabulary.scales import arabic

__all__ = ["crs_measures", "grade"]

_CRS: Final = "MONDO:0600008"
_TOCILIZUMAB: Final = "NCIT:C84217"
_NAMED: Final = re.compile(r"grade ([0-5])\b.*", re.IGNORECASE)


def crs_measures(telling: Telling) -> Iterator[Measure]:
    """Yield the onset of CRS, its highest grade and the time to tocilizumab, by account."""
    present = [said for said in telling.since(0) if said.state == "present"]
    crs = [said for said in present if said.kind == "adverse event" and telling.is_a(said.about, _CRS)]
    drug = [said for said in present if said.kind == "treatment" and telling.is_a(said.about, _TOCILIZUMAB)]
    yield from firsts(telling, "CRS onset", crs)
    yield from _grades(telling, [said for said in crs if grade(said) is not None])
    yield from _to_tocilizumab(telling, crs, drug)


def grade(statement: Statement) -> tuple[int, int] | None:
    """Return the least and the greatest grade a statement gives, in figures or in its name; None where it has none.

    Grades are whole, from 0 to 5; what cannot be read as one is no grade.
    """
    named = _NAMED.fullmatch(statement.label)
    text = (statement.grade or (named[1] if named else "")).strip()
    try:
        number = Quantity.parse(arabic(text))
    except ValueError:
        return None
    low, high = (number.value, number.value) if number.value is not None else (number.low, number.high)
    if low is None or high is None or low != int(low) or high != int(high):
        return None
    return int(low), int(high)


def _grades(telling: Telling, graded: Sequence[Statement]) -> Iterator[Measure]:
    """Yield the highest grade of each account, apart for each scale."""
    axis = telling.infusion
    if axis is None:
        return
    for scale in dict.fromkeys(said.scale for said in graded):
        for account, said in telling.accounts(one for one in graded if one.scale == scale):
            yield proved(telling, "CRS maximum grade", account, axis, _highest(axis, scale, said))


def _highest(axis: Axis, scale: str | None, said: Sequence[Statement]) -> Result:
    grades = {one: found for one in said if (found := grade(one)) is not None}
    low, high = (max(ends) for ends in zip(*grades.values(), strict=True))
    first = first_of(axis, [one for one, (_, most) in grades.items() if most == high])
    value = str(low) if low == high else f"{low}-{high}"
    words = f"grade {value} ({scale or 'scale not named'}), {first.earliest.words}"
    apart = (slug(scale),) if scale else ()
    return replace(first, earliest=replace(first.earliest, words=words), value=value, scale=scale, apart=apart)


def _to_tocilizumab(telling: Telling, crs: Sequence[Statement], drug: Sequence[Statement]) -> Iterator[Measure]:
    """Yield the time from CRS to the first tocilizumab, where one account tells of both."""
    rule, given = "time from CRS to first tocilizumab", dict(telling.accounts(drug))
    for account, said in telling.accounts(crs):
        if doses := given.get(account):
            for read in under_each(telling, {one.id for one in (*said, *doses)}):
                result = gap(read.time, said, doses)
                if start := origin(result):
                    yield proved(read, rule, account, read.axis("crs-onset", start.id), result)
