"""What the time network of a case answers: days of every statement, from any zero, and what contradicts what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from caseweave.clock.network.claims import Account, Claim
from caseweave.clock.network.ends import Late
from caseweave.clock.network.happenings import Happenings
from caseweave.clock.network.sequence import Sequence
from caseweave.clock.network.solved import Solved
from caseweave.model import Basis, Phase

__all__ = ["Bounds", "Clash", "Reading", "Resolved", "SetAside"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days of a statement from a zero, both ends included; None is unbounded. For a point, end and start are the same.

    ``conventions`` are the ids of those that the days rest on.
    """

    earliest: int | None = None
    latest: int | None = None
    end_earliest: int | None = None
    end_latest: int | None = None
    basis: Basis | None = None
    conventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A minimal contradiction: claims that cannot all be true, though any of them may be left out to cure it."""

    claims: tuple[Claim, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every phrase that makes one of the claims."""
        return tuple(account for claim in self.claims for account in claim.accounts)

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements whose phrases clash."""
        return tuple(dict.fromkeys(account.statement for account in self.accounts))

    @property
    def conventions(self) -> tuple[str, ...]:
        """Ids of the conventions the contradiction rests on."""
        return tuple(dict.fromkeys(used.id for claim in self.claims for used in claim.conventions))


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that was given up: whether the order it implies was kept, and the clashes it lost."""

    claim: Claim
    order_stays: bool
    lost: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several readings of a phrase: the days its statement would have, or that it contradicts the rest."""

    statement: str
    phrase: str
    reading: str
    possible: bool
    earliest: int | None = None
    latest: int | None = None


@dataclass(frozen=True)
class Resolved:
    """The times of one case as one paper tells it.

    ``bounds`` has every statement of the case by id, counted from the case's zero. ``clashes`` are all minimal
    contradictions (all there are, if ``complete``), ``set_aside`` what was given up for the rest to be consistent,
    ``late`` what falls after the death of the patient, or after the day the paper was accepted.
    """

    said_by: str
    case: str
    zero: str | None
    zeros: Mapping[str, str]
    claims: tuple[Claim, ...]
    bases: Mapping[str, Basis]
    clashes: tuple[Clash, ...]
    complete: bool
    set_aside: tuple[SetAside, ...]
    readings: tuple[Reading, ...]
    happenings: Happenings = field(repr=False)
    solved: Solved = field(repr=False, compare=False)
    explicit: frozenset[str] = frozenset()
    late: tuple[Late, ...] = ()
    told: Solved | None = field(default=None, repr=False, compare=False)

    @cached_property
    def bounds(self) -> Mapping[str, Bounds]:
        """Days of every statement from the case's own zero; all empty where it has none."""
        return self.anchored(self.zero)

    def anchored(self, zero: str | None) -> Mapping[str, Bounds]:
        """Days of every statement from another zero: a zero name of the case, an event or a statement.

        Tight: taken from the network, not by subtracting one interval from another.
        """
        if zero is None:
            return {statement: Bounds(basis=self._marked(statement)) for statement in self.bases}
        origin = self._point(zero)
        used = self._conventions(origin)
        return {statement: self._bounds(statement, origin, used) for statement in self.bases}

    def is_zero(self, statement: str) -> bool:
        """Tell whether a statement is about the happening that is day 0 of the case."""
        zero = self.zero
        return zero is not None and self.happenings.of_statement[statement].start == self._point(zero)

    def phase(self, statement: str, zero: str | None = None) -> Phase | None:
        """Tell whether a statement's happening began before a zero (the case's own by default), or on its day or later.

        Days decide; on one and the same day, or where no day is known, the order in which the words put the two. None
        where neither does.
        """
        zero = zero or self.zero
        if zero is None:
            return None
        origin, start = self._point(zero), self.happenings.of_statement[statement].start
        fewest, most = self.solved.between(origin, start)
        if most is not None and most < 0:
            return "before"
        if self.sooner.puts(start, origin) and not (fewest is not None and fewest > 0):
            return "before"
        return "after" if fewest is not None and fewest >= 0 else None

    @cached_property
    def sooner(self) -> Sequence:
        """What the words that were not given up put before what."""
        lost = {one.claim for one in self.set_aside if not one.order_stays}
        pairs = (pair for claim in self.claims if claim not in lost for pair in claim.sooner)
        return Sequence.of(pairs, self.happenings.order)

    def between(self, first: str, second: str) -> tuple[int | None, int | None]:
        """Return the fewest and most days from one happening to another; None is unbounded.

        Each is an event, a statement or a zero name, counted from its first day; ``end of rash`` is its last day.
        """
        return self.solved.between(self._point(first), self._point(second))

    def is_open(self, first: str, second: str) -> bool:
        """Tell whether no word says by when after the first the second is, but only what ends the patient's time."""
        told = self.told or self.solved
        return told.between(self._point(first), self._point(second))[1] is None

    def rests_on(self, first: str, second: str) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """Return the claims that the fewest, and that the most, days from one happening to another rest on."""
        fewest, most = self.solved.rests_on(self._point(first))
        point = self._point(second)
        return self._named(fewest[point]), self._named(most[point])

    def _named(self, numbers: frozenset[int]) -> tuple[Claim, ...]:
        return tuple(self.claims[number] for number in sorted(numbers))

    def span(self, name: str) -> tuple[int, int]:
        """Return the points of the first and the last day of an event, a statement or a zero name."""
        return self._point(name), self._point(f"end of {name}")

    def _point(self, name: str) -> int:
        plain = name.removeprefix("end of ").removeprefix("start of ")
        happening = self.happenings.find(self.zeros.get(plain, plain))
        return happening.end if name.startswith("end of ") else happening.start

    def _marked(self, statement: str) -> Basis | None:
        """Name the basis that is shown even where there are no days."""
        basis = self.bases[statement]
        return basis if basis == "set aside" or statement in self.explicit else None

    def _bounds(self, statement: str, origin: int, used: list[frozenset[str]]) -> Bounds:
        happening = self.happenings.of_statement[statement]
        days = (*self.solved.between(origin, happening.start), *self.solved.between(origin, happening.end))
        if days == (None, None, None, None):
            return Bounds(basis=self._marked(statement))
        return Bounds(*days, self.bases[statement], tuple(sorted(used[happening.start] | used[happening.end])))

    def _conventions(self, origin: int) -> list[frozenset[str]]:
        """Name, by point, the conventions that its days from the origin rest on."""
        aside = {one.claim for one in self.set_aside}
        kept = [() if claim in aside else claim.conventions for claim in self.claims]
        by_claim = [frozenset(used.id for used in conventions) for conventions in kept]
        if not any(by_claim):
            return [frozenset()] * len(self.solved.distances)
        sides = zip(*self.solved.rests_on(origin), strict=True)
        return [frozenset().union(*(by_claim[number] for number in fewest | most)) for fewest, most in sides]
