"""Values: whether the number, bound, unit and grade of a statement stand in its anchored words, as one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from caseweave.evidence.binding import nearer
from caseweave.evidence.names import Mention, Names
from caseweave.evidence.number import Number, numbers
from caseweave.evidence.passage import Passage, words_of
from caseweave.evidence.polarity import DENIALS
from caseweave.evidence.record import Check
from caseweave.evidence.unit import converted, names_unit, unit_behind
from caseweave.model import Quantity, Statement
from caseweave.vocabulary import Concept
from caseweave.vocabulary.scales import arabic
from caseweave.vocabulary.units import UnitCode, unit_code

__all__ = ["PAIRED", "check_grade", "check_numbers", "check_printed", "check_value", "quantity_of"]

PAIRED: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "NCIT:C25298": (0, ("blood", "pressure")),
    "NCIT:C25299": (1, ("blood", "pressure")),
    "NCIT:C64848": (0, ("h", "/", "h")),
    "NCIT:C64796": (1, ("h", "/", "h")),
}
"""Measurements printed two by two: which of the pair each is, and the words that say so."""


def quantity_of(statement: Statement) -> Quantity | None:
    """Return the number of a statement; None if it has none."""
    found = Quantity(statement.comparator, statement.value, statement.low, statement.high)
    return found if found != Quantity() else None


def check_value(
    statement: Statement, names: Names, passages: Sequence[Passage], entity: Sequence[Mention]
) -> Iterator[Check]:
    """Hold the number with its bound and unit against the words; the printed text, if it has numbers, decides which."""
    quantity = quantity_of(statement)
    if quantity is None:
        return
    claim = f"value {_shown(quantity)}{' ' + statement.unit if statement.unit else ''}"
    if any(unit and unit_code(unit) is None for unit in (statement.unit, _inferred(statement))):
        yield Check(claim=claim, outcome="could not check", reason="the unit is no code of UCUM")
        return
    printed = words_of(statement.printed) if statement.printed else None
    if printed and numbers(printed):
        _, reasons = _found(statement, quantity, [printed])
        if reasons:
            yield Check(claim=claim, outcome="failed", reason=f"as printed: {reasons}")
            return
    found, reasons = _found(statement, quantity, passages)
    yield (
        _value(claim, statement, names, found, entity)
        if found
        else Check(claim=claim, outcome="failed", reason=reasons)
    )
    if statement.unit is None and _inferred(statement):
        reason = "the paper prints no unit; the curator inferred it"
        yield Check(claim=f"inferred unit {_inferred(statement)}", outcome="could not check", reason=reason)


_Found = tuple[Passage, Number, tuple[str, ...]]


def _inferred(statement: Statement) -> str | None:
    return dict(statement.qualifiers).get("inferred unit")


def _value(claim: str, statement: Statement, names: Names, found: Sequence[_Found], entity: Sequence[Mention]) -> Check:
    """Take the first number that belongs to the entity."""
    rival: Concept | None = None
    for passage, number, by in found:
        rival = nearer(names, statement.about.curie, entity, passage, number)
        if rival is None:
            return Check(claim=claim, outcome="passed", by=by)
    reason = f"{rival.label if rival else 'another'!r} is named nearer to the number"
    return Check(claim=claim, outcome="could not check", reason=reason)


def _shown(quantity: Quantity) -> str:
    if quantity.value is not None:
        return f"{quantity.comparator or ''}{quantity.value}"
    ends = [str(end) for end in (quantity.low, quantity.high) if end is not None]
    return (quantity.comparator or "") + "-".join(ends)


def _found(statement: Statement, quantity: Quantity, passages: Sequence[Passage]) -> tuple[list[_Found], str]:
    """Find the numbers that are the quantity, each with its derivations; if there is none, why not."""
    found: list[_Found] = []
    reasons: list[str] = []
    for passage in passages:
        for number in numbers(passage):
            reason, by = _judged(statement, quantity, passage, number)
            if reason:
                reasons.append(reason)
            else:
                found.append((passage, number, by))
    return found, "" if found else "; ".join(dict.fromkeys(reasons)) or "no number in the words"


def _judged(statement: Statement, quantity: Quantity, passage: Passage, number: Number) -> tuple[str, tuple[str, ...]]:
    """Hold a quantity against one number of the words: why it is not the same, else the derivations used."""
    shown = " ".join(passage.words[number.first : number.last])
    if number.comparator != quantity.comparator:
        return f"the words print {number.comparator or ''}{shown}", ()
    if not _in_place(statement, number):
        return f"{shown} is the other of two", ()
    unit = unit_code(statement.unit) if statement.unit else None
    scale, by = _unit_scale(passage, number, unit, _inferred(statement))
    if scale is None:
        printed = names_unit(passage, number)
        return f"the words print {shown}{' ' + printed if printed else ' without that unit'}", ()
    if not _same(quantity, number, scale):
        return f"the words print {shown}", ()
    return "", (*number.by, *by)


def _in_place(statement: Statement, number: Number) -> bool:
    """Tell whether a number of a pair is the one the entity is: systolic before diastolic."""
    if number.pair is None or statement.about.curie not in PAIRED:
        return True
    return number.pair == PAIRED[statement.about.curie][0]


def _unit_scale(
    passage: Passage, number: Number, unit: UnitCode | None, inferred: str | None
) -> tuple[Fraction | None, tuple[str, ...]]:
    """Return what a printed number is multiplied by to be in the statement's unit, and how that was found."""
    meant = unit or (unit_code(inferred) if inferred and number.factor != 1 else None)
    scale = Fraction(number.factor) / Fraction(meant.factor if meant else 1)
    if unit is None or unit.is_bare:
        return (None if names_unit(passage, number) is not None else scale), ()
    by = unit_behind(passage, number, unit)
    if by is not None:
        return scale, by
    size = converted(passage, number, unit)
    return (None, ()) if size is None else (size * Fraction(number.factor), ("unit conversion",))


