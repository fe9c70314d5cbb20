"""The days from the first of some happenings to the first of others, or to the next of their own kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseweave.clock.network import Resolved
from caseweave.model import Account, Measure, Statement
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.definition import MeasureRule
from caseweave.protocol.proof import Bound, Result, Use, closed, earlier, later, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.selector import DayZero, Origin
from caseweave.protocol.speaker import Speaker

__all__ = ["fewest_days", "gap", "gap_measures", "most_days", "origin"]


def gap_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the time from one happening to another, where one account tells of both."""
    start, end = rule.looks
    again = start == end
    ends = dict(_told(speaker, end))
    for account, said in _told(speaker, start):
        found = ends.get(account, ()) if not isinstance(start, DayZero) else ()
        for one, other in [(said, found)] if not again else _next(speaker, said):
            yield from _measured(speaker, rule, account, one, other)
    if isinstance(start, DayZero) or isinstance(end, DayZero):
        yield from _with_zero(speaker, rule)


def _told(speaker: Speaker, look: Origin) -> Iterator[tuple[Account, tuple[Statement, ...]]]:
    if not isinstance(look, DayZero):
        yield from speaker.accounts(speaker.members(look))


def _with_zero(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the time from or to day 0, by every account that tells the other end."""
    start, end = rule.looks
    zero = () if speaker.zero is None else speaker.of(speaker.zero.point)[:1]
    for account, said in _told(speaker, end if isinstance(start, DayZero) else start):
        starts, ends = (zero, said) if isinstance(start, DayZero) else (said, zero)
        yield from _measured(speaker, rule, account, starts, ends)


def _next(speaker: Speaker, said: Sequence[Statement]) -> list[tuple[tuple[Statement, ...], tuple[Statement, ...]]]:
    """Return the first of some happenings and those that certainly follow it, as one pair."""
    first = speaker.first(said)
    if first is None:
        return []
    same = {one.id for one in speaker.sharing(first)}
    between = ((one, speaker.time.between(first.id, one.id)[0]) for one in said if one.id not in same)
    return [((first,), tuple(one for one, fewest in between if fewest is not None and fewest > 0))]


def _measured(
    speaker: Speaker, rule: MeasureRule, account: Account, starts: Sequence[Statement], ends: Sequence[Statement]
) -> Iterator[Measure]:
    if not starts or not ends:
        return
    for read in under_each(speaker, {one.id for one in (*starts, *ends)}):
        result = gap(read.time, starts, ends)
        if begin := origin(result):
            yield proved(read, rule, account, Axis(read.time, _name(rule, speaker), begin.id), result)


def _name(rule: MeasureRule, speaker: Speaker) -> str:
    start = rule.looks[0]
    if isinstance(start, DayZero):
        return speaker.zero.name if speaker.zero else "day 0"
    return str(start)


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
