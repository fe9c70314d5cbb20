"""What is told of one thing: a sentence a case, with who says so, and why there is none where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from caseweave.api.part import GraphPart
from caseweave.model import Case, Kind, Statement
from caseweave.protocol.definition import Show
from caseweave.views.comparison.lines import by_trust
from caseweave.views.comparison.voice import heads
from caseweave.views.comparison.wordbook import Wordbook
from caseweave.wording import worded

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["CaseAnswer", "CaseAnswers", "told_of"]

_SHOWS: Final[dict[Kind, Show]] = {
    "treatment": "doses",
    "adverse event": "worst",
    "measurement": "values",
    "demographic": "values",
    "lesion": "course",
}
"""Kind to how it is told; all others by their names and days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """What is told of a case: a sentence, and the statements it rests on; none where nothing is told."""

    case: str
    label: str
    answer: str
    statements: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer under the name of the case."""
        return f"{self.label}: {self.answer}."


class CaseAnswers(GraphPart[CaseAnswer]):
    """A sentence a case."""

    noun = "answers"
    columns = ("case", "label", "answer", "statements")

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per case."""
        return [
            {"case": one.case, "label": one.label, "answer": one.answer, "statements": list(one.statements)}
            for one in self
        ]

    def __str__(self) -> str:
        return "".join(f"{one.sentence}\n" for one in self)


def told_of(graph: KnowledgeGraph, name: str, cases: Sequence[str] = ()) -> CaseAnswers:
    """Say of each case what is told of a term, or of anything below it; UnknownNameError for a term of none.

    >>> from caseweave import load
    >>> print(told_of(load(), "Actemra")[0].sentence)
    Kovalenko 2023: tocilizumab 8 mg/kg ×2 (day 10, day 10 to 11).
    """
    concept = graph.terms.resolve(graph.names.find("term", name))
    words = Wordbook(hierarchy=graph.terms.hierarchy)
    told = worded(graph.timing().as_told(graph.statements), graph.happenings)
    found = [one for one in told if words.hierarchy.is_under(one.about.curie, concept.curie)]
    wanted = graph.names.cases(cases)
    papers = graph.corpus.headings
    return CaseAnswers(
        _answer(case, concept.label, [one for one in found if one.case == case.case], words, papers)
        for case in graph.cases
        if not wanted or case.case in wanted
    )


def _answer(case: Case, term: str, told: Sequence[Statement], words: Wordbook, papers: dict[str, str]) -> CaseAnswer:
    said = [one for one in told if heads(one)]
    lines = [line for kind in dict.fromkeys(one.kind for one in said) for line in _lines(kind, said, words)]
    names = tuple(f"{one.said_by}/{one.id}" for one in told)
    if not lines:
        why = f"nothing is told of {term}" + (" as an observation" if told else "")
        read = f"; {case.read} read" if case.read else "; its own paper is not here"
        return CaseAnswer(case=case.case, label=case.label, answer=why + read, statements=names)
    return CaseAnswer(case=case.case, label=case.label, answer="; ".join(_who(lines, papers)), statements=names)


def _lines(kind: Kind, said: Sequence[Statement], words: Wordbook) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the most trusted account tells of a kind, and the papers that relay it."""
    lines = by_trust([one for one in said if one.kind == kind], _SHOWS.get(kind, "names"), words)
    return [
        (line.text, tuple(dict.fromkeys(voice.said_by for voice in line.voices if voice.relayed))) for line in lines[:1]
    ]


def _who(lines: Iterable[tuple[str, tuple[str, ...]]], papers: dict[str, str]) -> Iterable[str]:
    for text, relayed in lines:
        names = " and ".join(papers.get(paper, paper) for paper in relayed)
        yield f"{text}, as told by {names}" if names else text
