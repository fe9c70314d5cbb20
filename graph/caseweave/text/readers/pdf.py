"""PDF: the words of each page that a reader of it sees, a form feed between pages.

PDFium reads them; where there is none for a machine, the optional package pypdf does, which tells the words but not
which of them are hidden.
"""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from caseweave.text.readers.copy import UnreadableError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

__all__ = ["pdf_text"]

MOST_PAGES: Final = 500
SMALLEST: Final = 2.5
"""Height in points of the box of a letter that nobody can read."""
PALE: Final = 235
"""Least part of red, green and blue of a letter that may not be seen on white."""
SCALE: Final = 2
"""Pixels a point of the picture in which such letters are looked at."""

_INVISIBLE: Final = frozenset({3, 7})
"""Ways of drawing a letter that leave no ink."""
_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-", "\f": "\n", "\r": None})
_DAMAGE: Final = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError)


def pdf_text(content: bytes, name: str) -> str:
    """Read the text of a PDF, page after page, a form feed between two; what is hidden on a page is left out.

    Raises UnreadableError if no reader is installed, or if the file is locked, damaged or much longer than an article.
    """
    try:
        return "\f".join(_pages(content, name))
    except UnreadableError:
        raise
    except _DAMAGE as error:
        raise UnreadableError(f"{name}: damaged PDF ({type(error).__name__}); save the paper as text") from error


def _pages(content: bytes, name: str) -> list[str]:
    try:
        import pypdfium2  # noqa: PLC0415 - a tenth of a second that only a PDF needs
    except (ImportError, OSError):
        return _pages_by_pypdf(content, name)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _locked(name) from None
        raise
    try:
        _refuse_book(len(document), name)
        return [_words(document, number) for number in range(len(document))]
    finally:
        document.close()


def _locked(name: str) -> UnreadableError:
    return UnreadableError(f"{name}: locked by a password; save an unlocked copy")


def _refuse_book(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise UnreadableError(f"{name}: {pages} pages, more than {MOST_PAGES}; give the article alone")


def _words(document: PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return "".join(_seen(page, words)).translate(_HYPHENS)
    finally:
        words.close()
        page.close()


def _seen(page: PdfPage, words: PdfTextPage) -> Iterator[str]:
    """Yield the characters of a page, in its own order, but those that are hidden."""
    from pypdfium2 import raw  # noqa: PLC0415

    count = words.count_chars()
    codes = [raw.FPDFText_GetUnicode(words.raw, at) for at in range(count)]
    inked = [_is_inked(words, at) for at in range(count)]
    is_scan = True not in inked  # words that text recognition put behind the picture of a page
    looks = _Look(page, words)
    for at, code in enumerate(codes):
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character.isspace() or not (looks.hides(at) or (inked[at] is False and not is_scan)):
            yield character


def _is_inked(words: PdfTextPage, at: int) -> bool | None:
    """Tell whether a letter is drawn; None for a blank that stands nowhere in the file."""
    from pypdfium2 import raw  # noqa: PLC0415

    drawn = raw.FPDFText_GetTextObject(words.raw, at)
    return int(raw.FPDFTextObj_GetTextRenderMode(drawn)) not in _INVISIBLE if drawn else None


class _Look:
    """How the letters of a page look: their size, their place, and where they are pale, what is drawn there."""

    def __init__(self, page: PdfPage, words: PdfTextPage) -> None:
        self._page, self._words = page, words
        self._box: tuple[float, float, float, float] = page.get_cropbox()
        self._picture: Any = None

    def hides(self, at: int) -> bool:
        """Tell whether nobody can read a letter: too small, beside the page, without colour, pale on pale."""
        from pypdfium2 import raw  # noqa: PLC0415

        if raw.FPDFText_IsGenerated(self._words.raw, at) == 1:
            return False
        left, bottom, right, top = self._words.get_charbox(at, loose=True)
        if max(right - left, top - bottom) < SMALLEST or self._is_outside(left, bottom, right, top):
            return True
        parts = [ctypes.c_uint() for _ in range(4)]
        if not raw.FPDFText_GetFillColor(self._words.raw, at, *map(ctypes.byref, parts)):
            return False
        *colour, opacity = (int(part.value) for part in parts)
        return opacity == 0 or (min(colour) >= PALE and self._is_pale(left, bottom, right, top))

    def _is_outside(self, left: float, bottom: float, right: float, top: float) -> bool:
        x, y, to_x, to_y = self._box
        return right <= x or left >= to_x or top <= y or bottom >= to_y

    def _is_pale(self, left: float, bottom: float, right: float, top: float) -> bool:
        if self._picture is None:
            self._picture = self._page.render(scale=SCALE).to_numpy()
        x, _, _, to_y = self._box
        rows = slice(max(0, int((to_y - top) * SCALE)), max(1, int((to_y - bottom) * SCALE)))
        columns = slice(max(0, int((left - x) * SCALE)), max(1, int((right - x) * SCALE)))
        there = self._picture[rows, columns]
        return bool(there.size == 0 or int(there[..., :3].min()) >= PALE)


def _pages_by_pypdf(content: bytes, name: str) -> list[str]:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an optional package
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UnreadableError(
            f"{name}: reading PDF needs pypdfium2; type: pip install pypdfium2, or save the paper as text"
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each oddity of a file it can read all the same
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        _refuse_book(len(reader.pages), name)
        return [page.extract_text().replace("\f", "\n") for page in reader.pages]
    except PyPdfError as error:
        raise ValueError(str(error)) from error
