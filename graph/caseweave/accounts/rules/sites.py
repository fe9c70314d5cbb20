"""Rules on where in the body something is said to be."""

from __future__ import annotations

from caseweave.accounts.finding import Witnesses
from caseweave.accounts.pairs import Pair
from caseweave.clock import phrase as timewords
from caseweave.clock.phrase import Order, Reference
from caseweave.model import Statement
from caseweave.model.lists import Strength

__all__ = [
    "another_part_of_the_organ",
    "new_where_it_was_before",
    "noted_before",
    "noted_in_no_earlier_look",
    "places_not_noted",
    "procedures_there",
]


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


def noted_before(pair: Pair) -> Witnesses:
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


def noted_in_no_earlier_look(pair: Pair) -> Strength | None:
    """One account has a thing noted before at places where no earlier look by that method is told to have it."""
    return _unnoted(pair) or _unnoted(pair.turned)


def _unnoted(pair: Pair) -> Strength | None:
    noted, look = pair.both
    if noted.event or not noted.method or noted.state != "present" or not noted.site or not _earlier(pair, look):
        return None
    first = next((one for one in _looks(pair) if one.event == look.event), None)
    return "tension" if first == look and _missing(pair) else None


def _looks(pair: Pair) -> list[Statement]:
    """Return what earlier looks find where, by the method of the one of a pair."""
    told = pair.told.statements
    return [look for look in told if look.site and _earlier(Pair(pair.one, look, pair.told), look)]


def _missing(pair: Pair) -> list[str]:
    """Name the places of the one that no earlier look has."""
    relation = pair.told.likeness.relation
    named = {place.curie for look in _looks(pair) for place in look.site}
    missing = (site for site in pair.one.site if not any(relation(site.curie, place).comparable for place in named))
    return [site.label for site in missing]


def places_not_noted(pair: Pair) -> str:
    """Name the places that no earlier look has."""
    return f"Not told of an earlier look: {', '.join(_missing(pair if _unnoted(pair) else pair.turned))}."


def _earlier(pair: Pair, look: Statement) -> bool:
    """Tell whether a look by the method of the one finds such a thing, before the happening the one is told before."""
    noted, moments = pair.one, pair.told.moments
    alike = look.event is not None and look.state == "present" and look.method == noted.method
    if not alike or look.said_by != noted.said_by or not pair.relation.comparable:
        return False
    before = {moments.named(noted, name) for name in _before(noted)}
    then = [one for one in pair.told.statements if one.event in before and one.said_by == noted.said_by]
    return any(moments.after(one, look) for one in then)


def _before(statement: Statement) -> list[str]:
    """Name the happenings that a statement is merely said to come before."""
    told = [one for one in map(timewords.parse, statement.when) if isinstance(one, Order) and one.word == "before"]
    return [one.moment.id for one in told if isinstance(one.moment, Reference)]


def new_where_it_was_before(pair: Pair) -> Strength | None:
    """One account has the places of a happening involved before; another has it come to a place nobody names before."""
    return _newly(pair) or _newly(pair.turned)


def _newly(pair: Pair) -> Strength | None:
    before, spread = pair.both
    changes = {dict(spread.course).get("extent"), dict(spread.course).get("overall")}
    comes = spread.state == "present" and bool(spread.site) and bool(changes & {"appears", "worsens"})
    of_it = dict(before.qualifiers).get("sites of") == spread.event is not None and before.state == "present"
    if not (comes and of_it and pair.two_accounts and pair.told.moments.follows(spread, before)):
        return None
    return None if any(_named_earlier(pair, one) for one in pair.told.statements) else "tension"


def _named_earlier(pair: Pair, one: Statement) -> bool:
    """Tell whether a statement has something at the place of the spread, certainly before."""
    spread, told = pair.other, pair.told
    places = [(site.curie, place.curie) for site in one.site for place in spread.site]
    there = one.state == "present" and any(told.likeness.relation(*both).comparable for both in places)
    return there and told.moments.after(spread, one)


def procedures_there(pair: Pair) -> Witnesses:
    """Return the procedures of that day at the place of the spread: what they show is of the new place."""
    spread = pair.other if _newly(pair) else pair.one
    told = pair.told
    done = (one for one in told.statements if one.kind == "procedure" and one.event and one.site)
    there = (one for one in done if told.moments.together(one, spread) and told.pair(one, spread).same_place)
    return tuple((one, spread) for one in there)
