"""A loaded corpus: its parts, its graph, and the questions that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from caseweave.api.inquiries import queried
from caseweave.api.listings import CaseList, Disagreements, Measures, Statements
from caseweave.api.names import KnownNames
from caseweave.api.patients import patients
from caseweave.api.questions import asked, reply
from caseweave.api.verification import Verification, copies_of, notes_of
from caseweave.corpus import Corpus
from caseweave.evidence import family_name, verify
from caseweave.model import Candidate, Case, Comparison, Statement, Term, Verdict
from caseweave.model.identifiers import graph_iri
from caseweave.protocol import measures
from caseweave.protocol.definition import Protocol
from caseweave.protocol.file import load as load_protocol
from caseweave.protocol.lanes import LaneAnswers, lanes
from caseweave.protocol.membership import Membership, membership
from caseweave.protocol.report import Report, report
from caseweave.protocol.rows import AskedRow, rows
from caseweave.protocol.silence import Silence, silences
from caseweave.protocol.terms import with_terms
from caseweave.protocol.timing import Tellings, Timing, counted, timing
from caseweave.rdf import triples
from caseweave.rdf.store import Answer, Store, ontology_quads
from caseweave.rdf.triples import nquads, quads
from caseweave.statements import Times, named, statements, times, zeros
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue
from caseweave.vocabulary.abbreviations import explained
from caseweave.wording import HappeningNames, worded

if TYPE_CHECKING:
    import pandas as pd
    from rdflib import Dataset

    from caseweave.api.checks import Checked
    from caseweave.api.comparison import CaseComparison
    from caseweave.api.figure import TimelineFigure
    from caseweave.api.network import CaseNetwork
    from caseweave.views.timeline import Asked

__all__ = ["KnowledgeGraph", "load", "load_files"]


def load(sources: str | Path | Traversable | None = None, protocol: str | None = None) -> KnowledgeGraph:
    """Load the papers of a folder, the bundled ones by default, and the protocol they are asked.

    ``protocol`` is the name or the file of one; by default the only one of the folder counts, else ``any-case``.
    Raises :class:`caseweave.Problems` with every fault of every file.

    >>> load().query("who-received", treatment="Tocilizumab")["case"].unique().tolist()
    ['kovalenko2023', 'yang2020']
    """
    place = Path(sources) if isinstance(sources, str) else sources
    return KnowledgeGraph(corpus.load(place), place, protocol)


def load_files(files: Iterable[Path], protocol: str | None = None) -> KnowledgeGraph:
    """Load some paper files; raise :class:`caseweave.Problems` with every fault of every file."""
    found = list(files)
    return KnowledgeGraph(corpus.load_files(found), found[0].parent if found else None, protocol)


class KnowledgeGraph:
    """A corpus of case reports as one graph.

    Its parts follow one pattern (:mod:`caseweave.api.part`): each goes through its records, has ``frame()``, shows
    itself in a notebook, and is called where there is a choice.

    >>> kg = load()
    >>> len(kg.statements) == len(kg.statements.frame())
    True
    >>> sorted({one.case for one in kg.disagreements})
    ['kovalenko2023']
    """

    def __init__(self, papers: Corpus, place: Traversable | None = None, protocol: str | None = None) -> None:
        self.corpus = papers
        self.origin = (place, protocol)
        """The folder of the papers (None: the bundled ones), and the protocol that was asked for."""

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.corpus.papers)} papers, {len(self.statements)} statements>"

    def _repr_html_(self) -> str:
        told = f"{len(self.corpus.papers)} papers, {len(self.statements)} statements"
        return f"<p>{told}</p>{self.cases._repr_html_()}"

    @cached_property
    def times(self) -> Times:
        """The time network of each case as each paper tells it."""
        return times(self.corpus)

    @cached_property
    def names(self) -> KnownNames:
        """What can be named here: cases, papers, terms, events, zeros, measures."""
        return KnownNames.of(self.corpus, self.times, self.protocol.measures, self.protocol.selectors)

    @cached_property
    def cases(self) -> CaseList:
        """The patients, by id."""
        return CaseList(patients(self.corpus, self.times, self.statements))

    def case(self, name: str) -> Case:
        """Return a patient by id or label; raise CaseweaveError for a name of none, or of several.

        >>> load().case("Yang").case
        'yang2020'
        """
        wanted = self.names.find("case", name)
        return next(one for one in self.cases if one.case == wanted)

    @cached_property
    def protocol(self) -> Protocol:
        """The question that the papers are asked."""
        place, name = self.origin
        return load_protocol(self.terms, name, place)

    @cached_property
    def terms(self) -> Catalogue:
        """The terms of all papers."""
        return self.corpus.terms

    @cached_property
    def tellings(self) -> Tellings:
        """The statements by paper and case, each with its time network."""
        return Tellings(self._of_patients(), self.times)

    @cached_property
    def membership(self) -> Membership:
        """What every selector of the protocol takes and could take."""
        asked = queried(self.protocol.inquiries, self.corpus, self.statements.records)
        return membership(self.protocol, self._of_patients(), self._terms, self.times, asked)

    @cached_property
    def coverage(self) -> Report:
        """What each selector of the protocol takes of the papers, what it could take, and what no row asks for."""
        return report(self.membership, self.statements.records, self.terms, self.corpus.catalogue)

    @cached_property
    def silences(self) -> tuple[Silence, ...]:
        """Why nothing is told, by row and case."""
        return tuple(silences(self.membership, self.rows, self._of_patients(), self.measures, self.corpus))

    @cached_property
    def lanes(self) -> tuple[LaneAnswers, ...]:
        """The lanes of the protocol, each with what stands in it."""
        return lanes(self.membership)

    @cached_property
    def statements(self) -> Statements:
        """The statements, by paper and in the order of its file."""
        return Statements(self, statements(self.corpus, self.times))

    @cached_property
    def measures(self) -> Measures:
        """The measures, by case and rule, each with its proof."""
        return Measures(self, measures(self.corpus, self.membership, self.tellings))

    @cached_property
    def rows(self) -> tuple[AskedRow, ...]:
        """The rows of the protocol, each with what answers it."""
        return rows(self.membership, self._of_patients(), self._terms, self.measures)

    @cached_property
    def disagreements(self) -> Disagreements:
        """Where accounts of one patient do not fit together."""
        return Disagreements(self, self._compared.disagreements)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What became of each relayed claim when it was held against the original paper."""
        return self._compared.verdicts

    @property
    def uncompared(self) -> tuple[str, ...]:
        """The patients of whom so much is told that not all pairs of statements were compared."""
        return self._compared.cut

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The pairs of cases that may be one patient, the most alike first; nothing is merged by it."""
        return alike(self.corpus, self._of_patients(), self.times)

    @cached_property
    def comparison(self) -> CaseComparison:
        """The cases side by side."""
        from caseweave.api.comparison import CaseComparison  # noqa: PLC0415

        return CaseComparison(self, self.compared())

    def compared(self, zero: str | None = None, level: int | None = None) -> Comparison:
        """Compare all cases in all rows, with days counted from a zero; None is that of the protocol.

        ``level`` names what is told by what stands above it, so many steps below the top of the hierarchy.
        """
        from caseweave.api.choice import general  # noqa: PLC0415
        from caseweave.views.comparison import Evidence, comparison  # noqa: PLC0415

        told = self.timing(zero).as_told(self.statements)
        evidence = Evidence(
            statements=worded(told if level is None else general(self, told, level), self.happenings),
            measures=self.measures.records,
            disagreements=self.disagreements.records,
            hierarchy=self._terms.hierarchy,
            papers=self._papers(),
        )
        return comparison(self.store, self.protocol, self.rows, evidence, zero)

    def timing(self, zero: str | None = None) -> Timing:
        """Count days from the zero that cases name so, or from the first that a selector of the protocol takes."""
        if zero is None:
            return self.membership.timing
        taken = self.membership.of(zero).takes if zero not in zeros(self.times) else None
        found = counted(self.tellings, zero) if taken is None else timing(self.tellings, taken)
        return found.beside(self.membership.timing)

    @cached_property
    def happenings(self) -> HappeningNames:
        """What each happening is called, by paper and case: its label in the paper's file, else what it is."""
        return named(self.corpus, self.statements.records)

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """What the abbreviations among the names of terms stand for."""
        return explained(self._terms)

    @cached_property
    def network(self) -> CaseNetwork:
        """The cases and the entities they share."""
        return self.network_of(())

    @cached_property
    def timeline(self) -> TimelineFigure:
        """The swimmer figure: a lane a case, day 0 aligned, what is certain, possible, relayed and not dated."""
        return self.timeline_of()

    def check(self, shapes: Mapping[str, str] | None = None) -> Checked:
        """Hold the papers against every rule, and the graph against every shape; see :mod:`caseweave.api.checks`.

        ``shapes`` are further ones in SHACL Core, as Turtle, by the name of their file.

        >>> load().check().failed
        False
        """
        from caseweave.api.checks import check  # noqa: PLC0415

        return check(self, shapes)

    def verify(self, texts: Mapping[str, str | Path | Copy], *, words: bool = False) -> Verification:
        """Hold every statement against the user's own copies of the papers.

        ``texts`` maps papers to files (plain text, Markdown, HTML, JATS XML or PDF), which are read now and not kept; a
        paper that has none has the state ``no text``. ``words`` adds the anchored words as they stand there.
        Raises UnknownNameError, OSError for a file that cannot be opened, UnreadableError for one without text.

        >>> {one.state for one in load().verify({})}
        {'no text'}
        """
        known = {source.paper.id: source.catalogue for source in self.corpus.sources}
        named = {self.names.find("paper", paper): text for paper, text in texts.items()}
        copies = copies_of(self.corpus.papers, named)
        authors = {paper.id: family_name(paper.authors[0]) for paper in self.corpus.papers}
        return Verification(verify(self.statements, copies, known, authors), words, notes_of(copies))

    def ask(self, question: str, **parameters: str) -> Answer:
        """Answer a shipped query by its name, or a SPARQL text, as plain rows."""
        return reply(self, asked(question), parameters).answer

    def query(self, question: str, **parameters: str) -> pd.DataFrame:
        """Answer a shipped query by its name, or a SPARQL text, as a table.

        Raises QueryRefusedError for an unknown name or parameter, UnknownNameError for a value that names nothing,
        QueryError for a text the engine cannot answer.
        """
        from caseweave.views.tables import answer_frame  # noqa: PLC0415 - pandas costs half a second

        return answer_frame(self.ask(question, **parameters))

    @property
    def graph(self) -> Dataset:
        """The graph as an rdflib Dataset, for reading: one named graph a paper, and others of what follows.

        Its queries are held to the same limits as :meth:`query`: no SERVICE, no file, no change, ten seconds.
        """
        return self.store.dataset(self.nquads)

    @cached_property
    def graphs(self) -> dict[str, list[str]]:
        """The sorted N-Quads lines of each named graph, by its name."""
        sssom = resources.ontology("mappings.sssom.tsv")
        found = chain(
            triples.course(self.tellings, self.happenings),
            triples.asked(self.membership.timing.phase, self.lanes),
            triples.measures(self.measures, self.protocol, caseweave.__version__),
            triples.disagreements(self.disagreements),
            triples.verdicts(self.verdicts, self.disagreements.records),
            triples.candidates(self.candidates),
        )
        lines = nquads(self.corpus, self.statements.records, sssom, found)
        own = ontology_quads(resources.ontology("caseweave.ttl"), graph_iri("ontology"))
        name = f"protocol/{self.protocol.id}"
        timing = self.membership.timing
        table = quads(triples.protocol(self.protocol, self.rows, timing, self.silences), graph_iri(name))
        graphs = {**lines, "ontology": sorted(set(own)), name: sorted(set(table))}
        told = triples.metadata(self.corpus, graphs, self.protocol.id, caseweave.__version__)
        return {**graphs, "meta": sorted(set(quads(told, graph_iri("meta"))))}

    @cached_property
    def nquads(self) -> bytes:
        """The whole graph as sorted N-Quads: its canonical form."""
        return "".join(sorted(line for lines in self.graphs.values() for line in lines)).encode()

    @cached_property
    def store(self) -> Store:
        """The graph in the engine."""
        return Store.load(self.nquads)

    def counted(self, zero: str | None) -> tuple[Statement, ...]:
        """Return the statements with their days counted from a zero; None is each case's own."""
        return self.statements.records if zero is None else self.timing(zero).applied(self.statements)

    def network_of(self, cases: Sequence[str]) -> CaseNetwork:
        """Join some cases, all by default."""
        from caseweave.api.network import CaseNetwork  # noqa: PLC0415
        from caseweave.views.network import build  # noqa: PLC0415

        labels = {case: label for case, label in self.corpus.labels.items() if not cases or case in cases}
        said = worded(self.membership.timing.applied(self._of_patients()), self.happenings)
        told = [one for one in said if not cases or one.case in cases]
        results = [one for one in self.measures if not cases or one.case in cases]
        names = {"cases": labels, "papers": self._papers()}
        built = build(told, self._above(), measures=results, synonyms=self._synonyms(), **names)
        return CaseNetwork(self, built)

    def timeline_of(
        self, cases: Sequence[str] = (), zero: str | None = None, asked: Asked | None = None, width: int = 170
    ) -> TimelineFigure:
        """Lay out the timeline of some cases, all by default: the essential lanes, or what is asked for."""
        from caseweave.api.figure import TimelineFigure, picked, with_brackets, zero_name  # noqa: PLC0415
        from caseweave.views.timeline import LaneNames as Labels  # noqa: PLC0415
        from caseweave.views.timeline import timeline  # noqa: PLC0415

        own = self.protocol.zero if zero is None else None
        day = own.name if own else zero_name(self.times, zero)
        labels = Labels({concept.curie: concept.names for concept in self._terms}, self._papers(), day)
        told = worded(self.timing(zero).as_told(self._of_patients()), self.happenings)
        chosen = with_brackets(self, asked, day)
        return TimelineFigure(self, timeline(told, picked(self.cases, cases), labels, self.lanes, chosen), width)

    @cached_property
    def _compared(self) -> Compared:
        return hold_together(self.corpus, self._of_patients(), self.times)

    def _of_patients(self) -> tuple[Statement, ...]:
        """Return the statements about one patient each: what is said of a group is said of none of them."""
        groups = self.corpus.groups
        return tuple(one for one in self.statements if one.case not in groups)

    @cached_property
    def _terms(self) -> Catalogue:
        return with_terms(self.terms, self.protocol.terms)

    def _papers(self) -> dict[str, str]:
        return self.corpus.headings

    def _above(self) -> dict[str, tuple[Term, ...]]:
        terms = {concept.curie: Term(concept.curie, concept.label) for concept in self.terms}
        return {concept.curie: tuple(terms[above] for above in concept.broader) for concept in self.terms}

    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        return {concept.curie: concept.synonyms for concept in self.terms}
