"""How a journal marks its footnotes, writes its decimals and sets its references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from caseweave.wording import visible

__all__ = ["JOURNALS", "SCREEN", "Journal"]

_DECIMAL: Final = re.compile(r"(?<![\w./·])(\d+)\.(\d+)(?![\w./])")
"""A decimal number that is no part of a name, a version or a band of a chromosome."""
_APART: Final = re.compile(
    r"(?<=\d) (?=[%°×]|(?:d|mo|years|days|mg|µg|kg|g|mL|L|mm|cm|h|min)\b)|(?<=×) (?=10)"
    r"|(?<=\b[Dd]ay) (?=[−\d])|(?<=\bgrade) (?=\d)"
)
"""Blanks at which no line ends: before a unit, and between a word and the number it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The habits of a journal.

    ``signs`` are the marks of footnotes in their order, doubled when they run out; ``references`` names the style of
    the references; ``decimal`` is the decimal sign. A journal without signs keeps † and ‡ as a page shows them.
    """

    name: str
    signs: str
    references: str
    decimal: str = "."

    def mark(self, place: int) -> str:
        """Return the mark of a footnote by its place, from 0.

        >>> JOURNALS["ama"].mark(1), JOURNALS["ama"].mark(27), JOURNALS["icmje"].mark(6)
        ('b', 'bb', '**')
        """
        turns, sign = divmod(place, len(self.signs))
        return self.signs[sign] * (turns + 1)

    def spelled(self, text: str) -> str:
        r"""Write a text as the journal does: its decimals, numbers kept with their units, nothing that is not seen.

        >>> JOURNALS["lancet"].spelled("38.7 °C, t(9;22)(q34.1;q11.2)")
        '38·7\xa0°C, t(9;22)(q34.1;q11.2)'
        """
        seen = visible(text)
        if not self.signs:
            return seen
        kept = _APART.sub("\N{NO-BREAK SPACE}", seen)
        return kept if self.decimal == "." else _DECIMAL.sub(rf"\1{self.decimal}\2", kept)


SCREEN: Final = Journal(name="screen", signs="", references="ama")
"""A page, read on a screen: † with the speaker, and ‡, as everywhere in Caseweave."""

_SYMBOLS: Final = "*†‡§‖¶"

JOURNALS: Final = {
    one.name: one
    for one in (
        Journal(name="ama", signs="abcdefghijklmnopqrstuvwxyz", references="ama"),
        Journal(name="icmje", signs=_SYMBOLS, references="vancouver"),
        Journal(name="lancet", signs="*†‡§¶‖", references="lancet", decimal="·"),
        SCREEN,
    )
}
"""Journal style by its name."""
