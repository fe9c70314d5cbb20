"""Everything that can be found wrong with papers that can be read: the rules, and the shapes of the graph they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from caseweave import resources
from caseweave import rules as checks
from caseweave.accounts import MOST_PAIRS
from caseweave.api.knowledge import KnowledgeGraph
from caseweave.api.part import GraphPart
from caseweave.rdf import shapes
from caseweave.rdf.shapes import Shapes, ShapesError, ShapeTriple, idle, installed, misspelt
from caseweave.rdf.store import turtle_triples
from caseweave.rules import Finding, Severity

__all__ = ["Checked", "Extent", "bundled_shapes", "check"]

_UNSHAPED: Final = (
    "WARNING: no shape was checked, so a fault of the graph would not be seen: this machine has no SHACL engine. "
    "Type: pip install shacl (it has no wheel for Linux on ARM; there it needs Rust), or check on another machine."
)
_PLURALS: Final[dict[Severity, str]] = {"error": "errors", "warning": "warnings", "note": "notes"}


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a check looked at."""

    rules: int
    shapes: int
    papers: int
    statements: int
    anchored: int
    uncompared: tuple[str, ...] = ()

    def __str__(self) -> str:
        papers = f"{self.papers} paper" if self.papers == 1 else f"{self.papers} papers"
        shapes = f"{self.shapes} shapes" if self.shapes else "NO SHAPES"
        looked = f"{self.rules} rules and {shapes} over {papers}, {self.statements} statements"
        cut = f"; of {', '.join(self.uncompared)} only {MOST_PAIRS} pairs of statements compared"
        return f"{looked}, {self.anchored} with fingerprints{cut if self.uncompared else ''}"


class Checked(GraphPart[Finding]):
    """What a check found, in the order of files and lines, and how much it looked at."""

    noun = "findings"
    columns = ("severity", "rule", "path", "line", "column", "field", "message")

    def __init__(self, records: Iterable[Finding], extent: Extent) -> None:
        super().__init__(sorted(records))
        self.extent = extent

    def __str__(self) -> str:
        warning = "" if self.extent.shapes else f"{_UNSHAPED}\n"
        return f"{warning}{self.extent}: {self._outcome()}"

    @property
    def failed(self) -> bool:
        """Whether anything cannot be right."""
        return any(finding.severity == "error" for finding in self)

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per finding."""
        return [finding.row() for finding in self]

    def _outcome(self) -> str:
        found = Counter(finding.severity for finding in self)
        counts = [
            f"{found[name]} {name if found[name] == 1 else many}" for name, many in _PLURALS.items() if found[name]
        ]
        is_clean = not (found["error"] or found["warning"])
        clean = [("no faults" if self.extent.shapes else "no faults in what was checked")] if is_clean else []
        return ", ".join([*clean, *counts])


def check(graph: KnowledgeGraph, own: Mapping[str, str] | None = None) -> Checked:
    """Hold papers against every rule, and the graph they make against every shape.

    ``own`` are further shapes in SHACL Core, as Turtle, by the name of their file.

    Raises :class:`caseweave.rdf.shapes.ShapesError` for shapes of one's own that use an unknown word or check nothing.

    >>> from caseweave import load
    >>> check(load()).extent.papers
    3
    """
    kinds = [
        *([bundled_shapes()] if installed() else []),
        *(_own(name, text, graph.nquads) for name, text in (own or {}).items()),
    ]
    breaches = [breach for kind in kinds for breach in kind.breaches(graph.nquads)]
    found = [
        *checks.findings(graph.corpus, graph.statements.records, graph.times),
        *checks.across(graph.corpus, graph.candidates, graph.disagreements.records),
    ]
    extent = Extent(
        rules=len(checks.RULES),
        shapes=sum(map(len, kinds)),
        papers=len(graph.corpus.papers),
        statements=len(graph.statements),
        uncompared=graph.uncompared,
        anchored=sum(any(anchor.print for anchor in one.anchors) for one in graph.statements),
    )
    return Checked([*found, *shapes.findings(breaches, graph.corpus)], extent)


def bundled_shapes() -> Shapes:
    """Read the shapes of ``ontology/shapes.ttl``."""
    return Shapes(resources.ontology("shapes.ttl"))


def _own(name: str, text: str, nquads: bytes) -> Shapes:
    try:
        triples = [ShapeTriple(*parts) for parts in turtle_triples(text)]
        faults = [*misspelt(triples), *idle(triples, nquads)]
        if not faults:
            return Shapes(text)
    except ValueError as error:
        faults = [str(error)]
    raise ShapesError("\n".join(f"{name}: {fault}" for fault in faults))
