"""Membership: which statements each selector of a protocol takes, and which could answer it; worked out once.

A statement *could* answer when one key alone stands in the way and that is the phase, which the statement's days do not
decide, or a term, of which the statement names a broader one. Sets are joined key by key; what a term covers is looked
up in an index of every statement under its terms and all that stand above them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from caseweave.model import CaseweaveError, Statement, Term
from caseweave.protocol.columns import values_of
from caseweave.protocol.definition import Protocol
from caseweave.protocol.index import Index
from caseweave.protocol.selector import (
    AllOf,
    AnyOf,
    CourseKey,
    Key,
    KindKey,
    Named,
    NotKey,
    QualifierKey,
    QueryFile,
    RelationKey,
    Selector,
    TermKey,
    ValueKey,
    ZeroKey,
)
from caseweave.protocol.timing import Tellings, Timing, timing
from caseweave.statements import Times
from caseweave.vocabulary import Catalogue

__all__ = ["DAY_NOT_TOLD", "UNSPECIFIC", "Answers", "Membership", "UnaskedQueryError", "membership"]

DAY_NOT_TOLD: Final = "day not told"
UNSPECIFIC: Final = "unspecific"


class UnaskedQueryError(CaseweaveError):
    """A selector that rests on a query whose answer was not brought along."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a selector takes, by IRI, and what could answer it, each with the reason it does not."""

    takes: frozenset[str] = frozenset()
    could: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Membership:
    """The answers to every selector of a protocol, with the days and phases they were found by."""

    protocol: Protocol
    timing: Timing
    answers: Mapping[Selector, Answers]

    def of(self, selector: Selector | str) -> Answers:
        """Return what a selector of the protocol, or the one of this name, takes and could take."""
        return self.answers[Named(selector) if isinstance(selector, str) else selector]

    def stated(self, selector: Selector) -> frozenset[str]:
        """Return what a selector takes by a part that names the state; elsewhere only what is present is meant."""
        if selector not in self._stated:
            self._stated[selector] = self._by_state(selector)
        return self._stated[selector]

    @cached_property
    def _stated(self) -> dict[Selector, frozenset[str]]:
        return {}

    def _by_state(self, selector: Selector) -> frozenset[str]:
        if isinstance(selector, Named):
            return self.stated(self.protocol.selectors[selector.name])
        if isinstance(selector, AnyOf):
            return frozenset().union(*map(self.stated, selector.parts))
        takes = self.of(selector).takes
        if not isinstance(selector, AllOf) or any(map(_names_state, selector.keys)):
            return takes
        narrowed = (key.selector for key in selector.keys if isinstance(key, RelationKey) and key.relation == "of")
        return takes & frozenset().union(*map(self.stated, narrowed))

    @cached_property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the selectors that take each statement, by its IRI, in the order of the protocol."""
        found: dict[str, list[str]] = {}
        for name in self.protocol.selectors:
            for statement in self.of(name).takes:
                found.setdefault(statement, []).append(name)
        return {statement: tuple(names) for statement, names in sorted(found.items())}


def _names_state(key: Key) -> bool:
    return isinstance(key, ValueKey) and key.column == "state"


def membership(
    protocol: Protocol,
    statements: Sequence[Statement],
    hierarchy: Catalogue,
    times: Times,
    queried: Mapping[str, Collection[str]] | None = None,
) -> Membership:
    """Work out what every selector of a protocol takes and could take.

    ``hierarchy`` has the terms of all statements and of the protocol (:mod:`caseweave.protocol.terms`); ``queried``
    the IRIs that each query file of the protocol returned. A paper's statements may be given alone: no selector looks
    beyond one paper's account of one case.
    """
    made = _Evaluator(protocol, Index(statements, hierarchy), Tellings(statements, times), queried or {})
    return made.membership()


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Places of the statements that fit, and of those that could, with the reason."""

    takes: frozenset[int]
    could: Mapping[int, str] = field(default_factory=dict)


