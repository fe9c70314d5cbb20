"""Layout: the letters of a page, each where it stands, become text in reading order.

Letters make words, words lines, and lines that stand apart, or are of another size, have a blank line between them. A
PDF holds its words in the order in which they were set, which is nearly always that of reading. Where two columns were
set line by line across the page, the left one is put before the right one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil
from statistics import median
from typing import Final, NamedTuple

__all__ = ["Letter", "page_text"]

SAME_LINE: Final = 0.3
"""Heights of a letter by which the foot of another of its line may lie above or below."""
SMALLER: Final = 0.85
RAISED: Final = 0.08
"""Heights of a letter by which a smaller one beside it is raised or lowered."""
BESIDE: Final = 0.3
"""Heights of a letter between two of one word, where no blank stands."""
APART: Final = 1.35
"""Lines from one to the next that stands apart."""
SIZES: Final = 1.1

FEWEST_ROWS: Final = 8
"""Rows with words on both sides that two columns have at least."""
SHARE: Final = 0.4
"""Share of the rows of a page that leave its gutter free."""
FEWEST_WORDS: Final = 3
"""Words that a row has on each side on average, or it is one of a table."""
NARROWEST: Final = 2.0
"""Points between two words that may stand in two columns."""
FREE: Final = 0.97
"""Share of the rows that are free at the middle of a gutter, and are so at its edges."""
CROSSED: Final = 0.6
"""Share of the rows whose right half must be set before the next left half, for columns set line by line."""
DEEPEST: Final = 3

_CITED: Final = re.compile(r"\d{1,3}(?:[,;\u2010-\u2015-]\d{1,3})*[,.]?")
_CITING: Final = re.compile(r"(?:[.,;:)\]\"”’]|[^\W\d_]{4})$")


class Letter(NamedTuple):
    """A letter or blank of a page, its box from the lower left corner of the page, and the foot of its line."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    foot: float
    is_guessed: bool = False
    """Whether it is a blank or line end that stands nowhere in the file."""
    is_turned: bool = False
    """Whether it does not stand upright, as words along the edge of a page."""

    @property
    def height(self) -> float:
        """Height of the box."""
        return max(self.top - self.bottom, 0.1)


class _Word(NamedTuple):
    """A word with its place; ``order`` counts the words as they were set."""

    text: str
    left: float
    right: float
    foot: float
    height: float
    order: int


def page_text(letters: Iterable[Letter]) -> str:
    r"""Write the text of a page.

    >>> box = [("1", 0, 0, 5, 10, 2), ("0", 5, 0, 10, 10, 2), ("6", 10, 5, 13, 11, 6), ("A", 0, -12, 5, -2, -10)]
    >>> page_text(Letter(*one) for one in box)
    '10^{6}\nA'
    """
    upright, turned = _by_stand(letters)
    lines = list(_lines(_in_order(list(_words(upright)))))
    pitch = _pitch(lines)
    text = ""
    for one, other in pairwise([*lines, []]):
        text += " ".join(word.text for word in one)
        text += "" if not other else "\n\n" if _stands_apart(one, other, pitch) else "\n"
    return text + (f"\n\n{turned}" if turned else "")


def _by_stand(letters: Iterable[Letter]) -> tuple[list[Letter], str]:
    """Part the letters that stand upright from the words of those that do not."""
    upright: list[Letter] = []
    turned: list[str] = []
    is_turned = False
    for letter in letters:
        is_turned = is_turned if letter.sign.isspace() else letter.is_turned
        if is_turned:
            turned.append(letter.sign)
        else:
            upright.append(letter)
    return upright, " ".join("".join(turned).split())


def _words(letters: Iterable[Letter]) -> Iterator[_Word]:
    """Part letters at blanks, and where the next one does not stand beside the last."""
    word: list[Letter] = []
    order = 0
    blank: Letter | None = None
    for letter in letters:
        if letter.sign.isspace():
            blank = letter if blank is None or blank.is_guessed else blank
            continue
        is_same_line = blank is None or (blank.is_guessed and blank.sign in "\r\n")
        if word and not (is_same_line and _is_beside(word, letter)):
            yield _word(word, order)
            word, order = [], order + 1
        word.append(letter)
        blank = None
    if word:
        yield _word(word, order)


def _is_beside(word: Sequence[Letter], letter: Letter) -> bool:
    base = max(word, key=lambda one: one.height)
    large, small = (letter, base) if letter.height > base.height else (base, letter)
    is_level = abs(large.foot - small.foot) <= RAISED * large.height
    is_near = -large.height / 2 < letter.left - word[-1].right < BESIDE * large.height
    return is_near and (is_level or _shift(large, small) != 0)


def _shift(base: Letter, letter: Letter) -> int:
    """Tell whether a letter is raised (1) or lowered (-1) beside another."""
    rise = (letter.foot - base.foot) / base.height
    is_script = letter.height < SMALLER * base.height and RAISED < abs(rise) < 1 - RAISED
    return (1 if rise > 0 else -1) if is_script else 0


