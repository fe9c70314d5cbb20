"""Formats: which of the five a file has, by what is in it first, and by its suffix where that does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final, Literal

from caseweave.text.readers.copy import UnreadableError

__all__ = ["SUFFIXES", "Format", "format_of"]

Format = Literal["text", "markdown", "html", "jats", "pdf"]

SUFFIXES: Final[dict[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "jats",
    ".nxml": "jats",
    ".jats": "jats",
    ".pdf": "pdf",
}
"""What a suffix promises."""

_HEAD: Final = 4096
_FOREIGN: Final[dict[bytes, str]] = {
    b"PK\x03\x04": "a Word or zip file; save it as text or PDF",
    b"\xd0\xcf\x11\xe0": "an old Word file; save it as text or PDF",
    b"{\\rtf": "rich text; save it as plain text",
    b"\x1f\x8b": "compressed (gzip); unpack it",
    b"%!PS": "PostScript; convert it to PDF",
}
_XML: Final = re.compile(rb"\s*<\?xml\b[^>]{0,200}\?>")
_LEADING: Final = re.compile(rb"(?:\s+|<!--.{0,2000}?-->|<\?.{0,500}?\?>)*", re.DOTALL)
_HTML: Final = re.compile(rb"<!doctype\s+html\b|<html\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(rb"<!DOCTYPE\s+(?:\w+:)?article\b|<(?:\w+:)?(?:article|pmc-articleset|OAI-PMH)\b")


def format_of(name: str, content: bytes) -> Format:
    """Tell the format of a file from its first bytes, else from the suffix of its name.

    >>> format_of("paper.txt", b"%PDF-1.7 ..."), format_of("paper.md", b"# A title")
    ('pdf', 'markdown')

    Raises UnreadableError for a format that is known and is none of the five.
    """
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for mark, what in _FOREIGN.items():
        if head.startswith(mark):
            raise UnreadableError(f"{name}: this is {what}")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    found = _by_markup(head, suffix) or SUFFIXES.get(suffix, "text")
    if found == "pdf":
        raise UnreadableError(f"{name}: named .pdf but does not begin as a PDF does; is the download complete?")
    return found


def _by_markup(head: bytes, suffix: str) -> Format | None:
    begin = _LEADING.match(head)
    rest = head[begin.end() :] if begin else head
    if _HTML.match(rest):
        return "html"
    if _ARTICLE.match(rest) and (suffix not in (".html", ".htm") or _XML.match(head)):
        return "jats"
    return "jats" if _XML.match(head) and suffix not in (".html", ".htm", ".xhtml") else None
