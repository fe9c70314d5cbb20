"""The highest grade or value that an account gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from caseweave.model import Account, Measure, Quantity, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol.axis import Axis
from caseweave.protocol.definition import Amount, MeasureRule
from caseweave.protocol.proof import Result, proved
from caseweave.protocol.speaker import Speaker
from caseweave.protocol.verbs.first import first_of, looked_at
from caseweave.vocabulary.scales import arabic, scale

__all__ = ["grade", "maximum_measures"]

Ends: TypeAlias = tuple[Decimal, Decimal]

_NAMED: Final = re.compile(r"grade (\d+)\b.*", re.IGNORECASE)


def maximum_measures(speaker: Speaker, rule: MeasureRule) -> Iterator[Measure]:
    """Yield the highest grade or value of each account, apart for each scale or unit."""
    amount = rule.amount or "grade"
    told = [one for one in looked_at(speaker, rule.looks[0]) if _AMOUNTS[amount](one) is not None]
    for measured in dict.fromkeys(_on(amount, one) for one in told):
        same = [one for one in told if _on(amount, one) == measured]
        for account, said in _by_account(same):
            for axis in speaker.axes(rule, account):
                yield proved(speaker, rule, account, axis, _highest(axis, amount, measured, said))


def _by_account(said: Sequence[Statement]) -> Iterator[tuple[Account, tuple[Statement, ...]]]:
    """Yield what each account says, what is only suspected too: the highest keeps its mark."""
    for account in dict.fromkeys(one.account for one in said):
        sure = tuple(one for one in said if one.account == account and one.confidence != "low")
        yield account, sure or tuple(one for one in said if one.account == account)


def grade(statement: Statement) -> Ends | None:
    """Return the least and the greatest grade a statement gives, in figures or in its name; None where it has none."""
    named = _NAMED.fullmatch(statement.label)
    text = (statement.grade or (named[1] if named else "")).strip()
    try:
        ends = _ends(Quantity.parse(arabic(text)))
    except ValueError:
        return None
    return ends if ends and all(_is_of(statement.scale, end) for end in ends) else None


def _is_of(name: str | None, number: Decimal) -> bool:
    """Tell whether a scale has this grade; one that the table has not, or that is not named, has whole numbers."""
    found = scale(name) if name else None
    return found.holds(number) if found else number % 1 == 0


def _value(statement: Statement) -> Ends | None:
    return _ends(Quantity(value=statement.value, low=statement.low, high=statement.high))


def _ends(number: Quantity) -> Ends | None:
    low, high = (number.value, number.value) if number.value is not None else (number.low, number.high)
    return None if low is None or high is None else (low, high)


_AMOUNTS: Final[Mapping[Amount, Callable[[Statement], Ends | None]]] = {"grade": grade, "value": _value}


def _on(amount: Amount, said: Statement) -> str | None:
    """Name what a grade or value is counted on: its scale, or its unit."""
    return said.scale if amount == "grade" else said.unit


def _highest(axis: Axis, amount: Amount, measured: str | None, said: Sequence[Statement]) -> Result:
    found = {one: ends for one in said if (ends := _AMOUNTS[amount](one)) is not None}
    low, high = (max(ends) for ends in zip(*found.values(), strict=True))
    first = first_of(axis, [one for one, (_, most) in found.items() if most == high])
    value = f"{low:f}" if low == high else f"{low:f}-{high:f}"
    on = measured or ("scale not named" if amount == "grade" else "no unit")
    words = f"{amount} {value} ({on}), {first.earliest.words}"
    return replace(
        first,
        earliest=replace(first.earliest, words=words),
        value=value,
        scale=measured if amount == "grade" else None,
        unit=measured if amount == "value" else None,
        apart=(slug(measured),) if measured else (),
    )
