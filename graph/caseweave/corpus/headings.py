"""How papers and their patients are named wherever they are shown: no two papers alike, and none as if it stood."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase
from typing import Final

from caseweave.model import PaperFile

__all__ = ["case_heading", "headings"]

_LETTERS: Final = len(ascii_lowercase)


def headings(papers: Iterable[PaperFile]) -> dict[str, str]:
    """Return the name of each paper by its id: ``Irwin 2020``, or ``Irwin 2020a`` where another has the same name.

    Letters follow the order of the ids. A paper that was retracted or corrected says so.
    """
    alike: dict[str, list[PaperFile]] = {}
    for paper in sorted(papers, key=lambda paper: paper.id):
        alike.setdefault(paper.short, []).append(paper)
    return {
        paper.id: f"{short}{_letter(place) if len(same) > 1 else ''}{f' ({paper.status})' if paper.status else ''}"
        for short, same in alike.items()
        for place, paper in enumerate(same)
    }


def case_heading(paper: PaperFile, case: str, heading: str) -> str:
    """Return how one of a paper's own patients is named: by the paper, and the case where it reports several."""
    if len(paper.own_cases) == 1 or case == paper.id:
        return heading
    return f"{heading}, {case.removeprefix(f'{paper.id}-').replace('-', ' ')}"


def _letter(place: int) -> str:
    """Return the letters of a place: a to z, then aa, ab and so on."""
    before, last = divmod(place, _LETTERS)
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]
