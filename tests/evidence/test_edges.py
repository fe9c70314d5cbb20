"""How far words reach: at the last word a denial is sure of, and at the comma that parts a number from a name."""

from __future__ import annotations

from typing import Any

import pytest

FILLING = ["new", "large", "round", "scattered", "spotted", "raised", "weeping", "recent"]


@pytest.mark.parametrize(
    ("words_between", "value_check"), [(5, "failed"), (6, "could not check"), (8, "could not check")]
)
def test_a_denial_surely_reaches_over_five_words(words_between: int, value_check: str, held: Any) -> None:
    """Further away it may deny something else, so a person has to look."""
    words = f"on that day no {' '.join(FILLING[:words_between])} rash over arms"
    verified = held("skin rash", words, " ".join(words.split()[-8:]), kind="lesion")
    assert verified.value_check == value_check, verified.checks


@pytest.mark.parametrize(
    ("words", "value_check"),
    [
        ("hemoglobin had slowly dropped down to 9 g/dL, ferritin normal", "passed"),
        ("hemoglobin had slowly dropped down to 9 g/dL ferritin normal", "could not check"),
    ],
)
def test_a_comma_parts_a_number_from_the_next_name(words: str, value_check: str, held: Any) -> None:
    """The number is of the name on its own side of the comma, though that stands further away."""
    verified = held("hemoglobin", words, kind="measurement", value="9", unit="g/dL", printed="9 g/dL")
    assert verified.value_check == value_check, verified.checks
