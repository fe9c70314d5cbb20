"""The corpus: every paper file of a folder, read, checked and in the order of its names; all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import islice
from typing import Final

from caseweave import resources
from caseweave.corpus.collisions import Declared, collisions
from caseweave.corpus.headings import case_heading, headings
from caseweave.corpus.names import check
from caseweave.corpus.remainder import remainder
from caseweave.corpus.shape import shape
from caseweave.model import PaperFile, Problem, Problems
from caseweave.model.identifiers import contract
from caseweave.vocabulary import Catalogue, FaultyTermsError, joined
from caseweave.yamltext import MOST_BYTES, Tree, scan

__all__ = ["Corpus", "Source", "load", "load_catalogue", "load_files"]

MOST_PROBLEMS: Final = 200
"""Names that lead nowhere told of one file at once."""


@dataclass(frozen=True, slots=True)
class Source:
    """One paper file: what it says, the terms it may use, where each value stands, and its bytes."""

    paper: PaperFile
    catalogue: Catalogue
    tree: Tree
    content: bytes


@dataclass(frozen=True, slots=True)
class Corpus:
    """All papers, in the order of their ids, with the vocabulary they share."""

    sources: tuple[Source, ...]
    catalogue: Catalogue

    @property
    def papers(self) -> tuple[PaperFile, ...]:
        """The papers themselves."""
        return tuple(source.paper for source in self.sources)

    @property
    def patients(self) -> dict[str, str]:
        """The id of the patient behind each case id: its own, or that of the case a curator says it is the same as."""
        same = _same(self.sources)
        return {case: _followed(case, same)[-1] for paper in self.papers for case in paper.cases}

    @property
    def groups(self) -> frozenset[str]:
        """The ids of groups of patients: what is said of them is said of none of them, and counts as no case."""
        return frozenset(group for paper in self.papers for group in paper.groups)

    @property
    def headings(self) -> dict[str, str]:
        """How every table and figure names each paper, by its id; no two alike."""
        return headings(self.papers)

    @property
    def labels(self) -> dict[str, str]:
        """How tables name each patient that a paper here reports, by the patient's id."""
        names: dict[str, list[str]] = {}
        patients, called = self.patients, self.headings
        for paper in self.papers:
            for case in paper.own_cases:
                names.setdefault(patients[case], []).append(case_heading(paper, case, called[paper.id]))
        return {patient: " / ".join(labels) for patient, labels in names.items()}

    @property
    def terms(self) -> Catalogue:
        """The shared terms and those of all papers, with what each says of them."""
        return joined((self.catalogue, *(source.catalogue for source in self.sources)))

    def paper(self, name: str) -> PaperFile:
        """Return a paper by its id; KeyError if there is none."""
        return {paper.id: paper for paper in self.papers}[name]


def load(place: Traversable | None = None) -> Corpus:
    """Read every paper file of a folder (the bundled ones by default); raise :class:`Problems` with all faults.

    >>> [paper.short for paper in load().papers]
    ['Kovalenko 2023', 'Liu 2020', 'Yang 2020']
    """
    folder = resources.sources() if place is None else place
    files = list(resources.paper_files(folder))
    strays = [item for item in folder.iterdir() if _nearly_yaml(item.name)]
    problems = [Problem(str(item), 1, 1, "", "paper files end in .yaml; rename it") for item in strays]
    if not files:
        problems.append(Problem(str(folder), 1, 1, "", "no paper files (*.yaml) in this folder; write one"))
    return load_files(files, problems)


def load_files(files: Iterable[Traversable], problems: Iterable[Problem] = ()) -> Corpus:
    """Read some paper files, given in any order; raise :class:`Problems` with the faults of all of them."""
    catalogue = load_catalogue()
    found = list(problems)
    sources: list[Source] = []
    for item in files:
        try:
            sources.append(_source(item, catalogue))
        except Problems as faults:
            found.extend(faults.problems)
    found.extend(_repeated(sources))
    found.extend(_circling(sources))
    found.extend(_counted_twice(sources))
    found.extend(collisions(_declared(sources, catalogue)))
    if found:
        raise Problems(found)
    return Corpus(tuple(sorted(sources, key=lambda source: source.paper.id)), catalogue)


