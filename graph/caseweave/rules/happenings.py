"""Rules on happenings: the day 0, episodes, events, and what the time network had to set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caseweave.clock.network import SetAside
from caseweave.clock.phrase import Day
from caseweave.clock.phrase.moment import Words
from caseweave.model import Problem
from caseweave.rules.rule import Article, rule

__all__ = [
    "days_have_zero",
    "episode_lasts",
    "event_is_shared",
    "nothing_follows_a_plan",
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
    for resolved in article.times.values():
        for aside in resolved.set_aside:
            yield from _set_aside(article, aside)


def _set_aside(article: Article, aside: SetAside) -> Iterator[Problem]:
    others = [claim.accounts[0] for claim in aside.lost[0].claims if claim != aside.claim]
    against = ", ".join(f"{other.phrase!r} of {other.statement}" for other in others)
    what = "only its order is kept" if aside.order_stays else "it is set aside"
    for account in aside.claim.accounts:
        place = article.places[account.statement]
        when = article.paper.statements[place].when
        path = ("when", when.index(account.phrase)) if account.phrase in when else ("clock",)
        message = f"{account.phrase!r} contradicts {against}, so {what}; nothing to do if the paper says so"
        yield article.head("statements", place, *path, message=message)
