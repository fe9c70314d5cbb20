"""Numbers with their units: as printed, never more precise, lost superscripts only where the number proves them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from caseweave.model import Quantity
from caseweave.wording import STYLES, Style, amount, mended, number, unit


@dataclass(frozen=True, slots=True)
class Said:
    """A number with its unit and print."""

    comparator: str | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    printed: str | None = None


NUMBERS: dict[str, tuple[str, str]] = {
    "38.7": ("38.7", "38.7"),
    "<1": ("<1", "<1"),
    "<=1": ("≤1", "<=1"),
    ">=2": ("≥2", ">=2"),
    "~50": ("~50", "~50"),
    "2-3": ("2–3", "2-3"),
    "-3--2": ("−3 to −2", "-3 to -2"),
    "-2": ("−2", "-2"),
    "1e6": ("1 × 10⁶", "1000000"),
    "2.5e9": ("2.5 × 10⁹", "2500000000"),
    "1234567": ("1234567", "1234567"),
    "150000": ("150000", "150000"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_has_one_spelling_a_style(text: str, style: Style) -> None:
    """Bounds and ranges stay what they are; only the terminal spells in ASCII."""
    assert number(Quantity.parse(text), style) == NUMBERS[text][style == "terminal"]


@pytest.mark.parametrize(
    ("printed", "values", "cell"),
    [
        ("1×106 cells per kg", ["1000000"], "1 × 10⁶ cells per kg"),
        ("1 x 106/kg", ["1e6"], "1 × 10⁶/kg"),
        ("2.5×10^8 cells", ["250000000"], "2.5 × 10⁸ cells"),
        ("1–2×106", ["1e6", "2e6"], "1–2 × 10⁶"),
        ("3×10-2", ["0.03"], "3 × 10⁻²"),
        ("1×106", ["106"], "1×106"),
        ("1×106", [], "1×106"),
        ("8 mg/kg", ["8"], "8 mg/kg"),
        ("1×1064", ["1000000"], "1×1064"),
    ],
)
def test_only_a_proved_superscript_is_put_back(printed: str, values: list[str], cell: str) -> None:
    """What the print says stays, but for a power of ten that is the statement's own number."""
    assert mended(printed, map(Decimal, values), "cell") == cell


@pytest.mark.parametrize("style", STYLES)
def test_an_amount_has_its_unit_in_words(style: Style) -> None:
    """No code of a unit reaches a reader where a word is known."""
    assert amount(Said(value=Decimal(18), unit="a"), style) == "18 years"
    assert amount(Said(value=Decimal(1), unit="mo"), style) == "1 month"
    assert amount(Said(value=Decimal(8), unit="mg/kg"), style) == "8 mg/kg"
    assert amount(Said(printed="a few", unit="a"), style) == "a few"


@pytest.mark.parametrize(
    ("code", "cell", "terminal"),
    [
        ("/uL", "/µL", "/uL"),
        ("10*9/L", " × 10⁹/L", " x 10^9/L"),
        ("Cel", " °C", " degC"),
        ("mm[Hg]", " mmHg", " mmHg"),
        ("%", " %", " %"),
        ("{cells}/uL", " cells/µL", " cells/uL"),
        (None, "", ""),
    ],
)
def test_a_unit_is_typeset(code: str | None, cell: str, terminal: str) -> None:
    """Signs that readers know, with the blank that belongs before them."""
    assert (unit(code, "cell"), unit(code, "terminal")) == (cell, terminal)
