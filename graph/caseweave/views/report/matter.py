"""What the report is made from: the records of a corpus, its answers, and the names of what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from caseweave.model import Case, Comparison, Disagreement, Measure, Statement
from caseweave.protocol.definition import Protocol
from caseweave.rdf.sparql import Query
from caseweave.rdf.store import Answer
from caseweave.views.network import Graph
from caseweave.views.timeline import Timeline
from caseweave.vocabulary.hierarchy import Hierarchy

__all__ = ["ReportMatter", "ReportPaper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A paper: how it is named and cited, what of it was read, and the fingerprint of the file that tells it."""

    id: str
    label: str
    citation: str
    doi: str | None = None
    read: str = ""
    unread: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMatter:
    """Everything that the report shows.

    ``statements`` have their days from day 0, and words for people in place of ids; ``compared`` is the table by the
    name of its day 0, that of the protocol first; ``timelines`` are likewise, the first under an empty name.
    ``shared`` answers the query of that name; ``answers`` are the open answers of the shipped queries, where no engine
    is in the page; ``more`` counts the cases that the report leaves out.
    """

    protocol: Protocol
    cases: Sequence[Case]
    papers: Sequence[ReportPaper]
    statements: Sequence[Statement]
    compared: Mapping[str, Comparison]
    timelines: Mapping[str, Timeline]
    measures: Sequence[Measure]
    disagreements: Sequence[Disagreement]
    network: Graph
    shared: Sequence[Mapping[str, object]]
    questions: Sequence[Query]
    hierarchy: Hierarchy
    answers: Mapping[str, Answer] = field(default_factory=dict)
    nquads: bytes = b""
    version: str = ""
    more: int = 0
