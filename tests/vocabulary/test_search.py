"""What a word finds in the vocabulary."""

from __future__ import annotations

import time

import pytest
from click.testing import CliRunner

from caseweave import corpus
from caseweave.cli import main
from caseweave.vocabulary import Catalogue, Concept
from caseweave.vocabulary.search import search


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Return the shared terms."""
    return corpus.load_catalogue()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tocilizumab", "tocilizumab"),
        ("ACTEMRA", "tocilizumab"),
        ("NCIT:C84217", "tocilizumab"),
        ("tocilizumb", "tocilizumab"),
        ("biopsy skin", "skin biopsy"),
        ("thrombocyt", "thrombocytopenia"),
    ],
)
def test_a_term_is_found_by_any_of_its_names(catalogue: Catalogue, text: str, first: str) -> None:
    """Label, synonym, identifier, a slip of the pen, words in another order, and the beginning of a word."""
    assert search(catalogue, text)[0].label == first


def test_the_name_itself_comes_before_names_that_hold_it(catalogue: Catalogue) -> None:
    """Fever is fever before it is a kind of it."""
    found = [concept.label for concept in search(catalogue, "fever")]
    assert found[0] == "fever"
    assert len(found) > 1


@pytest.mark.parametrize("text", ["zorbamine", "", "%%%"])
def test_what_nothing_is_called_finds_nothing(catalogue: Catalogue, text: str) -> None:
    """There is no nearest term that looks alike."""
    assert search(catalogue, text) == ()


def test_a_hundred_thousand_names_are_searched_quickly() -> None:
    """A large vocabulary is asked in well under a second."""
    many = [("x", Concept(curie=f"x:{number}", label=f"thing {number}", kind="phenotype")) for number in range(30_000)]
    large = Catalogue(added=many)
    begun = time.process_time()
    assert search(large, "thing 29999")[0].curie == "x:29999"
    assert time.process_time() - begun < 1


def test_the_verb_tells_what_stands_above_and_who_uses_it() -> None:
    """Where a term belongs and which papers use it is told; an unknown word is the call's fault."""
    done = CliRunner().invoke(main, ["terms", "tocilizumab", "--format", "json"])
    assert done.exit_code == 0
    assert '"NCIT:C84217"' in done.output
    assert '"kovalenko2023"' in done.output
    assert CliRunner().invoke(main, ["terms", "zorbamine"]).exit_code == 2
