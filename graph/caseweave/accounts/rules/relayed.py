"""Rules on a relayed claim (the one of a pair) and a statement of the original paper itself (the other)."""

from __future__ import annotations

from typing import Final

from caseweave.accounts.finding import MisfitRule
from caseweave.accounts.moments import dated
from caseweave.accounts.numbers import commensurable, overlap
from caseweave.accounts.pairs import Pair
from caseweave.model import Statement
from caseweave.model.lists import Strength

__all__ = ["RELAYED", "same_kind_twice"]


def relayed_state(pair: Pair) -> Strength | None:
    """Claim and original differ: the one has a thing that the other says was not there."""
    one, other = pair.both
    if {one.state, other.state} != {"present", "absent"} or not pair.fits or not _denied(pair):
        return None
    absent, present = (one, other) if one.state == "absent" else (other, one)
    moments = pair.told.moments
    never = not dated(absent) and not moments.apart(absent, present)
    return "contradiction" if never or moments.join(absent, present) else None


def _denied(pair: Pair) -> bool:
    """Tell whether the one that is said to be there falls under what is said not to be."""
    absent_first = pair.relation.over if pair.one.state == "absent" else pair.relation.under
    return pair.relation.same or pair.relation.alike or absent_first


def relayed_value(pair: Pair) -> Strength | None:
    """Claim and original give numbers that leave no room for each other."""
    one, other = pair.amounts
    found = commensurable(one, other) if one and other else None
    if found is None or overlap(*found) or not pair.relation.same or not pair.fits or not _of_one_time(pair):
        return None
    sure = pair.one.kind == "demographic" or pair.join is not None
    return "contradiction" if sure else "tension"


def relayed_grade(pair: Pair) -> Strength | None:
    """Claim and original give different grades on what may be one scale."""
    one, other = pair.both
    scales = {one.scale, other.scale} - {None}
    graded = one.grade is not None and other.grade is not None and one.grade != other.grade
    told = graded and len(scales) < 2 and pair.relation.comparable and _of_one_time(pair)
    return "tension" if told else None


def _of_one_time(pair: Pair) -> bool:
    """Tell whether both may be of one time: neither is dated, or they certainly share a moment."""
    return not any(map(dated, pair.both)) or pair.join is not None


def relayed_site(pair: Pair) -> Strength | None:
    """Claim and original name different parts of one organ."""
    likeness = pair.told.likeness
    present = {pair.one.state, pair.other.state} == {"present"} and pair.relation.comparable and not pair.same_place
    named = [(site.curie, place.curie) for site in pair.one.site for place in pair.other.site]
    return "tension" if present and any(likeness.organs(*both) for both in named) and _of_one_time(pair) else None


def relayed_day(pair: Pair) -> Strength | None:
    """Claim and original have one turn of a course, or one happening, on days that leave each other out."""
    one, other = pair.both
    once = {one.state, other.state} == {"present"} and pair.relation.comparable and pair.fits
    return "contradiction" if once and _once(pair) and pair.told.moments.apart(one, other) else None


def _once(pair: Pair) -> bool:
    """Tell whether both are of one happening: named so, or the same turn of a course."""
    turns = {"appears", "nearly cleared", "cleared"}
    same_turn = set(pair.one.course) & set(pair.other.course)
    named = (
        pair.one.event is not None and pair.one.event == pair.other.event and not pair.told.moments.lasting(pair.one)
    )
    return named or any(change in turns for _, change in same_turn)


def relayed_silence(pair: Pair) -> Strength | None:
    """Claim and original differ: the one misses any word of a thing, the other tells of it or twice of its kind."""
    if pair.one.state != "not assessable" or pair.other.state != "present":
        return None
    return "tension" if pair.relation.same or pair.relation.over or same_kind_twice(pair) else None


def same_kind_twice(pair: Pair) -> tuple[tuple[Statement, Statement], ...]:
    """Return what the original has of the same specimen at another time than its statement of the wider kind."""
    if pair.one.state != "not assessable" or not pair.relation.under:
        return ()
    first, told = pair.other, pair.told
    others = (
        one
        for one in told.account_of(first.said_by)
        if first.specimen is not None and one.specimen == first.specimen and one.state == "present"
    )
    apart = [one for one in others if told.moments.follows(one, first) != told.moments.follows(first, one)]
    return tuple((one, first) for one in apart)


RELAYED: Final[tuple[MisfitRule, ...]] = (
    MisfitRule("state", relayed_state),
    MisfitRule("value", relayed_value),
    MisfitRule("value", relayed_grade),
    MisfitRule("site", relayed_site),
    MisfitRule("time", relayed_day),
    MisfitRule("state", relayed_silence, also=same_kind_twice),
)
"""All rules on a relayed claim and a statement of the original, in the order they are listed to users."""
