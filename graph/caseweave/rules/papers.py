"""Rules on the file as a whole: its years, its patients, and what must not be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from caseweave.model import Problem
from caseweave.rules.rule import Article, rule

__all__ = [
    "PLACEHOLDERS",
    "case_is_spoken_of",
    "no_date_in_free_text",
    "nobody_can_be_named",
    "paper_stands",
    "template_is_filled_in",
    "years_agree",
]

PLACEHOLDERS: Final[Mapping[str, str]] = {
    "doi": "10.1000/replace-me",
    "title": "Title of the paper",
    "authors": "Surname I",
    "journal": "Name of the journal",
}
"""What the template of a new paper holds where a curator is to write what the paper has."""

_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}(?P<dot>[./])\d{{1,2}}(?P=dot)\d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{_MONTHS})[a-z]*\.?,? \d{{4}}\b"
    rf"|\b(?:{_MONTHS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b",
    re.IGNORECASE,
)
_NAMING: Final = {
    "a date of birth": re.compile(
        rf"\b(?:born (?:on|in (?:\d|(?:{_MONTHS})))|date of birth|birth ?date\b|d\.?o\.?b\b)", re.IGNORECASE
    ),
    "a record number": re.compile(
        r"\b(?:MRN|NHS|SSN|(?:record|hospital) (?:number|no\.?|id)|patient id)\b\W{0,3}\d", re.IGNORECASE
    ),
    "an e-mail address": re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"),
    "a telephone number": re.compile(r"\b(?:tel|phone|call)\w*\W{0,3}\+?\d(?:[ ()-]?\d){6,}\b", re.IGNORECASE),
}


@rule("error")
def template_is_filled_in(article: Article) -> Iterator[Problem]:
    """The head of a paper says what the paper is, not what the template of a new file holds."""
    for field, text in PLACEHOLDERS.items():
        if getattr(article.paper, field) in (text, (text,)):
            yield article.head(field, message=f"{text!r} stands in the template; write what the paper has")


@rule("warning")
def years_agree(article: Article) -> Iterator[Problem]:
    """The year of the id, the year of the issue, the date of publication and that of curation fit together."""
    paper, year = article.paper, int(article.paper.year)
    named = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", paper.id)
    if named and int(named[0]) != year:
        yield article.head("id", message=f"the id says {named[0]}, `year` {year}; correct one of them")
    if paper.published and abs(int(paper.published[:4]) - year) > 1:
        yield article.head("published", message=f"{paper.published} is far from `year: {year}`; correct one of them")
    if paper.curated.on < (paper.published or paper.year):
        yield article.head(
            "curated", "on", message=f"{paper.curated.on} is before the paper came out; correct one of them"
        )


@rule("note")
def paper_stands(article: Article) -> Iterator[Problem]:
    """A paper that was retracted or corrected is worth a second look, and is named so wherever it is shown."""
    if article.paper.status:
        message = f"was {article.paper.status}, and every label says so; see that what was taken from it still holds"
        yield article.head("status", message=message)


@rule("warning")
def case_is_spoken_of(article: Article) -> Iterator[Problem]:
    """Of each patient that a file declares, it says something."""
    told = {article.case(record) for record in article.records}
    for case in article.cases:
        if case not in told:
            yield article.head("cases", case, message=f"no statement is about {case!r}; add one, or remove the case")


@rule("error")
def nobody_can_be_named(article: Article) -> Iterator[Problem]:
    """No text holds a date of birth, a record number, or an address by which someone could be found."""
    for path, text in article.free_texts:
        for what, form in _NAMING.items():
            if form.search(text):
                yield article.head(*path, message=f"{what}; nothing that could name a patient is kept: remove it")


@rule("warning")
def no_date_in_free_text(article: Article) -> Iterator[Problem]:
    """A full date of the calendar stands under `when`, where times are worked out, and nowhere else."""
    for path, text in article.free_texts:
        found = _DATE.search(text)
        if found and path[:1] == ("statements",):
            message = f"holds the date {found[0]!r}; put what happened then under `when`, or say only the month"
            yield article.head(*path, message=message)
