"""No internal id is printed: a time phrase names what it refers to."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import Statement, Term
from caseweave.model.lists import State
from caseweave.wording import happenings, phrase, worded


def said(name: str, label: str, *days: int, event: str | None = None, state: State = "present") -> Statement:
    """Return a statement of paper p about case c, on one day or none."""
    bounds = dict.fromkeys(("earliest", "latest", "end_earliest", "end_latest"), days[0] if days else None)
    return Statement(
        statement=f"https://example.org/p/{name}",
        said_by="p",
        case="c",
        role="own",
        kind="finding",
        about=Term(f"x:{label.replace(' ', '-')}", label),
        event=event,
        state=state,
        **bounds,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("14 d after mrd-negative", "14 d after MRD-negative"),
        ("by start of mrd-negative", "by start of MRD-negative"),
        ("between fever-1 and mrd-negative", "between fever-1 and MRD-negative"),
        ("from mrd-negative to day 9", "from MRD-negative to day 9"),
        ("C2D8 of mrd-negative", "C2D8 of MRD-negative"),
        ("same day as mrd-negative", "same day as MRD-negative"),
        ("in 1 wk after mrd-negative or fever-1", "in 1 wk after MRD-negative or fever-1"),
        ("from day 9 to day 18", "from day 9 to day 18"),
        ("late 2023-03", "late 2023-03"),
    ],
)
def test_a_phrase_names_what_it_refers_to(text: str, words: str) -> None:
    """Only what stands where the grammar has an id is replaced; days and dates stay."""
    assert phrase(text, {"mrd-negative": "MRD-negative", "day": "?", "2023-03": "?"}) == words


def test_a_happening_is_called_by_its_label_or_by_what_it_is() -> None:
    """The paper file's label comes first; else the entity of the event's first statement, with its state."""
    told = [said("rash-1", "skin rash", 4, event="rash"), said("scan", "lesion", state="absent")]
    assert happenings(told)["p", "c"] == {"rash-1": "skin rash", "rash": "skin rash", "scan": "no lesion"}
    assert happenings(told, {("p", "c"): {"rash": "drug rash"}})["p", "c"]["rash"] == "drug rash"


def test_two_that_are_called_alike_are_told_with_their_day() -> None:
    """Two biopsies are not one; one without a day stays as it is."""
    told = [said("one", "biopsy", 3), said("two", "biopsy", -4), said("three", "biopsy")]
    assert happenings(told)["p", "c"] == {"one": "biopsy (day 3)", "two": "biopsy (day −4)", "three": "biopsy"}


def test_a_statement_is_worded_once_for_all_who_show_it() -> None:
    """Time phrases, and qualifiers that are an id, say the name of what they refer to; all else stays as it is."""
    told = replace(said("dose", "aspirin"), when=("3 d after fever-1",), qualifiers=(("component of", "fever-1"),))
    (worded_so,) = worded([told], {("p", "c"): {"fever-1": "fever"}})
    assert (worded_so.when, worded_so.qualifiers) == (("3 d after fever",), (("component of", "fever"),))
    assert worded([told], {}) == (told,)


def shown(graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Return every text that a reader is shown, by where it stands."""
    cells = [cell for row in graph.comparison(rows="all").record.rows for cell in row.cells]
    figure = graph.timeline(full=True).record
    titles = [title for one in figure.marks for title in one.titles]
    titles += [title for one in figure.listed for title in one.titles]
    return {
        "cells": [f"{cell.headline} {cell.detail}" for cell in cells],
        "evidence": ["; ".join(one.when) for one in graph.comparison.record.statements],
        "network": [f"{one.when} {one.text} {one.note}" for one in graph.network],
        "timeline": [*titles, *(mark.label for mark in figure.marks)],
        "sides": [f"{side.says} {side.printed}" for one in graph.disagreements for side in one.sides],
        "disagreements": [one.note or "" for one in graph.disagreements],
        "measures": [f"{one.definition} {one.reading} {one.arithmetic}" for one in graph.measures],
        "proofs": re.findall(r'"(.*?)"', graph.measures.proofs()),
    }


def test_no_id_is_shown_to_a_reader_of_the_bundled_papers(real: KnowledgeGraph) -> None:
    """An id of several words is printed in no cell, tooltip, side, reading or proof."""
    ids = {name for names in real.happenings.values() for name in names if "-" in name or any(map(str.isdigit, name))}
    labels = {word for names in real.happenings.values() for name in names.values() for word in name.split()}
    for place, texts in shown(real).items():
        words = {word.strip(",.;:()[]“”'") for text in texts for word in text.split()}
        assert sorted(ids & words - labels) == [], place
