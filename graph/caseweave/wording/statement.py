"""What a statement says, in a line: of what, how much, how bad, how it changes, where; when, and who says it."""

from __future__ import annotations

from typing import Final

from caseweave.model import Statement
from caseweave.wording.course import course
from caseweave.wording.days import stretch
from caseweave.wording.entity import entity
from caseweave.wording.grade import grade
from caseweave.wording.number import amount, number
from caseweave.wording.unit import unit

__all__ = ["details", "says", "sentence"]

_TELLING: Final = ("expression", "amount")


def says(said: Statement) -> str:
    """Say what a statement says in a few words, without its days.

    >>> from caseweave.model import Term
    >>> told = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own"}
    >>> site = (Term("x:scalp", "scalp"),)
    >>> says(Statement(**told, kind="lesion", about=Term("x:rash", "rash"), course=(("extent", "worsens"),), site=site))
    'rash, extent worsens, scalp'
    """
    qualified = dict(said.qualifiers)
    parts = [
        entity(said),
        _number(said) or next((qualified[name] for name in _TELLING if name in qualified), ""),
        grade(said.grade, said.scale, "figure"),
        course(said.course) if said.state == "present" else "",
        ", ".join(term.label for term in said.site),
    ]
    return ", ".join(filter(None, parts))


def _number(said: Statement) -> str:
    """Say the number with its unit, where need be the one the curator infers."""
    told = number(said, "sentence")
    inferred = said.unit or dict(said.qualifiers).get("inferred unit")
    return told and told + unit(inferred, "sentence", one=said.value == 1)


def details(said: Statement) -> str:
    """Say what a statement adds to its entity; empty when it only names it.

    >>> from caseweave.model import Term
    >>> told = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "adverse event"}
    >>> crs = Term("NCIT:C171451", "cytokine release syndrome")
    >>> details(Statement(**told, about=crs, grade="2", scale="Lee", site=(Term("UBERON:0000014", "skin"),)))
    'grade 2 (Lee); skin'
    """
    parts = [
        grade(said.grade, said.scale, "sentence"),
        amount(said, "sentence"),
        *(term.label for term in said.site),
        course(said.course),
        *(term.label for term in (said.specimen, said.method, said.route) if term),
        *(f"{name}: {value}" for name, value in said.qualifiers),
    ]
    return "; ".join(filter(None, parts))


def sentence(said: Statement, paper: str) -> str:
    """Say in one line who says what, and when.

    >>> from caseweave.model import Term
    >>> told = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "treatment"}
    >>> drug = Term("x:1", "aspirin")
    >>> sentence(Statement(**told, about=drug, printed="8 mg/kg", earliest=10, latest=10), "Abel 2019")
    'aspirin, “8 mg/kg”: day 10. Abel 2019'
    """
    printed = f", “{amount(said, 'sentence')}”" if said.printed else ""
    return f"{says(said)}{printed}: {_when(said)}. {_who(said, paper)}"


def _when(said: Statement) -> str:
    told = "; ".join(f"“{phrase}”" for phrase in said.when)
    days = stretch(said, "sentence") or "a day not stated"
    if said.basis == "set aside":
        return f"{days}; of the paper's {told}, what contradicts the rest is set aside"
    return days if not told or said.when[0] == stretch(said, "terminal") else f"{days} ({told})"


def _who(said: Statement, paper: str) -> str:
    section = f", {said.section}" if said.section else ""
    role = "" if said.role == "own" else f", {said.role}"
    doubt = " (inferred)" if "inferred" in (said.basis, said.confidence) else ""
    low = f" (confidence {said.confidence})" if said.confidence in ("low", "moderate") else ""
    return f"{paper}{section}{role}{doubt}{low}"
