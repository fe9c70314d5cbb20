"""Drafts as users hold them: proposals from their copy of a paper, to accept, change or reject one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caseweave.api.names import UnknownNameError
from caseweave.api.part import Brief, GraphPart
from caseweave.draft import COLUMNS, HeldAnswer, Proposal, held, prompt, prompt_hash, proposals
from caseweave.evidence import family_name
from caseweave.text.readers import read
from caseweave.vocabulary import Catalogue

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["HeldAnswers", "PaperDraft", "draft", "draft_prompt", "hold_answers"]

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


class HeldAnswers(GraphPart[HeldAnswer]):
    """What a language model answered, line by line, each with its outcome and the reason; all of it is kept."""

    noun = "answers"
    columns = ("line", "outcome", "reason", "answer", "prompt", "model", *COLUMNS)

    def __init__(self, records: Iterable[HeldAnswer]) -> None:
        super().__init__(records)

    def __str__(self) -> str:
        tally = Counter(one.outcome for one in self)
        return ", ".join(f"{tally[name]} {name}" for name in ("ready", "question", "rejected"))

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per line."""
        return [one.row() for one in self]

    def brief(self) -> Brief:
        """Return the outcome, and what it is about."""
        return ("line", "outcome", "reason", "term", "state", "value", "when", "quote"), list(self.rows())


def draft_prompt(text: str | Path, section: str | None = None) -> str:
    """Return a prompt for any language model, with the text of a copy: it leaves the machine if it is sent."""
    try:
        return prompt(read(Path(text)), section)
    except KeyError as known:
        raise UnknownNameError(f"the copy has no section {section!r}; it has: {known.args[0]}") from None


def hold_answers(  # noqa: PLR0913 - what every answer is kept with
    graph: KnowledgeGraph, paper: str, text: str | Path, answer: str, *, section: str | None = None, model: str = ""
) -> HeldAnswers:
    """Hold the answer of a language model against the copy it was given: each line ready, a question, or rejected."""
    catalogue, authors = _known(graph, paper)
    asked = prompt_hash(draft_prompt(text, section))
    copy, lines = read(Path(text)), answer.splitlines()
    return HeldAnswers(held(lines, paper, copy, catalogue, authors=authors, prompt=asked, model=model))


def _known(graph: KnowledgeGraph, paper: str) -> tuple[Catalogue, dict[str, str]]:
    """Return the terms of a paper, and the first authors of the others."""
    known = {source.paper.id: source for source in graph.corpus.sources}
    catalogue = known[paper].catalogue if paper in known else graph.corpus.catalogue
    return catalogue, {one.id: family_name(one.authors[0]) for one in graph.corpus.papers if one.id != paper}


def draft(graph: KnowledgeGraph, paper: str, text: str | Path) -> PaperDraft:
    """Propose what a copy of a paper says, by rule; nothing of it becomes a statement by itself.

    The terms are those of the paper's own file, where the folder has one, else the shared catalogue. Raises OSError for
    a file that cannot be opened, UnreadableError for one without text.
    """
    catalogue, authors = _known(graph, paper)
    return PaperDraft(proposals(paper, read(Path(text)), catalogue, authors))
