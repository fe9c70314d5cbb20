"""An index of statements: by kind, by each term they name and all that stand above it, by event, by value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeAlias, TypeVar

from caseweave.model import Statement, Term
from caseweave.vocabulary import Catalogue

__all__ = ["Index"]

Places: TypeAlias = frozenset[int]
_NONE: Places = frozenset()
_Key = TypeVar("_Key")


class Index:
    """Places of statements by what is asked of them; each part is made when it is first asked for."""

    def __init__(self, statements: Sequence[Statement], hierarchy: Catalogue) -> None:
        self.statements = tuple(statements)
        self.hierarchy = hierarchy
        self.iri = tuple(statement.statement for statement in self.statements)
        self.place = {iri: place for place, iri in enumerate(self.iri)}
        self.every: Places = frozenset(range(len(self.iri)))
        self.above = cache(self._above)
        self._under: dict[str, Mapping[str, Places]] = {}
        self._exactly: dict[str, Mapping[str, Places]] = {}
        self._valued: dict[str, Mapping[str, Places]] = {}

    @cached_property
    def kinds(self) -> Mapping[str, Places]:
        """Statements by kind."""
        return _grouped((statement.kind, place) for place, statement in enumerate(self.statements))

    def under(self, column: str, curie: str) -> Places:
        """Return the statements that name a term, or one below it, in a term column; ``under`` is the subject."""
        if column not in self._under:
            pairs = ((above, place) for term, place in self._named(column) for above in (term, *self.above(term)))
            self._under[column] = _grouped(pairs)
        return self._under[column].get(curie, _NONE)

    def exactly(self, column: str, curie: str) -> Places:
        """Return the statements that name this very term in a term column."""
        if column not in self._exactly:
            self._exactly[column] = _grouped(self._named(column))
        return self._exactly[column].get(curie, _NONE)

    def having(self, column: str) -> Places:
        """Return the statements that name any term in a term column."""
        return frozenset(place for _, place in self._named(column))

    def broader(self, curies: Iterable[str]) -> tuple[str, ...]:
        """Return what stands above some terms, nearest first, without the roots of the hierarchy."""
        found = dict.fromkeys(above for curie in curies for above in self.above(curie))
        return tuple(curie for curie in found if self.above(curie))

    def label(self, curie: str) -> str:
        """Return the label of a term."""
        return self.hierarchy[curie].label

    def valued(self, column: str, values_of: Callable[[Statement, str], Iterable[str]]) -> Mapping[str, Places]:
        """Return the statements by each value that they have in a column."""
        if column not in self._valued:
            told = enumerate(self.statements)
            self._valued[column] = _grouped((value, place) for place, one in told for value in values_of(one, column))
        return self._valued[column]

    def sharing(self, places: Places) -> Places:
        """Return the statements that share their event with one of some statements of the same telling."""
        events = {_event(self.statements[place]) for place in places if self.statements[place].event}
        return frozenset().union(*(self._events[event] for event in events))

    def linked(self, places: Places) -> Places:
        """Return what some statements have in their links, of the same telling: statements, events, or terms."""
        return frozenset().union(*(self._targets(self.statements[place]) for place in places))

    def _targets(self, statement: Statement) -> Iterator[int]:
        """Yield what a statement is linked to; what a link excludes is not linked."""
        telling = (statement.said_by, statement.case)
        for link in statement.links:
            if link.certainty == "excluded":
                continue
            if link.sort == "term":
                yield from self.under("under", link.target) & self._tellings[telling]
            else:
                yield from self._happenings.get((*telling, link.target), _NONE)

    @cached_property
    def _happenings(self) -> Mapping[tuple[str, str, str], Places]:
        """Statements by their own id and by that of their event."""
        names = ((one, place, name) for place, one in enumerate(self.statements) for name in (one.id, one.event))
        return _grouped(((one.said_by, one.case, name), place) for one, place, name in names if name)

    @cached_property
    def _events(self) -> Mapping[tuple[str, str, str], Places]:
        return _grouped((_event(one), place) for place, one in enumerate(self.statements) if one.event)

    @cached_property
    def _tellings(self) -> Mapping[tuple[str, str], Places]:
        return _grouped(((one.said_by, one.case), place) for place, one in enumerate(self.statements))

    def _named(self, column: str) -> Iterator[tuple[str, int]]:
        for place, statement in enumerate(self.statements):
            for term in _terms(statement, column):
                yield term.curie, place

    def _above(self, curie: str) -> tuple[str, ...]:
        return self.hierarchy.ancestors(curie) if curie in self.hierarchy else ()


def _terms(statement: Statement, column: str) -> tuple[Term, ...]:
    if column == "under":
        return (statement.about,)
    found: tuple[Term, ...] | Term | None = getattr(statement, column)
    return found if isinstance(found, tuple) else (found,) if found else ()


def _event(statement: Statement) -> tuple[str, str, str]:
    return statement.said_by, statement.case, str(statement.event)


def _grouped(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, Places]:
    found: dict[_Key, set[int]] = {}
    for key, place in pairs:
        found.setdefault(key, set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}
