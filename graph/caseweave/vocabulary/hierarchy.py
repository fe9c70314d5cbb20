"""The hierarchy of terms, indexed: what stands above and below a term, each walk done once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["Hierarchy"]


class Hierarchy:
    """Which terms stand above which, from pairs of a narrower and a broader one; a circle ends where it began.

    >>> tree = Hierarchy([("scalp", "skin"), ("skin", "organ"), ("lung", "organ")])
    >>> tree.above("scalp"), tree.below("organ"), tree.is_under("scalp", "organ"), tree.is_under("lung", "skin")
    (('skin', 'organ'), ('skin', 'lung', 'scalp'), True, False)
    >>> tree.most_specific(["organ", "scalp", "skin", "lung"]), tree.roots("scalp")
    (('scalp', 'lung'), ('organ',))
    """

    __slots__ = ("_above", "_below", "_down", "_sets", "_up")

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._up: dict[str, dict[str, None]] = {}
        self._down: dict[str, dict[str, None]] = {}
        for narrower, broader in pairs:
            self._up.setdefault(narrower, {})[broader] = None
            self._down.setdefault(broader, {})[narrower] = None
        self._above: dict[str, tuple[str, ...]] = {}
        self._below: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {}

    def above(self, term: str) -> tuple[str, ...]:
        """Return all that stands above a term, nearest first, each once."""
        if term not in self._above:
            self._above[term] = _reached(term, self._up)
        return self._above[term]

    def below(self, term: str) -> tuple[str, ...]:
        """Return all that stands below a term, nearest first, each once."""
        if term not in self._below:
            self._below[term] = _reached(term, self._down)
        return self._below[term]

    def at_or_above(self, term: str) -> frozenset[str]:
        """Return a term and all that stands above it."""
        if term not in self._sets:
            self._sets[term] = frozenset((term, *self.above(term)))
        return self._sets[term]

    def is_under(self, term: str, *roots: str) -> bool:
        """Tell whether a term is one of these or stands below one."""
        return not self.at_or_above(term).isdisjoint(roots)

    def roots(self, term: str) -> tuple[str, ...]:
        """Return what stands above a term and has nothing above itself; the term if that holds for it."""
        return tuple(one for one in (term, *self.above(term)) if one not in self._up)

    def most_specific(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return the terms that have no other of them below."""
        found = tuple(dict.fromkeys(terms))
        broader = {above for term in found for above in self.above(term)}
        return tuple(term for term in found if term not in broader)


def _reached(term: str, steps: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    level: tuple[str, ...] = (term,)
    while level:
        ahead = dict.fromkeys(to for one in level for to in steps.get(one, ()))
        level = tuple(to for to in ahead if to not in found and to != term)
        found.update(dict.fromkeys(level))
    return tuple(found)
