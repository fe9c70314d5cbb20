"""Two statements of one patient that may be held against each other, and what they are held in: all that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Final

from caseweave.accounts.likeness import Likeness, Relation
from caseweave.accounts.moments import Join, Moments
from caseweave.accounts.numbers import Numbers, numbers
from caseweave.model import Statement, Term

__all__ = ["Hearing", "Pair", "pairs"]

ROLES: Final = frozenset({"own", "relayed"})
STATES: Final = frozenset({"present", "absent"})
SCOPES: Final = ("relation", "laterality", "cycle", "component of")
"""Qualifiers that say of which part, side or round a statement holds: without one it holds of another, or of all."""

SORTS: Final = ("cells", "line", "setting", "stain", "trial", "variant")
"""Qualifiers that tell two things apart where both statements have one."""


@dataclass(frozen=True)
class Hearing:
    """All that is told of one patient as fact, in the order of papers and files, with what it is compared by."""

    statements: tuple[Statement, ...]
    likeness: Likeness
    moments: Moments

    @classmethod
    def of(cls, statements: Iterable[Statement], likeness: Likeness, moments: Moments) -> Hearing:
        """Leave out plans, possibilities, background and what could not be assessed."""
        facts = (one for one in statements if one.role in ROLES and one.state in STATES)
        return cls(tuple(facts), likeness, moments)

    def pair(self, one: Statement, other: Statement) -> Pair:
        """Return two statements as a pair, the one with the lesser IRI first."""
        first, second = sorted((one, other), key=lambda statement: statement.statement)
        return Pair(first, second, self)

    def account(self, of: Statement) -> tuple[Statement, ...]:
        """Return what the same section of the same paper tells."""
        return self.accounts[of.said_by, of.section]

    def is_whole(self, statement: Statement) -> bool:
        """Tell whether a statement is about its kind as a whole: no adverse event, of whatever sort."""
        return self.likeness.is_root(statement.about.curie) and statement.label.casefold() == statement.kind

    def account_of(self, paper: str) -> tuple[Statement, ...]:
        """Return what a paper tells, in the order of its file."""
        return tuple(one for one in self.statements if one.said_by == paper)

    def claims(self, paper: str, said: Statement) -> bool:
        """Tell whether a paper also claims what a statement does."""
        return (paper, _claim(said)) in self._claimed

    @cached_property
    def _claimed(self) -> frozenset[tuple[str, tuple[object, ...]]]:
        return frozenset((one.said_by, _claim(one)) for one in self.statements)

    def pointed(self) -> Iterator[Pair]:
        """Yield each statement on the sites of a happening with every statement on that happening."""
        for one in self.statements:
            happening = dict(one.qualifiers).get("sites of")
            there = (other for other in self.statements if happening and other.event == happening)
            yield from (self.pair(one, other) for other in there if other.said_by == one.said_by)

    @cached_property
    def accounts(self) -> dict[tuple[str, str], tuple[Statement, ...]]:
        """The statements by paper and section."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.statements:
            found.setdefault((statement.said_by, statement.section), []).append(statement)
        return {place: tuple(told) for place, told in found.items()}


@dataclass(frozen=True)
class Pair:
    """Two statements of one patient. What a rule asks of them is the same whichever comes first."""

    one: Statement
    other: Statement
    told: Hearing

    @property
    def both(self) -> tuple[Statement, Statement]:
        """The two, as they stand."""
        return self.one, self.other

    @property
    def turned(self) -> Pair:
        """The same pair the other way round."""
        return Pair(self.other, self.one, self.told)

    @cached_property
    def relation(self) -> Relation:
        """How the thing of the one stands to that of the other."""
        return self.told.likeness.relation(self.one.about.curie, self.other.about.curie)

    @cached_property
    def join(self) -> Join | None:
        """What makes the two speak of one moment."""
        return self.told.moments.join(self.one, self.other)

    @property
    def two_accounts(self) -> bool:
        """Whether the two stand in different sections or papers: one account may tell of a change within a day."""
        return self.one.said_by != self.other.said_by or self.one.section != self.other.section

    @property
    def one_happening(self) -> bool:
        """Whether both are of one event or episode, or of like things not assigned to two."""
        if self.one.event and self.other.event:
            return self.one.event == self.other.event
        return self.relation.comparable or self.relation.opposite

    @cached_property
    def fits(self) -> bool:
        """Whether both hold of the same place, specimen and side, as far as they say, and were judged alike."""
        alike = (self._like(self.one.method, self.other.method), self._like(self.one.specimen, self.other.specimen))
        return all(alike) and self.same_place and self._same_scope

    @property
    def _same_scope(self) -> bool:
        """Whether both hold of the same side, part and sort; what is denied without naming one is denied of each."""
        if self.one.qualifiers == self.other.qualifiers:
            return True
        one, other = dict(self.one.qualifiers), dict(self.other.qualifiers)
        if any(name in one and name in other and one[name] != other[name] for name in SORTS):
            return False
        denied = [said.state == "absent" for said in self.both]
        return all(
            one.get(name) == other.get(name) or (denied[0] and name not in one) or (denied[1] and name not in other)
            for name in SCOPES
        )

    @property
    def same_place(self) -> bool:
        """Whether the sites of the two may be one: either names none, or a site of one holds a site of the other."""
        if not (self.one.site and self.other.site):
            return True
        return any(self._like(site, place) for site in self.one.site for place in self.other.site)

    @cached_property
    def amounts(self) -> tuple[Numbers | None, Numbers | None]:
        """The numbers each allows."""
        return numbers(self.one, self.told.likeness), numbers(self.other, self.told.likeness)

    def _like(self, term: Term | None, other: Term | None) -> bool:
        if term is None or other is None:
            return True
        return self.told.likeness.relation(term.curie, other.curie).comparable


def pairs(told: Hearing) -> Iterator[Pair]:
    """Yield each two statements that share an event or whose things have to do with each other, once, in order."""
    groups: dict[str, list[int]] = {}
    events: dict[str, list[int]] = {}
    kinds: dict[str, list[int]] = {}
    for place, statement in enumerate(told.statements):
        groups.setdefault(statement.about.curie, []).append(place)
        kinds.setdefault(statement.kind, []).append(place)
        if statement.event:
            events.setdefault(statement.event, []).append(place)
    tied = _tied(told.likeness, sorted(groups))
    swept = {kind: [one for one in group if told.is_whole(told.statements[one])] for kind, group in kinds.items()}
    for place, statement in enumerate(told.statements):
        others = chain(
            *(groups[curie] for curie in tied[statement.about.curie]),
            events.get(statement.event or "", ()),
            kinds[statement.kind] if place in swept[statement.kind] else swept[statement.kind],
        )
        for other in sorted({other for other in others if other > place}):
            yield told.pair(statement, told.statements[other])


def _tied(likeness: Likeness, curies: Sequence[str]) -> dict[str, list[str]]:
    """Return for each thing itself and those that have to do with it."""
    tied = {curie: [curie] for curie in curies}
    for one, other in combinations(curies, 2):
        if not likeness.relation(one, other).none:
            tied[one].append(other)
            tied[other].append(one)
    return tied


def _claim(said: Statement) -> tuple[object, ...]:
    """Return what a statement claims, whoever says it and wherever it stands."""
    number = (said.comparator, said.value, said.low, said.high, said.unit, said.grade)
    place = (said.site, said.specimen, said.method, said.course, said.qualifiers)
    return (said.kind, said.about, said.state, said.event, *number, *place, said.earliest, said.latest)
