"""Findings to disagreements: one question is one disagreement, with all statements as sides and an id that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count
from operator import attrgetter
from typing import Final

import networkx as nx

from caseweave.accounts.clashes import TimeFinding
from caseweave.accounts.finding import Misfit
from caseweave.accounts.likeness import Likeness
from caseweave.accounts.sides import Sides
from caseweave.model import Confidence, Disagreement, Side, Statement
from caseweave.model.lists import LISTS, Conflict, Reach

__all__ = ["gathered", "of_times", "told_apart"]

TIMES: Final = frozenset({"time", "order"})

STRENGTHS: Final = LISTS["strength"]
KINDS: Final = LISTS["disagreement-kind"]

DOUBT: Final[tuple[Confidence | None, ...]] = (None, "high", "moderate", "inferred", "low")
"""Confidence from the surest to the least sure; a statement without a mark is as sure as any."""


def gathered(findings: Iterable[Misfit], sides: Sides, likeness: Likeness) -> list[Disagreement]:
    """Join the findings of one patient on one question wherever they share a statement: one question is asked once.

    ``sides`` knows the order in which statements are listed, and their words.
    """
    asked: dict[tuple[str, ...], list[Misfit]] = {}
    for one in sorted(findings, key=attrgetter("rule", "strength", "note", "one.statement", "other.statement")):
        asked.setdefault(_asked(one, likeness), []).append(one)
    parts = [part for group in asked.values() for part in _joined(group)]
    made = [_disagreement(part, sides, likeness) for part in parts]
    by_side: dict[str, list[Disagreement]] = {}
    for wider in made:
        for name in wider.statements:
            by_side.setdefault(name, []).append(wider)
    return [one for one in made if not any(_holds(wider, one) for wider in by_side[one.statements[0]])]


def _asked(finding: Misfit, likeness: Likeness) -> tuple[str, ...]:
    """Say what a finding asks: what one specimen is made of, or else what its rule does; a note asks apart."""
    wholes = {likeness.whole(said.about.curie) for said in (finding.one, finding.other)}
    event = finding.one.event
    if event and event == finding.other.event and None not in wholes and len(wholes) == 1:
        return (str(*wholes), event, "note" if finding.strength == "note" else "")
    return (finding.rule, finding.strength, finding.note)


def _holds(wider: Disagreement, one: Disagreement) -> bool:
    """Tell whether a disagreement as strong has all sides of another, and more: it asks the same question."""
    strong = STRENGTHS.index(wider.strength) <= STRENGTHS.index(one.strength)
    return strong and set(one.statements) < set(wider.statements)


def _joined(findings: Sequence[Misfit]) -> list[list[Misfit]]:
    """Part findings into those that hang together by a statement."""
    ties = nx.Graph((one.one.statement, one.other.statement) for one in findings)
    part = {name: number for number, names in enumerate(nx.connected_components(ties)) for name in names}
    parts: dict[int, list[Misfit]] = {}
    for one in findings:
        parts.setdefault(part[one.one.statement], []).append(one)
    return list(parts.values())


def _disagreement(findings: Sequence[Misfit], sides: Sides, likeness: Likeness) -> Disagreement:
    first = min(findings, key=_weight)
    rules = {one.rule: one.note for one in sorted(findings, key=_weight)}
    told = {said.statement: said for one in findings for said in (one.one, one.other, *(w for w, _ in one.witnesses))}
    statements = sorted(told.values(), key=lambda said: sides.places[said.statement])
    camps = _camps(findings, sides.places)
    doubt = _unsure(first)
    return _made(
        first.kind,
        _question(findings, first, likeness),
        statements,
        [sides.side(said, camp=camps[said.statement]) for said in statements],
        strength=first.strength,
        rule="; ".join(rules),
        note=" ".join(rules.values()),
        confidence=DOUBT[doubt] if doubt > 1 else None,
    )


def _weight(finding: Misfit) -> tuple[int, int, int]:
    """Order findings: the stronger first, then the surer, then by kind."""
    return STRENGTHS.index(finding.strength), _unsure(finding), KINDS.index(finding.kind)


def _unsure(finding: Misfit) -> int:
    return max(_doubt(finding.one), _doubt(finding.other))


def _question(findings: Sequence[Misfit], first: Misfit, likeness: Likeness) -> tuple[str, ...]:
    """Say what is in question: by which rule, of which happening, if of just one, and of what.

    How a happening changes, and what a specimen is made of, is one question of that happening.
    """
    whole, *rest = _asked(first, likeness)
    if whole != first.rule:
        return (whole, *rest)
    said = [statement for one in findings for statement in (one.one, one.other)]
    events = {one.event for one in said if one.event}
    happening = next(iter(events)) if len(events) == 1 else ""
    changes = happening and findings[0].kind in {"course", "order"}
    return (first.rule, happening, *(() if changes else likeness.topic(one.about.curie for one in said)))


def _camps(findings: Sequence[Misfit], places: Mapping[str, int]) -> dict[str, int]:
    """Give each statement the number of its camp: whoever disagrees with it is in another one."""
    against: dict[str, set[str]] = {}
    for one in findings:
        against.setdefault(one.one.statement, set()).add(one.other.statement)
        against.setdefault(one.other.statement, set()).add(one.one.statement)
    camps: dict[str, int] = {}
    way = [min(against, key=places.__getitem__)]
    for name in way:
        taken = {camps[other] for other in against[name] if other in camps}
        camps[name] = next(number for number in count(1) if number not in taken)
        way += sorted(against[name] - set(way), key=places.__getitem__)
    standing = {witness.statement: camps[beside.statement] for one in findings for witness, beside in one.witnesses}
    return standing | camps


def _doubt(statement: Statement) -> int:
    return DOUBT.index(statement.confidence)


def of_times(finding: TimeFinding, sides: Sides) -> Disagreement:
    """Return a contradiction of the time network as a disagreement; its sides are the phrases that clash."""
    told = [(*witness, camp) for witness, camp in zip(finding.witnesses, finding.camps, strict=True)]
    witnesses = sorted(told, key=lambda witness: (sides.places[witness[0].statement], witness[1]))
    best: dict[str, int] = {}
    for said, phrase in finding.witnesses:
        best[phrase] = min(best.get(phrase, len(DOUBT)), _doubt(said))
    doubt = max(best.values())
    return _made(
        finding.kind,
        finding.question,
        [said for said, _, _ in witnesses],
        [sides.side(said, phrase, camp) for said, phrase, camp in witnesses],
        strength="contradiction",
        rule="time network",
        note=finding.note,
        confidence=DOUBT[doubt] if doubt > 1 else None,
    )


def _made(
    kind: Conflict, question: tuple[str, ...], statements: Sequence[Statement], sides: Sequence[Side], **fields: object
) -> Disagreement:
    case = statements[0].case
    papers = {said.said_by for said in statements}
    scope: Reach = "within paper" if len(papers) == 1 else "between papers"
    entities = {
        said.about.curie: said.label for said in (_of_each_happening(statements) if kind in TIMES else statements)
    }
    return Disagreement(
        id=f"{case}-{kind}-{_digest(scope, *question)}",
        case=case,
        scope=scope,
        kind=kind,
        about=" / ".join(entities.values()),
        entities=tuple(entities),
        sides=tuple(sides),
        **fields,  # type: ignore[arg-type]
    )


def _of_each_happening(statements: Iterable[Statement]) -> list[Statement]:
    """Keep the first statement on each event: what clashes is when it was, not all that is said of it."""
    first: dict[str, Statement] = {}
    for said in statements:
        first.setdefault(said.event or said.statement, said)
    return list(first.values())


def _digest(*question: str) -> str:
    """Hash what is in question: an id stays as long as its question does, whoever else says something to it."""
    return sha256(" ".join(question).encode()).hexdigest()[:8]


def told_apart(found: Sequence[Disagreement], places: Mapping[str, int]) -> list[Disagreement]:
    """Give those that ask the same at several times numbers, in the order of their first sides."""
    seen: Counter[str] = Counter()
    numbered = []
    for one in sorted(found, key=lambda one: [places[name] for name in one.statements]):
        seen[one.id] += 1
        number = seen[one.id]
        numbered.append(one if number == 1 else replace(one, id=f"{one.id}-{number}"))
    return numbered
