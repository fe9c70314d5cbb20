"""What a protocol inherits, joined to what it says itself: own groups and rows first, then what is left of the base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from caseweave.model import Problem
from caseweave.protocol.definition import Group, Item, Protocol
from caseweave.protocol.draft import Draft, Row
from caseweave.protocol.values import near

__all__ = ["inherit"]

_NOTHING: Final = Protocol(id="", title="")
_Given = TypeVar("_Given")


def inherit(draft: Draft, base: Protocol | None) -> tuple[Protocol, list[Problem]]:
    """Join a file's own part to its base; return the faults of what it names of the base."""
    over = base or _NOTHING
    problems: list[Problem] = []
    joined = Protocol(
        id=draft.id,
        title=draft.title,
        extends=(*over.extends, over.id) if base else (),
        zero=draft.zero or over.zero,
        terms=(*over.terms, *draft.terms),
        search=draft.search,
        selectors={**_without(over.selectors, draft.measures), **draft.selectors},
        measures={**_without(over.measures, draft.selectors), **draft.measures},
        groups=_groups(draft, over, problems),
        lanes=draft.lanes or over.lanes,
        inquiries=over.inquiries,
    )
    return joined, problems


def _without(inherited: Mapping[str, _Given], own: Mapping[str, object]) -> dict[str, _Given]:
    """Leave out what the file itself gives another meaning."""
    return {name: value for name, value in inherited.items() if name not in own}


def _groups(draft: Draft, base: Protocol, problems: list[Problem]) -> tuple[Group, ...]:
    inherited = {item.title: item for item in reversed(base.items)}
    own = {group: tuple(_own(draft, group, rows, inherited, problems)) for group, rows in draft.groups.items()}
    problems.extend(_repeated(draft))
    left = _left(draft, base, problems)
    titles = dict.fromkeys((*own, *(group.title for group in base.groups)))
    groups = (Group(title, (*own.get(title, ()), *left.get(title, ()))) for title in titles)
    return tuple(group for group in groups if group.items)


def _own(
    draft: Draft, group: str, rows: tuple[Row, ...], inherited: Mapping[str, Item], problems: list[Problem]
) -> Iterator[Item]:
    for row in rows:
        if isinstance(row, Item):
            yield row
        elif row.name in inherited:
            yield replace(inherited[row.name], group=group, essential=True)
        else:
            message = f"{row.name!r} is no inherited row; {near(row.name, inherited)}; or write `item: …` with `of`"
            problems.append(draft.tree.problem(row.path, message))


def _repeated(draft: Draft) -> Iterator[Problem]:
    """Report each title that two rows of the file have: what is found by its title must be found once."""
    seen: set[str] = set()
    for group, rows in draft.groups.items():
        for place, row in enumerate(rows):
            title = row.title if isinstance(row, Item) else row.name
            if title in seen:
                yield draft.tree.problem(("items", group, place), f"a second row {title!r}; give it another title")
            seen.add(title)


def _left(draft: Draft, base: Protocol, problems: list[Problem]) -> dict[str, tuple[Item, ...]]:
    """Return the inherited rows that are neither named again nor dropped, by group; rows for the rest always stay."""
    again = {row.title if isinstance(row, Item) else row.name for rows in draft.groups.values() for row in rows}
    gone = {mention.name for mention in draft.drop or ()}
    known = {item.title for item in base.items}
    problems.extend(_undroppable(draft, base, known))
    everything = draft.drop == ()

    def stays(item: Item) -> bool:
        return item.rest or not (everything or item.title in again or item.title in gone)

    return {group.title: tuple(item for item in group.items if stays(item)) for group in base.groups}


def _undroppable(draft: Draft, base: Protocol, known: set[str]) -> Iterator[Problem]:
    rest = {item.title for item in base.items if item.rest}
    for mention in draft.drop or ():
        if mention.name not in known:
            yield draft.tree.problem(mention.path, f"{mention.name!r} is no inherited row; {near(mention.name, known)}")
        elif mention.name in rest:
            message = f"{mention.name!r} takes what no other row took and cannot be dropped; remove it here"
            yield draft.tree.problem(mention.path, message)
