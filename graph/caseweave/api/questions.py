"""Questions put to a graph: a shipped query by its name, or a text. What a parameter names is found by any name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from caseweave.api.built import built_graph
from caseweave.api.names import KnownNames, UnknownNameError
from caseweave.api.part import GraphPart
from caseweave.rdf.sparql import Query, Sort, bind, gate, parse, printed
from caseweave.rdf.store import Answer, GuardedGraph, Node, Scalar, Store, ask_guarded, named_queries, unknown

if TYPE_CHECKING:
    from caseweave.rdf.store.disk import Disk
    from caseweave.rdf.store.endpoint import Endpoint

__all__ = [
    "Askable",
    "BuiltGraph",
    "Questions",
    "Reply",
    "ServedGraph",
    "asked",
    "questions",
    "reply",
    "served",
    "sparql",
    "written",
]


class Askable(Protocol):
    """A graph that can be asked, with the names of what it holds."""

    @property
    def names(self) -> KnownNames:
        """What can be named."""

    @property
    def nquads(self) -> bytes:
        """Its lines."""

    @property
    def store(self) -> Store | GuardedGraph:
        """It, ready for questions."""


class BuiltGraph:
    """A graph that was built before, without its papers: ``graph.nq``, or the folder that holds it.

    It is held against the manifest, and loaded in a child process only. Raises NoBuildError, DamagedBuildError.
    """

    def __init__(self, place: Path) -> None:
        self.nquads: bytes = built_graph(place)

    @cached_property
    def store(self) -> GuardedGraph:
        """The graph, ready for questions."""
        return GuardedGraph(self.nquads)

    @cached_property
    def names(self) -> KnownNames:
        """What the graph names."""
        return KnownNames.of_graph(self.store)


class ServedGraph:
    """A graph on a server, or kept on disk: only its answers come here."""

    def __init__(self, store: Endpoint | Disk) -> None:
        self.store = store

    @cached_property
    def names(self) -> KnownNames:
        """What the graph names."""
        return KnownNames.of_graph(self.store)

    def answer(self, text: str, *, vetted: bool) -> Answer:
        """Answer a query as it stands; one that does not ship passes the gate, and on disk runs in a child process."""
        if vetted:
            return self.store.ask(text)
        gate(text)
        return self.store.ask_guarded(text, {})


def served(place: Path | None, url: str | None, *, change: bool = False) -> ServedGraph:
    """Open the graph on disk, or that of a server; ``change`` opens it to be changed.

    Raises DiskError, EndpointError.
    """
    if place is not None:
        from caseweave.rdf.store.disk import Disk  # noqa: PLC0415

        return ServedGraph(Disk(place, change=change))
    from caseweave.rdf.store.endpoint import Endpoint  # noqa: PLC0415 - most verbs never speak to a server

    return ServedGraph(Endpoint(url or ""))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and what a person should know of it: which defaults were taken, and why there is no row."""

    answer: Answer
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the answer."""
        return self.answer.columns

    def rows(self) -> list[dict[str, Scalar]]:
        """Return one mapping per row."""
        return self.answer.records()

    def sparql_json(self) -> dict[str, object]:
        """Return the answer in the W3C's SPARQL 1.1 Query Results JSON Format."""
        if self.answer.ask:
            return {"head": {}, "boolean": self.answer.rows[0][0]}
        bindings = [
            {name: _term(node) for name, node in zip(self.columns, row, strict=True) if node}
            for row in self.answer.nodes
        ]
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}


def _term(node: Node) -> dict[str, str]:
    more = {"datatype": node.datatype, "xml:lang": node.language}
    return {"type": node.kind, "value": node.value} | {key: text for key, text in more.items() if text}


class Questions(GraphPart[Query]):
    """The questions that ship."""

    noun = "questions"
    columns = ("query", "question", "parameters")

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per question; ``parameters`` is text."""
        return [
            {"query": one.name, "question": one.question, "parameters": ", ".join(p.name for p in one.parameters)}
            for one in self
        ]


def questions() -> Questions:
    """Return every question that ships, by name."""
    return Questions(named_queries().values())


def asked(question: str) -> Query:
    """Return the shipped query of a name, or read a SPARQL text: anything with a brace or a blank is one."""
    if question in named_queries():
        return named_queries()[question]
    if "{" in question or any(sign.isspace() for sign in question):
        return parse("this query", question)
    raise unknown(question)


def written(name: str, text: str) -> Query:
    """Read a query of a user's own; ``name`` is where it comes from."""
    return parse(name, text)


def reply(graph: Askable | ServedGraph, query: Query, given: Mapping[str, str], *, defaults: bool = True) -> Reply:
    """Answer a query; one that does not ship runs in a child process, behind the gate.

    Without ``defaults``, parameters that are not given stay open.
    Raises UnknownNameError for a value that names nothing; a default that names nothing here is left as it is.
    """
    bound, known = _bound(graph, query, given, defaults=defaults)
    answer = _answer(graph, query, bound)
    notes = [f"{name} is {value!r} by default; set {name}=…" for name, value in bound.items() if name not in given]
    if bound and not answer.nodes:
        asked_for = ", ".join(f"{name} {value!r}" for name, value in bound.items())
        is_known = all(known.get(name) is not None for name in bound)
        notes.append(f"nobody for {asked_for}: {'known, no answer' if is_known else 'no answer'}")
    return Reply(answer, tuple(notes))


def sparql(
    graph: Askable | ServedGraph | None, query: Query, given: Mapping[str, str], *, defaults: bool = True
) -> str:
    """Return the text of a query with its parameters set, as any engine answers it; the graph tells what names mean."""
    if graph is None:
        return printed(query, bind(query, dict(given)) if defaults else {})
    return printed(query, _bound(graph, query, given, defaults=defaults)[0])


def _bound(
    graph: Askable | ServedGraph, query: Query, given: Mapping[str, str], *, defaults: bool
) -> tuple[dict[str, str], dict[str, str | None]]:
    """Return what the parameters are set to, and of those that name something by what name the graph knows it."""
    values = bind(query, dict(given)) if defaults else dict(given)
    sorts: dict[str, Sort] = {one.name: one.sort for one in query.parameters if one.sort != "text"}
    known = {name: _found(graph.names, sorts[name], values[name], name in given) for name in sorts if name in values}
    return {**values, **{name: key for name, key in known.items() if key is not None}}, known


def _answer(graph: Askable | ServedGraph, query: Query, bound: Mapping[str, str]) -> Answer:
    vetted = named_queries().get(query.name) is query
    if isinstance(graph, ServedGraph):
        return graph.answer(printed(query, bound), vetted=vetted)
    if vetted:
        return graph.store.ask(query.open_text, bound)
    return ask_guarded(graph.nquads, query.open_text, bound)


def _found(names: KnownNames, sort: Sort, value: str, is_given: bool) -> str | None:
    try:
        return names.find(sort, value)
    except UnknownNameError:
        if is_given:
            raise
        return None
