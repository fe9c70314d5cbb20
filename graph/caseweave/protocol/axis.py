"""Days counted from one zero, and the claims that each of them rests on."""

from __future__ import annotations

from dataclasses import dataclass

from caseweave.clock.network import Claim, Resolved

__all__ = ["Axis", "Ground"]


@dataclass(frozen=True)
class Axis:
    """The days of a case from the happening ``point``, under the zero's ``name``. Names are as in the network."""

    case: Resolved
    name: str
    point: str

    def low(self, what: str) -> int | None:
        """Return the fewest days from the zero; None is unbounded."""
        return self.case.between(self.point, what)[0]

    def high(self, what: str) -> int | None:
        """Return the most days from the zero; None is unbounded."""
        return self.case.between(self.point, what)[1]

    def is_open(self, what: str) -> bool:
        """Tell whether nothing bounds the days from above but the end of the time of which the paper can tell."""
        return self.case.is_open(self.point, what)


@dataclass(frozen=True)
class Ground:
    """What a day rests on: the fewest, or the most, days to a happening. Its claims are found when asked for."""

    axis: Axis
    what: str
    most: bool

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the network."""
        return self.axis.case.rests_on(self.axis.point, self.what)[self.most]
