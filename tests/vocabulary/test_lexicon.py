"""The lexicon of change: its steps are those that files may use, and their order holds together."""

from __future__ import annotations

from typing import get_args

import pytest

from caseweave import resources
from caseweave.model.identifiers import list_iri
from caseweave.model.lists import Change
from caseweave.vocabulary import lexicon


def test_the_steps_are_those_of_the_ontology() -> None:
    """A file, the ontology and the lexicon know the same steps."""
    assert lexicon.steps() == get_args(Change)
    ontology = resources.ontology("caseweave.ttl")
    for step in lexicon.steps():
        assert list_iri("change", step).rsplit("/", 1)[-1] in ontology


def test_no_step_is_better_and_worse() -> None:
    """Each step has one direction, each word tells one."""
    assert lexicon.better().isdisjoint(lexicon.worse())
    assert set(lexicon.words()) <= set(lexicon.steps())
    told = [word for words in lexicon.words().values() for word in words]
    assert len(told) == len(set(told))
    assert all(bool(lexicon.reach(step)) is (step in lexicon.better()) for step in lexicon.steps())


@pytest.mark.parametrize("step", sorted(lexicon.better()))
def test_nothing_falls_short_of_itself(step: str) -> None:
    """What falls short of a step has not reached it."""
    assert all(lexicon.reach(short) < lexicon.reach(step) for short in lexicon.short_of(step))
