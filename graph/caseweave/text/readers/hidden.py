"""Hidden text: what stands in a file and no reader of it sees is no word of the paper, so nothing is anchored to it.

Elements that a style hides are left out. A word with invisible signs between its letters, or with letters that are
invisible themselves, becomes replacement characters: whoever looks for it finds that the words are others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["concealed", "concealing", "unveiled"]

SMALLEST: Final = 2.0
"""Points or pixels of letters that nobody can read."""

_INVISIBLE: Final = "\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_WORD: Final = re.compile(r"\S++")
_VEILED: Final = re.compile(rf"[\U000e0000-\U000e007f]|[0-9A-Za-z\u00c0-\u024f][{_INVISIBLE}]+[0-9A-Za-z\u00c0-\u024f]")

_STYLE: Final = re.compile(r"(?:^|[;\s])([a-z-]{1,30})\s{0,9}:\s{0,9}([^;]{0,200})", re.IGNORECASE)
_LENGTH: Final = re.compile(r"(\d{0,6}(?:\.\d{1,9})?)\s{0,3}(px|pt|em|rem|ex|%|)")
_PER_UNIT: Final = {"px": 1.0, "pt": 1.0, "em": 12.0, "rem": 12.0, "ex": 6.0, "%": 0.12, "": 1.0}
_PALE: Final = re.compile(
    r"white|transparent|#f{3}|#f{6}|#(?:f{3}|f{6})f{1,2}|rgba?\(\s*(?:25[0-5]\s*[,\s]\s*){2}25[0-5]\s*(?:[,/].{0,20})?\)"
    r"|rgba\([^)]{0,40}[,/]\s*0(?:\.0*)?\s*\)"
)
_AWAY: Final = re.compile(r"-\d{3,}")

_SELECTOR: Final = re.compile(r"\s*[A-Za-z0-9]{0,20}([.#][\w-]{1,100})\s*")


def unveiled(text: str) -> str:
    """Replace each word that holds invisible signs by as many replacement characters; offsets stay.

    >>> unveiled("no to\u200bxicity") == "no " + 9 * "\ufffd"
    True
    """
    return _WORD.sub(lambda word: "\ufffd" * len(word[0]) if _VEILED.search(word[0]) else word[0], text)


def concealed(attributes: Mapping[str, str], hiding: frozenset[str] = frozenset()) -> bool:
    """Tell whether an element is hidden by its attributes, or by a class or id that a style sheet hides.

    >>> concealed({"style": "color: red; display: none"}), concealed({"class": "a note"}, frozenset({".note"}))
    (True, True)
    """
    if "hidden" in attributes or _pale(attributes.get("color", "")):
        return True
    names = {f".{name}" for name in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}"}
    return bool(names & hiding) or _hides(attributes.get("style", ""))


def concealing(sheet: str) -> frozenset[str]:
    """Return the classes and ids that a style sheet hides.

    >>> sorted(concealing(".a, p.b { display: none } #c { color: red } @media print { .d { display: none } }"))
    ['.a', '.b']
    """
    found: set[str] = set()
    depth = 0
    for block in sheet.split("}"):
        selectors, _, style = block.rpartition("{")
        if depth == 0 and "{" not in selectors and _hides(style):
            found |= {one[1] for part in selectors.split(",") if (one := _SELECTOR.fullmatch(part))}
        depth = max(0, depth + block.count("{") - 1)
    return frozenset(found)


def _hides(style: str) -> bool:
    told = {name.lower(): value.lower().replace("!important", "").strip() for name, value in _STYLE.findall(style)}
    return (
        told.get("display") == "none"
        or told.get("visibility") in {"hidden", "collapse"}
        or _is_small(told.get("font-size", ""))
        or re.fullmatch(r"0?(?:\.0*)?%?", told.get("opacity", "1")) is not None
        or (_pale(told.get("color", "")) and not {"background", "background-color"} & told.keys())
        or any(_AWAY.match(told.get(name, "")) for name in ("left", "top", "text-indent", "margin-left"))
    )


def _pale(colour: str) -> bool:
    return _PALE.fullmatch(colour.strip().lower()) is not None


def _is_small(size: str) -> bool:
    found = _LENGTH.fullmatch(size)
    return bool(found and found[1] not in {"", "."} and float(found[1]) * _PER_UNIT[found[2]] <= SMALLEST)
