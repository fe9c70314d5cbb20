"""Names within a protocol: each leads somewhere, to a thing of the right sort, and none leads back to itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseweave.model import Problem
from caseweave.protocol.definition import MeasureRule, Protocol
from caseweave.protocol.draft import Draft, Mention
from caseweave.protocol.selector import ZERO, Selector, ValueKey
from caseweave.protocol.values import near
from caseweave.vocabulary import Catalogue, UnknownTermError
from caseweave.yamltext import Path

__all__ = ["check_names"]


def check_names(draft: Draft, protocol: Protocol, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield every name of a file that leads nowhere, to a thing of another sort, or round in a circle."""
    known = draft.named | protocol.selectors.keys() | protocol.measures.keys()
    for mention in draft.mentions:
        message = _astray(mention, protocol, known, catalogue)
        if message:
            yield draft.tree.problem(mention.path, message)
    yield from _circles(draft, protocol)
    yield from _day_zero(draft, protocol)
    yield from _origins(draft, protocol)


def _astray(mention: Mention, protocol: Protocol, known: frozenset[str], catalogue: Catalogue) -> str | None:
    name = mention.name
    named: dict[str, Mapping[str, object]] = {"selector": protocol.selectors, "measure": protocol.measures}
    wanted = named.pop(mention.wanted)
    if name in wanted:
        return None
    for sort, other in named.items():
        if name in other:
            return f"{name!r} is a {sort}; name a {mention.wanted} here"
    if name in known:
        return None
    hint = _misplaced(name, catalogue) if mention.wanted == "selector" else None
    return hint or f"unknown {mention.wanted} {name!r}; {near(name, wanted)}"


def _misplaced(name: str, catalogue: Catalogue) -> str | None:
    """Say how to write what means something, but is no selector."""
    if name == "zero":
        return "`zero` is day 0, not a selector; write `zero: yes` as a key, or name a selector"
    if name in {"any", "none"}:
        return f"`{name}` stands after a kind or a column; name a selector here, such as `{{finding: {name}}}`"
    return _term(name, catalogue)


def _term(name: str, catalogue: Catalogue) -> str | None:
    """Say how to write what is a term of the vocabulary and no selector."""
    try:
        concept = catalogue.resolve(name)
    except UnknownTermError:
        return None
    return f"{name!r} is a term, no selector; write it after its kind or `under`: `{{under: {concept.label}}}`"


def _circles(draft: Draft, protocol: Protocol) -> Iterator[Problem]:
    """Report each name of the file that rests on itself."""
    for name in draft.selectors:
        if name in protocol.rests_on(protocol.selectors[name]):
            message = f"{name!r} rests on itself; break the circle"
            yield draft.tree.problem(("select", name), message, key=True)
    for name, rule in draft.measures.items():
        if name in _followed(rule, protocol):
            yield draft.tree.problem(("measures", name, "to"), f"{name!r} rests on itself; break the circle")


def _followed(rule: MeasureRule, protocol: Protocol) -> set[str]:
    found: set[str] = set()
    while rule.to is not None and rule.to not in found:
        found.add(rule.to)
        if rule.to not in protocol.measures:
            break
        rule = protocol.measures[rule.to]
    return found


def _day_zero(draft: Draft, protocol: Protocol) -> Iterator[Problem]:
    """Report a day 0 that would rest on a phase: phases are counted from it."""
    of = protocol.zero_of
    if of is None or not _asks_phase(of, protocol):
        return
    own = draft.zero is not None
    path: Path = ("zero", "of") if own else ()
    yield draft.tree.problem(
        path, "day 0 rests on `phase`, which is counted from it; leave `phase` out of its selectors"
    )


def _asks_phase(selector: Selector, protocol: Protocol) -> bool:
    return any(_is_phase(part) for part in protocol.parts(selector))


def _is_phase(part: object) -> bool:
    keys = getattr(part, "keys", (part,))
    return any(isinstance(key, ValueKey) and key.column == "phase" for key in keys)


def _origins(draft: Draft, protocol: Protocol) -> Iterator[Problem]:
    """Report each row that counts a measure from what the measure is not counted from."""
    for group, rows in draft.groups.items():
        for place, row in enumerate(rows):
            measure = protocol.measures.get(getattr(row, "measure", None) or "")
            if measure is None or not measure.origins:
                continue
            origin = getattr(row, "origin", None) or ZERO
            if origin not in measure.origins:
                known = ", ".join(map(str, measure.origins))
                message = (
                    f"{measure.name!r} is counted from {known}, not from {origin}; write one of these under `from`"
                )
                yield draft.tree.problem(("items", group, place), message)
