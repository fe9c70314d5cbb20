"""What a statement says of how far a lesion has come: worse, mixed, better, nearly cleared or cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from caseweave.clock import phrase as timewords
from caseweave.clock.phrase import Elapsed, Expression, Offset, Order, Within
from caseweave.model import Aspect, Change, Statement
from caseweave.vocabulary import lexicon

__all__ = ["STEPS", "Level", "Sighting", "Step", "level"]

Level = Literal["there", "worse", "mixed", "stable", "improved", "nearly cleared", "cleared"]
Step = Literal["improved", "nearly cleared", "cleared"]

STEPS: Final[Mapping[str, Step]] = {"improves": "improved", "nearly cleared": "nearly cleared", "cleared": "cleared"}
"""How far a thing has come that tells one of these steps of change; other steps are no stages on the way."""

_IMPROVES: Final = "improves"
"""The step of the lexicon that the level ``improved`` has reached."""


def level(statement: Statement) -> Level:
    """Return how far a lesion has come by one statement about it.

    Nearly cleared is what is so as a whole, or in every aspect named where these together speak for the whole. A
    symptom that is gone does not make a lesion clear (``aspects`` of ``ontology/lexicon.yaml``).
    """
    course = dict(statement.course)
    if statement.state == "absent" or "cleared" in {course[aspect] for aspect in course if lexicon.is_whole(aspect)}:
        return "cleared"
    if _is_nearly(course):
        return "nearly cleared"
    better, worse = not lexicon.better().isdisjoint(course.values()), not lexicon.worse().isdisjoint(course.values())
    if better or worse:
        return "mixed" if better and worse else "improved" if better else "worse"
    return "stable" if course else "there"


def _is_nearly(course: Mapping[Aspect, Change]) -> bool:
    looked_at = any(map(lexicon.is_whole, course)) or lexicon.together() <= course.keys()
    return looked_at and all(lexicon.reach(change) >= lexicon.reach("nearly cleared") for change in course.values())


@dataclass(frozen=True, slots=True)
class Sighting:
    """A statement about a lesion, and how far the lesion has come by it."""

    statement: Statement
    level: Level

    def reaches(self, step: Step) -> bool:
        """Tell whether the lesion has come so far, or farther."""
        return lexicon.reach(_step(self.level)) >= lexicon.reach(_step(step))

    def is_short_of(self, step: Step) -> bool:
        """Tell whether the lesion has certainly not come so far."""
        return _step(self.level) in lexicon.short_of(_step(step))

    @property
    def is_change(self) -> bool:
        """Whether the words date the change itself, by its length or its place after something, not a look."""
        if self.statement.state == "absent":
            return False
        return any(_dates_change(timewords.parse(phrase)) for phrase in self.statement.when)

    @property
    def day(self) -> str:
        """The point in time at which the lesion has come so far, as the network names it."""
        ends = self.level in {"nearly cleared", "cleared"} and self.statement.state == "present"
        return f"end of {self.statement.id}" if ends else self.statement.id


def _step(level: Level) -> str:
    return _IMPROVES if level == "improved" else level


def _dates_change(expression: Expression) -> bool:
    """Tell whether words say how long a change took, or after what it came; a day or a limit dates a look."""
    if isinstance(expression, Order):
        return expression.word == "after"
    return isinstance(expression, Offset | Within | Elapsed)