class _Evaluator:
    """Evaluates selectors over places of statements, each selector once."""

    def __init__(
        self, protocol: Protocol, index: Index, tellings: Tellings, queried: Mapping[str, Collection[str]]
    ) -> None:
        self.protocol = protocol
        self.index = index
        self.tellings = tellings
        self.queried = queried
        self.done: dict[Selector, _Fitting] = {}

    def membership(self) -> Membership:
        asked = [*self.protocol.asked(), *self.protocol.selectors.values()]
        timing = self.timing
        for selector in asked:
            self.selector(selector)
        answers = {selector: self.named(found) for selector, found in self.done.items()}
        return Membership(self.protocol, timing, answers)

    def named(self, found: _Fitting) -> Answers:
        """Return what was found by IRI instead of place."""
        iri = self.index.iri
        takes = frozenset(iri[place] for place in found.takes)
        return Answers(takes, {iri[place]: found.could[place] for place in sorted(found.could)})

    @cached_property
    def timing(self) -> Timing:
        """Days counted from the protocol's day 0, which rests on no phase."""
        of = self.protocol.zero_of
        members = None if of is None else self.named(self.selector(of)).takes
        return timing(self.tellings, members)

    def selector(self, selector: Selector) -> _Fitting:
        if selector not in self.done:
            self.done[selector] = self.evaluated(selector)
        return self.done[selector]

    def evaluated(self, selector: Selector) -> _Fitting:
        if isinstance(selector, Named):
            return self.selector(self.protocol.selectors[selector.name])
        if isinstance(selector, AnyOf):
            return _any([self.selector(part) for part in selector.parts])
        if isinstance(selector, QueryFile):
            return _Fitting(self.answered(selector.file))
        return self.all(selector)

    def answered(self, file: str) -> frozenset[int]:
        """Return the statements that a query returned."""
        if file not in self.queried:
            raise UnaskedQueryError(f"the answer of {file!r} is wanting; ask the query first")
        return frozenset(self.index.place[iri] for iri in self.queried[file] if iri in self.index.place)

    def all(self, selector: AllOf) -> _Fitting:
        """Join the keys one by one; what could fit one of them must fit all others."""
        found = _Fitting(self.index.every)
        for key in sorted(selector.keys, key=lambda key: isinstance(key, NotKey)):
            if isinstance(key, NotKey):
                out = frozenset().union(*(self.key(one).takes for one in key.keys))
                found = _Fitting(found.takes - out, {at: why for at, why in found.could.items() if at not in out})
            else:
                found = _both(found, self.key(key))
        return found

    def key(self, key: Key) -> _Fitting:
        """Return what fits one key, and what could."""
        if isinstance(key, KindKey):
            return self.kind(key)
        if isinstance(key, TermKey):
            return self.terms(key.column, key.terms, key.presence)
        if isinstance(key, RelationKey):
            return self.relation(key)
        if isinstance(key, NotKey):
            return self.all(AllOf((key,)))
        if isinstance(key, ValueKey) and key.column == "phase":
            return self.phase(key)
        return _Fitting(self.zero if isinstance(key, ZeroKey) else self.valued(key))

    def kind(self, key: KindKey) -> _Fitting:
        of_kind = self.index.kinds.get(key.kind, frozenset())
        if not key.terms:
            return _Fitting(of_kind)
        return _both(_Fitting(of_kind), self.terms("under", key.terms, None))

    def terms(self, column: str, terms: tuple[Term, ...], presence: str | None) -> _Fitting:
        """Return what names one of these terms or one below it, and what names a broader one that is no root."""
        if presence:
            having = self.index.having(column)
            return _Fitting(having if presence == "any" else self.index.every - having)
        takes = frozenset().union(*(self.index.under(column, term.curie) for term in terms))
        could: dict[int, str] = {}
        for above in self.index.broader(term.curie for term in terms):
            for place in self.index.exactly(column, above) - takes:
                could.setdefault(place, f"{UNSPECIFIC}: {self.index.label(above)}")
        return _Fitting(takes, could)

    def relation(self, key: RelationKey) -> _Fitting:
        found = self.selector(key.selector)
        if key.relation == "of":
            return found
        if key.relation == "with":
            return _Fitting(self.index.sharing(found.takes))
        return _Fitting(self.index.linked(found.takes))

    @cached_property
    def zero(self) -> frozenset[int]:
        found = (iri for telling in self.tellings for iri in self.tellings.zero_of(telling))
        return frozenset(self.index.place[iri] for iri in found)

    def phase(self, key: ValueKey) -> _Fitting:
        """Return what lies in a phase, and what may, where days are counted at all."""
        told = frozenset().union(*self.phases.values())
        if key.presence:
            return _Fitting(told if key.presence == "any" else self.index.every - told)
        takes = frozenset().union(*(self.phases.get(phase, frozenset()) for phase in key.values))
        return _Fitting(takes, self.undecided)

    @cached_property
    def phases(self) -> Mapping[str, frozenset[int]]:
        """The statements of each phase."""
        found: dict[str, set[int]] = {}
        for iri, phase in self.timing.phase.items():
            found.setdefault(phase, set()).add(self.index.place[iri])
        return {phase: frozenset(places) for phase, places in found.items()}

    @cached_property
    def undecided(self) -> Mapping[int, str]:
        """The statements whose phase is not decided, though their telling counts days."""
        decided = frozenset().union(*self.phases.values())
        counted = (at for at in self.index.every - decided if self.timing.counts(self.index.statements[at]))
        return dict.fromkeys(sorted(counted), DAY_NOT_TOLD)

    def valued(self, key: ValueKey | CourseKey | QualifierKey) -> frozenset[int]:
        """Return the statements that have one of a key's values where it looks."""
        column, wanted = _looked_at(key)
        having = self.index.valued(column, values_of)
        every = frozenset().union(*having.values())
        if key.presence:
            return every if key.presence == "any" else self.index.every - every
        return frozenset().union(*(having.get(value, frozenset()) for value in wanted))


def _looked_at(key: ValueKey | CourseKey | QualifierKey) -> tuple[str, Iterable[str]]:
    """Name the column, or the aspect or qualifier in it, that a key compares, with the values it wants."""
    if isinstance(key, ValueKey):
        return key.column, key.values
    if isinstance(key, QualifierKey):
        return f"qualifiers {key.name}", key.values
    return f"course {key.aspect}" if key.aspect else "course", key.steps


def _both(first: _Fitting, second: _Fitting) -> _Fitting:
    could = {place: why for place, why in first.could.items() if place in second.takes}
    could |= {place: why for place, why in second.could.items() if place in first.takes}
    return _Fitting(first.takes & second.takes, could)


def _any(found: Sequence[_Fitting]) -> _Fitting:
    takes = frozenset().union(*(one.takes for one in found))
    could: dict[int, str] = {}
    for one in found:
        for place, why in one.could.items():
            if place not in takes:
                could.setdefault(place, why)
    return _Fitting(takes, could)
