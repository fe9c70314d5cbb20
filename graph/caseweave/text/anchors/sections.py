"""Sections: which part of a paper a place of its text belongs to.

A section begins at a heading line and ends at the next. A legend begins at a line such as ``Figure 3:`` and ends with
its paragraph; then the section it interrupts goes on, as if the legend were not there. The text before the first
heading is the ``Front matter``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from caseweave.text.anchors.characters import Span
from caseweave.text.anchors.furniture import PageLine, lines
from caseweave.vocabulary.sections import lone_headings

__all__ = ["FRONT", "Section", "same_section", "section_at", "sections"]

FRONT: Final = "Front matter"


class Section(NamedTuple):
    """A part of a paper: its name as printed, and the pieces of the text that make it up, in order."""

    name: str
    spans: tuple[Span, ...]


LONGEST: Final = 120
"""Characters of the longest heading line."""

_NUMBERING: Final = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,5}\.\s+)?"
_MARKS: Final = r"[#*_\s]*"
_MARKDOWN: Final = re.compile(rf"#{{1,6}}\s+{_MARKS}(?P<name>.*?\w.*?)[#*_\s:]*")
_LEGEND: Final = re.compile(
    rf"{_MARKS}(?P<extra>supplementary\s+|extended\s+data\s+)?(?P<kind>fig(?:ure)?\b\.?|table)\s+"
    rf"(?P<number>[A-Z]?\d{{1,3}}[A-Z]?)\s*(?P<stop>[:.|])",
    re.IGNORECASE,
)


def sections(text: str) -> tuple[Section, ...]:
    r"""Split a text into its sections, in the order they begin; every character is in exactly one.

    >>> text = "Case Report\n\nA man\n\nFigure 1: A rash.\n\nwas seen."
    >>> [(part.name, [text[start:end].strip() for start, end in part.spans]) for part in sections(text)]
    [('Case Report', ['Case Report\n\nA man', 'was seen.']), ('Figure 1 legend', ['Figure 1: A rash.'])]
    """
    parts: dict[str, list[Span]] = {}
    begun = [(0, FRONT), *_beginnings(lines(text)), (len(text), "")]
    for (start, name), (end, _) in pairwise(begun):
        if end > start:
            parts.setdefault(name, []).append((start, end))
    return tuple(Section(name, tuple(spans)) for name, spans in parts.items())


def section_at(parts: Sequence[Section], offset: int) -> str:
    r"""Name of the section a character belongs to.

    >>> section_at(sections("A title\n\nAbstract\n\nA man"), 19)
    'Abstract'

    Raises ValueError for a character outside the text.
    """
    for part in parts:
        at = bisect_right(part.spans, (offset, math.inf)) - 1
        if at >= 0 and offset < part.spans[at][1]:
            return part.name
    raise ValueError(f"character {offset} lies outside the text")


def same_section(one: str, other: str) -> bool:
    """Tell whether two names mean one section: letters and digits count, case and marks do not.

    >>> same_section("Case Presentation", "CASE PRESENTATION:"), same_section("Figure 1 legend", "Figure 2 legend")
    (True, False)
    """
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _beginnings(rows: Sequence[PageLine]) -> Iterator[tuple[int, str]]:
    """Where each section begins or goes on, with its name."""
    names = _without_subheadings(_headings(rows))
    section, in_legend = FRONT, False
    for line, name in zip(rows, names, strict=True):
        legend = _legend(line)
        if name is not None:
            section, in_legend = name, False
            yield line.start, section
        elif legend is not None:
            in_legend = True
            yield line.start, legend
        elif in_legend and line.after_gap:
            in_legend = False
            yield line.start, section


def _headings(rows: Sequence[PageLine]) -> list[str | None]:
    """Name of the section each line begins, None for a line that is no heading."""
    begins = [line.after_gap or not line.words[0].islower() for line in rows[1:]]
    return [_heading(line) if free else None for line, free in zip(rows, [*begins, True], strict=False)]


def _heading(line: PageLine) -> str | None:
    if len(line.words) > LONGEST:
        return None
    match = _listed().fullmatch(line.words)
    if match and match["name"][0].isupper() and (line.after_gap or not match["colon"]):
        return match["name"]
    match = _MARKDOWN.fullmatch(line.words)
    return match["name"] if match else None


@cache
def _listed() -> re.Pattern[str]:
    names = "|".join(lone_headings())
    return re.compile(rf"{_MARKS}{_NUMBERING}(?P<name>{names}){_MARKS}(?P<colon>[:.]?){_MARKS}", re.IGNORECASE)


def _legend(line: PageLine) -> str | None:
    match = _LEGEND.match(line.words)
    if match is None or not (line.after_gap or match["stop"] == ":"):
        return None
    kind = "Table" if match["kind"].casefold() == "table" else "Figure"
    name = f"{' '.join((match['extra'] or '').split()).capitalize()} {kind} {match['number'].upper()}".strip()
    return name if kind == "Table" else f"{name} legend"


def _without_subheadings(names: Sequence[str | None]) -> list[str | None]:
    """Drop what only looks like a section: labels before the Abstract, and its own "Background" and "Conclusion".

    A heading belongs to the Abstract when the same heading comes again later.
    """
    kept = list(names)
    bare = [None if name is None else _bare(name) for name in names]
    if "abstract" not in bare:
        return kept
    first = bare.index("abstract")
    kept[:first] = [None] * first
    last = {name: at for at, name in enumerate(bare)}
    for at in range(first + 1, len(bare)):
        if bare[at] is not None and last[bare[at]] == at:
            break
        kept[at] = None
    return kept
