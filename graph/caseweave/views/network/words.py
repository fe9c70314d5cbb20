"""What a statement says, in the words of a caption: its value, grade, place and change; its days; what was measured."""

from __future__ import annotations

from caseweave.model import Measure, Statement
from caseweave.wording import amount, grade, length, stretch

__all__ = ["days", "details", "result"]


def details(statement: Statement) -> str:
    """Say in one line what a statement adds to its entity; empty when it only names it.

    >>> from caseweave.model import Statement, Term
    >>> crs = Term("NCIT:C171451", "Cytokine Release Syndrome")
    >>> said = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "adverse event"}
    >>> details(Statement(**said, about=crs, grade="2", scale="Lee", site=(Term("UBERON:0000014", "skin"),)))
    'grade 2 (Lee); skin'
    """
    parts = [
        grade(statement.grade, statement.scale, "sentence"),
        amount(statement, "sentence"),
        *(term.label for term in statement.site),
        *(f"{aspect}: {change}" for aspect, change in statement.course),
        *(term.label for term in (statement.specimen, statement.method, statement.route) if term),
        *(f"{name}: {value}" for name, value in statement.qualifiers),
    ]
    return "; ".join(part for part in parts if part)


def days(statement: Statement) -> str:
    """Say when, in days from the case's day 0, never more precisely than known; empty when nothing is known.

    >>> from caseweave.model import Statement, Term
    >>> said = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "finding"}
    >>> days(Statement(**said, about=Term("HP:0001945", "Fever"), earliest=9, latest=13))
    'between day 9 and day 13'
    """
    return stretch(statement, "sentence")


def result(measure: Measure) -> str:
    """Say the result of a measure: how long from which zero, or which value, and by whose account."""
    time = length(measure.earliest, measure.latest, "sentence")
    value = f"{measure.value} {measure.unit or ''}".strip() if measure.value else f"{time} from {measure.zero}"
    parts = [value, measure.certainty or "", measure.account, measure.reading or ""]
    return "; ".join(part for part in parts if part)
