"""Findings to disagreements: those that share a statement become one, with all statements as sides and a stable id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import count, groupby
from operator import attrgetter
from typing import Final

import networkx as nx

from caseweave.accounts.clashes import TimeFinding
from caseweave.accounts.finding import Finding
from caseweave.accounts.sides import side
from caseweave.model import Confidence, Disagreement, Side, Statement
from caseweave.model.lists import Conflict, Reach

__all__ = ["gathered", "of_times"]

TIMES: Final = frozenset({"time", "order"})

DOUBT: Final[tuple[Confidence | None, ...]] = (None, "high", "moderate", "inferred", "low")
"""Confidence from the surest to the least sure; a statement without a mark is as sure as any."""


def gathered(findings: Iterable[Finding], places: dict[str, int]) -> list[Disagreement]:
    """Join the findings of one patient by one rule and strength wherever they share a statement.

    ``places`` gives each statement's place in the corpus, in which sides are listed.
    """
    by_rule = attrgetter("rule", "strength", "note", "kind")
    ordered = sorted(findings, key=by_rule)
    return [
        _disagreement(part, places)
        for _, group in groupby(ordered, by_rule)
        for part in _joined(sorted(group, key=lambda one: (one.one.statement, one.other.statement)))
    ]


def _joined(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Part findings into those that hang together by a statement."""
    ties = nx.Graph((one.one.statement, one.other.statement) for one in findings)
    part = {name: number for number, names in enumerate(nx.connected_components(ties)) for name in names}
    parts: dict[int, list[Finding]] = {}
    for one in findings:
        parts.setdefault(part[one.one.statement], []).append(one)
    return list(parts.values())


def _disagreement(findings: Sequence[Finding], places: dict[str, int]) -> Disagreement:
    first = findings[0]
    told = {said.statement: said for one in findings for said in (one.one, one.other, *(w for w, _ in one.witnesses))}
    statements = sorted(told.values(), key=lambda said: places[said.statement])
    camps = _camps(findings, places)
    doubt = min((max(_doubt(one.one), _doubt(one.other)) for one in findings), default=0)
    return _made(
        first.kind,
        first.rule,
        statements,
        [side(said, camp=camps[said.statement]) for said in statements],
        strength=first.strength,
        note=first.note,
        confidence=DOUBT[doubt] if doubt > 1 else None,
    )


def _camps(findings: Sequence[Finding], places: dict[str, int]) -> dict[str, int]:
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


def of_times(finding: TimeFinding, places: dict[str, int]) -> Disagreement:
    """Return a contradiction of the time network as a disagreement; its sides are the phrases that clash."""
    witnesses = sorted(finding.witnesses, key=lambda witness: (places[witness[0].statement], witness[1]))
    best: dict[str, int] = {}
    for said, phrase in finding.witnesses:
        best[phrase] = min(best.get(phrase, len(DOUBT)), _doubt(said))
    doubt = max(best.values())
    return _made(
        finding.kind,
        "time network",
        [said for said, _ in witnesses],
        [side(said, phrase) for said, phrase in witnesses],
        strength="contradiction",
        note=finding.note,
        confidence=DOUBT[doubt] if doubt > 1 else None,
    )


def _made(
    kind: Conflict, rule: str, statements: Sequence[Statement], sides: Sequence[Side], **fields: object
) -> Disagreement:
    case = statements[0].case
    papers = {said.said_by for said in statements}
    scope: Reach = "within paper" if len(papers) == 1 else "between papers"
    entities = {
        said.about.curie: said.label for said in (_of_each_happening(statements) if kind in TIMES else statements)
    }
    return Disagreement(
        id=f"{case}-{kind}-{_digest(rule, sides)}",
        case=case,
        scope=scope,
        kind=kind,
        about=" / ".join(entities.values()),
        entities=tuple(entities),
        sides=tuple(sides),
        rule=rule,
        **fields,  # type: ignore[arg-type]
    )


def _of_each_happening(statements: Iterable[Statement]) -> list[Statement]:
    """Keep the first statement on each event: what clashes is when it was, not all that is said of it."""
    first: dict[str, Statement] = {}
    for said in statements:
        first.setdefault(said.event or said.statement, said)
    return list(first.values())


def _digest(rule: str, sides: Sequence[Side]) -> str:
    """Hash the rule and the statements: the id stays as long as these stay, whatever else is found or said."""
    names = sorted({one.name for one in sides})
    return sha256(" ".join([rule, *names]).encode()).hexdigest()[:8]
