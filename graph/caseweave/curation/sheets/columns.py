"""The columns of the tables: what stands in each, in which form, and which words may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from caseweave.corpus.fieldwords import WORDS
from caseweave.model import LISTS

__all__ = ["ANCHOR", "TABLES", "Form", "SheetColumn", "TableName", "columns", "statement_columns"]

Form: TypeAlias = Literal["text", "list", "pairs", "links", "labels", "counts", "kinds", "anchor"]
TableName: TypeAlias = Literal["Statements", "Papers", "Cases", "Terms"]

TABLES: Final[tuple[TableName, ...]] = ("Statements", "Papers", "Cases", "Terms")
ANCHOR: Final = ("for", "section", "words", "print", "before", "after", "quote")
"""Columns that make up the anchor; several anchors stand side by side in each of them."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its head, what stands in it, the form of a cell, the words that may stand there, whether it must."""

    name: str
    words: str
    form: Form = "text"
    choices: tuple[str, ...] = ()
    required: bool = False


_FORMS: Final[Mapping[str, Form]] = {
    **dict.fromkeys(("site", "when", "authors", "synonyms", "episodes"), "list"),
    **dict.fromkeys(("schedule", "course", "qualifiers", "conventions", "clock", "cites", "zeros"), "pairs"),
    **dict.fromkeys(ANCHOR, "anchor"),
    "links": "links",
    "events": "labels",
    "clocks": "counts",
    "zero": "counts",
    "unread": "kinds",
}
_STATEMENT: Final = (
    *("paper", "id", "case", "kind", "about", "state", "certainty", "value", "unit", "printed", "when", "day 0"),
    *("event", "site"),
    *("specimen", "method", "route", "grade", "scale", "course", "schedule", "links", "qualifiers", *ANCHOR),
    *("role", "primary", "account", "assertion", "naming", "meant", "basis", "clock", "conventions", "confidence"),
    "note",
)
_PAPER: Final = (
    *("id", "title", "authors", "journal", "year", "volume", "issue", "pages", "article", "doi", "pmid", "pmcid"),
    *("url", "received", "accepted", "published", "licence", "status", "read", "unread", "curated on", "curated by"),
    *("curated licence", "curated note", "note", "cites"),
)
_CASE: Final = ("paper", "case", "of", "zero", "zeros", "episodes", "events", "clocks", "group", "same as", "evidence")
_TERM: Final = ("paper", "label", "broader", "iri", "synonyms", "definition")
_CHOICES: Final[Mapping[str, str]] = {"for": "purpose"}
_LISTED: Final = (
    *("kind", "state", "certainty", "role", "account", "assertion", "naming", "basis", "confidence", "for"),
    *("read", "status"),
)
_REQUIRED: Final = (
    "paper",
    "kind",
    "about",
    "section",
    "label",
    "broader",
    "title",
    "authors",
    "journal",
    "year",
    "read",
)
_OWN: Final[Mapping[str, str]] = {
    "paper": "id of the paper, such as smith2024; the file will be named so",
    "kind": "what sort of thing is said",
    "about": "the thing: a label, a synonym or a CURIE of a term",
    "for": "what the anchored words show; what if left out",
    "section": "heading of the section it stands in; of several places, side by side",
    "words": "made by `caseweave anchor`: number of words",
    "print": "made by `caseweave anchor`: fingerprint of the words",
    "quote": "the words themselves, from which `caseweave anchor --fill` makes the fingerprint",
    "case": "id of the patient",
    "day 0": "yes, where it is what days are counted from",
    "of": "the cited paper that reports this patient, where it reports several",
    "zero": "the statement or event that is day 0; or `NAME, from 1` where the paper calls it day 1",
    "zeros": "other zero names, each with its statement or event: `NAME: EVENT`",
    "episodes": "events that last",
    "events": "events with the names people know them by: `EVENT: its name`",
    "clocks": "other counts of days: `hospital day: EVENT, from 1`",
    "group": "how many patients, where the paper speaks of a group",
    "same as": "the same patient under another paper's id",
    "evidence": "how that is known",
    "label": "the label clinicians use",
    "broader": "label or CURIE of the term above it",
    "iri": "IRI of a public vocabulary, if there is one",
    "curated on": "date the curator finished, YYYY-MM-DD",
    "curated by": "name or ORCID of the curator",
    "curated licence": "address of the licence under which the curator shares the file",
    "curated note": "how the paper was read",
}
_KNOWN: Final[Mapping[TableName, tuple[str, ...]]] = {
    "Statements": _STATEMENT,
    "Papers": _PAPER,
    "Cases": (*_CASE, "note"),
    "Terms": _TERM,
}
_RECORDS: Final[Mapping[TableName, tuple[str, ...]]] = {
    "Statements": ("SourceStatement", "Anchor"),
    "Papers": ("PaperFile",),
    "Cases": ("CaseHead",),
    "Terms": ("LocalTerm",),
}
_SEVERAL: Final[Mapping[Form, str]] = {
    "list": "several: a | b",
    "pairs": "name: value, several: a: b | c: d",
    "links": "relation: target; certainty: …, several with |",
    "labels": "id: label, several with |",
    "counts": "",
    "kinds": "part: kind, kind; several with |",
    "anchor": "",
    "text": "",
}


@cache
def columns(table: TableName) -> tuple[SheetColumn, ...]:
    """Return the columns of a table, in their order."""
    return tuple(_column(table, name) for name in _KNOWN[table])


@cache
def statement_columns() -> Mapping[str, SheetColumn]:
    """Return the columns of a row a statement, by name."""
    return {column.name: column for column in columns("Statements")}


def _column(table: TableName, name: str) -> SheetColumn:
    told = _OWN.get(name) or next((WORDS[one][name] for one in _RECORDS[table] if name in WORDS.get(one, {})), name)
    form = _FORMS.get(name, "text")
    required = name in _REQUIRED or (table, name) in {("Papers", "id"), ("Cases", "case")}
    choices = LISTS[_CHOICES.get(name, name)] if name in _LISTED else ("yes",) if name == "day 0" else ()
    return SheetColumn(name, "; ".join(filter(None, (told, _SEVERAL[form]))), form, choices, required)