def _same(quantity: Quantity, number: Number, scale: Fraction) -> bool:
    if quantity.value is not None:
        ends = (quantity.value, quantity.value)
    elif quantity.low is None or quantity.high is None:
        end = quantity.high if quantity.low is None else quantity.low
        ends = (end or Decimal(0), end or Decimal(0))
    else:
        ends = (quantity.low, quantity.high)
    return tuple(map(Fraction, ends)) == (Fraction(number.low) * scale, Fraction(number.high) * scale)


def check_grade(statement: Statement, passages: Sequence[Passage]) -> Iterator[Check]:
    """Hold a grade against the words: ``grade 2``, ``grade II``, ``grade two``."""
    if statement.grade is None:
        return
    wanted = words_of(statement.grade).words
    found: list[str] = []
    for passage in passages:
        for at in range(passage.first, passage.last - 1):
            if passage.words[at] in ("grade", "grades"):
                behind = passage.words[at + 1 : at + 1 + len(wanted)]
                if behind == wanted or tuple(map(_arabic, behind)) == wanted:
                    by = () if behind == wanted else ("number word",)
                    yield Check(claim=f"grade {statement.grade}", outcome="passed", by=by)
                    return
                found.append(passage.words[at + 1])
    reason = f"the words print grade {', '.join(found)}" if found else "no grade in the words"
    yield Check(claim=f"grade {statement.grade}", outcome="failed", reason=reason)


def _arabic(word: str) -> str:
    number = numbers(words_of(word))
    return str(number[0].low) if number else arabic(word)


def check_printed(statement: Statement, passages: Sequence[Passage]) -> Iterator[Check]:
    """Hold the text kept as printed against the words: it must stand there word for word."""
    if statement.printed:
        yield check_literal("printed", statement.printed, passages)


def check_literal(field: str, text: str, passages: Sequence[Passage]) -> Check:
    """Hold words of the paper that a statement keeps against the anchored ones; none may be cut off a "no" or "<"."""
    wanted = words_of(text).words
    claim = f"{field} {text!r}"
    found = [(passage, at) for passage in passages for at in _places(wanted, passage)]
    if not found or not wanted:
        return Check(claim=claim, outcome="failed", reason="not word for word in the words")
    if all(_is_cut(text, passage, at) for passage, at in found):
        return Check(claim=claim, outcome="could not check", reason="cut off behind a denial or bound")
    return Check(claim=claim, outcome="passed")


def _places(wanted: tuple[str, ...], passage: Passage) -> Iterator[int]:
    for at in range(passage.first, passage.last - len(wanted) + 1):
        if passage.words[at : at + len(wanted)] == wanted:
            yield at


def _is_cut(text: str, passage: Passage, at: int) -> bool:
    """Tell whether words were taken without the "no", bound or sign that stands before them."""
    if at and passage.words[at - 1] in DENIALS:
        return True
    wanted = [number.comparator for number in numbers(words_of(text)) if number.first == 0]
    there = [number.comparator for number in numbers(passage) if number.first == at]
    return wanted != there


def check_numbers(field: str, text: str, passages: Sequence[Passage]) -> Check | None:
    """Hold each word with a digit of a curator's own text against the words; None if it has none."""
    wanted = [word for word in words_of(text).words if any(sign.isdecimal() for sign in word)]
    missing = [word for word in wanted if not any(word in passage.anchored for passage in passages)]
    if not wanted:
        return None
    if missing:
        reason = f"{', '.join(missing)} not in the words"
        return Check(claim=f"{field} {text!r}", outcome="could not check", reason=reason)
    return Check(claim=f"{field} {text!r}", outcome="passed")
