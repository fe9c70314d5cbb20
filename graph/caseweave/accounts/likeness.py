"""What may be compared with what: the hierarchy of terms, and ``ontology/comparability.yaml`` with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Final, TypeAlias

from caseweave.corpus import Corpus
from caseweave.model.error import CaseweaveError
from caseweave.vocabulary import Concept
from caseweave.vocabulary.hierarchy import Hierarchy
from caseweave.yamltext import read_mapping

__all__ = ["Likeness", "LikenessError", "Relation"]

LISTS: Final = ("same", "alike", "exclusive", "opposites", "shares", "regions")
SHARES: Final = ("few", "trace")

_INTERVAL = re.compile(r"(?P<low>[0-9]{1,3})\.\.(?P<high>[0-9]{1,3})")

Groups: TypeAlias = tuple[tuple[str, ...], ...]


class LikenessError(CaseweaveError):
    """A faulty entry of ``comparability.yaml``; the message names it and says what to write."""

    fault = "data"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two things stand to each other: read ``under`` and ``part`` as "the first is … the second"."""

    same: bool = False
    under: bool = False
    over: bool = False
    alike: bool = False
    exclusive: bool = False
    opposite: bool = False
    part: bool = False
    whole: bool = False

    @property
    def comparable(self) -> bool:
        """Whether an account of the one may be held against an account of the other."""
        return self.same or self.under or self.over or self.alike

    @property
    def none(self) -> bool:
        """Whether nothing ties the two."""
        return not (self.comparable or self.exclusive or self.opposite)


class Likeness:
    """The terms of a corpus with what is declared of them. Every question takes CURIEs.

    >>> cells, t, car = (Concept(curie=c, label=c, kind="measure", broader=b) for c, b in
    ...     [("x:cells", ()), ("x:t", ("x:cells",)), ("x:car", ("x:t",))])
    >>> declared = {"shares": (("x:cells",),)}
    >>> likeness = Likeness([cells, t, car], declared)
    >>> likeness.relation("x:car", "x:t").part, likeness.relation("x:t", "x:t").same
    (True, True)
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        declared: Mapping[str, Groups],
        shares: Mapping[str, tuple[Decimal, Decimal]] | None = None,
        about: Decimal = Decimal(20),
    ) -> None:
        self._concepts = {concept.curie: concept for concept in concepts}
        self._declared = {name: declared.get(name, ()) for name in LISTS}
        self.shares = dict(shares or {})
        self.about = about
        self.relation = cache(self._relation)
        self.whole = cache(self._whole)
        self._touched = cache(self._touches)
        twins = ((one, two) for group in self._declared["same"] for one in group for two in group if one != two)
        steps = ((concept.curie, above) for concept in self._concepts.values() for above in concept.broader)
        self.above = Hierarchy(chain(steps, twins)).at_or_above

    @classmethod
    def of(cls, corpus: Corpus) -> Likeness:
        """Read what is declared, and join the terms of all papers; LikenessError names a faulty entry."""
        table = read_mapping("comparability.yaml")
        declared = {name: tuple(_terms(name, entry, corpus) for entry in _entries(table, name)) for name in LISTS}
        numbers = _numbers(table)
        return cls(corpus.terms, declared, *numbers)

    def label(self, curie: str) -> str:
        """Return the label of a term; a CURIE no paper names comes back as it is."""
        return self._concepts[curie].label if curie in self._concepts else curie

    def is_root(self, curie: str) -> bool:
        """Tell whether nothing stands above a term."""
        return curie in self._concepts and not self._concepts[curie].broader

    def organs(self, site: str, other: str) -> list[str]:
        """Name what two sites are parts of, each directly: none if one holds the other or they only share a region.

        Sorted by CURIE.
        """
        if site in self.above(other) or other in self.above(site):
            return []
        wide = {term for group in self._declared["regions"] for term in group}
        shared = set(self._broader(site)) & set(self._broader(other))
        return sorted(shared - wide)

    def topic(self, curies: Iterable[str]) -> tuple[str, ...]:
        """Return what several things are about, by the widest of them: a narrower or other name changes nothing."""
        stand = {self._standing(curie) for curie in curies}
        return tuple(sorted(one for one in stand if not stand & (self.above(one) - {one})))

    def reads(self, claim: str, seen: str) -> bool:
        """Tell whether what is seen may be read as a claimed thing: one of those alike, and no narrower one."""
        groups = (group for group in self._declared["alike"] if claim in group)
        return any(self.above(seen) & (set(group) - {claim}) for group in groups)

    def _whole(self, curie: str) -> str | None:
        """Return the whole that a thing is declared to be a share of."""
        roots = (root for group in self._declared["shares"] for root in group)
        return next((root for root in roots if root in self.above(curie) - {curie}), None)

    def _standing(self, curie: str) -> str:
        """Return the one term that stands for a thing and for what is declared the same, alike or its opposite."""
        groups = (group for name in ("same", "alike", "opposites", "exclusive") for group in self._declared[name])
        up = self.above(curie)
        return self.whole(curie) or next((group[0] for group in groups if up & set(group)), curie)

    def _broader(self, curie: str) -> tuple[str, ...]:
        return self._concepts[curie].broader if curie in self._concepts else ()

    def _twins(self, curie: str) -> tuple[str, ...]:
        return tuple(term for group in self._declared["same"] if curie in group for term in group)

    def _relation(self, one: str, other: str) -> Relation:
        up, over = self.above(one), self.above(other)
        same = one == other or other in self._twins(one)
        under, above = not same and other in up, not same and one in over
        share = self._share(one) and self._share(other)
        return Relation(
            same=same,
            under=under,
            over=above,
            alike=self._paired("alike", one, other),
            exclusive=self._paired("exclusive", one, other),
            opposite=self._paired("opposites", one, other),
            part=share and under,
            whole=share and above,
        )

    def _share(self, curie: str) -> bool:
        return self.whole(curie) is not None

    def _paired(self, name: str, one: str, other: str) -> bool:
        """Tell whether two different terms of one group stand above, or are, the two things."""
        mine, theirs = self._touched(name, one), self._touched(name, other)
        return any(len(terms | theirs[group]) > 1 for group, terms in mine.items() if group in theirs)

    def _touches(self, name: str, curie: str) -> dict[int, frozenset[str]]:
        """Return, by the group's number, the terms of each group that stand above a thing, or are it."""
        up = self.above(curie)
        found = ((number, up.intersection(group)) for number, group in enumerate(self._declared[name]))
        return {number: terms for number, terms in found if terms}


