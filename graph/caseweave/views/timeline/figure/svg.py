"""A figure as SVG: text is text, and each mark is a group with the id of its statement and the sentence behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caseweave.views.timeline.figure.face import FAMILY, MM, POINT
from caseweave.views.timeline.figure.scene import FigureGroup, FigureScene, Outline, Writing
from caseweave.wording import in_html

__all__ = ["svg"]

_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}


def svg(scene: FigureScene) -> str:
    """Write a figure; its unit is the point."""
    width, height = _points(scene.width), _points(scene.height)
    lines = [
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>',
        f'<svg role="img" aria-labelledby="timeline-title timeline-desc" xmlns="http://www.w3.org/2000/svg" '
        f'version="1.1" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" font-family="{FAMILY}">',
        f'<title id="timeline-title">{in_html(scene.title)}</title>',
        f'<desc id="timeline-desc">{in_html(scene.description)}</desc>',
        *(line for group in scene.groups for line in _group(group)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _group(group: FigureGroup) -> Iterator[str]:
    """Write the parts of a group within one element for each statement it stands for, the title in the innermost."""
    yield from (f'<g id="{in_html(one)}">' for one in group.ids)
    if group.ids:
        yield f"<title>{in_html(chr(10).join(group.titles))}</title>"
    yield from (_outline(part) if isinstance(part, Outline) else _writing(part) for part in group.parts)
    yield from ("</g>" for _ in group.ids)


def _outline(outline: Outline) -> str:
    end = " z" if outline.closed else ""
    paths = (" L ".join(f"{_points(x)} {_points(y)}" for x, y in points) for points in outline.lines)
    shape = " ".join(f"M {path}{end}" for path in paths)
    return f'<path d="{shape}" fill="{outline.fill or "none"}"{_pen(outline)}/>'


def _pen(outline: Outline) -> str:
    if not outline.stroke:
        return ""
    dash = f' stroke-dasharray="{" ".join(map(_short, outline.dash))}"' if outline.dash else ""
    return f' stroke="{outline.stroke}" stroke-width="{_short(outline.width)}"{dash}'


def _writing(writing: Writing) -> str:
    weight = ' font-weight="bold"' if writing.bold else ""
    return (
        f'<text x="{_points(writing.x)}" y="{_points(writing.y)}" font-size="{_short(writing.size)}"{weight} '
        f'text-anchor="{_ANCHORS[writing.anchor]}" fill="{writing.colour}">{in_html(writing.text)}</text>'
    )


def _points(mm: float) -> str:
    return _short(mm * POINT / MM)


def _short(number: float) -> str:
    """Write a number to a thousandth of a point, a tenth of what a printer sets."""
    return f"{number:.3f}".rstrip("0").rstrip(".")
