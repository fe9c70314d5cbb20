"""One interval has one spelling in each style, and its words read back give the interval."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.wording import STYLES, Style, days, length, stretch

Ends = tuple[int | None, int | None]


class Told(NamedTuple):
    """The four bounds of something that may last."""

    earliest: int | None
    latest: int | None
    end_earliest: int | None
    end_latest: int | None


SPELLINGS: dict[Ends, dict[Style, str]] = {
    (9, 9): {"cell": "day 9", "sentence": "day 9", "figure": "d9", "terminal": "day 9"},
    (-4, -4): {"cell": "day −4", "sentence": "day −4", "figure": "d−4", "terminal": "day -4"},
    (9, 20): {
        "cell": "day 9 to 20",
        "sentence": "between day 9 and day 20",
        "figure": "d9–20",
        "terminal": "day 9 to 20",
    },
    (-238, -208): {
        "cell": "day −238 to −208",
        "sentence": "between day −238 and day −208",
        "figure": "d−238 to −208",
        "terminal": "day -238 to -208",
    },
    (-3, 3): {
        "cell": "day −3 to 3",
        "sentence": "between day −3 and day 3",
        "figure": "d−3 to 3",
        "terminal": "day -3 to 3",
    },
    (None, 20): {"cell": "by day 20", "sentence": "by day 20", "figure": "d≤20", "terminal": "by day 20"},
    (None, -2): {"cell": "by day −2", "sentence": "by day −2", "figure": "d≤−2", "terminal": "by day -2"},
    (18, None): {
        "cell": "day 18 or later",
        "sentence": "day 18 or later",
        "figure": "d≥18",
        "terminal": "day 18 or later",
    },
    (None, None): {"cell": "", "sentence": "", "figure": "", "terminal": ""},
}

LASTING: dict[Told, dict[Style, str]] = {
    Told(14, 14, 18, 18): {
        "cell": "from day 14 to day 18",
        "sentence": "from day 14 to day 18",
        "figure": "d14 → 18",
        "terminal": "from day 14 to day 18",
    },
    Told(-4, -4, -4, None): {
        "cell": "from day −4 on",
        "sentence": "from day −4 on",
        "figure": "d−4 on",
        "terminal": "from day -4 on",
    },
    Told(-238, -190, -238, -154): {
        "cell": "start day −238 to −190, end day −238 to −154",
        "sentence": "start between day −238 and day −190, end between day −238 and day −154",
        "figure": "d−238 to −190 → −238 to −154",
        "terminal": "start day -238 to -190, end day -238 to -154",
    },
    Told(None, 3, None, 8): {
        "cell": "start by day 3, end by day 8",
        "sentence": "start by day 3, end by day 8",
        "figure": "d≤3 → ≤8",
        "terminal": "start by day 3, end by day 8",
    },
    Told(None, None, 5, 9): {
        "cell": "start not known, end day 5 to 9",
        "sentence": "start not known, end between day 5 and day 9",
        "figure": "d? → 5–9",
        "terminal": "start not known, end day 5 to 9",
    },
}

LENGTHS: dict[Ends, dict[Style, str]] = {
    (1, 1): {"cell": "1 d", "sentence": "1 day", "figure": "1 d", "terminal": "1 d"},
    (19, 38): {"cell": "19–38 d", "sentence": "19 to 38 days", "figure": "19–38 d", "terminal": "19 to 38 d"},
    (-5, 2): {"cell": "−5 to 2 d", "sentence": "−5 to 2 days", "figure": "−5 to 2 d", "terminal": "-5 to 2 d"},
    (None, 7): {
        "cell": "at most 7 d",
        "sentence": "at most 7 days",
        "figure": "at most 7 d",
        "terminal": "at most 7 d",
    },
    (7, None): {
        "cell": "at least 7 d",
        "sentence": "at least 7 days",
        "figure": "at least 7 d",
        "terminal": "at least 7 d",
    },
    (None, None): {"cell": "", "sentence": "", "figure": "", "terminal": ""},
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bounds", SPELLINGS, ids=str)
def test_an_interval_has_one_spelling_a_style(bounds: Ends, style: Style) -> None:
    """One day, both bounds, either bound, none; before and after day 0."""
    assert days(*bounds, style) == SPELLINGS[bounds][style]
    assert stretch(Told(*bounds, *bounds), style) == SPELLINGS[bounds][style]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("told", LASTING, ids=str)
def test_what_lasts_is_said_by_start_and_end(told: Told, style: Style) -> None:
    """What lasts never reads like a day that is not known exactly."""
    assert stretch(told, style) == LASTING[told][style]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bounds", LENGTHS, ids=str)
def test_a_length_has_one_spelling_a_style(bounds: Ends, style: Style) -> None:
    """A length has a unit, a day has not."""
    assert length(*bounds, style) == LENGTHS[bounds][style]


_DAY = r"(?:day )?(-?\d+)"
_FORMS: dict[str, tuple[int | None, int | None]] = {
    rf"by {_DAY}|≤(-?\d+)": (None, 0),
    rf"{_DAY} or later|≥(-?\d+)": (0, None),
    _DAY: (0, 0),
    rf"between {_DAY} and {_DAY}|{_DAY} to {_DAY}|(-?\d+)–(-?\d+)": (0, 1),
}


def interval(text: str) -> Ends:
    """Read an interval back from its words, in whichever style."""
    if text in {"", "?", "not known"}:
        return None, None
    for form, places in _FORMS.items():
        if match := re.fullmatch(form, text):
            found = [int(group) for group in match.groups() if group]
            low, high = (None if place is None else found[place] for place in places)
            return low, high
    raise AssertionError(f"{text!r} is no interval")


def read_back(words: str) -> Told:
    """Read start and end back from their words."""
    text = re.sub(r"^d(?=[-≤≥?\d])", "", words.replace("−", "-"))
    if match := re.fullmatch(r"(?:from day )?(-?\d+) on", text):
        return Told(int(match[1]), int(match[1]), int(match[1]), None)
    for form in (r"start (.+), end (.+)", r"(.+) → (.+)", r"from (day -?\d+) to (day -?\d+)"):
        if match := re.fullmatch(form, text):
            return Told(*interval(match[1]), *interval(match[2]))
    return Told(*interval(text), *interval(text))


def tight(start: list[int], end: list[int], hidden: list[bool]) -> Told:
    """Return bounds as the time network gives them: an end is never before its start."""
    low, high = sorted(start)
    first, last = max(low, min(end)), max(high, *end)
    told = Told(*(None if out else day for day, out in zip((low, high, first, last), hidden, strict=True)))
    return told if told.earliest is None or told.end_earliest is not None else told._replace(end_earliest=low)


PAIR = st.lists(st.integers(-400, 400), min_size=2, max_size=2)
TOLD = st.builds(tight, PAIR, PAIR, st.lists(st.booleans(), min_size=4, max_size=4))


@pytest.mark.parametrize("style", STYLES)
@given(told=TOLD)
def test_the_words_read_back_give_the_interval(told: Told, style: Style) -> None:
    """Nothing is lost and nothing added: each style says all four bounds, and no two times alike."""
    if (told.end_earliest, told.end_latest) == (None, None):
        told = told._replace(end_earliest=told.earliest, end_latest=told.latest)
    assert read_back(stretch(told, style)) == told


@pytest.mark.parametrize("style", STYLES)
@given(told=TOLD)
def test_signs_are_those_of_the_style(told: Told, style: Style) -> None:
    """A terminal and a file get ASCII; what people read gets true minus signs."""
    words = stretch(told, style)
    assert words.isascii() if style == "terminal" else "-" not in words
