"""A number as a paper gives it, with its unit: never more precise than printed, and with the superscript it lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Protocol

from caseweave.wording.style import Style, signed, spread
from caseweave.wording.unit import unit

__all__ = ["Numbered", "amount", "mended", "number", "plain", "quantity"]

_SIGNS: Final = {"<=": "≤", ">=": "≥"}
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGE: Final = 1_000_000
_FIGURES: Final = 3
_POWER: Final = re.compile(
    r"(?P<many>\d+(?:\.\d+)?)\s*(?:[×xX*·]\s*10(?:\s*[\^*]\s*)?|[eE]\+?)(?P<power>[-−]?\d{1,2})(?!\d|\.\d)"
)


class Numbered(Protocol):
    """What has a number: a statement, or a quantity alone."""

    @property
    def comparator(self) -> str | None:
        """The sign before the number."""

    @property
    def value(self) -> Decimal | None:
        """The number itself."""

    @property
    def low(self) -> Decimal | None:
        """The lower end."""

    @property
    def high(self) -> Decimal | None:
        """The upper end."""


class Printed(Numbered, Protocol):
    """What has a number with its unit and the text the paper prints for it."""

    @property
    def unit(self) -> str | None:
        """The code of the unit."""

    @property
    def printed(self) -> str | None:
        """The text as printed."""


def plain(value: Decimal) -> str:
    """Write a number in digits, with the places it was given in.

    >>> plain(Decimal("1E+6")), plain(Decimal("38.70"))
    ('1000000', '38.70')
    """
    return f"{value:f}"


def number(told: Numbered, style: Style) -> str:
    """Say a number, one of its bounds, or its range; empty where there is none.

    >>> from caseweave.model import Quantity
    >>> [number(Quantity.parse(text), "cell") for text in ("<1", "<=1", "2-3", "~50", "1e6", "-2")]
    ['<1', '≤1', '2–3', '~50', '1 × 10⁶', '−2']
    >>> number(Quantity.parse("<=1"), "terminal"), number(Quantity.parse("1e6"), "terminal")
    ('<=1', '1000000')
    """
    ends = [end for end in (told.low, told.high) if end is not None]
    if told.value is None and len(ends) == 2:
        return spread(plain(ends[0]), plain(ends[1]), style)
    found = told.value if told.value is not None else next(iter(ends), None)
    if found is None:
        return ""
    sign = told.comparator or ""
    return f"{sign if style == 'terminal' else _SIGNS.get(sign, sign)}{_figures(found, style)}"


def _figures(value: Decimal, style: Style) -> str:
    """Write a large round number as a power of ten, which is how it is printed."""
    digits = value.normalize()
    is_round = abs(value) >= _LARGE and len(digits.as_tuple().digits) <= _FIGURES
    if style == "terminal" or not is_round:
        return signed(plain(value), style)
    power = digits.adjusted()
    return signed(_power(plain(digits.scaleb(-power)), str(power)), style)


def _power(many: str, power: str) -> str:
    return f"{many} × 10{power.replace('−', '-').translate(_RAISED)}"


def quantity(told: Printed, style: Style) -> str:
    """Say a number with its unit in words; empty where there is none.

    >>> from caseweave.model import Statement, Term
    >>> said = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "demographic"}
    >>> quantity(Statement(**said, about=Term("x:age", "age"), value=Decimal(29), unit="a"), "cell")
    '29 years'
    """
    words = number(told, style)
    return words and words + unit(told.unit, style, one=told.value == 1)


def amount(told: Printed, style: Style) -> str:
    """Say a number as the paper prints it, a lost superscript put back; else with its unit.

    >>> from caseweave.model import Statement, Term
    >>> said = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "treatment"}
    >>> dose = {"value": Decimal("1e6"), "unit": "/kg", "printed": "1×106 cells per kg"}
    >>> amount(Statement(**said, about=Term("x:cells", "cells"), **dose), "cell")
    '1 × 10⁶ cells per kg'
    """
    if told.printed is None:
        return quantity(told, style)
    return mended(told.printed, (told.value, told.low, told.high), style)


def mended(printed: str, values: Iterable[Decimal | None], style: Style) -> str:
    """Set the powers of ten of a print that are the number itself: ``1×106`` is 1 × 10⁶ only where it is 1000000.

    >>> mended("1×106 per kg", [Decimal(1000000)], "cell"), mended("2 ×106", [Decimal(212)], "cell")
    ('1 × 10⁶ per kg', '2 ×106')
    >>> mended("1–2×106", [Decimal("1e6"), Decimal("2e6")], "terminal")
    '1–2 x 10^6'
    """
    known = {value for value in values if value is not None}

    def spelled(match: re.Match[str]) -> str:
        many, power = match["many"], match["power"].replace("−", "-")
        if Decimal(many).scaleb(int(power)) not in known:
            return match[0]
        return f"{many} x 10^{power}" if style == "terminal" else _power(many, power)

    return _POWER.sub(spelled, printed)
