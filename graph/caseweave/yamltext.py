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

from caseweave import resources
from caseweave.model import Problem, Problems

__all__ = ["MOST_BYTES", "MOST_DEPTH", "Path", "Plain", "Tree", "read", "read_mapping", "scan"]

MOST_BYTES: Final = 1_000_000
MOST_DEPTH: Final = 12

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

_CODES = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_UNSAFE_RAW = re.compile(f"[{_CODES}]")
_UNSAFE = re.compile(f"[\r{_CODES}]")
_READABLE: Final = "\ufffd"
_ADVICE = "write plain text, lists and mappings only"


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a YAML file and where each of them, and each key, stands (line and column from 1).

    ``faults`` are those that left the rest of the file readable.
    """

    name: str
    value: Plain
    values: dict[Path, Place] = field(repr=False)
    keys: dict[Path, Place] = field(repr=False)
    faults: tuple[Problem, ...] = ()

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
    tree = scan(content, name)
    if tree.faults:
        raise Problems(tree.faults)
    return tree


def scan(content: bytes, name: str) -> Tree:
    """Read the bytes of a YAML file as far as they can be read; raise :class:`Problems` where that leaves no tree."""
    builder = _Builder(name)
    try:
        return builder.build(_decoded(content, name))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        fault = Problem(name, line, column, "", f"not YAML: {error.problem}; check quotes and indents")
    except yaml.YAMLError as error:
        fault = Problem(name, 1, 1, "", f"not YAML: {' '.join(str(error).split())}")
    raise Problems([*builder.problems, fault])


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        message = f"larger than {MOST_BYTES} bytes; split it, or keep only what the paper says of patients"
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
        events = iter(yaml.parse(self._readable(text), Loader=loader))
        value = self._document(events)
        return Tree(self.name, value, self.values, self.keys, tuple(self.problems))

    def _readable(self, text: str) -> str:
        """Report each line with a character that nobody could see, and put a visible one in its place."""
        for number, line in enumerate(text.split("\n"), start=1):
            if found := _UNSAFE_RAW.search(line):
                self.problems.append(Problem(self.name, number, found.start() + 1, "", _unsafe(found[0])))
        return _UNSAFE_RAW.sub(_READABLE, text)

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
            what = "an alias" if isinstance(event, yaml.AliasEvent) else "a list or mapping"
            message = f"{what} stands where a key is wanted; {_ADVICE}"
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
            self._fault(event, ".".join(map(str, path)), _unsafe(found[0]))
        return str(event.value)

    def _refuse(self, event: yaml.Event, path: Path) -> None:
        where = ".".join(map(str, path))
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, where, f"an alias (*{event.anchor}); write the value out, or quote the text")
        elif getattr(event, "anchor", None):
            self._fault(event, where, f"an anchor (&{event.anchor}); quote the text or write it out")  # type: ignore[attr-defined]
        elif getattr(event, "tag", None) not in {None, "!"}:
            self._fault(event, where, f"a tag ({event.tag}); {_ADVICE}")  # type: ignore[attr-defined]

    def _fault(self, event: yaml.Event, where: str, message: str) -> None:
        self.problems.append(Problem(self.name, *_place(event), where, message))


def _unsafe(character: str) -> str:
    return f"holds the character U+{ord(character):04X}; remove it"


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def read_mapping(name: str) -> dict[str, Plain]:
    """Read a YAML file of the bundled ontology as a mapping of strings."""
    value = read(resources.ontology(name).encode(), name).value
    if not isinstance(value, dict):
        raise TypeError(f"ontology/{name} holds no mapping")
    return value
