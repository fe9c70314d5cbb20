"""Hidden text: what stands in a file and no reader of it sees is no word of the paper, so nothing is anchored to it.

Elements that a style hides are left out. A word with invisible signs between its letters, with letters that are
invisible themselves, or turned around by a sign that does so, becomes replacement characters: whoever looks for it
finds that the words are others. What was left out is told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

from caseweave.text.readers.copy import ReadText

__all__ = ["concealed", "concealing", "left_out", "unveiled"]

LONGEST: Final = 200
"""Characters of a selector that are looked at, from its end."""
SMALLEST: Final = 2.0
"""Points or pixels of letters that nobody can read."""

_INVISIBLE: Final = (
    "\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_NEVER: Final = "\U000e0000-\U000e01ef"
"""Signs that stand for letters and are never seen."""
_LETTER: Final = "[0-9A-Za-z\u00c0-\u024f]"
_WORD: Final = re.compile(r"\S++")
_VEILED: Final = re.compile(rf"[{_NEVER}]|{_LETTER}[{_INVISIBLE}]+{_LETTER}|[{_INVISIBLE}]{{3}}")
_TURNED: Final = re.compile(r"[\u202d\u202e][^\u202c\n]*+")
"""A stretch that is shown from right to left, whatever its letters."""

_STYLE: Final = re.compile(r"(?:^|[;\s])([a-z-]{1,30})\s{0,9}:\s{0,9}([^;]{0,200})", re.IGNORECASE)
_LENGTH: Final = re.compile(r"(\d{0,6}(?:\.\d{1,9})?)\s{0,3}(px|pt|em|rem|ex|%|)")
_PER_UNIT: Final = {"px": 1.0, "pt": 1.0, "em": 12.0, "rem": 12.0, "ex": 6.0, "%": 0.12, "": 1.0}
_COLOUR: Final = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(rgb|hsl)a?\(([^()]{1,60})\)")
_PALE: Final = frozenset(
    (
        *("aliceblue", "azure", "floralwhite", "ghostwhite", "honeydew", "ivory", "mintcream", "seashell", "snow"),
        *("transparent", "white", "whitesmoke"),
    )
)
PALE: Final = 225
"""Least part of red, green and blue, of 255, of a colour that cannot be seen on white."""
FAINT: Final = 0.1
_AWAY: Final = re.compile(r"-\d{3,}")
_CLIPPED: Final = re.compile(
    r"inset\(\s*(?:100|[5-9]\d)%|circle\(\s*0|rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]"
)
_MOVED: Final = re.compile(r"scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]|translate[xy]?\(\s*-\d{3,}")

_SELECTOR: Final = re.compile(
    r"(?:.*[\s>+~])?([a-z][a-z0-9-]{0,40})?((?:[.#][\w-]{1,100})*)\s*", re.IGNORECASE | re.DOTALL
)
_NAME: Final = re.compile(r"[.#][\w-]+")


def unveiled(reading: ReadText) -> ReadText:
    """Replace each word that holds invisible signs by as many replacement characters; offsets stay.

    >>> unveiled(ReadText("no to\u200bxicity")).text == "no " + 9 * "\ufffd"
    True
    """
    veiled: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        veiled.append(found[0])
        return re.sub(r"\S", "\ufffd", found[0])

    text = _TURNED.sub(replaced, reading.text)
    text = _WORD.sub(lambda word: replaced(word) if _VEILED.search(word[0]) else word[0], text)
    told = f"{len(veiled)} words with signs that nobody sees count as no words"
    return ReadText(text, (*reading.notes, *([told] if veiled else ())))


def left_out(hidden: Iterable[str], where: str = "") -> tuple[str, ...]:
    """Tell how much hidden text was left out; nothing if there was none.

    >>> left_out(["no ", "fever"])
    ('hidden text is left out: 7 letters',)
    """
    count = sum(len("".join(text.split())) for text in hidden)
    return (f"hidden text is left out: {count} letters{where}",) if count else ()


def concealed(attributes: Mapping[str, str], hiding: frozenset[str] = frozenset(), name: str = "") -> bool:
    """Tell whether an element is hidden by its attributes, or by a style sheet that hides its name, class or id.

    >>> concealed({"style": "color: red; display: none"}), concealed({"class": "a note"}, frozenset({".note"}))
    (True, True)
    """
    if "hidden" in attributes or _is_pale(attributes.get("color", "")):
        return True
    names = {f".{one}" for one in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}", name}
    return bool(names & hiding) or _hides(attributes.get("style", ""))


def concealing(sheet: str) -> frozenset[str]:
    """Return the names, classes and ids of elements that a style sheet hides; of a path, those of its last part.

    >>> sorted(concealing(".a, p.b { display: none } #c { color: red } @media print { .d { display: none } }"))
    ['.a', '.b']
    """
    found: set[str] = set()
    depth = 0
    for block in sheet.split("}"):
        selectors, _, style = block.rpartition("{")
        if depth == 0 and "{" not in selectors and _hides(style):
            found |= {name for part in selectors.split(",") for name in _selected(part.strip())}
        depth = max(0, depth + block.count("{") - 1)
    return frozenset(found)


def _selected(selector: str) -> list[str]:
    parts = _SELECTOR.fullmatch(selector[-LONGEST:])
    if parts is None:
        return []
    return _NAME.findall(parts[2]) or ([parts[1].lower()] if parts[1] else [])


def _hides(style: str) -> bool:
    told = {name.lower(): value.lower().replace("!important", "").strip() for name, value in _STYLE.findall(style)}
    ground = told.get("background-color", told.get("background", ""))
    return (
        told.get("display") == "none"
        or told.get("visibility") in {"hidden", "collapse"}
        or told.get("content-visibility") == "hidden"
        or any(_is_small(told.get(name, "")) for name in ("font-size", "font"))
        or _number(told.get("opacity", "1")) < FAINT
        or ("color" in told and (told["color"] == ground if ground else _is_pale(told["color"])))
        or any(_AWAY.match(told.get(name, "")) for name in ("left", "top", "right", "text-indent", "margin-left"))
        or _is_cut(told)
    )


def _is_cut(told: Mapping[str, str]) -> bool:
    if _CLIPPED.search(f"{told.get('clip-path', '')} {told.get('clip', '')}") or _MOVED.search(
        told.get("transform", "")
    ):
        return True
    is_cut = "hidden" in f"{told.get('overflow', '')}{told.get('overflow-y', '')}{told.get('overflow-x', '')}"
    return is_cut and any(_is_small(told.get(name, "")) for name in ("height", "width", "max-height", "max-width"))


def _is_pale(colour: str) -> bool:
    name = " ".join(colour.strip().lower().split())
    found = _COLOUR.fullmatch(name)
    if found is None:
        return name in _PALE
    if found[1]:
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        return min(parts[:3]) >= PALE or (len(parts) > 3 and parts[3] < FAINT * 255)
    values = re.split(r"[\s,/]+", found[3].strip())
    light = [_number(one) * (2.55 if one.endswith("%") else 1) for one in values[:3]]
    is_light = light[2:] > [PALE] if found[2] == "hsl" else len(light) == 3 and min(light) >= PALE
    return is_light or (len(values) > 3 and _number(values[3]) < FAINT * (100 if values[3].endswith("%") else 1))


def _number(text: str) -> float:
    found = re.match(r"\d{0,6}(?:\.\d{0,9})?", text)
    return float(found[0]) if found and found[0] not in {"", "."} else math.inf


def _is_small(size: str) -> bool:
    found = _LENGTH.match(size)
    return bool(found and found[1] not in {"", "."} and float(found[1]) * _PER_UNIT[found[2]] <= SMALLEST)
