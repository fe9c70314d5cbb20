"""A table of the ontology: the rows of a TSV file, each a mapping from column to cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

__all__ = ["rows", "texts"]


def rows(text: str, name: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    r"""Yield each row with its place, ``name:line``.

    >>> list(rows("heading\tkind\nResults\tresults\n", "sections.tsv", ("heading", "kind")))
    [('sections.tsv:2', {'heading': 'Results', 'kind': 'results'})]

    Raises ValueError, with the place, for other columns, or a row that has more or fewer cells.
    """
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = tuple(next(lines, ()))
    if header != tuple(columns):
        raise ValueError(f"{name}:1: columns are {', '.join(header)}; wanted {', '.join(columns)}")
    for line, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise ValueError(f"{name}:{line}: {len(cells)} cells; wanted {len(header)}, separated by tabs")
        yield f"{name}:{line}", dict(zip(header, cells, strict=True))


def texts(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several, parted by ``|``.

    >>> texts("mg|milligram"), texts("")
    (('mg', 'milligram'), ())
    """
    return tuple(cell.split("|")) if cell else ()
