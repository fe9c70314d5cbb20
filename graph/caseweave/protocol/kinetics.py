"""CAR-T cells in blood around the time the skin lesions cleared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from caseweave import wording
from caseweave.model import Measure, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.proof import Bound, Result, Use, proved
from caseweave.protocol.telling import Telling

__all__ = ["blood_measures"]

_BLOOD_COUNT: Final = "caseweave:blood-car-t-cell-count"


def blood_measures(telling: Telling, clearances: Iterable[Measure]) -> Iterator[Measure]:
    """Yield, for each time to clearance from the infusion, the blood measurements that may be the nearest to it."""
    axis = telling.infusion
    if axis is None:
        return
    counts = [s for s in telling.since(0) if telling.is_a(s.about, _BLOOD_COUNT) and s.state in {"present", "absent"}]
    placed = [(said, *days) for said in counts if (days := _days(axis, said)) is not None]
    for clearance in clearances:
        if clearance.zero == axis.name and clearance.earliest is not None and clearance.latest is not None:
            for said, low, high in _nearest(placed, clearance.earliest, clearance.latest):
                yield _measure(telling, axis, clearance, said, (low, high))


def _days(axis: Axis, said: Statement) -> tuple[int, int] | None:
    low, high = axis.low(said.id), axis.high(f"end of {said.id}")
    open_ = axis.case.is_open(axis.point, f"end of {said.id}")
    return None if low is None or high is None or open_ else (low, high)


def _nearest(
    placed: Sequence[tuple[Statement, int, int]], first: int, last: int
) -> Iterator[tuple[Statement, int, int]]:
    """Yield the measurements that are nearest to an interval on some days they may have been made on."""
    far = [max(0, first - low, high - last) for _, low, high in placed]
    for said, low, high in placed:
        if max(0, first - high, low - last) <= min(far):
            yield said, low, high


def _measure(telling: Telling, axis: Axis, clearance: Measure, said: Statement, days: tuple[int, int]) -> Measure:
    low, high = days
    by_iri = {one.statement: one for one in telling.statements}
    cleared = tuple(Use(step.use, by_iri[step.statement]) for step in clearance.proof)
    cleared_in = wording.length(clearance.earliest, clearance.latest, "terminal")
    words = f"{wording.days(low, high, 'terminal')}, clearance {cleared_in}"
    uses = (Use("measured", said),)
    result = Result(
        earliest=Bound(low, words, uses, (Ground(axis, said.id, most=False),)),
        latest=Bound(high, words, uses, (Ground(axis, f"end of {said.id}", most=True),)),
        value=_value(said),
        unit=said.unit,
        event=clearance.event,
        apart=(*clearance.identifier.split("/")[5:], slug(said.id)),
        uses=cleared,
    )
    return proved(telling, "blood CAR-T nearest clearance", clearance.account, axis, result)


def _value(said: Statement) -> str:
    """Return what was measured: the number with its comparator, else the amount in words, else what is printed."""
    if said.state == "absent":
        return "absent"
    return wording.number(said, "terminal") or dict(said.qualifiers).get("amount") or said.printed or said.label
