"""Rules on the fields of a statement: what its kind and role allow, how qualifiers read, reasons for doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caseweave.model import Problem, Statement
from caseweave.rules.rule import Article, rule
from caseweave.vocabulary.spelling import nearest

__all__ = [
    "background_is_about_no_patient",
    "component_is_of_treatment",
    "doubt_has_reason",
    "field_fits_kind",
    "link_leads_elsewhere",
    "qualifier_reads_well",
]

_KINDS_WITH: Final[dict[str, tuple[str, ...]]] = {
    "course": ("diagnosis", "marker", "finding", "lesion", "measurement", "adverse event", "outcome"),
    "grade": ("diagnosis", "finding", "lesion", "adverse event", "outcome"),
    "route": ("treatment", "procedure"),
    "clock": ("treatment",),
    "schedule": ("treatment", "history"),
}

_FORMS: Final[dict[str, tuple[str, str]]] = {
    "cycle": (r"\d{1,3}(-\d{1,3})?", "write the number of the cycle, such as 2"),
    "duration": (
        r"\D*|(about |<|>)?\d+(\.\d+)?(-\d+(\.\d+)?)? (min|h|d|wk|mo|a)",
        "write a length such as 4 mo, 2-3 d, 1 h",
    ),
    "laterality": (r"left|right|bilateral", "write left, right or bilateral"),
    "trial": (r"NCT\d{8}|(?!NCT).*", "an NCT number has eight digits; write it as registered"),
}


@rule("warning")
def field_fits_kind(article: Article) -> Iterator[Problem]:
    """Only what can change has a course, only harm and disease a grade, only treatment a route, clock, schedule."""
    for record in article.records:
        written = article.written(record)
        for field, kinds in _KINDS_WITH.items():
            if getattr(written, field) and record.kind not in kinds:
                message = (
                    f"a {record.kind} has no {field}; record it in a statement of another kind: {', '.join(kinds)}"
                )
                yield article.at(record, field, message=message)


@rule("error")
def qualifier_reads_well(article: Article) -> Iterator[Problem]:
    """A qualifier that is counted or compared reads the same in every file: side, length, cycle, trial."""
    for record in article.records:
        for name, value in record.qualifiers:
            form, cure = _FORMS.get(name, (".*", ""))
            if not re.fullmatch(form, value, re.DOTALL):
                yield article.at(record, "qualifiers", name, message=f"{value!r}; {cure}")


@rule("warning")
def component_is_of_treatment(article: Article) -> Iterator[Problem]:
    """What is a component of something names the statement of that treatment, of the same patient."""
    treatments = [(article.case(one), one.id) for one in article.records if one.kind == "treatment"]
    for record in article.records:
        whole = dict(record.qualifiers).get("component of")
        if whole is None:
            continue
        known = [name for case, name in treatments if case == article.case(record)]
        if whole not in known or whole == record.id:
            close = nearest(whole, [name for name in known if name != record.id])
            cure = f"did you mean {close!r}?" if close else "name the statement of the regimen it belongs to"
            message = f"{whole!r} is no other treatment of this case; {cure}"
            yield article.at(record, "qualifiers", "component of", message=message)


@rule("error")
def link_leads_elsewhere(article: Article) -> Iterator[Problem]:
    """A link leads to another happening than that of the statement it stands in."""
    for record in article.records:
        for place, link in enumerate(article.written(record).links):
            if link.target in {record.id, record.event}:
                message = f"{link.target!r} is this very happening; name the other one"
                yield article.at(record, "links", place, link.relation, message=message)


@rule("error")
def background_is_about_no_patient(article: Article) -> Iterator[Problem]:
    """What a paper says in general has no day, place, sample, number, grade or course of a patient."""
    fields = ("when", "event", "course", "grade", "value", "site", "specimen")
    for record in article.records:
        if record.role == "background":
            for field in (name for name in fields if getattr(article.written(record), name)):
                message = "a fact of a patient in a statement of background; remove it, or write another role"
                yield article.at(record, field, message=message)


@rule("warning")
def doubt_has_reason(article: Article) -> Iterator[Problem]:
    """What is held with low confidence, inferred by the curator, or both suspected and absent, says why in its note."""
    for record in article.records:
        if not record.note:
            for field, word in _doubts(article, record):
                yield article.at(record, field, message=f"{field} is {word}, and no note says why; add `note: …`")


def _doubts(article: Article, record: Statement) -> Iterator[tuple[str, str]]:
    if record.confidence in {"low", "inferred"}:
        yield "confidence", record.confidence
    if article.written(record).basis == "inferred":
        yield "basis", "inferred"
    if record.certainty and record.state == "absent":
        yield "certainty", f"{record.certainty} of what is absent"
