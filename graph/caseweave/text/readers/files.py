"""Reading: a file the user names becomes a copy of the paper. The one place of the package that opens files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from caseweave import resources
from caseweave.text.readers.columns import in_reading_order
from caseweave.text.readers.copy import Copy, ReadText, UnreadableError
from caseweave.text.readers.formats import SUFFIXES, Format, format_of
from caseweave.text.readers.hidden import unveiled
from caseweave.text.readers.html import html_text
from caseweave.text.readers.jats import jats_text
from caseweave.text.readers.pdf import pdf_text
from caseweave.text.readers.plain import decoded, unmarked

__all__ = ["MOST_BYTES", "copies_in", "read", "read_bytes"]

MOST_BYTES: Final = 64_000_000
"""Size of the largest file that is read."""

MOST_MARKUP: Final = 8_000_000
"""Size of the largest text, Markdown, HTML or JATS file; a long article has a hundredth of it."""


MOST_CHARACTERS: Final = 1_200_000
"""Characters of the longest text; a long article has a tenth of it."""


def read(path: Path) -> Copy:
    """Read a user's copy of a paper: plain text, Markdown, HTML, JATS XML or PDF.

    Raises OSError if there is no such file, UnreadableError if no text can be had from it.
    """
    return read_bytes(resources.content(path, MOST_BYTES), str(path))


def copies_in(folder: Path, papers: Iterable[str]) -> dict[str, Path]:
    """Find the copies of papers in a folder: files named by the id, such as ``yang2020.pdf``.

    Raises OSError if there is no such folder, UnreadableError if a paper has two copies there.
    """
    wanted = set(papers)
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.stem not in wanted or path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        if path.stem in found:
            raise UnreadableError(f"{folder}: two copies of {path.stem}; name one: --text {path.stem}={path}")
        found[path.stem] = path
    return found


def read_bytes(content: bytes, name: str) -> Copy:
    r"""Read the content of a file; its name only helps to tell the format, and stands in messages.

    >>> read_bytes(b"<html><p>A rash<br>appeared.</p></html>", "paper.html").text
    'A rash\nappeared.\n'
    """
    kind = format_of(name, content)
    most = MOST_BYTES if kind == "pdf" else MOST_MARKUP
    if len(content) > most:
        raise UnreadableError(f"{name}: larger than {most // 1_000_000} MB; give the article alone")
    readers: Mapping[Format, Callable[[bytes, str], ReadText]] = {
        "text": decoded,
        "markdown": decoded,
        "html": html_text,
        "jats": jats_text,
        "pdf": pdf_text,
    }
    reading = unveiled(readers[kind](content, name))
    copy = replace(_copy(kind, reading.text), notes=tuple(f"{name}: {note}" for note in reading.notes))
    if len(copy.text) > MOST_CHARACTERS:
        raise UnreadableError(f"{name}: {len(copy.text)} characters of text; give the article alone")
    if not copy.text.strip():
        scanned = "; a scanned page has no text: run text recognition (OCR) first" if kind == "pdf" else ""
        raise UnreadableError(f"{name}: holds no words{scanned}")
    return copy


def _copy(kind: Format, text: str) -> Copy:
    if kind == "markdown":
        return Copy.of(unmarked(text))
    return Copy.of(text) if kind in {"html", "jats"} else in_reading_order(text, paged=kind == "pdf")
