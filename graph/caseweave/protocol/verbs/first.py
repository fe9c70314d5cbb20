"""The first day, and the last, of what a selector takes; the days until something happens; how often it happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caseweave.model import Measure, Statement
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.definition import MeasureRule
from caseweave.protocol.proof import Bound, Result, Use, closed, earlier, later, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.selector import Origin, Selector
from caseweave.protocol.speaker import ACCOUNTS, Speaker, doubtful

__all__ = ["count_measures", "first_measures", "first_of", "last_measures", "until_measures"]


def first_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the first day of what a selector takes, by account, origin and reading."""
    for account, said in speaker.accounts(looked_at(speaker, rule.looks[0])):
        for read in under_each(speaker, {one.id for one in said}):
            for axis in read.axes(rule, account):
                yield proved(read, rule, account, axis, first_of(axis, said))


def last_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the last day of what a selector takes, by account, origin and reading."""
    for account, said in speaker.accounts(looked_at(speaker, rule.looks[0])):
        for read in under_each(speaker, {one.id for one in said}):
            for axis in read.axes(rule, account):
                yield proved(read, rule, account, axis, _last_of(axis, said))


def until_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the days to the first of what a selector takes; where it is never told, at least to the last day told."""
    told = dict(speaker.accounts(looked_at(speaker, rule.looks[0])))
    if told:
        for account, said in told.items():
            for axis in speaker.axes(rule, account):
                yield proved(speaker, rule, account, axis, first_of(axis, said))
        return
    there = [one for one in speaker.statements if one.state == "present" and not doubtful(one)]
    dated = [one for one in there if one.assertion == "observed" and one.role in {"own", "relayed"}]
    for axis in speaker.axes(rule, ACCOUNTS[0]):
        latest = later(_bound(axis, one, late=False, ends=True) for one in dated)
        if latest.day is not None and latest.day > 0:
            account = latest.uses[0].statement.account
            yield proved(speaker, rule, account, axis, Result(earliest=latest, latest=Bound()))


def count_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield how many happenings are told: statements that share an event are one."""
    for account, said in speaker.accounts(looked_at(speaker, rule.looks[0])):
        happenings = {one.event or one.id for one in said}
        for axis in speaker.axes(rule, account):
            first = first_of(axis, said)
            uses = tuple(Use(one.label, one) for one in said)
            yield proved(
                speaker,
                rule,
                account,
                axis,
                Result(earliest=first.earliest, latest=first.latest, value=str(len(happenings)), unit="1", uses=uses),
            )


def looked_at(speaker: Speaker, look: Origin) -> tuple[Statement, ...]:
    """Return what a verb's selector takes."""
    return speaker.members(look) if isinstance(look, Selector) else ()


def first_of(axis: Axis, said: Sequence[Statement]) -> Result:
    """Return the days between which the first of some statements lies: no earlier than any, no later than any."""
    lows = [_bound(axis, one, late=False) for one in said]
    latest = earlier(_bound(axis, one, late=True) for one in said)
    first = [use.statement for use in latest.uses] or list(said)
    return Result(
        earliest=closed(lows, earlier),
        latest=latest,
        uses=tuple(use for low in lows if _may_be_first(low, latest) for use in low.uses),
        site=_sites(first),
    )


def _last_of(axis: Axis, said: Sequence[Statement]) -> Result:
    """Return the days between which the last of some statements ends: no earlier than any, no later than all."""
    earliest = later(_bound(axis, one, late=False, ends=True) for one in said)
    highs = [_bound(axis, one, late=True, ends=True) for one in said]
    last = [use.statement for use in earliest.uses] or list(said)
    return Result(earliest=earliest, latest=closed(highs, later), site=_sites(last))


def _sites(said: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(site.label for one in said for site in one.site))


def _may_be_first(low: Bound, latest: Bound) -> bool:
    return low.day is None or latest.day is None or low.day <= latest.day


def _bound(axis: Axis, said: Statement, *, late: bool, ends: bool = False) -> Bound:
    """Return the first or last possible day of a statement, of its start or of its end."""
    point = f"end of {said.id}" if ends else said.id
    low, high = axis.low(point), None if axis.is_open(point) else axis.high(point)
    day = high if late else low
    what = f"{said.label} absent" if said.state == "absent" else said.label
    word = "on" if low == high else "by" if late else "not before"
    return Bound(day, f"{what} {word} day {day}", (Use(what, said),), (Ground(axis, point, most=late),))
