"""Rules on numbers: their units, their printed form, and what is possible in a patient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from caseweave.model import Problem, Statement
from caseweave.rules.plausible import possible, unit_of, units
from caseweave.rules.rule import Article, rule
from caseweave.vocabulary.pairs import pairs
from caseweave.vocabulary.units import cure, is_unit, ratio

__all__ = [
    "meant_differs_from_print",
    "measurement_has_result",
    "number_has_unit",
    "number_is_as_printed",
    "number_is_possible",
    "number_is_printed",
    "pair_is_in_order",
    "printed_number_is_recorded",
    "unit_fits_measurement",
    "unit_has_number",
    "unit_is_given_once",
    "unit_is_ucum",
]


def _numbers(record: Statement) -> tuple[Decimal, ...]:
    return tuple(number for number in (record.value, record.low, record.high) if number is not None)


def _unit_path(record: Statement) -> tuple[str, ...]:
    return ("unit",) if record.unit else ("qualifiers", "inferred unit")


@rule("error")
def number_has_unit(article: Article) -> Iterator[Problem]:
    """A number has its unit: as printed, 1 for a bare count, or as inferred where the paper prints none."""
    for record in article.records:
        if _numbers(record) and unit_of(record) is None:
            message = (
                "a number without a unit; add `unit: …` (1 for a bare count), or `qualifiers: {inferred unit: …}` "
                "where the paper prints none"
            )
            yield article.at(record, "value", message=message)


@rule("error")
def meant_differs_from_print(article: Article) -> Iterator[Problem]:
    """The reading of a misprint stands beside what is printed, and differs from it."""
    for record in article.records:
        if record.meant is None:
            continue
        if record.printed is None:
            yield article.at(record, "meant", message="what is printed is missing; add `printed: …`")
        elif record.meant.casefold().split() == record.printed.casefold().split():
            message = f"{record.meant!r} is what the paper prints; remove it, or write what was meant"
            yield article.at(record, "meant", message=message)


@rule("warning")
def unit_has_number(article: Article) -> Iterator[Problem]:
    """A unit stands beside a number."""
    for record in article.records:
        if unit_of(record) is not None and not _numbers(record):
            yield article.at(
                record, *_unit_path(record), message="a unit without a number; add `value: …` or remove it"
            )


@rule("error")
def unit_is_given_once(article: Article) -> Iterator[Problem]:
    """A unit is either printed or inferred, not both."""
    for record in article.records:
        if record.unit and "inferred unit" in dict(record.qualifiers):
            message = f"the paper prints {record.unit!r}, so nothing is inferred; remove `inferred unit`"
            yield article.at(record, "qualifiers", "inferred unit", message=message)


@rule("error")
def unit_is_ucum(article: Article) -> Iterator[Problem]:
    """A unit is a code of UCUM, the language of units that other systems read."""
    for record in article.records:
        unit = unit_of(record)
        if unit is not None and not is_unit(unit):
            yield article.at(record, *_unit_path(record), message=f"{unit!r} is not a UCUM code; {cure(unit)}")


@rule("warning")
def unit_fits_measurement(article: Article) -> Iterator[Problem]:
    """A well-known measurement has one of its usual units."""
    for record in article.records:
        unit, usual = unit_of(record), units(record)
        if unit is not None and is_unit(unit) and usual and not any(ratio(unit, one) for one in usual):
            message = f"{record.label} in {unit!r}; it is measured in {', '.join(usual)}: correct one of the two"
            yield article.at(record, *_unit_path(record), message=message)


@rule("error")
def number_is_possible(article: Article) -> Iterator[Problem]:
    """A number is one that a patient can have: no percentage above 100, no body temperature of 387."""
    for record in article.records:
        bounds = possible(record)
        if bounds is None:
            continue
        least, most = bounds
        outside = [number for number in _numbers(record) if not least <= number <= most]
        if outside:
            message = (
                f"{outside[0]} {unit_of(record)} cannot be: {least:f} to {most:f} is possible; check digits and unit"
            )
            yield article.at(record, "value", message=message)


@rule("error")
def pair_is_in_order(article: Article) -> Iterator[Problem]:
    """Of two numbers printed as one, the first is the higher where it must be: the systolic one of a blood pressure."""
    lower = {pair.first: pair.second for pair in pairs() if pair.is_ordered}
    beside = {(_printed(record), record.about.curie): record for record in reversed(article.records)}
    for record in article.records:
        other = beside.get((_printed(record), lower.get(record.about.curie, "")))
        if other and _not_above(record.value, other.value):
            found = f"{record.label} {record.value} and {other.label} {other.value}"
            yield article.at(record, "value", message=f"{found}, in {other.id!r}; exchange the two")


def _printed(record: Statement) -> tuple[object, ...]:
    """Return what the two numbers of one print share."""
    return (record.case, record.printed, record.when)


def _not_above(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high <= low


@rule("error")
def number_is_as_printed(article: Article) -> Iterator[Problem]:
    """A number is one that its printed words hold, where these hold digits."""
    for record in article.records:
        printed = {_digits(number) for number in re.findall(r"\d+(?:[.,·]\d+)*", record.printed or "")}
        is_decade = re.search(r"0s\b", record.printed or "") is not None
        other = [number for number in _numbers(record) if _digits(f"{number:f}") not in printed]
        if printed and other and not is_decade:
            message = f"{other[0]} is not among the numbers of {record.printed!r}; correct one of the two"
            yield article.at(record, "value", message=message)


def _digits(number: str) -> str:
    """Return the digits that count of a number, whatever its decimal sign and power of ten."""
    return re.sub(r"\D", "", number).strip("0") or "0"


@rule("warning")
def number_is_printed(article: Article) -> Iterator[Problem]:
    """Where the whole paper was read, a number keeps the words it is printed in."""
    if article.paper.read != "full text":
        return
    for record in article.records:
        if _numbers(record) and not record.printed:
            yield article.at(record, "value", message="the number as the paper prints it is missing; add `printed: …`")


@rule("warning")
def printed_number_is_recorded(article: Article) -> Iterator[Problem]:
    """A measurement whose printed words hold a number has the number as its value."""
    for record in article.records:
        digits = record.printed and re.search(r"(?<![\w-])\d", record.printed)
        if record.kind == "measurement" and digits and not _numbers(record):
            message = f"{record.printed!r} holds a number; add `value: …` with its unit"
            yield article.at(record, "printed", message=message)


@rule("error")
def measurement_has_result(article: Article) -> Iterator[Problem]:
    """A measurement has a number, printed words, a course or a qualifier: what was found."""
    for record in article.records:
        if record.kind != "measurement" or record.state != "present":
            continue
        if not (_numbers(record) or record.printed or record.course or record.qualifiers):
            message = "a measurement without a result; add `value: …`, `printed: …`, or what was found as a qualifier"
            yield article.at(record, "measurement", message=message)
