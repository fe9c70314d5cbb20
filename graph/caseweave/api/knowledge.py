"""A loaded corpus: its statements, its graph, and the questions that can be asked of it."""

from __future__ import annotations

from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from caseweave import corpus, resources
from caseweave.corpus import Corpus
from caseweave.identifiers import graph_iri
from caseweave.model import Comparison, Statement, Term
from caseweave.sparqltext import bind, parse
from caseweave.statements import Times, statements, times
from caseweave.store import Answer, Store, ask_guarded, named_queries, ontology_quads, query_named
from caseweave.triples import nquads

if TYPE_CHECKING:
    import pandas as pd
    from rdflib import Dataset

    from caseweave.api.display import CaseNetwork

__all__ = ["KnowledgeGraph", "load"]


def load(sources: str | Path | Traversable | None = None) -> KnowledgeGraph:
    """Load the papers of a folder, the bundled ones by default.

    Raises :class:`caseweave.Problems` with every fault of every file.

    >>> load().query("who-received", treatment="tocilizumab")["case"].unique().tolist()
    ['kovalenko2023', 'yang2020']
    """
    place = Path(sources) if isinstance(sources, str) else sources
    return KnowledgeGraph(corpus.load(place))


class KnowledgeGraph:
    """A corpus of case reports as one graph. Every answer is a table that shows itself in a notebook."""

    def __init__(self, papers: Corpus) -> None:
        self.corpus = papers

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.corpus.papers)} papers, {len(self.records)} statements>"

    @cached_property
    def times(self) -> Times:
        """The time network of each case as each paper tells it."""
        return times(self.corpus)

    @cached_property
    def records(self) -> tuple[Statement, ...]:
        """The statements as records, by paper and in the order of its file."""
        return statements(self.corpus, self.times)

    @cached_property
    def graphs(self) -> dict[str, list[str]]:
        """The sorted N-Quads lines of each named graph, by its name."""
        lines = nquads(self.corpus, self.records, resources.ontology("mappings.sssom.tsv"))
        own = ontology_quads(resources.ontology("caseweave.ttl"), graph_iri("ontology"))
        return {**lines, "ontology": sorted(set(own))}

    @cached_property
    def nquads(self) -> bytes:
        """The whole graph as sorted N-Quads: its canonical form."""
        return "".join(sorted(line for lines in self.graphs.values() for line in lines)).encode()

    @cached_property
    def store(self) -> Store:
        """The graph in the engine."""
        return Store.load(self.nquads)

    @property
    def graph(self) -> Dataset:
        """The graph as an rdflib Dataset: one named graph a paper, ``derived``, ``terms`` and ``ontology``."""
        return self.store.dataset()

    def ask(self, question: str, **parameters: str) -> Answer:
        """Answer a shipped query by its name, or a SPARQL text, as plain rows."""
        if question in named_queries() or not ("{" in question or any(sign.isspace() for sign in question)):
            return query_named(self.store, question, parameters)
        query = parse("this query", question)
        return ask_guarded(self.nquads, query.text, bind(query, parameters))

    def query(self, question: str, **parameters: str) -> pd.DataFrame:
        """Answer a shipped query by its name, or a SPARQL text, as a table.

        Raises QueryRefusedError for an unknown name or parameter, QueryError for a text the engine cannot answer.
        """
        from caseweave.tables import answer_frame  # noqa: PLC0415 - pandas costs half a second

        return answer_frame(self.ask(question, **parameters))

    def statements(self) -> pd.DataFrame:
        """Return the statement table: one row per statement, the public columns."""
        from caseweave.tables import statement_frame  # noqa: PLC0415

        return statement_frame(self.records)

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison of all cases as records: rows of cells with what is behind them."""
        from caseweave.tables import comparison  # noqa: PLC0415

        return comparison(self.store)

    def compare(self) -> pd.DataFrame:
        """Return the comparison table: attributes as rows, cases as columns."""
        from caseweave.tables import comparison_frame  # noqa: PLC0415

        return comparison_frame(self.comparison)

    def network(self) -> CaseNetwork:
        """Return the network of cases and the entities they share, as a networkx MultiDiGraph."""
        from caseweave.api.display import CaseNetwork  # noqa: PLC0415
        from caseweave.network import build  # noqa: PLC0415

        return CaseNetwork(
            build(self.records, self._above(), cases=self._cases(), papers=self._papers(), synonyms=self._synonyms())
        )

    def _cases(self) -> dict[str, str]:
        return {case: paper.case_label(case) for paper in self.corpus.papers for case in paper.own_cases}

    def _papers(self) -> dict[str, str]:
        return {paper.id: paper.short for paper in self.corpus.papers}

    def _above(self) -> dict[str, tuple[Term, ...]]:
        known = {concept.curie: concept for source in self.corpus.sources for concept in source.catalogue}
        terms = {curie: Term(curie, concept.label) for curie, concept in known.items()}
        return {curie: tuple(terms[above] for above in concept.broader) for curie, concept in known.items()}

    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        return {concept.curie: concept.synonyms for source in self.corpus.sources for concept in source.catalogue}
