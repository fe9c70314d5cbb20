"""References set in the style of a journal, from what paper files say. The one module that knows citeproc."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import Final

from caseweave.model import PaperFile
from caseweave.views.page import asset

__all__ = ["REFERENCE_STYLES", "references"]

REFERENCE_STYLES: Final = ("ama", "vancouver", "lancet", "apa")
"""The styles that ship, each a CSL file of ours."""


def references(papers: Iterable[PaperFile], style: str) -> tuple[str, ...]:
    """Return the reference of each paper as plain text, in their order."""
    told = [_csl(paper) for paper in papers]
    if not told:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc warns of its own schema
        return tuple(" ".join(one.split()) for one in _set(told, style))


def _set(told: list[dict[str, object]], style: str) -> list[str]:
    from citeproc import (  # noqa: PLC0415 - lxml and a schema, only where references are set
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    rules = CitationStylesStyle(BytesIO(asset(f"{style}.csl").encode()), validate=False)
    book = CitationStylesBibliography(rules, CiteProcJSON(told), formatter.plain)
    for one in told:
        book.register(Citation([CitationItem(str(one["id"]))]))
    return [str(one) for one in book.bibliography()]


def _csl(paper: PaperFile) -> dict[str, object]:
    """Return a paper as an item of CSL-JSON."""
    page = paper.pages or paper.article
    told = {
        "id": paper.id,
        "type": "article-journal",
        "title": paper.title.rstrip(".") + (f" [{paper.status}]" if paper.status else ""),
        "author": [_author(name) for name in paper.authors],
        "container-title": paper.journal,
        "issued": {"date-parts": [[int(paper.year)]]},
        "volume": paper.volume,
        "issue": paper.issue,
        "page": page,
        "DOI": paper.doi,
    }
    return {name: value for name, value in told.items() if value}


def _author(name: str) -> dict[str, str]:
    """Part a name as paper files write it, ``Liu ZF``, into family name and initials."""
    family, _, given = name.rpartition(" ")
    return {"family": family, "given": " ".join(given)} if family and given.isupper() else {"family": name}
