"""Entities: what a sentence names, by the derivations that verification accepts, run over the whole catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from caseweave.evidence.names import EntityMention, EntityNames, mentions
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import Phrase, StemmedLine, line_of, stem, stems
from caseweave.evidence.polarity import denied_by_word
from caseweave.model import Kind
from caseweave.vocabulary import Concept

__all__ = ["NamedEntities", "NamedTerm"]

KINDS: Final[Mapping[str, Kind]] = {
    "demographic": "demographic",
    "history": "history",
    "disease": "diagnosis",
    "variant": "genetics",
    "gene": "genetics",
    "organism": "organism",
    "marker": "marker",
    "phenotype": "finding",
    "lesion": "lesion",
    "drug": "treatment",
    "drug class": "treatment",
    "regimen": "treatment",
    "treatment": "treatment",
    "procedure": "procedure",
    "method": "procedure",
    "measure": "measurement",
    "adverse event": "adverse event",
    "outcome": "outcome",
}
"""Sort of a term to the kind of statement that is proposed of it; of other sorts nothing is proposed by itself."""

_WIDEST: Final = 6
"""Words that a name whose words stand apart may have between them."""

_SIGNS: Final = frozenset(("phenotype", "adverse event", "disease"))
_LOOSE: Final = frozenset(("words apart", "shared word"))


class NamedTerm(NamedTuple):
    """A term that a sentence names, and where."""

    concept: Concept
    mention: EntityMention


class NamedEntities:
    """The names of a catalogue, ready to be looked for in sentences; a root, such as "treatment", tells too little."""

    def __init__(self, names: EntityNames) -> None:
        self.names = names
        self._single: dict[str, Concept] = {}
        self._by_stem: defaultdict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for concept in names.catalogue:
            for name in names.of(concept.curie) if concept.kind in KINDS and concept.broader else ():
                wanted = frozenset(stem(word) for word in name)
                if len(name) == 1 and concept.kind in _SIGNS:
                    self._single.setdefault(name[0], concept)
                self._by_stem[max(wanted, key=lambda word: (len(word), word))].append((wanted, concept.curie))

    def of(self, passage: Passage) -> tuple[NamedTerm, ...]:
        """Return what a sentence names, in its order; of names that lie within each other the longest alone.

        A name is looked for within a clause: words on both sides of a comma are no name.
        """
        found = [one for clause in _clauses(passage) for one in self._of(line_of(clause), passage)]
        return tuple(sorted(_longest(found), key=lambda one: (one.mention.first, one.mention.last, one.concept.curie)))

    def _of(self, line: StemmedLine, whole: Passage) -> Iterator[NamedTerm]:
        for curie in self._candidates(stems(line.words)):
            for mention in mentions(self.names, curie, [line], is_strict=True):
                if mention.by not in _LOOSE or mention.last - mention.first <= _WIDEST:
                    yield NamedTerm(self.names.catalogue[curie], mention._replace(line=line_of(whole)))

    def denied(self, line: StemmedLine) -> tuple[NamedTerm, ...]:
        """Return what a sentence denies by a word that does not name it: ``afebrile`` denies a fever."""
        places = denied_by_word(tuple((word,) for word in self._single), line.passage)
        return tuple(
            NamedTerm(concept, EntityMention(line, at, at + 1, "denying word"))
            for at in places
            for word, concept in self._single.items()
            if at in denied_by_word(((word,),), line.passage)
        )

    def markers(self, line: StemmedLine) -> frozenset[int]:
        """Return the first words of the markers that a sentence names."""
        return frozenset(first for concept, first, _ in self.names.named(line) if concept.kind == "marker")

    def concept(self, curie: str | None) -> Concept | None:
        """Return a term by its CURIE, where there is one."""
        return self.names.catalogue[curie] if curie is not None and curie in self.names.catalogue else None

    def _candidates(self, words: Phrase) -> Iterator[str]:
        """Yield the terms of which some name has all its words, in some form, in a sentence."""
        have = frozenset(words)
        seen: dict[str, None] = {}
        for word in dict.fromkeys(words):
            for wanted, curie in self._by_stem.get(word, ()):
                if wanted <= have:
                    seen.setdefault(curie)
        yield from seen


def _clauses(passage: Passage) -> Iterator[Passage]:
    """Cut a sentence where a comma, a bracket or more stands."""
    first = 0
    for last, stop in enumerate(passage.stops, start=1):
        if stop or last == len(passage.words):
            yield replace(passage, first=first, last=last)
            first = last


def _longest(found: Sequence[NamedTerm]) -> Iterator[NamedTerm]:
    """Leave out what lies within a longer name, and what is less exactly named at the same place."""
    for one in found:
        if not any(_covers(other, one) for other in found if other is not one):
            yield one


def _covers(other: NamedTerm, one: NamedTerm) -> bool:
    mine, theirs = one.mention, other.mention
    if not (theirs.first <= mine.first and mine.last <= theirs.last):
        return False
    if theirs.by in _LOOSE and mine.by not in _LOOSE and mine.last - mine.first > 1:
        return False
    size = theirs.last - theirs.first - (mine.last - mine.first)
    return size > 0 or (size == 0 and _rank(other) < _rank(one))


def _rank(one: NamedTerm) -> tuple[bool, str]:
    return bool(one.mention.by), one.concept.curie
