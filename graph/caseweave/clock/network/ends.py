"""What ends a case's time: nothing of a patient is later than the death, nor than the day the paper was accepted.

What is found on the patient afterwards is apart: an examination of the body, and what is told to be after the death in
words. A limit that the days of the paper contradict is not held against them: what falls after it is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from caseweave.clock.network.conventions import Ends
from caseweave.clock.network.distance import Arc, at_most
from caseweave.clock.network.happenings import CALENDAR, Happening, Happenings, Spoken
from caseweave.clock.network.solved import Solved
from caseweave.clock.phrase import (
    ByOffset,
    Elapsed,
    Ending,
    Expression,
    NextDay,
    NightAfter,
    Offset,
    Order,
    Within,
)
from caseweave.model import PaperFile
from caseweave.vocabulary import Catalogue, UnknownTermError

__all__ = ["Known", "Late", "Limit", "ended", "limits"]

End: TypeAlias = Literal["death", "acceptance"]

_IN_GENERAL: Final = frozenset(("background", "synthesis"))


@dataclass(frozen=True, slots=True)
class Limit:
    """That a happening is over by an end of the case's time: ``by`` is the statement of the death, or the date."""

    happening: str
    end: End
    by: str
    arc: Arc


@dataclass(frozen=True, slots=True)
class Late:
    """A statement about what falls after an end of the case's time, on the days that the paper gives."""

    statement: str
    end: End
    by: str


def ended(solved: Solved, bounding: Iterable[Limit]) -> tuple[Solved, tuple[Limit, ...]]:
    """Hold the network to its limits; return it with those limits that its days contradict."""
    broken: list[Limit] = []
    for limit in bounding:
        within = solved.bounded(limit.arc)
        if within is None:
            broken.append(limit)
        else:
            solved = within
    return solved, tuple(broken)


def limits(paper: PaperFile, told: tuple[Spoken, ...], found: Happenings, known: Known) -> Iterator[Limit]:
    """Yield all that bounds the happenings of a case: the death of the patient first, then the day of acceptance."""
    happened = _happened(paper, told, found)
    deaths = (item.source.id for item in told if _is_of_patient(paper, item) and known.is_death(item))
    days = {death: found.of_statement[death] for death in deaths}
    apart = _apart(told, found, {day.name for day in days.values()}, known) if days else set()
    for death, day in days.items():
        for one in happened.values():
            if one.name not in apart and one != day:
                yield Limit(one.name, "death", death, at_most(one.end, day.end, 0))
    accepted = paper.accepted or paper.published
    if accepted:
        last = dt.date.fromisoformat(accepted).toordinal()
        for one in happened.values():
            yield Limit(one.name, "acceptance", accepted, at_most(one.end, CALENDAR, last))


def _happened(paper: PaperFile, told: tuple[Spoken, ...], found: Happenings) -> Mapping[str, Happening]:
    """Return the happenings that are more than a plan and are told of the patient."""
    real = (item.source for item in told if item.source.state != "proposed" and _is_of_patient(paper, item))
    return {found.of_statement[one.id].name: found.of_statement[one.id] for one in real}


def _is_of_patient(paper: PaperFile, item: Spoken) -> bool:
    return paper.role_of(item.source) not in _IN_GENERAL


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of ends: the terms that are one, and the vocabulary in which they stand."""

    ends: Ends
    terms: Catalogue

    def is_death(self, item: Spoken) -> bool:
        """Tell whether a statement says that the patient's time ended."""
        said = item.source
        firm = said.state == "present" and said.certainty is None and said.assertion != "hypothesised"
        return firm and self._below(said.about, self.ends.after)

    def is_apart(self, item: Spoken) -> bool:
        """Tell whether a statement is of what is done or found on the patient after that."""
        return any(self._below(text, self.ends.apart) for text in (item.source.about, item.source.method))

    def _below(self, text: str | None, roots: tuple[str, ...]) -> bool:
        """Tell whether a term is one of the roots or stands below one."""
        if text is None or not roots:
            return False
        try:
            curie = self.terms.resolve(text).curie
        except UnknownTermError:
            return False
        return not {curie, *self.terms.ancestors(curie)}.isdisjoint(roots)


def _apart(told: tuple[Spoken, ...], found: Happenings, deaths: set[str], known: Known) -> set[str]:
    """Name the happenings found after a death: by their term or method, or by what they are told to follow."""
    names = {item.source.id: found.of_statement[item.source.id].name for item in told}
    apart = {names[item.source.id] for item in told if known.is_apart(item)}
    while (
        more := {
            names[item.source.id]
            for item in told
            if any(_follows(words, found, deaths, apart) for _, words in item.phrases)
        }
        - apart
    ):
        apart |= more
    return apart


def _follows(words: Expression, found: Happenings, deaths: set[str], apart: set[str]) -> bool:
    """Tell whether words put something after a death, or to what is found after one."""
    named = {found.find(name).name for name in words.references}
    return bool(named & deaths and _is_later(words)) or bool(named & apart and not _is_sooner(words))


def _is_later(words: Expression) -> bool:
    if isinstance(words, Order):
        return words.word == "after"
    return isinstance(words, NightAfter | NextDay | Elapsed) or (
        isinstance(words, Offset | Within) and words.side == "after"
    )


def _is_sooner(words: Expression) -> bool:
    if isinstance(words, Order):
        return words.word != "after"
    return isinstance(words, Ending) or (isinstance(words, Offset | Within | ByOffset) and words.side == "before")
