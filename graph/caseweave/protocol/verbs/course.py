"""The days on which what changes reaches a step: first improvement, near clearance, clearance, or any other.

The day on which a step is reached lies after the last look that falls short of it, by the first look that has come so
far. Each account of a paper gives its own upper end; what was still there counts for every account, what got
worse for the less trusted ones too. What shares an
event is followed together; what is said without an event is one course.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from caseweave.model import Account, Measure, Statement, Term
from caseweave.model.identifiers import slug
from caseweave.protocol.axis import Axis, Ground
from caseweave.protocol.definition import MeasureRule
from caseweave.protocol.proof import Bound, Result, Use, earlier, later, proved
from caseweave.protocol.readings import under_each
from caseweave.protocol.selector import Selector
from caseweave.protocol.sightings import STEPS, Sighting, Step, level
from caseweave.protocol.speaker import ACCOUNTS, Speaker, doubtful, firm
from caseweave.protocol.verbs.first import first_of
from caseweave.vocabulary import lexicon

__all__ = ["course_measures"]


@dataclass(frozen=True)
class _Followed:
    """What is followed together: the event it belongs to, and every look at it."""

    event: str | None
    sightings: tuple[Sighting, ...]

    @property
    def sites(self) -> tuple[Term, ...]:
        """Where it is said to be."""
        there = [look.statement for look in self.sightings if look.level != "cleared"]
        return tuple(dict.fromkeys(site for said in there for site in said.site))


@dataclass(frozen=True)
class _Course:
    """What one account says of a course, or of some sites of it: when a step is reached, and when it is not yet.

    ``short`` are the looks of any account that fall short of it, ``worse`` those of this account, or of one that is
    trusted more, at which something got worse.
    """

    step: Step
    event: str | None
    site: tuple[Term, ...]
    reached: tuple[Sighting, ...]
    short: tuple[Sighting, ...]
    worse: tuple[Sighting, ...]


def course_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the days to a step of change of each event, by account, origin, site and reading."""
    step = STEPS.get(str(rule.reaches))
    if step is None:
        yield from _first_told(speaker, rule)
        return
    for followed in _followed(speaker, rule):
        for account in ACCOUNTS:
            for axis in speaker.axes(rule, account):
                for course in _courses(speaker, followed, step, account, axis):
                    yield from _measures(speaker, rule, account, axis, course)


