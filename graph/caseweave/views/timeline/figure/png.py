"""A figure as PNG: its PDF, put into dots by PDFium."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image
from pypdfium2 import PdfDocument

from caseweave.views.timeline.figure.face import POINT

__all__ = ["png"]

_DOTS: Final = 300
_HIGHEST: Final = 23_999
"""Dots an inch, and how many a picture may be high: 200 MB of memory."""


def png(document: bytes) -> bytes:
    """Put the page of a document into dots, 300 an inch; fewer where it is very long."""
    page = PdfDocument(document)[0]
    dots = min(_DOTS, _HIGHEST * POINT / page.get_height())
    drawn = page.render(scale=dots / POINT, rev_byteorder=True)
    picture = Image.frombuffer("RGB", (drawn.width, drawn.height), bytes(drawn.buffer), "raw", "RGB", drawn.stride, 1)
    data = io.BytesIO()
    picture.save(data, "png", dpi=(dots, dots), compress_level=2)
    return data.getvalue()