def _entries(table: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    entries = table.get(name)
    if not isinstance(entries, list) or not all(_complete(entry) for entry in entries):
        raise LikenessError(f"comparability.yaml: {name}: write a list of entries, each with `terms` and `reason`")
    return entries


def _complete(entry: object) -> bool:
    return isinstance(entry, Mapping) and set(entry) == {"terms", "reason"} and isinstance(entry["terms"], list)


def _terms(name: str, entry: Mapping[str, object], corpus: Corpus) -> tuple[str, ...]:
    terms = entry["terms"]
    assert isinstance(terms, list), "the entry is complete"
    try:
        return tuple(corpus.catalogue.resolve(str(term)).curie for term in terms)
    except ValueError as error:
        raise LikenessError(f"comparability.yaml: {name}: {error}") from None


def _numbers(table: Mapping[str, object]) -> tuple[dict[str, tuple[Decimal, Decimal]], Decimal]:
    entries = table.get("numbers")
    if not isinstance(entries, Mapping) or set(entries) != {"about", *SHARES}:
        raise LikenessError(f"comparability.yaml: numbers: write exactly about, {', '.join(SHARES)}")
    within = entries["about"].get("within", "")
    if not re.fullmatch(r"[0-9]{1,2}", str(within)):
        raise LikenessError(f"comparability.yaml: numbers: about: {within!r} is no percentage; write `within: 20`")
    return {name: _share(name, str(entries[name].get("share"))) for name in SHARES}, Decimal(within)


def _share(name: str, text: str) -> tuple[Decimal, Decimal]:
    match = _INTERVAL.fullmatch(text)
    if match is None or Decimal(match["low"]) > Decimal(match["high"]):
        raise LikenessError(f"comparability.yaml: numbers: {name}: {text!r} is no interval; write `share: 0..50`")
    return Decimal(match["low"]), Decimal(match["high"])
