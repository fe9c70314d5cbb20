"""Day 0 under a protocol: which statement it is in each telling of a case, and the days and phases counted from it.

A telling is one paper's account of one case; it has one time network. Days are the network's pairwise bounds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TypeAlias

from caseweave.clock.network import Bounds, Resolved
from caseweave.model import Phase, Statement
from caseweave.statements import Times

__all__ = ["Telling", "Tellings", "Timing", "counted", "timing"]

Key: TypeAlias = tuple[str, str]
_NO_DAYS = Bounds()


@dataclass(frozen=True)
class Telling:
    """What one paper says of one case, in the order of its file, with the network of its times if there is one."""

    said_by: str
    case: str
    statements: tuple[Statement, ...]
    time: Resolved | None

    @property
    def key(self) -> Key:
        """Paper and case."""
        return self.said_by, self.case


class Tellings:
    """Statements by telling; a case that is the same patient as another is found by its statements."""

    def __init__(self, statements: Sequence[Statement], times: Times) -> None:
        networks = {(paper, name): time for (paper, _), time in times.items() for name in time.bases}
        told: dict[Key, list[Statement]] = {}
        found: dict[Key, Resolved | None] = {}
        for statement in statements:
            key = (statement.said_by, statement.case)
            told.setdefault(key, []).append(statement)
            found.setdefault(key, networks.get((statement.said_by, statement.id)))
        self._tellings = {key: Telling(*key, tuple(said), found[key]) for key, said in told.items()}

    def __iter__(self) -> Iterator[Telling]:
        """Yield each telling, in the order of the statements."""
        return iter(self._tellings.values())

    def zero_of(self, telling: Telling) -> frozenset[str]:
        """Return the statements that are the happening the paper counts from, or share its event."""
        time = telling.time
        named = [said for said in telling.statements if time is not None and time.is_zero(said.id)]
        events = {said.event for said in named if said.event}
        return frozenset(
            one.statement for one in (*named, *(said for said in telling.statements if said.event in events))
        )


@dataclass(frozen=True)
class Timing:
    """Days and phases of statements, by IRI, counted from one day 0 in each telling.

    ``zero`` has the id of what is day 0 in each telling, by paper and case; None where nothing is. ``dayless`` are the
    tellings in which the protocol asks for a day 0 and nothing answers. ``open`` are the statements of which no word
    says by when they were, ``endless`` those of which none says by when they were over, but only what ends the
    patient's time. ``vague`` are those of which another count tells no day: what only the end bounds has none here.
    """

    zero: Mapping[Key, str | None]
    bounds: Mapping[str, Bounds]
    phase: Mapping[str, Phase]
    dayless: frozenset[Key] = frozenset()
    open: frozenset[str] = frozenset()
    endless: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()

    def beside(self, other: Timing) -> Timing:
        """Return these days where another count decides what is no day: later than its day 0 is none of this one."""
        return replace(self, vague=frozenset(iri for iri in other.bounds if not other._is_told(iri)))

    def _is_told(self, statement: str) -> bool:
        told = self._told(statement)
        return told.earliest is not None or told.latest is not None

    def counts(self, statement: Statement) -> bool:
        """Tell whether the statement's telling has a day 0, as far as the protocol asks for one."""
        return (statement.said_by, statement.case) not in self.dayless

    def without_day(self) -> tuple[str, ...]:
        """Return the cases of which no telling has a day 0 where the protocol asks for one, sorted."""
        told: dict[str, list[bool]] = {}
        for key in self.zero:
            told.setdefault(key[1], []).append(key in self.dayless)
        return tuple(case for case, lacking in sorted(told.items()) if all(lacking))

    def applied(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements with these days in the place of their own."""
        return tuple(self._applied(statement) for statement in statements)

    def _applied(self, statement: Statement) -> Statement:
        return self._with(statement, self.bounds.get(statement.statement, _NO_DAYS))

    def as_told(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements with the days that words tell: what only ends the patient's time bounds none.

        A day that is known but to be later than day 0 is no day.
        """
        return tuple(self._with(said, self._told(said.statement)) for said in statements)

    def left_open(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements with the days that words tell, open where only the end of the patient's time bounds."""
        told = self.as_told(statements)
        return tuple(replace(s, latest=None, end_latest=None) if s.statement in self.open else s for s in told)

    def _told(self, statement: str) -> Bounds:
        days = self.bounds.get(statement, _NO_DAYS)
        left_open = days.latest is None or statement in self.open
        is_vague = statement in self.vague or days.earliest is None or 0 <= days.earliest <= 1
        if left_open and is_vague:
            return replace(_NO_DAYS, basis=days.basis)
        return replace(days, end_latest=None) if statement in self.endless - self.open else days

    def _with(self, statement: Statement, days: Bounds) -> Statement:
        return replace(
            statement,
            earliest=days.earliest,
            latest=days.latest,
            end_earliest=days.end_earliest,
            end_latest=days.end_latest,
            phase=self.phase.get(statement.statement),
            basis=days.basis,
        )


def timing(tellings: Tellings, members: Collection[str] | None) -> Timing:
    """Count days from the first present one of some statements in each telling, or from the paper's own zero."""
    zeros = {telling.key: _first(telling, members) for telling in tellings}
    dayless = frozenset(key for key, zero in zeros.items() if zero is None) if members is not None else frozenset()
    return _timed(tellings, zeros, dayless)


def counted(tellings: Tellings, name: str) -> Timing:
    """Count days from the zero that cases name so; a telling without it has no days."""
    zeros = {
        telling.key: name if telling.time and name in {telling.time.zero, *telling.time.zeros} else None
        for telling in tellings
    }
    return _timed(tellings, zeros, frozenset(key for key, zero in zeros.items() if zero is None))


def _timed(tellings: Tellings, zeros: Mapping[Key, str | None], dayless: frozenset[Key]) -> Timing:
    bounds: dict[str, Bounds] = {}
    phases: dict[str, Phase] = {}
    left_open: set[str] = set()
    endless: set[str] = set()
    for telling in tellings:
        if telling.time is None:
            phases.update(_as_recorded(telling) if telling.key not in dayless else {})
            continue
        zero = zeros[telling.key]
        days = telling.time.anchored(zero)
        bounds.update({said.statement: days[said.id] for said in telling.statements})
        told = ((said, telling.time.phase(said.id, zero)) for said in telling.statements if zero is not None)
        phases.update({said.statement: phase for said, phase in told if phase is not None})
        if zero is not None:
            here = [said for said in telling.statements if days[said.id].latest is not None]
            left_open.update(said.statement for said in here if telling.time.is_open(zero, said.id))
            endless.update(said.statement for said in here if telling.time.is_open(zero, f"end of {said.id}"))
    return Timing(zeros, bounds, phases, dayless, frozenset(left_open), frozenset(endless))


def _first(telling: Telling, members: Collection[str] | None) -> str | None:
    """Return the id of the first present member, or the paper's own zero where no members are given."""
    if members is None:
        return telling.time.zero if telling.time else None
    found = [said for said in telling.statements if said.statement in members and _counts(said)]
    sure = [said for said in found if said.certainty is None] or found
    time = telling.time
    if not sure or time is None:
        return sure[0].id if sure else None
    left = [said for said in sure if not any(_follows(time, other.id, said.id) for other in sure)]
    return min(left or sure, key=lambda said: _order(time.bounds[said.id])).id


def _counts(said: Statement) -> bool:
    """Tell whether a statement says of a patient that something was there, as it was seen."""
    return said.state == "present" and said.role in {"own", "relayed"} and said.assertion == "observed"


def _follows(time: Resolved, first: str, second: str) -> bool:
    fewest = time.between(first, second)[0]
    return fewest is not None and fewest > 0


def _order(days: Bounds) -> tuple[float, float]:
    """Order by the last day that something can be on; what has none comes last, and equals keep the file's order."""
    return (inf if days.latest is None else days.latest, -inf if days.earliest is None else days.earliest)


def _as_recorded(telling: Telling) -> dict[str, Phase]:
    return {said.statement: said.phase for said in telling.statements if said.phase is not None}
