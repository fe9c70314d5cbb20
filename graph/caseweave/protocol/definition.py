"""A protocol as records, every name in it resolved: the question, which statements answer, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from caseweave.model import LocalTerm, Problem
from caseweave.protocol.selector import Named, Origin, Selector, names_in, parts_of, queries_in

__all__ = [
    "SHOWS",
    "VERBS",
    "Amount",
    "Exclusion",
    "Group",
    "Inquiry",
    "Item",
    "Lane",
    "MeasureRule",
    "Protocol",
    "Search",
    "Show",
    "Verb",
    "Zero",
]

Show = Literal["names", "values", "doses", "worst", "first", "last", "whether", "happenings", "course", "read"]
Verb = Literal["first", "last", "course", "gap", "duration", "until", "maximum", "nearest", "count"]
Amount = Literal["grade", "value"]

SHOWS: Final[tuple[Show, ...]] = get_args(Show)
VERBS: Final[tuple[Verb, ...]] = get_args(Verb)
_TIMES: Final = frozenset({"first", "last", "course", "gap", "duration", "until"})


@dataclass(frozen=True, slots=True)
class Zero:
    """What day 0 is called, and whose first member it is; without a selector the paper's own zero counts."""

    name: str
    of: Selector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule:
    """How a measure is got: a verb and what it looks at.

    ``looks`` are the verb's selectors (two for ``gap``, else one); ``reaches`` the step a course must come to; ``ends``
    what a duration ends with; ``amount`` what a maximum compares; ``to`` the measure that values shall be nearest to;
    ``origins`` the zeros that the result is counted from.
    """

    name: str
    verb: Verb
    looks: tuple[Origin, ...]
    reaches: str | None = None
    ends: Selector | None = None
    amount: Amount | None = None
    to: str | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def unit(self) -> str | None:
        """The UCUM unit of the result: days, ``1`` for a count, None where the statements' own unit counts."""
        if self.verb in _TIMES:
            return "d"
        return "1" if self.verb == "count" else None

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """Every selector the rule looks at."""
        given: tuple[Origin | None, ...] = (*self.looks, self.ends, *self.origins)
        return tuple(one for one in given if isinstance(one, Selector))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of the table: what answers it (``of`` with ``show``, or a measure) and what an empty cell means.

    ``origin`` is the zero that the row's measure is counted from (day 0 where it is None), ``also`` the measure of the
    second line, ``otherwise`` what is told as "other" where nothing answers, ``applies`` for whom the row is asked.
    ``days`` is None where the protocol leaves it to the way of showing; ``procedures`` tells whether what was done is
    named where what was found is told.
    """

    title: str
    group: str
    of: Selector | None = None
    show: Show | None = None
    measure: str | None = None
    origin: Origin | None = None
    also: str | None = None
    otherwise: Selector | None = None
    applies: Selector | None = None
    days: bool | None = None
    procedures: bool = True
    essential: bool = True
    rest: bool = False
    split: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Group and title, which no two rows of a protocol share."""
        return (self.group, self.title)

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """Every selector of the row, what answers it first."""
        given: tuple[Origin | None, ...] = (self.of, self.otherwise, self.applies, self.origin)
        return tuple(one for one in given if isinstance(one, Selector))


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane of the timeline; a statement is drawn in the first that takes it.

    ``measure`` names a time that the figure draws below it, a bracket an account; a lane that is not ``essential``
    stands in the full figure alone.
    """

    title: str
    of: Selector
    show: Show | None = None
    measure: str | None = None
    essential: bool = True


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Records left out, and why."""

    reason: str
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The search that found the cases, in the numbers of a PRISMA flow; None is not told."""

    on: str | None = None
    databases: tuple[str, ...] = ()
    query: str | None = None
    found: int | None = None
    duplicates: int | None = None
    screened: int | None = None
    excluded: tuple[Exclusion, ...] = ()
    sought: int | None = None
    not_retrieved: int | None = None
    assessed: int | None = None
    ineligible: tuple[Exclusion, ...] = ()
    included: int | None = None
    cases: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """The query of a file that a selector names: its text, and the place that names it, as a fault would."""

    text: str
    place: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The question as data: what is inherited stands in it as if it were its own."""

    id: str
    title: str
    extends: tuple[str, ...] = ()
    zero: Zero | None = None
    terms: tuple[LocalTerm, ...] = ()
    search: Search | None = None
    selectors: Mapping[str, Selector] = field(default_factory=dict)
    measures: Mapping[str, MeasureRule] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    lanes: tuple[Lane, ...] = ()
    inquiries: Mapping[str, Inquiry] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Item, ...]:
        """All rows, in the order they are shown."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def zero_of(self) -> Selector | None:
        """Whose first member is day 0; None where each paper's own zero counts."""
        return self.zero.of if self.zero else None

    def item(self, title: str) -> Item:
        """Return the row of this title; KeyError if there is none."""
        return {item.title: item for item in reversed(self.items)}[title]

    def asked(self) -> Iterator[Selector]:
        """Yield every selector that the protocol asks: day 0, the named ones, then those of measures, rows, lanes."""
        if self.zero_of is not None:
            yield self.zero_of
        yield from map(Named, self.selectors)
        for rule in self.measures.values():
            yield from rule.selectors
        for item in self.items:
            yield from item.selectors
        for lane in self.lanes:
            yield lane.of

    @property
    def queries(self) -> tuple[str, ...]:
        """The files of the queries that selectors rest on, each once."""
        every = (*self.asked(), *self.selectors.values())
        return tuple(dict.fromkeys(file for selector in every for file in queries_in(selector)))

    def resolved(self, selector: Selector) -> Selector:
        """Return what a name stands for, or the selector itself."""
        while isinstance(selector, Named):
            selector = self.selectors[selector.name]
        return selector

    def rests_on(self, selector: Selector) -> frozenset[str]:
        """Return every name that a selector rests on, directly or through others."""
        found: set[str] = set()
        ahead = list(names_in(selector))
        while ahead:
            name = ahead.pop()
            if name not in found and name in self.selectors:
                found.add(name)
                ahead.extend(names_in(self.selectors[name]))
        return frozenset(found)

    def parts(self, selector: Selector) -> Iterator[object]:
        """Yield a selector's parts and keys, and those of every selector it rests on."""
        yield from parts_of(selector)
        for name in sorted(self.rests_on(selector)):
            yield from parts_of(self.selectors[name])
