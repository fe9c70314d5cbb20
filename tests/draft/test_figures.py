"""How much of a curated paper a draft meets, held where the papers are beside the checkout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from caseweave import KnowledgeGraph
from caseweave.draft import Proposal, proposals
from caseweave.evidence.passage import passage_of
from caseweave.evidence.places import Shelf
from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.model import Quantity, Statement
from caseweave.text.readers import Copy, read
from caseweave.vocabulary import Catalogue

PAPER = "kovalenko2023"
TEXT = Path(__file__).parents[2].parent / "shared" / "papers" / f"{PAPER}.txt"

pytestmark = pytest.mark.skipif(not TEXT.is_file(), reason="the text of the paper is not beside the checkout")


class Met(NamedTuple):
    """A statement, and what is proposed in the sentences of its anchors."""

    statement: Statement
    proposed: tuple[Proposal, ...]


class Scored:
    """A draft held against the statements that a curator made of the same paper."""

    def __init__(self, graph: KnowledgeGraph, copy: Copy) -> None:
        self.terms: Catalogue = graph.terms
        self.found = proposals(PAPER, copy, graph.corpus.catalogue, {"yang2020": "Yang", "liu2020": "Liu"})
        self._spans = dict(spans(copy))
        by_sentence: defaultdict[Sentence, list[Proposal]] = defaultdict(list)
        for one in self.found:
            for sentence in self.at(one.start, one.end):
                by_sentence[sentence].append(one)
        shelf = Shelf(copy)
        self.met: list[Met] = []
        self.told: defaultdict[Sentence, list[Statement]] = defaultdict(list)
        for statement in (one for one in graph.statements if one.said_by == PAPER):
            places = [shelf.place(anchor).found for anchor in statement.anchors]
            held = {s for found in places if found.start is not None for s in self.at(found.start, found.end or 0)}
            for sentence in held:
                self.told[sentence].append(statement)
            if held:
                self.met.append(Met(statement, tuple(one for sentence in held for one in by_sentence[sentence])))

    def at(self, start: int, end: int) -> set[Sentence]:
        """Return the sentences that some characters stand in."""
        return {sentence for sentence, (first, last) in self._spans.items() if first < end and start < last}

    def kin(self, one: str | None, other: str) -> bool:
        """Tell whether two terms are the same, or one stands above the other."""
        if one is None or one not in self.terms or other not in self.terms:
            return one == other
        return one == other or other in self.terms.ancestors(one) or one in self.terms.ancestors(other)


def spans(copy: Copy) -> Iterator[tuple[Sentence, tuple[int, int]]]:
    """Yield the characters of every sentence of a copy."""
    shelf = Shelf(copy)
    cut = Sentences(shelf.index)
    for flow, tokens in enumerate(shelf.index.flows):
        for sentence in cut.holding(passage_of(shelf.index, flow, 0, len(tokens))) if tokens else ():
            passage = cut.passage(sentence)
            run = tokens[passage.start : passage.start + len(passage.words)]
            yield sentence, (copy.place(run[0].start), copy.place(run[-1].end - 1) + 1)


@pytest.fixture(scope="module")
def scored(real: KnowledgeGraph) -> Scored:
    """Draft the paper with the shared terms alone."""
    return Scored(real, read(TEXT))


def days(phrase: str | None) -> set[str]:
    """Return the days, cycle days and dates of a phrase."""
    return set(re.findall(r"C\d+D\d+|\d{4}-\d\d(?:-\d\d)?|day -?\d+", phrase or ""))


def amount(text: str | None) -> tuple[object, object, object]:
    """Return the number, and the ends of the range, of a value as it is written."""
    found = Quantity.parse(text) if text else Quantity()
    return found.value, found.low, found.high


def test_most_of_what_a_curator_wrote_is_proposed(scored: Scored) -> None:
    """In the same sentence the same or a related term is proposed, for at least 85 of 100 facts."""
    kin = [any(scored.kin(one.about, met.statement.about.curie) for one in met.proposed) for met in scored.met]
    assert len(kin) > 300
    assert sum(kin) / len(kin) >= 0.85


def test_most_of_what_is_proposed_of_the_case_was_written(scored: Scored) -> None:
    """At least 75 of 100 proposals in the text of the case are, or are kin to, what a statement there names."""
    case = [one for one in scored.found if one.section == "Case Presentation" and one.about]
    held = [
        any(
            scored.kin(one.about, term.curie)
            for sentence in scored.at(one.start, one.end)
            for said in scored.told[sentence]
            for term in (said.about, *said.site, *filter(None, (said.specimen, said.method, said.route)))
        )
        for one in case
    ]
    assert sum(held) / len(held) >= 0.75


def test_values_are_proposed_of_what_they_belong_to(scored: Scored) -> None:
    """At least 30 numbers stand with the same unit at the same or a related term."""
    wanted: list[Met] = [met for met in scored.met if (met.statement.value, met.statement.low) != (None, None)]
    held = [
        any(
            scored.kin(one.about, met.statement.about.curie)
            and amount(one.value) == (met.statement.value, met.statement.low, met.statement.high)
            and met.statement.unit in (None, one.unit)
            for one in met.proposed
        )
        for met in wanted
    ]
    assert sum(held) >= 30


def test_days_are_proposed(scored: Scored) -> None:
    """At least 120 statements that name a day, a cycle day or a date find it proposed in their sentence."""
    named: Mapping[str, set[str]] = {
        met.statement.id: set().union(*map(days, met.statement.when)) for met in scored.met
    }
    held = [
        bool(named[met.statement.id] & set().union(*(days(one.when) for one in met.proposed)))
        for met in scored.met
        if named[met.statement.id]
    ]
    assert sum(held) >= 120
