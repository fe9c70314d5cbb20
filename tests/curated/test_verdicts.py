"""What is relayed of Yang's and Liu's patients, held against what those papers say: every claim is pinned."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph

AGREES = {
    "liu-age": {"liu2020/age"},
    "liu-relapsed-b-all": {"liu2020/relapsed-b-all"},
    "liu-extramedullary-skin": {"liu2020/skin-relapse", "liu2020/isolated-relapse"},
    "liu-extramedullary-testis": {"liu2020/testicular-relapse", "liu2020/isolated-relapse"},
    "liu-infusion": {"liu2020/car-t"},
    "yang-ph-like-all": {"yang2020/title-ph-like-all"},
    "yang-leukemia-cutis": {"yang2020/leukemia-cutis"},
    "yang-infusion": {"yang2020/car-t"},
    "yang-crs-likeness": {"yang2020/crs"},
}
"""Claim to the original's own statements about the same happening in the same phase."""

UNDATED = {
    "liu-crs": {"liu2020/crs"},
    "liu-no-leukemia-cells": {"liu2020/skin-cleared", "liu2020/testis-cleared"},
    "yang-skin-cleared": {"yang2020/lesions-cleared"},
}
"""Claim to what the original has of it, without the day."""

UNREAD = {
    *("liu-skin-biopsy", "liu-skin-inflammation", "liu-rash-cleared", "liu-biopsy-day-7"),
    *("yang-increased-il-6", "yang-increased-il-10", "yang-tocilizumab", "yang-skin-swelling", "yang-skin-redness"),
    "yang-inflammation-likeness",
}
"""Claims on what nothing that was read speaks of; a biopsy at the first presentation is none at the relapse."""


def compared(real: KnowledgeGraph, verdict: str) -> dict[str, tuple[set[str], str]]:
    """Return the claims of a verdict, each with what it was compared with, and the reason."""
    return {
        one.statement.rsplit("/", 1)[1]: ({"/".join(iri.rsplit("/", 2)[1:]) for iri in one.compared}, one.reason)
        for one in real.verdicts
        if one.verdict == verdict
    }


def test_what_agrees_is_of_the_same_happening_in_the_same_phase(real: KnowledgeGraph) -> None:
    """The relapse is held against the relapse, not against the first presentation; no curator's mapping is evidence."""
    assert {name: against for name, (against, _) in compared(real, "agrees").items()} == AGREES


def test_what_is_not_found_says_what_there_is(real: KnowledgeGraph) -> None:
    """No day that only Kovalenko tells is found in what was read of Yang and Liu."""
    found = compared(real, "not found in what was read")
    assert found == {
        name: (against, "the original speaks of it, but not of the day") for name, against in UNDATED.items()
    } | {name: (set(), "nothing of the kind was read there") for name in UNREAD}


@pytest.mark.parametrize("verdict", ["differs", "original not read"])
def test_no_claim_differs_and_both_papers_were_read_in_part(verdict: str, real: KnowledgeGraph) -> None:
    """Nothing that was read contradicts what is relayed."""
    assert compared(real, verdict) == {}
