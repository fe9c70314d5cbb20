"""Rules on grades and the scales they are counted on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from caseweave.model import Problem
from caseweave.rules.rule import Article, rule
from caseweave.vocabulary import Concept, UnknownTermError
from caseweave.vocabulary.scales import UNNAMED, GradeScale, grade_numbers, scale

__all__ = [
    "grade_is_as_printed",
    "grade_is_possible",
    "grade_is_printed",
    "scale_has_grade",
    "scale_is_known",
    "scale_is_named",
    "score_is_possible",
]


@rule("error")
def grade_is_possible(article: Article) -> Iterator[Problem]:
    """A grade is one of its scale, or lies between 0 and 5 where the paper names none."""
    for record in article.records:
        used = (scale(record.scale) if record.scale else UNNAMED) or UNNAMED
        if record.grade and not all(used.holds(Decimal(number)) for number in grade_numbers(record.grade)):
            span = f"{used.name} goes from {_span(used)}"
            message = f"grade {record.grade!r}; {span}: put another score into `value` or `printed`"
            yield article.at(record, "grade", message=message)


@rule("error")
def score_is_possible(article: Article) -> Iterator[Problem]:
    """A score, told as a value of its scale or beside a link, is one of the scale."""
    for record in article.records:
        names = (record.about.curie, record.label, *article.terms[record.about.curie].synonyms)
        counted = next((found for name in names if (found := scale(name))), None)
        for number in (record.value, record.low, record.high):
            if counted and number is not None and not counted.holds(number):
                message = f"{number} is no {counted.name}, which goes from {_span(counted)}; correct one of the two"
                yield article.at(record, "value", message=message)
        for place, link in enumerate(record.links):
            used = scale(link.scale) if link.scale else None
            wrong = [one for one in grade_numbers(link.score or "") if used and not used.holds(Decimal(one))]
            if used and wrong:
                message = f"{wrong[0]} is no {used.name}, which goes from {_span(used)}; correct one of the two"
                yield article.at(record, "links", place, "score", message=message)


def _span(used: GradeScale) -> str:
    steps = "" if used.step in (None, 1) else f" in steps of {used.step}"
    return f"{used.lowest} to {used.highest}{steps}"


@rule("error")
def grade_is_as_printed(article: Article) -> Iterator[Problem]:
    """A grade is the one that the printed words name."""
    for record in article.records:
        if not record.grade or not record.printed:
            continue
        printed = grade_numbers(record.printed)
        if any(number not in printed for number in grade_numbers(record.grade)):
            message = f"grade {record.grade!r}, yet the paper prints {record.printed!r}; correct one of the two"
            yield article.at(record, "grade", message=message)


@rule("warning")
def grade_is_printed(article: Article) -> Iterator[Problem]:
    """Where the whole paper was read, a grade keeps the words it is printed in."""
    if article.paper.read != "full text":
        return
    for record in article.records:
        if record.grade and not record.printed:
            yield article.at(
                record, "grade", message="the paper's own words for the grade are missing; add `printed: …`"
            )


@rule("error")
def scale_has_grade(article: Article) -> Iterator[Problem]:
    """A scale stands beside a grade."""
    for record in article.records:
        if record.scale and not record.grade:
            yield article.at(record, "scale", message="a scale without a grade; add `grade: …` or remove it")


@rule("error")
def scale_is_known(article: Article) -> Iterator[Problem]:
    """A scale is a grading scale of the catalogue, or a term that the file declares as one."""
    for record in article.records:
        if record.scale and _scale(article, record.scale) is None:
            known = [concept.label for concept in article.terms if concept.kind == "scale" and concept.broader]
            cure = f"known: {', '.join(known)}; declare another under `terms:` with `broader: grading scale`"
            yield article.at(record, "scale", message=f"{record.scale!r} is no grading scale; {cure}")


@rule("warning")
def scale_is_named(article: Article) -> Iterator[Problem]:
    """A scale is never guessed: the printed words or the note name it."""
    for record in article.records:
        scale = _scale(article, record.scale) if record.scale else None
        words = f"{record.printed or ''} {record.note or ''}".casefold()
        if scale is not None and not any(name.casefold() in words for name in (scale.label, *scale.synonyms)):
            cure = "name it in `printed`, say in `note` where the paper does, or remove the scale"
            yield article.at(record, "scale", message=f"nothing shows that the paper names {scale.label}; {cure}")


def _scale(article: Article, text: str) -> Concept | None:
    try:
        concept = article.terms.resolve(text)
    except UnknownTermError:
        return None
    return concept if article.kind(concept.curie) == "scale" else None
