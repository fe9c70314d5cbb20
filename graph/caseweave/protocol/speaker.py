"""What one paper tells of one case, as verbs read it: the members of selectors, account by account, and day 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Final, get_args

from caseweave.clock.network import Resolved
from caseweave.model import Account, Statement, Term
from caseweave.protocol.axis import Axis
from caseweave.protocol.definition import MeasureRule, Protocol
from caseweave.protocol.membership import Membership
from caseweave.protocol.selector import DayZero, Origin, Selector
from caseweave.vocabulary import Catalogue
from caseweave.wording import Names, phrase

__all__ = ["ACCOUNTS", "Speaker", "doubtful", "firm"]

ACCOUNTS: Final[tuple[Account, ...]] = get_args(Account)
"""The tellings of one story in a paper, the most trusted first."""


@dataclass(frozen=True)
class Speaker:
    """One paper's account of one case, under one protocol.

    ``episodes`` are the events whose statements observe them at times of their own. ``time`` is the network of the
    case, or that of one ``reading`` of an ambiguous phrase. ``names`` are those of what happened.
    """

    said_by: str
    case: str
    statements: tuple[Statement, ...]
    time: Resolved
    catalogue: Catalogue
    member: Membership
    episodes: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
    reading: str = ""

    @property
    def protocol(self) -> Protocol:
        """The question that is asked."""
        return self.member.protocol

    def worded(self, text: str) -> str:
        """Say a time phrase with the names of what it refers to."""
        return phrase(text, self.names)

    def is_a(self, term: Term | None, *roots: str) -> bool:
        """Tell whether a term is one of these concepts or stands under one."""
        return term is not None and self.catalogue.hierarchy.is_under(term.curie, *roots)

    def sharing(self, statement: Statement) -> tuple[Statement, ...]:
        """Return the statements about the same happening, the statement itself among them."""
        if statement.event is None:
            return (statement,)
        return tuple(other for other in self.statements if other.event == statement.event)

    def of(self, name: str) -> tuple[Statement, ...]:
        """Return the statements that a zero, an event or a statement id names."""
        plain = self.time.zeros.get(name, name)
        named = tuple(statement for statement in self.statements if statement.id == plain)
        return named or tuple(statement for statement in self.statements if statement.event == plain)

    def seen(self, selector: Selector) -> tuple[Statement, ...]:
        """Return what a selector takes of what was observed of the patient, in any state, in the order of the file."""
        takes = self.member.of(selector).takes
        return tuple(one for one in self.statements if one.statement in takes and _observed(one))

    def members(self, selector: Selector) -> tuple[Statement, ...]:
        """Return what a verb looks at: observed, and present unless the selector names a state."""
        wanted = self.member.stated(selector)
        return tuple(one for one in self.seen(selector) if one.state == "present" or one.statement in wanted)

    def accounts(self, statements: Iterable[Statement]) -> Iterator[tuple[Account, tuple[Statement, ...]]]:
        """Yield each account with what it says of these statements, leaving out doubtful ones where it has others.

        What was suspected of a happening that the account then tells as a fact is no doubt: it was there all along.
        """
        found = tuple(statements)
        for name in ACCOUNTS:
            said = [one for one in found if one.account == name]
            sure = firm(said)
            known = {one.event for one in sure if one.event}
            if sure:
                yield name, tuple(one for one in said if one in sure or (one.event in known and _suspected(one)))

    @cached_property
    def zero(self) -> Axis | None:
        """Days from day 0: the protocol's, else the paper's own; None where the case has none."""
        point = self.member.timing.zero.get((self.said_by, self.case))
        if point is None:
            return None
        asked = self.protocol.zero
        return Axis(self.time, asked.name if asked else "day 0", point)

    def axes(self, rule: MeasureRule, account: Account) -> Iterator[Axis]:
        """Yield the days from each origin that a rule counts from, as far as the case has it; day 0 if it names none.

        Another origin is the first of what its selector takes: in the same account, unless that knows its day less well
        than the most trusted account that tells of one.
        """
        for origin in rule.origins or (DayZero(),):
            axis = self.zero if isinstance(origin, DayZero) else self._from(origin, account)
            if axis is not None and self.zero is not None:
                yield axis

    def _from(self, origin: Origin, account: Account) -> Axis | None:
        told = dict(self.accounts(self.members(origin))) if not isinstance(origin, DayZero) else {}
        firsts = map(self.first, [*told.values()][:1] if account not in told else [told[account], *told.values()][:2])
        best = min(filter(None, firsts), key=self._span, default=None)
        return Axis(self.time, str(origin), best.id) if best else None

    def _span(self, said: Statement) -> float:
        """Return how many days a statement may be on, from the case's day 0."""
        low, high = (self.zero.low(said.id), self.zero.high(said.id)) if self.zero else (None, None)
        return inf if low is None or high is None else high - low

    def first(self, statements: Sequence[Statement]) -> Statement | None:
        """Return the statement that comes first: none certainly precedes it, and it may be no later than the others."""
        left = [one for one in statements if not any(self._precedes(other, one) for other in statements)]
        return min(left or list(statements), key=self._order, default=None)

    def _precedes(self, first: Statement, second: Statement) -> bool:
        fewest = self.time.between(first.id, second.id)[0]
        return fewest is not None and fewest > 0

    def _order(self, said: Statement) -> tuple[float, float]:
        days = self.time.bounds[said.id]
        return (inf if days.latest is None else days.latest, inf if days.earliest is None else days.earliest)

    def since(self, axis: Axis, day: int) -> frozenset[str]:
        """Return the ids of the statements that may lie so many days after a zero, or later."""
        ends = ((one.id, axis.high(f"end of {one.id}")) for one in self.statements)
        return frozenset(name for name, latest in ends if latest is None or latest >= day)


def _observed(said: Statement) -> bool:
    """Tell whether a statement tells what was seen of a patient."""
    return said.assertion == "observed" and said.role in {"own", "relayed"}


def doubtful(said: Statement) -> bool:
    """Tell whether the paper only suspects what it says, or the curator doubts it."""
    return said.certainty is not None or said.confidence == "low"


def _suspected(said: Statement) -> bool:
    return said.certainty is not None and said.confidence != "low"


def firm(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements that are not doubtful, or all where nothing else is left."""
    found = tuple(statements)
    return tuple(one for one in found if not doubtful(one)) or found
