"""Rules on numbers, units and grades."""

from __future__ import annotations

from caseweave.accounts.numbers import Numbers, commensurable, exceeds, near, overlap
from caseweave.accounts.pairs import Pair
from caseweave.model.lists import Strength

__all__ = ["different_grades", "different_units", "different_values", "one_number_rounded", "part_exceeds_whole"]


def different_values(pair: Pair) -> Strength | None:
    """Two accounts of one measurement allow no common number."""
    found = _comparable(pair)
    if found is None or _same_figure(pair) or overlap(*found) or near(*found):
        return None
    if _age(pair):
        return None if _within_a_year(found) else "contradiction"
    if pair.join == "event":
        return "contradiction"
    return "tension" if pair.two_accounts and _same_single_day(pair) else None


def one_number_rounded(pair: Pair) -> Strength | None:
    """Two accounts of one measurement give a number and what is just below or above it: the one may be rounded."""
    found = _comparable(pair)
    rounded = found is not None and near(*found) and not overlap(*found)
    return "note" if rounded and pair.join == "event" else None


def _comparable(pair: Pair) -> tuple[Numbers, Numbers] | None:
    """Return the numbers of two statements on the same measure, in one unit, if both have any."""
    if not (pair.relation.same or _kind_of(pair)) or not pair.fits or "absent" in {pair.one.state, pair.other.state}:
        return None
    one, other = pair.amounts
    return commensurable(one, other) if one and other else None


def _kind_of(pair: Pair) -> bool:
    """Tell whether one measure is a kind of the other, and no mere part of it, in one happening."""
    related = pair.relation.under or pair.relation.over
    return related and not (pair.relation.part or pair.relation.whole) and pair.join == "event"


def _same_figure(pair: Pair) -> bool:
    """Tell whether both print the same figure, each with a unit of its own."""
    one, other = pair.amounts
    if one is None or other is None or one.point is None or one.unit is None or other.unit is None:
        return False
    return one.point == other.point and one.unit != other.unit


def _age(pair: Pair) -> bool:
    return all(one.kind == "demographic" for one in pair.both)


def _within_a_year(found: tuple[Numbers, Numbers]) -> bool:
    """Allow for a birthday between two accounts."""
    one, other = found
    return one.point is not None and other.point is not None and abs(one.point - other.point) <= 1


def _same_single_day(pair: Pair) -> bool:
    """Tell whether both are of one day, and not of a treatment, of which there may be several a day."""
    days = {day for one in pair.both for day in (one.earliest, one.latest, one.end_earliest, one.end_latest)}
    return pair.join == "time" and len(days) == 1 and "treatment" not in {pair.one.kind, pair.other.kind}


def part_exceeds_whole(pair: Pair) -> Strength | None:
    """In one specimen a part is said to be more than the whole it belongs to."""
    if pair.relation.whole:
        return part_exceeds_whole(pair.turned)
    if not pair.relation.part or pair.join != "event" or not pair.fits:
        return None
    part, whole = pair.amounts
    found = commensurable(part, whole) if part and whole else None
    return "contradiction" if found and exceeds(*found) else None


def different_grades(pair: Pair) -> Strength | None:
    """Two accounts of one moment give different grades on what may be one scale."""
    one, other = pair.both
    if not pair.relation.comparable or pair.join is None or not pair.two_accounts:
        return None
    scales = {one.scale, other.scale} - {None}
    grades = {one.grade, other.grade} - {None}
    return "contradiction" if len(grades) > 1 and len(scales) < 2 and pair.fits else None


def different_units(pair: Pair) -> Strength | None:
    """Two accounts of one measurement print the same figure with different units."""
    if not pair.relation.same or pair.join != "event" or not pair.fits or not _same_figure(pair):
        return None
    one, other = pair.amounts
    found = commensurable(one, other) if one and other else None
    return None if found and overlap(*found) else "contradiction"
