"""How what is known is said: each thing in one place, in each style in which it is shown.

A function takes a statement, or plain values, and a style: ``cell``, ``sentence``, ``figure`` or ``terminal``.
:mod:`.number` and :mod:`.unit` say amounts, :mod:`.days` intervals of days and lengths, :mod:`.moment` time phrases,
:mod:`.entity`, :mod:`.grade`, :mod:`.course`, :mod:`.schedule` what is told, and :mod:`.statement` and :mod:`.measure`
all of it in a line; :mod:`.sheet` writes tables, :mod:`.markup` texts inside HTML and Markdown; :mod:`.visible` leaves
out what nobody sees.
"""

from caseweave.wording.course import course
from caseweave.wording.days import Timed, day, days, length, stretch
from caseweave.wording.entity import entity, sites
from caseweave.wording.grade import grade
from caseweave.wording.markup import in_html, in_markdown
from caseweave.wording.measure import result
from caseweave.wording.moment import HappeningNames, Names, happenings, phrase, worded
from caseweave.wording.number import Numbered, amount, mended, number, plain, quantity
from caseweave.wording.schedule import schedule
from caseweave.wording.sheet import sheet, tamed
from caseweave.wording.statement import details, says, sentence
from caseweave.wording.style import STYLES, Style
from caseweave.wording.unit import unit
from caseweave.wording.visible import visible

__all__ = [
    "STYLES",
    "HappeningNames",
    "Names",
    "Numbered",
    "Style",
    "Timed",
    "amount",
    "course",
    "day",
    "days",
    "details",
    "entity",
    "grade",
    "happenings",
    "in_html",
    "in_markdown",
    "length",
    "mended",
    "number",
    "phrase",
    "plain",
    "quantity",
    "result",
    "says",
    "schedule",
    "sentence",
    "sheet",
    "sites",
    "stretch",
    "tamed",
    "unit",
    "visible",
    "worded",
]
