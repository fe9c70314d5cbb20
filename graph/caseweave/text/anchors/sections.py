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
from caseweave.vocabulary.sections import lone_headings, section_kind

__all__ = ["ABSTRACT", "FRONT", "Section", "same_section", "section_at", "sections"]

FRONT: Final = "Front matter"
ABSTRACT: Final = "Abstract"


class Section(NamedTuple):
    """A part of a paper: its name as printed, and the pieces of the text that make it up, in order."""

    name: str
    spans: tuple[Span, ...]


LONGEST: Final = 120
"""Characters of the longest heading line."""
LONGEST_ABSTRACT: Final = 6000
"""Characters from the heading of an Abstract to that of the Introduction behind it."""

_NUMBERING: Final = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,5}\.\s+)?"
_MARKS: Final = r"[#*_\s]*"
_MARKDOWN: Final = re.compile(rf"#{{1,6}}\s+{_MARKS}(?P<name>.*?\w.*?)[#*_\s:]*")
_LEGEND: Final = re.compile(
    rf"{_MARKS}(?P<extra>supplementary\s+|extended\s+data\s+)?(?P<kind>fig(?:ure)?\b\.?|table)\s+"
    rf"(?P<number>[A-Z]?\d{{1,3}}[A-Z]?)\s*(?P<stop>[:.|])",
    re.IGNORECASE,
)


def sections(text: str, is_abstract: bool = False) -> tuple[Section, ...]:
    r"""Split a text into its sections, in the order they begin; every character is in exactly one.

    A text that is an abstract alone, maybe below its title, has no other sections.

    >>> text = "Case Report\n\nA man\n\nFigure 1: A rash.\n\nwas seen."
    >>> [(part.name, [text[start:end].strip() for start, end in part.spans]) for part in sections(text)]
    [('Case Report', ['Case Report\n\nA man', 'was seen.']), ('Figure 1 legend', ['Figure 1: A rash.'])]
    """
    parts: dict[str, list[Span]] = {}
    rows = lines(text)
    begun = [(0, FRONT), *(_abstract(rows) if is_abstract else _beginnings(rows)), (len(text), "")]
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

    A part of the Abstract, ``Abstract: Outcomes``, is in it.

    >>> same_section("Case Presentation", "CASE PRESENTATION:"), same_section("Figure 1 legend", "Figure 2 legend")
    (True, False)
    """
    return _bare(one) == _bare(other) or _abstract_of(one) == _abstract_of(other) != ""


def _abstract_of(name: str) -> str:
    whole = name.partition(":")[0]
    return _bare(whole) if _bare(whole) == _bare(ABSTRACT) else ""


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _beginnings(rows: Sequence[PageLine]) -> Iterator[tuple[int, str]]:
    """Where each section begins or goes on, with its name."""
    names = _without_subheadings(_without_parts_of_the_abstract(rows, _headings(rows)))
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


def _abstract(rows: Sequence[PageLine]) -> Iterator[tuple[int, str]]:
    """Where an abstract begins that is all there is: at its heading, else at once."""
    named = [
        line.start for line, name in zip(rows, _headings(rows), strict=True) if name and same_section(name, ABSTRACT)
    ]
    yield (named or [0])[0], ABSTRACT


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


def _without_parts_of_the_abstract(rows: Sequence[PageLine], names: Sequence[str | None]) -> list[str | None]:
    """Drop the headings of a structured Abstract: those between it and the Introduction that follows."""
    kept = list(names)
    begun = [at for at, name in enumerate(names) if name is not None and same_section(name, ABSTRACT)]
    if not begun:
        return kept
    first = begun[0]
    found = [at for at in range(first + 1, len(rows)) if rows[at].start - rows[first].start <= LONGEST_ABSTRACT]
    opening = [at for at in found if _bare(names[at] or "") in {"introduction", "background"}]
    inner = [at for at in found if opening and at < opening[-1] and names[at] is not None]
    if any(section_kind(names[at] or "").kind != "introduction" for at in inner):
        for at in inner:
            kept[at] = None
    return kept
