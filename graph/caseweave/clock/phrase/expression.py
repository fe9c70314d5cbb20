"""What a time phrase says of a happening, as frozen records whose ``str`` is the canonical phrase.

Each says how the happening lies to a *moment*: a place on an axis, another happening, or one of several readings of it
(:mod:`.moment`). Every record names its ``references`` and how far it can be trusted (``trust``); an expression also
tells whether the happening ``lasts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from caseweave.clock.phrase.moment import RANK, Amount, Either, Moment, Reference, Side, Trust, Words

__all__ = [
    "AfterCycles",
    "At",
    "Between",
    "ByOffset",
    "During",
    "EitherSide",
    "Elapsed",
    "Ending",
    "Expression",
    "For",
    "From",
    "FromTo",
    "NextDay",
    "NightAfter",
    "Offset",
    "Order",
    "Within",
]


@dataclass(frozen=True, slots=True)
class At(Words):
    """On a day, or about it.

    >>> from caseweave.clock.phrase import Day
    >>> str(At(Day(4), about=True)), str(At(Reference("biopsy-1")))
    ('about day 4', 'same day as biopsy-1')
    """

    moment: Moment
    about: bool = False

    @property
    def trust(self) -> Trust:
        """Trust of the day itself, unless it is only about that day."""
        return "vague" if self.about else self.moment.trust

    def __str__(self) -> str:
        if isinstance(self.moment, Reference | Either):
            return f"same day as {self.moment}"
        return f"about {self.moment}" if self.about else str(self.moment)


@dataclass(frozen=True, slots=True)
class Between(Words):
    """On one day, not known which, from the first to the last moment.

    >>> from caseweave.clock.phrase import Day
    >>> str(Between(Day(4), Day(7)))
    'between day 4 and day 7'
    """

    first: Moment
    last: Moment

    def __str__(self) -> str:
        return f"between {self.first} and {self.last}"


@dataclass(frozen=True, slots=True)
class Order(Words):
    """Before, after or by a moment, with no length given.

    >>> from caseweave.clock.phrase import Day
    >>> str(Order("before", Reference("infusion"))), str(Order("by", Day(20)))
    ('before infusion', 'by day 20')
    """

    word: Literal["before", "after", "by"]
    moment: Moment

    def __str__(self) -> str:
        return f"{self.word} {self.moment}"


@dataclass(frozen=True, slots=True)
class Offset(Words):
    """So long before or after a moment.

    >>> str(Offset(Amount(4, 4, "d"), "before", Reference("infusion")))
    '4 d before infusion'
    """

    amount: Amount
    side: Side
    moment: Moment

    def __str__(self) -> str:
        return f"{self.amount} {self.side} {self.moment}"


@dataclass(frozen=True, slots=True)
class EitherSide(Words):
    """So long before or after a moment: the paper does not say which.

    >>> str(EitherSide(Amount(2, 2, "wk"), Reference("surgery")))
    '2 wk before or after surgery'
    """

    amount: Amount
    moment: Moment

    @property
    def readings(self) -> tuple[Offset, ...]:  # type: ignore[override]
        """The ways to read the words: before, then after, each moment that may be meant."""
        both: tuple[Side, Side] = ("before", "after")
        return tuple(read for side in both for read in Offset(self.amount, side, self.moment).readings)

    def __str__(self) -> str:
        return f"{self.amount} before or after {self.moment}"


@dataclass(frozen=True, slots=True)
class ByOffset(Words):
    """At the latest so long before or after a moment.

    >>> str(ByOffset(Amount(10, 10, "d"), "after", Reference("surgery")))
    'by 10 d after surgery'
    """

    amount: Amount
    side: Side
    moment: Moment

    def __str__(self) -> str:
        return f"by {self.amount} {self.side} {self.moment}"


@dataclass(frozen=True, slots=True)
class NextDay(Words):
    """On the day that follows a moment; of no moment where the paper does not say which.

    >>> str(NextDay(Reference("biopsy-1"))), str(NextDay())
    ('next day after biopsy-1', 'next day')
    """

    floor: ClassVar[Trust] = "offset"

    moment: Moment | None = None

    def __str__(self) -> str:
        return f"next day after {self.moment}" if self.moment else "next day"


@dataclass(frozen=True, slots=True)
class AfterCycles(Words):
    """When so many cycles of a regimen have begun and gone by.

    >>> str(AfterCycles(2, Reference("chemotherapy")))
    'after 2 cycles of chemotherapy'
    """

    count: int
    moment: Reference

    def __str__(self) -> str:
        return f"after {self.count} cycle{'s' if self.count > 1 else ''} of {self.moment}"


@dataclass(frozen=True, slots=True)
class Within(Words):
    """At some time in the stretch before or after a moment; ``over the next`` fills it from first to last day.

    >>> from caseweave.clock.phrase import Day
    >>> str(Within("over the next", Amount(1, 1, "wk"), "after", Day(13)))
    'over the next 1 wk after day 13'
    """

    word: Literal["within", "in", "over the next"]
    amount: Amount
    side: Side
    moment: Moment

    @property
    def trust(self) -> Trust:
        """``within`` bounds a counted length; ``in`` and ``over the next`` are loose."""
        loose: Trust = "offset" if self.word == "within" else "vague"
        return max((loose, self.amount.trust, self.moment.trust), key=RANK.index)

    @property
    def lasts(self) -> bool:
        """What happens over a stretch lasts; what happens within it need not."""
        return self.word == "over the next"

    def __str__(self) -> str:
        return f"{self.word} {self.amount} {self.side} {self.moment}"


@dataclass(frozen=True, slots=True)
class NightAfter(Words):
    """In the night that follows a day: that day or the next.

    >>> from caseweave.clock.phrase import Day
    >>> str(NightAfter(Day(10)))
    'night after day 10'
    """

    floor: ClassVar[Trust] = "vague"

    moment: Moment

    def __str__(self) -> str:
        return f"night after {self.moment}"


@dataclass(frozen=True, slots=True)
class Elapsed(Words):
    """So long into another happening, counted from its first day.

    >>> str(Elapsed(Amount(5, 5, "mo"), Reference("remission")))
    'after 5 mo of remission'
    """

    amount: Amount
    moment: Reference

    def __str__(self) -> str:
        return f"after {self.amount} of {self.moment}"


@dataclass(frozen=True, slots=True)
class During(Words):
    """Wholly inside another happening.

    >>> str(During(Reference("induction")))
    'during induction'
    """

    moment: Reference

    def __str__(self) -> str:
        return f"during {self.moment}"


@dataclass(frozen=True, slots=True)
class FromTo(Words):
    """Lasting from the first to the last moment.

    >>> from caseweave.clock.phrase import Day
    >>> str(FromTo(Day(14), Day(18)))
    'from day 14 to day 18'
    """

    first: Moment
    last: Moment

    @property
    def lasts(self) -> bool:
        """Always."""
        return True

    def __str__(self) -> str:
        return f"from {self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class From(Words):
    """Lasting from a moment on; the end is not given.

    >>> from caseweave.clock.phrase import Day
    >>> str(From(Day(9)))
    'from day 9'
    """

    moment: Moment

    @property
    def lasts(self) -> bool:
        """Always."""
        return True

    def __str__(self) -> str:
        return f"from {self.moment}"


@dataclass(frozen=True, slots=True)
class Ending(Words):
    """Lasting until a moment, or up to it and no longer; the first day is not given.

    >>> from caseweave.clock.phrase import Day
    >>> str(Ending("up to", Day(18)))
    'up to day 18'
    """

    word: Literal["until", "up to"]
    moment: Moment

    @property
    def lasts(self) -> bool:
        """Always."""
        return True

    def __str__(self) -> str:
        return f"{self.word} {self.moment}"


@dataclass(frozen=True, slots=True)
class For(Words):
    """Lasting so long.

    >>> str(For(Amount(5, 5, "mo", "at least")))
    'for at least 5 mo'
    """

    amount: Amount

    @property
    def lasts(self) -> bool:
        """Always."""
        return True

    def __str__(self) -> str:
        return f"for {self.amount}"


Expression: TypeAlias = (
    At
    | Between
    | Order
    | Offset
    | EitherSide
    | ByOffset
    | NextDay
    | AfterCycles
    | Within
    | NightAfter
    | Elapsed
    | During
    | FromTo
    | From
    | Ending
    | For
)
