"""The timeline figure as SVG, PDF and PNG, for a column (85 mm) or a page (170 mm) of a journal.

:mod:`.scale` turns days into millimetres, :mod:`.packing` finds each mark a place, :mod:`.drawing` and :mod:`.glyphs`
shape it, :mod:`.lane`, :mod:`.layout` and :mod:`.legend` put the sheet together, :mod:`.strip` that of the essential
figure; :mod:`.svg`, :mod:`.pdf` and
:mod:`.png` write it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from caseweave.views.timeline import Timeline
from caseweave.views.timeline.figure.layout import laid_out
from caseweave.views.timeline.figure.scene import FigureScene
from caseweave.views.timeline.figure.sheet import SHEETS
from caseweave.views.timeline.figure.strip import strips

__all__ = ["FORMS", "WIDTHS", "FigureScene", "draw", "scene"]

FORMS: Final = ("svg", "pdf", "png")
WIDTHS: Final = tuple(SHEETS)
"""Printed widths in mm: a column and a page."""


def scene(timeline: Timeline, width: int = 170) -> FigureScene:
    """Lay the figure out, without painting it.

    Raises ValueError for a width that no sheet has.
    """
    from caseweave.views.timeline.figure.face import text_width  # noqa: PLC0415 - a face takes time to read

    if width not in SHEETS:
        raise ValueError(f"no sheet is {width} mm wide; choose {' or '.join(map(str, SHEETS))}")
    return (laid_out if timeline.full else strips)(timeline, width, text_width)


def draw(laid: FigureScene, form: str = "svg") -> bytes:
    """Draw a figure that is laid out, as ``svg``, ``pdf`` or ``png`` (300 dots an inch); the same bytes every time.

    In the SVG, text is text, and each mark is a group whose id is that of its statement (``paper/statement``).
    Raises ValueError for another form.
    """
    if form not in FORMS:
        raise ValueError(f"{form!r} is no form of the figure; choose {', '.join(FORMS)}")
    return _DRAWN[form](laid)


def _svg(laid: FigureScene) -> bytes:
    from caseweave.views.timeline.figure.svg import svg  # noqa: PLC0415

    return svg(laid).encode()


def _pdf(laid: FigureScene) -> bytes:
    from caseweave.views.timeline.figure.pdf import pdf  # noqa: PLC0415

    return pdf(laid)


def _png(laid: FigureScene) -> bytes:
    from caseweave.views.timeline.figure.png import png  # noqa: PLC0415

    return png(_pdf(laid))


_DRAWN: Final[dict[str, Callable[[FigureScene], bytes]]] = {"svg": _svg, "pdf": _pdf, "png": _png}
