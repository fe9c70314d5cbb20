"""How long the remission after the infusion lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.clock import phrase as timewords
from caseweave.clock.network import Resolved
from caseweave.clock.phrase import For, FromTo
from caseweave.model import Measure, Statement
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.gap import fewest_days, gap, origin
from caseweave.protocol.proof import Bound, Result, Use, later, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.telling import Telling

__all__ = ["remission_measures"]

_REMISSION: Final = "EFO:0009785"
_RELAPSE: Final = "NCIT:C38155"
_DISEASE_FREE: Final = "caseweave:disease-free-status"


def remission_measures(telling: Telling) -> Iterator[Measure]:
    """Yield the duration of the remission after the infusion, by account and reading."""
    after = [said for said in telling.since(1) if said.kind == "outcome" and said.state == "present"]
    relapses = dict(telling.accounts(said for said in after if telling.is_a(said.about, _RELAPSE)))
    free = dict(telling.accounts(s for s in after if telling.is_a(s.about, _REMISSION, _DISEASE_FREE)))
    for account, said in telling.accounts(s for s in after if telling.is_a(s.about, _REMISSION)):
        ends, seen = relapses.get(account, ()), free[account]
        for read in under_each(telling, {one.id for one in (*said, *ends, *seen)}):
            result = _duration(read.time, said, ends, seen)
            if start := origin(result):
                yield proved(read, "remission duration", account, read.axis("remission", start.id), result)


def _duration(
    case: Resolved, said: Sequence[Statement], relapses: Sequence[Statement], seen: Sequence[Statement]
) -> Result:
    """Return how long the remission lasts: as printed, else to relapse, else at least as long as it was seen."""
    printed = [one for one in said if any(isinstance(timewords.parse(phrase), For | FromTo) for phrase in one.when)]
    if printed:
        return _printed(case, printed[0])
    after = [one for one in relapses if any(_may_follow(case, one, start) for start in said)]
    if after:
        return gap(case, said, after)
    until = later(fewest_days(case, start, one) for one in seen for start in said if one is not start)
    return Result(earliest=until, latest=Bound())


def _printed(case: Resolved, said: Statement) -> Result:
    axis, end = Axis(case, "remission", said.id), f"end of {said.id}"
    low, high = axis.low(end), axis.high(end)
    uses = (Use("remission", said),)
    return Result(
        earliest=Bound(low, f"lasts at least {low} d", uses, (Ground(axis, end, most=False),)),
        latest=Bound(high, f"at most {high} d", uses, (Ground(axis, end, most=True),)),
    )


def _may_follow(case: Resolved, relapse: Statement, remission: Statement) -> bool:
    most = case.between(remission.id, relapse.id)[1]
    return most is None or most > 0
