"""Rules on what a number or a finding is said to be of."""

from __future__ import annotations

from decimal import Decimal

from caseweave.accounts.numbers import Numbers, commensurable, overlap
from caseweave.accounts.pairs import Pair
from caseweave.model import Statement
from caseweave.model.lists import Strength

__all__ = ["none_of_a_trace", "one_number_two_things", "two_sexes"]


def one_number_two_things(pair: Pair) -> Strength | None:
    """One number of one specimen is told of two things that exclude each other, by accounts that each have one."""
    one, other = pair.amounts
    if not pair.relation.exclusive or pair.join != "event" or not pair.two_accounts or not one or not other:
        return None
    same = one.point is not None and one.point == other.point and one.unit == other.unit
    return "contradiction" if same and not _tells_both(pair) and not _tells_both(pair.turned) else None


def _tells_both(pair: Pair) -> bool:
    """Tell whether the account of the one also gives this number for what the other names."""
    told = pair.told
    return any(
        said.event == pair.other.event
        and said.value == pair.one.value
        and told.likeness.relation(said.about.curie, pair.other.about.curie).comparable
        for said in told.account(pair.one)
    )


def none_of_a_trace(pair: Pair) -> Strength | None:
    """Of one specimen, one account counts a trace of the whole and another says there is none of its part."""
    if pair.relation.whole:
        return none_of_a_trace(pair.turned)
    part, whole = pair.both
    counted = pair.amounts[1]
    if not pair.relation.part or pair.join != "event" or not pair.two_accounts or counted is None:
        return None
    none = part.state == "absent" and whole.state == "present"
    return "note" if none and _trace(counted, pair.told.likeness.shares["trace"]) else None


def _trace(counted: Numbers, share: tuple[Decimal, Decimal]) -> bool:
    found = commensurable(counted, Numbers(*share, unit="%"))
    if found is None or counted.high is None:
        return False
    return (
        overlap(*found) and found[0].high is not None and found[1].high is not None and found[0].high <= found[1].high
    )


def two_sexes(pair: Pair) -> Strength | None:
    """Two accounts tell of one patient what no one patient can be."""
    kinds = {pair.one.kind, pair.other.kind}
    both = _present(pair.one) and _present(pair.other)
    return "contradiction" if kinds == {"demographic"} and both and pair.relation.exclusive else None


def _present(statement: Statement) -> bool:
    return statement.state == "present"
