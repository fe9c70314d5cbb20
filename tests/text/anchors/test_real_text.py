"""Anchors on the text of a real paper, read where the user keeps it; it is not ours to ship."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from caseweave.text.anchors import TextIndex, locate
from caseweave.text.anchors.index import Place

REAL = Path(__file__).parents[4] / "shared" / "papers" / "kovalenko2023.txt"

pytestmark = pytest.mark.skipif(
    not REAL.exists(), reason="../shared/papers/kovalenko2023.txt is not beside the checkout"
)


def runs(index: TextIndex, count: int) -> list[Place]:
    """Every run of ``count`` tokens of a text."""
    return [
        Place(flow, first, first + count)
        for flow, tokens in enumerate(index.flows)
        for first in range(len(tokens) - count + 1)
    ]


def test_real_text_has_the_sections_a_reader_sees() -> None:
    """Headings and figure legends of the real text are found, and nothing else."""
    index = TextIndex(REAL.read_text(encoding="utf-8"))
    legends = [f"Figure {number} legend" for number in range(1, 6)]
    before, after = ["Front matter", "Abstract", "Introduction", "Case Presentation"], ["Discussion", "Conclusion"]
    assert [part.name for part in index.sections] == [*before, *legends, *after, "References"]


def test_real_text_is_exact_everywhere_but_in_the_looped_legend() -> None:
    """Every run of six tokens of the real text is exact, but for the part of a legend that repeats itself."""
    index = TextIndex(REAL.read_text(encoding="utf-8"))
    named = [(place, index.name(place.flow)) for place in runs(index, 6)]
    states = {(locate(index, index.anchor(place), name).state, name) for place, name in named}
    assert {state for state, _ in states} == {"exact", "ambiguous"}
    assert {name for state, name in states if state == "ambiguous"} == {"Figure 3 legend"}


def test_real_text_with_a_changed_digit_or_sign_is_never_exact() -> None:
    """Digits, signs and comparators changed in the real text are seen by the anchors on them."""
    text = REAL.read_text(encoding="utf-8")
    index, changed = TextIndex(text), 0
    for place in random.Random(7).sample(runs(index, 7), 80):
        run = index.flows[place.flow][place.first : place.last]
        at = next((token.start for token in run if text[token.start] in "0123456789+-<~"), None)
        if at is not None:
            other = text[:at] + ("7" if text[at] != "7" else "3") + text[at + 1 :]
            assert locate(TextIndex(other), index.anchor(place), index.name(place.flow)).state != "exact"
            changed += 1
    assert changed