def _word(letters: Sequence[Letter], order: int) -> _Word:
    base = max(letters, key=lambda one: one.height)
    text = ""
    for shift, group in groupby(letters, key=lambda one: _shift(base, one)):
        signs = "".join(letter.sign for letter in group)
        is_citation = shift > 0 and _CITED.fullmatch(signs) and _CITING.search(text)
        text += "" if is_citation else f"{'^' if shift > 0 else '_'}{{{signs}}}" if shift else signs
    left, right = min(one.left for one in letters), max(one.right for one in letters)
    return _Word(text, left, right, base.foot, base.height, order)


def _lines(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    line: list[_Word] = []
    for word in words:
        if line and not (_is_level(line[-1], word) and word.left >= line[-1].left):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _is_level(one: _Word, other: _Word) -> bool:
    return abs(one.foot - other.foot) <= SAME_LINE * max(one.height, other.height)


def _height(line: Sequence[_Word]) -> float:
    return median(word.height for word in line)


def _are_alike(one: float, other: float) -> bool:
    return max(one, other) <= SIZES * min(one, other)


def _pitch(lines: Sequence[Sequence[_Word]]) -> dict[int, float]:
    """Return how far lines of one height are from the next, by that height in points."""
    drops: defaultdict[int, list[float]] = defaultdict(list)
    for one, other in pairwise(lines):
        drop, height = one[0].foot - other[0].foot, _height(other)
        if 0 < drop < 3 * height and _are_alike(_height(one), height):
            drops[round(height)].append(drop)
    return {height: median(found) for height, found in drops.items()}


def _stands_apart(one: Sequence[_Word], other: Sequence[_Word], pitch: dict[int, float]) -> bool:
    """Tell whether a blank line is due: another size, or more room than between lines of this one."""
    height = _height(other)
    drop = one[0].foot - other[0].foot
    return not _are_alike(_height(one), height) or drop > APART * pitch.get(round(height), height)


def _in_order(words: list[_Word], depth: int = DEEPEST) -> list[_Word]:
    """Put columns that were set line by line one after the other; all else stays in the order in which it was set."""
    rows = _rows(words)
    gutter = _gutter(rows) if depth else None
    if gutter is None or not _is_crossed(rows, gutter):
        return words
    ordered: list[_Word] = []
    left: list[_Word] = []
    right: list[_Word] = []
    for row in [*rows, []]:
        if row and _is_free(row, gutter):
            left += [word for word in row if word.right <= gutter[1]]
            right += [word for word in row if word.right > gutter[1]]
        else:
            ordered += [*_in_order(_as_set(left), depth - 1), *_in_order(_as_set(right), depth - 1), *row]
            left, right = [], []
    return ordered


def _as_set(words: Iterable[_Word]) -> list[_Word]:
    return sorted(words, key=lambda word: word.order)


def _rows(words: Iterable[_Word]) -> list[list[_Word]]:
    """Words that stand on one height, from the top of the page, each row from the left."""
    rows: list[list[_Word]] = []
    for word in sorted(words, key=lambda one: (-one.foot, one.left)):
        if rows and _is_level(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _gutter(rows: Sequence[Sequence[_Word]]) -> tuple[float, float] | None:
    """Return where most rows with words on both sides are free."""
    free = Counter(
        at
        for row in rows
        for one, other in pairwise(row)
        if other.left - one.right >= NARROWEST
        for at in range(ceil(one.right), int(other.left) + 1)
    )
    most = max(free.values(), default=0)
    if most < max(FEWEST_ROWS, SHARE * len(rows)):
        return None
    at = min(at for at, count in free.items() if count == most)
    end = at
    while free[end + 1] >= FREE * most:
        end += 1
    while free[at - 1] >= FREE * most:
        at -= 1
    return at, end


def _is_free(row: Sequence[_Word], gutter: tuple[float, float]) -> bool:
    return all(word.right <= gutter[0] + 1 or word.left >= gutter[1] - 1 for word in row)


def _is_crossed(rows: Sequence[Sequence[_Word]], gutter: tuple[float, float]) -> bool:
    """Tell whether the columns hold words enough, and were set line by line."""
    sides = [
        ([word for word in row if word.right <= gutter[1]], [word for word in row if word.right > gutter[1]])
        for row in rows
        if _is_free(row, gutter)
    ]
    both = [(left, right) for left, right in sides if left and right]
    if len(both) < FEWEST_ROWS or min(sum(map(len, side)) for side in zip(*both, strict=True)) < FEWEST_WORDS * len(
        both
    ):
        return False
    crossed = sum(right[0].order < left[0].order for (_, right), (left, _) in pairwise(both))
    return crossed >= CROSSED * (len(both) - 1)
