"""Verifying: the statements of a corpus held against the copies of the papers a user has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from caseweave.clock.phrase import parse
from caseweave.evidence.abbreviations import abbreviations
from caseweave.evidence.chronicle import Chronicle
from caseweave.evidence.claims import ClaimReading, check_statement
from caseweave.evidence.happenings import NamedHappening, happenings, known_terms
from caseweave.evidence.names import EntityNames
from caseweave.evidence.narration import Narration
from caseweave.evidence.passage import Passage
from caseweave.evidence.places import Shelf, missing
from caseweave.evidence.record import OUTCOMES, RANK, Check, Verified
from caseweave.evidence.sentences import Sentences
from caseweave.evidence.twins import twins
from caseweave.evidence.voices import Voices
from caseweave.model import Statement
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue

__all__ = ["Bench", "summary", "verify"]


def verify(
    statements: Iterable[Statement],
    copies: Mapping[str, Copy],
    catalogues: Mapping[str, Catalogue],
    authors: Mapping[str, str] | None = None,
) -> tuple[Verified, ...]:
    """Hold statements against copies of their papers, both by paper id; a paper without a copy has state ``no text``.

    ``catalogues`` are the terms each paper uses, the shared ones and its own; ``authors`` the family names of first
    authors by paper id, by which a text names the papers it cites.
    """
    return Bench(copies, catalogues, authors or {}).verify(statements)


class Bench:
    """Copies of papers made ready, against which statements can be held more than once."""

    def __init__(
        self, copies: Mapping[str, Copy], catalogues: Mapping[str, Catalogue], authors: Mapping[str, str]
    ) -> None:
        self._catalogues = catalogues
        self._authors = authors
        self._papers = {paper: _Prepared(copy, catalogues[paper]) for paper, copy in copies.items()}

    def verify(self, statements: Iterable[Statement]) -> tuple[Verified, ...]:
        """Hold the statements of a corpus against the copies of their papers."""
        said = tuple(statements)
        known = happenings((one for one in said if one.said_by in self._papers), self._catalogues)
        own = {(one.said_by, one.case) for one in said if one.role == "own"}
        authors = {**self._guessed(said), **self._authors}
        verified: dict[str, Verified] = {}
        for one in said:
            paper = self._papers.get(one.said_by)
            cases = tuple(sorted(case for by, case in own if by == one.said_by))
            names = known.get((one.said_by, one.case), {})
            verified[one.statement] = paper.verified(one, names, cases, authors) if paper else _unread(one)
        doubled = twins((one for one in said if one.said_by in self._papers), verified)
        return tuple(_doubted(verified[one.statement], doubled.get(one.statement)) for one in said)

    def _guessed(self, statements: Iterable[Statement]) -> dict[str, str]:
        """Names of the authors of papers that are not read, from their ids: ``yang2020``."""
        ids = dict.fromkeys(one.primary for one in statements if one.primary)
        found = {paper: match[0].capitalize() for paper in ids if (match := re.match(r"[a-z]{2,}", paper))}
        return {paper: name for paper, name in found.items() if paper not in self._authors}


def _unread(statement: Statement) -> Verified:
    anchors = tuple(missing(anchor).found for anchor in statement.anchors)
    return Verified(statement=statement.statement, anchors=anchors, checks=())


def _doubted(verified: Verified, twin: str | None) -> Verified:
    if twin is None:
        return verified
    reason = f"{twin} says the same of the same words"
    check = Check(claim="entity", what="twin", outcome="could not check", reason=reason)
    return replace(verified, checks=(*verified.checks, check))


class _Prepared:
    """One paper made ready: its copy indexed, cut into sentences, and the names of its terms."""

    def __init__(self, copy: Copy, catalogue: Catalogue) -> None:
        self._shelf = Shelf(copy)
        self._names = EntityNames(catalogue, abbreviations(copy.text, catalogue))
        self._told = Chronicle(self._shelf.index)
        self._sentences = Sentences(self._shelf.index)
        self._narration = Narration(self._shelf, self._sentences)
        self._voices: dict[tuple[tuple[str, str], ...], Voices] = {}
        self._done: dict[tuple[object, ...], Verified] = {}

    def verified(
        self,
        statement: Statement,
        named: Mapping[str, NamedHappening],
        own_cases: tuple[str, ...],
        authors: Mapping[str, str],
    ) -> Verified:
        """Hold one statement against the copy; asked the same again, the answer is that of before."""
        cited = tuple(sorted((paper, name) for paper, name in authors.items() if paper != statement.said_by))
        ids = dict.fromkeys((*_references(statement), *(link.target for link in statement.links)))
        given = known_terms(named) if any(words.startswith("C") for words in statement.when) else None
        key = (statement, tuple((name, named.get(name)) for name in ids), given, own_cases, cited)
        if key not in self._done:
            voices = self._voices.setdefault(cited, Voices(self._sentences, dict(cited)))
            reading = ClaimReading(self._names, self._told, self._narration, voices, named, own_cases)
            self._done[key] = self._verified(statement, reading)
        return self._done[key]

    def _verified(self, statement: Statement, reading: ClaimReading) -> Verified:
        placed = [self._shelf.place(anchor) for anchor in statement.anchors]
        passages = tuple(one.passage for one in placed if one.passage is not None)
        checks = tuple(self._checks(statement, passages, reading))
        return Verified(statement=statement.statement, anchors=tuple(one.found for one in placed), checks=checks)

    @staticmethod
    def _checks(statement: Statement, passages: tuple[Passage, ...], reading: ClaimReading) -> Iterator[Check]:
        anchored = sum(anchor.print is not None for anchor in statement.anchors)
        if not anchored:
            return
        if len(passages) < anchored:
            reason = "some of its words are not found as they were"
            yield Check(claim="entity", what="words", outcome="could not check", reason=reason)
        for check in check_statement(statement, passages, reading) if passages else ():
            is_unsure = check.outcome == "fails" and len(passages) < anchored
            yield replace(check, outcome="could not check") if is_unsure else check


def _references(statement: Statement) -> Iterator[str]:
    return (name for words in statement.when for name in parse(words).references)


def summary(verified: Sequence[Verified]) -> str:
    """Say in one line what was checked, and how many statements have each state and value check.

    >>> summary(())
    '0 statements'
    """
    states = Counter(one.state for one in verified)
    values = Counter(one.value_check for one in verified if one.checks)
    parts = [f"{states[state]} {state}" for state in RANK if states[state]]
    checked = [f"{values[outcome]} {outcome}" for outcome in OUTCOMES if values[outcome]]
    total = f"{len(verified)} statements"
    return "; ".join(
        [total, *([", ".join(parts)] if parts else []), *([f"value check: {', '.join(checked)}"] if checked else [])]
    )
