"""Rules on what is said to be there, to be absent, or to have gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caseweave.model import Problem, Statement
from caseweave.rules.rule import Article, rule

__all__ = ["absent_things_have_no_amount", "course_fits_state", "not_both_present_and_absent", "nothing_is_said_twice"]

_CHANGES: Final[dict[str, frozenset[str]]] = {
    "absent": frozenset({"cleared", "appears", "recurs"}),
    "not assessable": frozenset(),
    "proposed": frozenset(),
}
_APART: Final = frozenset(
    {"cells", "component of", "cycle", "laterality", "line", "relation", "setting", "stain", "trial", "variant"}
)
"""Qualifiers by which two statements may be about different things."""


@rule("error")
def course_fits_state(article: Article) -> Iterator[Problem]:
    """What is absent has cleared, or did not appear or recur; what is planned or could not be judged has no course."""
    for record in article.records:
        allowed = _CHANGES.get(record.state)
        if allowed is None:
            continue
        for aspect, change in record.course:
            if change not in allowed:
                message = f"{record.label} is {record.state}, yet its {aspect} {change}; change the state or the course"
                yield article.at(record, "course", aspect, message=message)


@rule("error")
def absent_things_have_no_amount(article: Article) -> Iterator[Problem]:
    """What is absent has no number above zero and no grade; what could not be judged has neither."""
    for record in article.records:
        if record.state == "absent":
            number, grade = _above_zero(record), record.grade not in {None, "0"}
        elif record.state == "not assessable":
            number, grade = (record.value, record.low, record.high) != (None, None, None), record.grade is not None
        else:
            continue
        for field, found in (("value", number), ("grade", grade)):
            if found:
                message = f"{record.label} is {record.state}, yet it has a {field}; change the state or remove it"
                yield article.at(record, field, message=message)


def _above_zero(record: Statement) -> bool:
    """Tell whether a number can only be above zero; one that is bounded from above alone may be nothing."""
    least = record.low if record.value is None else record.value
    return least is not None and (least > 0 or record.comparator == ">")


@rule("warning")
def not_both_present_and_absent(article: Article) -> Iterator[Problem]:
    """One section does not say of one thing, in one place and at one time, that it is there and that it is not."""
    first: dict[tuple[object, ...], dict[str, Statement]] = {}
    for record in article.records:
        if record.state not in {"present", "absent"}:
            continue
        known = first.setdefault((*_subject(record), *_time(record)), {})
        known.setdefault(record.state, record)
        other = known.get("absent" if record.state == "present" else "present")
        if other is not None:
            message = (
                f"{record.label} is {record.state} here and {other.state} in {other.id!r} on line "
                f"{article.line(other)}, at the same time; correct one, or say what tells them apart"
            )
            yield article.at(record, message=message)


@rule("warning")
def nothing_is_said_twice(article: Article) -> Iterator[Problem]:
    """Two statements of one section differ in something."""
    first: dict[tuple[object, ...], Statement] = {}
    for record in article.records:
        other = first.setdefault((*_subject(record), *_rest(record)), record)
        if other is not record:
            message = (
                f"says the same as {other.id!r} on line {article.line(other)}; keep one of them, with both anchors"
            )
            yield article.at(record, message=message)


def _subject(record: Statement) -> tuple[object, ...]:
    """Return what tells the thing a statement is about from all others."""
    told = (record.case, record.role, record.primary, record.kind, record.about.curie, record.event)
    found = (frozenset(record.site), record.specimen, record.method, record.route, record.section)
    return (*told, *found, frozenset(pair for pair in record.qualifiers if pair[0] in _APART))


def _time(record: Statement) -> tuple[object, ...]:
    """Return the days of a statement, or its words where it has none."""
    days = (record.earliest, record.latest, record.end_earliest, record.end_latest)
    return days if any(day is not None for day in days) else (frozenset(record.when),)


def _rest(record: Statement) -> tuple[object, ...]:
    number = (record.comparator, record.value, record.low, record.high, record.unit, record.printed)
    told = (record.state, record.grade, record.scale, frozenset(record.course), frozenset(record.qualifiers))
    return (*number, *told, frozenset(record.when))
