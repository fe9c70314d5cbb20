"""Furniture: what a page adds to a text (running heads, page numbers, citations), found so that it can be left out.

=================  =================================================================================================
running head       a line that recurs from page to page, the same each time or but for one number that grows by 1 to 4;
                   see :func:`_heads`
page number        ``Page 3``, ``p. 3``, ``Page 3 of 10`` or ``3 of 10`` alone on a line; a bare number (at most four
                   digits, dashes around it allowed) alone on a line, beside a running head or between blank lines
bracketed          ``[7]``, ``[1, 2]``, ``[3-5]``: whole numbers of at most three digits in square brackets, unless a
citation           digit or a per cent sign stands directly before (``5 [2-8]`` is a range)
=================  =================================================================================================

What is left out within a sentence (the line before does not end one, the line after begins with a small letter) takes
the blank lines around it along.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from caseweave.text.anchors.characters import Span

__all__ = ["blanked", "citations", "furniture", "lines"]

HEADS: Final = 3
"""Times a line recurs that needs no witness, or fewer of them."""
LETTERS: Final = 10
APART: Final = 1000
"""Characters from a head to the next where no form feed parts the pages."""
ASTRAY: Final = 0.25
"""Share of the heads that may stand nearer, as on a title page, and of the lines with another number."""
STEP: Final = 4
LONGEST: Final = 200
"""Characters of the longest running head."""
MOST_LINES: Final = 50_000
"""Lines in which running heads are looked for; a book of 1,000 pages has so many."""
MOST_NUMBERS: Final = 3
"""Numbers at each end of a line that may be the page's."""
ENDS: Final = frozenset(".!?:;)]}\"'”’…")

_CITATION: Final = re.compile(
    r"(?<![\d%])(?<![\d%]\s)\[\s*\d{1,3}(?:\s*[,;\u2010-\u2015\u2212-]\s*\d{1,3})*\s*\](?!\w)"
)
_PAGE: Final = re.compile(
    r"(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s+of\s+\d{1,4}", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[-\u2010-\u2015]?\s*\d{1,4}\s*[-\u2010-\u2015]?")
_COUNTED: Final = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|cases?|patients?|cycles?|courses?|doses?|visits?|grades?|stages?|steps?|"
    r"figures?|fig\.?|tables?|panels?|parts?|sections?|appendix|numbers?|no\.?)\W*$",
    re.IGNORECASE,
)
"""What goes on counting in a text itself: ``Hospital day 3``, ``Patient 2``."""
_PAGE_NUMBER: Final = re.compile(r"(?<![\w.,])\d{1,4}(?![\w%]|[.,]\d)")
_ADDRESS: Final = re.compile(r"://|\bwww\.|@|\w\.(?:com|org|net|edu|gov|int)\b", re.IGNORECASE)
_LINE: Final = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")


class PageLine(NamedTuple):
    """A line that is not empty: its place, its words with one blank between, and whether a gap comes before it."""

    start: int
    end: int
    words: str
    after_gap: bool
    page: int = 0


class _Recurring(NamedTuple):
    """Lines that are the same, or the same but for a number that grows."""

    rows: tuple[int, ...]
    is_numbered: bool
    is_wordy: bool
    begins_small: bool


def lines(text: str) -> tuple[PageLine, ...]:
    r"""Lines of a text that hold more than blanks; ``after_gap`` tells that a blank line or page break comes before.

    >>> [(line.words, line.after_gap) for line in lines("Case  Report\n\nA man\nof 18")]
    [('Case Report', True), ('A man', True), ('of 18', False)]
    """
    found: list[PageLine] = []
    end = page = 0
    for match in _LINE.finditer(text):
        words = " ".join(match[0].split())
        if words:
            gap = text[end : match.start()]
            breaks = gap.replace("\r\n", "\n")
            after_gap = not found or "\f" in gap or sum(breaks.count(mark) for mark in "\n\r\x85\u2028\u2029\v") > 1
            page += gap.count("\f")
            found.append(PageLine(match.start(), match.end(), words, after_gap, page))
            end = match.end()
    return tuple(found)


def furniture(text: str) -> tuple[Span, ...]:
    r"""Places of running heads, page numbers and bracketed citations, in the order of the text.

    >>> text = "shown before [1, 2].\n\n6\n\nA level of 5 [2-8] was"
    >>> [text[start:end] for start, end in furniture(text)]
    ['[1, 2]', '6']
    """
    rows = lines(text)
    heads = _heads(rows)
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


def _heads(rows: Sequence[PageLine]) -> set[int]:
    """Lines that stand on page after page.

    They recur on another page each time, or 1,000 characters on. Three times are enough for two words (or an address)
    of ten letters. Fewer letters, a single word, a bare number, and what recurs only once need witnesses: a place
    beside another running head or at the edge of a page, or a sentence that goes on behind it. One half of those that
    recur often, and all of two; and such a word begins with no small letter.
    """
    groups = [group for group in _recurring(rows) if _is_paged(rows, group)]
    sure = {at for group in groups if _is_sure(group) for at in group.rows}
    maybe = sure.union(*(group.rows for group in groups))
    standing = _Standing(rows, sure, maybe)
    return sure.union(*(group.rows for group in groups if _is_witnessed(group, standing)))


