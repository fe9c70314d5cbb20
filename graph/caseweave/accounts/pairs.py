"""Two statements of one patient that may be held against each other, and what they are held in: all that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from caseweave.accounts.likeness import Likeness, Relation
from caseweave.accounts.moments import Join, Moments
from caseweave.accounts.numbers import Numbers, numbers
from caseweave.accounts.sides import section
from caseweave.model import Statement, Term

__all__ = ["Pair", "Told", "pairs"]

ROLES: Final = frozenset({"own", "relayed"})
STATES: Final = frozenset({"present", "absent"})
SCOPES: Final = ("relation", "laterality", "cycle", "component of")
"""Qualifiers that say of which part, side or round a statement holds: without one it holds of another, or of all."""

SORTS: Final = ("cells", "line", "setting", "stain", "trial", "variant")
"""Qualifiers that tell two things apart where both statements have one."""


@dataclass(frozen=True)
class Told:
    """All that is told of one patient as fact, in the order of papers and files, with what it is compared by."""

    statements: tuple[Statement, ...]
    likeness: Likeness
    moments: Moments

    @classmethod
    def of(cls, statements: Iterable[Statement], likeness: Likeness, moments: Moments) -> Told:
        """Leave out plans, possibilities, background and what could not be assessed."""
        facts = (one for one in statements if one.role in ROLES and one.state in STATES)
        return cls(tuple(facts), likeness, moments)

    def pair(self, one: Statement, other: Statement) -> Pair:
        """Return two statements as a pair, the one with the lesser IRI first."""
        first, second = sorted((one, other), key=lambda statement: statement.statement)
        return Pair(first, second, self)

    def account(self, of: Statement) -> tuple[Statement, ...]:
        """Return what the same section of the same paper tells."""
        return self.accounts[of.said_by, section(of)]

    def is_whole(self, statement: Statement) -> bool:
        """Tell whether a statement is about its kind as a whole: no adverse event, of whatever sort."""
        return self.likeness.is_root(statement.about.curie) and statement.label.casefold() == statement.kind

    def account_of(self, paper: str) -> tuple[Statement, ...]:
        """Return what a paper tells, in the order of its file."""
        return tuple(one for one in self.statements if one.said_by == paper)

    @cached_property
    def accounts(self) -> dict[tuple[str, str], tuple[Statement, ...]]:
        """The statements by paper and section."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.statements:
            found.setdefault((statement.said_by, section(statement)), []).append(statement)
        return {place: tuple(told) for place, told in found.items()}


@dataclass(frozen=True)
class Pair:
    """Two statements of one patient. What a rule asks of them is the same whichever comes first."""

    one: Statement
    other: Statement
    told: Told

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
        return self.one.said_by != self.other.said_by or section(self.one) != section(self.other)

    @property
    def one_happening(self) -> bool:
        """Whether both are of one event or episode, or of like things not assigned to two."""
        if self.one.event and self.other.event:
            return self.one.event == self.other.event
        return self.relation.comparable or self.relation.opposite

    @property
    def fits(self) -> bool:
        """Whether both hold of the same place, specimen and side, as far as they say, and were judged alike."""
        alike = (self._like(self.one.method, self.other.method), self._like(self.one.specimen, self.other.specimen))
        return all(alike) and self.same_place and self._same_scope

    @property
    def _same_scope(self) -> bool:
        """Whether both hold of the same side, part and sort; what is denied without naming one is denied of each."""
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


def pairs(told: Told) -> Iterator[Pair]:
    """Yield each two statements that share an event or whose things have to do with each other, once."""
    groups: dict[str, list[int]] = {}
    events: dict[str, list[int]] = {}
    for place, statement in enumerate(told.statements):
        groups.setdefault(statement.about.curie, []).append(place)
        if statement.event:
            events.setdefault(statement.event, []).append(place)
    found = {pair for group in events.values() for pair in combinations(group, 2)}
    found |= {pair for group in groups.values() for pair in combinations(group, 2)}
    found |= set(_tied(told.likeness, groups)) | set(_swept(told))
    for first, second in sorted(found):
        yield told.pair(told.statements[first], told.statements[second])


def _swept(told: Told) -> Iterator[tuple[int, int]]:
    """Yield each statement on a kind as a whole, such as any adverse event, with all of that kind."""
    whole = [place for place, one in enumerate(told.statements) if told.is_whole(one)]
    for place in whole:
        kind = told.statements[place].kind
        others = (other for other, one in enumerate(told.statements) if one.kind == kind and other != place)
        yield from ((min(place, other), max(place, other)) for other in others)


def _tied(likeness: Likeness, groups: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    curies: Sequence[str] = sorted(groups)
    for one, other in combinations(curies, 2):
        if not likeness.relation(one, other).none:
            yield from ((min(a, b), max(a, b)) for a in groups[one] for b in groups[other])
