"""A figure as PDF with its faces inside: the one module that knows how a page is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import md5
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from caseweave.views.timeline.figure.face import MM, POINT, face
from caseweave.views.timeline.figure.scene import FigureScene, Outline, Writing

__all__ = ["pdf"]

_SETTINGS: Final = {"useA85": 0, "wrapA85": 0, "pdfMultiLine": 0, "pdfComments": 0}


@lru_cache(maxsize=1)  # a PNG is made from it
def pdf(scene: FigureScene) -> bytes:
    """Draw a figure on one page."""
    height = scene.height * POINT / MM
    with _own_settings():
        for bold in (False, True):
            pdfmetrics.registerFont(face(bold))
        plain = face(False).fontName
        size = (scene.width * POINT / MM, height)
        canvas = Canvas(io.BytesIO(), size, pageCompression=1, invariant=1, initialFontName=plain)
        canvas._doc.info = _Title(scene.title)  # there is no other way to a page without a date
        canvas._doc.signature = md5(usedforsecurity=False)  # its own starts with a time that the environment may set
        for group in scene.groups:
            for part in group.parts:
                _draw_outline(canvas, part, height) if isinstance(part, Outline) else _write(canvas, part, height)
        canvas.showPage()
        return bytes(canvas.getpdfdata())


class _Title(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the document says of itself: its title; no date, no program."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def format(self, document: object) -> bytes:
        return bytes(pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(self.title)}).format(document))


@contextmanager
def _own_settings() -> Iterator[None]:
    """Draw with settings of our own, whatever a user's file or environment says; put theirs back."""
    theirs = {name: getattr(rl_config, name) for name in _SETTINGS}
    vars(rl_config).update(_SETTINGS)
    try:
        yield
    finally:
        vars(rl_config).update(theirs)


def _draw_outline(canvas: Canvas, outline: Outline, height: float) -> None:
    path = canvas.beginPath()
    for points in outline.lines:
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x * POINT / MM, height - y * POINT / MM)
        if outline.closed:
            path.close()
    if outline.fill:
        canvas.setFillColor(outline.fill)
    if outline.stroke:
        canvas.setStrokeColor(outline.stroke)
        canvas.setLineWidth(outline.width)
        canvas.setDash(*([list(outline.dash)] if outline.dash else []))
    canvas.drawPath(path, stroke=bool(outline.stroke), fill=bool(outline.fill))


def _write(canvas: Canvas, writing: Writing, height: float) -> None:
    canvas.setFont(face(writing.bold).fontName, writing.size)
    canvas.setFillColor(writing.colour)
    canvas.drawString(writing.left * POINT / MM, height - writing.y * POINT / MM, writing.text)
