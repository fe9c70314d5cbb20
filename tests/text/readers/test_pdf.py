"""PDF: the words of each page, and which page they stand on."""

from __future__ import annotations

import sys

import pytest

from caseweave.text.readers import UnreadableError, read_bytes


def pdf(*pages: str, encrypt: bool = False) -> bytes:
    """Write a PDF by hand: a page for each text, a line for each of its lines."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids: list[int] = []
    for page in pages:
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in page.splitlines())
        stream = f"BT /F1 12 Tf 72 720 Td {lines}ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        resources = b"<< /Font << /F1 3 0 R >> >>"
        place = (len(objects), resources)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources %s >>" % place
        )
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return whole(objects)


def whole(objects: list[bytes]) -> bytes:
    """Put objects together, with the table of where each begins."""
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (size, table, size, len(out))


def test_pages_are_read_in_order() -> None:
    """The text of a page, and the page of each character."""
    copy = read_bytes(pdf("Case Report\nOn day +9 a rash", "was seen on the scalp"), "paper.pdf")
    assert " ".join(copy.text.split()) == "Case Report On day +9 a rash was seen on the scalp"
    assert [copy.page(copy.text.index(word)) for word in ("Case", "rash", "scalp")] == [1, 1, 2]


def test_without_pdfium_pypdf_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are the same."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    copy = read_bytes(pdf("Case Report\nOn day +9 a rash", "was seen on the scalp"), "paper.pdf")
    assert " ".join(copy.text.split()) == "Case Report On day +9 a rash was seen on the scalp"


def test_a_single_page_is_a_page() -> None:
    """Page 1 is told even if there is no second one."""
    assert read_bytes(pdf("Case Report"), "paper.pdf").page(3) == 1


def test_a_scanned_pdf_says_so() -> None:
    """A page without words needs text recognition first."""
    with pytest.raises(UnreadableError, match="holds no words; a scanned page has no text: run text recognition"):
        read_bytes(pdf(""), "paper.pdf")


@pytest.mark.parametrize("cut", [20, 100, 300])
def test_a_damaged_pdf_is_no_traceback(cut: int) -> None:
    """A download that broke off is told as that, or read as far as it goes."""
    try:
        told = read_bytes(pdf("Case Report\nOn day +9 a rash")[:-cut], "paper.pdf").text
    except UnreadableError as error:
        told = str(error)
    assert "Case Report" in told or "paper.pdf: damaged PDF" in told


def test_very_many_pages_are_refused() -> None:
    """A book is not an article."""
    with pytest.raises(UnreadableError, match="501 pages, more than 500; give the article alone"):
        read_bytes(pdf(*["x"] * 501), "paper.pdf")
