"""The catalogue of shared terms with its hierarchy.

It is ``ontology/terms.tsv``: one row a concept, found by its label, a synonym or its CURIE. ``broader`` is SKOS
broader: kinds of things, parts of the body, and members of a class of drugs all stand under what holds them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.hierarchy import Hierarchy
from caseweave.vocabulary.spelling import misspelling

__all__ = [
    "COLUMNS",
    "OWN_KIND",
    "Catalogue",
    "Concept",
    "FaultyTermsError",
    "OwnTerm",
    "UnknownTermError",
]

COLUMNS: Final = (
    "curie",
    "label",
    "kind",
    "broader",
    "synonyms",
    "definition",
    "components",
    "source_label",
    "source",
    "note",
)
"""Columns of ``terms.tsv``, in order."""

OWN_KIND: Final = "own term"
"""Kind of a term that only a paper file declares and that stands under another such term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that papers name: its identifier, the label it is shown by, and what stands above it.

    ``components`` are the drugs of a regimen or the genes of an alteration; ``source_label`` is the label the source
    ontology itself gives, in the release named by ``source``.
    """

    curie: str
    label: str
    kind: str
    broader: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    definition: str = ""
    components: tuple[str, ...] = ()
    source_label: str = ""
    source: str = ""
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every text the concept is found by: label, CURIE, synonyms."""
        return (self.label, self.curie, *self.synonyms)


class OwnTerm(Protocol):
    """A term a paper file declares for itself."""

    @property
    def label(self) -> str:
        """The label it is shown by."""

    @property
    def broader(self) -> str:
        """Label, synonym or CURIE of the term above it."""

    @property
    def iri(self) -> str | None:
        """IRI in a public vocabulary, if there is one."""

    @property
    def synonyms(self) -> Sequence[str]:
        """Other texts it is found by."""

    @property
    def definition(self) -> str | None:
        """What it means, in one sentence."""


class UnknownTermError(CaseweaveError):
    """A text that names no term; the message offers the nearest ones."""


class FaultyTermsError(CaseweaveError, ValueError):
    """Terms that cannot stand as they are: each fault with the place of its term among those given, from 0.

    ``rest`` is the catalogue without what is wrong, in which every term given is known all the same.
    """

    def __init__(self, message: str, faults: Sequence[tuple[int, str]], rest: Catalogue) -> None:
        self.faults, self.rest = tuple(faults), rest
        super().__init__(message)


