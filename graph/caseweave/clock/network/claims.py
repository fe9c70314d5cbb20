"""What the phrases of a case claim: constraints with those who made them, and how far each can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import prod
from typing import Final, TypeAlias, TypeVar

from caseweave.clock.network.clash import Saying
from caseweave.clock.network.conventions import Convention, ConventionError, Conventions
from caseweave.clock.network.distance import Arc, at_least, at_most
from caseweave.clock.network.happenings import HappeningError, Happenings, Spoken
from caseweave.clock.network.meaning import Pair, Scene, meaning
from caseweave.clock.network.repair import Trusted
from caseweave.clock.phrase import AfterCycles, ClockDay, CycleDay, Expression, Trust
from caseweave.clock.phrase.moment import Words
from caseweave.model import CaseHead, SourceStatement
from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.sections import TELLINGS, SectionTelling, telling

__all__ = ["Account", "Claim", "Claims", "TimeNetError", "claims", "time_section"]


_TRUST: Final[tuple[Trust, ...]] = ("day", "offset", "vague")

MOST_WORLDS: Final = 16
"""Ways to choose among alternatives that one case may have."""

MOST_POINTS: Final = 1000
"""Points in time that one case may have: the bounds of more take minutes."""

_Sort = TypeVar("_Sort", bound=Words)

Rank: TypeAlias = tuple[int, int]
Cycles: TypeAlias = dict[str, tuple[int, ...]]
"""Points of the first days of the cycles of each regimen, by the name of its happening."""

Clocks: TypeAlias = dict[str, tuple[int, int]]
"""The point that days of a clock are counted from and the number of that day, by the name of the clock."""


class TimeNetError(CaseweaveError):
    """Time phrases that name nothing, or override what is no convention; the message lists every fault."""

    fault = "data"


@dataclass(frozen=True, slots=True)
class Account:
    """One time phrase of one statement: where it stands, how far it is trusted, the conventions it is read by."""

    statement: str
    phrase: str
    section: str
    trust: Trust
    conventions: tuple[Convention, ...] = ()
    telling: SectionTelling | None = None

    @property
    def rank(self) -> Rank:
        """Place in the order of trust, the most trusted first: by telling, then by the kind of phrase.

        The telling is that of the section, unless the curator says otherwise.
        """
        return (TELLINGS.index(self.telling or telling(self.section)), _TRUST.index(self.trust))


@dataclass(frozen=True, slots=True)
class Claim:
    """One constraint, with every account that says exactly this; ``sooner`` is what its words put before what."""

    accounts: tuple[Account, ...]
    saying: Saying
    order: Saying
    sooner: tuple[Pair, ...] = ()

    @property
    def rank(self) -> Rank:
        """Trust of its most trusted account."""
        return min(account.rank for account in self.accounts)

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that make the claim."""
        return tuple(dict.fromkeys(account.statement for account in self.accounts))

    @property
    def conventions(self) -> tuple[Convention, ...]:
        """The conventions the claim rests on."""
        return tuple(dict.fromkeys(used for account in self.accounts for used in account.conventions))


@dataclass(frozen=True, slots=True)
class Claims:
    """All that is claimed of a case: points in time, arcs that hold whatever is claimed, and the claims."""

    size: int
    fixed: tuple[Arc, ...]
    claims: tuple[Claim, ...]

    @property
    def trusted(self) -> list[Trusted]:
        """The claims as sayings with their trust."""
        return [Trusted(claim.saying, claim.order, claim.rank) for claim in self.claims]


def claims(told: tuple[Spoken, ...], found: Happenings, head: CaseHead, conventions: Conventions) -> Claims:
    """Turn the phrases of a case into claims; equal ones become one.

    Raises TimeNetError with every phrase whose names or conventions lead nowhere.
    """
    cycles = _cycles(told, found)
    clocks = _clocks(told, found, head, _size(found, cycles))
    zero = int(head.day_zero is not None and head.day_zero.counts == "from 1")
    counts = _Counts(found, cycles, clocks, zero)
    made: list[Claim] = []
    faults: list[str] = []
    for item in told:
        try:
            scene = counts.scene(item.source, conventions)
        except ConventionError as fault:
            faults.append(f"{item.source.id}: {fault}")
            continue
        for phrase, expression in item.phrases:
            try:
                made.append(_claim(item.source, phrase, expression, scene))
            except HappeningError as fault:
                faults.append(f"{item.source.id}, {phrase!r}: {fault}")
    size = max(_size(found, cycles), *(point + 1 for point, _ in clocks.values()), 0)
    faults += _too_many(made, size)
    if faults:
        raise TimeNetError("; ".join(faults))
    made += _cycle_lengths(found, cycles)
    order = [at_least(later, point, 1) for points in cycles.values() for point, later in pairwise(points)]
    return Claims(size, (*found.order, *order), _merged(made))


def _size(found: Happenings, cycles: Cycles) -> int:
    return max((found.size, *(point + 1 for points in cycles.values() for point in points)))


