"""Naming: whether the anchored words name an entity, by its label, a synonym, or a derivation with a name.

Drugs, markers and genes are named by their names only; what a word *means* is never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from caseweave.evidence.phrases import Phrase, StemmedLine, line_of, phrase, stem, stems
from caseweave.text.anchors.index import BLOCK
from caseweave.vocabulary import Catalogue, Concept
from caseweave.vocabulary.catalogue import OWN_KIND
from caseweave.vocabulary.spelling import likeness

__all__ = ["EntityMention", "EntityNames", "contradicted", "is_spelling_of", "mentions"]

SPELLING: Final = 0.8
"""How alike the paper's spelling must be to a name of the entity, 1 being the same."""

_STRICT: Final = frozenset(("drug", "drug class", "regimen", "marker", "gene"))
_NEVER_BESIDE: Final = frozenset(("treatment", "demographic"))
_RIVALS: Final = frozenset((*_STRICT, "demographic", "variant"))
_JOINTS: Final = frozenset(("and", "or", "/", "as", "well"))
_SMALL: Final = frozenset(("and", "or", "of", "in", "on", "to", "for", "by", "with", "at", "from", "+", "/"))
_APART: Final = frozenset(("with", "without", "but", "which", "who", "while"))
"""Words that part one thing from another."""

_CUTS: Final = frozenset(("and", "with", "+"))
_REACH: Final = 3
_COMMON: Final = frozenset((("all",), ("it",), ("or",), ("us",)))
"""Short names that are common words as well: ``ALL`` and ``IT`` name nothing in comparable words."""


class EntityMention(NamedTuple):
    """Where an entity is named: the passage, the words from first to one after the last, and by which derivation."""

    line: StemmedLine
    first: int
    last: int
    by: str


def _of_sort(catalogue: Catalogue, concept: Concept) -> Concept:
    """Give a concept of a paper's own the sort of the nearest one above that is not."""
    above = [concept.curie]
    while concept.kind == OWN_KIND and above:
        above = [broader for curie in above for broader in catalogue[curie].broader]
        shared = next((kind for curie in above if (kind := catalogue[curie].kind) != OWN_KIND), None)
        concept = replace(concept, kind=shared) if shared else concept
    return concept


Rule = Callable[[Phrase, StemmedLine], Iterator[tuple[int, int]]]


class EntityNames:
    """All names of a catalogue in comparable words, and of which concept each is."""

    def __init__(self, catalogue: Catalogue, short: Mapping[Phrase, str] | None = None) -> None:
        """Take the terms, and the short names (phrases) that a copy gives to some of them (CURIEs)."""
        self.catalogue = catalogue
        self._short: defaultdict[str, list[Phrase]] = defaultdict(list)
        self._of: dict[str, tuple[Phrase, ...]] = {}
        self._kinds: defaultdict[str, list[Concept]] = defaultdict(list)
        self._owner: dict[Phrase, str] = {}
        self._sorted = {concept.curie: _of_sort(catalogue, concept) for concept in catalogue}
        for concept in self._sorted.values():
            self._kinds[concept.kind].append(concept)
            for name in (concept.label, *concept.synonyms):
                if phrase(name) not in _COMMON:
                    self._owner.setdefault(phrase(name), concept.curie)
        for abbreviation, curie in (short or {}).items():
            if abbreviation not in _COMMON and self._owner.setdefault(abbreviation, curie) == curie:
                self._short[curie].append(abbreviation)
        self._longest = max(map(len, self._owner), default=0)

    def concept(self, curie: str) -> Concept:
        """Return a concept; one that a paper declares is of the sort of what it stands below."""
        return self._sorted[curie]

    def of(self, curie: str) -> tuple[Phrase, ...]:
        """Names of a concept, the label first."""
        if curie not in self._of:
            concept = self.catalogue[curie]
            spelled = dict.fromkeys(phrase(name) for name in (concept.label, *concept.synonyms))
            known = (name for name in spelled if name and name not in _COMMON)
            self._of[curie] = tuple(dict.fromkeys((*known, *self._short[curie])))
        return self._of[curie]

    def others(self, curie: str) -> Iterator[Concept]:
        """Yield the concepts of the same kind that stand neither above nor below a concept."""
        kin = {curie, *self.catalogue.ancestors(curie)}
        for concept in self._kinds[self.concept(curie).kind]:
            if concept.curie not in kin and curie not in self.catalogue.ancestors(concept.curie):
                yield concept

    def named(self, line: StemmedLine) -> Iterator[tuple[Concept, int, int]]:
        """Yield every concept a line names by a name of its own, the longest name at each place."""
        at = 0
        while at < len(line.words):
            for size in range(min(self._longest, len(line.words) - at), 0, -1):
                curie = self._owner.get(line.words[at : at + size])
                if curie is not None:
                    yield self.concept(curie), line.at[at], line.at[at + size - 1] + 1
                    at += size - 1
                    break
            at += 1

    def nearest(self, text: str) -> tuple[str, float]:
        """Concept whose name is most like a spelling, and how alike the two are, from 0 to 1."""
        wanted = " ".join(phrase(text))
        ranked = ((likeness(wanted, " ".join(name), SPELLING / 2), curie) for name, curie in self._owner.items())
        alike, curie = max(ranked, key=lambda one: one[0])
        return curie, alike