def _first_told(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the first day on which a step is told that is no stage on the way to being gone, as worsening."""
    look = rule.looks[0]
    seen = speaker.seen(look) if isinstance(look, Selector) else ()
    told = [one for one in seen if one.state == "present" and rule.reaches in dict(one.course).values()]
    for event in dict.fromkeys(one.event for one in told):
        for account, said in speaker.accounts(one for one in told if one.event == event):
            for axis in speaker.axes(rule, account):
                found = replace(first_of(axis, said), event=event, apart=(slug(event),) if event else ())
                yield proved(speaker, rule, account, axis, found)


def _followed(speaker: Speaker, rule: MeasureRule) -> Iterator[_Followed]:
    """Yield what a rule follows, in the order of the file."""
    look = rule.looks[0]
    seen = speaker.seen(look) if isinstance(look, Selector) else ()
    told = [said for said in seen if said.state in {"present", "absent"}]
    for event in dict.fromkeys(said.event for said in told):
        looks = (_sighting(speaker, said) for said in told if said.event == event)
        yield _Followed(event, tuple(look for look in looks if look is not None))


def _sighting(speaker: Speaker, said: Statement) -> Sighting | None:
    """Return how far things have come by a statement; None where it says nothing, as that a sign is gone."""
    if "appears" in dict(said.course).values() and said.state == "absent":
        return None
    terms = (said.about.curie, *speaker.catalogue.ancestors(said.about.curie))
    if step := next((found for curie in terms if (found := lexicon.named().get(curie))), None):
        return Sighting(said, STEPS[step]) if said.state == "present" else None
    if said.kind == "finding":
        return Sighting(said, "there") if level(said) != "cleared" else None
    return Sighting(said, level(said))


def _measures(speaker: Speaker, rule: MeasureRule, account: Account, axis: Axis, course: _Course) -> Iterator[Measure]:
    for read in under_each(speaker, {look.statement.id for look in course.reached}):
        days = replace(axis, case=read.time)
        result = _result(read, days, course)
        if result is not None:
            yield proved(read, rule, account, days, result)


def _courses(speaker: Speaker, followed: _Followed, step: Step, account: Account, axis: Axis) -> Iterator[_Course]:
    """Yield what an account says of the whole, then of each set of sites it speaks of apart.

    Only what may be seen after the day that is counted from: what had come so far by then did so by something else.
    """
    said = [look for look in followed.sightings if look.statement.account == account]
    trusted = [look for look in followed.sightings if _trust(look.statement.account) <= _trust(account)]
    come = [look for look in said if look.reaches(step) and _may_follow(axis, look)]
    sure = {s.id for s in firm(look.statement for look in come if look.level == step)}
    reached = [look for look in come if look.statement.id in sure or not doubtful(look.statement)]
    sites = dict.fromkeys(_part(speaker, followed, look) for look in reached if look.statement.id in sure)
    for site in sites:
        yield _Course(
            step=step,
            event=followed.event,
            site=site,
            reached=tuple(look for look in reached if _part(speaker, followed, look) in {(), site}),
            short=tuple(look for look in _firm(followed.sightings, site, speaker) if look.is_short_of(step)),
            worse=tuple(look for look in _firm(trusted, site, speaker) if look.level in {"worse", "mixed"}),
        )


def _part(speaker: Speaker, followed: _Followed, look: Sighting) -> tuple[Term, ...]:
    """Return the sites a look speaks for, none where it speaks for the whole lesion."""
    sites = look.statement.site
    if not lexicon.everywhere().isdisjoint(site.curie for site in sites):
        return ()
    covered = [any(speaker.is_a(place, site.curie) for site in sites) for place in followed.sites]
    return sites if sites and not all(covered) else ()


def _firm(looks: Sequence[Sighting], sites: tuple[Term, ...], speaker: Speaker) -> Iterator[Sighting]:
    """Yield the looks that are not in doubt and, for some sites only, those at one of them."""
    for look in looks:
        places = look.statement.site
        near = any(speaker.is_a(a, b.curie) or speaker.is_a(b, a.curie) for a in places for b in sites)
        if not doubtful(look.statement) and (near or not sites):
            yield look


def _result(speaker: Speaker, axis: Axis, course: _Course) -> Result | None:
    spoilt = _spoilt(axis, course)
    mixed = [look for look, _, surely in spoilt if surely]
    reached = tuple(look for look in course.reached if look not in mixed and _may_follow(axis, look))
    if not reached:
        return None
    doubtful = {look for look, _, _ in spoilt}
    high = earlier(_reached_by(axis, look) for look in reached if look not in doubtful)
    lows = [*_short(axis, course, reached), *_changed(axis, course.step, reached), *_begun(speaker, axis, course)]
    return Result(
        earliest=later(low for low in lows if high.day is None or (low.day is not None and low.day <= high.day)),
        latest=high,
        uses=(*_may_be_first(axis, reached, high), *(Use("worse that day", worse.statement) for _, worse, _ in spoilt)),
        site=tuple(site.label for site in course.site),
        of_part=bool(course.site),
        event=course.event,
        apart=tuple(slug(part) for part in (course.event or "", *(site.label for site in course.site)) if part),
        mixed=_named([*(look for look in course.worse if look.level == "mixed"), *mixed], course.step == "improved"),
        against=_named(_contrary(axis, course, reached)),
    )


def _trust(account: Account) -> int:
    return ACCOUNTS.index(account)


def _may_follow(axis: Axis, look: Sighting) -> bool:
    latest = axis.high(look.day)
    return latest is None or latest > 0


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
    day = None if axis.is_open(look.day) else axis.high(look.day)
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


def _begun(speaker: Speaker, axis: Axis, course: _Course) -> Iterator[Bound]:
    """Yield the first day of the lesion: no step is reached before it."""
    if course.event in speaker.episodes and course.event is not None:
        day = axis.low(course.event)
        yield Bound(day, f"begun on day {day} or later", (), (Ground(axis, course.event, most=False),))
