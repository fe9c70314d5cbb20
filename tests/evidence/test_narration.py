"""The order of the telling: what a case report tells first came first, unless its words say otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from caseweave.evidence import Verified, verify
from caseweave.model import Statement
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue

IRI = "https://w3id.org/caseweave/statement/fern2021/"
TEXT = """Abstract

A man had neck pain in spring. Dexamethasone was given for it by his doctor.

Case Report

A man was seen with ear pain and fatigue. He was started on amoxicillin without delay. A bone marrow biopsy was done
then. Four days later he had a rash on the trunk. Tocilizumab was planned for the next winter only. He had erythema,
and he was given blinatumomab by the ward team. Due to hypotension, he was started on intravenous fluids at night. He
had depressed mood which had been seen before in childhood. The fever resolved with intravenous antibiotics during the
early course of the treatment with blinatumomab on the ward. A skin biopsy was normal by that time.

Discussion

Our patient had anemia in those weeks. Our patient had dyspnea as well and died.
"""


@pytest.fixture
def said(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> Any:
    """Return a function that makes a statement that rests on words of the text above."""

    def say(about: str, words: str, name: str, **fields: Any) -> Statement:
        given = {"statement": f"{IRI}{name}", **fields}
        return statement_of(catalogue, about, (anchor_of(TEXT, words),), given)  # type: ignore[no-any-return]

    return say


@pytest.fixture
def told(catalogue: Catalogue, said: Any) -> Any:
    """Return a function that verifies a statement with a time beside the other happenings of the text."""

    def tell(about: str, words: str, when: str, **fields: Any) -> Verified:
        others = (
            said("ear pain", "A man was seen with ear pain", "ear-pain", kind="adverse event"),
            said("amoxicillin", "He was started on amoxicillin without", "amoxicillin", kind="treatment"),
            said("bone marrow biopsy", "A bone marrow biopsy was done then", "biopsy", kind="procedure"),
            said("skin rash", "later he had a rash on the trunk", "rash", kind="lesion"),
            said("tocilizumab", "Tocilizumab was planned for the next", "plan", kind="treatment", state="proposed"),
            said("blinatumomab", "given blinatumomab by the ward team", "blinatumomab", kind="treatment"),
            said("intravenous fluids", "he was started on intravenous fluids", "fluids", kind="treatment"),
            said("depressed mood", "He had depressed mood which had been seen", "mood", kind="adverse event"),
            said("anemia", "Our patient had anemia in those", "anemia", kind="adverse event"),
            said("fatigue", "A man was seen with ear pain and fatigue", "fatigue"),
            said("neck pain", "A man had neck pain in spring", "neck-pain", kind="adverse event"),
        )
        one = said(about, words, "one", when=(when,), **fields)
        copy = {"fern2021": Copy.of(TEXT)}
        return verify((one, *others), copy, {"fern2021": catalogue})[0]

    return tell


@pytest.mark.parametrize(
    ("about", "words", "when", "by"),
    [
        ("amoxicillin", "He was started on amoxicillin without", "after ear-pain", "order of the telling"),
        ("amoxicillin", "He was started on amoxicillin without", "before rash", "order of the telling"),
        ("amoxicillin", "He was started on amoxicillin without", "by biopsy", "order of the telling"),
        ("skin rash", "Four days later he had a rash on", "4 d after biopsy", "order of the telling"),
        ("dexamethasone", "Dexamethasone was given for it by", "after neck-pain", "order of the telling"),
        ("erythema", "He had erythema, and he was given", "before blinatumomab", "order of the telling"),
        ("hypotension", "Due to hypotension, he was started", "before fluids", "order of the telling"),
        ("fever", "The fever resolved with intravenous antibiotics", "after blinatumomab", "during it"),
        ("fever", "The fever resolved with intravenous antibiotics", "during blinatumomab", ""),
    ],
)
def test_things_are_told_in_their_order(about: str, words: str, when: str, by: str, told: Any) -> None:
    """Sentence after sentence, clause after clause, or counted on from the sentence before."""
    verified = told(about, words, when)
    assert verified.claims["order"] == "holds", verified.checks
    assert by in ("", *verified.row()["derivations"])


@pytest.mark.parametrize(
    ("about", "words", "when"),
    [
        ("amoxicillin", "He was started on amoxicillin without", "before ear-pain"),
        ("amoxicillin", "He was started on amoxicillin without", "after rash"),
        ("amoxicillin", "He was started on amoxicillin without", "after plan"),
        ("amoxicillin", "He was started on amoxicillin without", "after fatigue"),
        ("amoxicillin", "He was started on amoxicillin without", "before anemia"),
        ("amoxicillin", "He was started on amoxicillin without", "after neck-pain"),
        ("amoxicillin", "He was started on amoxicillin without", "same day as ear-pain"),
        ("amoxicillin", "He was started on amoxicillin without", "after end of ear-pain"),
        ("amoxicillin", "He was started on amoxicillin without", "4 d after ear-pain"),
        ("amoxicillin", "He was started on amoxicillin without", "before fluids"),
        ("skin rash", "Four days later he had a rash on", "4 d before biopsy"),
        ("tocilizumab", "Tocilizumab was planned for the next", "before ear-pain"),
        ("erythema", "He had erythema, and he was given", "after blinatumomab"),
        ("hypotension", "Due to hypotension, he was started", "after fluids"),
        ("depressed mood", "He had depressed mood which had been", "after fluids"),
        ("intravenous fluids", "he was started on intravenous fluids", "before mood"),
        ("dyspnea", "Our patient had dyspnea as well", "after anemia"),
        ("fever", "The fever resolved with intravenous antibiotics", "before blinatumomab"),
        ("fever", "The fever resolved with intravenous antibiotics", "after end of blinatumomab"),
    ],
)
def test_the_telling_orders_no_more_than_it_tells(about: str, words: str, when: str, told: Any) -> None:
    """Not turned round, not far apart, not of a plan, not where words look back, nor in a discussion."""
    assert told(about, words, when).claims["order"] == "could not check"


def test_by_that_time_is_not_at_it(said: Any, catalogue: Catalogue) -> None:
    """Neither is the other."""
    fever = said("fever", "The fever resolved with intravenous antibiotics", "fever", kind="adverse event")
    outcomes = []
    for when in ("by fever", "same day as fever"):
        one = said("skin biopsy", "A skin biopsy was normal by that", "one", kind="procedure", when=(when,))
        verified = verify((one, fever), {"fern2021": Copy.of(TEXT)}, {"fern2021": catalogue})[0]
        outcomes.append(verified.claims["order"])
    assert outcomes == ["holds", "could not check"]


def test_what_is_told_twice_orders_only_what_lies_on_one_side(said: Any, catalogue: Catalogue) -> None:
    """An event that goes on over many sentences is neither before nor after what is told between."""
    event = {"event": "stay"}
    others = (
        said("ear pain", "A man was seen with ear pain", "a", kind="adverse event", **event),
        said("skin rash", "later he had a rash on the trunk", "b", kind="lesion", **event),
    )
    one = said("amoxicillin", "He was started on amoxicillin without", "one", kind="treatment", when=("after stay",))
    verified = verify((one, *others), {"fern2021": Copy.of(TEXT)}, {"fern2021": catalogue})[0]
    assert verified.claims["order"] == "could not check"


@pytest.fixture
def cycled(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> Any:
    """Return a function that verifies a day of a cycle beside the statements of what was given."""

    def hold(words: str, when: str) -> Verified:
        text = f"Case Report\n\n{words} On {when.split(maxsplit=1)[0]} he had fever and went home.\n"
        given = {"kind": "treatment"}
        day = f"On {when.split(maxsplit=1)[0]} he had fever"
        others = [
            statement_of(catalogue, about, (anchor_of(text, said),), {"statement": f"{IRI}{name}", **given})
            for name, about, said in (
                ("regimen", "hyper-CVAD", "He was put on hyper-CVAD"),
                ("rituximab", "rituximab", "and rituximab by his doctor"),
            )
            if said in text
        ]
        one = statement_of(catalogue, "fever", (anchor_of(text, day),), {"when": (when,)})
        return verify((one, *others), {"fern2021": Copy.of(text)}, {"fern2021": catalogue})[0]

    return hold


@pytest.mark.parametrize(
    ("words", "when", "outcome"),
    [
        ("He was put on hyper-CVAD at once.", "C1D18 of regimen", "holds"),
        ("He was put on hyper-CVAD at once.", "C2D18 of regimen", "could not check"),
        ("He was put on hyper-CVAD and rituximab by his doctor.", "C1D18 of regimen", "could not check"),
        ("He was put on hyper-CVAD and rituximab by his doctor.", "C1D18 of rituximab", "could not check"),
        ("He was put on hyper-CVAD at once. He slept well.", "C1D18 of regimen", "could not check"),
    ],
)
def test_the_first_cycle_is_of_what_was_begun(words: str, when: str, outcome: str, cycled: Any) -> None:
    """Of the only treatment in the sentence before; no later cycle, no part of two."""
    assert cycled(words, when).claims["clock"] == outcome
