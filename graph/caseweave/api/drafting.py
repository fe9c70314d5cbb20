"""Drafts as users hold them: proposals from their copy of a paper, to accept, change or reject one by one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caseweave.api.part import Brief, GraphPart
from caseweave.draft import COLUMNS, Proposal, proposals
from caseweave.evidence import family_name
from caseweave.text.readers import read

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["PaperDraft", "draft"]

_BRIEF: Final = ("sentence", "kind", "label", "state", "value", "unit", "when", "case", "section", "quote")


class PaperDraft(GraphPart[Proposal]):
    """The proposals of a paper, in the order of its text; those of one sentence are reviewed together."""

    noun = "proposals"
    columns = COLUMNS

    def __init__(self, records: Iterable[Proposal]) -> None:
        super().__init__(records)

    def __str__(self) -> str:
        sentences = len({one.sentence for one in self})
        questions = sum(one.state == "unclear" or one.case is None or one.about is None for one in self)
        return f"{len(self)} proposals in {sentences} sentences, {questions} of them with something left open"

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per proposal."""
        return [one.row() for one in self]

    def brief(self) -> Brief:
        """Return what a reader decides by."""
        return _BRIEF, list(self.rows())


def draft(graph: KnowledgeGraph, paper: str, text: str | Path) -> PaperDraft:
    """Propose what a copy of a paper says, by rule; nothing of it becomes a statement by itself.

    The terms are those of the paper's own file, where the folder has one, else the shared catalogue. Raises OSError for
    a file that cannot be opened, UnreadableError for one without text.
    """
    known = {source.paper.id: source for source in graph.corpus.sources}
    catalogue = known[paper].catalogue if paper in known else graph.corpus.catalogue
    authors = {one.id: family_name(one.authors[0]) for one in graph.corpus.papers if one.id != paper}
    return PaperDraft(proposals(paper, read(Path(text)), catalogue, authors))
