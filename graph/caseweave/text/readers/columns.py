"""Columns: two columns that a program printed side by side, line by line, are read one after the other.

A page has two columns if at one place of nearly all its lines there are two blanks or more, with words on both sides.
Lines that run across that place (titles, tables), running heads, page numbers and three empty lines end a stretch of
columns; in each stretch the left column comes first. Every part keeps its offset in the text given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from caseweave.text.anchors import Span
from caseweave.text.anchors.furniture import furniture
from caseweave.text.readers.copy import Copy

__all__ = ["in_reading_order"]

FEWEST_LINES: Final = 8
"""Lines with words on both sides that a page needs to have two columns."""

MOST_PAGES: Final = 2000
SHARE: Final = 0.75
"""Share of the lines reaching the gutter that must leave it free."""

WORDS: Final = 3
"""Words that the lines of each column have on average, or it is a table."""

_GAP: Final = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_END: Final = re.compile(r"[\n\f]|\Z")
EMPTY_LINES: Final = 3


class _Line(NamedTuple):
    """A line: where it begins, its characters, and whether it is a running head or page number."""

    start: int
    text: str
    is_furniture: bool


def in_reading_order(text: str, paged: bool = False) -> Copy:
    r"""Take a text; where its pages have two columns side by side, put the right one behind the left.

    ``paged`` tells that the text has pages even if no form feed parts them.

    >>> rows = [f"left words {n:02} here   right words {n:02} there" for n in range(8)]
    >>> in_reading_order("\n".join(rows)).text.splitlines()[7:9]
    ['left words 07 here', 'right words 00 there']
    """
    if len(_GAP.findall(text)) < FEWEST_LINES or text.count("\f") > MOST_PAGES:
        return Copy.of(text, paged)
    pages = [(page, _gutter(page)) for page in _pages(text)]
    if not any(gutter for _, gutter in pages):
        return Copy.of(text, paged)
    return Copy.rearranged(text, [part for page, gutter in pages for part in _parts(page, gutter)], paged)


def _pages(text: str) -> list[list[_Line]]:
    """Lines of each page; without form feeds the whole text is one."""
    left_out = furniture(text)
    pages: list[list[_Line]] = [[]]
    start = 0
    for end in _END.finditer(text):
        line = text[start : end.start()]
        pages[-1].append(_Line(start, line, _covered(left_out, line, start)))
        start = end.end()
        if end[0] == "\f":
            pages.append([])
    return pages


def _covered(spans: Sequence[Span], line: str, start: int) -> bool:
    """Tell whether the words of a line that begins at ``start`` lie within one of some places, which are in order."""
    first, last = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
    at = bisect_right(spans, first, key=lambda span: span[0]) - 1
    return first < last and at >= 0 and last <= spans[at][1]


def _gutter(page: Sequence[_Line]) -> int | None:
    """Place between two columns, counted from the begin of the line; None for a page in one column."""
    gaps = [gap.span() for line in page if not line.is_furniture for gap in _GAP.finditer(line.text)]
    free = Counter(at for start, end in gaps for at in range(start + 1, end))
    if not free:
        return None
    most = max(free.values())
    best = [at for at, count in free.items() if count == most]
    gutter = sorted(best)[len(best) // 2]
    return gutter if _is_gutter(page, gutter) else None


def _is_gutter(page: Sequence[_Line], gutter: int) -> bool:
    reaching = [line.text for line in page if len(line.text.rstrip()) > gutter and not line.is_furniture]
    two_sided = [text for text in reaching if text[:gutter].strip() and _is_free(text, gutter)]
    if len(two_sided) < FEWEST_LINES or sum(_is_free(text, gutter) for text in reaching) < SHARE * len(reaching):
        return False
    left = sum(len(text[:gutter].split()) for text in two_sided)
    right = sum(len(text[gutter:].split()) for text in two_sided)
    return min(left, right) >= WORDS * len(two_sided)


def _is_free(text: str, gutter: int) -> bool:
    """Tell whether two blanks stand at a place, or the line begins behind it."""
    return not text[:gutter].strip() or not text[gutter - 1 : gutter + 1].strip()


def _parts(page: Sequence[_Line], gutter: int | None) -> Iterator[Span]:
    """Parts of a page in reading order."""
    if gutter is None:
        yield from ((line.start, line.start + len(line.text)) for line in page)
        return
    stretch: list[_Line] = []
    for at, line in enumerate(page):
        crosses = len(line.text.rstrip()) > gutter and not _is_free(line.text, gutter)
        if crosses or line.is_furniture or _after_empty_lines(page, at):
            yield from _columns(stretch, gutter)
            stretch = []
        if crosses or line.is_furniture:
            yield line.start, line.start + len(line.text)
        else:
            stretch.append(line)
    yield from _columns(stretch, gutter)


def _after_empty_lines(page: Sequence[_Line], at: int) -> bool:
    before = page[max(0, at - EMPTY_LINES) : at]
    return len(before) == EMPTY_LINES and not any(line.text.strip() for line in before)


def _columns(stretch: Sequence[_Line], gutter: int) -> Iterator[Span]:
    if stretch and not any(line.text.strip() for line in stretch):
        yield stretch[0].start, stretch[0].start
        return
    yield from _trimmed([(line.start, line.start + len(line.text[:gutter].rstrip())) for line in stretch])
    yield from _trimmed(
        [
            (line.start + len(line.text) - len(line.text[gutter:].lstrip()), line.start + len(line.text))
            for line in stretch
        ]
    )


def _trimmed(parts: list[Span]) -> list[Span]:
    """Leave one of the empty lines at each end of a column; those within it part paragraphs, as one at an end may."""
    full = [at for at, (start, end) in enumerate(parts) if end > start]
    return parts[max(0, full[0] - 1) : full[-1] + 2] if full else []
