"""Rules on what is said to be there and what is said not to be."""

from __future__ import annotations

from caseweave.accounts.finding import Witnesses
from caseweave.accounts.pairs import Pair
from caseweave.accounts.rules.courses import trend
from caseweave.model import Statement
from caseweave.model.lists import Strength

__all__ = ["first_seen", "present_and_absent", "sweeping_absence", "told_of_the_end"]


def present_and_absent(pair: Pair) -> Strength | None:
    """One account finds a thing, another finds it absent, at one moment."""
    if pair.join is None or not pair.fits or any(map(_gone, pair.both)):
        return None
    if pair.join == "time" and not pair.two_accounts:
        return None
    if pair.relation.opposite:
        return _opposites(pair)
    alike = pair.relation.same or pair.relation.alike
    return "contradiction" if alike and pair.one.state != pair.other.state else None


def _opposites(pair: Pair) -> Strength | None:
    """Of two things of which just one can be there, both are."""
    return "contradiction" if {pair.one.state, pair.other.state} == {"present"} else None


def _gone(statement: Statement) -> bool:
    """Tell whether a statement tells of a thing as it goes: there, and no longer there."""
    return statement.state == "present" and "cleared" in dict(statement.course).values()


def told_of_the_end(pair: Pair) -> Witnesses:
    """Return outcomes without a time of their own that have the thing end as the one account or as the other has it."""
    there, gone = pair.both if pair.one.state == "present" else (pair.other, pair.one)
    sides = {"nearly cleared": there, "cleared": gone}
    if trend(there) != "nearly cleared" or gone.state != "absent":
        return ()
    return tuple((one, sides[end]) for one in pair.told.statements if (end := trend(one)) in sides and _open(pair, one))


def _open(pair: Pair, one: Statement) -> bool:
    """Tell whether an outcome is of the thing of a pair, of no event, and perhaps of its time."""
    told = pair.told
    alike = one.kind == "outcome" and told.likeness.relation(one.about.curie, pair.one.about.curie).comparable
    placed = alike and one.event is None and one.said_by == pair.one.said_by
    return placed and not any(told.moments.apart(one, side) or told.moments.together(one, side) for side in pair.both)


def sweeping_absence(pair: Pair) -> Strength | None:
    """One account denies all of a kind, another has one of that kind at that time."""
    if pair.one.state == "present":
        return sweeping_absence(pair.turned) if pair.other.state == "absent" else None
    holds = pair.other.state == "present" and not _gone(pair.other)
    sweeps = pair.join is not None and pair.two_accounts and _covers(pair)
    return "tension" if holds and sweeps and pair.fits else None


def _covers(pair: Pair) -> bool:
    """Tell whether the other is of a kind that the one names as a whole."""
    broad, narrow = pair.both
    named = pair.told.is_whole(broad) and narrow.kind == broad.kind
    return pair.relation.over or (named and not pair.relation.same)


def first_seen(pair: Pair) -> tuple[tuple[Statement, Statement], ...]:
    """Return where the denying account has the thing first, if it has it later."""
    broad, narrow = pair.both if pair.one.state == "absent" else (pair.other, pair.one)
    told = pair.told
    later = [
        one
        for one in told.account(broad)
        if one.state == "present"
        and one.earliest is not None
        and told.likeness.relation(one.about.curie, narrow.about.curie).comparable
        and told.moments.after(one, narrow)
    ]
    return tuple((one, broad) for one in sorted(later, key=lambda one: (one.earliest, one.statement))[:1])
