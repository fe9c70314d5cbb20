"""The places in time that a phrase names, and lengths of time, as frozen records whose ``str`` is what is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar, Final, Literal, Self, TypeAlias

__all__ = [
    "RANK",
    "Amount",
    "Axis",
    "ClockDay",
    "CycleDay",
    "Date",
    "Day",
    "DayOf",
    "Either",
    "Moment",
    "Part",
    "Place",
    "Qualifier",
    "Reference",
    "Side",
    "Trust",
    "Unit",
    "Words",
]

Trust = Literal["day", "offset", "vague"]
Unit = Literal["min", "h", "d", "wk", "mo", "a"]
Part = Literal["early", "mid", "late"]
Side = Literal["before", "after"]
Qualifier = Literal["", "about", "at least", "at most"]

RANK: Final[tuple[Trust, ...]] = ("day", "offset", "vague")
"""The kinds of words, the most trusted first."""


class Words:
    """What all records share: the happenings they name, and the least trust among their parts."""

    __slots__ = ()
    floor: ClassVar[Trust] = "day"

    @property
    def parts(self) -> tuple[Words, ...]:
        """The records this one is made of, in the order they are printed."""
        return tuple(part for part in map(self.__getattribute__, self.__slots__) if isinstance(part, Words))

    @property
    def references(self) -> tuple[str, ...]:
        """Ids of the statements and events the words name, in order, each once."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.references))

    @property
    def trust(self) -> Trust:
        """``day`` for a date, a day or a bare order, ``offset`` for a counted length, ``vague`` for a loose word."""
        return max((self.floor, *(part.trust for part in self.parts)), key=RANK.index)

    @property
    def lasts(self) -> bool:
        """Whether the words say that the happening goes on from a first to a last day."""
        return False

    @property
    def readings(self) -> tuple[Self, ...]:
        """The ways to read the words: one for each alternative they leave open, else only themselves."""
        moment = getattr(self, "moment", None)
        if not isinstance(moment, Either):
            return (self,)
        return tuple(replace(self, moment=reading) for reading in moment.moments)  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Day(Words):
    """A day counted from the case's day 0.

    >>> str(Day(9)), str(Day(-3))
    ('day 9', 'day -3')
    """

    number: int

    def __str__(self) -> str:
        return f"day {self.number}"


@dataclass(frozen=True, slots=True)
class Date(Words):
    """A day, a month or a year of the calendar, or the early, middle or late part of a month or year.

    >>> str(Date(2023, 3, 27)), str(Date(2023, 3, part="late"))
    ('2023-03-27', 'late 2023-03')
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: Part | None = None

    @property
    def trust(self) -> Trust:
        """Tell a printed date (``day``) from a loose part of a month or year (``vague``)."""
        return "vague" if self.part else "day"

    def __str__(self) -> str:
        numbers = [f"{self.year:04d}", *(f"{number:02d}" for number in (self.month, self.day) if number is not None)]
        return f"{self.part} {'-'.join(numbers)}" if self.part else "-".join(numbers)


@dataclass(frozen=True, slots=True)
class CycleDay(Words):
    """A day of a treatment cycle, on the clock of the statement that starts the regimen.

    >>> str(CycleDay(2, 8, "blinatumomab-1"))
    'C2D8 of blinatumomab-1'
    """

    cycle: int
    day: int
    clock: str

    @property
    def references(self) -> tuple[str, ...]:
        """The statement whose cycles count."""
        return (self.clock,)

    def __str__(self) -> str:
        return f"C{self.cycle}D{self.day} of {self.clock}"


@dataclass(frozen=True, slots=True)
class ClockDay(Words):
    """A day by a count that the case's head declares, such as hospital day; else by a count whose start nobody tells.

    >>> str(ClockDay("hospital day", 13)), str(ClockDay("day of illness", 3))
    ('hospital day 13', 'day 3 of illness')
    """

    clock: str
    number: int

    def __str__(self) -> str:
        rest = self.clock.removeprefix("day of ")
        return f"{self.clock} {self.number}" if rest == self.clock else f"day {self.number} of {rest}"


@dataclass(frozen=True, slots=True)
class DayOf(Words):
    """A day by its number in the course of another happening.

    >>> str(DayOf(3, "fever"))
    'day 3 of fever'
    """

    number: int
    id: str

    @property
    def references(self) -> tuple[str, ...]:
        """The happening whose days are counted."""
        return (self.id,)

    def __str__(self) -> str:
        return f"day {self.number} of {self.id}"


@dataclass(frozen=True, slots=True)
class Reference(Words):
    """Another happening, or its first or last day.

    >>> str(Reference("induction", "end"))
    'end of induction'
    """

    id: str
    edge: Literal["start", "end"] | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """The happening named."""
        return (self.id,)

    def __str__(self) -> str:
        return f"{self.edge} of {self.id}" if self.edge else self.id


@dataclass(frozen=True, slots=True)
class Either(Words):
    """Several readings of what is meant, of which one holds.

    >>> str(Either((Reference("infusion"), Reference("skin-inflammation"))))
    'infusion or skin-inflammation'
    """

    moments: tuple[Place, ...]

    @property
    def parts(self) -> tuple[Words, ...]:
        """The readings."""
        return self.moments

    def __str__(self) -> str:
        return " or ".join(map(str, self.moments))


Axis: TypeAlias = Day | Date | CycleDay | ClockDay | DayOf
"""A place that a count of days or the calendar gives."""

Place: TypeAlias = Axis | Reference
Moment: TypeAlias = Place | Either


@dataclass(frozen=True, slots=True)
class Amount(Words):
    """A length of time: one number of a unit, or a range of it; a number that is not whole is a Decimal.

    >>> str(Amount(4, 4, "mo", "about")), str(Amount(2, 3, "wk")), str(Amount(Decimal("1.5"), Decimal("1.5"), "mo"))
    ('about 4 mo', '2-3 wk', '1.5 mo')
    """

    low: int | Decimal
    high: int | Decimal
    unit: Unit
    qualifier: Qualifier = ""

    @property
    def trust(self) -> Trust:
        """Tell a counted length (``offset``) from one that is only about so long (``vague``)."""
        return "vague" if self.qualifier == "about" else "offset"

    def __str__(self) -> str:
        number = str(self.low) if self.low == self.high else f"{self.low}-{self.high}"
        return f"{self.qualifier} {number} {self.unit}".lstrip()
