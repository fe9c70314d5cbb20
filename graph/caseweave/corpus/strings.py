"""YAML read as strings only: no booleans, octals, sexagesimals or dates; each value keeps its line and column.

The text is walked as parser events, so that depth is capped before anything recurses. Refused, with their place: tags,
anchors, aliases, merge keys, several documents, duplicate keys, control and direction-changing characters, and files
over the caps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from caseweave.model import Problem, Problems

__all__ = ["MOST_BYTES", "MOST_DEPTH", "Path", "Plain", "Tree", "read"]

MOST_BYTES: Final = 1_000_000
MOST_DEPTH: Final = 12

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ADVICE = "write plain text, lists and mappings only"


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a YAML file and where each of them, and each key, stands (line and column from 1)."""

    name: str
    value: Plain
    values: dict[Path, Place] = field(repr=False)
    keys: dict[Path, Place] = field(repr=False)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return where a value (or its key) stands; the nearest enclosing value where the path itself is not there."""
        marks = self.keys if key else self.values
        while path and path not in marks:
            path, marks = path[:-1], self.values
        return marks.get(path, (1, 1))

    def problem(self, path: Path, message: str, *, key: bool = False) -> Problem:
        """Make the problem record for a fault at a path."""
        line, column = self.place(path, key=key)
        return Problem(self.name, line, column, ".".join(map(str, path)), message)


def read(content: bytes, name: str) -> Tree:
    """Read the bytes of a YAML file; raise :class:`Problems` with every fault's line and column.

    >>> read(b"sex: NO", "p.yaml").value
    {'sex': 'NO'}
    """
    text = _decoded(content, name)
    try:
        return _Builder(name).build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Problems(
            [Problem(name, line, column, "", f"not YAML: {error.problem}; check quotes and indents")]
        ) from None
    except yaml.YAMLError as error:
        raise Problems([Problem(name, 1, 1, "", f"not YAML: {' '.join(str(error).split())}")]) from None


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        message = f"{len(content)} bytes; a paper file has at most {MOST_BYTES}"
        raise Problems([Problem(name, 1, 1, "", message)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        found = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise Problems([Problem(name, line, column, "", found)]) from None


class _Builder:
    """Builds the tree of one file from parser events, with a stack instead of recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}

    def build(self, text: str) -> Tree:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        events = iter(yaml.parse(text, Loader=loader))
        value = self._document(events)
        if self.problems:
            raise Problems(self.problems)
        return Tree(self.name, value, self.values, self.keys)

    def _document(self, events: Iterator[yaml.Event]) -> Plain:
        value: Plain | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and value is not None:
                self._fault(event, "", "a second document begins; keep one paper in one file")
                break
            if isinstance(event, yaml.NodeEvent):
                value = self._node(event, (), events)
        if value is None:
            raise Problems([Problem(self.name, 1, 1, "", "the file is empty; `caseweave new ID` writes a template")])
        return value

    def _node(self, event: yaml.Event, path: Path, events: Iterator[yaml.Event]) -> Plain:
        self._refuse(event, path)
        self.values.setdefault(path, _place(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, path)
        if len(path) >= MOST_DEPTH:
            message = f"nested deeper than {MOST_DEPTH} levels; {_ADVICE}"
            raise Problems([*self.problems, Problem(self.name, *_place(event), "", message)])
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, events)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, events)
        return ""

    def _sequence(self, path: Path, events: Iterator[yaml.Event]) -> list[Plain]:
        items: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items)), events))
        return items

    def _mapping(self, path: Path, events: Iterator[yaml.Event]) -> dict[str, Plain]:
        items: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path, items)
            items[key] = self._node(next(events), (*path, key), events)
        return items

    def _key(self, event: yaml.Event, path: Path, items: dict[str, Plain]) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            message = f"a key is a list or mapping; {_ADVICE}"
            raise Problems([*self.problems, Problem(self.name, *_place(event), "", message)])
        self._refuse(event, path)
        key = self._text(event, path)
        here = (*path, key)
        if key in items:
            first = self.keys[here][0]
            self._fault(event, key, f"written twice, first on line {first}; keep one of them")
        if key == "<<" and event.implicit[0]:
            self._fault(event, key, f"a merge key; {_ADVICE}")
        self.keys.setdefault(here, _place(event))
        return key

    def _text(self, event: yaml.ScalarEvent, path: Path) -> str:
        if found := _UNSAFE.search(event.value):
            message = f"holds the character U+{ord(found[0]):04X}; remove it"
            self._fault(event, ".".join(map(str, path)), message)
        return str(event.value)

    def _refuse(self, event: yaml.Event, path: Path) -> None:
        where = ".".join(map(str, path))
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, where, f"an alias (*{event.anchor}); write the value out")
        elif getattr(event, "anchor", None):
            self._fault(event, where, f"an anchor (&{event.anchor}); quote the text or write it out")  # type: ignore[attr-defined]
        elif getattr(event, "tag", None) not in {None, "!"}:
            self._fault(event, where, f"a tag ({event.tag}); {_ADVICE}")  # type: ignore[attr-defined]

    def _fault(self, event: yaml.Event, where: str, message: str) -> None:
        self.problems.append(Problem(self.name, *_place(event), where, message))


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