def load_catalogue() -> Catalogue:
    """Read the shared term catalogue of the bundled ontology."""
    return Catalogue.from_tsv(resources.ontology("terms.tsv"))


def _source(item: Traversable, catalogue: Catalogue) -> Source:
    content, stem = _content(item), item.name.removesuffix(".yaml")
    tree = scan(content, str(item))
    found = list(tree.faults)
    paper: PaperFile | None
    try:
        paper = shape(tree)
    except Problems as faults:
        seen = {(fault.line, fault.column) for fault in found}
        found += [fault for fault in faults.problems if (fault.line, fault.column) not in seen]
        paper = remainder(tree, stem, next(iter(catalogue)).label)
    if paper is None:
        raise Problems(found)
    try:
        terms = catalogue.with_terms(paper.terms, contract)
    except FaultyTermsError as error:
        terms = error.rest
        found += [tree.problem(("terms", place), fault) for place, fault in error.faults]
    found += _first(check(tree, paper, terms, stem), tree)
    if found:
        raise Problems(found)
    return Source(paper, terms, tree, content)


def _first(problems: Iterator[Problem], tree: Tree) -> Iterator[Problem]:
    """Yield as many problems as a person can use: to offer the nearest name for each of thousands takes minutes."""
    yield from islice(problems, MOST_PROBLEMS)
    if next(problems, None) is not None:
        yield tree.problem((), f"more than {MOST_PROBLEMS} names lead nowhere; repair these first")


def _content(item: Traversable) -> bytes:
    """Read a file, but no more of one that is too large than shows that it is."""
    try:
        return resources.content(item, MOST_BYTES)
    except OSError as error:
        raise Problems([Problem(str(item), 1, 1, "", f"cannot be read: {error.strerror}")]) from None


def _nearly_yaml(name: str) -> bool:
    return name.lower().endswith((".yml", ".yaml")) and not name.endswith(".yaml")


def _repeated(sources: list[Source]) -> Iterable[Problem]:
    first: dict[str, Source] = {}
    for source in sources:
        for field in ("id", "doi"):
            value = getattr(source.paper, field)
            if value is None:
                continue
            other = first.setdefault(f"{field} {value.casefold()}", source)
            if other is not source:
                yield source.tree.problem(
                    (field,), f"{value!r} is also the {field} of {other.tree.name}; one paper, one file"
                )
        for case in source.paper.own_cases:
            other = first.setdefault(f"case {case}", source)
            if other is not source:
                message = f"{case!r} is also a patient of {other.tree.name}; two patients, two ids"
                yield source.tree.problem(("cases", case), message, key=True)


def _counted_twice(sources: list[Source]) -> Iterable[Problem]:
    patients = {case: source for source in sources for case in source.paper.cases if case not in source.paper.groups}
    for source in sources:
        for group in source.paper.groups:
            if group in patients:
                message = f"{group!r} is a group here and a patient in {patients[group].tree.name}; two ids"
                yield source.tree.problem(("cases", group), message, key=True)


def _declared(sources: Iterable[Source], shared: Catalogue) -> Iterator[Declared]:
    for source in sources:
        for place, term in enumerate(source.paper.terms):
            concept = source.catalogue.resolve(term.label)
            if concept.curie not in shared:
                yield source.tree, place, concept, source.catalogue


def _same(sources: Iterable[Source]) -> dict[str, str]:
    heads = (head for source in sources for head in source.paper.cases.items())
    return {case: head.same_as.case for case, head in heads if head.same_as}


def _followed(case: str, same: dict[str, str]) -> list[str]:
    """Return a case and those it is said to be the same as, each in turn, up to the last or the first again."""
    way = [case]
    while way[-1] in same and way[-1] not in way[:-1]:
        way.append(same[way[-1]])
    return way


def _circling(sources: list[Source]) -> Iterable[Problem]:
    same = _same(sources)
    for source in sources:
        for case in source.paper.cases:
            way = _followed(case, same)
            if len(way) > 1 and way[-1] == case:
                message = f"{' is '.join(way)} runs in a circle; leave it out of the paper whose id the patient keeps"
                yield source.tree.problem(("cases", case, "same_as", "case"), message)
