"""Brackets: between which days an account puts the end of a course, an account each, and which of them clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from caseweave.model import Disagreement, Measure, Role
from caseweave.model.identifiers import slug

__all__ = ["Bracket", "brackets"]

_ACCOUNTS: Final[Mapping[str, str]] = {"narrative": "case text", "legend": "legend"}
_DOUBTED: Final = frozenset({"low", "inferred"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What one account says of a time: its days from day 0, who says it, and the statements it follows from.

    ``clashes`` are the places, among the brackets of its lane, of those it does not fit with.
    """

    account: str
    said_by: str
    role: Role
    earliest: int | None
    latest: int | None
    statements: tuple[str, ...]
    reading: str | None = None
    doubt: bool = False
    clashes: tuple[int, ...] = ()


def brackets(
    measures: Iterable[Measure], names: Iterable[str], disagreements: Sequence[Disagreement], zero: str
) -> dict[tuple[str, str], tuple[Bracket, ...]]:
    """Return the brackets of each case and measure, the most trusted account first.

    ``names`` are the measures that lanes ask for, ``zero`` what days are counted from.
    """
    wanted = {slug(name): name for name in names}
    found: dict[tuple[str, str], list[Bracket]] = {}
    for one in measures:
        known = wanted.get(slug(one.measure))
        if known is not None and one.zero == zero and one.is_time and not one.of_part:
            found.setdefault((one.case, known), []).append(_bracket(one))
    return {key: tuple(_clashing(some, disagreements)) for key, some in found.items()}


def _bracket(one: Measure) -> Bracket:
    return Bracket(
        account=_ACCOUNTS.get(one.account, one.account.capitalize()),
        said_by=one.said_by,
        role=one.role,
        earliest=one.earliest,
        latest=one.latest,
        statements=tuple(one.inputs),
        reading=one.reading,
        doubt=one.certainty is not None or one.confidence in _DOUBTED,
    )


def _clashing(some: Sequence[Bracket], disagreements: Sequence[Disagreement]) -> Iterable[Bracket]:
    """Yield brackets with those they do not fit with: no day is in both, or accounts they rest on disagree."""
    for place, one in enumerate(some):
        against = (
            other
            for other, two in enumerate(some)
            if other != place and one.account != two.account and (_apart(one, two) or _at_odds(one, two, disagreements))
        )
        yield replace(one, clashes=tuple(against))


def _apart(one: Bracket, two: Bracket) -> bool:
    return any(
        first.latest is not None and second.earliest is not None and first.latest < second.earliest
        for first, second in ((one, two), (two, one))
    )


def _at_odds(one: Bracket, two: Bracket, disagreements: Sequence[Disagreement]) -> bool:
    """Tell whether what only one of two rests on stands in another camp than what only the other does."""
    mine, theirs = set(one.statements) - set(two.statements), set(two.statements) - set(one.statements)
    for found in disagreements:
        if found.strength == "note":
            continue
        camps = [{side.camp for side in found.sides if side.name in some and side.camp} for some in (mine, theirs)]
        if all(camps) and not camps[0] & camps[1]:
            return True
    return False
