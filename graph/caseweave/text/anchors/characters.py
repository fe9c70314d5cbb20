"""Characters: a text folded so that typography no longer matters, each character with its place in the original.

Folded away: case, ligatures, compatibility forms, soft hyphens, kinds of dash and blank, Markdown emphasis and the
marks of a superscript. Never folded away: a digit, a decimal point, a sign, a comparator, a unit. The rules stand in
``docs/anchors.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Folded", "Span", "fold"]

Span = tuple[int, int]
"""First character and the one after the last, counted from 0 in the original text."""

DASHES: Final = frozenset("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
LOOKALIKES: Final[dict[str, str]] = {
    "\u00ba": "°",  # masculine ordinal and ring above, printed for the degree sign
    "\u02da": "°",
    "\u02dc": "~",
    "\u223c": "~",
    "\u2215": "/",
    "\u2039": "<",
    "\u203a": ">",
    "\u2a7d": "≤",
    "\u2266": "≤",
    "\u2a7e": "≥",
    "\u2267": "≥",
    "\u2122": "",  # compatibility folding would glue "tm" and "sm" to the product name
    "\u2120": "",
}
RAISED: Final = ("<super>", "<sub>")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character ``i`` of it stands for ``starts[i]`` to ``ends[i]`` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str, spans: Sequence[Span]) -> Folded:
    """Fold the given pieces of a text, one after the other, into one.

    >>> fold("Eﬃcacy ≥ 10⁶", [(0, 12)]).text
    'efficacy ≥ 106'
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for number, (first, last) in enumerate(spans):
        for start, end in _joined(text, first, last):
            piece = _folded(text[start:end])
            out.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        if number + 1 < len(spans):
            out.append("\n")
            starts.append(last)
            ends.append(last)
    return _without_marks(Folded("".join(out), starts, ends))


def _joined(text: str, first: int, last: int) -> Iterator[Span]:
    """Spans of a character with the combining marks and Hangul parts that belong to it."""
    start = first
    for end in range(first + 1, last + 1):
        if end == last or not _continues(text[end]):
            yield start, end
            start = end


def _continues(character: str) -> bool:
    if character < "\u0300":
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _folded(piece: str) -> str:
    if len(piece) == 1 and piece < "\x80":
        return piece.lower()
    first = piece[0]
    if first in DASHES:
        return "-"
    if first in LOOKALIKES:
        return LOOKALIKES[first]
    if unicodedata.category(first) == "Cf":
        return ""
    if "\ud800" <= first <= "\udfff":
        return "\ufffd"
    return _compatible(piece)


def _compatible(piece: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", piece).casefold())
    plain = "".join("-" if character in DASHES else character for character in plain).replace("\u2044", "/")
    if unicodedata.decomposition(piece[0]).startswith(RAISED):
        return f"^{{{plain}}}"
    if not piece[0].isdecimal() and any(character.isdecimal() for character in plain):
        return f" {plain} "  # ½ and ② are numbers of their own: "1½" is not 11/2
    return plain


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_TEN = re.compile(r"(?<![\d.,])10$")


def _raised(match: re.Match[str]) -> str:
    """Join a superscript to what it stands on, unless two numbers would run together; powers of ten are meant to."""
    body = (match[1] if match[1] is not None else match[2]).strip()
    left = match.string[max(0, match.start() - 4) : match.start()]
    right = match.string[match.end() : match.end() + 1]
    apart = left[-1:].isdecimal() and body[:1].isdecimal() and not _TEN.search(left)
    return (" " if apart else "") + body + (" " if right.isdecimal() and body[-1:].isdecimal() else "")


def _between_digits(match: re.Match[str]) -> str:
    return "×" if match[0].strip() == "*" else " "


def _plainly(replacement: str) -> Callable[[re.Match[str]], str]:
    return lambda _: replacement


_RULES: Final[tuple[Rule, ...]] = (
    (re.compile(r"<br\s*/?>"), _plainly(" ")),
    (re.compile(r"</?(?:b|i|u|em|strong)>"), _plainly("")),
    (re.compile(r"<su[bp]>"), _plainly("^{")),
    (re.compile(r"</su[bp]>"), _plainly("}")),
    (re.compile(r"\\(?=[^\w\s])"), _plainly("")),
    (re.compile(r"\}\^\{"), _plainly("")),
    (re.compile(r"[\^_]\{([^{}]{0,40})\}|\^([+-]?\d+|[^\W\d_]+|[*+-])"), _raised),
    (re.compile(r"(?<=\d)(?: \* |[*_`]+)(?=\d)"), _between_digits),
    (re.compile(r"[*_`]+"), _plainly("")),
    (re.compile(r"(?<=\d)\s*x\s*(?=\d)"), _plainly("×")),
    (re.compile(r"(?:\A|\n[^\S\n]*\n)[^\S\n]*-[^\S\n]+(?=[^\W\d_])"), _plainly("\n")),  # first item of a list
)


def _without_marks(folded: Folded) -> Folded:
    for pattern, replacement in _RULES:
        folded = _replaced(folded, pattern, replacement)
    return folded


def _replaced(folded: Folded, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> Folded:
    """Replace every match; what replaces it stands for the whole place it replaces, what is kept keeps its place."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in pattern.finditer(folded.text):
        new = replacement(match)
        first, last = match.span()
        out += [folded.text[done:first], new]
        starts += [*folded.starts[done:first], *_places(folded.starts, match, new, 0)]
        ends += [*folded.ends[done:first], *_places(folded.ends, match, new, -1)]
        done = last
    out.append(folded.text[done:])
    return Folded("".join(out), [*starts, *folded.starts[done:]], [*ends, *folded.ends[done:]])


def _places(places: Sequence[int], match: re.Match[str], new: str, edge: int) -> list[int]:
    return [places[match.start() : match.end()][edge]] * len(new)
