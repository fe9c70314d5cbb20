"""What numbers a living patient can have: the widest bounds, so that what lies outside is an error of writing.

The table is ``ontology/ranges.tsv``: by what is measured, else by kind of statement, else for any number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final, TypeAlias

from caseweave import resources
from caseweave.model import Statement
from caseweave.vocabulary.table import rows
from caseweave.vocabulary.units import ratio

__all__ = ["possible", "unit_of", "units"]

Bounds: TypeAlias = tuple[Decimal, Decimal]

_COLUMNS: Final = ("of", "label", "unit", "least", "most")
_ANY: Final = "any"


def unit_of(record: Statement) -> str | None:
    """Return the unit of a statement's number, printed or inferred."""
    return record.unit or dict(record.qualifiers).get("inferred unit")


def units(record: Statement) -> tuple[str, ...]:
    """Return the usual units of what a statement measures; none where it is not a well-known measurement."""
    return tuple(unit for unit, _ in _ranges().get(record.about.curie, ()))


def possible(record: Statement) -> Bounds | None:
    """Return the least and the most that a statement's number can be in its unit; None where nothing is known."""
    unit = unit_of(record)
    if unit is None:
        return None
    exact = (bounds for usual, bounds in _ranges()[_ANY] if usual == unit)
    return next(iter((*_converted(record.about.curie, unit), *_converted(record.kind, unit), *exact)), None)


def _converted(of: str, unit: str) -> Iterator[Bounds]:
    """Yield the bounds of a measurement in a unit that its own can be converted to."""
    for usual, (least, most) in _ranges().get(of, ()):
        if size := ratio(usual, unit):
            yield _times(least, size), _times(most, size)


def _times(number: Decimal, size: Fraction) -> Decimal:
    return number * Decimal(size.numerator) / Decimal(size.denominator)


@cache
def _ranges() -> dict[str, tuple[tuple[str, Bounds], ...]]:
    found: dict[str, tuple[tuple[str, Bounds], ...]] = {}
    for _, row in rows(resources.ontology("ranges.tsv"), "ranges.tsv", _COLUMNS):
        bounds = (Decimal(row["least"]), Decimal(row["most"]))
        found[row["of"]] = (*found.get(row["of"], ()), (row["unit"], bounds))
    return found