def _too_many(made: Iterable[Claim], size: int) -> Iterator[str]:
    if prod(len(claim.saying) for claim in made) > MOST_WORLDS:
        yield f"the alternatives joined by 'or' can be combined in more than {MOST_WORLDS} ways; leave some out"
    if size > MOST_POINTS:
        yield f"{size} points in time are more than the {MOST_POINTS} one case may have; join or leave out some"


@dataclass(frozen=True, slots=True)
class _Counts:
    """What days of a case are counted by: its cycles, its clocks, and the number of its day 0."""

    found: Happenings
    cycles: Cycles
    clocks: Clocks
    zero: int

    def scene(self, statement: SourceStatement, conventions: Conventions) -> Scene:
        """Return what the phrases of a statement are read against."""
        return Scene(
            subject=self.found.of_statement[statement.id],
            find=self.found.find,
            cycle=partial(_cycle, self.found, self.cycles),
            begun=lambda name, number: self.cycles[self.found.find(name).name][number - 1],
            clock=self.clocks.__getitem__,
            conventions=conventions.overridden(statement.conventions),
            zero=self.zero,
        )


def _claim(statement: SourceStatement, phrase: str, expression: Expression, scene: Scene) -> Claim:
    said = [meaning(reading, scene) for reading in expression.readings]
    used = tuple(dict.fromkeys(convention for one in said for convention in one.used))
    account = Account(statement.id, phrase, time_section(statement), expression.trust, used, statement.account)
    sooner = tuple(pair for pair in said[0].sooner if all(pair in one.sooner for one in said))
    return Claim((account,), tuple(one.arcs for one in said), tuple(one.order for one in said), sooner)


def time_section(statement: SourceStatement) -> str:
    """Name the section that says when, or else the first that says anything of it."""
    when = [anchor for anchor in statement.anchor if anchor.purpose == "when"]
    return (when or list(statement.anchor))[0].section


def _merged(made: Iterable[Claim]) -> tuple[Claim, ...]:
    same: dict[Saying, Claim] = {}
    for claim in made:
        first = same.get(claim.saying, Claim((), claim.saying, claim.order))
        sooner = tuple(dict.fromkeys((*first.sooner, *claim.sooner)))
        same[claim.saying] = Claim((*first.accounts, *claim.accounts), first.saying, claim.order, sooner)
    return tuple(same.values())


def _clocks(told: tuple[Spoken, ...], found: Happenings, head: CaseHead, free: int) -> Clocks:
    """Give every clock that a phrase counts by its point: that of its event, else one of which nothing is known."""
    clocks = {
        name: (found.find(counting.event).start, int(counting.counts == "from 1"))
        for name, counting in head.clocks.items()
    }
    used = (part.clock for item in told for _, words in item.phrases for part in _within(words, ClockDay))
    for name in dict.fromkeys(used):
        if name not in clocks:
            clocks[name] = (free, 0)
            free += 1
    return clocks


def _cycles(told: tuple[Spoken, ...], found: Happenings) -> Cycles:
    """Give every cycle that a phrase counts by the point of its first day; the first cycle starts the regimen."""
    last: dict[str, int] = {}
    for item in told:
        for _, expression in item.phrases:
            for regimen, cycle in _counted(expression):
                name = found.find(regimen).name
                last[name] = max(cycle, last.get(name, 1))
    free, cycles = found.size, {}
    for name, count in last.items():
        cycles[name] = (found.named[name].start, *range(free, free + count - 1))
        free += count - 1
    return cycles


def _counted(expression: Expression) -> Iterator[tuple[str, int]]:
    """Yield the regimens of whose cycles an expression speaks, each with the number of the cycle."""
    if isinstance(expression, AfterCycles):
        yield expression.moment.id, expression.count
    for day in _within(expression, CycleDay):
        yield day.clock, day.cycle


def _within(words: Words, sort: type[_Sort]) -> Iterator[_Sort]:
    """Yield all parts of one sort, however deep."""
    for part in words.parts:
        if isinstance(part, sort):
            yield part
        yield from _within(part, sort)


def _cycle(found: Happenings, cycles: Cycles, name: str, number: int) -> tuple[int, int]:
    happening = found.find(name)
    regimen = found.clocks.get(happening.name)
    if regimen is None or regimen.clock is None:
        raise HappeningError(f"{name!r} declares no clock; add `clock: {{counts: from 1}}` to its statement")
    return cycles[happening.name][number - 1], int(regimen.clock.counts == "from 1")


def _cycle_lengths(found: Happenings, cycles: Cycles) -> Iterator[Claim]:
    """Claim the printed length of the cycles of each regimen that has one."""
    for name, points in cycles.items():
        regimen = found.clocks.get(name)
        if regimen is None or regimen.clock is None or regimen.clock.cycle is None or len(points) == 1:
            continue
        days = regimen.clock.cycle
        arcs = tuple(
            arc
            for point, later in pairwise(points)
            for arc in (at_least(later, point, days), at_most(later, point, days))
        )
        told = time_section(regimen)
        account = Account(regimen.id, f"cycles of {days} d", told, "offset", telling=regimen.account)
        yield Claim((account,), (arcs,), ((),))
