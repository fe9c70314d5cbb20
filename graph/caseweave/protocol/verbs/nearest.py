"""The values whose days may lie nearest to another measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caseweave.model import Measure, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.definition import MeasureRule
from caseweave.protocol.proof import Bound, Result, Use, proved
from caseweave.protocol.selector import Selector
from caseweave.protocol.speaker import Speaker

__all__ = ["nearest_measures"]


def nearest_measures(speaker: Speaker, rule: MeasureRule, others: Iterable[Measure]) -> Iterator[Measure]:
    """Yield, for each result of the other measure from day 0, the values that may be the nearest to it."""
    axis, look = speaker.zero, rule.looks[0]
    if axis is None or not isinstance(look, Selector):
        return
    told = [one for one in speaker.seen(look) if one.state in {"present", "absent"}]
    placed = [(said, *days) for said in told if (days := _days(axis, said)) is not None]
    for other in others:
        if other.zero == axis.name and not other.site and None not in {other.earliest, other.latest}:
            for said, low, high in _nearest(placed, other.earliest or 0, other.latest or 0):
                yield proved(speaker, rule, other.account, axis, _result(speaker, axis, other, said, (low, high)))


def _days(axis: Axis, said: Statement) -> tuple[int, int] | None:
    low, high = axis.low(said.id), axis.high(f"end of {said.id}")
    open_ = axis.is_open(f"end of {said.id}")
    return None if low is None or high is None or open_ else (low, high)


def _nearest(
    placed: Sequence[tuple[Statement, int, int]], first: int, last: int
) -> Iterator[tuple[Statement, int, int]]:
    """Yield the values that are nearest to an interval on some days they may have been got on."""
    far = [max(0, first - low, high - last) for _, low, high in placed]
    for said, low, high in placed:
        if max(0, first - high, low - last) <= min(far):
            yield said, low, high


def _result(speaker: Speaker, axis: Axis, other: Measure, said: Statement, days: tuple[int, int]) -> Result:
    low, high = days
    by_iri = {one.statement: one for one in speaker.statements}
    reached = tuple(Use(step.use, by_iri[step.statement]) for step in other.proof)
    words = f"day {low} to {high}, {other.measure} {other.earliest}..{other.latest}"
    uses = (Use("measured", said),)
    return Result(
        earliest=Bound(low, words, uses, (Ground(axis, said.id, most=False),)),
        latest=Bound(high, words, uses, (Ground(axis, f"end of {said.id}", most=True),)),
        value=_value(said),
        unit=said.unit,
        event=other.event,
        apart=(*other.identifier.split("/")[5:], slug(said.id)),
        uses=reached,
    )


def _value(said: Statement) -> str:
    """Return what was measured: the number with its comparator, else the amount in words, else what is printed."""
    if said.state == "absent":
        return "absent"
    if said.value is not None:
        return f"{said.comparator or ''}{said.value:f}"
    if said.low is not None or said.high is not None:
        ends = [f"{end:f}" for end in (said.low, said.high) if end is not None]
        return f"{said.comparator or ''}{'-'.join(ends)}"
    return dict(said.qualifiers).get("amount") or said.printed or said.label
