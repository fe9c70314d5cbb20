"""Scales of grades and scores: their range, their steps, whether more is better or worse, and Roman numerals.

The table is ``ontology/scales.tsv``. A grade whose paper names no scale lies between 0 and 5, and more is worse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from caseweave import resources
from caseweave.vocabulary.table import rows, texts

__all__ = ["UNNAMED", "GradeScale", "arabic", "grade_numbers", "scale"]

_COLUMNS: Final = ("name", "synonyms", "lowest", "highest", "step", "more", "grades")
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?|\b(?:i{1,3}|iv|v)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GradeScale:
    """A scale: ``step`` is the distance of its values, None where any number between the ends is one."""

    name: str
    lowest: Decimal
    highest: Decimal
    step: Decimal | None = Decimal(1)
    more: Literal["better", "worse"] = "worse"
    grades: tuple[str, ...] = ()

    def holds(self, number: Decimal) -> bool:
        """Tell whether a number is one of the scale.

        >>> coma = scale("GCS")
        >>> coma.more, coma.holds(Decimal(15)), coma.holds(Decimal(2)), coma.holds(Decimal("8.5"))
        ('better', True, False, False)
        """
        if number == 0 and self.lowest == 1:
            return True  # where the first grade is 1, grade 0 says that there is nothing to grade
        inside = self.lowest <= number <= self.highest
        return inside and (self.step is None or (number - self.lowest) % self.step == 0)


UNNAMED: Final = GradeScale("grade", Decimal(0), Decimal(5))
"""Stands for the scale of a grade whose paper names none."""


def scale(name: str) -> GradeScale | None:
    """Return the scale of a name or synonym, whatever its case; None for one that the table has not."""
    return _scales().get(name.casefold())


def arabic(text: str) -> str:
    """Return a Roman numeral of a grade in figures, any other text as it is.

    >>> arabic("IV"), arabic("ii"), arabic("3")
    ('4', '2', '3')
    """
    return _ROMAN.get(text.casefold(), text)


def grade_numbers(text: str) -> list[str]:
    """Return the numbers of a text, Roman ones in figures.

    >>> grade_numbers("grade II to 3")
    ['2', '3']
    """
    return [arabic(found) for found in _NUMBER.findall(text)]


@cache
def _scales() -> dict[str, GradeScale]:
    found: dict[str, GradeScale] = {}
    for place, row in rows(resources.ontology("scales.tsv"), "scales.tsv", _COLUMNS):
        made = _scale(place, row)
        for name in (row["name"], *texts(row["synonyms"])):
            if found.setdefault(name.casefold(), made) is not made:
                raise ValueError(f"{place}: {name!r} already names {found[name.casefold()].name!r}; remove one")
    return found


def _scale(place: str, row: dict[str, str]) -> GradeScale:
    more = next((way for way in _WAYS if way == row["more"]), None)
    lowest, highest = Decimal(row["lowest"]), Decimal(row["highest"])
    if more is None or lowest >= highest:
        raise ValueError(f"{place}: wanted better or worse in more, and a lowest below the highest")
    step = Decimal(row["step"]) if row["step"] else None
    return GradeScale(row["name"], lowest, highest, step, more, texts(row["grades"]))


_WAYS: Final[tuple[Literal["better", "worse"], ...]] = ("better", "worse")
