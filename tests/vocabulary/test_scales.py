"""Scales: their range and direction, and grades in Roman numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from caseweave.vocabulary.scales import UNNAMED, arabic, grade_numbers, scale


@pytest.mark.parametrize(
    ("name", "possible", "impossible", "more"),
    [
        ("CTCAE", "0 1 5", "6 2.5", "worse"),
        ("astct", "1 4", "7", "worse"),
        ("GCS", "3 15", "0 2 16", "better"),
        ("mRS", "0 6", "7 -1", "worse"),
        ("Naranjo score", "-4 0 13", "-5 14", "worse"),
        ("KPS", "0 50 100", "55 110", "better"),
        ("NYHA", "1 4", "5", "worse"),
        ("VAS", "3.5", "11", "worse"),
    ],
)
def test_a_scale_has_ends_steps_and_a_direction(name: str, possible: str, impossible: str, more: str) -> None:
    """A score outside its scale, or between two steps, is none of it."""
    found = scale(name)
    assert found is not None
    assert found.more == more
    assert all(found.holds(Decimal(number)) for number in possible.split())
    assert not any(found.holds(Decimal(number)) for number in impossible.split())


def test_a_scale_that_nobody_knows_is_none() -> None:
    """It is not guessed; a grade without a scale lies between 0 and 5."""
    assert scale("grading of Alder") is None
    assert UNNAMED.holds(Decimal(5))
    assert not UNNAMED.holds(Decimal(6))


def test_grades_are_read_in_roman_and_arabic() -> None:
    """Numerals up to five are grades; other words are left as they are."""
    assert grade_numbers("Grade IIIb-IV, then 2") == ["4", "2"]
    assert [arabic(text) for text in ("i", "V", "x", "high")] == ["1", "5", "x", "high"]
