"""Every unit that a file may name is known to verification: it is found as papers print it, converted and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.evidence.number import numbers
from caseweave.evidence.passage import words_of
from caseweave.evidence.unit import converted, names_unit, unit_behind
from caseweave.vocabulary import units

CODES = sorted(code for code in units._units() if code != "1")
BELOW = ("", "/L", "/kg", "/d")
UNSAID = ("[pH]", "{score}")
"""Units that papers do not print: a pH is a bare number."""


def found(text: str, code: str) -> bool:
    """Tell whether a unit stands behind the number that a text begins with."""
    unit = units.unit_code(code)
    assert unit is not None, code
    passage = words_of(text)
    return unit_behind(passage, numbers(passage)[0], unit) is not None


@pytest.mark.parametrize("below", BELOW)
def test_every_unit_of_the_table_is_found_as_it_is_printed(below: str) -> None:
    """By each of its symbols and names, alone and per something; and it is one of itself, and can be shown."""
    unread = []
    for code in CODES:
        text = code + below
        if not units.is_unit(text):
            continue
        assert units.ratio(text, text) == 1
        assert units.shown(text) or code in UNSAID
        for spelled in units.spellings(code):
            printed = " ".join(spelled)
            if not found(f"7 {printed}{below}", text):
                unread.append((text, printed))
    assert unread == []


def test_another_unit_is_not_taken_for_it() -> None:
    """What is printed otherwise than any spelling of a unit is not that unit."""
    alike = []
    for code in CODES:
        own = {" ".join(spelled) for spelled in units.spellings(code)}
        for other in ("mg", "g", "mL", "d", "mm[Hg]", "%", "mmol"):
            for spelled in units.spellings(other):
                printed = " ".join(spelled)
                if printed not in own and found(f"7 {printed}", code):
                    alike.append((code, printed))
    assert alike == []


@given(st.lists(st.sampled_from([*CODES, "10*3", "10*9", "{cells}", "1"]), min_size=1, max_size=3), st.booleans())
def test_whatever_check_accepts_stops_nothing(parts: list[str], begins_below: bool) -> None:
    """No code that is accepted makes verification, conversion or print stumble."""
    code = ("/" if begins_below else "") + "/".join(parts)
    unit = units.unit_code(code)
    if unit is None:
        return
    assert isinstance(units.shown(code), str)
    for text in (f"7 {code}", "7 mg/kg daily", "7 × 10^9/L", "7"):
        passage = words_of(text)
        for number in numbers(passage):
            unit_behind(passage, number, unit)
            names_unit(passage, number)
            size = converted(passage, number, unit)
            assert size is None or size > 0
