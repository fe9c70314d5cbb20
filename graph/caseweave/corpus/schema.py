"""The JSON Schema of a paper file, for editors: the model's own, in the form and the words of a curator.

Four things differ from what pydantic writes. A statement names its kind as a key (``treatment: tocilizumab``). What
takes a list takes one item too. Where the loader reads text, a number will do, since that is how an editor reads
``value: 38.7``. Every record stands in its place, without references, so that each field keeps its own description.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from caseweave.corpus.fieldwords import WORDS
from caseweave.model import (
    LISTS,
    Anchor,
    CaseHead,
    Clock,
    Counting,
    EventHead,
    LocalTerm,
    PaperFile,
    Resolution,
    SameAs,
    SourceLink,
    SourceStatement,
)
from caseweave.model.paper import KINDS, RELATIONS, Curated

__all__ = ["json_schema"]

Schema: TypeAlias = dict[str, Any]
Meanings: TypeAlias = Mapping[str, Mapping[str, str]]

_RECORDS: Final[tuple[type[BaseModel], ...]] = (
    *(Anchor, CaseHead, Clock, Counting, Curated, EventHead, LocalTerm, PaperFile, Resolution, SameAs),
    *(SourceLink, SourceStatement),
)
_KEYS: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "SourceStatement": ("kind", "about", KINDS),
    "SourceLink": ("relation", "target", RELATIONS),
}
"""Records of which one key says both which word of a list it is and what it is about."""
_OFFERED: Final = {"course": "aspect", "qualifiers": "qualifier"}
"""Mappings whose keys are open words, each with the list of those that are known."""
_BINDING: Final = ("enum", "enumDescriptions", "oneOf")
"""Keywords of JSON Schema that bind values of every type, and what goes with them."""
_SCHEME: Final = {frozenset(values): scheme for scheme, values in LISTS.items()}


def json_schema(meanings: Meanings) -> Schema:
    """Return the JSON Schema (draft 7, which editors know) of a file in ``sources/``.

    ``meanings`` has the definition of each value of the closed lists: scheme to value to definition.

    >>> statement = json_schema({})["properties"]["statements"]["items"]
    >>> "treatment" in statement["properties"], "kind" in statement["properties"]
    (True, False)
    """
    made = PaperFile.model_json_schema(by_alias=True)
    records = made.pop("$defs") | {"PaperFile": made}
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "A paper file of Caseweave"}
    return head | _Adapter(records, meanings).record("PaperFile")


class _Adapter:
    """Rewrites pydantic's schemas of the records, given by name, into those of the file."""

    def __init__(self, records: Mapping[str, Schema], meanings: Meanings) -> None:
        self.records = records
        self.meanings = meanings

    def record(self, name: str) -> Schema:
        given = self.records[name]
        model = next(record for record in _RECORDS if record.__name__ == name)
        fields = {field.alias or key: self.field(name, key, given, model) for key, field in model.model_fields.items()}
        made = {
            "description": given["description"],
            "type": "object",
            "properties": fields,
            "required": given.get("required", []),
            "additionalProperties": False,
        }
        return self.with_keys(made, *_KEYS[name]) if name in _KEYS else made

    def field(self, record: str, name: str, given: Schema, model: type[BaseModel]) -> Schema:
        field = model.model_fields[name]
        made = self.adapted(given["properties"][field.alias or name])
        if any(isinstance(rule, BeforeValidator) for rule in _metadata(field)):
            made = _or_one(made) if "items" in made else _or_text(made, "event") if "properties" in made else made
        if scheme := _OFFERED.get(name):
            made = self.offering(made, scheme)
        return made | {"description": field.description or WORDS[record][name]}

    def offering(self, mapping: Schema, scheme: str) -> Schema:
        """Name the known keys of a mapping whose keys are open words, so that editors offer them."""
        (value,) = mapping["patternProperties"].values()
        known = {word: {"description": self.meaning(scheme, word), **value} for word in LISTS[scheme]}
        return {**mapping, "properties": known}

    def with_keys(self, record: Schema, word: str, about: str, known: tuple[str, ...]) -> Schema:
        """Replace two fields by one key for each word of a list, of which a record has exactly one."""
        fields = {name: field for name, field in record["properties"].items() if name not in {word, about}}
        node = record["properties"][about]
        named = {name: node | {"description": f"{self.meaning(word, name)} {node['description']}"} for name in known}
        first = {"id": fields.pop("id")} if "id" in fields else {}
        return record | {
            "properties": {**first, **named, **fields},
            "required": [name for name in record["required"] if name not in {word, about}],
            "oneOf": [{"required": [name]} for name in known],
        }

    def adapted(self, node: Schema) -> Schema:
        if "$ref" in node:
            return self.record(node["$ref"].rpartition("/")[2])
        if "anyOf" in node:
            return self.adapted(next(choice for choice in node["anyOf"] if choice != {"type": "null"}))
        kept = {key: value for key, value in node.items() if key not in {"title", "description", "default"}}
        if node["type"] == "string":
            return self.text(kept | {"enum": [kept.pop("const")]} if "const" in kept else kept)
        if node["type"] == "array":
            return kept | {"items": self.adapted(node["items"])}
        return self.mapping(kept) if node["type"] == "object" else kept

    def text(self, node: Schema) -> Schema:
        if "enum" not in node:
            return node | {"type": ["string", "number"]}
        scheme = _SCHEME.get(frozenset(node["enum"]))
        return node | ({"enumDescriptions": [self.meaning(scheme, value) for value in node["enum"]]} if scheme else {})

    def mapping(self, node: Schema) -> Schema:
        """Adapt a mapping with free keys, with keys of a pattern, or with keys of a closed list."""
        if "patternProperties" in node:
            patterns = {pattern: self.adapted(value) for pattern, value in node["patternProperties"].items()}
            return node | {"patternProperties": patterns, "additionalProperties": False}
        value = self.adapted(node["additionalProperties"])
        value = _or_one(value) if "items" in value else value
        if "enum" not in node.get("propertyNames", ()):
            return node | {"additionalProperties": value}
        names = node["propertyNames"]["enum"]
        scheme = _SCHEME[frozenset(names)]
        described = {name: {"description": self.meaning(scheme, name), **value} for name in names}
        return {"type": "object", "properties": described, "additionalProperties": False}

    def meaning(self, scheme: str, value: str) -> str:
        return self.meanings.get(scheme, {}).get(value, value)


def _metadata(field: FieldInfo) -> Iterator[Any]:
    """Yield what is said of a field beside its type, also where it may be left out."""
    yield from field.metadata
    for choice in get_args(field.annotation):
        yield from getattr(choice, "__metadata__", ())


def _or_text(record: Schema, name: str) -> Schema:
    """Let a record be the text of one of its fields too."""
    text: Schema = record["properties"][name]
    rules = {key: value for key, value in text.items() if key not in {"type", "description"}}
    return rules | record | {"type": ["string", "object"]}


def _or_one(several: Schema) -> Schema:
    """Let a list of something be one such thing too: most keywords of JSON Schema bind only values of their type."""
    item: Schema = several["items"]
    types = item["type"] if isinstance(item["type"], list) else [item["type"]]
    made = item | several | {"type": [*types, "array"]}
    binding = {key: made.pop(key) for key in _BINDING if key in made}
    return made | ({"if": {"type": "array"}, "else": binding} if binding else {})
