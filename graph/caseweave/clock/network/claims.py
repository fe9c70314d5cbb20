"""What the phrases of a case claim: constraints with those who made them, and how far each can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import prod
from typing import Final, TypeAlias

from caseweave.clock.network.clash import Saying
from caseweave.clock.network.conventions import Convention, ConventionError, Conventions
from caseweave.clock.network.distance import Arc, at_least, at_most
from caseweave.clock.network.happenings import HappeningError, Happenings, Spoken
from caseweave.clock.network.meaning import Scene, meaning
from caseweave.clock.network.repair import Trusted
from caseweave.clock.phrase import CycleDay, Either, Expression, Trust
from caseweave.model import SourceStatement
from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.sections import trust

__all__ = ["Account", "Claim", "Claims", "TimeNetError", "claims"]

_TRUST: Final[tuple[Trust, ...]] = ("day", "offset", "vague")

MOST_WORLDS: Final = 16
"""Ways to choose among alternatives that one case may have."""

MOST_POINTS: Final = 1000
"""Points in time that one case may have: the bounds of more take minutes."""

Rank: TypeAlias = tuple[int, int]
Cycles: TypeAlias = dict[str, tuple[int, ...]]
"""Points of the first days of the cycles of each regimen, by the name of its happening."""


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

    @property
    def rank(self) -> Rank:
        """Place in the order of trust, the most trusted first: by section, then by the kind of phrase."""
        return (trust(self.section), _TRUST.index(self.trust))


@dataclass(frozen=True, slots=True)
class Claim:
    """One constraint, with every account that says exactly this."""

    accounts: tuple[Account, ...]
    saying: Saying
    order: Saying

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


def claims(told: tuple[Spoken, ...], found: Happenings, conventions: Conventions) -> Claims:
    """Turn the phrases of a case into claims; equal ones become one.

    Raises TimeNetError with every phrase whose names or conventions lead nowhere.
    """
    cycles = _cycles(told, found)
    made: list[Claim] = []
    faults: list[str] = []
    for item in told:
        for phrase, expression in item.phrases:
            try:
                made.append(_claim(item.source, phrase, expression, _scene(item.source, found, cycles, conventions)))
            except (HappeningError, ConventionError) as fault:
                faults.append(f"{item.source.id}, {phrase!r}: {fault}")
    if prod(len(claim.saying) for claim in made) > MOST_WORLDS:
        faults.append(
            f"the alternatives joined by 'or' can be combined in more than {MOST_WORLDS} ways; leave some out"
        )
    size = max((found.size, *(point + 1 for points in cycles.values() for point in points)))
    if size > MOST_POINTS:
        faults.append(
            f"{size} points in time are more than the {MOST_POINTS} one case may have; join or leave out some"
        )
    if faults:
        raise TimeNetError("; ".join(faults))
    made += _cycle_lengths(found, cycles)
    order = [at_least(later, point, 1) for points in cycles.values() for point, later in pairwise(points)]
    return Claims(size, (*found.order, *order), _merged(made))


def _scene(statement: SourceStatement, found: Happenings, cycles: Cycles, conventions: Conventions) -> Scene:
    return Scene(
        subject=found.of_statement[statement.id],
        find=found.find,
        cycle=partial(_cycle, found, cycles),
        conventions=conventions.overridden(statement.conventions),
    )


def _claim(statement: SourceStatement, phrase: str, expression: Expression, scene: Scene) -> Claim:
    said = [meaning(reading, scene) for reading in expression.readings]
    used = tuple(dict.fromkeys(convention for one in said for convention in one.used))
    account = Account(statement.id, phrase, _section(statement), expression.trust, used)
    return Claim((account,), tuple(one.arcs for one in said), tuple(one.order for one in said))


def _section(statement: SourceStatement) -> str:
    """Name the section that says when, or else the first that says anything of it."""
    when = [anchor for anchor in statement.anchor if anchor.purpose == "when"]
    return (when or list(statement.anchor))[0].section


def _merged(made: Iterable[Claim]) -> tuple[Claim, ...]:
    same: dict[Saying, Claim] = {}
    for claim in made:
        first = same.get(claim.saying)
        accounts = (*first.accounts, *claim.accounts) if first else claim.accounts
        same[claim.saying] = Claim(accounts, claim.saying, claim.order)
    return tuple(same.values())


def _cycles(told: tuple[Spoken, ...], found: Happenings) -> Cycles:
    """Give every cycle that a phrase counts by the point of its first day; the first cycle starts the regimen."""
    last: dict[str, int] = {}
    for item in told:
        for _, expression in item.phrases:
            for day in _cycle_days(expression.parts):
                name = found.find(day.clock).name
                last[name] = max(day.cycle, last.get(name, 1))
    free, cycles = found.size, {}
    for name, count in last.items():
        cycles[name] = (found.named[name].start, *range(free, free + count - 1))
        free += count - 1
    return cycles


def _cycle_days(parts: Iterable[object]) -> Iterator[CycleDay]:
    for part in parts:
        if isinstance(part, CycleDay):
            yield part
        elif isinstance(part, Either):
            yield from _cycle_days(part.moments)


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
        yield Claim((Account(regimen.id, f"cycles of {days} d", _section(regimen), "offset"),), (arcs,), ((),))
