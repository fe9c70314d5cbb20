"""Names that users give, of cases, papers, terms, events, zeros and measures: found by label, synonym, code or id.

Whether letters are large or small does not matter, nor hyphens for blanks. A name of nothing is refused with the
nearest spelling, a name of several things with all of them; nothing is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from caseweave.corpus.headings import case_heading
from caseweave.model.error import CaseweaveError
from caseweave.rdf.sparql import Sort
from caseweave.vocabulary.spelling import misspelling, nearest

if TYPE_CHECKING:
    from caseweave.corpus import Corpus
    from caseweave.rdf.store import GuardedGraph, Store
    from caseweave.rdf.store.disk import Disk
    from caseweave.rdf.store.endpoint import Endpoint
    from caseweave.statements import Times

__all__ = ["KnownNames", "KnownThing", "UnknownNameError"]

MOST_LISTED: Final = 20
"""Names that a message lists; of more kinds of thing there are too many to read."""

_SPACING: Final = re.compile(r"[\s_-]+")
_YEAR: Final = re.compile(r"[\s,]*\d{4}.*")


class UnknownNameError(CaseweaveError):
    """A name of nothing, or of several things; the message offers what there is."""


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A thing by the name the rest of the library knows it by, and the others it is found by, the surest first."""

    key: str
    names: tuple[str, ...] = ()
    listed: bool = True


