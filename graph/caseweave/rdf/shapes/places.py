"""From a node of the graph back to the file and the line it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from caseweave.corpus import Corpus, Source
from caseweave.model import Problem
from caseweave.model.identifiers import BASE, contract
from caseweave.rdf.shapes.engine import Breach
from caseweave.rules import Finding

__all__ = ["findings", "place"]

Place: TypeAlias = tuple[Source, tuple[str | int, ...]]
"""A file and a path in it."""


def findings(breaches: Iterable[Breach], corpus: Corpus) -> tuple[Finding, ...]:
    """Return breaches as findings, each at the place in a paper file that its node was made from; sorted."""
    return tuple(sorted(Finding(place(breach, corpus), breach.severity, breach.name) for breach in breaches))


def place(breach: Breach, corpus: Corpus) -> Problem:
    """Return the problem for a breach: where it stands, what was found, and what to do."""
    field = breach.path.strip("<>").replace("#", "/").rsplit("/", 1)[-1]
    message = f"{breach.message} Found: {field} {breach.value}" if breach.value else breach.message
    found = _where(breach.focus, corpus)
    if found is None:
        return Problem(*_row(breach.focus, corpus), 1, field, message)
    source, path = found
    problem = source.tree.problem(path, message, key=path[:1] == ("cases",))
    return Problem(problem.path, problem.line, problem.column, problem.field or field, message)


def _row(focus: str, corpus: Corpus) -> tuple[str, int]:
    """Return the row of the shared catalogue a node was made from, the node itself where it was made from none."""
    rows = [concept.curie for concept in corpus.catalogue]
    curie = contract(focus)
    return ("ontology/terms.tsv", rows.index(curie) + 2) if curie in rows else (focus, 1)


def _where(focus: str, corpus: Corpus) -> Place | None:
    """Find the file and the path in it that a node was made from, by the parts of its IRI."""
    sort, *names = focus.removeprefix(BASE).split("/")
    sources = {source.paper.id: source for source in corpus.sources}
    if sort in {"case", "disagreement", "candidate"}:
        return _case(names[0], corpus)
    if sort == "event":
        return _event(names, corpus)
    source = sources.get(names[0]) if names else None
    if sort == "statement" and source:
        return source, _statement(source, names[1:])
    if sort == "paper" and source:
        return source, ("id",)
    if sort == "measure" and source:
        return source, ("cases", names[1])
    return _own_term(contract(focus), corpus)


def _own_term(curie: str, corpus: Corpus) -> Place | None:
    """Return the term that a paper declares for itself, by its CURIE."""
    for source in corpus.sources if curie not in corpus.catalogue else ():
        for number, term in enumerate(source.paper.terms):
            if source.catalogue.resolve(term.label).curie == curie:
                return source, ("terms", number)
    return None


def _statement(source: Source, names: list[str]) -> tuple[str | int, ...]:
    """Return the path of a statement, of its number or of one of its anchors."""
    ids = [statement.id for statement in source.paper.statements]
    if names[0] not in ids:
        return ()
    path = ("statements", ids.index(names[0]))
    if names[1:2] == ["quantity"]:
        return (*path, "value")
    if names[1:2] == ["anchor"]:
        return (*path, "anchor", int(names[2]) - 1)
    return path


def _case(name: str, corpus: Corpus) -> Place | None:
    """Return the first case whose id a name is or begins with, the longest such id before others."""
    cases = [(case, source) for source in corpus.sources for case in source.paper.cases]
    case, source = max(
        (one for one in cases if name == one[0] or name.startswith(f"{one[0]}-")),
        key=lambda one: len(one[0]),
        default=(None, None),
    )
    return (source, ("cases", case)) if case and source else None


def _event(names: list[str], corpus: Corpus) -> Place | None:
    """Return the first statement that is about an event."""
    patients = corpus.patients
    for source in corpus.sources:
        for number, statement in enumerate(source.paper.statements):
            if [patients[source.paper.case_of(statement)], statement.event] == names:
                return source, ("statements", number, "event")
    return None
