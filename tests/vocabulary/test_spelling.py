"""Suggestions: a slip of the pen is mended, and nothing else is ever offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave import corpus
from caseweave.vocabulary import Catalogue, Concept, UnknownTermError
from caseweave.vocabulary.spelling import distance, misspelling, nearest

CATALOGUE = corpus.load().catalogue

MISLEADING = [
    *("hypertension", "hyperthermia", "Ph-positive ALL", "Ph-negative ALL", "T-ALL", "clofarabine", "grade 3 ICANS"),
    *("autologous stem cell transplantation", "subcutaneous", "left lower lobe", "prednisolone"),
    *("CD999", "IL-18", "vinblastine", "daunomycin", "sirolimus", "erythema nodosum", "post-infusion", "intradermal"),
]

MISSPELT = [
    ("tocilizumb", "tocilizumab"),
    ("tocilizumabe", "tocilizumab"),
    ("toclizumab", "tocilizumab"),
    ("hypotenson", "hypotension"),
    ("leukemia cutus", "leukemia cutis"),
    ("cytarabin", "cytarabine"),
    ("blinatumomba", "blinatumomab"),
]


@pytest.mark.parametrize("text", MISLEADING)
def test_another_thing_is_never_offered(text: str) -> None:
    """What merely looks alike, or is the opposite, is not offered for a word that is spelled right."""
    with pytest.raises(UnknownTermError) as unknown:
        CATALOGUE.resolve(text)
    assert "did you mean" not in str(unknown.value)


@pytest.mark.parametrize(("text", "label"), MISSPELT)
def test_a_misspelling_is_mended(text: str, label: str) -> None:
    """A letter too many, too few, out of place, or one vowel for another."""
    with pytest.raises(UnknownTermError, match=f"did you mean '{label}'"):
        CATALOGUE.resolve(text)


def test_of_two_names_as_near_none_is_offered() -> None:
    """Where a text is as far from two things, neither is likely; two names of one thing do not compete."""
    assert misspelling("abdxuction", ["abduxction", "abdxucton"]) is None
    assert misspelling("feverr", ["fever", "feverrr"], lambda _: "one thing") == "fever"
    twins = [Concept(curie=f"x:{name}", label=name, kind="drug") for name in ("alphacillin", "alphacellin")]
    catalogue = Catalogue(added=[(one.label, one) for one in twins])
    with pytest.raises(UnknownTermError) as unknown:
        catalogue.resolve("alphacollin")
    assert "did you mean" not in str(unknown.value)


@pytest.mark.parametrize(
    ("text", "known", "offered"),
    [
        ("sectoin", ["section", "session"], "section"),
        ("alder", ["alder2021", "birch2019"], "alder2021"),
        ("alder", ["alder2021", "alder2019"], None),
        ("hypertension-1", ["hypotension-1"], None),
        ("infuson", ["infusion", "effusion"], "infusion"),
        ("present", ["absent", "not assessable"], None),
        ("ab", ["abstract"], None),
    ],
)
def test_names_of_the_program_may_differ_in_more(text: str, known: list[str], offered: str | None) -> None:
    """A field, query or id is offered for a few wrong letters or for its beginning, if there is only one such."""
    assert nearest(text, known) == offered


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_distance_is_one(one: str, other: str, third: str) -> None:
    """Nothing is far from itself, the way back is as far, and one letter is one step."""
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one)
    assert distance(one + other, one + third + other) == len(third)
    assert (distance(one, other) == 0) is (one == other)
