"""Build every output of a corpus and publish all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

import caseweave
from caseweave.api.checks import check
from caseweave.api.inputs import fingerprint
from caseweave.api.knowledge import KnowledgeGraph
from caseweave.api.manifest import MANIFEST
from caseweave.api.publication import publish, refuse_foreign
from caseweave.model import Problems
from caseweave.model.identifiers import BASE, PREFIXES
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.store import jsonld, trig, turtle

__all__ = ["build", "left_out", "make"]

MOST_LANES: Final = 40
"""Lanes of the timeline that a build draws: more fit on no page."""


def _silent(step: str) -> None:
    del step


def build(graph: KnowledgeGraph, out: str | Path, progress: Callable[[str], None] = _silent) -> tuple[str, ...]:
    """Write every output to a folder, all at once; return the names of the files.

    ``progress`` is told each step. Raises :class:`caseweave.Problems` for papers that a check finds an error in,
    :class:`~.publication.PublishError` for a folder that cannot be written; what was there is then unchanged.
    """
    refuse_foreign(Path(out))
    progress("the check")
    _refuse_errors(graph)
    files = make(graph, progress)
    publish(files, manifest(graph), Path(out))
    return tuple(sorted([*files, MANIFEST]))


def _refuse_errors(graph: KnowledgeGraph) -> None:
    errors = [one.problem for one in check(graph) if one.severity == "error"]
    if errors:
        raise Problems(errors)


def make(graph: KnowledgeGraph, progress: Callable[[str], None] = _silent) -> dict[str, bytes]:
    """Make every output as bytes, by file name, beside those that are left out."""
    files: dict[str, bytes] = {}
    for step in STEPS:
        if step.serves(graph):
            progress(step.told)
            files |= step.maker(graph, files)
    return files


def left_out(graph: KnowledgeGraph) -> dict[str, str]:
    """Name the files that are not made, each with the reason: of so many cases they show nobody anything."""
    cases = len(graph.cases)
    omitted = (step for step in STEPS if not step.serves(graph))
    return {name: f"{cases:,} cases; made of up to {step.most:,}" for step in omitted for name in step.files}


def manifest(graph: KnowledgeGraph) -> Mapping[str, object]:
    """Say what a build was made from: each paper file with its hash, each named graph with its count and hash."""
    told = Counter(one.said_by for one in graph.statements)
    papers = {
        source.paper.id: {
            "statements": told[source.paper.id],
            "sha256": sha256(source.content).hexdigest(),
        }
        for source in graph.corpus.sources
    }
    graphs = {
        name: {"quads": len(lines), "sha256": sha256("".join(lines).encode()).hexdigest()}
        for name, lines in sorted(graph.graphs.items())
    }
    made = {"caseweave": caseweave.__version__, "engine": _engine(), "papers": papers, "graphs": graphs}
    papers_read = {Path(source.tree.name).name: source.content for source in graph.corpus.sources}
    return {**made, "left out": left_out(graph), "made from": fingerprint(papers_read, *graph.origin)}


def _engine() -> Mapping[str, str] | None:
    """Name the query engine that the page carries, as an input of the build; None where it has none."""
    from caseweave.api.report import web_engine  # noqa: PLC0415

    found = web_engine()
    return None if found is None else {"name": found.name, "version": found.version, "integrity": found.integrity}


Files = Mapping[str, bytes]


def _prefixes() -> dict[str, str]:
    return {**NAMESPACES, **PREFIXES, "case": f"{BASE}case/", "paper": f"{BASE}paper/"}


def _lines(graph: KnowledgeGraph, _: Files) -> Files:
    return {"graph.nq": graph.nquads, "graph.trig": trig(graph.nquads, _prefixes())}


def _jsonld(graph: KnowledgeGraph, _: Files) -> Files:
    return {"graph.jsonld": jsonld(graph.nquads, _prefixes())}


def _turtle(graph: KnowledgeGraph, _: Files) -> Files:
    """Write the graph without the names of its parts: for tools that know no named graphs."""
    lines = [f"{line.rpartition(' <')[0]} .\n" for line in graph.nquads.decode().splitlines()]
    return {"graph.ttl": turtle(lines, _prefixes())}


def _tables(graph: KnowledgeGraph, _: Files) -> Files:
    from caseweave.views.tables import disagreements_csv, measures_csv, statements_csv  # noqa: PLC0415

    return {
        "statements.csv": statements_csv(graph.statements).encode(),
        "measures.csv": measures_csv(graph.measures).encode(),
        "disagreements.csv": disagreements_csv(graph.disagreements).encode(),
    }


def _comparison(graph: KnowledgeGraph, _: Files) -> Files:
    table = graph.comparison
    return {f"comparison.{form}": table.written(form) for form in ("csv", "md", "html")}


def _manuscript(graph: KnowledgeGraph, _: Files) -> Files:
    return {f"comparison.{form}": graph.comparison.written(form) for form in ("docx", "xlsx", "tex")}


def _graphml(graph: KnowledgeGraph, _: Files) -> Files:
    return {"graph.graphml": graph.network.graphml().encode()}


def _network(graph: KnowledgeGraph, _: Files) -> Files:
    return {"network.html": graph.network.page().encode()}


def _page(graph: KnowledgeGraph, files: Files) -> Files:
    from caseweave.api.report import page  # noqa: PLC0415 - only a build makes it

    return {"index.html": page(graph, files).encode()}


def _timeline(graph: KnowledgeGraph, _: Files) -> Files:
    from caseweave.api.figure import TimelineFigure  # noqa: PLC0415
    from caseweave.views.timeline import Asked  # noqa: PLC0415

    cases = [one.case for one in graph.cases]
    figure, note = graph.timeline_of(cases[:MOST_LANES]), ""
    if len(cases) > MOST_LANES:
        note = f"the first {MOST_LANES} of {len(cases)} cases; caseweave timeline draws any others"
        figure = TimelineFigure(graph, replace(figure.record, note=note))
    whole = graph.timeline_of(cases[:MOST_LANES], asked=Asked(full=True)).record
    full = TimelineFigure(graph, replace(whole, note=note))
    return {
        "timeline.svg": figure.svg().encode(),
        "timeline.pdf": figure.pdf(),
        "timeline.png": figure.png(),
        "timeline-full.svg": full.svg().encode(),
        "timeline-full.pdf": full.pdf(),
    }


@dataclass(frozen=True, slots=True)
class _Step:
    """Files made together, from the graph and what was made before; of more cases than ``most`` they are not made."""

    told: str
    files: tuple[str, ...]
    maker: Callable[[KnowledgeGraph, Files], Files]
    most: int | None = None

    def serves(self, graph: KnowledgeGraph) -> bool:
        """Tell whether anyone could read what comes of it."""
        return self.most is None or len(graph.cases) <= self.most


READABLE: Final = 100
"""Cases that a person can look through on one page."""

LOADABLE: Final = 1_000
"""Cases whose graph programs read that load it whole."""

_FIGURES: Final = ("timeline.svg", "timeline.pdf", "timeline.png", "timeline-full.svg", "timeline-full.pdf")

STEPS: Final = (
    _Step("the graph", ("graph.nq", "graph.trig"), _lines),
    _Step("the graph as JSON-LD", ("graph.jsonld",), _jsonld, LOADABLE),
    _Step("the graph without parts", ("graph.ttl",), _turtle, LOADABLE),
    _Step("the tables", ("statements.csv", "measures.csv", "disagreements.csv"), _tables),
    _Step("the comparison", ("comparison.csv", "comparison.md", "comparison.html"), _comparison, READABLE),
    _Step("Table 1", ("comparison.docx", "comparison.xlsx", "comparison.tex"), _manuscript, READABLE),
    _Step("the network", ("graph.graphml",), _graphml, LOADABLE),
    _Step("the page of the network", ("network.html",), _network, READABLE),
    _Step("the timeline", _FIGURES, _timeline),
    _Step("the page", ("index.html",), _page, LOADABLE),
)
