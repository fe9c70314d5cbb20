"""The words of a mark: a short label for the figure, and a sentence for whoever points at it."""

from __future__ import annotations

from typing import Final

from caseweave.model import Statement
from caseweave.views.timeline import course
from caseweave.views.timeline.span import Span
from caseweave.wording import amount, quantity, stretch

__all__ = ["label", "sentence"]

_SHORT: Final = 14
"""The longest print, in characters, that a label holds."""


def label(said: Statement, track: str) -> str:
    """Name a statement in as few words as its track needs.

    >>> from caseweave.model import Term
    >>> ids = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own"}
    >>> label(Statement(**ids, kind="procedure", about=Term("MAXO:0000423", "skin biopsy")), "biopsies")
    'skin'
    >>> crs = Term("MONDO:0600008", "cytokine release syndrome")
    >>> label(Statement(**ids, kind="adverse event", about=crs, grade="2"), "crs")
    'grade 2'
    """
    short = _short(said, track)
    if said.state != "absent" or (track == "skin" and said.course):
        return short
    return "no CRS" if track == "crs" else f"no {said.label}"


def _short(said: Statement, track: str) -> str:
    if track == "skin":
        change = course.word(said)
        return said.label if change == "seen" else course.WORDS[change]
    if track == "crs":
        return _grade(said)
    if track == "tocilizumab":
        return quantity(said, "figure") or said.label
    if track == "biopsies":
        return said.label.removesuffix(" biopsy")
    if track == "measurement":
        short = said.printed is not None and len(said.printed) <= _SHORT
        return f"{said.label} {(amount if short else quantity)(said, 'figure')}".strip()
    sites = ", ".join(site.label for site in said.site) if track in ("remission", "outcome", "finding") else ""
    return f"{said.label} ({sites})" if sites else said.label


def _grade(said: Statement) -> str:
    named = said.label.removesuffix(" CRS")
    return f"grade {said.grade}" if said.grade else named if named != said.label else "CRS"


def sentence(said: Statement, span: Span, paper: str) -> str:
    """Say in one line who says what, and when: the text behind a mark.

    >>> from caseweave.model import Term
    >>> ids = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "treatment"}
    >>> drug = Term("NCIT:C84217", "tocilizumab")
    >>> sentence(Statement(**ids, about=drug, printed="8 mg/kg"), Span(10, 10, 10, 10), "Abel 2019")
    'tocilizumab, 8 mg/kg: day 10. Abel 2019'
    """
    state = {"absent": "not found: ", "proposed": "planned: ", "not assessable": "could not be judged: "}
    parts = [
        state.get(said.state, "") + said.label,
        f"grade {said.grade}" if said.grade else "",
        amount(said, "sentence") if said.printed else "",
        *(site.label for site in said.site),
        *(f"{aspect} {change}" for aspect, change in said.course),
    ]
    what = ", ".join(part for part in parts if part)
    return f"{what}: {_when(said, span)}. {_who(said, paper)}"


def _when(said: Statement, span: Span) -> str:
    told = "; ".join(f"“{phrase}”" for phrase in said.when)
    days = stretch(span, "sentence") or "a day not stated"
    if said.basis == "set aside":
        return f"{days}; of the paper's {told}, what contradicts the rest is set aside"
    return days if not told or said.when[0] == stretch(span, "terminal") else f"{days} ({told})"


def _who(said: Statement, paper: str) -> str:
    section = f", {said.anchors[0].section}" if said.anchors else ""
    role = "" if said.role == "own" else f", {said.role}"
    doubt = " (inferred)" if "inferred" in (said.basis, said.confidence) else ""
    low = f" (confidence {said.confidence})" if said.confidence in ("low", "moderate") else ""
    return f"{paper}{section}{role}{doubt}{low}"
