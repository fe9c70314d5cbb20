"""Anchors are made from pasted words; the same words are found again, changed words are never called the same."""

from __future__ import annotations

import random
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseweave.text.anchors import FEWEST, MOST, Located, TextIndex, Unanchored, locate, make
from caseweave.text.anchors.index import Place

PAPER = (Path(__file__).parents[2] / "data" / "anchors" / "invented.txt").read_text(encoding="utf-8")
INDEX = TextIndex(PAPER)
PLACES = [
    Place(flow, first, first + count)
    for flow, run in enumerate(INDEX.flows)
    for count in range(FEWEST, MOST + 1)
    for first in range(len(run) - count + 1)
]
PLANTED = [
    (r"<", ">"), (r"<", ""), (r"≤", "<"), (r"~", ""), (r"\+(?=\d)", "-"), (r"\+(?=\d)", ""), (r"\(-\)", "(+)"),
    (r"\(\+\)", "(-)"), (r"\([-–]\)", ""), (r"(?<=\d)\.(?=\d)", " "), (r"(?<=\d)\.(?=\d)", ""), (r"\bmg\b", "µg"),
    (r"\bmg\b", "g"), (r"mg/kg", "mg"), (r"pg/mL", "ng/mL"), (r"°C", "°F"), (r"%", ""), (r"(?<=\d),(?=\d)", "."),
    (r"\bday(?= \+?\d)", "week"), (r"tocilizumab", "siltuximab"), (r"inotuzumab", "blinatumomab"), (r"\bno\b", ""),
    (r"\bnot\b", ""), (r"\bwas\b", "was not"), (r"\bnon-", ""), (r"\bfever\b", "no fever"), (r"2–3%", "2%"),
    (r"2–3%", "23%"), (r"days\b", "weeks"), (r"IL-6", "IL-8"), (r"×", "+"), (r"\bbefore\b", "after"),
    (r"CD3-positive", "CD3-negative"), (r"twice", "once"), (r"\d(?=\d)", ""), (r"\d\b", "17"),
]  # fmt: skip

some_place = st.sampled_from(PLACES)
quick = settings(max_examples=200, deadline=None)


def found(text: str, place: Place) -> Located:
    """Where the anchor of a place of the invented paper stands in another text."""
    return locate(TextIndex(text), INDEX.anchor(place), INDEX.name(place.flow))


def characters(place: Place) -> list[int]:
    """Offsets of the letters, digits and signs a place of the invented paper rests on."""
    run = INDEX.flows[place.flow][place.first : place.last]
    return [at for token in run for at in range(token.start, token.end) if not PAPER[at].isspace()]


# Making


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("a light pink rash", r"4 tokens .* copy 1 more"),
        ("A 29-year-old woman with relapsed B-ALL came with fever (38.9 °C) and", r"15 tokens .* leave 3 out"),
        ("a light red rash covered <1%", r"'rash covered < 1 %'.*the text has '.*a light pink', not 'a light red'"),
        ("a light pink rash covered >1%", r"'a light pink rash covered' .*the text has '< 1 .*', not '> 1 %'"),
        ("zzz yyy xxx www vvv", "none of these words"),
    ],
)
def test_a_phrase_that_gives_no_anchor_says_why(phrase: str, message: str) -> None:
    """Too few words, too many, words that differ and words of another paper each name the cure."""
    with pytest.raises(Unanchored, match=message):
        make(INDEX, phrase)


def test_a_phrase_in_another_section_names_it() -> None:
    """The section a curator gives is checked."""
    with pytest.raises(Unanchored, match="not in section 'Discussion' but in Case Presentation, line 13"):
        make(INDEX, "a light pink rash covered", section="Discussion")


def test_a_repeated_phrase_is_chosen_by_occurrence() -> None:
    """Words that stand twice need an occurrence; with it they are exact, since their neighbours tell them apart."""
    index = TextIndex("Case\n\nHis work-up remained negative that day. Later his work-up remained negative that night.")
    with pytest.raises(Unanchored, match=r"found 2 times: Case, line 3; Case, line 3; .*'occurrence: 2'"):
        make(index, "his workup remained negative that")
    with pytest.raises(Unanchored, match="occurrence 3 asked for, but found 2 times"):
        make(index, "his workup remained negative that", occurrence=3)
    second = make(index, "his workup remained negative that", occurrence=2)
    assert second.span[0] == index.text.index("his work-up")
    assert locate(index, second.anchor, "Case") == Located(state="exact", spans=(second.span,), section="Case")


# Locating


