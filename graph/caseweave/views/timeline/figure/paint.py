"""Painting a laid-out figure as SVG, PDF or PNG: the one module that knows matplotlib.

The font is the one matplotlib brings along, so that sizes are the same on every machine. The SVG names it, then
Verdana, which is as wide; any other face is narrower, so that nothing then touches that did not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path as File
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from caseweave.views.timeline.figure.scene import FigureGroup, FigureScene, Outline, Writing

__all__ = ["painted", "text_width"]

MM: Final = 25.4
_DOTS: Final = 300
_MOST_DOTS: Final = 24_000
"""Dots an inch of a PNG, and the most it may be high: 200 MB of memory; the drawing library refuses 65,536."""

_FACES: Final = ("DejaVu Sans", "Verdana", "sans-serif")
_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_SETTINGS: Final[Any] = {
    "font.sans-serif": ["DejaVu Sans"],
    "path.simplify": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "caseweave",
}
_NOTHING: Final = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
"""What matplotlib would write of itself and the clock."""


def painted(scene: FigureScene, form: str) -> bytes:
    """Paint a figure; ``form`` is ``svg``, ``pdf`` or ``png`` (300 dots an inch)."""
    page = io.BytesIO()
    with _own_settings():
        figure = Figure(figsize=(scene.width / MM, scene.height / MM), dpi=min(_DOTS, _MOST_DOTS * MM / scene.height))
        figure.add_artist(_SceneArtist(scene))
        canvas = {"svg": FigureCanvasSVG, "pdf": FigureCanvasPdf, "png": FigureCanvasAgg}[form](figure)
        metadata = _NOTHING[form] | ({} if form == "svg" else {"Title": scene.title})
        extra = {"pil_kwargs": {"compress_level": 2}} if form == "png" else {}
        getattr(canvas, f"print_{form}")(page, metadata=metadata, **extra)
    return page.getvalue()


@cache
def text_width(text: str, size: float, bold: bool) -> float:
    """Measure a text in the figure's font, in mm; ``size`` in points."""
    font = get_font(_file(bold=bold))
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 * MM / 72


@contextmanager
def _own_settings() -> Iterator[None]:
    """Draw with settings of our own, whatever a user's matplotlibrc says; put theirs back."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def _file(*, bold: bool) -> str:
    return str(File(mpl.get_data_path(), "fonts", "ttf", _FILES[bold]))


class _SceneArtist(Artist):
    """A whole figure as one artist: its parts go straight to the renderer."""

    def __init__(self, scene: FigureScene) -> None:
        super().__init__()
        self._scene = scene

    def draw(self, renderer: RendererBase) -> None:
        """Draw every group, from back to front."""
        figure = self.get_figure(root=True)
        if not isinstance(figure, Figure):
            raise TypeError("a scene is drawn on a figure of its own; add it with figure.add_artist")
        place = Affine2D().scale(1, -1).translate(0, self._scene.height).scale(1 / MM) + figure.dpi_scale_trans
        for group in self._scene.groups:
            _draw_group(renderer, group, place, figure)


def _draw_group(renderer: RendererBase, group: FigureGroup, place: Transform, figure: Figure) -> None:
    for statement in group.ids:
        renderer.open_group("statement", gid=statement)
    for part in group.parts:
        if isinstance(part, Outline):
            _draw_outline(renderer, part, place)
        else:
            _draw_writing(renderer, part, place, figure)
    for _ in group.ids:
        renderer.close_group("statement")


def _draw_outline(renderer: RendererBase, outline: Outline, place: Transform) -> None:
    pen = renderer.new_gc()
    pen.set_linewidth(outline.width if outline.stroke else 0)
    pen.set_foreground(outline.stroke or "none")
    pen.set_joinstyle("miter")
    pen.set_capstyle("butt")
    if outline.dash:
        pen.set_dashes(0, outline.dash)
    fill = mpl.colors.to_rgba(outline.fill) if outline.fill else None
    renderer.draw_path(pen, _path(outline), place, fill)
    pen.restore()


def _path(outline: Outline) -> Path:
    corners: list[tuple[float, float]] = []
    codes: list[np.uint8] = []
    for points in outline.lines:
        corners += [*points, points[0]] if outline.closed else points
        codes += [Path.MOVETO, *[Path.LINETO] * (len(points) - 1)] + ([Path.CLOSEPOLY] if outline.closed else [])
    return Path(corners, codes)


def _draw_writing(renderer: RendererBase, writing: Writing, place: Transform, figure: Figure) -> None:
    """Draw a text at its measured place; the renderer of the SVG is told its anchor, so that other faces keep it."""
    face = _face(writing.size, writing.bold)
    anchor = Text(writing.x, writing.y, writing.text, horizontalalignment=writing.anchor, transform=place)
    x, y = place.transform((writing.left, writing.y))
    pen = renderer.new_gc()
    pen.set_foreground(writing.colour)
    down = figure.bbox.height - y if renderer.flipy() else y
    renderer.draw_text(pen, x, down, writing.text, face, 0.0, ismath=False, mtext=anchor)
    pen.restore()


@cache
def _face(size: float, bold: bool) -> FontProperties:
    return FontProperties(
        family=list(_FACES),
        fname=_file(bold=bold),
        size=size,
        weight="bold" if bold else "normal",
    )
