"""When two statements speak of one moment: they share a happening, or certainly share a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from caseweave.clock import phrase as timewords
from caseweave.clock.network import Bounds, Resolved
from caseweave.clock.network.happenings import DAY_0
from caseweave.clock.phrase import During, Order, Reference
from caseweave.corpus import Corpus
from caseweave.model import Statement
from caseweave.model.identifiers import statement_iri
from caseweave.statements import Times

__all__ = ["Join", "Moments", "dated"]

Join: TypeAlias = Literal["event", "time"]
Gap: TypeAlias = tuple[int | None, int | None]
"""Fewest and most days from one day to another; None is unbounded."""


class Moments:
    """The time networks behind the statements of a corpus, asked which statements are of one moment."""

    def __init__(self, corpus: Corpus, times: Times) -> None:
        told = [(paper, said, paper.case_of(said)) for paper in corpus.papers for said in paper.statements]
        self._anchored: dict[tuple[str, str, str], Mapping[str, Bounds]] = {}
        self._network = {statement_iri(paper.id, said.id): times[paper.id, case] for paper, said, case in told}
        patients = corpus.patients
        self._episodes = {
            (paper.id, patients[case], event)
            for paper in corpus.papers
            for case, head in paper.cases.items()
            for event in head.episodes
        }

    def join(self, one: Statement, other: Statement) -> Join | None:
        """Return what makes two statements speak of one moment: the event first, the time second."""
        if one.event and one.event == other.event and not (self.lasting(one) or self.lasting(other)):
            return "event"
        return "time" if self.together(one, other) else None

    def lasting(self, statement: Statement) -> bool:
        """Tell whether a statement observes an episode, at a time of its own."""
        return (statement.said_by, statement.case, statement.event) in self._episodes

    def together(self, one: Statement, other: Statement) -> bool:
        """Tell whether two statements certainly share a day; a day that was set aside is no ground for that.

        Within one account the time network says so; between two, the days from a zero that both have.
        """
        gaps = self._gap(one, other), self._gap(other, one)
        return all(fewest is not None and fewest >= 0 for fewest, _ in gaps)

    def apart(self, one: Statement, other: Statement) -> bool:
        """Tell whether two statements certainly share no day."""
        return self.after(one, other) or self.after(other, one)

    def after(self, one: Statement, other: Statement) -> bool:
        """Tell whether the first day of one is certainly after the last day of the other."""
        _, most = self._gap(one, other)
        return most is not None and most < 0

    def follows(self, one: Statement, other: Statement) -> bool:
        """Tell whether one certainly does not begin before the other ends; both may be of one day."""
        _, most = self._gap(one, other)
        return most is not None and most <= 0

    def outlasts(self, one: Statement, other: Statement) -> bool:
        """Tell whether the last day of one is certainly after the first day of the other."""
        fewest, _ = self._gap(other, one)
        return fewest is not None and fewest > 0

    def _gap(self, one: Statement, other: Statement) -> Gap:
        """Return how many days lie from the first day of one to the last day of the other."""
        if "set aside" in {one.basis, other.basis}:
            return None, None
        network, second = self._network[one.statement], self._network[other.statement]
        if network is second:
            seen = network.happenings.of_statement
            return network.solved.between(seen[one.id].start, seen[other.id].end)
        zeros = sorted(network.zeros.keys() & second.zeros.keys())
        gaps = [self._counted(one, network, other, second, zero) for zero in zeros]
        return next((gap for gap in gaps if gap != (None, None)), (None, None))

    def read_in_several_ways(self, statement: Statement) -> bool:
        """Tell whether a phrase of a statement has more than one reading."""
        return any(one.statement == statement.id for one in self._network[statement.statement].readings)

    def named(self, statement: Statement, name: str) -> str:
        """Return the name of the happening that a phrase of a statement refers to by an id."""
        return self._network[statement.statement].happenings.find(name).name

    def is_zero(self, statement: Statement) -> bool:
        """Tell whether a statement is the very event its speaker counts days from: its day 0 claims nothing."""
        network = self._network[statement.statement]
        return network.zero is not None and network.happenings.of_statement[statement.id].start == DAY_0

    def known(self, one: Statement, other: Statement) -> bool:
        """Tell whether the days of the two can be compared at all: both are bounded, and counted from one zero."""
        return None not in {*self._gap(one, other), *self._gap(other, one)}

    def _days(self, network: Resolved, zero: str) -> Mapping[str, Bounds]:
        key = network.said_by, network.case, zero
        if key not in self._anchored:
            self._anchored[key] = network.anchored(zero)
        return self._anchored[key]

    def _counted(self, one: Statement, network: Resolved, other: Statement, second: Resolved, zero: str) -> Gap:
        start, end = self._days(network, zero)[one.id], self._days(second, zero)[other.id]
        fewest = None if end.end_earliest is None or start.latest is None else end.end_earliest - start.latest
        most = None if end.end_latest is None or start.earliest is None else end.end_latest - start.earliest
        return fewest, most


def dated(statement: Statement) -> bool:
    """Tell whether a statement names a day, a date or a length of time, not merely what came before or after.

    >>> from caseweave.model import Term
    >>> told = dict(statement="s", said_by="p", case="p", role="own", kind="finding", about=Term("HP:0001945", "fever"))
    >>> dated(Statement(**told, when=("day 4",))), dated(Statement(**told, when=("after infusion",)))
    (True, False)
    """
    expressions = [timewords.parse(phrase) for phrase in statement.when]
    return any(not (isinstance(one, Order | During) and isinstance(one.moment, Reference)) for one in expressions)
