"""Rules on what came first."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.accounts.pairs import Pair
from caseweave.clock import phrase as timewords
from caseweave.clock.phrase import Order, Reference
from caseweave.model import Statement
from caseweave.model.lists import Strength

__all__ = ["before_and_after"]


def before_and_after(pair: Pair) -> Strength | None:
    """One account has a happening before another happening, a second account has it after."""
    if pair.join != "event" or not pair.two_accounts:
        return None
    ones, others = set(_orders(pair, pair.one)), set(_orders(pair, pair.other))
    return "tension" if any((not first, other) in others for first, other in ones) else None


def _orders(pair: Pair, statement: Statement) -> Iterator[tuple[bool, str]]:
    """Yield whether a statement is before (or after) which happening, by the phrases that say no more."""
    for expression in map(timewords.parse, statement.when):
        if isinstance(expression, Order) and isinstance(expression.moment, Reference) and expression.word != "by":
            yield expression.word == "before", pair.told.moments.named(statement, expression.moment.id)
