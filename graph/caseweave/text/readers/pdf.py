"""PDF: the words of each page that a reader of it sees, a form feed between pages.

PDFium reads them; where there is none for a machine, the optional package pypdf does, which tells the words but not
which of them are hidden.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final

from caseweave.text.readers.copy import ReadText, UnreadableError
from caseweave.text.readers.hidden import left_out
from caseweave.text.readers.layout import page_text
from caseweave.text.readers.letters import seen

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["pdf_text"]

MOST_PAGES: Final = 500
_BLIND: Final = "read by pypdf, which does not tell hidden text; pip install pypdfium2 reads what a reader sees"
_DAMAGE: Final = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError)


def pdf_text(content: bytes, name: str) -> ReadText:
    """Read the text of a PDF, page after page, a form feed between two; what is hidden on a page is left out.

    Raises UnreadableError if no reader is installed, or if the file is locked, damaged or much longer than an article.
    """
    try:
        pages = _pages(content, name)
    except UnreadableError:
        raise
    except _DAMAGE as error:
        raise UnreadableError(f"{name}: damaged PDF ({type(error).__name__}); save the paper as text") from error
    return ReadText("\f".join(page.text for page in pages), tuple(note for page in pages for note in page.notes))


def _pages(content: bytes, name: str) -> list[ReadText]:
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


def _words(document: PdfDocument, number: int) -> ReadText:
    page = document[number]
    words = page.get_textpage()
    hidden: list[str] = []
    try:
        return ReadText(page_text(seen(page, words, hidden)), left_out(hidden, f", page {number + 1}"))
    finally:
        words.close()
        page.close()


def _pages_by_pypdf(content: bytes, name: str) -> list[ReadText]:
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
        pages = [ReadText(page.extract_text().replace("\f", "\n")) for page in reader.pages]
        pages[0] = pages[0]._replace(notes=(_BLIND,))
        return pages
    except PyPdfError as error:
        raise ValueError(str(error)) from error
