"""Terms as users look for them: what a word may mean, what stands above and below it, and which papers use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from caseweave.api.part import Brief, GraphPart
from caseweave.vocabulary import Catalogue, Concept
from caseweave.vocabulary.fitting import OF_KIND
from caseweave.vocabulary.search import search

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["FoundTerm", "FoundTerms", "find_terms"]

_BRIEF: Final = ("label", "curie", "use", "above", "papers", "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTerm:
    """A term: its names, the kinds of statement that can be about it, its place in the hierarchy, who uses it."""

    label: str
    curie: str
    sort: str
    use: tuple[str, ...]
    synonyms: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    definition: str
    source: str
    papers: tuple[str, ...]

    def row(self) -> dict[str, object]:
        """Return the public keys as plain JSON values."""
        return {
            name: (list(value) if isinstance(value, tuple) else value or None) for name, value in asdict(self).items()
        }


class FoundTerms(GraphPart[FoundTerm]):
    """The terms that a word may mean, the surest first."""

    noun = "terms"
    columns = (*("label", "curie", "sort", "use", "synonyms", "above", "below", "definition", "source", "papers"),)

    def __init__(self, records: Iterable[FoundTerm]) -> None:
        super().__init__(records)

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per term."""
        return [one.row() for one in self]

    def brief(self) -> Brief:
        """Return what a curator chooses by."""
        return _BRIEF, list(self.rows())


def find_terms(graph: KnowledgeGraph, text: str) -> FoundTerms:
    """Look for a word among the labels, synonyms and identifiers of the shared terms and those of the papers.

    >>> from caseweave import load
    >>> [(one.label, one.curie) for one in find_terms(load(), "Actemra")]
    [('tocilizumab', 'NCIT:C84217')]
    """
    users: dict[str, dict[str, None]] = {}
    for said in graph.statements:
        for term in (said.about, *said.site, said.specimen, said.method, said.route):
            if term is not None:
                users.setdefault(term.curie, {})[said.said_by] = None
    return FoundTerms(
        _found(graph.terms, concept, tuple(users.get(concept.curie, ()))) for concept in search(graph.terms, text)
    )


def _found(terms: Catalogue, concept: Concept, papers: tuple[str, ...]) -> FoundTerm:
    return FoundTerm(
        label=concept.label,
        curie=concept.curie,
        sort=concept.kind,
        use=tuple(kind for kind, sorts in OF_KIND.items() if concept.kind in sorts),
        synonyms=concept.synonyms,
        above=tuple(terms[curie].label for curie in terms.ancestors(concept.curie)),
        below=tuple(terms[curie].label for curie in terms.hierarchy.below(concept.curie)),
        definition=concept.definition,
        source=concept.source,
        papers=papers,
    )
