"""Selectors: the small closed language in which a protocol says which statements it means.

A selector is a name, several selectors of which one must take a statement (:class:`AnyOf`), keys that must all hold
(:class:`AllOf`), or the file of a query (:class:`QueryFile`). ``str`` of each is the text that a protocol file may
hold: reading it gives the same selector.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from caseweave.model import Kind, Term

__all__ = [
    "PRESENCE",
    "ZERO",
    "AllOf",
    "AnyOf",
    "CourseKey",
    "DayZero",
    "Key",
    "KindKey",
    "Named",
    "NotKey",
    "Origin",
    "Presence",
    "QualifierKey",
    "QueryFile",
    "Relation",
    "RelationKey",
    "Selector",
    "TermColumn",
    "TermKey",
    "ValueKey",
    "ZeroKey",
    "names_in",
    "parts_of",
    "queries_in",
]

Presence = Literal["any", "none"]
PRESENCE: Final[tuple[str, ...]] = get_args(Presence)
"""Words that ask whether a column says anything at all."""
TermColumn = Literal["under", "site", "specimen", "method", "route"]
Relation = Literal["of", "with", "linked by"]

_BARE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./()+-]*")


@dataclass(frozen=True, slots=True)
class Named:
    """The selector that the protocol gives this name."""

    name: str

    def __str__(self) -> str:
        return _text(self.name)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Takes what one of its parts takes."""

    parts: tuple[Selector, ...]

    def __str__(self) -> str:
        return f"[{', '.join(map(str, self.parts))}]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Takes what fits every key."""

    keys: tuple[Key, ...]

    def __str__(self) -> str:
        return f"{{{', '.join(map(str, self.keys))}}}"


@dataclass(frozen=True, slots=True)
class QueryFile:
    """Takes the statements that a query over the graph returns."""

    file: str

    def __str__(self) -> str:
        return f"{{query: {_text(self.file)}}}"


Selector: TypeAlias = Named | AnyOf | AllOf | QueryFile


@dataclass(frozen=True, slots=True)
class DayZero:
    """Day 0 of the protocol, where a measure counts from it."""

    def __str__(self) -> str:
        return "zero"


ZERO: Final = DayZero()
Origin: TypeAlias = Selector | DayZero


@dataclass(frozen=True, slots=True)
class KindKey:
    """Of this kind, and about one of these terms or what lies below it; no terms means anything."""

    kind: Kind
    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {_listed([term.label for term in self.terms]) if self.terms else 'any'}"


@dataclass(frozen=True, slots=True)
class TermKey:
    """Names one of these terms, or what lies below it: as its subject (``under``), site, specimen, method or route."""

    column: TermColumn
    terms: tuple[Term, ...] = ()
    presence: Presence | None = None

    def __str__(self) -> str:
        return f"{self.column}: {self.presence or _listed([term.label for term in self.terms])}"


@dataclass(frozen=True, slots=True)
class ValueKey:
    """Has one of these values in a column of the statement table."""

    column: str
    values: tuple[str, ...] = ()
    presence: Presence | None = None

    def __str__(self) -> str:
        return f"{self.column}: {self.presence or _listed(self.values)}"


@dataclass(frozen=True, slots=True)
class CourseKey:
    """Tells one of these steps of change, in the aspect it names or in any."""

    aspect: str | None = None
    steps: tuple[str, ...] = ()
    presence: Presence | None = None

    def __str__(self) -> str:
        said = self.presence or _listed(self.steps)
        return f"course: {{{_text(self.aspect)}: {said}}}" if self.aspect else f"course: {said}"


@dataclass(frozen=True, slots=True)
class QualifierKey:
    """Has a qualifier of this name with one of these values."""

    name: str
    values: tuple[str, ...] = ()
    presence: Presence | None = None

    def __str__(self) -> str:
        return f"qualifiers: {{{_text(self.name)}: {self.presence or _listed(self.values)}}}"


@dataclass(frozen=True, slots=True)
class RelationKey:
    """Is taken by another selector (``of``), shares its event with what that takes, or is linked from it."""

    relation: Relation
    selector: Selector

    def __str__(self) -> str:
        return f"{self.relation}: {self.selector}"


@dataclass(frozen=True, slots=True)
class ZeroKey:
    """Is the happening that the paper counts days from, or shares its event."""

    def __str__(self) -> str:
        return "zero: yes"


@dataclass(frozen=True, slots=True)
class NotKey:
    """Fits none of these keys."""

    keys: tuple[Key, ...]

    def __str__(self) -> str:
        return f"not: {{{', '.join(map(str, self.keys))}}}"


Key: TypeAlias = KindKey | TermKey | ValueKey | CourseKey | QualifierKey | RelationKey | ZeroKey | NotKey


def parts_of(selector: Selector) -> Iterator[Selector | Key]:
    """Yield a selector and all selectors and keys inside it, outer ones first."""
    yield selector
    inner: tuple[Selector | Key, ...] = ()
    if isinstance(selector, AnyOf):
        inner = selector.parts
    elif isinstance(selector, AllOf):
        inner = selector.keys
    for part in inner:
        yield from _parts(part)


def _parts(part: Selector | Key) -> Iterator[Selector | Key]:
    if isinstance(part, Selector):
        yield from parts_of(part)
        return
    yield part
    if isinstance(part, RelationKey):
        yield from parts_of(part.selector)
    elif isinstance(part, NotKey):
        for key in part.keys:
            yield from _parts(key)


def names_in(selector: Selector) -> Iterator[str]:
    """Yield every name that a selector rests on directly."""
    return (part.name for part in parts_of(selector) if isinstance(part, Named))


def queries_in(selector: Selector) -> Iterator[str]:
    """Yield the file of every query in a selector."""
    return (part.file for part in parts_of(selector) if isinstance(part, QueryFile))


def _listed(values: tuple[str, ...] | list[str]) -> str:
    is_word = len(values) == 1 and values[0] not in PRESENCE  # alone, `any` would read as a word of the language
    return _text(values[0]) if is_word else f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """Write a text so that YAML reads it back, inside brackets too, and no word of the language is mistaken."""
    if _BARE.fullmatch(value) and not value.endswith(" ") and value not in PRESENCE:
        return value
    return "'" + value.replace("'", "''") + "'"
