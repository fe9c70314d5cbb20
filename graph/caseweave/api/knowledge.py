"""A loaded corpus: its statements, its graph, and the questions that can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import caseweave
from caseweave import corpus, resources
from caseweave.accounts import Compared
from caseweave.accounts import candidates as alike
from caseweave.accounts import compare as hold_together
from caseweave.corpus import Corpus
from caseweave.evidence import COLUMNS as VERIFY_COLUMNS
from caseweave.evidence import UnknownPaperError, Verified, verify
from caseweave.model import Candidate, Comparison, Measure, Statement, Term
from caseweave.model.identifiers import graph_iri
from caseweave.protocol import measures, summaries
from caseweave.rdf import triples
from caseweave.rdf.sparql import bind, parse
from caseweave.rdf.store import Answer, Store, ask_guarded, named_queries, ontology_quads, query_named
from caseweave.rdf.triples import nquads
from caseweave.statements import Times, statements, times
from caseweave.text.readers import Copy, read
from caseweave.wording import Names, happenings

if TYPE_CHECKING:
    import pandas as pd
    from rdflib import Dataset

    from caseweave.api.display import CaseNetwork
    from caseweave.api.figure import TimelineFigure

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
    def derived(self) -> tuple[Measure, ...]:
        """The measures as records, by case and rule, each with its proof."""
        return measures(self.corpus, self.records, self.times)

    @cached_property
    def accounts(self) -> Compared:
        """The disagreements between accounts, and the verdicts on relayed claims, as records."""
        return hold_together(self.corpus, self.records, self.times)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The pairs of cases that may be one patient, the most alike first; nothing is merged by it."""
        return alike(self.corpus, self.records, self.times)

    @cached_property
    def graphs(self) -> dict[str, list[str]]:
        """The sorted N-Quads lines of each named graph, by its name."""
        sssom = resources.ontology("mappings.sssom.tsv")
        found = chain(
            triples.measures(self.derived, caseweave.__version__),
            triples.disagreements(self.accounts.disagreements),
            triples.verdicts(self.accounts.verdicts, self.accounts.disagreements),
            triples.candidates(self.candidates),
        )
        lines = nquads(self.corpus, self.records, sssom, found)
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
        from caseweave.views.tables import answer_frame  # noqa: PLC0415 - pandas costs half a second

        return answer_frame(self.ask(question, **parameters))

    def statements(self, zero: str | None = None) -> pd.DataFrame:
        """Return the statement table: one row per statement, the public columns.

        Days are counted from each case's own day 0, or from the happening that ``zero`` names, such as ``rash-onset``.
        Raises :class:`caseweave.statements.UnknownZeroError` where no case has it.
        """
        from caseweave.views.tables import statement_frame  # noqa: PLC0415

        return statement_frame(self.counted_from(zero))

    def counted_from(self, zero: str | None) -> tuple[Statement, ...]:
        """Return the statement records with their days counted from a zero; None is each case's own."""
        return self.records if zero is None else statements(self.corpus, self.times, zero)

    def disagreements(self) -> pd.DataFrame:
        """Return where accounts do not fit together: one row per disagreement; ``sides`` are lists of mappings.

        >>> kg = load()
        >>> sorted(kg.disagreements()["case"].unique())
        ['kovalenko2023', 'yang2020']
        """
        from caseweave.views.tables import disagreement_frame  # noqa: PLC0415

        return disagreement_frame(self.accounts.disagreements)

    def verify(self, texts: Mapping[str, str | Path | Copy], *, words: bool = False) -> pd.DataFrame:
        """Hold every statement against the user's own copies of the papers; one row per statement.

        ``texts`` maps paper ids to files (plain text, Markdown, HTML, JATS XML or PDF), which are read now and not
        kept; a paper that has none has the state ``no text``. ``words`` adds the anchored words as they stand there.
        Raises UnknownPaperError, OSError for a file that cannot be opened, UnreadableError for one without text.

        >>> load().verify({})["state"].unique().tolist()
        ['no text']
        """
        import pandas as pd  # noqa: PLC0415

        columns = [*VERIFY_COLUMNS, *(["words"] if words else [])]
        frame = pd.DataFrame([one.row(words) for one in self.verified(texts)], columns=columns)
        return frame.astype(dict.fromkeys(("start", "end", "page", "line"), "Int64"))

    def verified(self, texts: Mapping[str, str | Path | Copy]) -> tuple[Verified, ...]:
        """Hold every statement against the user's own copies of the papers, as records; see :meth:`verify`."""
        known = {source.paper.id: source.catalogue for source in self.corpus.sources}
        for paper in texts:
            if paper not in known:
                raise UnknownPaperError(paper, known)
        copies = {paper: text if isinstance(text, Copy) else read(Path(text)) for paper, text in texts.items()}
        return verify(self.records, copies, known)

    def measures(self) -> pd.DataFrame:
        """Return the measures: one row per measure, the public columns; ``inputs`` are lists."""
        from caseweave.views.tables import measure_frame  # noqa: PLC0415

        return measure_frame(self.derived)

    def summary(self) -> pd.DataFrame:
        """Return the medians of all times over all cases, naive and estimated, with the number of cases."""
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame([one.row() for one in summaries(self.derived, self.corpus.patients)])

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison of all cases as records: rows of cells with what is behind them."""
        from caseweave.views.tables import comparison  # noqa: PLC0415

        return comparison(self.store, names=self.names)

    def comparison_from(self, zero: str | None) -> Comparison:
        """Return the comparison with its days counted from a zero; None is each case's own."""
        return self.comparison if zero is None else self._recounted(zero)

    def _recounted(self, zero: str) -> Comparison:
        from caseweave.views.tables import comparison  # noqa: PLC0415

        counted = self.counted_from(zero)
        return comparison(self.store, counted, zero, self.names)

    @cached_property
    def names(self) -> dict[tuple[str, str], Names]:
        """What each happening is called, by paper and case: its label in the paper's file, else what it is."""
        labels = {
            (paper.id, self.corpus.patients[case]): head.names
            for paper in self.corpus.papers
            for case, head in paper.cases.items()
        }
        return happenings(self.records, labels)

    def compare(self, zero: str | None = None) -> pd.DataFrame:
        """Return the comparison table: attributes as rows, cases as columns; ``zero`` as in :meth:`statements`."""
        from caseweave.views.tables import comparison_frame  # noqa: PLC0415

        return comparison_frame(self.comparison_from(zero))

    def network(self) -> CaseNetwork:
        """Return the network of cases and the entities they share, as a networkx MultiDiGraph."""
        from caseweave.api.display import CaseNetwork  # noqa: PLC0415
        from caseweave.views.network import build  # noqa: PLC0415

        return CaseNetwork(
            build(self.records, self._above(), cases=self._cases(), papers=self._papers(), synonyms=self._synonyms())
        )

    def timeline(
        self, cases: Sequence[str] = (), *, zero: str | None = None, kinds: Sequence[str] = (), width: int = 170
    ) -> TimelineFigure:
        """Return the swimmer figure: a lane a case, day 0 aligned, what is certain, possible, relayed and not dated.

        ``cases`` are ids, all by default; ``zero`` an event to count from, such as ``rash-onset``; ``kinds`` the tracks
        (``skin``, ``crs``, ``tocilizumab`` …) or kinds of statement to show; ``width`` 85 or 170 mm.
        Raises ValueError for a name that there is none of.

        >>> load().timeline(["liu2020"], zero="rash-onset").timeline.zero
        'rash onset'
        """
        from caseweave.api.figure import TimelineFigure, heads, picked, zero_name  # noqa: PLC0415
        from caseweave.views.timeline import Names, timeline  # noqa: PLC0415

        names = Names(self._above(), self._papers(), zero_name(self.times, zero))
        records = self.records if zero is None else statements(self.corpus, self.times, zero)
        return TimelineFigure(timeline(records, picked(heads(self.corpus), cases), names, kinds), width)

    def _cases(self) -> dict[str, str]:
        return self.corpus.labels

    def _papers(self) -> dict[str, str]:
        return {paper.id: paper.short for paper in self.corpus.papers}

    def _above(self) -> dict[str, tuple[Term, ...]]:
        known = {concept.curie: concept for source in self.corpus.sources for concept in source.catalogue}
        terms = {curie: Term(curie, concept.label) for curie, concept in known.items()}
        return {curie: tuple(terms[above] for above in concept.broader) for curie, concept in known.items()}

    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        return {concept.curie: concept.synonyms for source in self.corpus.sources for concept in source.catalogue}