class Catalogue:
    """The terms a curator may use, each found by label, synonym or CURIE.

    >>> lesion = Concept(curie="caseweave:skin-lesion", label="skin lesion", kind="lesion")
    >>> cutis = Concept(curie="NCIT:C88156", label="leukemia cutis", kind="disease", broader=(lesion.curie,))
    >>> catalogue = Catalogue(added=[("line 2", lesion), ("line 3", cutis)])
    >>> catalogue.resolve("Leukemia  Cutis").curie
    'NCIT:C88156'
    >>> catalogue.ancestors("NCIT:C88156"), catalogue.depth("NCIT:C88156")
    (('caseweave:skin-lesion',), 1)
    >>> catalogue.resolve("leukaemia cutis")
    Traceback (most recent call last):
    ...
    caseweave.vocabulary.catalogue.UnknownTermError: unknown term 'leukaemia cutis'; did you mean 'leukemia cutis'?
    """

    __slots__ = ("_concepts", "_names", "hierarchy")

    def __init__(self, base: Catalogue | None = None, added: Iterable[tuple[str, Concept]] = ()) -> None:
        """Join (place, concept) pairs to a catalogue; FaultyTermsError lists every fault with its place."""
        self._concepts: dict[str, Concept] = dict(base._concepts) if base else {}
        self._names: dict[str, str] = dict(base._names) if base else {}
        given = list(added)
        concepts = [concept for _, concept in given]
        faults = [(at, fault) for at, concept in enumerate(concepts) for fault in self._enter(concept)]
        faults += [(at, fault) for at, concept in enumerate(concepts) for fault in self._dangling(concept)]
        faults += self._circles(concepts)
        self.hierarchy = Hierarchy((one.curie, above) for one in self for above in one.broader)
        if faults:
            raise FaultyTermsError("\n".join(f"{given[at][0]}: {fault}" for at, fault in faults), faults, self)

    @classmethod
    def from_tsv(cls, text: str, name: str = "terms.tsv") -> Catalogue:
        """Read the text of ``terms.tsv``; ValueError lists every fault as ``name:line: what is wrong``."""
        rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        header = tuple(next(rows, ()))
        if header != COLUMNS:
            raise ValueError(f"{name}:1: columns are {', '.join(header)}; wanted {', '.join(COLUMNS)}")
        numbered = [(f"{name}:{line}", row) for line, row in enumerate(rows, start=2)]
        faults = [f"{place}: {fault}" for place, row in numbered for fault in _misshapen(row)]
        if faults:
            raise ValueError("\n".join(faults))
        return cls(None, ((place, _concept(row)) for place, row in numbered))

    def with_terms(self, terms: Iterable[OwnTerm], shorten: Callable[[str], str] = str) -> Catalogue:
        """Return this catalogue with the terms a paper file declares for itself.

        A term without an IRI becomes ``caseweave:<slug of its label>``; ``shorten`` turns an IRI into a CURIE. A term
        the catalogue holds by now, under the same identifier and label, is left to the catalogue. FaultyTermsError
        lists every fault with the label of its term.
        """
        own = [(at, term, _identifier(term, shorten)) for at, term in enumerate(terms)]
        new = [(at, term, curie) for at, term, curie in own if not self._holds(term, curie)]
        if not new:
            return self
        names = {_key(name): curie for _, term, curie in new for name in (term.label, *term.synonyms)}
        known = {**self._names, **names}
        try:
            return Catalogue(self, [(f"term {term.label!r}", self._own(term, curie, known)) for _, term, curie in new])
        except FaultyTermsError as error:
            faults = [(new[at][0], f"term {new[at][1].label!r}: {fault}") for at, fault in error.faults]
            raise FaultyTermsError(str(error), faults, error.rest) from None

    def resolve(self, text: str) -> Concept:
        """Return the concept a label, synonym or CURIE names; case and spacing do not matter.

        Raises UnknownTermError that offers the nearest labels.
        """
        curie = self._names.get(_key(text))
        if curie is None:
            raise UnknownTermError(f"unknown term {text!r}; {self._hint(text)}")
        return self._concepts[curie]

    def ancestors(self, curie: str) -> tuple[str, ...]:
        """Return the CURIEs of all that stands above a concept, nearest first, each once."""
        return self.hierarchy.above(self[curie].curie)

    def depth(self, curie: str) -> int:
        """Return how many steps the longest way up from a concept has; a concept with nothing above it has 0."""
        return max((1 + self.depth(above) for above in self[curie].broader), default=0)

    def __getitem__(self, curie: str) -> Concept:
        """Return the concept of exactly this CURIE; KeyError if there is none."""
        return self._concepts[curie]

    def __contains__(self, curie: object) -> bool:
        """Tell whether there is a concept of exactly this CURIE."""
        return curie in self._concepts

    def __iter__(self) -> Iterator[Concept]:
        """Yield the concepts in the order of the file, a paper's own last."""
        return iter(self._concepts.values())

    def __len__(self) -> int:
        """Return the number of concepts."""
        return len(self._concepts)

    def _holds(self, term: OwnTerm, curie: str) -> bool:
        return curie in self and _key(self[curie].label) == _key(term.label)

    def _own(self, term: OwnTerm, curie: str, known: dict[str, str]) -> Concept:
        above = known.get(_key(term.broader), term.broader)
        return Concept(
            curie=curie,
            label=term.label,
            kind=self[above].kind if above in self else OWN_KIND,
            broader=(above,),
            synonyms=tuple(term.synonyms),
            definition=term.definition or "",
        )

    def _enter(self, concept: Concept) -> Iterator[str]:
        taken = self._concepts.setdefault(concept.curie, concept)
        if taken is not concept:
            self._names.setdefault(_key(concept.label), concept.curie)
            yield f"{concept.curie} is already {taken.label!r}; add a synonym there instead"
            return
        owners = {name: self._names.setdefault(_key(name), concept.curie) for name in concept.names}
        others = {owner: name for name, owner in reversed(owners.items()) if owner != concept.curie}
        for owner, name in reversed(others.items()):
            yield f"{name!r} already names {self._concepts[owner].label!r} ({owner}); remove one"

    def _dangling(self, concept: Concept) -> Iterator[str]:
        """Tell, and leave out, what a concept says it stands under or is made of and that is no concept."""
        for field in ("broader", "components"):
            for curie in getattr(concept, field):
                if curie not in self._concepts:
                    yield f"{field} {curie!r} names no concept; {self._hint(curie)}"
        kept = tuple(curie for curie in concept.broader if curie in self._concepts)
        if kept != concept.broader and self._concepts[concept.curie] is concept:
            self._concepts[concept.curie] = replace(concept, broader=kept)

    def _circles(self, concepts: Sequence[Concept]) -> Iterator[tuple[int, str]]:
        """Tell each circle of concepts that stand above themselves once, and break it there."""
        while circle := self._circle(concepts):
            first = self._concepts[circle[0]]
            at = next(at for at, concept in enumerate(concepts) if concept.curie == first.curie)
            yield at, f"{' is under '.join((*circle, first.curie))}, a circle of broader; break the circle"
            self._concepts[first.curie] = replace(first, broader=())

    def _circle(self, concepts: Iterable[Concept]) -> list[str]:
        """Return concepts that stand above themselves: strip what has only settled ones above, then walk up."""
        open_ = dict.fromkeys(concept.curie for concept in concepts)
        while settled := [curie for curie in open_ if open_.keys().isdisjoint(self._concepts[curie].broader)]:
            for curie in settled:
                del open_[curie]
        way = list(open_)[:1]
        while way and way[-1] not in way[:-1]:
            way.append(next(above for above in self._concepts[way[-1]].broader if above in open_))
        return way[way.index(way[-1]) : -1] if way else []

    def _hint(self, text: str) -> str:
        close = misspelling(_key(text), self._names, lambda name: self._names[name])
        if close:
            return f"did you mean {self._concepts[self._names[close]].label!r}?"
        return "name a term of ontology/terms.tsv, or declare it under `terms:`"


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _identifier(term: OwnTerm, shorten: Callable[[str], str]) -> str:
    if term.iri:
        return shorten(term.iri)
    return "caseweave:" + re.sub(r"[^a-z0-9]+", "-", term.label.casefold()).strip("-")


def _misshapen(row: list[str]) -> Iterator[str]:
    if len(row) != len(COLUMNS):
        yield f"{len(row)} cells; wanted {len(COLUMNS)}, separated by tabs"
        return
    for name, cell in zip(COLUMNS[:3], row, strict=False):
        if not cell:
            yield f"no {name}; fill it in"
    for name, cell in zip(COLUMNS, row, strict=True):
        if cell != cell.strip() or any(part != part.strip() or not part for part in _parts(cell)):
            yield f"{name} {cell!r} has blanks at an end or an empty part; remove them"


def _concept(row: list[str]) -> Concept:
    curie, label, kind, broader, synonyms, definition, components, source_label, source, note = row
    return Concept(
        curie=curie,
        label=label,
        kind=kind,
        broader=_parts(broader),
        synonyms=_parts(synonyms),
        definition=definition,
        components=_parts(components),
        source_label=source_label,
        source=source,
        note=note,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
