"""The JSON Schema of a paper file, for editors: the model's own, in the form and the words of a curator.

Four things differ from what pydantic writes. A statement names its kind as a key (``treatment: tocilizumab``). What
takes a list takes one item too. Where the loader reads text, a number will do, since that is how an editor reads
``value: 38.7``. Every record stands in its place, without references, so that each field keeps its own description.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from pydantic import BaseModel, BeforeValidator

from caseweave.corpus.fieldwords import WORDS
from caseweave.model import (
    LISTS,
    Anchor,
    CaseHead,
    Clock,
    LocalTerm,
    PaperFile,
    Resolution,
    SameAs,
    SourceStatement,
)
from caseweave.model.paper import KINDS, Curated

__all__ = ["json_schema"]

Schema: TypeAlias = dict[str, Any]
Meanings: TypeAlias = Mapping[str, Mapping[str, str]]

_RECORDS: Final[tuple[type[BaseModel], ...]] = (
    *(Anchor, CaseHead, Clock, Curated, LocalTerm, PaperFile, Resolution, SameAs, SourceStatement),
)
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
        return self.with_kinds(made) if name == "SourceStatement" else made

    def field(self, record: str, name: str, given: Schema, model: type[BaseModel]) -> Schema:
        field = model.model_fields[name]
        made = self.adapted(given["properties"][field.alias or name])
        if any(isinstance(rule, BeforeValidator) for rule in field.metadata):
            made = _or_one(made)
        return made | {"description": field.description or WORDS[record][name]}

    def with_kinds(self, statement: Schema) -> Schema:
        """Replace ``kind`` and ``about`` by one key for each kind, of which a statement has exactly one."""
        fields = {name: field for name, field in statement["properties"].items() if name not in {"kind", "about"}}
        about = statement["properties"]["about"]
        named = {
            kind: about | {"description": f"{self.meaning('kind', kind)} {about['description']}"} for kind in KINDS
        }
        return statement | {
            "properties": {"id": fields.pop("id"), **named, **fields},
            "required": [name for name in statement["required"] if name in fields or name == "id"],
            "oneOf": [{"required": [kind]} for kind in KINDS],
        }

    def adapted(self, node: Schema) -> Schema:
        if "$ref" in node:
            return self.record(node["$ref"].rpartition("/")[2])
        if "anyOf" in node:
            return self.adapted(next(choice for choice in node["anyOf"] if choice != {"type": "null"}))
        kept = {key: value for key, value in node.items() if key not in {"title", "description", "default"}}
        if node["type"] == "string":
            return self.text(kept)
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
        if "propertyNames" not in node:
            return node | {"additionalProperties": value}
        names = node["propertyNames"]["enum"]
        scheme = _SCHEME[frozenset(names)]
        described = {name: {"description": self.meaning(scheme, name), **value} for name in names}
        return {"type": "object", "properties": described, "additionalProperties": False}

    def meaning(self, scheme: str, value: str) -> str:
        return self.meanings.get(scheme, {}).get(value, value)


def _or_one(several: Schema) -> Schema:
    """Let a list of something be one such thing too: a keyword of JSON Schema binds only values of its own type."""
    item: Schema = several["items"]
    types = item["type"] if isinstance(item["type"], list) else [item["type"]]
    return item | several | {"type": [*types, "array"]}
