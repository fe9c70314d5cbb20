"""Contradictions of the time network as findings: each once, with everyone who says one of its claims."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from caseweave.accounts.sides import Sides
from caseweave.clock import phrase as timewords
from caseweave.clock.network import Account, Clash, Resolved
from caseweave.clock.phrase import (
    AfterCycles,
    ByOffset,
    During,
    EitherSide,
    Elapsed,
    Expression,
    For,
    NextDay,
    Offset,
    Order,
    Reference,
    Within,
)
from caseweave.model import Statement
from caseweave.model.lists import Conflict

__all__ = ["TimeFinding", "time_findings"]

TIME: Final = "The time phrases cannot all be true, though any one of them left out would cure it."
ORDER: Final = "What is said to come first and what later cannot be so on the days that are told."

CUT: Final = "The search for contradictions stopped here; there may be more."

_CYCLES: Final = "cycles of"
"""How the time network words a printed length of cycles, which is no phrase of a statement."""


_LENGTHS: Final = (ByOffset, EitherSide, Elapsed, For, NextDay, Offset, Within)
"""The expressions that name a length of time."""


@dataclass(frozen=True, slots=True)
class TimeFinding:
    """A contradiction between time phrases: the witnesses, each with the phrase in question, and what is set aside.

    ``question`` are the phrases that are set aside, each with what it is of: what the contradiction asks. A witness of
    the same happening is in camp 1, one whose phrase is set aside in camp 2; the others only bear witness, in none.
    """

    kind: Conflict
    note: str
    witnesses: tuple[tuple[Statement, str], ...]
    question: tuple[str, ...]
    camps: tuple[int | None, ...]


def time_findings(resolved: Resolved, records: Mapping[str, Statement], sides: Sides) -> list[TimeFinding]:
    """Return the contradictions of one case as one paper tells it; ``records`` holds its statements by id.

    Clashes that ask one question, as they are cured by setting the same phrases aside, are one finding. A claim that
    cannot be true by itself, such as a day 1 of day 0, is at odds with no other account: a rule tells it, it is no
    disagreement.
    """
    given_up = frozenset(account for one in resolved.set_aside for account in one.claim.accounts)
    merged: dict[frozenset[tuple[str, str]], list[Clash]] = {}
    for clash in (one for one in resolved.clashes if len(one.claims) > 1):
        merged.setdefault(_asked(clash, given_up, records), []).append(clash)
    return [_finding(resolved, asked, clashes, records, sides) for asked, clashes in merged.items()]


def _asked(clash: Clash, given_up: Container[Account], records: Mapping[str, Statement]) -> frozenset[tuple[str, str]]:
    """Say what is in question: which phrase of which happening is set aside; all that is claimed where none is."""
    aside = [account for account in clash.accounts if account in given_up]
    return frozenset((_happening(account, records), _words(account)) for account in aside or clash.accounts)


def _happening(account: Account, records: Mapping[str, Statement]) -> str:
    return records[account.statement].event or account.statement


def _words(account: Account) -> str:
    return account.phrase if account.phrase.startswith(_CYCLES) else str(timewords.parse(account.phrase))


def _finding(
    resolved: Resolved,
    asked: frozenset[tuple[str, str]],
    clashes: list[Clash],
    records: Mapping[str, Statement],
    sides: Sides,
) -> TimeFinding:
    accounts = dict.fromkeys(account for clash in clashes for account in clash.accounts)
    kinds = {_sort(account) for account in accounts}
    kind: Conflict = "order" if "order" in kinds and "length" not in kinds else "time"
    sentence = ORDER if kind == "order" else TIME
    cut = "" if resolved.complete else CUT
    parts = (
        sentence,
        _alone(clashes),
        _aside(resolved, {one: sides.worded(records[one.statement], one.phrase) for one in accounts}),
        _conventions(clashes),
        cut,
    )
    told = _told_once(accounts, records)
    return TimeFinding(
        kind,
        " ".join(part for part in parts if part),
        tuple((records[account.statement], account.phrase) for account in told),
        tuple(f"{happening}: {words}" for happening, words in sorted(asked)),
        tuple(_camp(account, asked, records) for account in told),
    )


def _camp(account: Account, asked: frozenset[tuple[str, str]], records: Mapping[str, Statement]) -> int | None:
    """Give a phrase in question camp 2, another one of the same happening camp 1; any other bears witness alone."""
    happening = _happening(account, records)
    if (happening, _words(account)) in asked:
        return 2
    return 1 if happening in {name for name, _ in asked} else None


def _told_once(accounts: Iterable[Account], records: Mapping[str, Statement]) -> list[Account]:
    """Keep one witness of each section for the same words on the same happening."""
    first: dict[tuple[object, ...], Account] = {}
    for account in accounts:
        said = (account.section, account.phrase, _happening(account, records), account.conventions)
        first.setdefault(said, account)
    return list(first.values())


def _sort(account: Account) -> str:
    """Tell a phrase that only orders two happenings from one with a day and one with a length of time."""
    if account.phrase.startswith(_CYCLES):
        return "length"
    expression: Expression = timewords.parse(account.phrase)
    if isinstance(expression, AfterCycles | During | Order) and isinstance(expression.moment, Reference):
        return "order"
    return "length" if isinstance(expression, _LENGTHS) else "day"


def _alone(clashes: list[Clash]) -> str:
    """Name the sections that contradict themselves: every claim of a clash is made there."""
    names = dict.fromkeys(
        section
        for clash in clashes
        for section in {account.section: None for account in clash.accounts}
        if all(any(account.section == section for account in claim.accounts) for claim in clash.claims)
    )
    return f"{' and '.join(names)} alone contradicts itself." if names else ""


def _aside(resolved: Resolved, accounts: Mapping[Account, str]) -> str:
    """Say which phrase the time network sets aside so that it has days at all."""
    given_up = dict.fromkeys(account for one in resolved.set_aside for account in one.claim.accounts)
    phrases = [f"'{words}' ({account.section})" for account, words in accounts.items() if account in given_up]
    return f"For the days shown, {', '.join(phrases)} is set aside." if phrases else ""


def _conventions(clashes: list[Clash]) -> str:
    used = dict.fromkeys(name for clash in clashes for name in clash.conventions)
    return f"Rests on the conventions {', '.join(used)}." if used else ""
