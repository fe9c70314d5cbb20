"""Short names that a copy gives to things it names in full."""

from __future__ import annotations

import time

import pytest

from caseweave import KnowledgeGraph
from caseweave.evidence.abbreviations import abbreviations
from caseweave.evidence.phrases import phrase


def test_a_short_name_in_brackets_stands_for_the_words_before_it(kg: KnowledgeGraph) -> None:
    """If they are a name of the vocabulary, and its letters fit."""
    catalogue = kg.corpus.sources[0].catalogue
    name = next(one for one in catalogue if one.label == "cytokine release syndrome")
    assert abbreviations("He had a mild cytokine release syndrome (CRS) then.", catalogue) == {
        phrase("CRS"): name.curie
    }
    assert abbreviations("He had a cytokine release syndrome (MRI) then.", catalogue) == {}


@pytest.mark.parametrize("text", ["x" * 100_000, "ab " * 30_000, "a" + " " * 100_000, "A-" * 50_000, "(Ab) " * 20_000])
def test_no_text_takes_long(kg: KnowledgeGraph, text: str) -> None:
    """Each letter is looked at a few times, whatever stands around it."""
    catalogue = kg.corpus.sources[0].catalogue
    abbreviations("", catalogue)
    begun = time.process_time()
    assert abbreviations(text, catalogue) == {}
    assert time.process_time() - begun < 2
