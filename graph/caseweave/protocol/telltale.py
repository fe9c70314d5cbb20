"""What bears on a row or a measure: the statements that tell what a measure looks for, and what a selector asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caseweave.model import LISTS, Statement, Term
from caseweave.protocol.columns import values_of
from caseweave.protocol.definition import Item, MeasureRule, Protocol
from caseweave.protocol.membership import Membership
from caseweave.protocol.selector import (
    AllOf,
    AnyOf,
    DayZero,
    Key,
    KindKey,
    Origin,
    RelationKey,
    Selector,
    TermKey,
    ValueKey,
)

__all__ = ["asks_days", "kinds", "subject", "telling"]


def telling(member: Membership, rule: MeasureRule, statements: Sequence[Statement]) -> frozenset[str]:
    """Return the statements that tell what a measure looks for, whether or not with a day.

    A gap is told of where both its ends are.
    """
    told = [said for said in statements if said.role in {"own", "relayed"} and said.assertion == "observed"]
    if rule.verb == "course":
        looks = frozenset().union(*(member.of(look).takes for look in rule.selectors))
        return frozenset(one.statement for one in told if one.statement in looks and _reaches(one, rule.reaches))
    ends = [frozenset(_seen(member, look, told)) for look in rule.looks]
    if rule.verb == "gap":
        both = frozenset.intersection(*(frozenset(s.case for s in told if s.statement in end) for end in ends))
        return frozenset(s.statement for s in told if s.case in both and any(s.statement in end for end in ends))
    return frozenset().union(*ends)


def _seen(member: Membership, look: Origin, told: Iterable[Statement]) -> Iterator[str]:
    """Yield what a look takes, present unless its selector names a state; day 0 is what the cases count from."""
    if isinstance(look, DayZero):
        zeros = {(*key, name) for key, name in member.timing.zero.items()}
        yield from (said.statement for said in told if (said.said_by, said.case, said.id) in zeros)
        return
    takes = member.of(look).takes
    anyhow = any(isinstance(part, ValueKey) and part.column == "state" for part in member.protocol.parts(look))
    yield from (said.statement for said in told if said.statement in takes and (anyhow or said.state == "present"))


def _reaches(said: Statement, step: str | None) -> bool:
    gone = said.state == "absent" and said.kind == "lesion" and not said.course
    return gone or (said.state == "present" and step in values_of(said, "course"))


def kinds(protocol: Protocol, item: Item) -> tuple[str, ...]:
    """Return the kinds of statement that could answer a row, in the order of the list; every kind where it names none.

    Of a row with a measure, those of what the measure looks at.
    """
    selectors = [item.of] if item.of is not None else _looks(protocol, item)
    found = frozenset().union(*(_kinds(protocol, one) for one in selectors)) if selectors else frozenset()
    return tuple(kind for kind in LISTS["kind"] if kind in found)


def _looks(protocol: Protocol, item: Item) -> list[Selector]:
    return [] if item.measure is None else list(protocol.measures[item.measure].selectors)


def _kinds(protocol: Protocol, selector: Selector) -> frozenset[str]:
    selector = protocol.resolved(selector)
    every = frozenset(LISTS["kind"])
    if isinstance(selector, AnyOf):
        return frozenset().union(*(_kinds(protocol, part) for part in selector.parts))
    if isinstance(selector, AllOf):
        return every.intersection(*(_kinds_of(protocol, key, every) for key in selector.keys))
    return every


def _kinds_of(protocol: Protocol, key: Key, every: frozenset[str]) -> frozenset[str]:
    if isinstance(key, KindKey):
        return frozenset({key.kind})
    if isinstance(key, ValueKey) and key.column == "kind":
        return frozenset(key.values) or every
    if isinstance(key, RelationKey) and key.relation == "of":
        return _kinds(protocol, key.selector)
    return every


def subject(protocol: Protocol, selector: Selector) -> Term | None:
    """Return the one term that a selector asks for; None where it asks for several, or for none."""
    terms = set(_subjects(protocol, selector))
    return next(iter(terms)) if len(terms) == 1 else None


def _subjects(protocol: Protocol, selector: Selector) -> Iterator[Term]:
    selector = protocol.resolved(selector)
    if isinstance(selector, AnyOf):
        for part in selector.parts:
            yield from _subjects(protocol, part)
    elif isinstance(selector, AllOf):
        for key in selector.keys:
            if isinstance(key, KindKey) or (isinstance(key, TermKey) and key.column == "under"):
                yield from key.terms
            elif isinstance(key, RelationKey) and key.relation == "of":
                yield from _subjects(protocol, key.selector)


def asks_days(protocol: Protocol, item: Item) -> bool:
    """Tell whether a row can be answered only where a case has a day 0: it asks for a phase, or counts from it."""
    selectors = [item.of] if item.of is not None else _looks(protocol, item)
    if any(isinstance(part, ValueKey) and part.column == "phase" for s in selectors for part in protocol.parts(s)):
        return True
    rule = protocol.measures[item.measure] if item.measure else None
    return (
        rule is not None
        and not isinstance(item.origin, Selector)
        and any(isinstance(origin, DayZero) for origin in (*rule.origins, *rule.looks))
    )
