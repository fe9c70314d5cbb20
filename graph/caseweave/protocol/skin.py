"""Skin lesions on examination: the days of first improvement, of near clearance and of clearance.

The day on which a step is reached lies after the last day the lesion was seen short of it, up to the first day it was
seen so far. Each account of a paper gives its own upper end; what was still there counts for every account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from caseweave.model import Measure, MeasureAccount, Term
from caseweave.model.identifiers import slug
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.lesions import Lesion, axes, lesions
from caseweave.protocol.proof import Bound, Result, Use, earlier, later, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.sightings import Sighting, Step
from caseweave.protocol.telling import ACCOUNTS, Telling, account_of, firm

__all__ = ["STEPS", "course_measures"]

STEPS: Final[dict[str, Step]] = {
    "time to first improvement": "improved",
    "time to near clearance": "nearly cleared",
    "time to clearance": "cleared",
}
_WHOLE: Final = frozenset({"UBERON:0002097", "caseweave:generalized-skin"})


@dataclass(frozen=True)
class _Course:
    """What one account says of a lesion, or of some sites of it: when a step is reached, and when it is not yet.

    ``worse`` are the looks of the same account at which something got worse.
    """

    step: Step
    event: str | None
    site: tuple[Term, ...]
    reached: tuple[Sighting, ...]
    short: tuple[Sighting, ...]
    worse: tuple[Sighting, ...]


def course_measures(telling: Telling) -> Iterator[Measure]:
    """Yield the times to improvement, near clearance and clearance of every lesion, by account, zero and reading."""
    for lesion in lesions(telling):
        for rule, step in STEPS.items():
            for account in ACCOUNTS:
                for course in _courses(telling, lesion, step, account):
                    yield from _measures(telling, rule, account, course)


def _measures(telling: Telling, rule: str, account: MeasureAccount, course: _Course) -> Iterator[Measure]:
    for read in under_each(telling, {look.statement.id for look in course.reached}):
        for axis in axes(read):
            result = _result(read, axis, course)
            if result is not None:
                yield proved(read, rule, account, axis, result)


def _courses(telling: Telling, lesion: Lesion, step: Step, account: MeasureAccount) -> Iterator[_Course]:
    """Yield what an account says of the lesion as a whole, then of each set of sites it speaks of apart."""
    after = {said.id for said in telling.since(1)}
    said = [look for look in lesion.sightings if account_of(look.statement) == account]
    come = [look for look in said if look.reaches(step) and look.statement.id in after]
    sure = {s.id for s in firm(look.statement for look in come if look.level == step)}
    reached = [look for look in come if look.statement.id in sure or look.statement.confidence != "low"]
    sites = dict.fromkeys(_part(telling, lesion, look) for look in reached if look.statement.id in sure)
    for site in sites:
        yield _Course(
            step=step,
            event=lesion.event,
            site=site,
            reached=tuple(look for look in reached if _part(telling, lesion, look) in {(), site}),
            short=tuple(look for look in _firm(lesion.sightings, site, telling) if look.is_short_of(step)),
            worse=tuple(look for look in _firm(said, site, telling) if look.level in {"worse", "mixed"}),
        )


def _part(telling: Telling, lesion: Lesion, look: Sighting) -> tuple[Term, ...]:
    """Return the sites a look speaks for, none where it speaks for the whole lesion."""
    sites = look.statement.site
    if any(site.curie in _WHOLE for site in sites):
        return ()
    covered = [any(telling.is_a(place, site.curie) for site in sites) for place in lesion.sites]
    return sites if sites and not all(covered) else ()


def _firm(looks: Sequence[Sighting], sites: tuple[Term, ...], telling: Telling) -> Iterator[Sighting]:
    """Yield the looks that are not in doubt and, for some sites only, those at one of them."""
    for look in looks:
        places = look.statement.site
        near = any(telling.is_a(a, b.curie) or telling.is_a(b, a.curie) for a in places for b in sites)
        if look.statement.confidence != "low" and (near or not sites):
            yield look


def _result(telling: Telling, axis: Axis, course: _Course) -> Result | None:
    spoilt = _spoilt(axis, course)
    mixed = [look for look, _, surely in spoilt if surely]
    reached = tuple(look for look in course.reached if look not in mixed)
    if not reached:
        return None
    doubtful = {look for look, _, _ in spoilt}
    high = earlier(_reached_by(axis, look) for look in reached if look not in doubtful)
    lows = [*_short(axis, course, reached), *_changed(axis, course.step, reached), *_begun(telling, axis, course)]
    return Result(
        earliest=later(low for low in lows if high.day is None or (low.day is not None and low.day <= high.day)),
        latest=high,
        uses=(*_may_be_first(axis, reached, high), *(Use("worse that day", worse.statement) for _, worse, _ in spoilt)),
        site=tuple(site.label for site in course.site),
        event=course.event,
        apart=tuple(slug(part) for part in (course.event or "", *(site.label for site in course.site)) if part),
        mixed=_named([*(look for look in course.worse if look.level == "mixed"), *mixed], course.step == "improved"),
        against=_named(_contrary(axis, course, reached)),
    )


def _named(looks: Iterable[Sighting], wanted: bool = True) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{look.statement.said_by}/{look.statement.id}" for look in looks if wanted))


def _may_be_first(axis: Axis, reached: Iterable[Sighting], high: Bound) -> Iterator[Use]:
    """Yield the looks that may be the first to see the step, though another bounds it."""
    for look in reached:
        day = axis.low(look.day)
        if day is None or high.day is None or day <= high.day:
            yield Use(look.level, look.statement)


def _spoilt(axis: Axis, course: _Course) -> list[tuple[Sighting, Sighting, bool]]:
    """Return the looks that fall on a day on which another saw something get worse, with that other: surely or maybe.

    A statement that judges the lesion as a whole is taken at its word.
    """
    if course.step != "improved":
        return []
    found = []
    for look in course.reached:
        for worse in () if "overall" in dict(look.statement.course) else course.worse:
            since = axis.case.between(worse.statement.id, look.day)
            until = axis.case.between(look.day, f"end of {worse.statement.id}")
            if all(most is None or most >= 0 for _, most in (since, until)):
                found.append((look, worse, all(least is not None and least >= 0 for least, _ in (since, until))))
    return found


def _reached_by(axis: Axis, look: Sighting) -> Bound:
    day = axis.high(look.day)
    return Bound(
        day, f"{look.level} by day {day}", (Use(look.level, look.statement),), (Ground(axis, look.day, most=True),)
    )


def _short(axis: Axis, course: _Course, reached: Sequence[Sighting]) -> Iterator[Bound]:
    """Yield the day after each look at which the lesion had not come so far before it was first seen to.

    A lesion that has cleared does not come back within its event: every look at what is left lies before clearance.
    """
    contrary = set(_contrary(axis, course, reached))
    for look in course.short:
        last = f"end of {look.statement.id}"
        before = (axis.case.between(last, other.day)[0] for other in reached)
        ahead = course.step == "cleared" or all(days is not None and days > 0 for days in before)
        day = axis.low(last)
        if look not in contrary and ahead and day is not None:
            words = f"not yet {course.step} on day {day}"
            yield Bound(
                day + 1, words, (Use(f"not yet {course.step}", look.statement),), (Ground(axis, last, most=False),)
            )


def _contrary(axis: Axis, course: _Course, reached: Sequence[Sighting]) -> Iterator[Sighting]:
    """Yield the looks at what is left on the very day the lesion is said to have cleared, or later."""
    if course.step != "cleared":
        return
    for look in course.short:
        days = [axis.case.between(f"end of {look.statement.id}", other.day)[1] for other in reached]
        if any(most is not None and most <= 0 for most in days):
            yield look


def _changed(axis: Axis, step: Step, reached: Sequence[Sighting]) -> Iterator[Bound]:
    """Yield the first day of a change that is itself dated, by its length from another day."""
    dated = [look for look in reached if look.is_change and look.level == step]
    if not dated or (step != "cleared" and len(dated) < len(reached)):
        return
    days = [day for look in dated if (day := axis.low(look.day)) is not None]
    if len(days) < len(dated):
        return
    first = [look for look in dated if axis.low(look.day) == min(days)]
    grounds = tuple(Ground(axis, look.day, most=False) for look in first)
    uses = tuple(Use(look.level, look.statement) for look in first)
    yield Bound(min(days), f"{step} on day {min(days)} or later", uses, grounds)


def _begun(telling: Telling, axis: Axis, course: _Course) -> Iterator[Bound]:
    """Yield the first day of the lesion: no step is reached before it."""
    if course.event in telling.episodes and course.event is not None:
        day = axis.low(course.event)
        yield Bound(day, f"begun on day {day} or later", (), (Ground(axis, course.event, most=False),))
