"""The happenings of a case as one speaker tells it: which statements are about one of them, and its points in time.

A happening has a first and a last day. The two are one point unless words give it an end of its own: it is said to
last, it is an episode, or another phrase speaks of its inside or its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from caseweave.clock import phrase as timewords
from caseweave.clock.network.distance import Arc, at_least, at_most
from caseweave.clock.phrase import During, Elapsed, Expression, Reference
from caseweave.model import CaseHead, PaperFile, SourceStatement
from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.spelling import nearest

__all__ = ["CALENDAR", "DAY_0", "Happening", "HappeningError", "Happenings", "Spoken", "happenings", "spoken"]

DAY_0: Final = 0
"""The point that day numbers count from: the first day of the case's zero event."""

CALENDAR: Final = 1
"""The point that calendar dates count from: the day before 0001-01-01."""


class HappeningError(CaseweaveError):
    """A name that leads nowhere, or to two things."""

    fault = "data"


@dataclass(frozen=True, slots=True)
class Happening:
    """A thing that happened once: its name, and the points of its first and its last day."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with its time phrases read."""

    source: SourceStatement
    phrases: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Happenings:
    """All happenings of a case: by name, and the one each statement is about. ``size`` counts the points so far."""

    named: Mapping[str, Happening]
    of_statement: Mapping[str, Happening]
    clocks: Mapping[str, SourceStatement]
    order: tuple[Arc, ...]
    size: int

    def find(self, name: str) -> Happening:
        """Return the happening that an id names; raise HappeningError with the nearest name if there is none."""
        found = self.of_statement.get(name) or self.named.get(name)
        if found is None:
            close = nearest(name, [*self.named, *self.of_statement])
            hint = f"did you mean {close!r}?" if close else "name one the file has, or add it"
            raise HappeningError(f"{name!r} is no statement or event of this case; {hint}")
        return found


def spoken(paper: PaperFile, case: str) -> tuple[Spoken, ...]:
    """Return what a paper says of a case, each statement with its time phrases read."""
    return tuple(
        Spoken(statement, tuple((phrase, timewords.parse(phrase)) for phrase in statement.when))
        for statement in paper.statements
        if paper.case_of(statement) == case
    )


def happenings(told: tuple[Spoken, ...], head: CaseHead) -> Happenings:
    """Find the happenings that statements are about, give each its points, and tie observations to their episodes.

    Raises HappeningError for an id that leads nowhere or to two happenings.
    """
    events = dict.fromkeys(item.source.event for item in told if item.source.event)
    names = {item.source.id: _name(item.source, events, head) for item in told}
    onsets = {item.source.id: str(item.source.event) for item in told if _is_onset(item.source, head)}
    zero = names.get(head.zero, head.zero) if head.zero else None
    every = dict.fromkeys((*events, *names.values()))
    named = _points(every, onsets, onsets.get(str(zero), zero), _lasting(told, names, head))
    found = Happenings(
        named=named,
        of_statement={statement: named[name] for statement, name in names.items()},
        clocks=_clocks(told, names),
        order=tuple(_order(told, named, head)),
        size=1 + max((CALENDAR, *(happening.end for happening in named.values()))),
    )
    clocks = (counting.event for counting in head.clocks.values())
    for name in (*((head.zero,) if head.zero else ()), *head.zeros.values(), *head.episodes, *clocks):
        found.find(name)
    return found


def _name(statement: SourceStatement, events: Mapping[str, object], head: CaseHead) -> str:
    """Name the happening a statement is about: its event, or itself where it has none or observes an episode."""
    event, own = statement.event, statement.id
    if own in events and event not in {None, own}:
        raise HappeningError(f"{own!r} is a statement about {event!r} and also another event; rename one")
    if own == event and event in head.episodes:
        raise HappeningError(f"{own!r} is an episode and also one statement that observes it; rename the statement")
    return own if event is None or event in head.episodes else event


def _clocks(told: tuple[Spoken, ...], names: Mapping[str, str]) -> dict[str, SourceStatement]:
    """Find the statement that declares the clock of each regimen."""
    clocks: dict[str, SourceStatement] = {}
    for statement in (item.source for item in told if item.source.clock):
        first = clocks.setdefault(names[statement.id], statement)
        if first.clock != statement.clock:
            raise HappeningError(f"{first.id!r} and {statement.id!r} declare different clocks of one regimen; keep one")
    return clocks


def _is_onset(statement: SourceStatement, head: CaseHead) -> bool:
    """Tell whether a statement observes the first day of an episode: its start is then that very point."""
    seen = statement.event in head.episodes and statement.state == "present"
    return seen and statement.course.get("extent") == "appears"


def _points(
    names: Mapping[str, object], onsets: Mapping[str, str], zero: str | None, lasting: frozenset[str]
) -> dict[str, Happening]:
    """Give each happening its points: events first, so that an onset finds the start of its episode."""
    named: dict[str, Happening] = {}
    free = CALENDAR + 1
    for name in names:
        start = named[onsets[name]].start if name in onsets else DAY_0 if name == zero else free
        free = max(free, start + 1)
        named[name] = Happening(name, start, free if name in lasting else start)
        free += name in lasting
    return named


def _lasting(told: tuple[Spoken, ...], names: Mapping[str, str], head: CaseHead) -> frozenset[str]:
    """Name the happenings that words give an end of its own."""
    found = set(head.episodes)
    for item in told:
        for _, expression in item.phrases:
            found.update(names.get(inside, inside) for inside in _insides(expression))
            if expression.lasts:
                found.add(names[item.source.id])
    return frozenset(found)


def _insides(expression: Expression) -> Iterator[str]:
    """Yield the happenings of whose inside or end an expression speaks."""
    if isinstance(expression, During | Elapsed):
        yield expression.moment.id
    for reading in expression.readings:
        for part in reading.parts:
            if isinstance(part, Reference) and part.edge == "end":
                yield part.id


def _order(told: tuple[Spoken, ...], named: Mapping[str, Happening], head: CaseHead) -> Iterator[Arc]:
    """Yield what ties each observation to the episode it observes; an end comes after its start in any case."""
    for happening in named.values():
        if happening.start != happening.end:
            yield at_least(happening.end, happening.start, 0)
    for item in told:
        event = item.source.event
        if event in head.episodes and item.source.state == "present":
            yield from _observed(item.source, named[item.source.id], named[str(event)])


def _observed(statement: SourceStatement, seen: Happening, episode: Happening) -> Iterator[Arc]:
    """Yield the order of an observation and its episode: inside it, at its start, or when it is over."""
    yield at_least(seen.start, episode.start, 0)
    if "cleared" in {statement.course.get("extent"), statement.course.get("overall")}:
        yield at_most(episode.end, seen.end, 0)
    else:
        yield at_most(seen.end, episode.end, 0)