def mentions(
    names: EntityNames, curie: str, lines: Sequence[StemmedLine], spelling: str | None = None, is_strict: bool = False
) -> list[EntityMention]:
    """Find where the anchored words name an entity, by the first derivation that finds any.

    ``spelling`` is how the paper writes it, as the curator noted; it counts only if no other entity is more like it.
    ``is_strict`` takes a name beside the anchored words only as it is.
    """
    concept = names.concept(curie)
    for by, rule in _rules(concept):
        found = _by_rule(by, rule, names.of(curie), lines)
        if found:
            return found
    found = [*_misspelt(names, curie, lines, spelling), *_composed(names, concept, lines)]
    if found or concept.kind in _STRICT:
        return found
    if concept.kind in _NEVER_BESIDE:
        return [] if concept.kind == "demographic" else _narrower(names, curie, lines)
    return _narrower(names, curie, lines) or _beside(names, concept, lines, is_strict)


def _by_rule(by: str, rule: Rule, own: Sequence[Phrase], lines: Sequence[StemmedLine]) -> list[EntityMention]:
    return [EntityMention(line, *span, by) for name in own for line in lines for span in rule(name, line)]


def _beside(names: EntityNames, concept: Concept, lines: Sequence[StemmedLine], is_strict: bool) -> list[EntityMention]:
    """Find a name that begins or ends in the eight words beside the anchored ones, which have fingerprints as well.

    Where the anchored words name the thing more broadly, a narrower name beside them may be of another.
    """
    above = names.catalogue.ancestors(concept.curie)
    there = {one.curie: one.kind for line in lines for one, _, _ in names.named(line)}
    if above & there.keys() or (concept.kind in there.values() and concept.curie not in there):
        return []
    wider = [line_of(line.passage, BLOCK) for line in lines]
    for _, rule in _PLAIN if is_strict else _rules(concept):
        found = _by_rule("words beside", rule, names.of(concept.curie), wider)
        if found:
            return found
    if is_strict:
        return []
    return [mention._replace(by="words beside") for mention in _narrower(names, concept.curie, wider)]


def _narrower(names: EntityNames, curie: str, lines: Sequence[StemmedLine]) -> list[EntityMention]:
    """Find a narrower term: what is said of an extramedullary leukemia is said of an extramedullary disease."""
    return [
        EntityMention(line, first, last, "narrower term")
        for line in lines
        for concept, first, last in names.named(line)
        if curie in names.catalogue.ancestors(concept.curie)
    ]


def _rules(concept: Concept) -> tuple[tuple[str, Rule], ...]:
    if concept.kind in _STRICT:
        return _PLAIN
    return _PLACE if concept.kind == "anatomy" else _ALL


def is_spelling_of(names: EntityNames, curie: str, spelling: str) -> bool:
    """Tell whether a spelling is most like a name of an entity, or of what stands directly above or below it."""
    owner, _ = names.nearest(spelling)
    return owner == curie or owner in names.catalogue.ancestors(curie) or curie in names.catalogue.ancestors(owner)


def contradicted(names: EntityNames, curie: str, lines: Sequence[StemmedLine]) -> Concept | None:
    """Return another concept of the same kind that the words name instead: another drug, marker, gene or sex.

    What stands above or below the entity, or is part of it, is not another one; nor is what is of another kind, such as
    the target a product is named by, or the drugs of a regimen.
    """
    concept = names.concept(curie)
    if concept.kind not in _RIVALS:
        return None
    kin = {curie, *names.catalogue.ancestors(curie), *concept.components}
    for line in lines:
        for other, _, _ in names.named(line):
            if (
                other.kind == concept.kind
                and other.curie not in kin
                and curie not in names.catalogue.ancestors(other.curie)
            ):
                return other
    return None


