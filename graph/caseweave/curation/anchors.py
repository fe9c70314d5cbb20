"""Filling: anchors written into the text of a source file, in place of the quotes a curator pasted there.

``anchor: {for: what, section: Case Report, quote: "words of the paper"}`` becomes
``anchor: {for: what, section: Case Report, words: 5, print: "a1:…", before: "…", after: "…"}``; an ``occurrence: 2``
beside the quote chooses among equal places and goes with it. Every other character of the file stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from caseweave.text.anchors.index import TextAnchor, TextIndex
from caseweave.text.anchors.quotes import Made, Unanchored, make

__all__ = ["Edit", "Unfilled", "as_yaml", "edited", "fill"]

_BARE: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ().&/-]*[A-Za-z0-9).]")
_KEYS: Final = ("for", "section", "quote", "occurrence")


@dataclass(frozen=True, slots=True, order=True)
class Unfilled:
    """An anchor that could not be filled: line and column (from 1) in the source file, and what to do."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


def as_yaml(made: Made, purpose: str = "what") -> str:
    r"""Write an anchor as the value of ``anchor:`` in a source file, on one line.

    >>> index = TextIndex("Case Report\n\nOn day +9 a rash appeared on the scalp.")
    >>> as_yaml(make(index, "rash appeared on the scalp"))[:60]
    '{for: what, section: Case Report, words: 5, print: "a1:579b0'
    """
    return f"{{for: {purpose}, section: {_scalar(made.section)}, {_written(made.anchor)}}}"


def _scalar(text: str) -> str:
    """Write a text as YAML: bare where nothing in it means anything to YAML, else in quotation marks."""
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


Edit = tuple[int, int, str]
Pair = tuple[yaml.ScalarNode, yaml.ScalarNode]


def fill(source: str, index: TextIndex) -> tuple[str, tuple[Unfilled, ...]]:
    r"""Write the fingerprints of all anchors that have a ``quote:`` and no ``print:``; tell of those that cannot be.

    ``source`` is the text of a YAML file, ``index`` the paper's text. Anchors with a fault stay as they are.

    >>> index = TextIndex("Case Report\n\nOn day +9 a rash appeared on the scalp.")
    >>> source = 'anchor: {for: what, section: Case Report, quote: "rash appeared on the scalp"}  # seen\n'
    >>> fill(source, index)[0][:67]
    'anchor: {for: what, section: Case Report, words: 5, print: "a1:579b'
    """
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        return source, (_unreadable(error),)
    edits: list[Edit] = []
    faults: list[Unfilled] = []
    for node in _quoted(root):
        try:
            edits += _edits(node, index)
        except Unanchored as error:
            faults.append(Unfilled(node.start_mark.line + 1, node.start_mark.column + 1, str(error)))
    return edited(source, edits), tuple(sorted(faults))


def _unreadable(error: Exception) -> Unfilled:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "nested too deeply"
    return Unfilled(line, column, f"not YAML: {reason}; put quotation marks around a phrase with , : # or [")


def _quoted(root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Anchors with a quote and no print, in the order of the file."""
    open_nodes = [(root, False)]
    seen: set[int] = set()
    while open_nodes:
        node, is_anchor = open_nodes.pop()
        if id(node) in seen:
            continue  # a YAML alias
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            open_nodes += [(item, is_anchor) for item in reversed(node.value)]
        elif isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            if is_anchor and "quote" in keys and "print" not in keys:
                yield node
            open_nodes += [(value, key.value == "anchor") for key, value in reversed(node.value)]


def _edits(node: yaml.MappingNode, index: TextIndex) -> list[Edit]:
    pairs = _pairs(node)
    names = [key.value for key, _ in pairs]
    values = {key.value: value.value for key, value in pairs}
    if "section" not in values:
        found = _made(index, values).section
        raise Unanchored(f"no section; write 'section: {found}'")
    quote = pairs[names.index("quote")]
    edits = [(quote[0].start_mark.index, quote[1].end_mark.index, _written(_made(index, values).anchor))]
    if "occurrence" in names:
        edits.append(_removal(pairs, names.index("occurrence")))
    return edits


def _pairs(node: yaml.MappingNode) -> list[Pair]:
    if not node.flow_style or node.start_mark.line != node.end_mark.line:
        raise Unanchored('an anchor to fill stands on one line: {for: what, section: …, quote: "…"}')
    names = [key.value for key, _ in node.value]
    for at, (key, value) in enumerate(node.value):
        if key.value not in _KEYS:
            raise Unanchored(f"{key.value!r} does not belong here; put the whole phrase in quotation marks")
        if key.value in names[:at]:
            raise Unanchored(f"{key.value!r} is given twice; keep one")
        if not isinstance(value, yaml.ScalarNode) or value.start_mark.index < key.end_mark.index:
            raise Unanchored(f"{key.value!r} is not a text of its own; write it here, in quotation marks")
    return list(node.value)


def _made(index: TextIndex, values: dict[str, str]) -> Made:
    occurrence = values.get("occurrence")
    if occurrence is not None and not (occurrence.isascii() and occurrence.isdecimal()):
        raise Unanchored(f"occurrence {occurrence!r} is not a number; write 1, 2, 3 …")
    number = None if occurrence is None else int(occurrence)
    return make(index, values["quote"], section=values.get("section"), occurrence=number)


def _written(anchor: TextAnchor) -> str:
    return f'words: {anchor.words}, print: "{anchor.print}", before: "{anchor.before}", after: "{anchor.after}"'


def _removal(pairs: list[Pair], at: int) -> Edit:
    """Take a pair out of a mapping, with the comma that parts it from the one before, or after when it is the first."""
    if at:
        return pairs[at - 1][1].end_mark.index, pairs[at][1].end_mark.index, ""
    return pairs[0][0].start_mark.index, pairs[1][0].start_mark.index, ""


def edited(source: str, edits: list[Edit]) -> str:
    """Return a text with some of its stretches replaced, whatever the order they are given in."""
    pieces: list[str] = []
    done = 0
    for start, end, text in sorted(edits):
        pieces += [source[done:start], text]
        done = end
    return "".join([*pieces, source[done:]])
