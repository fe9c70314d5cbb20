"""The patients of a corpus, each with the papers that report it, its clocks, and what is told of it; in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from caseweave.corpus import Corpus
from caseweave.model import Case, PaperFile, Statement
from caseweave.statements import Times

__all__ = ["patients"]

READING: Final = ("full text", "excerpt", "abstract")
"""How much of a paper was read, the most first."""


def patients(corpus: Corpus, times: Times, statements: Iterable[Statement]) -> Iterator[Case]:
    """Yield the patients by id: those that papers here report, and those they only speak of; no groups."""
    labels, told, own = corpus.labels, Counter(one.case for one in statements), _reports(corpus)
    for patient in sorted(set(corpus.patients.values()) - corpus.groups):
        found = own.get(patient, ())
        clocks = [times[paper.id, case] for paper, case in found]
        yield Case(
            case=patient,
            label=labels.get(patient, patient),
            papers=tuple(paper.id for paper, _ in found),
            read=min((paper.read for paper, _ in found), key=READING.index, default=None),
            zero=next((clock.zero for clock in clocks), None),
            zeros=tuple(dict.fromkeys(name for clock in clocks for name in clock.zeros)),
            statements=told[patient],
        )


def _reports(corpus: Corpus) -> dict[str, list[tuple[PaperFile, str]]]:
    """Return the papers that report each patient, with the id that it has there."""
    behind, found = corpus.patients, dict[str, list[tuple[PaperFile, str]]]()
    for paper in corpus.papers:
        for case in paper.own_cases:
            found.setdefault(behind[case], []).append((paper, case))
    return found
