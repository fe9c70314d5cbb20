"""From a node of the graph back to the file and the line it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from caseweave.checks import Finding
from caseweave.corpus import Corpus, Source
from caseweave.identifiers import BASE
from caseweave.model import Problem
from caseweave.shapes.engine import Breach

__all__ = ["findings", "place"]

_TERMS: Final = "ontology/terms.tsv"


def findings(breaches: Iterable[Breach], corpus: Corpus) -> tuple[Finding, ...]:
    """Return breaches as findings, each at the place in a paper file that its node was made from; sorted."""
    return tuple(sorted(Finding(place(breach, corpus), breach.severity, breach.name) for breach in breaches))


def place(breach: Breach, corpus: Corpus) -> Problem:
    """Return the problem for a breach: where it stands, what was found, and what to do."""
    parts = breach.focus.removeprefix(BASE).split("/")
    field = breach.path.strip("<>").replace("#", "/").rsplit("/", 1)[-1]
    message = f"{breach.message} Found: {field} {breach.value}" if breach.value else breach.message
    found = _where(parts, corpus)
    if found is None:
        return Problem(_TERMS if parts[0] == "term" else breach.focus, 1, 1, field, message)
    source, path = found
    problem = source.tree.problem(path, message, key=path[:1] == ("cases",))
    return Problem(problem.path, problem.line, problem.column, problem.field or field, message)


def _where(parts: list[str], corpus: Corpus) -> tuple[Source, tuple[str | int, ...]] | None:
    """Find the file and the path in it that a node was made from, by the parts of its IRI."""
    sort, names = parts[0], parts[1:]
    sources = {source.paper.id: source for source in corpus.sources}
    if sort == "statement" and names and names[0] in sources:
        return sources[names[0]], _statement(sources[names[0]], names[1:])
    if sort == "paper" and names and names[0] in sources:
        return sources[names[0]], ("id",)
    if sort in {"case", "disagreement", "candidate"} and names:
        return _case(names[0], corpus)
    if sort == "event":
        return _event(names, corpus)
    if sort == "measure" and names and names[0] in sources:
        return sources[names[0]], ("cases", names[1])
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


def _case(name: str, corpus: Corpus) -> tuple[Source, tuple[str | int, ...]] | None:
    """Return the first case whose id a name is or begins with, the longest such id before others."""
    cases = [(case, source) for source in corpus.sources for case in source.paper.cases]
    case, source = max(
        (one for one in cases if name == one[0] or name.startswith(f"{one[0]}-")),
        key=lambda one: len(one[0]),
        default=(None, None),
    )
    return (source, ("cases", case)) if case and source else None


def _event(names: list[str], corpus: Corpus) -> tuple[Source, tuple[str | int, ...]] | None:
    """Return the first statement that is about an event."""
    patients = corpus.patients
    for source in corpus.sources:
        for number, statement in enumerate(source.paper.statements):
            if [patients[source.paper.case_of(statement)], statement.event] == names:
                return source, ("statements", number, "event")
    return None
