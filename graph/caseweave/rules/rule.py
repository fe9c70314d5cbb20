"""A rule: a name, a sentence, a severity and the faults it finds, each with its place in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeAlias, TypeVar

from caseweave.clock import phrase as timewords
from caseweave.clock.network import Resolved
from caseweave.clock.phrase import Expression
from caseweave.corpus import Corpus, Source
from caseweave.corpus.shape import path_in
from caseweave.model import Candidate, CaseHead, Disagreement, PaperFile, Problem, SourceStatement, Statement
from caseweave.vocabulary import OWN_KIND, Catalogue

__all__ = ["Article", "Collection", "Finding", "Rule", "Severity", "rule"]

Severity = Literal["error", "warning", "note"]
Path: TypeAlias = "str | int"
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a rule or a shape found: the problem with its place, how grave it is, and who found it.

    >>> problem = Problem("yang2020.yaml", 3, 1, "unit", "'mmHg' is not UCUM; write mm[Hg]")
    >>> str(Finding(problem, "error", "unit-is-ucum"))
    "yang2020.yaml:3:1: error: unit: 'mmHg' is not UCUM; write mm[Hg] [unit-is-ucum]"
    """

    problem: Problem
    severity: Severity
    rule: str

    def __str__(self) -> str:
        at = self.problem
        field = f"{at.field}: " if at.field else ""
        return f"{at.path}:{at.line}:{at.column}: {self.severity}: {field}{at.message} [{self.rule}]"

    def row(self) -> dict[str, object]:
        """Return the finding as plain JSON values."""
        at = self.problem
        place: dict[str, object] = {"path": at.path, "line": at.line, "column": at.column, "field": at.field}
        return {"severity": self.severity, "rule": self.rule, **place, "message": at.message}


@dataclass(frozen=True)
class Article:
    """One paper as the rules see it: its file, its statements as records, its times, and the terms all papers share."""

    source: Source
    records: tuple[Statement, ...]
    times: Mapping[str, Resolved]
    shared: Catalogue

    @property
    def paper(self) -> PaperFile:
        """What the file says."""
        return self.source.paper

    @property
    def terms(self) -> Catalogue:
        """The terms the paper may use, its own among them."""
        return self.source.catalogue

    @property
    def cases(self) -> Mapping[str, CaseHead]:
        """The patients the paper speaks of."""
        return self.paper.cases

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each statement stands among those of the file, by its id."""
        return {statement.id: place for place, statement in enumerate(self.paper.statements)}

    @cached_property
    def told(self) -> Mapping[tuple[str, str], tuple[Statement, ...]]:
        """The statements that a name stands for, by case and name: that of the id, or else those of the event."""
        found: dict[tuple[str, str], tuple[Statement, ...]] = {}
        for record in self.records:
            if record.event:
                event = (self.case(record), record.event)
                found[event] = (*found.get(event, ()), record)
        return found | {(self.case(record), record.id): (record,) for record in self.records}

    @cached_property
    def phrases(self) -> tuple[tuple[Statement, int, str, Expression], ...]:
        """Every time phrase of every statement, with its place among those of the statement, read."""
        return tuple(
            (record, place, phrase, timewords.parse(phrase))
            for record in self.records
            for place, phrase in enumerate(record.when)
        )

    @cached_property
    def free_texts(self) -> tuple[tuple[tuple[Path, ...], str], ...]:
        """Every text that a curator wrote freely or copied, with its path in the file."""
        paper = self.paper
        found: list[tuple[tuple[Path, ...], str | None]] = [
            (("note",), paper.note),
            (("curated", "note"), paper.curated.note),
        ]
        found += [(("terms", place, "definition"), term.definition) for place, term in enumerate(paper.terms)]
        found += [(("cases", case, "note"), head.note) for case, head in paper.cases.items()]
        same = {case: head.same_as for case, head in paper.cases.items() if head.same_as}
        found += [(("cases", case, "same_as", "evidence"), one.evidence) for case, one in same.items()]
        found += [(("resolutions", place, "reason"), one.reason) for place, one in enumerate(paper.resolutions)]
        for place, said in enumerate(paper.statements):
            texts: dict[tuple[Path, ...], str | None] = {("note",): said.note, ("printed",): said.printed}
            texts |= {("qualifiers", name): value for name, value in said.qualifiers.items()}
            found += [(("statements", place, *path), text) for path, text in texts.items()]
        return tuple((path, text) for path, text in found if text)

    def case(self, record: Statement) -> str:
        """Return the id under which the file speaks of a statement's patient, who may have another id elsewhere."""
        return self.paper.case_of(self.written(record))

    def written(self, record: Statement) -> SourceStatement:
        """Return a statement as the file has it."""
        return self.paper.statements[self.places[record.id]]

    def kind(self, curie: str) -> str:
        """Return the kind of a term; a term of the file's own is of the kind of what stands above it."""
        kinds = (self.terms[one].kind for one in (curie, *self.terms.ancestors(curie)))
        return next((kind for kind in kinds if kind != OWN_KIND), OWN_KIND)

    def line(self, record: Statement) -> int:
        """Return the line a statement begins on."""
        return self.source.tree.place(("statements", self.places[record.id]))[0]

    def at(self, record: Statement, *path: Path, message: str) -> Problem:
        """Make the problem for a statement, or for a field of it."""
        return self.head("statements", self.places[record.id], *path, message=message)

    def head(self, *path: Path, message: str) -> Problem:
        """Make the problem for a field of the paper, or for the case or the name that a path ends in."""
        tree = self.source.tree
        return tree.problem(path_in(tree.value, path), message, key=path[:1] == ("cases",))


@dataclass(frozen=True, slots=True)
class Collection:
    """All papers as the rules see them: the corpus, cases that may be one patient, and what does not fit together."""

    corpus: Corpus
    alike: tuple[Candidate, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """Something that must hold for each paper, or for all together.

    ``sentence`` says it in words; ``find`` yields what breaks it.
    """

    name: str
    sentence: str
    severity: Severity
    find: Callable[[Subject], Iterator[Problem]]

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Yield what breaks the rule."""
        for problem in self.find(subject):
            yield Finding(problem, self.severity, self.name)


def rule(severity: Severity) -> Callable[[Callable[[Subject], Iterator[Problem]]], Rule[Subject]]:
    """Make a rule of a function: its name is the rule's, its docstring the sentence."""

    def make(find: Callable[[Subject], Iterator[Problem]]) -> Rule[Subject]:
        sentence = " ".join((find.__doc__ or "").split())
        return Rule(find.__name__.replace("_", "-"), sentence, severity, find)

    return make