class KnownNames:
    """Everything that can be named, by its sort.

    >>> names = KnownNames({"case": [KnownThing("yang2020", ("Yang 2020", "Yang"))]})
    >>> names.find("case", "YANG")
    'yang2020'
    >>> names.find("case", "Young")
    Traceback (most recent call last):
    ...
    caseweave.api.names.UnknownNameError: no case is called 'Young'; there are: yang2020
    """

    def __init__(self, known: Mapping[Sort, Iterable[KnownThing]]) -> None:
        self._known: dict[Sort, tuple[KnownThing, ...]] = {sort: tuple(things) for sort, things in known.items()}

    @classmethod
    def of(cls, corpus: Corpus, times: Times, measures: Iterable[str], selectors: Iterable[str] = ()) -> KnownNames:
        """Gather the names of a corpus and of what its protocol asks: measures, selectors that days may count from."""
        from caseweave.statements import zeros  # noqa: PLC0415

        headings = corpus.headings
        events = {said.event for paper in corpus.papers for said in paper.statements if said.event}
        return cls(
            {
                "term": [KnownThing(one.label, one.names) for one in corpus.terms],
                "case": list(_cases(corpus)),
                "paper": [
                    KnownThing(one.id, _said(one.short, headings[one.id], one.doi, one.pmid)) for one in corpus.papers
                ],
                "event": [KnownThing(name) for name in sorted(events)],
                "zero": [*map(KnownThing, zeros(times)), *(KnownThing(name, listed=False) for name in selectors)],
                "measure": [KnownThing(name) for name in measures],
            }
        )

    @classmethod
    def of_graph(cls, graph: Store | GuardedGraph | Disk | Endpoint) -> KnownNames:
        """Gather the names that a built graph holds, by one question."""
        parts = (f"{{ {{ {text} }} BIND('{sort}' AS ?sort) }}" for sort, text in _ASKED.items())
        rows = graph.ask(f"{_PREFIXES} SELECT ?sort ?key ?name {{ {' UNION '.join(parts)} }}").rows
        return cls({sort: list(_grouped(row[1:] for row in rows if row[0] == sort)) for sort in _ASKED})

    def find(self, sort: Sort, text: str) -> str:
        """Return the name by which the library knows what a text names; raise UnknownNameError otherwise."""
        for told in (_key, _every):
            for spelt in (str.strip, str.casefold, _loose):
                hits = {one.key for one in self._known.get(sort, ()) if spelt(text.strip()) in map(spelt, told(one))}
                if len(hits) > 1:
                    raise UnknownNameError(f"{text!r} names several: {', '.join(sorted(hits))}; choose one")
                if hits:
                    return hits.pop()
        raise UnknownNameError(f"{_NOUNS[sort]} {text!r}; {self._hint(sort, text)}")

    def cases(self, given: str | Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the cases that are asked for, each once, in the order given."""
        asked = [given] if isinstance(given, str) else given
        return tuple(dict.fromkeys(self.find("case", name) for name in asked))

    def zero(self, given: str | None) -> str | None:
        """Return the name of a day 0; None is each case's own."""
        return None if given is None else self.find("zero", given)

    def _hint(self, sort: Sort, text: str) -> str:
        every = self._known.get(sort, ())
        things = [thing for thing in every if thing.listed]
        keys = {name: thing.key for thing in every for name in _every(thing)}
        # A term that merely looks alike is another thing; of a few ids the nearest may be offered.
        slip = misspelling(text, keys, keys.__getitem__)
        close = slip if slip or sort == "term" else nearest(text, [thing.key for thing in things])
        if close is not None:
            return f"did you mean {close!r}?"
        if len(things) > MOST_LISTED:
            return f"there are {len(things)}; write a label, a synonym or a code of one"
        return f"there are: {', '.join(thing.key for thing in things) or 'none'}"


def _key(thing: KnownThing) -> tuple[str, ...]:
    return (thing.key,)


def _every(thing: KnownThing) -> tuple[str, ...]:
    return (thing.key, *thing.names)


def _loose(text: str) -> str:
    return _SPACING.sub(" ", text.casefold()).strip()


def _said(*names: str | None) -> tuple[str, ...]:
    """Return the names there are, and of a label that ends in a year also what stands before it."""
    told = [name for name in names if name]
    return tuple(dict.fromkeys([*told, *(short for name in told[:1] if (short := _YEAR.sub("", name)))]))


def _cases(corpus: Corpus) -> Iterator[KnownThing]:
    """Yield each patient with the ids and labels it has in all papers."""
    found: dict[str, list[str]] = {}
    called = corpus.headings
    for paper in corpus.papers:
        for case in (case for case in paper.cases if case not in paper.groups):
            told = found.setdefault(corpus.patients[case], [])
            own = case in paper.own_cases
            label = case_heading(paper, case, called[paper.id])
            told += [case, *_said(label, paper.short, called[paper.id])] if own else _said(case)
    yield from (KnownThing(patient, tuple(dict.fromkeys(names))) for patient, names in found.items())


def _grouped(rows: Iterable[Sequence[object]]) -> Iterator[KnownThing]:
    """Yield a thing for each key, with the names that stand beside it."""
    found: dict[str, list[str]] = {}
    for key, name in rows:
        found.setdefault(str(key), []).extend(_said(str(name)) if name else ())
    yield from (KnownThing(key, tuple(names)) for key, names in found.items())


_NOUNS: Final[Mapping[Sort, str]] = {
    "term": "unknown term",
    "case": "no case is called",
    "paper": "no paper is called",
    "event": "no event is called",
    "zero": "no case counts days from",
    "measure": "no measure is called",
    "text": "unknown",
}

_PREFIXES: Final = """
PREFIX cw: <https://w3id.org/caseweave/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_ASKED: Final[Mapping[Sort, str]] = {
    "term": "SELECT ?key ?name { ?x a skos:Concept ; skos:prefLabel ?key ; skos:altLabel|skos:notation ?name }",
    "case": "SELECT ?key ?name { ?x a cw:Case ; dcterms:identifier ?key OPTIONAL { ?x rdfs:label ?name } }",
    "paper": "SELECT ?key ?name { ?x a cw:Paper ; dcterms:identifier ?key OPTIONAL { ?x rdfs:label ?name } }",
    "event": "SELECT ?key ?name { ?x a cw:Event ; dcterms:identifier ?key }",
    "measure": "SELECT ?key ?name { ?x a cw:Rule ; skos:prefLabel ?key }",
}
"""How the names of each sort are asked of a built graph."""
