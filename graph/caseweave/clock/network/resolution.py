"""One paper and one case in, its times out: the steps of the time network strung together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from caseweave.clock.network.claims import Claims, TimeNetError, claims
from caseweave.clock.network.clash import Clashes, Steps, minimal_clashes
from caseweave.clock.network.conventions import ConventionError, Conventions
from caseweave.clock.network.distance import Arc
from caseweave.clock.network.ends import Known, Late, Limit, ended, limits
from caseweave.clock.network.happenings import DAY_0, HappeningError, Happenings, Spoken, happenings, spoken
from caseweave.clock.network.parts import parts
from caseweave.clock.network.repair import Dropped, Trusted, kept, repair
from caseweave.clock.network.resolved import Clash, Reading, Resolved, SetAside
from caseweave.clock.network.solved import Solved, solve
from caseweave.clock.phrase import Day, Expression, For, parse
from caseweave.model import Basis, PaperFile
from caseweave.vocabulary import Catalogue

__all__ = ["resolve"]

NO_TERMS: Final = Catalogue()


def resolve(paper: PaperFile, case: str, conventions: Conventions, terms: Catalogue = NO_TERMS) -> Resolved:
    """Work out the times of one case as one paper tells it; by the terms it is known what ends a patient's time.

    Raises TimeNetError for phrases that name nothing or override what is no convention. A case that contradicts itself
    is not an error: the contradictions are found, and the least trusted of each is set aside.

    >>> rash = {"id": "rash", "finding": "rash", "when": "between day 4 and day 7", "anchor": {"section": "Case"}}
    >>> about = {"id": "fox", "title": "A case", "authors": "Fox", "journal": "Cases", "year": "2023"}
    >>> zero = {"cases": {"fox": {"zero": "graft"}}, "read": "excerpt", "curated": {"on": "2026-01-01"}}
    >>> paper = PaperFile.model_validate({**about, **zero, "statements": [{**rash, "id": "graft", "when": []}, rash]})
    >>> resolve(paper, "fox", Conventions({})).bounds["rash"]
    Bounds(earliest=4, latest=7, end_earliest=4, end_latest=7, basis='stated', conventions=())
    """
    told, head = spoken(paper, case), paper.cases[case]
    with _naming(paper, case):
        found = happenings(told, head)
        made = claims(told, found, head, conventions)
    clashes, dropped, solved = _settled(made)
    if head.zero is not None:
        solved = _tied(made, solved, found)
    solved, broken = ended(words := solved, limits(paper, told, found, Known(conventions.ends, terms)))
    aside = tuple(SetAside(made.claims[one.number], one.order_stays, _clashes(made, one.lost)) for one in dropped)
    return Resolved(
        said_by=paper.id,
        case=case,
        zero=head.zero,
        zeros=head.zeros,
        claims=made.claims,
        bases={item.source.id: _basis(item, found, aside, head.zero) for item in told},
        clashes=_clashes(made, clashes.sets),
        complete=clashes.complete,
        set_aside=aside,
        readings=tuple(_readings(made, solved, found, head.zero)),
        happenings=found,
        solved=solved,
        explicit=frozenset(item.source.id for item in told if item.source.basis),
        late=tuple(_late(broken, told, found)),
        told=words,
    )


@contextmanager
def _naming(paper: PaperFile, case: str) -> Iterator[None]:
    """Say of which paper and case it is that phrases name nothing."""
    try:
        yield
    except (HappeningError, ConventionError, TimeNetError) as fault:
        raise TimeNetError(f"{paper.id}, case {case}: {fault}") from None


def _tied(made: Claims, solved: Solved, found: Happenings) -> Solved:
    """Let no alternative that leads to no day lose the days of the others."""
    for claim in made.claims:
        for account in claim.accounts if len(claim.saying) > 1 else ():
            solved = solved.tied(DAY_0, found.of_statement[account.statement].start)
    return solved


def _late(broken: Iterable[Limit], told: tuple[Spoken, ...], found: Happenings) -> Iterator[Late]:
    """Name the statements about each happening that falls after an end of the case's time."""
    for limit in broken:
        for item in told:
            if found.of_statement[item.source.id].name == limit.happening:
                yield Late(item.source.id, limit.end, limit.by)


def _settled(made: Claims) -> tuple[Clashes, list[Dropped], Solved]:
    """Solve the network of all claims; where they clash, find how, and solve that of the claims that stay."""
    trusted = made.trusted
    solved = solve(made.size, made.fixed, kept(trusted, ()))
    if solved is not None:
        return Clashes(()), [], solved
    clashes, dropped = _contradictions(made.fixed, trusted)
    solved = solve(made.size, made.fixed, kept(trusted, dropped))
    assert solved is not None, "what repair keeps is consistent"
    return clashes, dropped, solved


def _contradictions(fixed: tuple[Arc, ...], trusted: list[Trusted]) -> tuple[Clashes, list[Dropped]]:
    """Find every minimal clash, and what is set aside for it, part by part of the network."""
    sets: list[frozenset[int]] = []
    dropped: list[Dropped] = []
    steps = Steps()
    for part in parts(fixed, [one.saying for one in trusted]):
        local = [trusted[number].moved(part.local) for number in part.numbers]
        found = minimal_clashes(len(part.points), part.fixed, [one.saying for one in local], steps)
        sets += map(part.whole, found.sets)
        lost = repair(len(part.points), part.fixed, local, steps) if found.sets else ()
        dropped += [
            Dropped(part.numbers[one.number], one.order_stays, tuple(map(part.whole, one.lost))) for one in lost
        ]
    sets.sort(key=lambda one: (len(one), sorted(one)))
    return Clashes(tuple(sets), not steps.over), sorted(dropped, key=lambda one: one.number)


def _clashes(made: Claims, sets: Iterable[frozenset[int]]) -> tuple[Clash, ...]:
    return tuple(Clash(tuple(made.claims[number] for number in sorted(numbers))) for numbers in sets)


def _basis(item: Spoken, found: Happenings, aside: tuple[SetAside, ...], zero: str | None) -> Basis:
    """Say how the days of a statement were got; what the curator wrote counts before everything."""
    said = item.source
    if said.basis is not None:
        return said.basis
    lost = {(account.statement, account.phrase) for one in aside for account in one.claim.accounts}
    if any((said.id, phrase) in lost for phrase in said.when):
        return "set aside"
    placed = [expression for _, expression in item.phrases if not isinstance(expression, For)]
    if (zero is not None and found.of_statement[said.id] == found.find(zero)) or any(map(_of_days, placed)):
        return "stated"
    return "converted" if placed else "inferred"


def _of_days(expression: Expression) -> bool:
    """Tell whether a phrase is made of day numbers only."""
    return bool(expression.parts) and all(isinstance(part, Day) for part in expression.parts)


def _readings(made: Claims, solved: Solved, found: Happenings, zero: str | None) -> Iterator[Reading]:
    """Yield, for each phrase with alternatives, the days of its statement under each of them."""
    several = [(number, claim) for number, claim in enumerate(made.claims) if len(claim.saying) > 1]
    for number, claim in several:
        for account in claim.accounts:
            for words, group in zip(map(str, parse(account.phrase).readings), claim.saying, strict=True):
                read = solved.read(number, group)
                start = found.of_statement[account.statement].start
                days = read.between(DAY_0, start) if read and zero else (None, None)
                yield Reading(account.statement, account.phrase, words, read is not None, *days)
