"""How well two curators agree, kind by kind: how many things both saw, how many are told alike, and Cohen's kappa.

What is rated is each thing that either of them recorded: is it of this kind, or not? Kappa holds the agreement on that
against what chance would give; it is not told where both say the same of everything.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from caseweave.curation.double.matches import Match
from caseweave.model import LISTS

__all__ = ["AGREEMENT_COLUMNS", "Agreement", "agreements"]

_ALL: Final = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of one kind: things that both recorded, that one of them did, that both tell alike, and kappa."""

    kind: str
    both: int
    only_first: int
    only_second: int
    alike: int
    kappa: float | None

    @property
    def agreement(self) -> float | None:
        """The share of all things of the kind that both recorded and tell alike."""
        every = self.both + self.only_first + self.only_second
        return round(self.alike / every, 3) if every else None

    def row(self) -> dict[str, object]:
        """Return the public columns as plain values."""
        return {name: getattr(self, name) for name in AGREEMENT_COLUMNS}


AGREEMENT_COLUMNS: Final = ("kind", "both", "only_first", "only_second", "alike", "agreement", "kappa")


def agreements(found: Sequence[Match], differing: Collection[tuple[str | None, str | None]]) -> tuple[Agreement, ...]:
    """Return the agreement of each kind that either recorded, then that of all; ``differing`` are pairs of ids."""
    kinds = [kind for kind in LISTS["kind"] if any(kind in match.kinds for match in found)]
    alike = [match for match in found if match.first and match.second and _ids(match) not in differing]
    told = [_of(kind, found, alike) for kind in kinds]
    both = sum(match.kinds[0] == match.kinds[1] for match in found)
    ones, others = (sum(bool(match.kinds[at]) for match in found) for at in (0, 1))
    whole = Agreement(
        kind=_ALL,
        both=both,
        only_first=ones - both,
        only_second=others - both,
        alike=len(alike),
        kappa=_kappa([match.kinds for match in found]),
    )
    return (*told, whole)


def _ids(match: Match) -> tuple[str | None, str | None]:
    return (match.first.id if match.first else None, match.second.id if match.second else None)


def _of(kind: str, found: Sequence[Match], alike: Sequence[Match]) -> Agreement:
    rated = [(match.kinds[0] == kind, match.kinds[1] == kind) for match in found]
    return Agreement(
        kind=kind,
        both=rated.count((True, True)),
        only_first=rated.count((True, False)),
        only_second=rated.count((False, True)),
        alike=sum(match.kinds == (kind, kind) for match in alike),
        kappa=_kappa(rated),
    )


def _kappa(rated: Sequence[tuple[object, object]]) -> float | None:
    """Return Cohen's kappa of two raters; None where chance alone would have them agree.

    >>> _kappa([(1, 1), (0, 0), (1, 0), (0, 1)]), _kappa([(1, 1), (0, 0)]), _kappa([(1, 1)])
    (0.0, 1.0, None)
    """
    count = len(rated)
    if not count:
        return None
    seen = Fraction(sum(one == other for one, other in rated), count)
    ratings = {rating for pair in rated for rating in pair}
    firsts, seconds = [one for one, _ in rated], [other for _, other in rated]
    chance = sum(Fraction(firsts.count(rating) * seconds.count(rating), count**2) for rating in ratings)
    return None if chance == 1 else round(float((seen - chance) / (1 - chance)), 3)
