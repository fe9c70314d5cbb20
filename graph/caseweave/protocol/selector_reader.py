"""Reads selectors: a name, a list, or one mapping of keys; every fault with its place and its cure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from caseweave.model import Kind, Term
from caseweave.protocol.draft import Mention
from caseweave.protocol.grammar import KINDS, RELATIONS, SELECTOR, TERM_COLUMNS
from caseweave.protocol.selector import (
    PRESENCE,
    AllOf,
    AnyOf,
    CourseKey,
    Key,
    KindKey,
    Named,
    NotKey,
    Presence,
    QualifierKey,
    QueryFile,
    Relation,
    RelationKey,
    Selector,
    TermColumn,
    TermKey,
    ValueKey,
    ZeroKey,
)
from caseweave.protocol.values import Values, described
from caseweave.vocabulary import Catalogue, UnknownTermError
from caseweave.vocabulary.fitting import fits_field, fits_kind
from caseweave.vocabulary.lexicon import steps
from caseweave.yamltext import Path, Plain, Tree

__all__ = ["SelectorReader"]


class SelectorReader(Values):
    """Reads the selectors of one file in the terms of a catalogue.

    ``named`` are the names of all selectors and measures, ``untold`` those of terms that a fault keeps from being
    known.
    """

    def __init__(self, tree: Tree, catalogue: Catalogue, named: frozenset[str] = frozenset()) -> None:
        super().__init__(tree)
        self.catalogue = catalogue
        self.named = named
        self.untold: frozenset[str] = frozenset()
        self.mentions: list[Mention] = []
        self.queries: list[Mention] = []

    def selector(self, value: Plain, path: Path) -> Selector:
        """Read a name, a list of selectors or one mapping."""
        if isinstance(value, str):
            return Named(self.name(value, path, "selector"))
        if isinstance(value, list):
            return AnyOf(tuple(self.selector(item, at) for item, at in self.items(value, path)))
        if not value:
            self.fault(path, "found an empty mapping; write at least one key, or a name")
        if "query" in value:
            return self.query(value, path)
        return AllOf(self.keys(value, path))

    def name(self, value: Plain, path: Path, wanted: Literal["selector", "measure", "row"]) -> str:
        """Read a name and remember where it must lead."""
        text = self.text(value, path)
        if text is not None:
            self.mentions.append(Mention(text, path, wanted))
        return text or ""

    def query(self, value: dict[str, Plain], path: Path) -> Selector:
        """Read the file of a query, which stands alone."""
        for other in (name for name in value if name != "query"):
            self.fault((*path, other), "`query` stands alone; name its selector and narrow that by `of`", key=True)
        at = (*path, "query")
        file = self.text(value["query"], at)
        if file is not None and len(value) == 1:
            self.queries.append(Mention(file, at, "query"))
        return QueryFile(file or "")

    def keys(self, value: Plain, path: Path) -> tuple[Key, ...]:
        """Read the keys of a mapping, all of which must hold; a kind and its terms are one key."""
        given = self.mapping(value, path, SELECTOR)
        if given is None:
            return ()
        found: list[Key] = []
        for name, said in given.items():
            found += self.key(name, said, (*path, name))
        kinds = [name for name in given if name in KINDS]
        if len(kinds) > 1:
            message = f"no statement is of two kinds; write `kind: [{', '.join(kinds)}]` with `under`, or a list"
            self.fault((*path, kinds[1]), message, key=True)
        return tuple(found)

    def key(self, name: str, value: Plain, path: Path) -> list[Key]:
        """Read one key; a mapping of aspects or of qualifiers is several."""
        if name in KINDS:
            presence, terms = self.terms(value, path, name)
            if presence == "none":
                self.fault(path, f"`none` says nothing of a {name}; write a term or `any`")
            return [KindKey(cast("Kind", name), terms)]
        if name in TERM_COLUMNS:
            presence, terms = self.terms(value, path, name)
            return [TermKey(cast("TermColumn", name), terms, presence)]
        if name in RELATIONS:
            return [RelationKey(cast("Relation", name), self.selector(value, path))]
        special: dict[str, Callable[[Plain, Path], list[Key]]] = {
            "course": self.course,
            "qualifiers": self.qualifiers,
            "zero": self.zero_key,
            "not": self.not_key,
            "query": self.misplaced,
        }
        if name in special:
            return special[name](value, path)
        presence, values = self.words(value, path, SELECTOR[name].choices)
        return [ValueKey(name, values, presence)]

    def terms(self, value: Plain, path: Path, name: str) -> tuple[Presence | None, tuple[Term, ...]]:
        """Read the terms of a kind or column, or `any` or `none`."""
        if value in PRESENCE:
            return cast("Presence", value), ()
        found = [self.term(item, at, name) for item, at in self.items(value, path)]
        return None, tuple(term for term in found if term is not None)

    def term(self, value: Plain, path: Path, name: str) -> Term | None:
        """Read a term that may stand after a kind or a term column."""
        if not isinstance(value, str):
            self.fault(path, f"found {described(value)}; after `{name}` stands a term")
            return None
        try:
            concept = self.catalogue.resolve(value)
        except UnknownTermError as error:
            if value in self.untold:
                return None
            known = value in self.named
            cure = f"{value!r} is a selector; after `{name}` stands a term: write `of: {value}` instead"
            self.fault(path, cure if known else str(error))
            return None
        wrong = None
        if name in KINDS:
            wrong = fits_kind(self.catalogue, concept, name)
        elif name != "under":
            wrong = fits_field(self.catalogue, concept, name)
        if wrong:
            self.fault(path, wrong)
        return Term(concept.curie, concept.label)

    def words(self, value: Plain, path: Path, choices: tuple[str, ...]) -> tuple[Presence | None, tuple[str, ...]]:
        """Read values of a column, or `any` or `none`."""
        if value in PRESENCE:
            return cast("Presence", value), ()
        if not choices:
            return None, self.texts(value, path)
        found = [self.choice(item, at, choices) for item, at in self.items(value, path)]
        return None, tuple(word for word in found if word is not None)

    def course(self, value: Plain, path: Path) -> list[Key]:
        """Read the steps a course must tell, in any aspect or aspect by aspect."""
        if not isinstance(value, dict):
            presence, told = self.words(value, path, steps())
            return [CourseKey(None, told, presence)]
        found: list[Key] = []
        for aspect, said in self.free(value, path).items():
            presence, told = self.words(said, (*path, aspect), steps())
            found.append(CourseKey(aspect, told, presence))
        return found

    def qualifiers(self, value: Plain, path: Path) -> list[Key]:
        """Read qualifiers by name."""
        found: list[Key] = []
        for name, said in self.free(value, path).items():
            presence, values = self.words(said, (*path, name), ())
            found.append(QualifierKey(name, values, presence))
        return found

    def zero_key(self, value: Plain, path: Path) -> list[Key]:
        """Read `zero: yes`."""
        return [ZeroKey()] if self.flag(value, path, SELECTOR["zero"]) else []

    def not_key(self, value: Plain, path: Path) -> list[Key]:
        """Read what is taken out."""
        if isinstance(value, dict) and "not" in value:
            self.fault(
                (*path, "not"), "a `not` inside a `not`; name a selector for it and write `not: {of: …}`", key=True
            )
            return []
        keys = self.keys(value, path)
        return [NotKey(keys)] if keys else []

    def misplaced(self, _: Plain, path: Path) -> list[Key]:
        """Refuse a query within other keys."""
        self.fault(
            path, "`query` stands alone, not in a `not`; name a selector for it and write `not: {of: …}`", key=True
        )
        return []
