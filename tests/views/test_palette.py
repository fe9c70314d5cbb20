"""The palette: what is read can be read on either ground, and orange says one thing."""

from __future__ import annotations

import pytest

from caseweave.model.lists import LISTS
from caseweave.views.palette import COURSE, KINDS, LANES, TONES, variables


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [0, 1])
@pytest.mark.parametrize("name", ["ink", "soft", "blue", "link", "purple", "grey", "dispute"])
def test_what_is_written_can_be_read(name: str, ground: int) -> None:
    """A text has a contrast of 4.5 on the paper, light and dark."""
    assert contrast(TONES[name][ground], TONES["paper"][ground]) >= 4.5


@pytest.mark.parametrize("ground", [0, 1])
@pytest.mark.parametrize("name", ["line", "green", "orange"])
def test_what_is_drawn_can_be_seen(name: str, ground: int) -> None:
    """A mark or a border that means something has a contrast of 3 on the paper."""
    assert contrast(TONES[name][ground], TONES["paper"][ground]) >= 3


def test_orange_says_that_accounts_disagree_and_nothing_else() -> None:
    """No kind, no step of a course and no lane has a colour of disagreement."""
    disputed = {shade for name in ("orange", "dispute") for shade in TONES[name]}
    assert not {"orange", "dispute"} & {*KINDS.values()}
    assert not disputed & {*COURSE.values(), *LANES}


def test_every_kind_has_a_colour() -> None:
    """The closed list of kinds, and the measures, are all drawn."""
    assert list(KINDS) == [*LISTS["kind"], "measure"]
    assert {*KINDS.values()} <= TONES.keys()


def test_a_page_that_is_printed_is_light() -> None:
    """The dark ground is for screens alone."""
    light, dark, paper = variables().splitlines()
    assert all(f"--{name}: {tone.light}" in light and f"--{name}: {tone.dark}" in dark for name, tone in TONES.items())
    assert dark.startswith("@media screen and (prefers-color-scheme: dark)")
    assert "color-scheme: light;" in paper
