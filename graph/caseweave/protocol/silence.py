"""Why nothing is told: of each case that no observed statement answers a row of, what that means.

What was read and does not say it is not reported; what nobody read is not known; what a protocol does not ask of a case
does not apply. Rows for the rest are only blank, and are left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caseweave.corpus import Corpus
from caseweave.model import CellState, Measure, Statement
from caseweave.protocol.membership import Membership
from caseweave.protocol.rows import AskedRow
from caseweave.protocol.telltale import asks_days, kinds

__all__ = ["Silence", "silences"]


class Silence(NamedTuple):
    """A row by its key, a case, and why nothing is told of it there."""

    row: str
    case: str
    state: CellState


@dataclass(frozen=True)
class _Read:
    """What was read of one patient's own papers: all of one, and kinds of fact that stand in parts nobody read."""

    papers: int = 0
    whole: bool = False
    unread: frozenset[str] = frozenset()


def silences(
    member: Membership,
    rows: Iterable[AskedRow],
    statements: Sequence[Statement],
    measures: Iterable[Measure],
    corpus: Corpus,
) -> Iterator[Silence]:
    """Yield what is not told, by row and then by case; ``statements`` are those about patients."""
    read = _read(corpus)
    case_of = {said.statement: said.case for said in statements}
    heard = {s.statement for s in statements if s.assertion == "observed" and s.role in {"own", "relayed"}}
    measured = {one.id: one.case for one in measures}
    dayless = frozenset(member.timing.without_day())
    for row in rows:
        if row.item.rest:
            continue
        told = {case_of[one] for one in (*row.takes, *row.could, *row.otherwise) if one in heard}
        told |= {measured[one] for one in row.measures}
        asked = None if row.applies is None else {case_of[one] for one in row.applies if one in case_of}
        days, sorts = asks_days(member.protocol, row.item), frozenset(kinds(member.protocol, row.item))
        for case, known in read.items():
            if case in told or (row.item.show == "read" and known.papers):
                continue
            applies = not (days and case in dayless) and (asked is None or case in asked)
            yield Silence(row.key, case, _why(known, applies, sorts))


def _why(known: _Read, applies: bool, sorts: frozenset[str]) -> CellState:
    if not known.whole:
        return "source not read"
    if not applies:
        return "not applicable"
    return "not reported in text" if known.unread & sorts else "not reported"


def _read(corpus: Corpus) -> Mapping[str, _Read]:
    """Return what was read of each patient, by id."""
    patients = corpus.patients
    found = {patient: _Read() for patient in sorted(set(patients.values()) - corpus.groups)}
    for paper in corpus.papers:
        kinds_unread = frozenset(kind for held in paper.unread.values() for kind in held)
        for case in paper.own_cases:
            one = found.get(patients[case])
            if one is not None:
                whole = one.whole or paper.read == "full text"
                found[patients[case]] = _Read(one.papers + 1, whole, one.unread | kinds_unread)
    return found
