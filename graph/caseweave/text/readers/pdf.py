"""PDF: the words of each page, a form feed between pages, by the optional package pypdf.

Words are taken where they stand on the page, so that blank lines part paragraphs and columns can be told apart.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from typing import TYPE_CHECKING, Final

from caseweave.text.readers.copy import UnreadableError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["pdf_text"]

MOST_PAGES: Final = 500
WHOLE: Final = 0.98
"""Share of the words of a page that must be the same read in the order of the file and by their places."""

_DAMAGE: Final = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError)


def pdf_text(content: bytes, name: str) -> str:
    """Read the text of a PDF, page after page, a form feed between two.

    Raises UnreadableError if pypdf is not installed, or if the file is locked, damaged or much longer than an article.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an optional package
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UnreadableError(
            f"{name}: reading PDF needs pypdf; type: pip install 'caseweave[pdf]', or save the paper as text"
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each oddity of a file it can read all the same
    try:
        return "\f".join(_pages(PdfReader(io.BytesIO(content)), name))
    except UnreadableError:
        raise
    except (PyPdfError, *_DAMAGE) as error:
        raise UnreadableError(f"{name}: damaged PDF ({type(error).__name__}); save the paper as text") from error


def _pages(reader: PdfReader, name: str) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(f"{name}: locked by a password; save an unlocked copy")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError(f"{name}: {len(reader.pages)} pages, more than {MOST_PAGES}; give the article alone")
    return [_words(page).replace("\f", "\n") for page in reader.pages]


def _words(page: PageObject) -> str:
    """Words of a page where they stand on it, so that paragraphs and columns show, if none is broken by that."""
    plain = page.extract_text()
    placed = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    words, others = Counter(plain.split()), Counter(placed.split())
    return placed if (words & others).total() >= WHOLE * max(words.total(), others.total()) else plain
