"""What a protocol leaves and what it misses: for each selector and case what it takes, could take, and nearly takes.

A curator reads it to see whether a question is asked so that the papers can answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caseweave.model import Statement
from caseweave.protocol.membership import Membership
from caseweave.protocol.selector import AllOf, AnyOf, KindKey, Selector
from caseweave.vocabulary import Catalogue

__all__ = ["Coverage", "Leftover", "NearRoot", "Report", "report"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one selector does with the statements about one case, by IRI.

    ``elsewhere`` are statements that name a term the selector asks for, but in another kind.
    """

    selector: str
    case: str
    takes: tuple[str, ...]
    could: tuple[tuple[str, str], ...]
    elsewhere: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"takes {len(self.takes)}"]
        parts += [f"could take {_id(iri)} ({why})" for iri, why in self.could]
        parts += [f"{_id(iri)} names the term in another kind" for iri in self.elsewhere]
        return f"{self.selector}, {self.case}: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Leftover:
    """The statements about one case that no essential row takes."""

    case: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.case}: no essential row takes {', '.join(map(_id, self.statements))}"


@dataclass(frozen=True, slots=True)
class NearRoot:
    """A term that papers or the protocol declare just below a root, where few selectors find it."""

    label: str
    root: str

    def __str__(self) -> str:
        return f"{self.label!r} hangs just below {self.root!r}, where no narrower question finds it; name a nearer term"


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, by selector and case in the order of the protocol and of the cases' ids."""

    coverage: tuple[Coverage, ...]
    leftovers: tuple[Leftover, ...]
    near_roots: tuple[NearRoot, ...]

    def lines(self) -> Iterator[str]:
        """Yield the report as text, a line each: coverage, what is left, then what hangs near a root."""
        yield from map(str, (*self.coverage, *self.leftovers, *self.near_roots))


def report(member: Membership, statements: Sequence[Statement], terms: Catalogue, shared: Catalogue) -> Report:
    """Report on a protocol over some statements.

    ``terms`` has all terms in use, ``shared`` those of the catalogue that ships: what it lacks is local.
    """
    by_case: dict[str, list[Statement]] = {}
    for statement in statements:
        by_case.setdefault(statement.case, []).append(statement)
    cases = dict(sorted(by_case.items()))
    coverage = tuple(
        _coverage(member, name, case, told, terms) for name in member.protocol.selectors for case, told in cases.items()
    )
    taken = _essentially(member)
    left = ((case, tuple(one.statement for one in told if one.statement not in taken)) for case, told in cases.items())
    leftovers = tuple(Leftover(case, found) for case, found in left if found)
    return Report(coverage, leftovers, tuple(_near_roots(terms, shared)))


def _coverage(member: Membership, name: str, case: str, told: Sequence[Statement], terms: Catalogue) -> Coverage:
    answers = member.of(name)
    return Coverage(
        selector=name,
        case=case,
        takes=tuple(one.statement for one in told if one.statement in answers.takes),
        could=tuple((one.statement, answers.could[one.statement]) for one in told if one.statement in answers.could),
        elsewhere=tuple(_elsewhere(member, name, told, terms)),
    )


def _elsewhere(member: Membership, name: str, told: Sequence[Statement], terms: Catalogue) -> Iterator[str]:
    """Yield statements about a term that a selector asks for in other kinds than theirs."""
    answers = member.of(name)
    asked = [key for key in _kinds(member.protocol.selectors[name]) if key.terms]
    for one in told:
        if one.statement in answers.takes or one.statement in answers.could or not asked:
            continue
        names = {one.about.curie, *(terms.ancestors(one.about.curie) if one.about.curie in terms else ())}
        meant = [key for key in asked if names & {term.curie for term in key.terms}]
        if meant and one.kind not in {key.kind for key in meant}:
            yield one.statement


def _kinds(selector: Selector) -> Iterator[KindKey]:
    """Yield the kinds that a selector asks for itself, not through others."""
    parts: Iterable[Selector] = selector.parts if isinstance(selector, AnyOf) else (selector,)
    for part in parts:
        if isinstance(part, AllOf):
            yield from (key for key in part.keys if isinstance(key, KindKey))


def _essentially(member: Membership) -> frozenset[str]:
    """Return what some essential row takes, by a selector or by the measure it shows."""
    protocol = member.protocol
    asked = [item.of for item in protocol.items if item.essential and item.of is not None]
    shown = [name for item in protocol.items if item.essential for name in (item.measure, item.also) if name]
    asked += [selector for name in shown for selector in protocol.measures[name].selectors]
    return frozenset().union(*(member.of(selector).takes for selector in asked))


def _near_roots(terms: Catalogue, shared: Catalogue) -> Iterator[NearRoot]:
    """Yield local terms with nothing but a root above them."""
    for concept in terms:
        if concept.curie in shared or not concept.broader:
            continue
        above = [terms[curie] for curie in concept.broader]
        if all(not one.broader for one in above):
            yield NearRoot(concept.label, above[0].label)


def _id(iri: str) -> str:
    """Return paper and id of a statement, as curators name it."""
    return "/".join(iri.rsplit("/", 2)[-2:])
