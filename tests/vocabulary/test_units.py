"""Unit codes: those that papers need are read, those that papers print are refused with what to write."""

from __future__ import annotations

import csv
import re
from fractions import Fraction

import pytest

from caseweave import corpus, resources
from caseweave.model import Quantity
from caseweave.vocabulary.units import alternatives, cure, is_unit, qudt, ratio, shown, spellings, unit_code, words

KNOWN = """
    % 1 a mo wk d h min s Hz g kg mg ug ng pg L dL mL uL nL m cm mm um nm m2 mm2 mm3 mol mmol umol nmol pmol g/dL
    g/L mg/dL mg/L ug/L ng/mL pg/mL mmol/L umol/L nmol/L pmol/L U/L mU/L [IU]/L [iU]/mL k[IU]/L eq meq/L osm
    mosm/kg /uL /mm3 /kg {cells}/uL {copies}/mL 10*3/uL 10*6/kg 10*9/L 10*12/L 10^9/L 10*6.{cells}/kg mg/kg mg/m2
    mg/kg/d ug/kg/min mm[Hg] cm[H2O] kPa Pa bar Cel [degF] K kcal cal J kJ W V N Bq MBq Gy cGy Sv mSv Ci mCi kat
    [CFU]/mL [pfu]/mL [pH] [ppm] [ppb] [in_i] [ft_i] [lb_av] [oz_av] [drp] deg [arb'U]/mL [TCID_50]/mL [Ch] L/L
    l/l mL/min/{1.73_m2} t fL pg
"""

RARE = "1 s m m/s meq/L [pH] cm[H2O] mU/L Hz mol deg dB dyn.s/cm5 W mV nm 10*4/uL /mL ug/mL ng/L mg/kg/d mL/min"

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
    "iu/l": "[IU]/L",
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


@pytest.mark.parametrize("unit", [*KNOWN.split(), *RARE.split()])
def test_unit_of_a_clinical_paper_is_read(unit: str) -> None:
    """A code that clinical papers need is one: papers print it, people can read it, and it has a size."""
    code = unit_code(unit)
    assert code is not None
    assert is_unit(unit)
    assert code.size > 0
    assert ratio(unit, unit) == 1
    assert code.is_bare or all(spellings(part) for part in (*code.above, *code.below))
    assert not re.search(r"[][*^{}]", shown(unit) + shown(unit, "sentence"))


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


@pytest.mark.parametrize(
    ("one", "other", "size"),
    [
        ("/mm3", "/uL", 1),
        ("10*4/uL", "/uL", 10_000),
        ("10*9/L", "10*3/uL", 1),
        ("{cells}/uL", "/uL", 1),
        ("g/dL", "g/L", 10),
        ("pmol/L", "nmol/L", Fraction(1, 1000)),
        ("kPa", "Pa", 1000),
        ("kPa", "mm[Hg]", Fraction(1000, Fraction(133322, 1000))),
        ("a", "mo", 12),
        ("wk", "d", 7),
        ("[IU]/L", "[iU]/L", 1),
        ("l/l", "L/L", 1),
        ("kcal", "kJ", Fraction(4184, 1000)),
        ("mg/kg", "%", None),
        ("mo", "d", None),
        ("Cel", "[degF]", None),
        ("[CFU]/mL", "[pfu]/mL", None),
        ("U/L", "[IU]/L", None),
        ("furlong", "m", None),
    ],
)
def test_units_convert_only_where_they_measure_the_same(one: str, other: str, size: Fraction | None) -> None:
    """Conversion is exact; a dose per weight is no share, a month has no certain number of days."""
    assert ratio(one, other) == size
    assert ratio(other, one) == (1 / Fraction(size) if size else None)


def test_a_unit_has_an_identity_elsewhere() -> None:
    """What the table maps is a code, and what is not mapped has none."""
    assert (qudt("pmol/L"), qudt("mm[Hg]"), qudt("U/L")) == ("unit:PicoMOL-PER-L", "unit:MilliM_HG", None)
    for row in csv.DictReader(resources.ontology("units.tsv").splitlines(), delimiter="\t"):
        assert not row["qudt"] or is_unit(row["code"])


def test_words_that_also_mean_something_else_are_no_units_by_themselves() -> None:
    """A second biopsy, a foot, a mole and 8 in the evening are not seconds, feet, moles and metres."""
    assert words().isdisjoint({"second", "foot", "mole", "m", "s", "k", "n", "in", "drop", "bar"})
    assert words() > {"mg", "ml", "mmhg", "kpa", "hours", "%", "iu", "mcg"}


def test_other_units_of_the_same_kind_are_looked_for() -> None:
    """A concentration may be printed in other masses and volumes, nothing else."""
    wanted = unit_code("g/dL")
    assert wanted is not None
    found = {f"{unit.above[0]}/{unit.below[0]}" for unit in alternatives(wanted)}
    assert {"mg/L", "g/L", "ng/mL"} <= found
    assert not any("mol" in unit for unit in found)


def test_ranges_are_of_terms_and_units() -> None:
    """Each row of the table of ranges names a term by its label, a unit, and a range that is one."""
    catalogue = corpus.load().catalogue
    for row in csv.DictReader(resources.ontology("ranges.tsv").splitlines(), delimiter="\t"):
        assert is_unit(row["unit"])
        assert float(row["least"]) < float(row["most"])
        assert ":" not in row["of"] or catalogue[row["of"]].label == row["label"]
        assert Quantity.parse(row["most"]).value is not None