def _is_sure(group: _Recurring) -> bool:
    return group.is_wordy and len(group.rows) >= HEADS


def _is_witnessed(group: _Recurring, standing: _Standing) -> bool:
    if len(group.rows) >= HEADS and not group.begins_small:
        return 2 * sum(map(standing.is_witnessed, group.rows)) >= len(group.rows)
    test = standing.is_witnessed if group.is_numbered else standing.is_edge
    return group.is_wordy and all(map(test, group.rows))


class _Standing:
    """Where the lines that recur stand among the others."""

    def __init__(self, rows: Sequence[PageLine], sure: Collection[int], maybe: Collection[int]) -> None:
        self._rows, self._sure = rows, sure
        kept = [at for at in range(len(rows)) if at not in maybe]
        self._before: dict[int, int] = {}
        self._after: dict[int, int] = {}
        for earlier, later in pairwise([-1, *kept, len(rows)]):
            for at in range(earlier + 1, later):
                self._before[at], self._after[at] = earlier, later

    def is_edge(self, at: int) -> bool:
        """Tell whether a page begins or ends between a line and the next of the text itself."""
        before, after = self._before[at], self._after[at]
        page = self._rows[at].page
        return (before >= 0 and self._rows[before].page < page) or (
            after < len(self._rows) and self._rows[after].page > page
        )

    def is_witnessed(self, at: int) -> bool:
        """Tell whether something beside a line shows that it is none of the text."""
        return at - 1 in self._sure or at + 1 in self._sure or self.is_edge(at) or self._interrupts(at)

    def _interrupts(self, at: int) -> bool:
        before, after = self._before[at], self._after[at]
        return before >= 0 and after < len(self._rows) and _goes_on(self._rows[before], self._rows[after])


def _goes_on(earlier: PageLine, later: PageLine) -> bool:
    return earlier.words[-1] not in ENDS and later.words[0].islower()


def _recurring(rows: Sequence[PageLine]) -> Iterator[_Recurring]:
    """Lines that recur: the same each time, or but for one number of at most four digits."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    numbered: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(rows[:MOST_LINES]):
        if len(line.words) <= LONGEST:
            same[line.words].append(at)
            for sides, number in _parted(line.words):
                numbered[sides].append((at, number))
    for words, group in same.items():
        yield _Recurring(tuple(group), False, _is_wordy(words), words[0].islower())
    for sides, found in numbered.items():
        yield _Recurring(_growing(found), True, _is_wordy(" ".join(sides).strip()), sides[0][:1].islower())


def _is_wordy(words: str) -> bool:
    return sum(map(str.isalpha, words)) >= LETTERS and (" " in words or _ADDRESS.search(words) is not None)


class _Chain(NamedTuple):
    """A row of lines, from its last one back."""

    length: int
    at: int
    before: _Chain | None

    def rows(self) -> tuple[int, ...]:
        found = []
        chain: _Chain | None = self
        while chain is not None:
            found.append(chain.at)
            chain = chain.before
        return tuple(reversed(found))


def _parted(words: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Words of a line on both sides of each number that may be the page's, and that number."""
    found = list(_PAGE_NUMBER.finditer(words))
    for match in found if len(found) <= 2 * MOST_NUMBERS else [*found[:MOST_NUMBERS], *found[-MOST_NUMBERS:]]:
        if not _COUNTED.search(words, 0, match.start()):
            yield (words[: match.start()].rstrip(), words[match.end() :].lstrip()), int(match[0])


def _growing(found: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Lines whose numbers grow as those of pages do, if they are nearly all; the longest such row of them."""
    chains: dict[int, _Chain] = {}
    longest = _Chain(0, -1, None)
    for at, number in found:
        earlier = [chains[number - step] for step in range(1, STEP + 1) if number - step in chains]
        before = max(earlier, key=lambda one: one.length, default=None)
        chain = _Chain(before.length + 1 if before else 1, at, before)
        if number not in chains or chain.length > chains[number].length:
            chains[number] = chain
        longest = max(longest, chain, key=lambda one: one.length)
    return longest.rows() if longest.length >= (1 - ASTRAY) * len(found) else ()


def _is_paged(rows: Sequence[PageLine], group: _Recurring) -> bool:
    """Tell whether lines are as far apart as pages are."""
    near = sum(not _is_apart(rows[earlier], rows[later]) for earlier, later in pairwise(group.rows))
    return len(group.rows) > 1 and near <= ASTRAY * (len(group.rows) - 1)


def _is_apart(earlier: PageLine, later: PageLine) -> bool:
    return later.start - earlier.start >= APART or later.page > earlier.page


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
        if later > earlier + 1 and _goes_on(rows[earlier], rows[later]):
            spans.append((rows[earlier].end, rows[later].start))
    return spans
