"""Plain text and Markdown: every character keeps its offset; what Markdown adds and no reader sees is blanked."""

from __future__ import annotations

import re
from typing import Final

from caseweave.text.readers.copy import UnreadableError

__all__ = ["decoded", "unmarked"]

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_COMMENT: Final = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_IMAGE: Final = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)")
_LINK: Final = re.compile(r"(?<=\])\([^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:\s\"[^\"\n]{0,200}\")?\)")
_TARGET: Final = re.compile(r"\((?:https?://|mailto:|#|\.{0,2}/)|\([^()\s]+\.(?:html?|pdf|png|jpe?g|md)\b")
_SPAN: Final = re.compile(r"</?(?:span|a|div|p|figure|img|center|font|table|tr|td|th)\b[^<>\n]{0,500}>", re.IGNORECASE)
_RULER: Final = re.compile(
    r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^[ \t]*-{3,}[ \t]*$", re.MULTILINE
)


def decoded(content: bytes, name: str) -> str:
    """Read bytes as text: UTF-8, or UTF-16 and UTF-32 where the file is marked as such. Line ends stay as they are.

    >>> decoded("fever of 38.4 °C".encode(), "paper.txt")
    'fever of 38.4 °C'

    Raises UnreadableError with the place of the first byte that is none.
    """
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        wanted = encoding.removesuffix("-sig").upper()
        raise UnreadableError(f"{name}: byte {error.start} is not {wanted} text; save the file as UTF-8") from None
    if "\x00" in text:
        raise UnreadableError(f"{name}: holds zero bytes, so it is no text; save it as UTF-8 text or PDF")
    return text


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
