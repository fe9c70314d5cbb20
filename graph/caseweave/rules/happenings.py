"""Rules on happenings: the day 0, episodes, events, and what the time network had to set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from caseweave.clock.network import Account, Resolved, SetAside
from caseweave.clock.phrase import ClockDay, Day, NextDay, parse
from caseweave.clock.phrase.moment import Words
from caseweave.clock.phrase.place import UNKNOWN
from caseweave.model import Problem
from caseweave.rules.rule import Article, rule

__all__ = [
    "clock_is_set",
    "days_have_zero",
    "episode_lasts",
    "event_is_shared",
    "next_day_follows_a_day",
    "nothing_follows_a_plan",
    "nothing_follows_the_end",
    "times_agree",
    "zero_happened",
]


@rule("error")
def days_have_zero(article: Article) -> Iterator[Problem]:
    """A day with a number is counted from the case's day 0, which the file declares."""
    for record, place, phrase, expression in article.phrases:
        if not article.cases[article.case(record)].zero and _counts_days(expression):
            message = (
                f"{phrase!r} counts from a day 0 that {article.case(record)!r} has not; add `zero: …` under its case"
            )
            yield article.at(record, "when", place, message=message)


def _counts_days(words: Words) -> bool:
    return isinstance(words, Day) or any(map(_counts_days, words.parts))


@rule("note")
def clock_is_set(article: Article) -> Iterator[Problem]:
    """A count of days beside the case's own, such as hospital day, has its event under `clocks`."""
    for record, place, phrase, expression in article.phrases:
        case = article.case(record)
        for name in _clocks(expression):
            if name not in article.cases[case].clocks and name != UNKNOWN:
                message = (
                    f"{phrase!r} counts from a day that {case!r} does not give, so it has no day of its own;"
                    f" add `clocks: {{{name}: {{event: …, counts: from 1}}}}` under its case if the paper tells"
                )
                yield article.at(record, "when", place, message=message)


def _clocks(words: Words) -> Iterator[str]:
    if isinstance(words, ClockDay):
        yield words.clock
    for part in words.parts:
        yield from _clocks(part)


@rule("note")
def next_day_follows_a_day(article: Article) -> Iterator[Problem]:
    """A next day says which day it follows."""
    for record, place, phrase, expression in article.phrases:
        if expression == NextDay():
            message = f"{phrase!r} of which day? write 'next day after x', where x is what was told before it"
            yield article.at(record, "when", place, message=message)


@rule("error")
def zero_happened(article: Article) -> Iterator[Problem]:
    """Day 0, or another zero, is something that the paper says happened."""
    for case, head in article.cases.items():
        zeros = [("zero", head.zero), *((("zeros", name), event) for name, event in head.zeros.items())]
        for path, event in zeros:
            told = article.told[case, event] if event else ()
            if told and all(record.state != "present" for record in told):
                field = (path,) if isinstance(path, str) else path
                message = f"{event!r} is {told[0].state}; count from something that happened"
                yield article.head("cases", case, *field, message=message)


@rule("warning")
def nothing_follows_a_plan(article: Article) -> Iterator[Problem]:
    """No time is counted from something that was only planned or possible."""
    for record, place, _, expression in article.phrases:
        for name in expression.references:
            told = article.told[article.case(record), name]
            if record.state != "proposed" and all(other.state == "proposed" for other in told):
                message = f"{name!r} is only proposed; count from something that happened"
                yield article.at(record, "when", place, message=message)


@rule("warning")
def episode_lasts(article: Article) -> Iterator[Problem]:
    """An episode is observed by two statements or more, each at a time of its own."""
    for case, head in article.cases.items():
        for place, event in enumerate(head.episodes):
            told = article.told[case, event]
            if len(told) < 2:
                message = f"only {told[0].id!r} observes the episode {event!r}; take it out of `episodes`"
                yield article.head("cases", case, "episodes", place, message=message)


@rule("note")
def event_is_shared(article: Article) -> Iterator[Problem]:
    """An event joins several statements, or something counts from it."""
    told: Counter[tuple[str, str | None]] = Counter(
        (article.case(record), record.event) for record in article.records if record.event
    )
    named: set[tuple[str, str | None]] = {
        (article.case(record), name) for record, _, _, words in article.phrases for name in words.references
    }
    for case, head in article.cases.items():
        named |= {(case, name) for name in (head.zero, *head.zeros.values(), *head.episodes)}
    for record in article.records:
        event = (article.case(record), record.event)
        if told[event] == 1 and event not in named:
            message = f"no other statement is about {record.event!r} and nothing counts from it; remove the event"
            yield article.at(record, "event", message=message)


@rule("note")
def times_agree(article: Article) -> Iterator[Problem]:
    """What a paper says of the times of a patient fits together; where it does not, what was set aside is named."""
    for case, resolved in article.times.items():
        for aside in resolved.set_aside:
            yield from _set_aside(article, resolved, aside)
        if not resolved.complete:
            message = "so much of what is told contradicts itself that the search stopped; what is named is not all"
            yield article.head("cases", case, message=message)


def _set_aside(article: Article, resolved: Resolved, aside: SetAside) -> Iterator[Problem]:
    others = [claim.accounts[0] for claim in aside.lost[0].claims if claim != aside.claim]
    against = ", ".join(f"{other.phrase!r} of {other.statement}" for other in others)
    what = "only its order is kept" if aside.order_stays else "it is set aside"
    for account in aside.claim.accounts:
        place = article.places[account.statement]
        when = article.paper.statements[place].when
        path = ("when", when.index(account.phrase)) if account.phrase in when else ("clock",)
        said = f"contradicts {against}, so {what}; nothing to do if the paper says so"
        message = f"{account.phrase!r} {said if others else _alone(resolved, account, what)}"
        yield article.head("statements", place, *path, message=message)


def _alone(resolved: Resolved, account: Account, what: str) -> str:
    """Say of a phrase that cannot be true by itself what is wrong with it."""
    zero = str(resolved.zero)
    if resolved.is_zero(account.statement) and _counts_days(parse(account.phrase)):
        return (
            f"cannot be the day of {zero!r}, from which days are counted, so {what}; if the paper calls that day 1,"
            f" write `zero: {{event: {zero}, counts: from 1}}` under the case"
        )
    return f"cannot be true by itself, so {what}; say what the paper says"


@rule("warning")
def nothing_follows_the_end(article: Article) -> Iterator[Problem]:
    """Nothing of a patient is later than the death, what is found after it apart, nor than the paper's acceptance."""
    for resolved in article.times.values():
        for late in resolved.late:
            place = article.places[late.statement]
            path = ("when",) if article.paper.statements[place].when else ()
            yield article.head("statements", place, *path, message=_ENDS[late.end].format(late=late))


_ENDS: Final[dict[str, str]] = {
    "death": "on the days told, {late.statement!r} falls after the death of the patient ({late.by!r}); correct the"
    " days, or say `after {late.by}` if it was found then",
    "acceptance": "on the dates told, {late.statement!r} falls after {late.by}, when the paper was accepted or"
    " published; correct the dates",
}
