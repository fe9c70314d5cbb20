"""Furniture: what a page adds to a text (running heads, page numbers, citations), found so that it can be left out.

=================  =================================================================================================
running head       a line of at least two words and ten letters that occurs three times or more, always at least 1,000
                   characters apart: the same each time, or with a number at one end that grows by 1 to 4
page number        ``Page 3``, ``Page 3 of 10`` or ``3 of 10`` alone on a line; a bare number (at most four digits,
                   dashes around it allowed) alone on a line, beside a running head or between blank lines
bracketed          ``[7]``, ``[1, 2]``, ``[3-5]``: whole numbers of at most three digits in square brackets, unless a
citation           digit or a per cent sign stands directly before (``5 [2-8]`` is a range)
=================  =================================================================================================

What is left out within a sentence (the line before does not end one, the line after begins with a small letter) takes
the blank lines around it along.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from caseweave.text.anchors.characters import Span

__all__ = ["blanked", "citations", "furniture", "lines"]

HEADS: Final = 3
LETTERS: Final = 10
APART: Final = 1000
STEP: Final = 4
ENDS: Final = frozenset(".!?:;)]}\"'”’…")

_CITATION: Final = re.compile(
    r"(?<![\d%])(?<![\d%]\s)\[\s*\d{1,3}(?:\s*[,;\u2010-\u2015\u2212-]\s*\d{1,3})*\s*\](?!\w)"
)
_PAGE: Final = re.compile(r"(?:page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,4}\s+of\s+\d{1,4})", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-\u2010-\u2015]?\s*\d{1,4}\s*[-\u2010-\u2015]?")
_EDGE_NUMBER: Final = re.compile(r"^(?:page )?(\d{1,4}) (?=\D)|(?<=\D) (?:page )?(\d{1,4})$", re.IGNORECASE)
_LINE: Final = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")


class PageLine(NamedTuple):
    """A line that is not empty: its place, its words with one blank between, and whether a gap comes before it."""

    start: int
    end: int
    words: str
    after_gap: bool


def lines(text: str) -> tuple[PageLine, ...]:
    r"""Lines of a text that hold more than blanks; ``after_gap`` tells that a blank line or page break comes before.

    >>> [(line.words, line.after_gap) for line in lines("Case  Report\n\nA man\nof 18")]
    [('Case Report', True), ('A man', True), ('of 18', False)]
    """
    found: list[PageLine] = []
    end = 0
    for match in _LINE.finditer(text):
        words = " ".join(match[0].split())
        if words:
            gap = text[end : match.start()]
            breaks = gap.replace("\r\n", "\n")
            after_gap = not found or "\f" in gap or sum(breaks.count(mark) for mark in "\n\r\x85\u2028\u2029\v") > 1
            found.append(PageLine(match.start(), match.end(), words, after_gap))
            end = match.end()
    return tuple(found)


def furniture(text: str) -> tuple[Span, ...]:
    r"""Places of running heads, page numbers and bracketed citations, in the order of the text.

    >>> text = "shown before [1, 2].\n\n6\n\nA level of 5 [2-8] was"
    >>> [text[start:end] for start, end in furniture(text)]
    ['[1, 2]', '6']
    """
    rows = lines(text)
    heads = _running_heads(rows)
    return _merged([*_closed_up(rows, heads | _page_numbers(rows, heads)), *citations(text)])


def citations(text: str) -> tuple[Span, ...]:
    """Places of bracketed citations alone.

    >>> citations("relapse [7,8] of [18F]FDG-avid lesions")
    ((8, 13),)
    """
    return tuple(match.span() for match in _CITATION.finditer(text))


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Replace places of a text, in order and apart, by blanks, so that every other character keeps its offset."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Order places, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _running_heads(rows: Sequence[PageLine]) -> set[int]:
    """Lines that stand on page after page, the same each time or with a page number that grows."""
    same: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    numbered: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(rows):
        if _wordy(line.words):
            same[line.words].append((at, len(same[line.words])))
        words, number = _parted(line.words)
        if number is not None and _wordy(words):
            numbered[words].append((at, number))
    return {at for group in (*same.values(), *numbered.values()) if _paged(rows, group) for at, _ in group}


def _wordy(words: str) -> bool:
    return " " in words and sum(map(str.isalpha, words)) >= LETTERS


def _parted(words: str) -> tuple[str, int | None]:
    """Words of a line without the page number at one end of it, and that number."""
    match = _EDGE_NUMBER.search(words)
    if match is None:
        return words, None
    return words[: match.start()] + words[match.end() :], int(match[1] or match[2])


def _paged(rows: Sequence[PageLine], group: Sequence[tuple[int, int]]) -> bool:
    """Tell whether lines are as many, and as far apart, as pages are, and their numbers grow as those of pages do."""
    return len(group) >= HEADS and all(
        rows[later].start - rows[earlier].start >= APART and 0 < next_number - number <= STEP
        for (earlier, number), (later, next_number) in pairwise(group)
    )


def _page_numbers(rows: Sequence[PageLine], heads: set[int]) -> set[int]:
    def parted(at: int) -> bool:
        if at - 1 in heads or at + 1 in heads:
            return True
        return rows[at].after_gap and (at + 1 == len(rows) or rows[at + 1].after_gap)

    return {
        at
        for at, line in enumerate(rows)
        if _PAGE.fullmatch(line.words) or (_NUMBER.fullmatch(line.words) and parted(at))
    }


def _closed_up(rows: Sequence[PageLine], left_out: set[int]) -> list[Span]:
    """Places of the lines left out; within a sentence together with the blank lines around, so that it goes on."""
    kept = [at for at in range(len(rows)) if at not in left_out]
    spans = [(rows[at].start, rows[at].end) for at in left_out]
    for earlier, later in pairwise(kept):
        if later > earlier + 1 and rows[earlier].words[-1] not in ENDS and rows[later].words[0].islower():
            spans.append((rows[earlier].end, rows[later].start))
    return spans
