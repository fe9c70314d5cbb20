"""The page docs/anchors.md and the code say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from caseweave.text.anchors import Located, TextAnchor, TextIndex, locate, make, tokens
from caseweave.vocabulary.sections import lone_headings

SPECIFICATION = (Path(__file__).parents[3] / "docs" / "anchors.md").read_text(encoding="utf-8")


def vectors(kind: str) -> list[str]:
    """Lines of a block of the specification."""
    match = re.search(rf"```{kind}\n(.*?)\n```", SPECIFICATION, re.DOTALL)
    assert match is not None
    return match[1].splitlines()


@pytest.mark.parametrize("line", vectors("tokens"))
def test_tokens_are_those_of_the_specification(line: str) -> None:
    """Every token vector holds."""
    text, expected = line.rsplit(" -> ", 1)
    assert [token.text for token in tokens(json.loads(text))] == expected.split()


@pytest.mark.parametrize("line", vectors("anchors"))
def test_fingerprints_are_those_of_the_specification(line: str) -> None:
    """Every anchor vector holds, and is exact in the paper it was made from."""
    index = TextIndex(json.loads("".join(vectors("paper"))))
    section, phrase, span, count, own, before, after = line.split(" | ")
    made = make(index, phrase)
    assert made.anchor == TextAnchor(words=int(count), print=own, before=before, after=after)
    assert (made.section, made.span) == (section, tuple(map(int, span.split())))
    assert locate(index, made.anchor, section) == Located(state="exact", spans=(made.span,), section=section)


def test_the_example_is_an_anchor_of_the_invented_paper() -> None:
    """The YAML line the page opens with is what ``make`` gives."""
    index = TextIndex(json.loads("".join(vectors("paper"))))
    anchor = make(index, "had a light pink rash on the").anchor
    fields = f'words: {anchor.words}, print: "{anchor.print}", before: "{anchor.before}", after: "{anchor.after}"'
    assert vectors("yaml") == [f"anchor: {{for: what, section: Case Report, {fields}}}"]


def test_headings_are_those_of_the_specification() -> None:
    """The headings listed are the ones the code knows."""
    assert tuple(vectors("headings")) == lone_headings()
