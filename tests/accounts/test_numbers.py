"""Numbers a statement allows: intervals that meet, or do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.accounts.likeness import Likeness
from caseweave.accounts.numbers import Numbers, commensurable, exceeds, numbers, overlap
from caseweave.model import Quantity, Statement, Term

LIKENESS = Likeness([], {}, {"few": (Decimal(0), Decimal(50)), "trace": (Decimal(0), Decimal(5))})
DECIMALS = st.decimals(-1000, 1000, places=2)


def allowed(text: str | None, unit: str | None = "%", **fields: object) -> Numbers | None:
    """Return the numbers that a statement with this number allows."""
    quantity = Quantity.parse(text) if text else Quantity()
    said = Statement(
        statement="s",
        said_by="p",
        case="p",
        role="own",
        kind="measurement",
        about=Term("x:x", "x"),
        comparator=quantity.comparator,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=unit,
        **fields,  # type: ignore[arg-type]
    )
    return numbers(said, LIKENESS)


def meet(one: str, other: str, unit: str = "%", another: str = "%") -> bool:
    """Tell whether two numbers with units may be one."""
    first, second = allowed(one, unit), allowed(other, another)
    assert first
    assert second
    both = commensurable(first, second)
    assert both
    return overlap(*both)


@pytest.mark.parametrize(
    ("one", "other", "may_be_one"),
    [
        ("<1", "1", False),
        ("<=1", "1", True),
        ("<1", ">=1", False),
        (">1", "1", False),
        ("<2", "1", True),
        ("50", "~50", True),
        ("~50", "60", True),
        ("~50", "61", False),
        ("2-3", "3", True),
        ("2-3", "4", False),
        ("2-3", "3-4", True),
        ("38.7", "38.70", True),
        ("38.7", "39", True),
        ("38.7", "38", False),
        ("138.7", "138.6", False),
        ("1e6", "1200000", True),
        ("-1", "1", False),
    ],
)
def test_two_numbers(one: str, other: str, may_be_one: bool) -> None:
    """Below one is not one, about fifty may be fifty, and the coarser number may be the finer rounded."""
    assert meet(one, other) is may_be_one
    assert meet(other, one) is may_be_one


@pytest.mark.parametrize(
    ("one", "unit", "other", "another", "may_be_one"),
    [
        ("9.1", "g/dL", "91", "g/L", True),
        ("9.1", "g/dL", "9.1", "g/L", False),
        ("138.7", "10*3/uL", "138.7", "10*9/L", True),
        ("1", "/uL", "1000000", "/L", True),
        ("1", "wk", "7", "d", True),
        ("8", "mg/kg", "8000", "ug/kg", True),
        ("50", "%", "0.5", "1", True),
    ],
)
def test_units_are_converted(one: str, unit: str, other: str, another: str, may_be_one: bool) -> None:
    """Numbers are compared in one unit."""
    assert meet(one, other, unit, another) is may_be_one


@pytest.mark.parametrize(("unit", "another"), [("%", "/uL"), ("mg/kg", "mg/L"), ("Cel", None), ("foo", "bar")])
def test_units_that_cannot_be_converted_are_not_compared(unit: str, another: str | None) -> None:
    """A share and a count, or a number without a unit, stay apart."""
    one, other = allowed("1", unit), allowed("1", another)
    assert one
    assert other
    assert commensurable(one, other) is None
    assert commensurable(one, one)


def test_a_unit_that_is_not_printed_may_be_inferred() -> None:
    """The curator's unit counts where the paper prints none."""
    found = allowed("9.1", None, qualifiers=(("inferred unit", "g/dL"),))
    assert found
    assert found.unit == "g/dL"


def test_words_stand_for_shares() -> None:
    """Few is a share, a word without a meaning in numbers is none, and a number counts before a word."""
    few = allowed(None, None, qualifiers=(("expression", "few"),))
    assert few == Numbers(Decimal(0), Decimal(50), unit="%")
    assert allowed(None, None, qualifiers=(("expression", "bright"),)) is None
    assert allowed("7", qualifiers=(("expression", "few"),)) == allowed("7")
    assert allowed(None) is None


@st.composite
def ranges(draw: st.DrawFn) -> Numbers:
    """Draw a range, open or closed where it holds more than one number."""
    low, high = sorted((draw(DECIMALS), draw(DECIMALS)))
    return Numbers(low, high, low != high and draw(st.booleans()), low != high and draw(st.booleans()))


@given(ranges(), ranges())
def test_overlap_does_not_care_which_comes_first(first: Numbers, second: Numbers) -> None:
    """Two ranges meet, or one lies wholly above the other; each of them meets itself."""
    assert overlap(first, second) is overlap(second, first)
    assert overlap(first, first)
    assert sum([overlap(first, second), exceeds(first, second), exceeds(second, first)]) == 1


@given(DECIMALS, st.sampled_from(["", "<", ">", "<=", ">=", "~"]))
def test_every_number_fits_itself(number: Decimal, sign: str) -> None:
    """Whatever is printed twice is no disagreement."""
    assert meet(f"{sign}{number}", f"{sign}{number}")
