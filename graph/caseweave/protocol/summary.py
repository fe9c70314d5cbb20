"""What is known of each time over all cases: the naive median beside the estimate that respects the intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from statistics import median as middle
from typing import Final

from caseweave.model import Measure
from caseweave.protocol.speaker import ACCOUNTS
from caseweave.protocol.turnbull import Interval, installed, median, turnbull

__all__ = ["LEAST_CASES", "SUMMARY_COLUMNS", "Summary", "summaries"]

LEAST_CASES: Final = 5
"""Fewest cases a median is given for: below five even the whole range of the cases holds the true median with less
than 90 % confidence (1 - 2 * 0.5**4 = 88 %)."""

MANY_CASES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One time from one zero over all cases.

    ``cases`` counts patients whose own paper tells the time, ``relayed`` those known only from other papers, which are
    no independent support and do not count. ``naive_median`` takes the last possible day for the time itself and
    leaves out what has none, as a spreadsheet would; ``earliest`` and ``latest`` are the days of the Turnbull median.
    """

    measure: str
    zero: str
    cases: int
    relayed: int
    open_ended: int
    naive_median: float | None = None
    earliest: int | None = None
    latest: int | None = None
    note: str

    def row(self) -> dict[str, object]:
        """Return the fields in order, as plain JSON values."""
        return asdict(self)


SUMMARY_COLUMNS: Final = tuple(field.name for field in fields(Summary))


def summaries(measures: Iterable[Measure], patients: Mapping[str, str]) -> tuple[Summary, ...]:
    """Sum up each time from each zero, in the order of the measures.

    ``patients`` gives the patient behind each case id. A patient counts once, by the most trusted of its own papers'
    accounts that tells of the whole lesion and is not in doubt; readings of an ambiguous phrase count as one interval.
    """
    times = [one for one in measures if one.is_time and not one.of_part]
    kinds = dict.fromkeys((one.measure, one.zero) for one in times)
    return tuple(_summary([one for one in times if (one.measure, one.zero) == kind], patients) for kind in kinds)


def _summary(measures: Sequence[Measure], patients: Mapping[str, str]) -> Summary:
    told = _by_patient([one for one in measures if one.role == "own" and one.confidence != "low"], patients)
    relayed = _by_patient([one for one in measures if one.role == "relayed"], patients)
    own = {patient: days for patient, found in told.items() if _says_when(days := _interval(found))}
    times = list(own.values())
    last = [latest for _, latest in times if latest is not None]
    enough = len(times) >= LEAST_CASES
    earliest, latest = median(turnbull(times)) if enough and installed() else (None, None)
    return Summary(
        measure=measures[0].measure,
        zero=measures[0].zero,
        cases=len(times),
        relayed=len(relayed.keys() - own.keys()),
        open_ended=len(times) - len(last),
        naive_median=middle(last) if enough and last else None,
        earliest=earliest,
        latest=latest,
        note=_note(len(times)),
    )


def _by_patient(measures: Iterable[Measure], patients: Mapping[str, str]) -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for one in measures:
        found.setdefault(patients[one.case], []).append(one)
    return found


def _interval(measures: Sequence[Measure]) -> Interval:
    """Return the days of a patient by the most trusted account: of the first lesion, by whichever of its readings."""
    best = min(measures, key=lambda one: ACCOUNTS.index(one.account))
    told = (best.said_by, best.account, best.event)
    days = [(one.earliest, one.latest) for one in measures if (one.said_by, one.account, one.event) == told]
    lows, highs = zip(*days, strict=True)
    return (None if None in lows else min(lows), None if None in highs else max(highs))


def _says_when(days: Interval) -> bool:
    """Tell whether days say more than that something came after its zero."""
    earliest, latest = days
    return latest is not None or (earliest is not None and earliest > 0)


def _note(cases: int) -> str:
    if cases < LEAST_CASES:
        return f"no median: {cases} own {'case' if cases == 1 else 'cases'}, at least {LEAST_CASES} are needed"
    size = [f"only {cases} cases: an order of size"] if cases < MANY_CASES else []
    missing = [] if installed() else ["no estimate: type pip install 'caseweave[median]'"]
    return "; ".join([*size, *missing])
