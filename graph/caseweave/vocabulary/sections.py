"""Kinds of sections: which heading stands for what part of a paper, and which telling of the story that part is.

The table is ``ontology/sections.tsv``. A heading is looked for as whole words; where several stand in one heading, the
one that begins first counts, and of those the longest. A heading that is not listed is the text of the case.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

from caseweave import resources
from caseweave.vocabulary.table import rows

__all__ = ["TELLINGS", "SectionKind", "SectionTelling", "lone_headings", "section_kind", "telling"]

SectionTelling = Literal["narrative", "legend", "discussion", "abstract"]

TELLINGS: Final[tuple[SectionTelling, ...]] = get_args(SectionTelling)
"""The tellings of one story in a paper, the most trusted first."""

_COLUMNS: Final = ("heading", "kind", "account", "alone")


class SectionKind(NamedTuple):
    """A kind of section, such as ``case`` or ``figure``, and the telling it belongs to."""

    kind: str
    telling: SectionTelling


class _Heading(NamedTuple):
    pattern: str
    words: re.Pattern[str]
    section: SectionKind
    alone: bool


_UNLISTED: Final = SectionKind("case", "narrative")


@cache
def section_kind(heading: str) -> SectionKind:
    """Return the kind of section a heading names.

    >>> section_kind("Case Summary"), section_kind("Notable findings").telling, section_kind("Abstract: Outcomes").kind
    (SectionKind(kind='case', telling='narrative'), 'narrative', 'abstract')
    """
    words = " ".join(heading.casefold().split())
    found = [(match, row) for row in _table() if (match := row.words.search(words))]
    return min(found, key=lambda one: (one[0].start(), -one[0].end()))[1].section if found else _UNLISTED


def telling(heading: str) -> SectionTelling:
    """Return the telling a section belongs to: narrative, legend, discussion or abstract.

    >>> telling("Figure 3 legend"), telling("Introduction")
    ('legend', 'discussion')
    """
    return section_kind(heading).telling


@cache
def lone_headings() -> tuple[str, ...]:
    """Return the patterns of the headings that begin a section where they stand alone on a line, sorted."""
    return tuple(sorted(row.pattern for row in _table() if row.alone))


@cache
def _table() -> tuple[_Heading, ...]:
    read = rows(resources.ontology("sections.tsv"), "sections.tsv", _COLUMNS)
    return tuple(_heading(place, row) for place, row in read)


def _heading(place: str, row: dict[str, str]) -> _Heading:
    found = next((name for name in TELLINGS if name == row["account"]), None)
    if found is None or row["alone"] not in {"", "yes"} or not row["kind"]:
        raise ValueError(f"{place}: wanted a kind, an account of {', '.join(TELLINGS)}, and 'yes' or nothing in alone")
    words = re.compile(rf"(?<![^\W_])(?:{row['heading']})(?![^\W_])")
    return _Heading(row["heading"], words, SectionKind(row["kind"], found), bool(row["alone"]))
