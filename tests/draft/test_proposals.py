"""What is proposed from a copy of a paper: invented reports of several specialties, sentence by sentence."""

from __future__ import annotations

import pytest

from caseweave import corpus
from caseweave.draft import Proposal, proposals
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Return the shared terms."""
    return corpus.load_catalogue()


def drafted(catalogue: Catalogue, *sentences: str, heading: str = "Case Report") -> tuple[Proposal, ...]:
    """Draft a paper of one section."""
    text = f"{heading}\n\n{' '.join(sentences)}\n" if heading else " ".join(sentences)
    return proposals("birch2024", Copy.of(text), catalogue, {"moss2019": "Moss"})


def told(found: tuple[Proposal, ...], label: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return state, value, unit and moment of each proposal of a term."""
    return [(one.state, one.value, one.unit, one.when) for one in found if one.label == label]


def test_a_sentence_is_read_for_what_how_much_and_when(catalogue: Catalogue) -> None:
    """A dose is of the drug it stands with, a day of what is told with it, an age of the patient."""
    found = drafted(catalogue, "A 61-year-old man received tocilizumab 8 mg/kg on day 3.")
    assert told(found, "tocilizumab") == [("present", "8", "mg/kg", "day 3")]
    assert told(found, "age") == [("present", "61", "a", "day 3")]
    assert {one.case for one in found} == {"birch2024"}


@pytest.mark.parametrize(
    ("sentence", "label", "state", "certainty"),
    [
        ("He had fever.", "fever", "present", None),
        ("There was no fever.", "fever", "absent", None),
        ("He was afebrile.", "fever", "absent", None),
        ("He denied fatigue.", "fatigue", "absent", None),
        ("A skin biopsy was planned.", "skin biopsy", "proposed", None),
        ("There was concern for cytokine release syndrome.", "cytokine release syndrome", "present", "suspected"),
        ("He had no cough, chills, weight loss, pain or fever.", "fever", "unclear", None),
    ],
)
def test_the_state_is_told_by_the_words(
    catalogue: Catalogue, sentence: str, label: str, state: str, certainty: str | None
) -> None:
    """Denied, planned and suspected are told apart; how far a "no" reaches may be a question."""
    found = [(one.state, one.certainty) for one in drafted(catalogue, sentence) if one.label == label]
    assert found == [(state, certainty)]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on day 4", "day 4"),
        ("between day 4 and day 7", "between day 4 and day 7"),
        ("on his 13th hospital day", "hospital day 13"),
        ("on the 9th POD", "postoperative day 9"),
        ("on d 31", "day 31"),
        ("in 2013", "2013"),
        ("on March 8, 2023", "2023-03-08"),
        ("several weeks later", "several weeks later"),
        ("the following day", "following day"),
    ],
)
def test_moments_are_phrases_of_a_paper_file_where_they_are_whole(catalogue: Catalogue, words: str, when: str) -> None:
    """A moment that lacks what it counts from stays as it is printed, a question to the curator."""
    found = drafted(catalogue, f"He had fever {words}.")
    assert when in {one.when for one in found}


def test_a_day_is_carried_to_the_next_sentence(catalogue: Catalogue) -> None:
    """What a sentence without a day tells belongs to the day of the sentence before."""
    found = drafted(catalogue, "On day 10 he had fever.", "His platelet count was 29 x 109/L.")
    assert [one.when for one in found if one.label == "platelet count"] == ["day 10"]


def test_numbers_belong_to_what_stands_nearest(catalogue: Catalogue) -> None:
    """Of several things measured each has its own number; halves of a pair are told apart; k stays as printed."""
    found = drafted(catalogue, "Hemoglobin was 9.1 g/dL, platelet count 29k, blood pressure 87/53.")
    values = {one.label: (one.value, one.unit) for one in found if one.value}
    assert values == {
        "haemoglobin": ("9.1", "g/dL"),
        "platelet count": ("29", None),
        "systolic blood pressure": ("87", None),
        "diastolic blood pressure": ("53", None),
    }


def test_a_number_of_nothing_known_is_a_question(catalogue: Catalogue) -> None:
    """It is told with its unit and place, about nothing."""
    (found,) = drafted(catalogue, "Zorbamine was 4.5 mg/dL.")
    assert (found.about, found.value, found.unit, found.kind) == (None, "4.5", "mg/dL", "measurement")


def test_places_are_those_of_the_text_given(catalogue: Catalogue) -> None:
    """The term, the number and the moment are found again by their characters; the quote can become an anchor."""
    sentence = "After a long walk in the rain on day 3 he received tocilizumab 8 mg/kg by vein at home."
    text = f"Case Report\n\n{sentence}\n"
    (found,) = [one for one in drafted(catalogue, sentence) if one.label == "tocilizumab"]
    assert text[found.start : found.end] == "tocilizumab" == found.term
    assert found.value_start is not None
    assert text[found.value_start : found.value_end] == "8 mg"
    assert found.when_start is not None
    assert text[found.when_start : found.when_end] == "day 3"
    assert found.quote in sentence
    assert 5 <= len(found.quote.split()) <= 12


def test_of_a_discussion_only_what_speaks_of_a_patient_is_read(catalogue: Catalogue) -> None:
    """General words give nothing; "our patient" is the paper's own, a cited author's patient is that paper's."""
    general = "Fever is a common finding in cytokine release syndrome."
    assert drafted(catalogue, general, heading="Discussion") == ()
    ours = drafted(catalogue, "Our patient had fever on day 3.", heading="Discussion")
    assert {one.case for one in ours} == {"birch2024"}
    theirs = drafted(catalogue, "The patient of Moss et al. had fever on day 4.", heading="Discussion")
    assert {one.case for one in theirs if one.label == "fever"} <= {"moss2019", None}
    assert drafted(catalogue, "Birch A. Fever and rash. J Cases. 2019.", heading="References") == ()


def test_a_text_without_headings_is_the_case(catalogue: Catalogue) -> None:
    """A narrative alone is read whole."""
    found = drafted(catalogue, "A 40-year-old woman had fever.", heading="")
    assert {one.label for one in found} >= {"age", "fever"}
    assert {one.case for one in found} == {"birch2024"}


def test_what_a_sentence_tells_twice_is_proposed_once(catalogue: Catalogue) -> None:
    """The same thing in the same state at the same time is one proposal."""
    found = drafted(catalogue, "Fever, then again fever, was noted on day 3.")
    assert len(told(found, "fever")) == 1


def test_words_on_both_sides_of_a_comma_are_no_name(catalogue: Catalogue) -> None:
    """A name is found within a clause: a biopsy, and the skin, are no skin biopsy."""
    found = drafted(catalogue, "After the liver biopsy, skin was warm.")
    assert told(found, "skin biopsy") == []


@pytest.mark.parametrize("text", ["", "\n\n", "Case Report\n\n", "1. 2. 3.", "((((", "—" * 50, "a " * 3000])
def test_no_text_breaks_it(catalogue: Catalogue, text: str) -> None:
    """Whatever stands in a copy, the answer is a list."""
    assert isinstance(proposals("x2020", Copy.of(text), catalogue), tuple)
