"""The face of the figure: DejaVu Sans as it lies beside this file, so that sizes are the same on every machine."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Final

from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["FAMILY", "MM", "POINT", "face", "text_width"]

MM: Final = 25.4
"""Millimetres an inch."""

POINT: Final = 72
"""Points an inch."""

FAMILY: Final = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
"""The faces that journals ask for come first; all are narrower than the one measured, so that nothing touches."""

_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


@cache
def face(bold: bool) -> TTFont:
    """Read a face; it is named after its file."""
    name = _FILES[bold]
    data = (files("caseweave") / "views" / "timeline" / "figure" / "fonts" / name).read_bytes()
    return TTFont(name.removesuffix(".ttf"), io.BytesIO(data), asciiReadable=False)


@cache
def text_width(text: str, size: float, bold: bool) -> float:
    """Measure a text, in mm; ``size`` in points."""
    return float(face(bold).stringWidth(text, size)) * MM / POINT
