"""The timeline figure as SVG, PDF and PNG, for a column (85 mm) or a page (170 mm) of a journal.

:mod:`.scale` turns days into millimetres, :mod:`.packing` finds each mark a place, :mod:`.drawing` and :mod:`.glyphs`
shape it, :mod:`.lane`, :mod:`.layout` and :mod:`.legend` put the sheet together, :mod:`.paint` paints it.
"""

from __future__ import annotations

import re
from typing import Final

from caseweave.views.timeline import Timeline
from caseweave.views.timeline.figure.layout import laid_out
from caseweave.views.timeline.figure.scene import FigureScene
from caseweave.views.timeline.figure.sheet import SHEETS
from caseweave.wording import in_html

__all__ = ["FORMS", "WIDTHS", "FigureScene", "draw", "scene"]

FORMS: Final = ("svg", "pdf", "png")
WIDTHS: Final = tuple(SHEETS)
"""Printed widths in mm: a column and a page."""


def scene(timeline: Timeline, width: int = 170) -> FigureScene:
    """Lay the figure out, without painting it.

    Raises ValueError for a width that no sheet has.
    """
    from caseweave.views.timeline.figure.paint import text_width  # noqa: PLC0415 - matplotlib costs half a second

    if width not in SHEETS:
        raise ValueError(f"no sheet is {width} mm wide; choose {' or '.join(map(str, SHEETS))}")
    return laid_out(timeline, width, text_width)


def draw(laid: FigureScene, form: str = "svg") -> bytes:
    """Draw a figure that is laid out, as ``svg``, ``pdf`` or ``png`` (300 dots an inch); the same bytes every time.

    In the SVG, text is text, and each mark is a group whose id is that of its statement (``paper/statement``).
    Raises ValueError for another form.
    """
    from caseweave.views.timeline.figure.paint import painted  # noqa: PLC0415

    if form not in FORMS:
        raise ValueError(f"{form!r} is no form of the figure; choose {', '.join(FORMS)}")
    page = painted(laid, form)
    return _described(page.decode("utf-8"), laid).encode("utf-8") if form == "svg" else page


def _described(svg: str, laid: FigureScene) -> str:
    """Give the SVG a role, a title and a description, and each mark the sentence behind it."""
    title = f'<title id="timeline-title">{in_html(laid.title)}</title>'
    told = f'<desc id="timeline-desc">{in_html(laid.description)}</desc>'
    titles = {group.ids[-1]: "\n".join(group.titles) for group in laid.groups if group.ids}

    def titled(match: re.Match[str]) -> str:
        text = titles.get(match[2])
        return match[0] if text is None else f"{match[0]}\n{match[1]} <title>{in_html(text)}</title>"

    named = re.sub(r'^( *)<g id="([^"]+)">$', titled, svg, flags=re.MULTILINE)
    role = 'role="img" aria-labelledby="timeline-title timeline-desc"'
    return re.sub(r"<svg ([^>]*)>", lambda match: f"<svg {role} {match[1]}>\n {title}\n {told}", named, count=1)
