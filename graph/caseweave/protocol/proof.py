"""From bounds to measures: what a bound rests on, and the record with its proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from caseweave.clock.network import Claim
from caseweave.model import Account, Basis, Certainty, Confidence, Measure, ProofStep, Role, Statement
from caseweave.model.identifiers import measure_iri, rule_iri, slug
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.definition import MeasureRule
from caseweave.protocol.rules import criterion
from caseweave.protocol.speaker import ACCOUNTS, Speaker
from caseweave.wording import length

__all__ = ["Bound", "Result", "Use", "closed", "earlier", "later", "proved"]

_ACCOUNTS: Final[dict[Account, str]] = {
    "narrative": "text of the case",
    "legend": "figures and tables",
    "discussion": "Discussion",
    "abstract": "Abstract",
}
_BASES: Final[tuple[Basis, ...]] = get_args(Basis)
_DOUBT: Final[tuple[Confidence | None, ...]] = ("high", None, "moderate", "inferred", "low")
_ROLES: Final[tuple[Role, ...]] = ("own", "synthesis", "background", "relayed")
_DATES: Final = "dates it"
_ZERO: Final = "day 0"


@dataclass(frozen=True, slots=True)
class Use:
    """A statement and what it is used for."""

    how: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a result: the day (None is unbounded), the words of the arithmetic, and what it rests on."""

    day: int | None = None
    words: str = ""
    uses: tuple[Use, ...] = ()
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a rule found: both ends, and what is said of it. ``apart`` tells results of one account from each other."""

    earliest: Bound
    latest: Bound
    value: str | None = None
    unit: str | None = None
    scale: str | None = None
    site: tuple[str, ...] = ()
    event: str | None = None
    apart: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    against: tuple[str, ...] = field(default=())
    of_part: bool = False
    uses: tuple[Use, ...] = ()


def later(bounds: Iterable[Bound]) -> Bound:
    """Join lower ends that all hold: the latest counts, with all that reach it."""
    known = [bound for bound in bounds if bound.day is not None]
    return _joined(known, max((bound.day for bound in known if bound.day is not None), default=None))


def earlier(bounds: Iterable[Bound]) -> Bound:
    """Join upper ends that all hold: the earliest counts, with all that reach it."""
    known = [bound for bound in bounds if bound.day is not None]
    return _joined(known, min((bound.day for bound in known if bound.day is not None), default=None))


def closed(bounds: Iterable[Bound], join: Callable[[Iterable[Bound]], Bound]) -> Bound:
    """Join ends of which any may count: nothing is known where one of them is unbounded."""
    found = tuple(bounds)
    return Bound() if any(bound.day is None for bound in found) else join(found)


def _joined(bounds: Sequence[Bound], day: int | None) -> Bound:
    best = [bound for bound in bounds if bound.day == day]
    return Bound(
        day,
        " and ".join(dict.fromkeys(bound.words for bound in best)),
        tuple(dict.fromkeys(use for bound in best for use in bound.uses)),
        tuple(ground for bound in best for ground in bound.grounds),
    )


def proved(telling: Speaker, rule: MeasureRule, account: Account, axis: Axis, result: Result) -> Measure:
    """Return the measure of a result: its inputs, and what it inherits from them."""
    claims = tuple(_claims(result))
    uses = tuple(_uses(telling, account, axis, result, claims))
    inputs = [use.statement for use in uses]
    reading = telling.worded(telling.reading)
    where = (telling.said_by, telling.case, slug(rule.name), account, slug(axis.name), *result.apart)
    return Measure(
        id=measure_iri(*where, *((slug(telling.reading),) if telling.reading else ())),
        case=telling.case,
        measure=rule.name,
        definition="; ".join(part for part in (criterion(rule), _accounts(account, result), reading) if part),
        rule=rule_iri(rule.name),
        zero=axis.name,
        earliest=result.earliest.day,
        latest=result.latest.day,
        value=result.value,
        unit=result.unit,
        scale=result.scale,
        site=result.site,
        event=result.event,
        said_by=telling.said_by,
        role=max((said.role for said in inputs), key=_ROLES.index),
        account=account,
        reading=reading or None,
        proof=tuple(_step(use, axis) for use in uses),
        arithmetic=_arithmetic(result),
        basis=max((said.basis for said in inputs if said.basis), key=_BASES.index, default=None),
        certainty=_certainty(use.statement for use in _seen(result)),
        confidence=max((said.confidence for said in inputs), key=_DOUBT.index),
        conventions=tuple(dict.fromkeys(str(used) for claim in claims for used in claim.conventions)),
        of_part=result.of_part,
        own_start=any(use.statement.account == account for use in result.earliest.uses),
        mixed=result.mixed,
        note=f"not in line with {'; '.join(result.against)}" if result.against else None,
    )


def _seen(result: Result) -> tuple[Use, ...]:
    """Return what a result was read from, without what only dates it."""
    return (*result.earliest.uses, *result.latest.uses, *result.uses)


def _certainty(inputs: Iterable[Statement]) -> Certainty | None:
    return next((said.certainty for said in inputs if said.certainty), None)


def _accounts(account: Account, result: Result) -> str:
    """Name the account a result follows, and those it takes other observations from."""
    used = [use.statement for use in _seen(result)]
    others = dict.fromkeys(name for one in used if (name := one.account) != account)
    return " with ".join([_ACCOUNTS[account], *(_ACCOUNTS[name] for name in sorted(others, key=ACCOUNTS.index))])


def _claims(result: Result) -> dict[Claim, None]:
    """Return the claims that the days of a result rest on, each once."""
    grounds = (*result.earliest.grounds, *result.latest.grounds)
    return dict.fromkeys(claim for ground in grounds for claim in ground.claims)


def _uses(telling: Speaker, account: Account, axis: Axis, result: Result, claims: Iterable[Claim]) -> Iterator[Use]:
    """Yield what was used, one speaker for each further claim that a day rests on, and what is day 0; each once."""
    said: set[str] = set()
    for use in _seen(result):
        if use.statement.id not in said:
            said.add(use.statement.id)
            yield use
    by_id = {statement.id: statement for statement in telling.statements}
    for claim in claims:
        if said.isdisjoint(claim.statements):
            speakers = [by_id[one.statement] for one in sorted(claim.accounts, key=lambda one: one.rank)]
            best = min(speakers, key=lambda one: (one.basis == "set aside", one.account != account))
            said.add(best.id)
            yield Use(_DATES, best)
    zero = telling.of(axis.point)
    if said.isdisjoint(statement.id for statement in zero):
        yield Use(_ZERO, zero[0])


def _step(use: Use, axis: Axis) -> ProofStep:
    said = use.statement
    return ProofStep(
        use=use.how,
        statement=said.statement,
        said_by=said.said_by,
        when=said.when,
        printed=said.printed,
        section=said.section,
        earliest=axis.low(said.id),
        latest=axis.high(f"end of {said.id}"),
    )


def _arithmetic(result: Result) -> str:
    parts = dict.fromkeys(bound.words for bound in (result.earliest, result.latest) if bound.words)
    words = f"{'; '.join(parts)}: " if parts else ""
    return words + (length(result.earliest.day, result.latest.day, "terminal") or "no day")
