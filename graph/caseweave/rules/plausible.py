"""What numbers a living patient can have: the widest bounds, so that what lies outside is an error of writing."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final, TypeAlias

from caseweave.model import Statement

__all__ = ["possible", "unit_of", "units"]

Bounds: TypeAlias = tuple[Decimal, Decimal]

_WHITE_CELLS: Final = "10*3/uL 0 2000, 10*9/L 0 2000, 10*4/uL 0 200, /uL 0 2e6, {cells}/uL 0 2e6, /mm3 0 2e6"
_PLATELETS: Final = "10*3/uL 0 6000, 10*9/L 0 6000, 10*4/uL 0 600, /uL 0 6e6, /mm3 0 6e6"

_MEASURED: Final = {
    "NCIT:C25298": "mm[Hg] 20 350, kPa 2.5 47",  # systolic blood pressure
    "NCIT:C25299": "mm[Hg] 5 250, kPa 0.6 34",  # diastolic blood pressure
    "NCIT:C174446": "Cel 13 46, [degF] 55 115",  # body temperature
    "caseweave:maximum-temperature": "Cel 13 46, [degF] 55 115",
    "HP:0001945": "Cel 37 46, [degF] 98 115",  # fever
    "NCIT:C51948": _WHITE_CELLS,
    "NCIT:C51951": _PLATELETS,
    "NCIT:C64848": "g/dL 1 27, g/L 10 270, mmol/L 0.6 17",  # haemoglobin
    "NCIT:C64796": "% 3 85, L/L 0.03 0.85, 1 0.03 0.85",  # haematocrit
    "NCIT:C64548": "mg/dL 0 100, mg/L 0 1000, ug/mL 0 1000, nmol/L 0 10000",  # C-reactive protein
    "NCIT:C64606": "mg/dL 0 2000, g/L 0 20, umol/L 0 60",  # fibrinogen
    "NCIT:C74737": "ng/mL 0 1e6, ug/L 0 1e6, ug/dL 0 1e5, pmol/L 0 3e6",  # ferritin
    "NCIT:C74834": "pg/mL 0 1e7, ng/L 0 1e7, ng/mL 0 1e4",  # IL-6
    "NCIT:C74806": "pg/mL 0 1e7, ng/L 0 1e7, ng/mL 0 1e4",  # IL-10
}
"""By what is measured: its usual units, each with the least and the most."""

_BY_KIND: Final = {
    "demographic": "a 0 130, mo 0 1560, wk 0 6800, d 0 47500",
    "treatment": "/kg 1e3 1e12, {cells}/kg 1e3 1e12",  # cells: less is a lost exponent
}
_ANY: Final = "% 0 100, Cel 13 46, [degF] 55 115"


@cache
def _table(text: str) -> dict[str, Bounds]:
    rows = (row.split() for row in text.split(","))
    return {unit: (Decimal(least), Decimal(most)) for unit, least, most in rows}


def unit_of(record: Statement) -> str | None:
    """Return the unit of a statement's number, printed or inferred."""
    return record.unit or dict(record.qualifiers).get("inferred unit")


def units(record: Statement) -> tuple[str, ...]:
    """Return the usual units of what a statement measures; none where it is not a well-known measurement."""
    return tuple(_table(_MEASURED[record.about.curie])) if record.about.curie in _MEASURED else ()


def possible(record: Statement) -> Bounds | None:
    """Return the least and the most that a statement's number can be in its unit; None where nothing is known."""
    unit = unit_of(record)
    texts = (_MEASURED.get(record.about.curie), _BY_KIND.get(record.kind), _ANY)
    found = (_table(text).get(unit) for text in texts if text and unit)
    return next((bounds for bounds in found if bounds), None)
