"""Telling: the moments that a copy names, section by section, so that a day or year can be carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from caseweave.evidence.moment import ClockDayNamed, CycleDayNamed, DateNamed, DayNamed, LengthNamed, Named, moments
from caseweave.evidence.names import EntityMention
from caseweave.evidence.passage import Passage, passage_at
from caseweave.text.anchors import TextIndex
from caseweave.text.anchors.index import Place

__all__ = ["Chronicle", "SectionChronicle"]

CARRIED: Final = 80
"""Words over which a day is carried over: a sentence or two."""

_Kind = TypeVar("_Kind", DayNamed, CycleDayNamed, ClockDayNamed, DateNamed, LengthNamed)


class Chronicle:
    """All moments of a copy, by section; each section is read once, when it is first asked for."""

    def __init__(self, index: TextIndex) -> None:
        self._index = index
        self._sections: dict[int, tuple[Named, ...]] = {}

    def year_before(self, passage: Passage, date: DateNamed) -> int | None:
        """Year of the last date before one that has none; None if a month back in time makes the year unsure."""
        here = passage.start - passage.first + date.at
        known = [named for named in self._of(passage.flow) if isinstance(named, DateNamed) and named.at < here]
        last = next((named for named in reversed(known) if named.year is not None), None)
        if last is None or last.month is None or date.month is None or date.month < last.month:
            return None
        return last.year

    def day_before(self, passage: Passage) -> int | None:
        """Day of the sentence before, if one is named there."""
        near = range(passage.start - CARRIED, passage.start)
        days = [named for named in self._of(passage.flow) if isinstance(named, DayNamed) and named.at in near]
        return days[-1].number if days else None

    def _of(self, flow: int) -> tuple[Named, ...]:
        if flow not in self._sections:
            whole = Place(flow, 0, len(self._index.flows[flow]))
            self._sections[flow] = tuple(sorted(moments(passage_at(self._index, whole)), key=lambda named: named.at))
        return self._sections[flow]


@dataclass(frozen=True, slots=True)
class SectionChronicle:
    """What the time phrases of a statement are held against.

    ``entity`` is where the statement's entity is named; ``inferred`` whether the curator says the time is; ``cycle``
    the number of the cycle the statement is about, where it is about one.
    """

    passages: tuple[Passage, ...]
    entity: Sequence[EntityMention]
    told: Chronicle
    inferred: bool = False
    cycle: int | None = None

    def days(self) -> list[tuple[Passage, DayNamed]]:
        """Days in the words that carry the time, else in any."""
        return self._named(DayNamed)

    def all_days(self) -> list[tuple[Passage, DayNamed]]:
        """Days in any of the words."""
        return _named(self.passages, DayNamed)

    def cycle_days(self) -> list[tuple[Passage, CycleDayNamed]]:
        """Days of cycles in the words that carry the time, else in any."""
        return self._named(CycleDayNamed)

    def clock_days(self) -> list[tuple[Passage, ClockDayNamed]]:
        """Days of other clocks in the words that carry the time, else in any."""
        return self._named(ClockDayNamed)

    def dates(self) -> list[tuple[Passage, DateNamed]]:
        """Dates in the words that carry the time, else in any."""
        return self._named(DateNamed)

    def lengths(self) -> list[tuple[Passage, LengthNamed]]:
        """Lengths of time in any of the words."""
        return _named(self.passages, LengthNamed)

    def nearest_days(self) -> set[int]:
        """Days that stand nearest before the entity, or first behind it, where both share a passage."""
        found: set[int] = set()
        for mention in self.entity:
            days = _named((mention.line.passage,), DayNamed)
            before = [day.number for _, day in days if day.at < mention.first]
            found.update(before[-1:] or [day.number for _, day in days[:1]])
        return found

    def _named(self, kind: type[_Kind]) -> list[tuple[Passage, _Kind]]:
        timed = tuple(passage for passage in self.passages if passage.purpose == "when")
        return _named(timed, kind) or _named(self.passages, kind)


def _named(passages: Sequence[Passage], kind: type[_Kind]) -> list[tuple[Passage, _Kind]]:
    return [(passage, named) for passage in passages for named in moments(passage) if isinstance(named, kind)]
