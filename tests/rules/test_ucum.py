"""Unit codes: those that papers need are read, those that papers print are refused with what to write."""

from __future__ import annotations

import pytest

from caseweave.rules.ucum import cure, is_unit

KNOWN = """
    % 1 a mo wk d h min s Hz g kg mg ug ng pg L dL mL uL nL m cm mm um nm m2 mm2 mm3 mol mmol umol nmol pmol g/dL
    g/L mg/dL mg/L ug/L ng/mL pg/mL mmol/L umol/L nmol/L pmol/L U/L mU/L [IU]/L [iU]/mL k[IU]/L eq meq/L osm
    mosm/kg /uL /mm3 /kg {cells}/uL {copies}/mL 10*3/uL 10*6/kg 10*9/L 10*12/L 10^9/L 10*6.{cells}/kg mg/kg mg/m2
    mg/kg/d ug/kg/min mm[Hg] cm[H2O] kPa Pa bar Cel [degF] K kcal cal J kJ W V N Bq MBq Gy cGy Sv mSv Ci mCi kat
    [CFU]/mL [pfu]/mL [pH] [ppm] [ppb] [in_i] [ft_i] [lb_av] [oz_av] [drp] deg [arb'U]/mL [TCID_50]/mL [Ch] L/L
    l/l mL/min/{1.73_m2} t fL pg
"""

PRINTED = {
    "mmHg": "mm[Hg]",
    "°C": "Cel",
    "C": "Cel",
    "F": "[degF]",
    "K/uL": "10*3/uL",
    "k/µL": "10*3/uL",
    "K/mm3": "10*3/mm3",
    "G/L": "10*9/L",
    "T/L": "10*12/L",
    "M/uL": "10*6/uL",
    "x10^9/L": "10*9/L",
    "× 10^3/μL": "10*3/uL",
    "cells/uL": "/uL",
    "cells/kg": "/kg",
    "per kg": "/kg",
    "mcg/mL": "ug/mL",
    "IU/mL": "[IU]/mL",
    "iu/l": "[IU]/l",
    "gm/dl": "g/dL",
    "years": "a",
    "Months": "mo",
    "weeks": "wk",
    "days": "d",
    "hrs": "h",
    "minutes": "min",
    "sec": "s",
    "percent": "%",
    "cc": "mL",
    "units/L": "U/L",
}

NEITHER = [
    "furlong",
    "/furlong",
    "mg//kg",
    "mg/",
    "",
    "mg kg",
    "10*",
    "{cells",
    "kk",
    "mg/kg/",
    "mmm",
    "h5x",
    "k%",
    "ma",
]


@pytest.mark.parametrize("unit", KNOWN.split())
def test_unit_of_a_clinical_paper_is_read(unit: str) -> None:
    """A code that clinical papers need is one."""
    assert is_unit(unit)


@pytest.mark.parametrize("unit", PRINTED)
def test_printed_unit_is_refused_with_its_code(unit: str) -> None:
    """What papers print in place of a code is refused, and the message says the code."""
    assert not is_unit(unit)
    assert cure(unit) == f"write {PRINTED[unit]!r}"
    assert is_unit(PRINTED[unit])


@pytest.mark.parametrize("unit", NEITHER)
def test_what_is_no_unit_is_refused_with_examples(unit: str) -> None:
    """What nobody can read is refused, and the message shows what codes look like."""
    assert not is_unit(unit)
    assert "such as mg/kg" in cure(unit)
