"""Rules on where in the body something is said to be."""

from __future__ import annotations

from caseweave.accounts.pairs import Pair
from caseweave.model import Statement
from caseweave.model.lists import Strength

__all__ = ["another_part_of_the_organ", "noted_before"]


def another_part_of_the_organ(pair: Pair) -> Strength | None:
    """Two accounts of one happening name different parts of one organ, each only its own."""
    present = {pair.one.state, pair.other.state} == {"present"}
    if not present or pair.join != "event" or not pair.two_accounts or not pair.relation.comparable:
        return None
    return "contradiction" if any(_instead(pair, organ) for organ in _organs(pair)) else None


def _organs(pair: Pair) -> list[str]:
    likeness = pair.told.likeness
    named = [(site.curie, place.curie) for site in pair.one.site for place in pair.other.site]
    return sorted({organ for site, place in named for organ in likeness.organs(site, place)})


def _instead(pair: Pair, organ: str) -> bool:
    """Tell whether no part of the organ that one account names is, or holds, a part that the other names."""
    likeness = pair.told.likeness
    ones, others = _named(pair, organ), _named(pair.turned, organ)
    return not any(likeness.relation(site, place).comparable for site in ones for place in others)


def _named(pair: Pair, organ: str) -> set[str]:
    """Return the parts of an organ that the account of the one names for this happening and thing."""
    likeness = pair.told.likeness
    said = [
        one
        for one in pair.told.account(pair.one)
        if one.event == pair.one.event
        and one.state == "present"
        and likeness.relation(one.about.curie, pair.one.about.curie).comparable
    ]
    sites = {site.curie for one in said for site in one.site}
    return {site for site in sites if organ in likeness.above(site) and site != organ}


def noted_before(pair: Pair) -> tuple[tuple[Statement, Statement], ...]:
    """Return what is told of either site without a happening of its own, of a time that may be this one."""
    free = [one for one in pair.told.statements if one.event is None and one.state == "present"]
    return tuple(
        (one, side)
        for one in free
        for side in pair.both
        if set(one.site) & set(side.site) and any(_may_be(pair, one, either) for either in pair.both)
    )


def _may_be(pair: Pair, one: Statement, side: Statement) -> bool:
    alike = pair.told.likeness.relation(one.about.curie, side.about.curie).comparable
    return alike and one.said_by == side.said_by and not pair.told.moments.apart(one, side)
