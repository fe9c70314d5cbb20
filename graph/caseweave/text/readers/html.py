"""HTML: the words a reader of the page sees, in order. One pass over the text, whatever it is; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final, NamedTuple

from caseweave.text.readers.copy import ReadText, UnreadableError
from caseweave.text.readers.hidden import concealed, concealing, left_out
from caseweave.text.readers.markup import Writer, legend
from caseweave.text.readers.plain import decoded

__all__ = ["html_text"]

HIDDEN: Final = frozenset(
    (
        *("button", "iframe", "nav", "noframes", "noscript", "script", "select", "style", "svg", "template"),
        *("textarea", "title"),
    )
)
GAPS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "div", "dl", "fieldset", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre"),
        *("section", "table", "ul"),
    )
)
LINES: Final = frozenset(("br", "dd", "dt", "li", "tr"))
CELLS: Final = frozenset(("td", "th"))
CAPTIONS: Final = frozenset(("figcaption", "caption"))

_MARKUP: Final = re.compile(r"<(?:!--|[!?]|(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40}))")
_COMMENT_END: Final = re.compile("-->")
_TAG_END: Final = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*+>")
"""The end of a tag: a ``>`` in a quoted value is none. Held by hand: html.parser is not linear in hostile pages."""

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_LATIN: Final = frozenset(("iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"))


_ATTRIBUTE: Final = re.compile(r"([a-zA-Z][\w:-]{0,40})(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++)))?")
_SHEET: Final = re.compile(r"<style\b[^>]{0,500}>([^<]*+)", re.IGNORECASE)
_EMPTY: Final = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


class _Tag(NamedTuple):
    name: str
    closes: bool
    told: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """What is told in the tag, by name."""
        found = _ATTRIBUTE.findall(self.told)
        return {name.lower(): unescape(one or other or bare) for name, one, other, bare in found}


def html_text(content: bytes, name: str) -> ReadText:
    r"""Read the text of a page: paragraphs with a blank line between; superscript reference numbers are left out.

    >>> page = b"<h2>Case Report</h2><p>A man<sup><a href='#r1'>1</a></sup> had 10<sup>6</sup> cells</p>"
    >>> html_text(page, "x.html").text
    'Case Report\n\nA man had 10^{6} cells\n'
    """
    page = _Page()
    text, notes = _decoded(content, name)
    hidden: list[str] = []
    for piece in _seen(text, concealing("".join(_SHEET.findall(text))), hidden):
        if isinstance(piece, str):
            page.writer.words(unescape(piece))
        else:
            page.tag(piece)
    return ReadText(page.writer.text(), (*notes, *left_out(hidden)))


def _decoded(content: bytes, name: str) -> ReadText:
    declared = _CHARSET.search(content[:4096])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if charset not in _LATIN:
        return decoded(content, name)
    try:
        return ReadText(content.decode("cp1252"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: byte {error.start} is not {charset} text; save the page as UTF-8") from None


def _seen(text: str, hiding: frozenset[str], left: list[str]) -> Iterator[str | _Tag]:
    """Yield the texts and tags of a page but those in elements that are hidden, whose texts are put in ``left``."""
    hidden, depth = "", 0
    for piece in _pieces(text):
        tag = None if isinstance(piece, str) or piece.closes else piece
        if hidden == "p" and tag and tag.name in GAPS:
            hidden = ""  # a paragraph ends where another block begins
        if not hidden and tag and tag.name not in _EMPTY and concealed(tag.attributes, hiding, tag.name):
            hidden, depth = tag.name, 0
        if not hidden:
            yield piece
        elif isinstance(piece, str):
            left.append(piece)
        elif piece.name == hidden:
            depth += -1 if piece.closes else 1
            hidden = hidden if depth > 0 else ""


def _pieces(text: str) -> Iterator[str | _Tag]:
    """Yield texts and tags; each character is looked at once, and what is never closed ends the page."""
    at = 0
    unclosed: set[str] = set()
    while begin := _MARKUP.search(text, at):
        yield text[at : begin.start()]
        tag, at = _markup(text, begin)
        if tag is not None:
            yield tag
            if tag.name in HIDDEN and not tag.closes and tag.name not in unclosed:
                end = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(text, at)
                at = end.start() if end else at
                unclosed |= set() if end else {tag.name}
    yield text[at:]


def _markup(text: str, begin: re.Match[str]) -> tuple[_Tag | None, int]:
    """Return the tag that begins at a place, None for a comment or declaration, and where the text goes on."""
    name = begin["name"]
    end = _COMMENT_END.search(text, begin.end()) if begin[0] == "<!--" else _TAG_END.match(text, begin.end())
    behind = end.end() if end else len(text)
    told = text[begin.end() : behind]
    return (None if name is None else _Tag(name.lower(), bool(begin["closes"]), told)), behind


class _Page:
    """The page as tags change it: where a caption, a superscript or a link is open."""

    def __init__(self) -> None:
        self.writer = Writer()
        self._open: list[str] = []
        self._linked = False
        self._actions: dict[str, Callable[[_Tag], None]] = {
            **dict.fromkeys(GAPS, self._gap),
            **dict.fromkeys(LINES, self._line),
            **dict.fromkeys(CELLS, self._cell),
            **dict.fromkeys(CAPTIONS, self._caption),
            **dict.fromkeys(("sup", "sub"), self._mark),
            "a": self._link,
        }

    def tag(self, tag: _Tag) -> None:
        action = self._actions.get(tag.name)
        if action is not None:
            action(tag)

    def _gap(self, _: _Tag) -> None:
        self.writer.gap()

    def _line(self, _: _Tag) -> None:
        self.writer.line()

    def _cell(self, tag: _Tag) -> None:
        self.writer.words(" | " if tag.closes else " ")

    def _link(self, _: _Tag) -> None:
        self._linked = True

    def _begins(self, tag: _Tag) -> bool:
        """Open a held element; tell whether it did. A second one of a kind inside the first is not counted."""
        if tag.closes or tag.name in self._open:
            return False
        self._open.append(tag.name)
        self.writer.hold()
        self._linked = False
        return True

    def _ended(self, tag: _Tag) -> str | None:
        """Close a held element, with all that was left open in it; None if there is nothing to close."""
        if not tag.closes or tag.name not in self._open:
            return None
        while self._open.pop() != tag.name:
            self.writer.words(self.writer.release())
        return self.writer.release()

    def _caption(self, tag: _Tag) -> None:
        if not self._begins(tag):
            text = self._ended(tag)
            if text is not None:
                self.writer.gap()
                self.writer.words(legend("", text))
                if tag.name == "caption":
                    self.writer.line()
                else:
                    self.writer.gap()

    def _mark(self, tag: _Tag) -> None:
        if not self._begins(tag):
            text = self._ended(tag)
            if text is not None and tag.name == "sup":
                self.writer.raised(text, self._linked)
            elif text is not None:
                self.writer.marked("_", text)
