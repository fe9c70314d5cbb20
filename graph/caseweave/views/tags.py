"""Tags: the short mark of a paper that speaks of another paper's patient, the same in table, figure and page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["tags"]


def tags(relaying: Iterable[str], papers: Iterable[str]) -> dict[str, str]:
    """Tag each relaying paper with as many of its first letters as tell it from all others, and a dagger.

    >>> tags(["kovalenko2023", "kim2020"], ["kim2020", "kovalenko2023", "yang2020"])
    {'kim2020': 'Ki†', 'kovalenko2023': 'Ko†'}
    """
    told = sorted(set(relaying))
    every = sorted({*told, *papers})
    return {paper: _shortest(paper, every).capitalize() + "†" for paper in told}


def _shortest(paper: str, every: Sequence[str]) -> str:
    starts = (paper[:length] for length in range(1, len(paper)))
    return next((start for start in starts if sum(one.startswith(start) for one in every) == 1), paper)
