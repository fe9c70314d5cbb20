"""The rows of the table over some statements: what answers each, what could, and what no other row took.

Worked out once from the membership of the selectors; the graph keeps it, and whatever shows rows reads it there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from caseweave.model import Measure, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol.definition import Item, Protocol
from caseweave.protocol.membership import Membership
from caseweave.protocol.selector import Named, Origin, Selector
from caseweave.protocol.telltale import telling
from caseweave.vocabulary import Catalogue

__all__ = ["AskedRow", "rows"]

OTHER: Final = "other"
_LEAST_CASES: Final = 2
_LEAST_STATEMENTS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A row with what stands behind it, all by IRI.

    ``takes`` answers it; ``could`` might, with the reason; ``otherwise`` is told where nothing answers; ``applies`` has
    what makes it be asked of a case (None: it is asked of all); ``measures`` are the results it shows. ``key`` tells
    the row from all others of the protocol.
    """

    key: str
    item: Item
    takes: frozenset[str] = frozenset()
    could: Mapping[str, str] = field(default_factory=dict)
    otherwise: frozenset[str] = frozenset()
    applies: frozenset[str] | None = None
    measures: tuple[str, ...] = ()


def rows(
    member: Membership, statements: Sequence[Statement], hierarchy: Catalogue, measures: Iterable[Measure] = ()
) -> tuple[AskedRow, ...]:
    """Return the rows of a protocol over the statements about patients, in the order they are shown.

    A ``rest`` row has what no row without that word takes; ``split`` makes a row of each family of terms in it.
    """
    every = [said for said in statements if said.role != "background"]
    known = frozenset(said.statement for said in every)
    found = tuple(measures)
    asked = [_asked(member, item, every, known, found) for item in member.protocol.items]
    taken = frozenset().union(*(row.takes for row in asked if row.item.of is not None and not row.item.rest))
    made: list[AskedRow] = []
    for row in asked:
        left = replace(row, takes=row.takes - taken) if row.item.rest else row
        taken |= left.takes if left.item.rest else frozenset()
        made += _split(left, every, hierarchy) if left.item.rest and left.item.split else [left]
    return tuple(_keyed(made))


def _asked(
    member: Membership, item: Item, every: Sequence[Statement], known: frozenset[str], measures: Sequence[Measure]
) -> AskedRow:
    takes, could = frozenset[str](), dict[str, str]()
    if item.of is not None:
        answers = member.of(item.of)
        takes = answers.takes & known
        could = {} if item.rest else {iri: why for iri, why in answers.could.items() if iri in known}
    elif item.measure is not None:
        takes = telling(member, member.protocol.measures[item.measure], every)
    return AskedRow(
        key="",
        item=item,
        takes=takes,
        could=could,
        otherwise=_takes(member, item.otherwise) & known,
        applies=None if item.applies is None else _takes(member, item.applies) & known,
        measures=tuple(one.id for one in measures if _shows(member.protocol, item, one)),
    )


def _takes(member: Membership, selector: Selector | None) -> frozenset[str]:
    return frozenset() if selector is None else member.of(selector).takes


def _shows(protocol: Protocol, item: Item, measure: Measure) -> bool:
    """Tell whether a row shows a measure: the one it names, or that of its second line, counted from its zero."""
    named = {slug(name): name for name in (item.measure, item.also) if name}
    rule = protocol.measures.get(named.get(slug(measure.measure), ""))
    if rule is None:
        return False
    zero, origins = slug(measure.zero), {_name(origin) for origin in rule.origins if isinstance(origin, Selector)}
    if not rule.origins:
        return True
    return zero == _name(item.origin) if isinstance(item.origin, Selector) else zero not in origins


def _name(origin: Origin) -> str:
    return slug(origin.name if isinstance(origin, Named) else str(origin))


def _split(row: AskedRow, statements: Sequence[Statement], hierarchy: Catalogue) -> Iterator[AskedRow]:
    """Yield a row for each family of terms that two cases share or that has three statements, then one for the rest."""
    told = [said for said in statements if said.statement in row.takes]
    left = dict.fromkeys(said.statement for said in told)
    members: dict[str, list[str]] = {}
    for said in told:
        for family in _above(said, hierarchy):
            members.setdefault(family, []).append(said.statement)
    for family in _families(told, hierarchy):
        mine = [iri for iri in members[family] if iri in left]
        if mine:
            title = f"{row.item.title}: {hierarchy[family].label}"
            yield replace(row, item=replace(row.item, title=title), takes=frozenset(mine))
        for iri in mine:
            del left[iri]
    split = len(left) < len(told)
    title = f"{row.item.title}: {OTHER}" if split else row.item.title
    if left or not split:
        yield replace(row, item=replace(row.item, title=title), takes=frozenset(left))


def _families(told: Iterable[Statement], hierarchy: Catalogue) -> list[str]:
    """Return the terms just below a root under which enough is told, those that most cases share first."""
    cases: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for said in told:
        for family in _above(said, hierarchy):
            cases.setdefault(family, set()).add(said.case)
            counts[family] = counts.get(family, 0) + 1
    enough = (one for one in counts if len(cases[one]) >= _LEAST_CASES or counts[one] >= _LEAST_STATEMENTS)
    return sorted(enough, key=lambda one: (-len(cases[one]), -counts[one], hierarchy[one].label))


def _above(said: Statement, hierarchy: Catalogue) -> tuple[str, ...]:
    """Return what a statement is about, or stands above it, that is just below a root."""
    if said.about.curie not in hierarchy:
        return ()
    names = (said.about.curie, *hierarchy.ancestors(said.about.curie))
    return tuple(one for one in names if (up := hierarchy[one].broader) and not any(hierarchy[a].broader for a in up))


def _keyed(made: Iterable[AskedRow]) -> Iterator[AskedRow]:
    """Give each row a key of its own, from its heading and its title."""
    used: Collection[str] = set()
    for row in made:
        plain = f"{slug(row.item.group) or 'rows'}/{slug(row.item.title) or 'row'}"
        key, count = plain, 1
        while key in used:
            count += 1
            key = f"{plain}-{count}"
        used = {*used, key}
        yield replace(row, key=key)
