"""Tokens: the words, numbers and signs of a text, normalised by rule set ``a1``, each with its place in the original.

=========================  =============================================================================================
in the text                tokens
=========================  =============================================================================================
letters                    one token; a hyphen between letters joins them: ``non-itchy`` -> ``nonitchy``
letters, then digits       one token, hyphen kept: ``CD19`` -> ``cd19``, ``IL-6`` -> ``il-6``, ``C2D8`` -> ``c2d8``
digits                     one token with its points, commas and colons: ``1.5``, ``1,500``, ``.05``
digits, hyphen, digits     one token: ``2-3``, also from ``2 – 3``
digits, then letters       two tokens: ``8mg`` -> ``8``, ``mg``
sign before digits         one token: ``+9``, ``-3``
sign in brackets           one token: ``(+)``, ``(-)``
any other + or -           a token of its own
% ‰ / ? ° < > ≤ ≥ ± × ~ =  a token each, as is every other mathematical, currency or pictorial sign
all else                   parts tokens and is dropped: blanks, brackets, quotation marks, stops
=========================  =============================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from caseweave.text.anchors.characters import Span, fold

__all__ = ["VERSION", "Token", "tokens"]

VERSION: Final = "a1"
"""Name of this set of rules; it stands in every fingerprint, and any change of a rule is a new name."""


class Token(NamedTuple):
    """A normalised word, number or sign, and where it stands in the original text."""

    text: str
    start: int
    end: int


KEPT: Final = frozenset("%‰‱/?")
DROPPED: Final = frozenset("|©®¦")
SIGNS: Final = frozenset(("Sm", "Sc", "So", "Co", "Cn"))

# Over kinds of characters (see _kind): a letter, 0 digit, "." decimal point, "," comma or colon, k kept sign.
_NUMBER: Final = r"0+(?:[.,]0+)*"
_FIRST_NUMBER: Final = rf"(?:(?<![a0.,])\.{_NUMBER}|{_NUMBER})"
_TOKEN: Final = re.compile(
    rf"a(?:a|{_NUMBER}|(?<=a)-\ *(?=a)|-\ *(?=0))*"
    rf"|\(\ *[+-]\ *\)"
    rf"|(?:(?<![a0])\+\ +|[+-])?{_FIRST_NUMBER}(?:(?:-\ *|\ +-\ +){_NUMBER})*"
    rf"|[k+-]"
)


def tokens(text: str, spans: Sequence[Span] | None = None) -> tuple[Token, ...]:
    r"""Split a text, or pieces of it read as one, into normalised tokens.

    >>> [token.text for token in tokens("On day +9, IL-6 was <1.5 pg/mL; CD45 (–), non-\nitchy (2–3%)")]
    ['on', 'day', '+9', 'il-6', 'was', '<', '1.5', 'pg', '/', 'ml', 'cd45', '(-)', 'nonitchy', '2-3', '%']
    """
    folded = fold(text, [(0, len(text))] if spans is None else spans)
    kinds = "".join(map(_kind, folded.text))
    return tuple(
        Token(_written(folded.text, kinds, match), folded.starts[match.start()], folded.ends[match.end() - 1])
        for match in _TOKEN.finditer(kinds)
    )


def _written(text: str, kinds: str, match: re.Match[str]) -> str:
    """Text of a token: without the blanks inside it, and without hyphens between letters."""
    first, last = match.span()
    solid = re.sub(r"\s", "", text[first:last])
    return re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "", solid) if kinds[first] == "a" else solid


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    if character in "+-()":
        return character
    if character in ".·":
        return "."
    if character in ",:":
        return ","
    if character in KEPT:
        return "k"
    if character in DROPPED:
        return "x"
    return _kind_by_category(character)


def _kind_by_category(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return "0"
    if category[0] in "LM" or category in ("Nl", "No"):
        return "a"
    if category in SIGNS:
        return "k"
    return " " if category[0] in "ZC" else "x"