def _as_is(name: Phrase, line: StemmedLine) -> Iterator[tuple[int, int]]:
    """Find a name word by word: ``leukemia cutis``."""
    return line.find(name)


def _word_form(name: Phrase, line: StemmedLine) -> Iterator[tuple[int, int]]:
    """Find a name in another form: ``condition has improved`` for improvement, ``hypotensive`` for hypotension."""
    return StemmedLine(line.passage, stems(line.words), line.at).find(stems(name))


def _shared_word(name: Phrase, line: StemmedLine) -> Iterator[tuple[int, int]]:
    """Find a name that shares a word with its neighbour: ``neck and ear pain``, ``relapsed and refractory B-ALL``."""
    words = line.words
    for cut in range(1, len(name)):
        head, tail = name[:cut], name[cut:]
        for at in range(len(words) - len(name)):
            if words[at : at + cut] != head or not _joins(words[at + cut : at + cut + 2]):
                continue
            for skipped in range(2, _REACH + 3):
                begin = at + cut + skipped
                if words[begin : begin + len(tail)] == tail:
                    yield line.at[at], line.at[begin + len(tail) - 1] + 1


def _joins(words: Phrase) -> bool:
    return len(words) > 1 and words[0] in _JOINTS


def _turned_round(name: Phrase, line: StemmedLine) -> Iterator[tuple[int, int]]:
    """Find a name turned round: ``biopsy of the parotid gland`` for a parotid gland biopsy."""
    for cut in range(1, len(name)):
        head, tail = name[:cut], name[cut:]
        for small in ("of", "in", "from"):
            yield from line.find((*tail, small, *head))


def _words_apart(name: Phrase, line: StemmedLine) -> Iterator[tuple[int, int]]:
    """Find the words of a name one by one, in any form and order: ``swelling and redness in the skin``."""
    wanted = [stem(word) for word in name if word not in _SMALL]
    have = stems(line.words)
    if len(wanted) < 2 or not all(word in have for word in wanted):
        return
    places = [have.index(word) for word in wanted]
    first, last = min(places), max(places) + 1
    if not _APART & set(line.words[first:last]):
        yield line.at[first], line.at[last - 1] + 1


def _word_between(name: Phrase, line: StemmedLine) -> Iterator[tuple[int, int]]:
    """Find a name with one word in it: ``right lower lung lobe``."""
    for cut in range(1, len(name)):
        for at in range(len(line.words) - len(name)):
            if line.words[at : at + cut] == name[:cut] and line.words[at + cut + 1 : at + 1 + len(name)] == name[cut:]:
                yield line.at[at], line.at[at + len(name)] + 1


_PLAIN: Final[tuple[tuple[str, Rule], ...]] = (("", _as_is),)
_PLACE: Final[tuple[tuple[str, Rule], ...]] = (
    ("", _as_is),
    ("shared word", _shared_word),
    ("word between", _word_between),
)
_ALL: Final[tuple[tuple[str, Rule], ...]] = (
    ("", _as_is),
    ("shared word", _shared_word),
    ("turned round", _turned_round),
    ("word form", _word_form),
    ("words apart", _words_apart),
)


def _misspelt(
    names: EntityNames, curie: str, lines: Sequence[StemmedLine], spelling: str | None
) -> list[EntityMention]:
    """Find the paper's own spelling (``metothrexate``), if it is like a name of this entity and of no other."""
    if not spelling:
        return []
    owner, likeness = names.nearest(spelling)
    if owner != curie or likeness < SPELLING:
        return []
    return [EntityMention(line, *span, "spelling") for line in lines for span in line.find(phrase(spelling))]


def _composed(names: EntityNames, concept: Concept, lines: Sequence[StemmedLine]) -> list[EntityMention]:
    """Find every drug of a regimen, or every part of its name: ``hyper-CVAD`` and ``rituximab``."""
    if concept.kind != "regimen":
        return []
    for parts in (*(_parts(name) for name in names.of(concept.curie)), [names.of(part) for part in concept.components]):
        found = [_by_rule("parts named", _as_is, part, lines) for part in parts]
        if len(found) > 1 and all(found):
            return [mention for mentions_of_part in found for mention in mentions_of_part[:1]]
    return []


def _parts(name: Phrase) -> list[tuple[Phrase, ...]]:
    """Cut a name at its joints, each part as the one name of itself."""
    parts: list[Phrase] = [()]
    for word in name:
        if word in _CUTS:
            parts.append(())
        else:
            parts[-1] = (*parts[-1], word)
    return [(part,) for part in parts if part]
