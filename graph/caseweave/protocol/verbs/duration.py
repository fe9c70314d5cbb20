"""How long something lasts: to the happening that ends it, else as printed, else at least as long as it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseweave.clock import phrase as timewords
from caseweave.clock.network import Resolved
from caseweave.clock.phrase import For, FromTo
from caseweave.model import Measure, Statement
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.definition import MeasureRule
from caseweave.protocol.proof import Bound, Result, Use, later, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.speaker import Speaker
from caseweave.protocol.verbs.first import looked_at
from caseweave.protocol.verbs.gap import fewest_days, gap, origin

__all__ = ["duration_measures"]


def duration_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield how long what a selector takes lasts, by account and reading."""
    ends = dict(speaker.accounts(speaker.members(rule.ends))) if rule.ends is not None else {}
    for account, said in speaker.accounts(looked_at(speaker, rule.looks[0])):
        ended = ends.get(account, ())
        for read in under_each(speaker, {one.id for one in (*said, *ended)}):
            result = _duration(read.time, said, ended)
            if start := origin(result):
                yield proved(read, rule, account, Axis(read.time, str(rule.looks[0]), start.id), result)


def _duration(case: Resolved, said: Sequence[Statement], ends: Sequence[Statement]) -> Result:
    after = [one for one in ends if any(_may_follow(case, one, start) for start in said)]
    if after:
        return gap(case, said, after)
    printed = [one for one in said if any(isinstance(timewords.parse(phrase), For | FromTo) for phrase in one.when)]
    if printed:
        return _printed(case, printed[0])
    until = later(fewest_days(case, start, one) for one in said for start in said if one is not start)
    return Result(earliest=until, latest=Bound())


def _printed(case: Resolved, said: Statement) -> Result:
    axis, end = Axis(case, said.label, said.id), f"end of {said.id}"
    low, high = axis.low(end), axis.high(end)
    uses = (Use(said.label, said),)
    return Result(
        earliest=Bound(low, f"lasts at least {low} d", uses, (Ground(axis, end, most=False),)),
        latest=Bound(high, f"at most {high} d", uses, (Ground(axis, end, most=True),)),
    )


def _may_follow(case: Resolved, end: Statement, start: Statement) -> bool:
    most = case.between(start.id, end.id)[1]
    return most is None or most > 0
