"""Tokens: typography makes no difference, and what means something else has other tokens."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseweave.text.anchors import tokens

quick = settings(max_examples=150, deadline=None)


def words(text: str) -> list[str]:
    """Tokens of a text without their places."""
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<1%", ">1%"),
        ("<1%", "1%"),
        ("day 2", "day 28"),
        ("day 3", "day -3"),
        ("day 3", "day - 3"),
        ("day +9", "day 9"),
        ("day +9", "day -9"),
        ("1 5", "1.5"),
        ("15", "1.5"),
        (".5 mg", "5 mg"),
        ("1½", "11/2"),
        ("day 2¹", "day 21"),
        ("5_6", "56"),
        ("5*6", "56"),
        ("CD45 (-)", "CD45 (+)"),
        ("CD45 (-)", "CD45"),
        ("CD45- cells", "CD45 cells"),
        ("CD45-\ncells", "CD45 cells"),
        ("CD8⁺", "CD8"),
        ("TdT-, then", "TdT, then"),
        ("TdT - CD5", "TdT CD5"),
        ("IL-6", "IL-8"),
        ("IL-6", "IL 6"),
        ("2-3%", "23%"),
        ("2–3", "2, 3"),
        ("8 mg", "8 µg"),
        ("~50%", "50%"),
        ("≤2 cm", "<2 cm"),
        ("±3", "3"),
        ("10⁻⁶", "10⁶"),
        ("CRP ↑", "CRP ↓"),
        ("38.7 °C", "38.7 °F"),
        ("itchy", "non-itchy"),
        ("87/53", "87 53"),
        ("?1%", "1%"),
        ("\ufffd1%", "1%"),
        ("\uf0b31%", "1%"),
        ("\u203a1%", "1%"),
        ("1,500", "1 500"),
        ("12:30", "12 30"),
    ],
)
def test_what_means_something_else_has_other_tokens(one: str, other: str) -> None:
    """A digit, point, sign, comparator or unit is never folded away."""
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eﬃcacy", "efficacy"),
        ("extra-\nmedullary", "extramedullary"),
        ("extra- medullary", "extramedullary"),
        ("extra\u00ad\nmedullary", "extramedullary"),
        ("CAR‑T", "CAR-T"),
        ("IL-\n6", "IL-6"),
        ("20–\n30%", "20-30%"),
        ("18-\nyear-old", "18-year-old"),
        ("8\u00a0mg/kg", "8 mg/kg"),
        ("8\u202fmg", "8mg"),
        ("< 1\u2009%", "<1%"),
        ("2 – 3%", "2-3%"),
        ("day −3", "day -3"),
        ("Day+9", "day + 9"),
        ("CD19+ 98%", "CD19⁺ 98%"),
        ("[95% CI 3–5]", "95% CI 3-5"),
        ("( + )", "(+)"),
        ("(–)", "(-)"),
        ("1×10^6", "1 × 10⁶"),
        ("1x10<sup>6</sup>", "1×10^{6}"),
        ("1 x 10^6^", "1×106"),
        ("m<sup>2</sup>", "m²"),
        ("**Case** report", "Case report"),
        ("*p*-value", "p-value"),
        (r"\<1%", "<1%"),
        ("- Nobody", "Nobody"),
        ("re\u0301mission", "rémission"),
        ("38.7℃", "38.7 ºC"),
        ("5 μg", "5 µg"),
        ("“rash”", '"rash"'),
        ("x\u200by", "xy"),
        ("Brand™ drug", "Brand drug"),
    ],
)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    """Ligatures, line ends, kinds of blank and dash, brackets and superscript marks are folded away."""
    assert words(one) == words(other)


@given(st.text(max_size=80))
@quick
def test_any_text_has_tokens_in_order_with_places_in_the_text(text: str) -> None:
    """No text fails; tokens are not empty, hold no blank, lie within the text and follow one another."""
    found = tokens(text)
    assert all(token.text and not re.search(r"\s", token.text) for token in found)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(found))


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Mn", "Nd", "Zs"]), max_size=40))
@quick
def test_composed_and_decomposed_text_have_the_same_tokens(text: str) -> None:
    """Whether accents are characters of their own makes no difference."""
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assume(unicodedata.normalize("NFC", decomposed) == composed)
    assert words(composed) == words(decomposed)


@given(
    st.lists(st.sampled_from(["1.5", "<", "day", "+9", "CD45", "(-)", "x", "IL-6", "2-3", "%", "–", "10⁶"]), max_size=8)
)
@quick
def test_the_kind_and_number_of_blanks_between_words_make_no_difference(parts: list[str]) -> None:
    """Blanks may be line ends, thin or doubled."""
    spaced = [words("so " + blank.join(parts)) for blank in (" ", "\u2009", "\n", "  ")]
    assert spaced == [spaced[0]] * 4


def test_tokens_know_their_place_in_the_original() -> None:
    """The characters of a token are those of the text as it was given."""
    text = "An eﬃcacy of 1×10^{6}/kg, extra-\nmedullary"
    places = [text[token.start : token.end] for token in tokens(text)]
    assert places == ["An", "eﬃcacy", "of", "1", "×", "10^{6}", "/", "kg", "extra-\nmedullary"]
