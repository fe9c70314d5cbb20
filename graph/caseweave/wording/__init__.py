"""How what is known is said: each thing in one place, in each style in which it is shown.

A function takes a statement, or plain values, and a style: ``cell``, ``sentence``, ``figure`` or ``terminal``.
:mod:`.number` and :mod:`.unit` say amounts, :mod:`.days` intervals of days and lengths.
"""

from caseweave.wording.days import Timed, day, days, length, stretch
from caseweave.wording.number import Numbered, amount, mended, number, plain, quantity
from caseweave.wording.sheet import sheet, tamed
from caseweave.wording.style import STYLES, Style
from caseweave.wording.unit import unit

__all__ = [
    "STYLES",
    "Numbered",
    "Style",
    "Timed",
    "amount",
    "day",
    "days",
    "length",
    "mended",
    "number",
    "plain",
    "quantity",
    "sheet",
    "stretch",
    "tamed",
    "unit",
]
