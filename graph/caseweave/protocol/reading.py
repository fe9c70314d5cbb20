"""From the tree of a protocol file to what it says by itself; every fault with its place and its cure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError

from caseweave.model import LocalTerm
from caseweave.protocol.definition import Exclusion, Lane, MeasureRule, Search, Zero
from caseweave.protocol.draft import Draft, Mention, Row
from caseweave.protocol.grammar import EXCLUSION, PROTOCOL, RESERVED, SEARCH, TERM, ZERO
from caseweave.protocol.row_reader import Reader
from caseweave.protocol.selector import Selector
from caseweave.protocol.terms import with_terms
from caseweave.protocol.values import Values
from caseweave.vocabulary import Catalogue
from caseweave.yamltext import Path, Plain, Tree

__all__ = ["read_draft"]

_Made = TypeVar("_Made")


def read_draft(tree: Tree, catalogue: Catalogue, inherited: frozenset[str] = frozenset()) -> tuple[Draft, Reader]:
    """Read what a file says by itself; the reader has the faults. ``inherited`` are the names its base gives."""
    head = Values(tree)
    given = head.mapping(tree.value, (), PROTOCOL) or {}
    names = frozenset(name for key in ("select", "measures") for name in _names(given.get(key)))
    terms = _terms(head, given)
    untold: frozenset[str] = frozenset()
    try:
        catalogue = with_terms(catalogue, terms)
    except ValueError as error:
        untold = frozenset(name for term in terms for name in (term.label, *term.synonyms))
        for line in str(error).splitlines():
            head.fault(_place(given, line), line)
    reader = Reader(tree, catalogue, names | inherited)
    reader.problems, reader.untold = head.problems, untold | _labels(given)
    return _Drafting(reader, given, names).draft(terms), reader


class _Drafting:
    """Puts the parts of a file together."""

    def __init__(self, reader: Reader, given: dict[str, Plain], names: frozenset[str]) -> None:
        self.reader = reader
        self.given = given
        self.names = names

    def draft(self, terms: tuple[LocalTerm, ...]) -> Draft:
        zero, search = self.part("zero", self.zero), self.part("search", self.search)
        selectors = self.part("select", self.selectors) or {}
        measures = self.part("measures", self.measures) or {}
        drop = self.part("drop", self.drop)
        groups, lanes = self.part("items", self.groups) or {}, self.part("lanes", self.lanes) or ()
        return Draft(
            tree=self.reader.tree,
            id=self.text("id"),
            title=self.text("title"),
            extends=self.text("extends") or None,
            zero=zero,
            terms=terms,
            search=search,
            selectors=selectors,
            measures=measures,
            drop=drop,
            groups=groups,
            lanes=lanes,
            named=self.names,
            mentions=tuple(self.reader.mentions),
            queries=tuple(self.reader.queries),
        )

    def text(self, key: str) -> str:
        """Read a text of the head; empty where there is none."""
        return self.reader.text(self.given[key], (key,)) or "" if key in self.given else ""

    def part(self, key: str, read: Callable[[Plain, Path], _Made]) -> _Made | None:
        return self.reader.maybe(self.given, (), key, read)

    def zero(self, value: Plain, path: Path) -> Zero | None:
        given = self.reader.mapping(value, path, ZERO)
        if not given or "name" not in given:
            return None
        name = self.reader.text(given["name"], (*path, "name")) or ""
        return Zero(name, self.reader.maybe(given, path, "of", self.reader.selector))

    def search(self, value: Plain, path: Path) -> Search | None:
        given = self.reader.mapping(value, path, SEARCH)
        if given is None:
            return None
        read: dict[str, Callable[[Plain, Path], object]] = {
            "text": self.reader.text,
            "texts": self.reader.texts,
            "date": self.reader.date,
            "whole": self.reader.whole,
            "exclusions": self.exclusions,
        }
        made = {name: read[SEARCH[name].form](said, (*path, name)) for name, said in given.items()}
        return Search(**made)  # type: ignore[arg-type]

    def exclusions(self, value: Plain, path: Path) -> tuple[Exclusion, ...]:
        found: list[Exclusion] = []
        for item, at in self.reader.items(value, path):
            given = self.reader.mapping(item, at, EXCLUSION)
            if given and given.keys() == EXCLUSION.keys():
                reason = self.reader.text(given["reason"], (*at, "reason")) or ""
                found.append(Exclusion(reason, self.reader.whole(given["records"], (*at, "records")) or 0))
        return tuple(found)

    def selectors(self, value: Plain, path: Path) -> dict[str, Selector]:
        return {name: self.reader.selector(said, at) for name, said, at in self.namely(value, path)}

    def measures(self, value: Plain, path: Path) -> dict[str, MeasureRule]:
        read = {name: self.reader.measure(name, said, at) for name, said, at in self.namely(value, path)}
        for name in read.keys() & _names(self.given.get("select")):
            line = self.reader.tree.place(("select", name), key=True)[0]
            self.reader.fault((*path, name), f"already a selector, on line {line}; give one another name", key=True)
        return {name: rule for name, rule in read.items() if rule is not None}

    def namely(self, value: Plain, path: Path) -> list[tuple[str, Plain, Path]]:
        """Return what stands under each name, in a mapping of names."""
        found = []
        for name, said in self.reader.free(value, path).items():
            if name in RESERVED:
                self.reader.fault((*path, name), f"{name!r} means something already; choose another name", key=True)
            found.append((name, said, (*path, name)))
        return found

    def drop(self, value: Plain, path: Path) -> tuple[Mention, ...]:
        if value == "all":
            return ()
        named = [(self.reader.text(item, at), at) for item, at in self.reader.items(value, path)]
        return tuple(Mention(text, at, "row") for text, at in named if text is not None)

    def groups(self, value: Plain, path: Path) -> dict[str, tuple[Row, ...]]:
        found: dict[str, tuple[Row, ...]] = {}
        for group, rows in self.reader.free(value, path).items():
            read = [self.reader.row(group, row, at) for row, at in self.reader.items(rows, (*path, group))]
            found[group] = tuple(row for row in read if row is not None)
        return found

    def lanes(self, value: Plain, path: Path) -> tuple[Lane, ...]:
        read = [self.reader.lane(item, at) for item, at in self.reader.items(value, path)]
        return tuple(lane for lane in read if lane is not None)


def _names(value: Plain | None) -> frozenset[str]:
    return frozenset(value) if isinstance(value, dict) else frozenset()


def _place(given: dict[str, Plain], fault: str) -> Path:
    """Return where the term stands that a fault of the terms names first."""
    listed = given["terms"] if isinstance(given["terms"], list) else []
    named = (place for place, term in enumerate(listed) if isinstance(term, dict) and repr(term.get("label")) in fault)
    return next((("terms", place) for place in named), ("terms",))


def _labels(given: dict[str, Plain]) -> frozenset[str]:
    """Return the label of every term that a file declares, faulty ones too."""
    listed = given.get("terms")
    terms = listed if isinstance(listed, list) else [listed]
    return frozenset(str(term["label"]) for term in terms if isinstance(term, dict) and "label" in term)


def _terms(head: Values, given: dict[str, Plain]) -> tuple[LocalTerm, ...]:
    if "terms" not in given:
        return ()
    found = (_term(head, item, at) for item, at in head.items(given["terms"], ("terms",)))
    return tuple(term for term in found if term is not None)


def _term(head: Values, value: Plain, path: Path) -> LocalTerm | None:
    known = head.mapping(value, path, TERM)
    if not known or not {"label", "broader"} <= known.keys():
        return None
    read: dict[str, object] = {}
    for name, said in known.items():
        read[name] = (head.texts if TERM[name].form == "texts" else head.text)(said, (*path, name))
    if not all(read.values()):
        return None
    try:
        return LocalTerm.model_validate(read)
    except ValidationError:
        head.fault((*path, "iri"), f"{read['iri']!r} does not fit; write an http or https address without blanks")
        return None
