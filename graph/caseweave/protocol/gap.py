"""The days from the first of some happenings to the first of others."""

from __future__ import annotations

from collections.abc import Sequence

from caseweave.clock.network import Resolved
from caseweave.model import Statement
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.proof import Bound, Result, Use, closed, earlier, later

__all__ = ["fewest_days", "gap", "most_days", "origin"]


def gap(case: Resolved, starts: Sequence[Statement], ends: Sequence[Statement]) -> Result:
    """Return the days from the first of the starts to the first of the ends, from the bounds between each two.

    An end comes after the first start by the greatest of its distances from the starts; the first end has the least.
    """
    fewest = [later(fewest_days(case, start, end) for start in starts) for end in ends]
    most = [closed((most_days(case, start, end) for start in starts), later) for end in ends]
    earliest, latest = closed(fewest, earlier), earlier(most)
    every = (*(Use("from", start) for start in starts), *(Use("to", end) for end in ends))
    return Result(earliest=earliest, latest=latest, uses=every if None in {earliest.day, latest.day} else ())


def fewest_days(case: Resolved, start: Statement, end: Statement) -> Bound:
    """Return the fewest days from one statement to another, with what they rest on."""
    low, high = case.between(start.id, end.id)
    how = "" if low == high else "at least "
    return Bound(low, _words(end, f"{how}{low}", start), _uses(start, end), _ground(case, start, end, most=False))


def most_days(case: Resolved, start: Statement, end: Statement) -> Bound:
    """Return the most days from one statement to another, with what they rest on; none if only time's end bounds it."""
    low, high = case.between(start.id, end.id)
    high = None if case.is_open(start.id, end.id) else high
    how = "" if low == high else "at most "
    return Bound(high, _words(end, f"{how}{high}", start), _uses(start, end), _ground(case, start, end, most=True))


def origin(result: Result) -> Statement | None:
    """Return the statement that days are counted from; None where they say nothing, not even which came first."""
    if result.latest.day is None and (result.earliest.day is None or result.earliest.day <= 0):
        return None
    return (*result.latest.uses, *result.earliest.uses)[0].statement


def _ground(case: Resolved, start: Statement, end: Statement, *, most: bool) -> tuple[Ground, ...]:
    return (Ground(Axis(case, start.id, start.id), end.id, most),)


def _words(end: Statement, days: str, start: Statement) -> str:
    return f"{end.label} {days} d after {start.label}"


def _uses(start: Statement, end: Statement) -> tuple[Use, ...]:
    return (Use("from", start), Use("to", end))
