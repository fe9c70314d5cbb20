r"""A text inside HTML or Markdown, so that nothing in it is read as markup. Pages escape by themselves (Jinja)."""

from __future__ import annotations

import html
import re
from typing import Final

__all__ = ["in_html", "in_markdown"]

_MARKS: Final = re.compile(r"([\\`*_{}\[\]|~$#])")


def in_html(text: str) -> str:
    """Escape a text for an element or a quoted attribute of HTML, XML or SVG.

    >>> in_html('<1 % & "low"')
    '&lt;1 % &amp; &quot;low&quot;'
    """
    return html.escape(text)


def in_markdown(text: str) -> str:
    r"""Escape what Markdown, or HTML inside it, would read as markup, and keep the text on one line.

    >>> print(in_markdown("a|b <c>\n*d*"))
    a\|b &lt;c&gt; \*d\*
    """
    return _MARKS.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
