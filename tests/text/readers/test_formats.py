"""Formats: told by content first, then by suffix; what cannot be read says so, with the cure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from caseweave.text.readers import MOST_BYTES, UnreadableError, copies_in, format_of, read, read_bytes


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("paper.txt", b"Case Report", "text"),
        ("paper", b"Case Report", "text"),
        ("paper.md", b"# Case Report", "markdown"),
        ("paper.txt", b"%PDF-1.7", "pdf"),
        ("paper.txt", b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        ("paper.xml", b"<?xml version='1.0'?><!DOCTYPE article PUBLIC 'x' 'y'><article>", "jats"),
        ("paper.txt", b"<?xml version='1.0'?>\n<!-- made --><article>", "jats"),
        ("paper.xhtml", b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        ("paper.html", b"<article><h1>A page, not JATS</h1></article>", "html"),
        ("paper.nxml", b"<article>", "jats"),
    ],
)
def test_the_format_is_told_by_content_then_suffix(name: str, content: bytes, wanted: str) -> None:
    """A file with a wrong suffix is still read as what it is."""
    assert format_of(name, content) == wanted


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"PK\x03\x04...", r"a\.docx: this is a Word or zip file; save it as text or PDF"),
        ("a.pdf", b"<not a PDF>", r"named \.pdf but does not begin as a PDF does"),
        ("a.txt", b"caf\xe9", r"a\.txt: byte 3 is not UTF-8 text; save the file as UTF-8"),
        ("a.txt", b"a\x00b", r"holds zero bytes"),
        ("a.txt", b" \n ", r"a\.txt: holds no words"),
        ("a.xml", b"<?xml version='1.0'?><letter/>", r"XML without an <article>"),
        ("a.xml", b"<article><p>", r"a\.xml:1:\d+: not XML: "),
        ("a.html", b"<meta charset=latin1>\x81", r"byte 21 is not latin1 text"),
        ("a.pdf", b"%PDF-1.4 broken", r"a\.pdf: damaged PDF"),
        ("a.txt", b"a" * 8_000_001, r"larger than 8 MB"),
        ("a.txt", b"ab " * 1_100_000, r"characters of text; give the article alone"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, content: bytes, message: str) -> None:
    """The message names the file, what was found and the cure."""
    with pytest.raises(UnreadableError, match=message):
        read_bytes(content, name)


def test_no_more_than_the_largest_size_is_read(tmp_path: Path) -> None:
    """A file is opened once and never read whole if it is too large."""
    path = tmp_path / "paper.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4")
        file.truncate(MOST_BYTES + 100)
    with pytest.raises(UnreadableError, match="larger than 64 MB"):
        read(path)


def test_copies_are_found_by_the_id_of_the_paper(tmp_path: Path) -> None:
    """Files named otherwise, and folders, are left alone."""
    for name in ("fern2021.TXT", "moss2019.md", "notes.txt", "fern2021.yaml"):
        (tmp_path / name).write_text("words", "utf-8")
    (tmp_path / "oak2020.txt").mkdir()
    found = copies_in(tmp_path, ["fern2021", "moss2019", "oak2020"])
    assert {paper: path.name for paper, path in found.items()} == {
        "fern2021": "fern2021.TXT",
        "moss2019": "moss2019.md",
    }


def test_two_copies_of_a_paper_are_refused(tmp_path: Path) -> None:
    """Which one is meant is for the user to say."""
    for name in ("fern2021.txt", "fern2021.md"):
        (tmp_path / name).write_text("words", "utf-8")
    with pytest.raises(UnreadableError, match="two copies of fern2021; name one: --text fern2021="):
        copies_in(tmp_path, ["fern2021"])


def test_pdf_without_its_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no PDFium for a machine, and no pypdf; all else works without them."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableError, match="reading PDF needs pypdfium2; type: pip install pypdfium2"):
        read_bytes(b"%PDF-1.4", "paper.pdf")
