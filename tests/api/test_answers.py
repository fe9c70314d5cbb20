"""A question of one word: a sentence a case, with who says so."""

from __future__ import annotations

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.answers import told_of
from caseweave.api.names import UnknownNameError


def test_each_case_has_a_sentence(real: KnowledgeGraph) -> None:
    """The dose and its days; who relays it; that nothing is told, and how much was read."""
    first, second, third = told_of(real, "Tocilizumab")
    assert first.sentence == "Kovalenko 2023: tocilizumab 8 mg/kg ×2 (day 10, day 10 to 11)."
    assert second.answer == "nothing is told of tocilizumab; excerpt read"
    assert second.statements == ()
    assert third.answer == "tocilizumab, as told by Kovalenko 2023"
    assert third.statements == ("kovalenko2023/yang-tocilizumab",)


def test_a_case_may_be_named_and_an_unknown_term_is_none(real: KnowledgeGraph) -> None:
    """As everywhere: by label or id; a misspelt term is never an empty answer."""
    (one,) = told_of(real, "CRS", ["Liu"])
    assert one.case == "liu2020"
    with pytest.raises(UnknownNameError, match="did you mean 'tocilizumab'"):
        told_of(real, "tocilizumb")
