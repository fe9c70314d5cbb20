"""Build every output of a corpus and publish all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

import caseweave
from caseweave.api.checks import check
from caseweave.api.knowledge import KnowledgeGraph
from caseweave.api.manifest import MANIFEST
from caseweave.api.publication import publish, refuse_foreign
from caseweave.model import Problems
from caseweave.model.identifiers import BASE, PREFIXES
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.store import jsonld, trig

__all__ = ["build", "make"]

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
    """Make every output as bytes, by file name."""
    makers: dict[str, Callable[[], dict[str, bytes]]] = {
        "the graph": lambda: _graph_files(graph),
        "the tables": lambda: _tables(graph),
        "the network": lambda: _network(graph),
        "the timeline": lambda: _timeline(graph),
    }
    files: dict[str, bytes] = {}
    for step, maker in makers.items():
        progress(step)
        files.update(maker())
    progress("the page")
    return {**files, "index.html": _page(graph, files)}


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
    return {"caseweave": caseweave.__version__, "engine": _engine(), "papers": papers, "graphs": graphs}


def _engine() -> Mapping[str, str] | None:
    """Name the query engine that the page carries, as an input of the build; None where it has none."""
    from caseweave.api.report import web_engine  # noqa: PLC0415

    found = web_engine()
    return None if found is None else {"name": found.name, "version": found.version, "integrity": found.integrity}


def _graph_files(graph: KnowledgeGraph) -> dict[str, bytes]:
    prefixes = {**NAMESPACES, **PREFIXES, "case": f"{BASE}case/", "paper": f"{BASE}paper/"}
    return {
        "graph.nq": graph.nquads,
        "graph.trig": trig(graph.nquads, prefixes),
        "graph.jsonld": jsonld(graph.nquads, prefixes),
    }


def _tables(graph: KnowledgeGraph) -> dict[str, bytes]:
    from caseweave.views.tables import disagreements_csv, measures_csv, statements_csv  # noqa: PLC0415

    table = graph.comparison
    return {
        "statements.csv": statements_csv(graph.statements).encode(),
        "measures.csv": measures_csv(graph.measures).encode(),
        "disagreements.csv": disagreements_csv(graph.disagreements).encode(),
        "comparison.csv": table.csv().encode(),
        "comparison.md": table.markdown().encode(),
        "comparison.html": table.html().encode(),
    }


def _network(graph: KnowledgeGraph) -> dict[str, bytes]:
    return {
        "graph.graphml": graph.network.graphml().encode(),
        "network.html": graph.network.page().encode(),
    }


def _page(graph: KnowledgeGraph, files: Mapping[str, bytes]) -> bytes:
    from caseweave.api.report import page  # noqa: PLC0415 - only a build makes it

    return page(graph, files).encode()


def _timeline(graph: KnowledgeGraph) -> dict[str, bytes]:
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
