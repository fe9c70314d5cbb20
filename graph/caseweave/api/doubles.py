"""Two curators' files of one paper: what differs, how well they agree, and the file on which they settle."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from caseweave.api.knowledge import load_files
from caseweave.api.part import Brief, GraphPart
from caseweave.corpus import Corpus
from caseweave.curation.double.agreement import AGREEMENT_COLUMNS, Agreement, agreements
from caseweave.curation.double.consensus import Called, consensus
from caseweave.curation.double.differences import DIFFERENCE_COLUMNS, Difference, differences, references
from caseweave.curation.double.matches import CuratorFile, matches, same_cases
from caseweave.curation.papers import paper_text
from caseweave.model import Statement
from caseweave.vocabulary import joined
from caseweave.yamltext import Plain

__all__ = ["Agreements", "Differences", "diff"]


class Agreements(GraphPart[Agreement]):
    """How well two curators agree, by kind and over all."""

    noun = "kinds"
    columns = AGREEMENT_COLUMNS

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per kind."""
        return [one.row() for one in self]


class Differences(GraphPart[Difference]):
    """What two curators of one paper say otherwise, and what only one of them says."""

    noun = "differences"
    columns = DIFFERENCE_COLUMNS

    def __init__(self, first: Path, second: Path) -> None:
        graphs = [load_files([path]) for path in (first, second)]
        self._papers = [graph.corpus for graph in graphs]
        self._sides = [_side(graph.corpus, graph.statements.records) for graph in graphs]
        terms = joined(graph.terms for graph in graphs)
        self._matches = matches(self._sides[0], self._sides[1], terms.hierarchy)
        super().__init__(differences(self._matches))

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per difference."""
        return [one.row() for one in self]

    def brief(self) -> Brief:
        """Return what differs, without the ids."""
        return self.columns[:5], list(self.rows())

    @property
    def agreement(self) -> Agreements:
        """How well the two agree, by kind."""
        return Agreements(agreements(self._matches, {(one.a, one.b) for one in self}))

    def settled(self, paper: str, second: Collection[Difference]) -> str:
        """Return the text of the file of both, under the id ``paper``; in ``second`` the second curator is right."""
        first, other = (dict(_value(corpus)) for corpus in self._papers)
        called = Called(references(self._matches), same_cases(self._sides[0], self._sides[1]))
        chosen = [one for one in self if one in second]
        return paper_text(consensus(paper, (first, other), chosen, called))


def diff(first: Path, second: Path) -> Differences:
    """Compare two files of one paper; raise :class:`caseweave.Problems` with every fault of either."""
    return Differences(first, second)


def _side(papers: Corpus, statements: tuple[Statement, ...]) -> CuratorFile:
    paper = papers.papers[0]
    return CuratorFile(paper.own_cases, tuple(paper.cases), statements)


def _value(papers: Corpus) -> dict[str, Plain]:
    value = papers.sources[0].tree.value
    return value if isinstance(value, dict) else {}
