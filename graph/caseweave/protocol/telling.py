"""What one paper tells of one case: its statements, its time network, and what its words are kinds of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, get_args

from caseweave.clock.network import Resolved
from caseweave.model import MeasureAccount, Statement, Term
from caseweave.protocol.axis import Axis
from caseweave.vocabulary import Catalogue

__all__ = ["ACCOUNTS", "INFUSION", "ONSET", "Telling", "account_of", "firm"]

INFUSION: Final = "infusion"
ONSET: Final = "rash-onset"
_CAR_T: Final = "NCIT:C126102"
ACCOUNTS: Final[tuple[MeasureAccount, ...]] = get_args(MeasureAccount)


@dataclass(frozen=True)
class Telling:
    """One paper's account of one case.

    ``episodes`` are the events whose statements observe them at times of their own. ``time`` is the network of the
    case, or that of one ``reading`` of an ambiguous phrase.
    """

    said_by: str
    case: str
    statements: tuple[Statement, ...]
    time: Resolved
    catalogue: Catalogue
    episodes: tuple[str, ...] = ()
    reading: str = ""

    def is_a(self, term: Term | None, *roots: str) -> bool:
        """Tell whether a term is one of these concepts or stands under one."""
        return term is not None and self.catalogue.hierarchy.is_under(term.curie, *roots)

    def examined_by(self, statement: Statement, *roots: str) -> bool:
        """Tell whether a statement rests on a kind of examination: by its method, or by the event it is part of."""
        if statement.method is not None:
            return self.is_a(statement.method, *roots)
        return any(self.is_a(done.about, *roots) for done in self._procedures.get(statement.event or "", ()))

    def sharing(self, statement: Statement) -> tuple[Statement, ...]:
        """Return the statements about the same happening, the statement itself among them."""
        if statement.event is None:
            return (statement,)
        return tuple(other for other in self.statements if other.event == statement.event)

    def of(self, name: str) -> tuple[Statement, ...]:
        """Return the statements that a zero, an event or a statement id names."""
        plain = self.time.zeros.get(name, name)
        named = tuple(statement for statement in self.statements if statement.id == plain)
        return named or tuple(statement for statement in self.statements if statement.event == plain)

    @cached_property
    def infusion(self) -> Axis | None:
        """Days from the infusion: as the case names it, else the first CAR-T therapy told, else its own day 0."""
        if INFUSION in {self.time.zero, *self.time.zeros}:
            return self.axis(INFUSION)
        given = (s for s in self.statements if s.kind == "treatment" and s.state == "present")
        for statement in given:
            if self.is_a(statement.about, _CAR_T):
                return self.axis(INFUSION, statement.id)
        return self.axis(self.time.zero) if self.time.zero else None

    def axis(self, zero: str, point: str | None = None) -> Axis:
        """Return the days counted from a zero, or from another happening under that name."""
        return Axis(self.time, zero, point or zero)

    def since(self, day: int) -> tuple[Statement, ...]:
        """Return the statements that may lie so many days after the infusion or later; none without an infusion."""
        return tuple(said for said, latest in self._ends if latest is None or latest >= day)

    @cached_property
    def _ends(self) -> tuple[tuple[Statement, int | None], ...]:
        days = self.infusion
        return () if days is None else tuple((said, days.high(f"end of {said.id}")) for said in self.statements)

    def accounts(self, statements: Iterable[Statement]) -> Iterator[tuple[MeasureAccount, tuple[Statement, ...]]]:
        """Yield each account with what it says of these statements, leaving out doubtful ones where it has others."""
        found = tuple(statements)
        for name in ACCOUNTS:
            if said := firm(s for s in found if account_of(s) == name):
                yield name, said

    @cached_property
    def _procedures(self) -> dict[str, tuple[Statement, ...]]:
        done = [s for s in self.statements if s.kind == "procedure" and s.state == "present" and s.event]
        return {s.event: tuple(o for o in done if o.event == s.event) for s in done if s.event}


def account_of(statement: Statement) -> MeasureAccount:
    """Name the account that measures count a statement to: relayed apart, whichever account of the paper tells it.

    The case presentation and the figure legends are one account.
    """
    if statement.role == "relayed":
        return "relayed"
    return "narrative" if statement.account == "legend" else statement.account


def firm(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements the curator does not doubt, or all where nothing else is left."""
    found = tuple(statements)
    return tuple(s for s in found if s.confidence != "low") or found
