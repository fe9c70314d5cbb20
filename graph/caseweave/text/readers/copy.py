"""A copy of a paper: its text in reading order, and where each character of it stands in what the user gave."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from caseweave.model.error import CaseweaveError
from caseweave.text.anchors import TextIndex

__all__ = ["Copy", "Piece", "ReadText", "UnreadableError"]

_PAGE_BREAK = re.compile("\f")


class UnreadableError(CaseweaveError):
    """A file no text can be read from; the message names the file, what was found, and what to do."""


class ReadText(NamedTuple):
    """What a reader of one format read, and what of it a user should know."""

    text: str
    notes: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A stretch of the text that was moved: its first character here, and the same character in the text given."""

    here: int
    given: int


@dataclass(frozen=True, slots=True)
class Copy:
    r"""The text of a paper as the user holds it.

    ``text`` is in reading order. For plain text and Markdown, offsets count the characters of the file itself; for
    HTML, JATS and PDF those of the text read from it. ``pages`` are the offsets at which pages begin, empty where the
    format has none. ``notes`` tell what of the file is not in the text, and why;
    ``is_abstract``, that the copy is the abstract of the paper alone.

    >>> copy = Copy.of("Page one.\fPage two.")
    >>> copy.page(3), copy.page(12), copy.line(12)
    (1, 2, 1)
    """

    text: str
    given: str
    pages: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = (Piece(0, 0),)
    notes: tuple[str, ...] = ()
    is_abstract: bool = False

    @classmethod
    def of(cls, given: str, paged: bool = False) -> Copy:
        """Take a text as it is; form feeds part its pages, ``paged`` tells that even a single one is a page."""
        return cls(given, given, _pages(given, paged))

    @classmethod
    def rearranged(cls, given: str, parts: Iterable[tuple[int, int]], paged: bool = False) -> Copy:
        """Put parts of a text (first character, one after the last) in another order, a line end after each."""
        texts: list[str] = []
        pieces: list[Piece] = []
        here = 0
        for start, end in parts:
            texts.append(given[start:end])
            pieces.append(Piece(here, start))
            here += end - start + 1
        return cls("\n".join(texts), given, _pages(given, paged), tuple(pieces) or (Piece(0, 0),))

    @property
    def index(self) -> TextIndex:
        """The text made ready for finding anchors."""
        return TextIndex(self.text, self.is_abstract)

    def place(self, offset: int) -> int:
        """Offset in the text given of a character of the text."""
        piece = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.here) - 1]
        return min(piece.given + offset - piece.here, len(self.given))

    def page(self, offset: int) -> int | None:
        """Page, from 1, on which a character of the text given stands; None where the format has no pages."""
        return bisect_right(self.pages, offset) or None

    def line(self, offset: int) -> int:
        """Line, from 1, of the text given in which a character stands."""
        return self.given.count("\n", 0, offset) + 1


def _pages(text: str, paged: bool) -> tuple[int, ...]:
    breaks = tuple(match.end() for match in _PAGE_BREAK.finditer(text))
    return (0, *breaks) if breaks or paged else ()
