"""What a side of a disagreement says, and the words of the paper that stand for it."""

from __future__ import annotations

from caseweave.model import Side, Statement
from caseweave.wording import number, unit

__all__ = ["says", "section", "side"]


def side(statement: Statement, phrase: str | None = None, camp: int | None = None) -> Side:
    """Return a statement as a side of a camp; ``phrase`` is the time phrase in question, if that is what is told.

    Where the file keeps no words of the paper, ``printed`` holds what the statement says, in square brackets.
    """
    return Side(
        statement=statement.statement,
        printed=phrase or statement.printed or f"[{says(statement)}]",
        said_by=statement.said_by,
        section=section(statement),
        says=says(statement, phrase),
        camp=camp,
        confidence=statement.confidence,
    )


def section(statement: Statement) -> str:
    """Return the section a statement stands in first."""
    return statement.anchors[0].section if statement.anchors else ""


def says(statement: Statement, phrase: str | None = None) -> str:
    """Say in a few words what a statement says, with one of its time phrases or all of them.

    >>> from caseweave.model import Term
    >>> told = dict(statement="https://w3id.org/caseweave/statement/p/s", said_by="p", case="p", role="own")
    >>> says(Statement(**told, kind="finding", about=Term("HP:0001945", "fever"), state="absent", when=("day 3",)))
    'no fever, day 3'
    """
    change = "; ".join(f"{aspect} {change}" for aspect, change in statement.course if statement.state == "present")
    qualified = dict(statement.qualifiers)
    parts = [
        f"{_STATES.get(statement.state, '')}{statement.label}",
        _number(statement) or qualified.get("expression") or qualified.get("amount"),
        f"grade {statement.grade}" if statement.grade else "",
        change,
        ", ".join(term.label for term in statement.site),
        phrase or "; ".join(statement.when),
    ]
    return ", ".join(part for part in parts if part)


_STATES = {"absent": "no ", "not assessable": "cannot tell: ", "proposed": "possibly "}


def _number(statement: Statement) -> str:
    """Say the number with its unit, where need be the one the curator infers."""
    told = number(statement, "sentence")
    inferred = statement.unit or dict(statement.qualifiers).get("inferred unit")
    return told and told + unit(inferred, "sentence", one=statement.value == 1)
