"""Markup: what the readers of HTML and JATS share, text written word by word with lines, gaps and raised signs."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["Writer", "legend"]

_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_NUMBERS: Final = re.compile(r"[\[(]?\s*\d{1,3}(?:\s*[,;\u2010-\u2015-]\s*\d{1,3})*\s*[\])]?")
_WITHIN_BRACKETS: Final = re.compile(r"[\[(][\d\s,;\u2010-\u2015-]*$")
_LABEL: Final = re.compile(r"\s*(?P<label>(?:supplementary\s+)?(?:fig(?:ure)?\.?|table)\s+\w{1,5})\b\s*[:.|]?\s*", re.I)
MOST_RAISED: Final = 40


class Writer:
    r"""Text in the making: blanks are made one, a *line* ends a line, a *gap* leaves a blank line.

    >>> writer = Writer()
    >>> writer.words("Case  Report"); writer.gap(); writer.words("A man"); writer.line(); writer.words("of 18")
    >>> writer.text()
    'Case Report\n\nA man\nof 18\n'
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = "\n"
        self._break = 0
        self._held: list[tuple[list[str], str, int]] = []

    def words(self, text: str) -> None:
        """Write running text."""
        text = _BLANKS.sub(" ", text)
        if self._last in "\n " or self._break:
            text = text.lstrip(" ")
        if text:
            self._parts.append("\n" * self._break + text)
            self._last, self._break = text[-1], 0

    def line(self) -> None:
        """End the line."""
        if self._last != "\n":
            self._break = max(self._break, 1)

    def gap(self) -> None:
        """End the paragraph."""
        if self._last != "\n":
            self._break = 2

    def hold(self) -> None:
        """Keep what follows apart, until :meth:`release`."""
        self._held.append((self._parts, self._last, self._break))
        self._parts, self._last, self._break = [], "\n", 0

    def release(self) -> str:
        """Return what was written since :meth:`hold`, as one line; nothing of it has been written out."""
        text = _BLANKS.sub(" ", "".join(self._parts)).strip(" ")
        self._parts, self._last, self._break = self._held.pop()
        return text

    def raised(self, text: str, cites: bool) -> None:
        """Write a superscript; reference numbers are left out, since they cannot be told from powers later."""
        if not (cites and _NUMBERS.fullmatch(text)):
            self.marked("^", text)

    def marked(self, mark: str, text: str) -> None:
        """Write a superscript (``^``) or subscript (``_``) with its mark."""
        plain = len(text) > MOST_RAISED or "{" in text or "}" in text
        self.words(text if plain or not text else f"{mark}{{{text}}}")

    def cited(self, text: str) -> None:
        """Write what refers to a reference, such as a name and year; a bare number is left out, unless in brackets."""
        tail = "".join(self._parts[-8:])[-80:]
        if not _NUMBERS.fullmatch(text) or _WITHIN_BRACKETS.search(tail):
            self.words(text)

    def text(self) -> str:
        """Return all that was written; what was held and never released is lost with its mark, not its words."""
        while self._held:
            inner = self.release()
            self.words(inner)
        whole = "".join(self._parts)
        return whole + "\n" if whole else whole


def legend(label: str, caption: str) -> str:
    """Write the legend of a figure or the title of a table so that its beginning can be seen.

    >>> legend("Fig. 3.", "A rash."), legend("", "Figure 3 A rash."), legend("", "A rash.")
    ('Fig. 3: A rash.', 'Figure 3: A rash.', 'A rash.')
    """
    match = None if label else _LABEL.match(caption)
    if match:
        label, caption = match["label"], caption[match.end() :]
    label = label.rstrip(" .:|")
    return f"{label}: {caption}" if label else caption
