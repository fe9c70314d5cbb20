"""Verifying: the statements of a corpus held against the copies of the papers a user has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from caseweave.evidence.chronicle import Told
from caseweave.evidence.claims import check_statement
from caseweave.evidence.names import Names
from caseweave.evidence.passage import Passage
from caseweave.evidence.places import Shelf, missing
from caseweave.evidence.record import RANK, Check, Verified
from caseweave.evidence.twins import twins
from caseweave.model import Statement
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue

__all__ = ["summary", "verify"]


def verify(
    statements: Iterable[Statement], copies: Mapping[str, Copy], catalogues: Mapping[str, Catalogue]
) -> tuple[Verified, ...]:
    """Hold statements against copies of their papers, both by paper id; a paper without a copy has state ``no text``.

    ``catalogues`` are the terms each paper uses, the shared ones and its own.
    """
    said = tuple(statements)
    verified = {one.statement: one for one in _verified(said, copies, catalogues)}
    doubled = twins((statement for statement in said if statement.said_by in copies), verified)
    return tuple(_doubted(verified[one.statement], doubled.get(one.statement)) for one in said)


def _verified(
    statements: Iterable[Statement], copies: Mapping[str, Copy], catalogues: Mapping[str, Catalogue]
) -> Iterator[Verified]:
    benches: dict[str, _Bench] = {}
    for statement in statements:
        paper = statement.said_by
        if paper not in copies:
            anchors = tuple(missing(anchor).found for anchor in statement.anchors)
            yield Verified(statement=statement.statement, anchors=anchors, checks=())
            continue
        if paper not in benches:
            benches[paper] = _Bench(copies[paper], catalogues[paper])
        yield benches[paper].verified(statement)


def _doubted(verified: Verified, twin: str | None) -> Verified:
    if twin is None:
        return verified
    reason = f"{twin} says the same of the same words"
    return replace(verified, checks=(*verified.checks, Check(claim="twin", outcome="could not check", reason=reason)))


@lru_cache(maxsize=8)
def _names(catalogue: Catalogue) -> Names:
    return Names(catalogue)


class _Bench:
    """One paper made ready: its copy indexed, the names of its terms."""

    def __init__(self, copy: Copy, catalogue: Catalogue) -> None:
        self.shelf = Shelf(copy)
        self.names = _names(catalogue)
        self.told = Told(self.shelf.index)

    def verified(self, statement: Statement) -> Verified:
        placed = [self.shelf.place(anchor) for anchor in statement.anchors]
        passages = tuple(one.passage for one in placed if one.passage is not None)
        checks = tuple(self._checks(statement, passages))
        return Verified(statement=statement.statement, anchors=tuple(one.found for one in placed), checks=checks)

    def _checks(self, statement: Statement, passages: tuple[Passage, ...]) -> Iterator[Check]:
        anchored = sum(anchor.print is not None for anchor in statement.anchors)
        if not anchored:
            return
        if len(passages) < anchored:
            reason = "some of its words are not found as they were"
            yield Check(claim="words", outcome="could not check", reason=reason)
        for check in check_statement(statement, passages, self.names, self.told) if passages else ():
            is_unsure = check.outcome == "failed" and len(passages) < anchored
            yield replace(check, outcome="could not check") if is_unsure else check


def summary(verified: Sequence[Verified]) -> str:
    """Say in one line what was checked, and how many statements have each state and value check.

    >>> summary(())
    '0 statements'
    """
    states = Counter(one.state for one in verified)
    values = Counter(one.value_check for one in verified)
    parts = [f"{states[state]} {state}" for state in RANK if states[state]]
    checked = [f"{values[outcome]} {outcome}" for outcome in ("passed", "failed", "could not check") if values[outcome]]
    total = f"{len(verified)} statements"
    return "; ".join(
        [total, *([", ".join(parts)] if parts else []), *([f"value check: {', '.join(checked)}"] if checked else [])]
    )
