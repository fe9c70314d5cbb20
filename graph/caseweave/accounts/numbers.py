"""The numbers a statement allows, as an interval with open or closed ends, and whether two allow a common one.

A unit is compared after conversion to the same one; where that is not possible, the numbers are not comparable.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from caseweave.accounts.likeness import Likeness
from caseweave.model import Statement
from caseweave.vocabulary.units import ratio

__all__ = ["Numbers", "commensurable", "exceeds", "near", "numbers", "overlap"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers a statement allows. None is no bound; ``point`` is the number itself where there is just one.

    ``step`` is the last place printed: 38.7 is given in tenths.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    point: Decimal | None = None
    step: Decimal = Decimal(0)
    unit: str | None = None


def numbers(statement: Statement, likeness: Likeness) -> Numbers | None:
    """Return the numbers a statement allows; a loose word of its qualifiers stands for a share where no number does."""
    unit = statement.unit or dict(statement.qualifiers).get("inferred unit")
    if statement.value is not None:
        return _single(statement.value, statement.comparator, unit, likeness.about)
    if statement.low is not None or statement.high is not None:
        strict = statement.comparator in {"<", ">"}
        return Numbers(statement.low, statement.high, strict, strict, unit=unit)
    named = [value for name, value in statement.qualifiers if name in {"expression", "amount"}]
    share = next((likeness.shares[word] for word in named if word in likeness.shares), None)
    return Numbers(*share, unit="%") if share else None


def _single(value: Decimal, comparator: str | None, unit: str | None, about: Decimal) -> Numbers:
    if comparator == "~":
        slack = abs(value) * about / 100
        return Numbers(value - slack, value + slack, point=value, unit=unit)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return Numbers(value, value, point=value, step=step, unit=unit)


def commensurable(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers] | None:
    """Return both in one unit, or None where their units cannot be converted or one is not given."""
    if one.unit == other.unit:
        return one, other
    size = ratio(one.unit, other.unit)
    if size is None:
        return None
    if size >= 1:
        return _times(one, size, other.unit), other
    return one, _times(other, 1 / size, one.unit)


def _times(found: Numbers, size: Fraction, unit: str | None) -> Numbers:
    factor = Decimal(size.numerator) / Decimal(size.denominator)

    def scaled(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * factor

    return replace(
        found,
        low=scaled(found.low),
        high=scaled(found.high),
        point=scaled(found.point),
        step=found.step * factor,
        unit=unit,
    )


def overlap(one: Numbers, other: Numbers) -> bool:
    """Tell whether some number is allowed by both; of two exact ones the coarser may be the finer rounded.

    >>> below, exact = Numbers(None, Decimal(1), high_open=True), Numbers(Decimal(1), Decimal(1))
    >>> overlap(below, exact), overlap(exact, Numbers(Decimal("0.9"), Decimal("1.1")))
    (False, True)
    """
    if _exact(one) and _exact(other):
        assert one.point is not None
        assert other.point is not None
        return one.point == other.point or _rounded(one, other) or _rounded(other, one)
    return not exceeds(one, other) and not exceeds(other, one)


def _exact(found: Numbers) -> bool:
    return found.point is not None and found.low == found.high


def _rounded(coarse: Numbers, fine: Numbers) -> bool:
    if coarse.point is None or fine.point is None or coarse.step <= fine.step:
        return False
    return abs(coarse.point - fine.point) * 2 <= coarse.step


def near(one: Numbers, other: Numbers) -> bool:
    """Tell whether two numbers differ by less than rounding does: 1 may be what another account calls below 1.

    >>> below, exact = Numbers(None, Decimal(1), high_open=True), Numbers(Decimal(1), Decimal(1), point=Decimal(1))
    >>> near(below, exact), near(exact, Numbers(Decimal(2), Decimal(2), point=Decimal(2)))
    (True, False)
    """
    bounds = ((one.low, other.high), (other.low, one.high))
    open_ended = not (_exact(one) and _exact(other)) and (_exact(one) or _exact(other))
    return open_ended and any(low is not None and low == high for low, high in bounds)


def exceeds(one: Numbers, other: Numbers) -> bool:
    """Tell whether every number of the one is greater than every number of the other."""
    if one.low is None or other.high is None:
        return False
    touching = one.low == other.high and (one.low_open or other.high_open)
    return one.low > other.high or touching
