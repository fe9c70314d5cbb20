"""A case under each reading of its ambiguous phrases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby, product

from caseweave.clock.network import Reading, Resolved
from caseweave.protocol.speaker import Speaker

__all__ = ["under_each"]


def under_each(telling: Speaker, statements: Collection[str]) -> Iterator[Speaker]:
    """Yield the telling under each way to read the phrases of some statements; as it is where none is ambiguous.

    Readings that contradict the rest of the case are left out.
    """
    concerned = [reading for reading in telling.time.readings if reading.statement in statements]
    phrases = [list(found) for _, found in groupby(concerned, lambda reading: (reading.statement, reading.phrase))]
    for chosen in product(*(enumerate(phrase) for phrase in phrases)):
        network: Resolved | None = telling.time
        for place, reading in chosen:
            network = network and _read(network, reading, place)
        if network is not None:
            words = dict.fromkeys(reading.reading for _, reading in chosen)
            yield replace(telling, time=network, reading="; ".join(words))


def _read(case: Resolved, reading: Reading, place: int) -> Resolved | None:
    """Return the network in which a phrase has one of its readings, or None where that contradicts the rest."""
    told = (reading.statement, reading.phrase)
    number, claim = next(
        (number, claim)
        for number, claim in enumerate(case.claims)
        if told in {(account.statement, account.phrase) for account in claim.accounts}
    )
    solved = case.solved.read(number, claim.saying[place])
    return None if solved is None else replace(case, solved=solved)
