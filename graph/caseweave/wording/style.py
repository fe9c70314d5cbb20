"""The styles in which one thing is said: a cell of a table, a sentence, a figure, ASCII for terminal and files."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

__all__ = ["STYLES", "Style", "signed", "spread"]

Style: TypeAlias = Literal["cell", "sentence", "figure", "terminal"]
"""``cell`` is short and complete, ``sentence`` reads aloud, ``figure`` has the fewest signs, ``terminal`` is ASCII."""

STYLES: Final[tuple[Style, ...]] = get_args(Style)

MINUS: Final = "\N{MINUS SIGN}"
DASH: Final = "\N{EN DASH}"


def signed(number: str, style: Style) -> str:
    """Give a number a true minus sign, where the style has one.

    >>> signed("-4", "cell"), signed("-4", "terminal")
    ('−4', '-4')
    """
    return number if style == "terminal" else number.replace("-", MINUS)


def spread(low: str, high: str, style: Style) -> str:
    """Join the two ends of a range of numbers: by a dash, in words where a minus sign would run into it.

    >>> spread("2", "3", "cell"), spread("-4", "3", "cell"), spread("2", "3", "terminal")
    ('2–3', '−4 to 3', '2-3')
    """
    if "-" in low + high:
        return f"{signed(low, style)} to {signed(high, style)}"
    return f"{low}{'-' if style == 'terminal' else DASH}{high}"