def test_every_run_of_the_invented_paper_is_exact() -> None:
    """An anchor is exact in the text it was made from, at its own place."""
    for place in PLACES:
        expected = Located(state="exact", spans=(INDEX.span(place),), section=INDEX.name(place.flow))
        assert locate(INDEX, INDEX.anchor(place), INDEX.name(place.flow)) == expected


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("tocilizumab 8 mg/kg", "tocilizumab 8mg / kg", "exact"),
        ("sufficient", "insufficient", "moved"),
        ("Case Presentation\n\nA 29", "Results\n\nA 29", "moved"),
        ("12 h apart", "24 h apart", "changed"),
        ("kg twice, 12 h", "kg once or twice, 12 h", "changed"),
        ("twice, 12 h apart", "", "changed"),
        ("tocilizumab 8 mg/kg twice, 12 h apart, and the efficacy was sufficient", "nothing", "lost"),
    ],
)
def test_states(old: str, new: str, state: str) -> None:
    """Each state follows from what became of the words and of their neighbours."""
    made = make(INDEX, "8 mg/kg twice, 12 h apart")
    assert locate(TextIndex(PAPER.replace(old, new)), made.anchor, made.section).state == state


def test_a_repeated_passage_is_ambiguous() -> None:
    """Where neighbours repeat too, the candidates are given."""
    index = TextIndex(
        "Case\n\n" + "the skin biopsy after the stain showed many cells positive for CD19 and then again " * 6
    )
    located = locate(index, index.anchor(Place(0, 30, 36)), "Case")
    assert located.state == "ambiguous"
    assert len(located.spans) > 1
    assert {index.text[slice(*span)] for span in located.spans} == {index.text[slice(*index.span(Place(0, 30, 36)))]}


def test_changed_words_are_not_taken_for_the_same_words_elsewhere() -> None:
    """When the anchored words change, equal words in another sentence do not stand in for them."""
    text = "Case\n\nThe skin was clear on day +9 of treatment and remained so for the rest of that month, then worse."
    made = make(TextIndex(text), "was clear on day +9")
    elsewhere = text.replace("+9", "+8") + " The nurse noted the skin was clear on day +9 as well."
    assert locate(TextIndex(elsewhere), made.anchor, "Case").state == "changed"


# Properties


def wrapped(text: str, width: int, seed: int) -> str:
    """Wrap a text anew, with words broken at line ends between letters."""
    rng = random.Random(seed)

    def broken(word: str) -> str:
        cuts = [at for at in range(2, len(word) - 2) if word[at - 1].isalpha() and word[at].isalpha()]
        at = rng.choice(cuts) if cuts and "<" not in word and word != "Figure" and rng.random() < 0.3 else 0
        return f"{word[:at]}-\n{word[at:]}" if at else word

    def paragraph(part: str) -> str:
        filled = " ".join(map(broken, part.split()))
        return "\n".join(textwrap.wrap(filled, width)) if seed % 2 else filled

    headings = {part.name for part in INDEX.sections}
    return "\n\n".join(part if part in headings else paragraph(part) for part in text.split("\n\n"))


@st.composite
def typeset(draw: st.DrawFn) -> str:
    """Give the invented paper as another journal, or another extraction, would."""
    text = PAPER.replace("10⁶", draw(st.sampled_from(["10⁶", "10^6", "10^{6}", "10<sup>6</sup>", "106"])))
    text = re.sub("[-–]", draw(st.sampled_from("-‐‑–−")), text)
    text = text.replace(
        "She received\n", "She received" + draw(st.sampled_from(["\n", "\n\n7\n\n", "\n\n\f– 7 –\n\n"]))
    )
    if draw(st.booleans()):
        text = text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    text = wrapped(text, draw(st.integers(30, 110)), draw(st.integers(0, 1000)))
    return re.sub(r"(?<=\S) (?=\S)", draw(st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "  "])), text)


@given(some_place, typeset())
@quick
def test_anchors_survive_another_typesetting(place: Place, text: str) -> None:
    """Line ends, hyphens, ligatures, kinds of blank and dash, superscript marks, page numbers: no anchor changes."""
    assert found(text, place).state == "exact"


@given(some_place, st.data())
@quick
def test_no_changed_letter_or_digit_is_exact(place: Place, data: st.DataObject) -> None:
    """Any letter or digit of the anchored words changed to another is seen."""
    at = data.draw(st.sampled_from([at for at in characters(place) if PAPER[at].isalnum()]))
    new = data.draw(st.sampled_from([other for other in "acegmnorstu0123456789" if other != PAPER[at].lower()]))
    assert found(PAPER[:at] + new + PAPER[at + 1 :], place).state != "exact"


@given(some_place, st.data())
@quick
def test_no_planted_error_is_exact(place: Place, data: st.DataObject) -> None:
    """A changed number, unit, comparator, sign, day, drug or negation in the anchored words is seen."""
    rests_on = set(characters(place))
    errors = [
        (match.span(), new)
        for old, new in PLANTED
        for match in re.finditer(old, PAPER)
        if rests_on.issuperset(at for at in range(*match.span()) if not PAPER[at].isspace())
    ]
    assume(errors)
    (start, end), new = data.draw(st.sampled_from(errors))
    assume(PAPER[start:end] != new)
    assert found(PAPER[:start] + new + PAPER[end:], place).state != "exact"
