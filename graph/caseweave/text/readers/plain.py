"""Plain text and Markdown: every character keeps its offset; what Markdown adds and no reader sees is blanked."""

from __future__ import annotations

import re
from typing import Final

from caseweave.text.readers.copy import ReadText, UnreadableError

__all__ = ["decoded", "unmarked"]

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8: Final = "utf-8-sig"
_SAVE: Final = "save the file as UTF-8"
HEAD: Final = 4096
FEWEST: Final = 16
"""Bytes that a text in UTF-16 without a mark has at least."""
FOREIGN: Final = 0.1
"""Share of the bytes beyond ASCII above which a text is in no Western language."""
_COMMENT: Final = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_IMAGE: Final = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)")
_LINK: Final = re.compile(r"(?<=\])\([^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:\s\"[^\"\n]{0,200}\")?\)")
_TARGET: Final = re.compile(r"\((?:https?://|mailto:|#|\.{0,2}/)|\([^()\s]+\.(?:html?|pdf|png|jpe?g|md)\b")
_SPAN: Final = re.compile(r"</?(?:span|a|div|p|figure|img|center|font|table|tr|td|th)\b[^<>\n]{0,500}>", re.IGNORECASE)
_RULER: Final = re.compile(
    r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^[ \t]*-{3,}[ \t]*$", re.MULTILINE
)


def decoded(content: bytes, name: str) -> ReadText:
    """Read bytes as text: UTF-8; UTF-16 and UTF-32, marked or with their zero bytes; else Windows-1252, which is told.

    Line ends stay as they are.

    >>> decoded("fever of 38.4 °C".encode("cp1252"), "paper.txt").text
    'fever of 38.4 °C'

    Raises UnreadableError for what is no text.
    """
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), _guessed(content))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != _UTF8:
            raise UnreadableError(f"{name}: byte {error.start} is not {encoding.upper()} text; {_SAVE}") from None
        return _western(content, name, error.start)
    if "\x00" in text:
        raise UnreadableError(f"{name}: holds zero bytes, so it is no text; save it as UTF-8 text or PDF")
    return ReadText(text)


def _guessed(content: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes, which nearly all stand on one side of each pair."""
    head = content[:HEAD]
    sides = (head[0::2].count(0), head[1::2].count(0))
    if len(head) < FEWEST or max(sides) < len(head) / 4 or min(sides) > len(head) / 40:
        return _UTF8
    return "utf-16-be" if sides[0] > sides[1] else "utf-16-le"


def _western(content: bytes, name: str, place: int) -> ReadText:
    """Read the single-byte text of old Windows programs, where what is not ASCII is rare, as it is in English."""
    high = sum(byte >= 0x80 for byte in content)
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\v" for byte in content)
    if high > FOREIGN * len(content) or controls:
        raise UnreadableError(f"{name}: byte {place} is not UTF-8 text; {_SAVE}")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError(f"{name}: byte {place} is not UTF-8 text; {_SAVE}") from None
    told = f"byte {place} is not UTF-8, so the file is read as Windows-1252; if letters look wrong, save it as UTF-8"
    return ReadText(text, (told,))


def unmarked(text: str) -> str:
    """Blank what Markdown holds and no reader sees (targets of links, images, comments, tags); offsets stay.

    >>> unmarked("see [Figure 1](http://x.org/1.png) and ![](page_3.jpeg)")
    'see [Figure 1]                     and                 '
    """
    for pattern in (_COMMENT, _IMAGE, _SPAN, _RULER):
        text = pattern.sub(_blank, text)
    return _LINK.sub(lambda match: _blank(match) if _TARGET.match(match[0]) else match[0], text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n\f]", " ", match[0])
