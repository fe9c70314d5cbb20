"""Every colour of pages and figures, light and dark: hues of Okabe and Ito, darkened to be read on white.

Colour never stands alone: kinds differ in shape too, speakers in form. Orange says that accounts disagree, and nothing
else is orange.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = [
    "COURSE",
    "INK",
    "KINDS",
    "LANES",
    "LINE",
    "PAPER",
    "RULE",
    "SOFT",
    "TINT",
    "TONES",
    "Tone",
    "mixed",
    "variables",
]


class Tone(NamedTuple):
    """A colour on a light ground, and the one that takes its place on a dark ground."""

    light: str
    dark: str


TONES: Final[dict[str, Tone]] = {
    "paper": Tone("#ffffff", "#11171d"),
    "tint": Tone("#f5f7f9", "#19212a"),
    "ink": Tone("#18222c", "#e8edf1"),
    "soft": Tone("#55616d", "#a9b5c0"),
    "line": Tone("#85919c", "#71808d"),
    "rule": Tone("#dde3e8", "#2c3742"),
    "blue": Tone("#0072b2", "#56b4e9"),
    "link": Tone("#00609a", "#7cc5f1"),
    "wash": Tone("#e6f1f8", "#15303f"),
    "green": Tone("#008765", "#2fc09a"),
    "purple": Tone("#b2558a", "#dd93bb"),
    "grey": Tone("#66727e", "#97a4b0"),
    "orange": Tone("#c17d00", "#e69f00"),
    "dispute": Tone("#8a4b00", "#f3bd57"),
}
"""Name to colour. ``line`` borders what can be used, ``rule`` only decorates; ``wash`` is behind what is chosen;
``orange`` is the line and ``dispute`` the text of a disagreement."""

PAPER, TINT, INK, SOFT, LINE, RULE = (TONES[name].light for name in ("paper", "tint", "ink", "soft", "line", "rule"))
"""What figures are drawn with: their ground is always light."""

KINDS: Final[dict[str, str]] = {
    "demographic": "grey",
    "history": "grey",
    "diagnosis": "blue",
    "genetics": "blue",
    "organism": "blue",
    "marker": "ink",
    "finding": "purple",
    "lesion": "purple",
    "treatment": "green",
    "procedure": "green",
    "measurement": "ink",
    "adverse event": "ink",
    "outcome": "grey",
    "measure": "blue",
}
"""Kind of statement, in the order of the closed list, and last the measures, to the name of its colour."""


def mixed(colour: str, other: str, share: float) -> str:
    """Mix a colour with a share of another.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _light(name: str, share: float = 0) -> str:
    """Return a colour on a light ground, mixed with a share of that ground."""
    return mixed(TONES[name].light, PAPER, share)


COURSE: Final[dict[str, str]] = {
    "worsens": mixed(TONES["purple"].light, INK, 0.6),
    "appears": _light("purple"),
    "recurs": _light("purple"),
    "mixed": _light("purple", 0.2),
    "stable": _light("purple", 0.4),
    "improves": _light("purple", 0.62),
    "nearly cleared": _light("purple", 0.82),
    "cleared": _light("paper"),
    "absent": _light("paper"),
    "seen": _light("grey", 0.5),
}
"""Word of a course to its fill, from dark (worse) to white (clear)."""

LANES: Final = (
    _light("blue"),
    _light("ink"),
    _light("green"),
    _light("grey"),
    _light("blue", 0.5),
    _light("green", 0.5),
    _light("ink", 0.5),
    _light("grey", 0.5),
)
"""Fills of the lanes of a figure in their order, over and over; purple is left to courses."""


def variables() -> str:
    """Write the colours as custom properties for the style sheet of a page; paper is always light.

    >>> variables().splitlines()[0][:32]
    ':root { color-scheme: light dark'
    """
    light, dark = ("; ".join(f"--{name}: {tone[ground]}" for name, tone in TONES.items()) for ground in (0, 1))
    return (
        f":root {{ color-scheme: light dark; {light}; }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}; }} }}\n"
        "@media print { :root { color-scheme: light; } }\n"
    )
