"""What of a text can be seen: no control characters, none that turn its direction, none that XML forbids."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["visible"]

_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_HIDDEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
    r"|[\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return a text without what nobody sees: it then reads the same in every program; line ends become blanks.

    >>> visible("a\u202e\x00b\r\nc")
    'ab c'
    """
    return _HIDDEN.sub("", _BREAKS.sub(" ", text))
