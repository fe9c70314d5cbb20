"""Values: whether the number, bound, unit and grade of a statement stand in its anchored words, as one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from caseweave.evidence.binding import graded_nearer, nearer
from caseweave.evidence.names import EntityMention, EntityNames
from caseweave.evidence.number import Number, numbers
from caseweave.evidence.passage import Passage, words_of
from caseweave.evidence.polarity import denials
from caseweave.evidence.record import Check, Claim
from caseweave.evidence.unit import converted, names_unit, unit_behind
from caseweave.model import Quantity, Statement
from caseweave.vocabulary import Concept
from caseweave.vocabulary.pairs import half
from caseweave.vocabulary.scales import arabic
from caseweave.vocabulary.units import UnitCode, unit_code

__all__ = ["check_grade", "check_literal", "check_printed", "check_value", "quantity_of"]


def quantity_of(statement: Statement) -> Quantity | None:
    """Return the number of a statement; None if it has none."""
    found = Quantity(statement.comparator, statement.value, statement.low, statement.high)
    return found if found != Quantity() else None


def check_value(
    statement: Statement, names: EntityNames, passages: Sequence[Passage], entity: Sequence[EntityMention]
) -> Iterator[Check]:
    """Hold the number with its bound and unit against the words; the printed text, if it has numbers, decides which."""
    quantity = quantity_of(statement)
    if quantity is None:
        return
    if any(unit and unit_code(unit) is None for unit in (statement.unit, _inferred(statement))):
        for claim, what in _claims(statement, quantity):
            yield Check(claim=claim, what=what, outcome="could not check", reason="the unit is no code of UCUM")
        return
    printed = words_of(statement.printed) if statement.printed else None
    if printed and numbers(printed):
        _, missed = _found(statement, quantity, [printed])
        if missed:
            yield from _missed(statement, quantity, missed, "as printed: ")
            return
    found, missed = _found(statement, quantity, passages)
    if missed:
        yield from _missed(statement, quantity, missed)
    else:
        yield from _met(statement, quantity, names, found, entity)


class _Found(NamedTuple):
    """A number of the words that is the quantity, and how it was read."""

    passage: Passage
    number: Number
    by: tuple[str, ...]


class _Missed(NamedTuple):
    """Why a number of the words is not the quantity: the claim that fails, and the reason."""

    claim: Claim
    reason: str


_MADE: Final[tuple[Claim, ...]] = ("number", "comparator", "unit")


def _claims(statement: Statement, quantity: Quantity) -> Iterator[tuple[Claim, str]]:
    """Claims a quantity makes, each with its words."""
    yield "number", _shown(quantity)
    yield "comparator", quantity.comparator or "none"
    if statement.unit:
        yield "unit", statement.unit


def _missed(statement: Statement, quantity: Quantity, missed: Sequence[_Missed], lead: str = "") -> Iterator[Check]:
    """Tell which claim fails: the nearest miss has the number right. What stands with it was not checked."""
    nearest = max(missed, key=lambda one: _MADE.index(one.claim))
    reasons = "; ".join(dict.fromkeys(one.reason for one in missed))
    for claim, what in _claims(statement, quantity):
        if claim == nearest.claim:
            yield Check(claim=claim, what=what, outcome="fails", reason=lead + reasons)
        else:
            yield Check(claim=claim, what=what, outcome="not checked", reason="no such number in the words")
    if nearest.claim == "unit" and not statement.unit:
        yield Check(claim="unit", what="none", outcome="fails", reason=lead + reasons)


def _inferred(statement: Statement) -> str | None:
    return dict(statement.qualifiers).get("inferred unit")


def _met(
    statement: Statement,
    quantity: Quantity,
    names: EntityNames,
    found: Sequence[_Found],
    entity: Sequence[EntityMention],
) -> Iterator[Check]:
    """Take the first number that belongs to the entity."""
    rivals = [nearer(names, statement.about.curie, entity, one.passage, one.number) for one in found]
    mine = next((one for one, rival in zip(found, rivals, strict=True) if rival is None), None)
    for claim, what in _claims(statement, quantity):
        if mine is not None:
            yield Check(claim=claim, what=what, outcome="holds", by=mine.by if claim == "number" else ())
        else:
            named = rivals[0].label if rivals[0] else "another"
            reason = f"{named!r} is named nearer to the number"
            yield Check(claim=claim, what=what, outcome="could not check", reason=reason)


def _shown(quantity: Quantity) -> str:
    if quantity.value is not None:
        return f"{quantity.comparator or ''}{quantity.value}"
    ends = [str(end) for end in (quantity.low, quantity.high) if end is not None]
    return (quantity.comparator or "") + "-".join(ends)


def _found(statement: Statement, quantity: Quantity, passages: Sequence[Passage]) -> tuple[list[_Found], list[_Missed]]:
    """Find the numbers that are the quantity, each with its derivations; if there is none, why not."""
    found: list[_Found] = []
    missed: list[_Missed] = []
    for passage in passages:
        for number in numbers(passage):
            judged = _judged(statement, quantity, passage, number)
            if isinstance(judged, _Missed):
                missed.append(judged)
            else:
                found.append(judged)
    return found, [] if found else missed or [_Missed("number", "no number in the words")]


def _judged(statement: Statement, quantity: Quantity, passage: Passage, number: Number) -> _Found | _Missed:
    """Hold a quantity against one number of the words."""
    shown = " ".join(passage.words[number.first : number.last])
    unit = unit_code(statement.unit) if statement.unit else None
    if not _in_place(statement, number):
        return _Missed("number", f"{shown} is the other of two")
    scale, by = _unit_scale(passage, number, unit, _inferred(statement))
    plain = Fraction(number.factor) / Fraction(unit.factor if unit else 1)
    if not _same(quantity, number, plain if scale is None else scale):
        return _Missed("number", f"the words print {number.comparator or ''}{shown}")
    if scale is None:
        printed = names_unit(passage, number)
        return _Missed("unit", f"the words print {shown}{' ' + printed if printed else ' without that unit'}")
    if number.comparator != quantity.comparator:
        return _Missed("comparator", f"the words print {number.comparator or ''}{shown}")
    return _Found(passage, number, (*number.by, *by))


def _in_place(statement: Statement, number: Number) -> bool:
    """Tell whether a number of a pair is the one the entity is: systolic before diastolic."""
    own = half(statement.about.curie)
    return number.pair is None or own is None or number.pair == own[0]


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


def check_grade(
    statement: Statement, names: EntityNames, passages: Sequence[Passage], entity: Sequence[EntityMention]
) -> Iterator[Check]:
    """Hold a grade against the words, nearest to the entity: ``grade 2``, ``grade II``, ``grade two``."""
    if statement.grade is None:
        return
    wanted = words_of(statement.grade).words
    what = f"grade {statement.grade}"
    if not any(sign.isdecimal() for sign in statement.grade):
        places = ((passage, at) for passage in passages for at in _places(wanted, passage))
        rivals = [graded_nearer(names, statement.about.curie, entity, *place) for place in places]
        yield _graded(what, (), None if None in rivals else rivals[0]) if rivals else _not_graded(what)
        return
    found: list[str] = []
    for passage in passages:
        for at in range(passage.first, passage.last - 1):
            if passage.words[at] in ("grade", "grades"):
                behind = passage.words[at + 1 : at + 1 + len(wanted)]
                if behind == wanted or tuple(map(_arabic, behind)) == wanted:
                    by = () if behind == wanted else ("number word",)
                    yield _graded(what, by, graded_nearer(names, statement.about.curie, entity, passage, at))
                    return
                found.append(passage.words[at + 1])
    reason = f"the words print grade {', '.join(found)}" if found else "no grade in the words"
    yield Check(claim="grade", what=what, outcome="fails", reason=reason)


def _graded(what: str, by: tuple[str, ...], rival: Concept | None) -> Check:
    if rival is None:
        return Check(claim="grade", what=what, outcome="holds", by=by)
    return Check(claim="grade", what=what, outcome="could not check", reason=f"{rival.label!r} is named nearer to it")


def _not_graded(what: str) -> Check:
    return Check(claim="grade", what=what, outcome="could not check", reason="not in the words")


def _arabic(word: str) -> str:
    number = numbers(words_of(word))
    return str(number[0].low) if number else arabic(word)


def check_printed(
    statement: Statement, names: EntityNames, passages: Sequence[Passage], entity: Sequence[EntityMention]
) -> Iterator[Check]:
    """Hold the text kept as printed against the words: it must stand there word for word, nearest to the entity."""
    if not statement.printed:
        return
    claim: Claim = "entity" if quantity_of(statement) is None else "number"
    check = check_literal(claim, "printed", statement.printed, passages)
    rival = _rival(statement, names, passages, entity) if check.outcome == "holds" and claim == "entity" else None
    if rival is None:
        yield check
    else:
        reason = f"{rival.label!r} is named nearer to it"
        yield Check(claim=claim, what=check.what, outcome="could not check", reason=reason)


def _rival(
    statement: Statement, names: EntityNames, passages: Sequence[Passage], entity: Sequence[EntityMention]
) -> Concept | None:
    """Return what is measured nearer to a level printed in words than the entity is."""
    if statement.kind not in ("measurement", "marker"):
        return None
    wanted = words_of(statement.printed or "").words
    placed = [(passage, at) for passage in passages for at in _places(wanted, passage)]
    rivals = [
        nearer(names, statement.about.curie, entity, passage, Number(Decimal(0), Decimal(0), at, at + len(wanted)))
        for passage, at in placed
    ]
    return None if None in rivals else rivals[0]


def check_literal(claim: Claim, field: str, text: str, passages: Sequence[Passage]) -> Check:
    """Hold words of the paper that a statement keeps against the anchored ones; none may be cut off a "no" or "<"."""
    wanted = words_of(text).words
    what = f"{field} {text!r}"
    found = [(passage, at) for passage in passages for at in _places(wanted, passage)]
    if not found or not wanted:
        return Check(claim=claim, what=what, outcome="fails", reason="not word for word in the words")
    if all(_is_cut(text, passage, at) for passage, at in found):
        return Check(claim=claim, what=what, outcome="could not check", reason="cut off behind a denial or bound")
    return Check(claim=claim, what=what, outcome="holds")


def _places(wanted: tuple[str, ...], passage: Passage) -> Iterator[int]:
    for at in range(passage.first, passage.last - len(wanted) + 1):
        if passage.words[at : at + len(wanted)] == wanted:
            yield at


def _is_cut(text: str, passage: Passage, at: int) -> bool:
    """Tell whether words were taken without the "no", bound or sign that stands before them."""
    if at and passage.words[at - 1] in denials():
        return True
    wanted = [number.comparator for number in numbers(words_of(text)) if number.first == 0]
    there = [number.comparator for number in numbers(passage) if number.first == at]
    return wanted != there
