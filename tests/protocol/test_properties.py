"""Measures against brute force: every timeline that fits the statements lies inside, and more doubt never narrows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseweave.model import Measure
from caseweave.statements import times

from .telling import Said, corpus, derive, paper, rash, said

IMPROVEMENT, NEAR, CLEAR = "time to first improvement", "time to near clearance", "time to clearance"
COURSES: list[dict[str, str]] = [
    {},
    {"overall": "stable"},
    {"extent": "worsens"},
    {"extent": "improves"},
    {"overall": "improves"},
    {"elevation": "improves", "itch": "worsens"},
    {"overall": "nearly cleared"},
    {"elevation": "nearly cleared", "colour": "nearly cleared"},
    {"overall": "cleared"},
]


@dataclass(frozen=True)
class Look:
    """A look at the rash: between which days, what it sees, and whether it sees nothing."""

    first: int
    last: int
    course: tuple[tuple[str, str], ...]
    gone: bool

    def told(self, name: str) -> Said:
        """Put it as a statement."""
        state = {"state": "absent"} if self.gone else {}
        return rash(name, f"between day {self.first} and day {self.last}", **state, **dict(self.course))

    @property
    def seen(self) -> frozenset[str]:
        """What it sees change."""
        return frozenset(change for _, change in self.course)

    @property
    def cleared(self) -> bool:
        """Whether it sees the rash cleared."""
        return self.gone or dict(self.course).get("overall") == "cleared"

    @property
    def near(self) -> bool:
        """Whether it sees the rash nearly cleared, or cleared."""
        return self.cleared or "nearly cleared" in self.seen

    @property
    def better(self) -> bool:
        """Whether it sees an improvement, whatever else."""
        return self.near or "improves" in self.seen

    @property
    def worse(self) -> bool:
        """Whether it sees something worsen."""
        return "worsens" in self.seen


def looks() -> st.SearchStrategy[Look]:
    """Draw looks on uncertain days within a week or so."""

    def made(first: int, length: int, course: dict[str, str], gone: bool) -> Look:
        return Look(first, first + length, () if gone else tuple(course.items()), gone)

    return st.builds(made, st.integers(1, 7), st.integers(0, 3), st.sampled_from(COURSES), st.booleans())


cases = st.lists(looks(), min_size=1, max_size=4)


def timelines(told: list[Look]) -> Iterator[tuple[int, ...]]:
    """Yield every choice of days in which what is left is seen before the rash is seen cleared, or that very day."""
    for days in product(*(range(look.first, look.last + 1) for look in told)):
        there = [day for day, look in zip(days, told, strict=True) if not look.cleared]
        gone = [day for day, look in zip(days, told, strict=True) if look.cleared]
        if not there or not gone or max(there) <= min(gone):
            yield days


def clearing(told: list[Look], days: tuple[int, ...]) -> range:
    """Return the days on which the rash may have cleared: after what was left, up to what was gone."""
    there = [day for day, look in zip(days, told, strict=True) if not look.cleared]
    gone = [day for day, look in zip(days, told, strict=True) if look.cleared]
    return range(max(there, default=0) + 1, min(gone) + 1)


def first_step(told: list[Look], days: tuple[int, ...], measure: str) -> range:
    """Return the days of the first step of a timeline: after the last look short of it, up to the first that has it."""
    at = list(zip(days, told, strict=True))
    if measure == IMPROVEMENT:
        bad = {day for day, look in at if look.worse}
        has = [
            day
            for day, look in at
            if look.better
            and not look.worse
            and not (day in bad and "overall" not in dict(look.course) and not look.gone)
        ]
        short = [day for day, look in at if look.worse or look.seen == {"stable"}]
    else:
        has = [day for day, look in at if look.near]
        short = [day for day, look in at if look.worse]
    if not has:
        return range(0)
    return range(max((day for day in short if day < min(has)), default=0) + 1, min(has) + 1)


def of(told: list[Look], measure: str) -> list[Measure]:
    """Derive one measure from the infusion."""
    found = derive(paper(*(look.told(f"s{place}") for place, look in enumerate(told))))
    return [one for one in found if (one.measure, one.zero) == (measure, "infusion")]


def inside(day: int, found: Measure) -> bool:
    """Tell whether a day lies in a measure."""
    return (found.earliest is None or found.earliest <= day) and (found.latest is None or day <= found.latest)


@given(told=cases)
def test_clearance_holds_every_timeline(told: list[Look]) -> None:
    """Whatever the days of the looks were, the day of clearance lies in the interval; and no tighter one would do."""
    assume(any(look.cleared for look in told))
    every = list(timelines(told))
    assume(every)
    (found,) = of(told, CLEAR)
    allowed = [day for days in every for day in clearing(told, days)]
    assert all(inside(day, found) for day in allowed)
    if allowed and found.note is None:
        assert found.latest == max(allowed)


@given(told=cases, measure=st.sampled_from([IMPROVEMENT, NEAR]))
def test_a_first_step_holds_every_timeline(told: list[Look], measure: str) -> None:
    """The same for improvement and near clearance, which may come and go."""
    found = of(told, measure)
    assume(found)
    for days in timelines(told):
        assert all(inside(day, found[0]) for day in first_step(told, days, measure))


@given(told=cases, place=st.integers(0, 3), before=st.integers(0, 2), after=st.integers(0, 2))
def test_widening_an_input_never_narrows_a_measure(told: list[Look], place: int, before: int, after: int) -> None:
    """Less is known of one day: no result may become more precise, unless the case contradicted itself."""
    assume(place < len(told))
    look = told[place]
    wider = Look(max(1, look.first - before), look.last + after, look.course, look.gone)
    for measure in (IMPROVEMENT, NEAR, CLEAR):
        narrow, wide = of(told, measure), of([*told[:place], wider, *told[place + 1 :]], measure)
        if narrow and wide and not any(one.note for one in (*narrow, *wide)) and not clashing(told):
            (one,), (other,) = narrow, wide
            assert other.earliest is None or (one.earliest is not None and other.earliest <= one.earliest)
            assert other.latest is None or (one.latest is not None and other.latest >= one.latest)


def clashing(*tellings: list[Look]) -> bool:
    """Tell whether the looks of any telling contradict each other."""
    papers = (paper(*(look.told(f"s{place}") for place, look in enumerate(told))) for told in tellings)
    return any(network.clashes for one in papers for network in times(corpus(one)).values())


def touched(found: Measure) -> set[str]:
    """Return the statements a measure rests on or names."""
    return {*found.inputs, *found.mixed, *(found.note or "").removeprefix("not in line with ").split("; ")}


@settings(max_examples=40)
@given(told=cases, place=st.integers(0, 3), other=looks())
def test_changing_one_input_changes_only_what_rests_on_it(told: list[Look], place: int, other: Look) -> None:
    """A measure that neither rests on the changed statement nor names it is the same, unless the case clashes."""
    assume(place < len(told))
    beside = said("crs", "adverse event", "cytokine release syndrome", "day 3", grade="2")
    before = derive(paper(beside, *(look.told(f"s{number}") for number, look in enumerate(told))))
    changed = [*told[:place], other, *told[place + 1 :]]
    after = {one.id: one for one in derive(paper(beside, *(look.told(f"s{n}") for n, look in enumerate(changed))))}
    name = f"fox2021/s{place}"
    assert any(one.measure == "CRS onset" for one in before)
    for one in before:
        if one.measure.startswith("CRS") and one.zero == "infusion":
            assert after[one.id] == one
        if one.id in after and name not in touched(one) | touched(after[one.id]) and not clashing(told, changed):
            assert (after[one.id].earliest, after[one.id].latest) == (one.earliest, one.latest)


times_of_crs = st.tuples(st.integers(1, 8), st.integers(0, 3))


@given(crs=st.lists(times_of_crs, min_size=1, max_size=3), drug=st.lists(times_of_crs, min_size=1, max_size=3))
def test_crs_and_tocilizumab_hold_every_timeline_tightly(
    crs: list[tuple[int, int]], drug: list[tuple[int, int]]
) -> None:
    """Onset and the time between: every choice of days lies inside, and the onset could not be tighter."""
    told = [
        said(f"{name}{place}", kind, about, f"between day {first} and day {first + length}")
        for name, kind, about, found in (
            ("c", "adverse event", "cytokine release syndrome", crs),
            ("t", "treatment", "tocilizumab", drug),
        )
        for place, (first, length) in enumerate(found)
    ]
    found = {(one.measure, one.zero): one for one in derive(paper(*told))}
    ranges = [range(first, first + length + 1) for first, length in (*crs, *drug)]
    onsets, gaps = set(), set()
    for days in product(*ranges):
        onsets.add(min(days[: len(crs)]))
        gaps.add(min(days[len(crs) :]) - min(days[: len(crs)]))
    onset = found["CRS onset", "infusion"]
    assert (onset.earliest, onset.latest) == (min(onsets), max(onsets))
    between = found["time from CRS to first tocilizumab", "CRS"]
    assert (between.earliest, between.latest) == (min(gaps), max(gaps))
