"""PDF: the words of each page, a form feed between pages, by the optional package pypdf."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final

from caseweave.readers.copy import UnreadableError

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["pdf_text"]

MOST_PAGES: Final = 500
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
    return [page.extract_text().replace("\f", "\n") for page in reader.pages]
