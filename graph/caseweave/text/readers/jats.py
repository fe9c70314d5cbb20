"""JATS XML, the format of PubMed Central: title, abstract, sections, legends, tables and references in order.

A JATS file names its DTD; the DTD is never loaded. A file that declares entities of its own is refused: no article
needs them, and they are how a small file becomes an endless one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from typing import Final
from xml.parsers import expat

from caseweave.model.error import CaseweaveError
from caseweave.text.readers.copy import ReadText, UnreadableError
from caseweave.text.readers.hidden import concealed, left_out
from caseweave.text.readers.markup import Writer, legend

__all__ = ["jats_text"]

DEEPEST: Final = 200
GAPS: Final = frozenset(
    (
        *("abstract", "ack", "app", "article-title", "body", "boxed-text", "disp-formula", "disp-quote"),
        *("fig", "fn", "kwd-group", "list", "p", "ref-list", "sec", "statement", "subtitle", "table-wrap"),
        *("title", "trans-abstract", "verse-group"),
    )
)
LINES: Final = frozenset(("break", "def-item", "list-item", "mixed-citation", "element-citation", "ref", "tr"))
SILENT: Final = frozenset(
    (
        *("alt-text", "annotation", "custom-meta", "graphic", "long-desc", "media", "object-id", "permissions"),
        *("pub-id", "tex-math"),
    )
)
_USES: Final = ("specific-use", "content-type", "style-type", "sec-type", "style-detail")
_UNSEEN: Final = re.compile(r"hidden|invisible|display:\s*none|white|no-?display", re.IGNORECASE)
SHOWN_FRONT: Final = frozenset(("article-title", "subtitle", "abstract", "trans-abstract", "kwd-group"))
_REFUSED: Final = "which is refused; take the file from its publisher"
ARTICLES: Final = frozenset(("article", "book-part", "sub-article"))


def jats_text(content: bytes, name: str) -> ReadText:
    r"""Read the text of an article: paragraphs with a blank line between; bare reference numbers are left out.

    >>> jats_text(b"<article><body><sec><title>Case</title><p>On day 9.</p></sec></body></article>", "x.xml").text
    'Case\n\nOn day 9.\n'

    Raises UnreadableError for a file that is no XML, holds no article, or declares entities.
    """
    article = _Article()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = article.start
    parser.EndElementHandler = article.end
    parser.CharacterDataHandler = article.words
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    parser.SkippedEntityHandler = article.named
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableError(f"{name}:{error.lineno}:{error.offset + 1}: not XML: {_reason(error)}") from None
    except _RefusedError as error:
        raise UnreadableError(f"{name}:{parser.CurrentLineNumber}: {error}") from None
    if not article.seen:
        raise UnreadableError(f"{name}: XML without an <article>; save the full text as JATS XML, HTML or text")
    return ReadText(article.writer.text(), left_out(article.hidden))


class _RefusedError(CaseweaveError):
    """What no article needs and no reader should follow."""


def _reason(error: expat.ExpatError) -> str:
    return expat.ErrorString(error.code) or "malformed"


def _doctype(_: str, __: str | None, ___: str | None, has_internal_subset: bool | int) -> None:
    if has_internal_subset:
        raise _RefusedError(f"declares entities or elements of its own, {_REFUSED}")


def _entity(*_: object) -> None:
    raise _RefusedError(f"declares an entity, {_REFUSED}")


class _Article:
    """The article as its elements come and go."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.hidden: list[str] = []
        self.seen = False
        self._path: list[str] = []
        self._hidden: list[bool] = []
        self._silent: list[bool] = []
        self._unheaded = False
        self._cites = False
        self._label = ""
        self._starts: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("sup", "sub", "label", "caption"), self.writer.hold),
            "xref": self.writer.hold,
            "abstract": self._abstract,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "sup": lambda: self.writer.raised(self.writer.release(), self._cites),
            "sub": lambda: self.writer.marked("_", self.writer.release()),
            "label": self._labelled,
            "caption": self._captioned,
            "xref": self._cited,
            "td": lambda: self.writer.words(" | "),
            "th": lambda: self.writer.words(" | "),
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self._path) >= DEEPEST:
            raise _RefusedError(f"elements nested more than {DEEPEST} deep; take the file from its publisher")
        self._path.append(name)
        self.seen = self.seen or name in ARTICLES
        is_hidden = concealed(attributes) or any(_UNSEEN.search(attributes.get(use, "")) for use in _USES)
        self._hidden.append(is_hidden)
        self._silent.append(name in SILENT)
        self._head_abstract(name)
        self._break(name)
        if name == "sup":
            self._cites = False
        if name == "xref" and attributes.get("ref-type") == "bibr":
            self._cites = True
        if name in self._starts:
            self._starts[name]()

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in self._ends:
            self._ends[name]()
        self._path.pop()
        self._hidden.pop()
        self._silent.pop()
        if name == "title" and self._in_abstract() and self._path[-1] == "sec":
            self.writer.words(": ")
        else:
            self._break(name)

    def words(self, text: str) -> None:
        if any(self._silent) or not self._shown():
            return
        if any(self._hidden):
            self.hidden.append(text)
        else:
            self.writer.words(text)

    def named(self, entity: str, is_parameter: bool | int) -> None:
        """Write a character that the DTD names and HTML knows by the same name."""
        if not is_parameter:
            self.words(html5.get(f"{entity};", "\ufffd"))

    def _shown(self) -> bool:
        front = "front" in self._path or "front-stub" in self._path
        return not front or any(name in SHOWN_FRONT for name in self._path)

    def _in_abstract(self) -> bool:
        return "abstract" in self._path

    def _break(self, name: str) -> None:
        inside = "caption" in self._path[:-1] or self._path[-1:] == ["caption"]
        if name not in GAPS | LINES:
            return
        if inside or (name == "p" and self._run_in()):
            self.writer.words(" ")
        elif name in LINES:
            self.writer.line()
        elif name in GAPS and not (name == "p" and {"table", "list-item"} & set(self._path[:-1])):
            self.writer.gap()

    def _run_in(self) -> bool:
        """Tell whether a paragraph goes on behind its title, as those of a structured abstract do."""
        return self._in_abstract() and self._path[-2:-1] == ["sec"]

    def _abstract(self) -> None:
        self._unheaded = True

    def _head_abstract(self, name: str) -> None:
        if self._unheaded and name != "title":
            self.writer.words("Abstract")
            self.writer.gap()
        self._unheaded = False

    def _labelled(self) -> None:
        label = self.writer.release()
        if self._path[-2:-1] in (["fig"], ["table-wrap"]):
            self._label = label
        elif label:
            self.writer.words(f"{label} ")

    def _captioned(self) -> None:
        text = legend(self._label, self.writer.release())
        self._label = ""
        self.writer.gap()
        self.writer.words(text)
        self.writer.line()

    def _cited(self) -> None:
        text = self.writer.release()
        if self._cites and "sup" not in self._path:
            self.writer.cited(text)
        else:
            self.writer.words(text)
