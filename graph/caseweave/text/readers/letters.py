"""Letters: what of a page of a PDF a reader of it sees, each letter with its place.

A letter is hidden if it is too small to read, stands beside the page, is drawn without ink, or cannot be told from its
ground: the page is painted, and where a letter should be, one colour is. White letters need a dark ground.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from caseweave.text.readers.layout import Letter

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

__all__ = ["seen"]

SMALLEST: Final = 2.5
"""Height in points of the box of a letter that nobody can read."""
PALE: Final = 225
"""Least part of red, green and blue of a letter that cannot be seen on white."""
GROUND: Final = 190
"""Brightness of a ground too light for pale letters."""
CONTRAST: Final = 24
"""Steps of brightness, of 255, by which a letter differs from its ground."""
TURNED: Final = 0.2
"""Sine of the angle of a letter that does not stand upright."""
SCALE: Final = 2
"""Pixels a point of the painted page."""

_WITHOUT_INK: Final = frozenset({3, 7})
"""Ways of drawing a letter that leave no ink."""
_SIGNS: Final = {0xFFFE: "-", 0x02: "-", 0x0C: "\n"}

Box = tuple[float, float, float, float]


def seen(page: PdfPage, words: PdfTextPage, hidden: list[str]) -> Iterator[Letter]:
    """Yield the letters of a page and its blanks, in the order in which they were set; hidden ones go to ``hidden``."""
    from pypdfium2 import raw  # noqa: PLC0415 - a tenth of a second that only a PDF needs

    count = words.count_chars()
    inked = [_is_inked(words, at) for at in range(count)]
    is_scan = True not in inked  # words that text recognition put behind the picture of a page
    sight = None if is_scan else _Sight(page, words)
    for at in range(count):
        sign = _sign(int(raw.FPDFText_GetUnicode(words.raw, at)))
        is_guessed = raw.FPDFText_IsGenerated(words.raw, at) == 1
        if sign.isspace():
            yield Letter(sign, 0, 0, 0, 0, 0, is_guessed)
            continue
        box = words.get_charbox(at, loose=True)
        if is_guessed or sight is None or (inked[at] and not sight.hides(at, box)):
            left, bottom, right, top = box
            is_turned = abs(math.sin(raw.FPDFText_GetCharAngle(words.raw, at))) > TURNED
            yield Letter(sign, left, bottom, right, top, _foot(words, at, box), is_guessed, is_turned)
        else:
            hidden.append(sign)


def _sign(code: int) -> str:
    if code in _SIGNS:
        return _SIGNS[code]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _is_inked(words: PdfTextPage, at: int) -> bool | None:
    """Tell whether a letter is drawn; None for a blank that stands nowhere in the file."""
    from pypdfium2 import raw  # noqa: PLC0415

    drawn = raw.FPDFText_GetTextObject(words.raw, at)
    return int(raw.FPDFTextObj_GetTextRenderMode(drawn)) not in _WITHOUT_INK if drawn else None


def _foot(words: PdfTextPage, at: int, box: Box) -> float:
    from pypdfium2 import raw  # noqa: PLC0415

    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if raw.FPDFText_GetCharOrigin(words.raw, at, ctypes.byref(x), ctypes.byref(y)) else box[1]


class _Sight:
    """A page as it is painted, against which its letters are held."""

    def __init__(self, page: PdfPage, words: PdfTextPage) -> None:
        self._words = words
        self._box: Box = page.get_cropbox()
        picture: Any = page.render(scale=SCALE, grayscale=True, may_draw_forms=False).to_numpy()
        self._picture = picture.reshape(picture.shape[0], picture.shape[1])

    def hides(self, at: int, box: Box) -> bool:
        """Tell whether nobody can read a letter."""
        from pypdfium2 import raw  # noqa: PLC0415

        left, bottom, right, top = box
        if max(right - left, top - bottom) < SMALLEST or self._is_outside(box):
            return True
        ground = self._ground(self._words.get_charbox(at))
        if ground.size == 0 or int(ground.max()) - int(ground.min()) < CONTRAST:
            return True
        parts = [ctypes.c_uint() for _ in range(4)]
        if not raw.FPDFText_GetFillColor(self._words.raw, at, *map(ctypes.byref, parts)):
            return False
        *colour, opacity = (int(part.value) for part in parts)
        return opacity == 0 or (min(colour) >= PALE and median(ground.ravel().tolist()) >= GROUND)

    def _is_outside(self, box: Box) -> bool:
        left, bottom, right, top = box
        x, y, to_x, to_y = self._box
        return right <= x or left >= to_x or top <= y or bottom >= to_y

    def _ground(self, box: Box) -> Any:
        """Return what is painted where a letter is, and one pixel around it."""
        left, bottom, right, top = box
        x, _, _, to_y = self._box
        rows = slice(max(0, int((to_y - top) * SCALE) - 1), max(1, int((to_y - bottom) * SCALE) + 2))
        columns = slice(max(0, int((left - x) * SCALE) - 1), max(1, int((right - x) * SCALE) + 2))
        return self._picture[rows, columns]
