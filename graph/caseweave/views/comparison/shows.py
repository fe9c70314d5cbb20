"""The ways of showing: each makes one line of what one voice tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from caseweave.model import Statement
from caseweave.protocol.definition import Show
from caseweave.views.comparison.wordbook import MOST, Wordbook, by_time, found, joined, unique
from caseweave.vocabulary.scales import grade_numbers, scale
from caseweave.wording import course, entity, grade, sites

__all__ = ["SHOWS", "Way"]

Way: TypeAlias = Callable[[Sequence[Statement], Wordbook], str]

_WHAT_IS: Final = 3
_WHERE: Final = 4
_GROWN: Final = "organism"
"""Kind of which it matters in what it was found: the same may grow in one specimen and not in another."""


def names(told: Sequence[Statement], words: Wordbook) -> str:
    """Say the most specific terms, present before absent, in time, with sites in brackets."""
    return joined(_each(told, words), words.parts(MOST))


def _each(told: Sequence[Statement], words: Wordbook) -> list[str]:
    order = ("present", "not assessable", "proposed", "absent")
    kept = words.specific(sorted(by_time(told), key=lambda said: order.index(said.state)))
    alike: dict[tuple[str, str], list[Statement]] = {}
    for said in kept:
        alike.setdefault((said.about.curie, said.state), []).append(said)
    return [_named(same, words) for same in alike.values()]


def _named(alike: Sequence[Statement], words: Wordbook) -> str:
    """Say one thing with all that is told of it."""
    sure = [said for said in alike if said.certainty is None] or alike
    places = joined((place for said in alike for place in _places(said)), _WHERE, ", ")
    grew = (said.specimen.label for said in alike if said.kind == _GROWN and said.specimen)
    more = joined((*map(words.extent, alike), places, *grew), sign=", ")
    days = joined((words.when(said, begun=True) for said in _narrowest(alike)), _WHAT_IS, ", ")
    name = f"{entity(sure[0])} ({more})" if more else entity(sure[0])
    return ", ".join(filter(None, (name, days)))


def _narrowest(alike: Sequence[Statement]) -> list[Statement]:
    """Leave out what tells the same with days that hold those of another."""
    spans = {(said.earliest, said.latest) for said in alike if said.earliest is not None and said.latest is not None}
    return [said for said in alike if not any(_holds(said, span) for span in spans)]


def _holds(said: Statement, span: tuple[int | None, int | None]) -> bool:
    (first, last), (low, high) = span, (said.earliest, said.latest)
    if first is None or last is None or (low, high) == span:
        return False
    return (low is None or low <= first) and (high is None or high >= last) and not (low is None and high is None)


def _places(said: Statement) -> list[str]:
    return sites(said).split(", ") if sites(said) else []


def values(told: Sequence[Statement], words: Wordbook) -> str:
    """Say number and unit with the day, under the name of what is measured where the row has another."""
    return joined((words.on(_valued(said, words), said) for said in by_time(told)), words.parts(MOST))


def _valued(said: Statement, words: Wordbook) -> str:
    amount = found(said)
    if words.is_subject(said) and amount and said.state == "present":
        return ", ".join(filter(None, (amount, sites(said))))
    if not amount:
        return words.what(said)
    return " ".join(filter(None, (entity(said), amount, f"({sites(said)})" if sites(said) else "")))


def doses(told: Sequence[Statement], words: Wordbook) -> str:
    """Say of each treatment the amounts, how often, and the days."""
    kept = by_time(words.specific(told))
    alike: dict[tuple[str, str], list[Statement]] = {}
    for said in kept:
        alike.setdefault((said.about.curie, said.state), []).append(said)
    return joined(_dosed(same, words, alone=len(alike) == 1) for same in alike.values())


def _dosed(alike: Sequence[Statement], words: Wordbook, alone: bool) -> str:
    first = alike[0]
    given = [said for said in alike if found(said)]
    amounts = joined((found(said) for said in given), _WHAT_IS, ", ")
    times = len({said.event or (said.id, said.earliest) for said in given})
    counted = any({"times", "every"} & dict(said.schedule).keys() for said in given)
    count = f" ×{times}" if times > 1 and not counted else ""
    days = joined((words.when(said) for said in given or alike), 4, ", ")
    silent = alone and words.is_subject(first) and amounts and first.state == "present"
    done = f"({amounts})" if amounts and first.kind == "procedure" else amounts
    told = " ".join(filter(None, ("" if silent else entity(first), done))) + count
    return f"{told} ({days})" if days else told


def worst(told: Sequence[Statement], words: Wordbook) -> str:
    """Say the highest grade, and where that is only suspected the highest that is not; without grades as whether."""
    graded = [said for said in told if said.state == "present" and _level(said) is not None]
    if not graded:
        return whether(told, words)
    firm = [said for said in graded if said.certainty is None]
    tops = [max(graded, key=_weight), *([max(firm, key=_weight)] if firm else [])]
    shown = tops[:1] if tops[0].certainty is None else tops
    scales = unique(said.scale or "scale not named" for said in shown)
    parts = [words.on(f"{_doubt(s)}{grade(s.grade, None, 'figure')}", s) for s in shown]
    if len(scales) == 1:
        return f"{joined(parts)} ({scales[0]})"
    return joined(words.on(f"{_doubt(s)}{grade(s.grade, s.scale, 'cell')}", s) for s in shown)


def _doubt(said: Statement) -> str:
    return "suspected " if said.certainty else ""


def _level(said: Statement) -> Decimal | None:
    return max(map(Decimal, grade_numbers(said.grade or "")), default=None)


def _weight(said: Statement) -> tuple[Decimal, bool]:
    level, known = _level(said) or Decimal(0), scale(said.scale or "")
    return -level if known and known.more == "better" else level, said.certainty is None


def whether(told: Sequence[Statement], words: Wordbook) -> str:
    """Say yes, no, planned or that it could not be told, with the day, and a narrower term by its name."""
    kept = by_time(words.specific(told))
    parts = []
    for state, word in _ANSWERS.items():
        told_so = [said for said in kept if said.state == state]
        if told_so:
            sure = [said for said in told_so if said.certainty is None]
            name = joined((said.label for said in told_so if not words.is_subject(said)), _WHAT_IS, ", ")
            answer = ": ".join(filter(None, (word if sure else "suspected", name)))
            parts.append(words.on(answer, (sure or told_so)[0]))
    return joined(parts)


_ANSWERS: Final[Mapping[str, str]] = {
    "present": "yes",
    "absent": "no",
    "not assessable": "could not be assessed",
    "proposed": "planned",
}


def first(told: Sequence[Statement], words: Wordbook) -> str:
    """Say what is told of the first day."""
    return _at_an_end(by_time(told), words)


def last(told: Sequence[Statement], words: Wordbook) -> str:
    """Say what is told of the last day."""
    dated = [said for said in by_time(told) if words.when(said, begun=True)]
    ends = sorted(dated, key=_last_day, reverse=True)
    return _at_an_end([*ends, *(said for said in told if said not in dated)], words)


def _last_day(said: Statement) -> tuple[int, int]:
    least = said.earliest if said.earliest is not None else said.latest
    return (least if least is not None else -(10**6), said.latest if said.latest is not None else -(10**6))


def _at_an_end(ordered: Sequence[Statement], words: Wordbook) -> str:
    """Say what the first of some statements tells, and others of the same day."""
    day = words.when(ordered[0], begun=True)
    same = [said for said in ordered if words.when(said, begun=True) == day]
    return ", ".join(filter(None, (names(same, words.undated()), day)))


def happenings(told: Sequence[Statement], words: Wordbook) -> str:
    """Say event by event the day, what was done and what was found; some rows tell of what was done its place alone."""
    return joined((_happened(event, words) for event in _events(told)), words.parts(_WHAT_IS))


def _happened(event: Sequence[Statement], words: Wordbook) -> str:
    done = [said for said in event if said.kind == "procedure"]
    day = next(filter(None, map(words.when, by_time(event))), "")
    results = [said for said in event if said.kind != "procedure"]
    if words.doing or not results:
        head = ", ".join(filter(None, (day, names(done, words.undated()) if done else "")))
    else:
        places = joined((place for said in done for place in _places(said)), _WHERE, ", ")
        head = " ".join(filter(None, (day, f"({places})" if places else "")))
    return ": ".join(filter(None, (head, joined(_each(results, words.undated()), sign=", ") if results else "")))


def changes(told: Sequence[Statement], words: Wordbook) -> str:
    """Say event by event what it is, where, and its steps in time."""
    things = (thing for event in _events(told, by_term=True) for thing in _things(event, words))
    return joined((_changed(thing, words) for thing in things), words.parts(_WHAT_IS))


def _things(event: Sequence[Statement], words: Wordbook) -> list[list[Statement]]:
    """Part a happening by what is told of: one look may see several things, an episode is one with all its changes."""
    lead = next((said for said in by_time(event) if said.state == "present"), event[0]).about.curie

    def is_one(said: Statement) -> bool:
        other = said.about.curie
        return bool(said.course) or words.hierarchy.is_under(lead, other) or words.hierarchy.is_under(other, lead)

    apart: dict[str, list[Statement]] = {lead: []}
    for said in event:
        apart.setdefault(lead if is_one(said) else said.about.curie, []).append(said)
    return list(apart.values())


def _changed(event: Sequence[Statement], words: Wordbook) -> str:
    kept = words.specific(event)
    lead = next((said for said in by_time(kept) if said.state == "present"), event[0])
    places = joined((sites(said) for said in event), _WHAT_IS, ", ")
    name = f"{lead.label} ({places})" if places else lead.label
    steps = joined((words.on(_step(said), said) for said in by_time(event)), 5, ", ")
    return ": ".join(filter(None, (name, steps)))


def _step(said: Statement) -> str:
    if said.state != "present":
        new = said.state == "absent" and "appears" in dict(said.course).values()
        return "nothing new" if new else _NOT_THERE[said.state]
    steps = (("overall", step) if step == "appears" else (aspect, step) for aspect, step in said.course)
    return course(steps) or found(said) or "seen"


_NOT_THERE: Final[Mapping[str, str]] = {"absent": "none", "proposed": "planned", "not assessable": "cannot tell"}


def _events(told: Sequence[Statement], *, by_term: bool = False) -> list[list[Statement]]:
    """Gather statements by happening, those that began first before others."""
    found: dict[object, list[Statement]] = {}
    for said in by_time(told):
        alone = said.about.curie if by_term else said.id
        found.setdefault(said.event or (alone,), []).append(said)
    return list(found.values())


SHOWS: Final[Mapping[Show, Way]] = {
    "names": names,
    "values": values,
    "doses": doses,
    "worst": worst,
    "first": first,
    "last": last,
    "whether": whether,
    "happenings": happenings,
    "course": changes,
}
