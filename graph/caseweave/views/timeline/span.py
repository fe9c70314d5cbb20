"""The days of a mark: what is certain, what is possible, and on which side the paper leaves them open."""

from __future__ import annotations

from dataclasses import dataclass

from caseweave.wording import stretch

__all__ = ["MarkSpan"]


@dataclass(frozen=True, slots=True)
class MarkSpan:
    """Days from day 0: the start lies in earliest..latest, the end in end_earliest..end_latest; None is not bounded.

    Raises ValueError where the days run backwards.

    >>> MarkSpan(14, 14, 18, 18).certain
    (14, 18)
    >>> MarkSpan(13, 20, 13, 20).certain is None
    True
    """

    earliest: int | None = None
    latest: int | None = None
    end_earliest: int | None = None
    end_latest: int | None = None

    def __post_init__(self) -> None:
        pairs = (
            (self.earliest, self.latest),
            (self.end_earliest, self.end_latest),
            (self.earliest, self.end_earliest),
            (self.latest, self.end_latest),
        )
        if any(first is not None and second is not None and first > second for first, second in pairs):
            raise ValueError(f"{stretch(self, 'terminal')} runs backwards; each first bound must not be after its last")

    @property
    def known(self) -> tuple[int, ...]:
        """Every day that bounds it, in order; empty where nothing is known."""
        days = (self.earliest, self.latest, self.end_earliest, self.end_latest)
        return tuple(sorted({day for day in days if day is not None}))

    @property
    def lasts(self) -> bool:
        """Tell whether its end is another point than its start."""
        return (self.earliest, self.latest) != (self.end_earliest, self.end_latest)

    @property
    def certain(self) -> tuple[int, int] | None:
        """First and last day on which it is sure to have been: latest start to earliest end."""
        if self.latest is None or self.end_earliest is None or self.latest > self.end_earliest:
            return None
        is_one_day = self.earliest == self.end_latest
        return (self.latest, self.end_earliest) if self.lasts or is_one_day else None

    @property
    def exact(self) -> int | None:
        """The day, where it is one certain day."""
        is_one_day = len(self.known) == 1 and not (self.opens_before or self.opens_after)
        return self.known[0] if is_one_day else None

    @property
    def is_one_sided(self) -> bool:
        """Tell whether all that is known is one day that it was not before, or not after."""
        return len(self.known) == 1 and self.certain is None

    def holds(self, other: MarkSpan) -> bool:
        """Tell whether all days of another lie within its own.

        >>> day, later = MarkSpan(10, 10, 10, 10), MarkSpan(9, None, 9, None)
        >>> MarkSpan(9, 20, 9, 20).holds(day), later.holds(MarkSpan(8, 8, 8, 8))
        (True, False)
        """
        low = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        high = self.end_latest is None or (other.end_latest is not None and other.end_latest <= self.end_latest)
        return low and high

    @property
    def opens_before(self) -> bool:
        """Tell whether it may have begun any time before."""
        return self.earliest is None

    @property
    def opens_after(self) -> bool:
        """Tell whether it may have gone on, or happened, any time after."""
        return self.end_latest is None
