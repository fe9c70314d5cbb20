"""Scans, biopsies and tests: the first day on which one finds what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from caseweave.model import Measure, Statement
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.lesions import RESOLVED, axes, is_scan
from caseweave.protocol.proof import Bound, Result, Use, closed, earlier, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.sightings import Level, Sighting, Step, level
from caseweave.protocol.telling import Telling

__all__ = ["first_of", "firsts", "look_measures"]

_RESPONSE: Final = "caseweave:lesion-response"
_LESIONS: Final = ("caseweave:lesion", "NCIT:C122601", "MESH:D017254", _RESPONSE)
_CELLS: Final = ("caseweave:leukemia-cell", "MESH:D017254")
_BIOPSY: Final = "OBI:0002650"
_MARROW_BIOPSY: Final = "OBI:0002662"
_TISSUE: Final = "caseweave:tissue-specimen"
_MRD_NEGATIVE: Final = "NCIT:C124428"
_RESIDUAL_DISEASE: Final = "MESH:D018365"

_NAMED: Final[dict[str, Step]] = {**RESOLVED, "NCIT:C123407": "cleared"}
_SCANS: Final[dict[str, Step]] = {"first scan nearly clear": "nearly cleared", "first scan clear": "cleared"}


def look_measures(telling: Telling) -> Iterator[Measure]:
    """Yield the first clear scan, biopsy and test of a case, by account, zero and reading."""
    after = telling.since(1)
    scans = [Sighting(said, _scanned(telling, said)) for said in after if _is_scan_of_lesions(telling, said)]
    for rule, step in _SCANS.items():
        found = [look.statement for look in scans if look.level == step]
        yield from firsts(telling, rule, found, [look.statement for look in scans if look.level != step])
    for rule, finds in _TESTS.items():
        yield from firsts(telling, rule, [said for said in after if finds(telling, said)])


def firsts(
    telling: Telling, rule: str, statements: Iterable[Statement], contrary: Sequence[Statement] = ()
) -> Iterator[Measure]:
    """Yield the first day of some statements, by account, zero and reading.

    ``contrary`` are statements that cannot be true of the same examination; the result names those that are.
    """
    for account, said in telling.accounts(statements):
        for read in under_each(telling, {one.id for one in said}):
            for axis in axes(read):
                yield proved(read, rule, account, axis, first_of(axis, said, contrary))


def first_of(axis: Axis, said: Sequence[Statement], contrary: Sequence[Statement] = ()) -> Result:
    """Return the days between which the first of some statements lies: no earlier than any, no later than any."""
    lows = [_bound(axis, one, late=False) for one in said]
    highs = [_bound(axis, one, late=True) for one in said]
    latest = earlier(highs)
    first = [use.statement for use in latest.uses] or list(said)
    sites = (site.label for one in first for site in one.site)
    against = [one for one in contrary if one.event is not None and any(one.event == other.event for other in first)]
    return Result(
        earliest=closed(lows, earlier),
        latest=latest,
        uses=tuple(use for low in lows if _may_be_first(low, latest) for use in low.uses),
        site=tuple(dict.fromkeys(sites)),
        against=tuple(f"{one.said_by}/{one.id}" for one in against),
    )


def _may_be_first(low: Bound, latest: Bound) -> bool:
    return low.day is None or latest.day is None or low.day <= latest.day


def _bound(axis: Axis, said: Statement, *, late: bool) -> Bound:
    """Return the first or last possible day of a statement."""
    low, high = axis.low(said.id), axis.high(said.id)
    day = high if late else low
    what = f"{said.label} absent" if said.state == "absent" else said.label
    word = "on" if low == high else "by" if late else "not before"
    return Bound(day, f"{what} {word} day {day}", (Use(what, said),), (Ground(axis, said.id, most=late),))


def _is_scan_of_lesions(telling: Telling, said: Statement) -> bool:
    return said.state in {"present", "absent"} and is_scan(telling, said) and telling.is_a(said.about, *_LESIONS)


def _scanned(telling: Telling, said: Statement) -> Level:
    """Return how far the lesions have come by a scan: by what the outcome is called, or by its course."""
    if not telling.is_a(said.about, _RESPONSE):
        return level(said)
    named = (step for root, step in _NAMED.items() if telling.is_a(said.about, root))
    return "there" if said.state == "absent" else next(named, level(said))


def _is_clear_biopsy(telling: Telling, said: Statement) -> bool:
    if said.state != "absent" or not telling.is_a(said.about, *_CELLS):
        return False
    if telling.is_a(said.specimen, _TISSUE):
        return True
    sampled = said.specimen is None and telling.examined_by(said, _BIOPSY)
    return sampled and not telling.examined_by(said, _MARROW_BIOPSY)


def _is_free_of_residue(telling: Telling, said: Statement) -> bool:
    if telling.is_a(said.about, _MRD_NEGATIVE):
        return said.state == "present"
    return said.state == "absent" and telling.is_a(said.about, _RESIDUAL_DISEASE)


_TESTS: Final = MappingProxyType[str, Callable[[Telling, Statement], bool]](
    {
        "first biopsy without leukemia cells": _is_clear_biopsy,
        "first test without residual disease": _is_free_of_residue,
    }
)
