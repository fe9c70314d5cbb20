"""The report of a corpus: what the page is made from, gathered; of a large corpus a selection of its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

import caseweave
from caseweave.api.knowledge import KnowledgeGraph
from caseweave.corpus import Source
from caseweave.model import Comparison
from caseweave.protocol.selector import Named
from caseweave.protocol.terms import with_terms
from caseweave.rdf.store import Answer, named_queries
from caseweave.views.report import MOST_CASES, PackedFile, ReportMatter, ReportPaper, WebEngine, engine, report
from caseweave.views.timeline import Asked
from caseweave.wording import worded

__all__ = ["page", "web_engine"]

_FILES = {
    "comparison.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
    ),
    "comparison.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "comparison.tex": ("application/x-tex", "LaTeX"),
}


def page(graph: KnowledgeGraph, files: Mapping[str, bytes] | None = None, carried: WebEngine | None = None) -> str:
    """Make the page; ``files`` are outputs that may travel in it, ``carried`` the engine, by default the installed."""
    runs = carried or web_engine()
    packed = [
        PackedFile(name, kind, told, (files or {})[name])
        for name, (kind, told) in _FILES.items()
        if name in (files or {})
    ]
    return report(matter(graph, answers=runs is None), runs, packed)


def web_engine() -> WebEngine | None:
    """Return the engine that pages of this installation carry; None where there is none."""
    return engine()


def matter(graph: KnowledgeGraph, *, answers: bool = False) -> ReportMatter:
    """Gather what the page is made from: of a large corpus, the first cases by id."""
    every = [one.case for one in graph.cases]
    kept = tuple(every[:MOST_CASES])
    chosen = kept if len(every) > MOST_CASES else ()
    held = set(kept)
    compared = {name: table.of(chosen) for name, table in _tables(graph)}
    told = worded(graph.membership.timing.applied(graph.statements), graph.happenings)
    return ReportMatter(
        protocol=graph.protocol,
        cases=[one for one in graph.cases if one.case in held],
        papers=[_paper(graph, source) for source in graph.corpus.sources],
        statements=[one for one in told if not chosen or one.case in held],
        compared=compared,
        timelines={name: graph.timeline_of(kept, zero, Asked()).record for name, zero in _zeros(compared)},
        measures=[one for one in graph.measures if not chosen or one.case in held],
        disagreements=[one for one in graph.disagreements if not chosen or one.case in held],
        network=graph.network_of(chosen).graph if chosen else graph.network.graph,
        shared=graph.ask("shared-entities").records(),
        questions=list(named_queries().values()),
        hierarchy=with_terms(graph.terms, graph.protocol.terms).hierarchy,
        answers=_answers(graph) if answers and not chosen else {},
        nquads=graph.nquads,
        version=caseweave.__version__,
        more=len(every) - len(kept),
    )


def _tables(graph: KnowledgeGraph) -> Iterator[tuple[str, Comparison]]:
    """Yield the table from the protocol's day 0, then from each happening that its measures count from too."""
    zero = graph.protocol.zero
    yield (zero.name if zero else "day 0"), graph.comparison.whole
    origins = [origin for rule in graph.protocol.measures.values() for origin in rule.origins]
    for name in dict.fromkeys(one.name for one in origins if isinstance(one, Named)):
        yield name, graph.compared(name)


def _zeros(compared: Mapping[str, Comparison]) -> Iterator[tuple[str, str | None]]:
    """Yield the name of each day 0 as addresses have it, empty for that of the protocol, and what days count from."""
    others = list(compared)[1:]
    yield "", None
    yield from ((name, name) for name in others)


def _paper(graph: KnowledgeGraph, source: Source) -> ReportPaper:
    paper = source.paper
    return ReportPaper(
        id=paper.id,
        label=graph.corpus.headings[paper.id],
        citation=paper.citation,
        doi=paper.doi,
        read=paper.read,
        unread=tuple(paper.unread),
        sha256=sha256(source.content).hexdigest(),
    )


def _answers(graph: KnowledgeGraph) -> dict[str, Answer]:
    """Answer every shipped question with its parameters open."""
    return {name: graph.store.ask(query.open_text) for name, query in named_queries().items()}
