"""The corpus: every paper file of a folder, read, checked and in the order of its names; all faults at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from caseweave import resources
from caseweave.corpus.names import check
from caseweave.corpus.remainder import remainder
from caseweave.corpus.shape import shape
from caseweave.corpus.strings import MOST_BYTES, Plain, Tree, read, scan
from caseweave.identifiers import contract
from caseweave.model import PaperFile, Problem, Problems
from caseweave.vocabulary import Catalogue

__all__ = ["Corpus", "Source", "load", "load_catalogue", "load_files", "read_mapping"]


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
    if found:
        raise Problems(found)
    return Corpus(tuple(sorted(sources, key=lambda source: source.paper.id)), catalogue)


def load_catalogue() -> Catalogue:
    """Read the shared term catalogue of the bundled ontology."""
    return Catalogue.from_tsv(resources.ontology("terms.tsv"))


def read_mapping(name: str) -> dict[str, Plain]:
    """Read a YAML file of the bundled ontology as a mapping of strings."""
    value = read(resources.ontology(name).encode(), name).value
    if not isinstance(value, dict):
        raise TypeError(f"ontology/{name} holds no mapping")
    return value


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
    terms = catalogue
    if paper is not None:
        try:
            terms = catalogue.with_terms(paper.terms, contract)
        except ValueError as error:
            found += [tree.problem(("terms",), line) for line in str(error).splitlines()]
        found += check(tree, paper, terms, stem)
    if found or paper is None:
        raise Problems(found)
    return Source(paper, terms, tree, content)


def _content(item: Traversable) -> bytes:
    """Read a file, but no more of one that is too large than shows that it is."""
    try:
        with item.open("rb") as file:
            return file.read(MOST_BYTES + 1)
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
