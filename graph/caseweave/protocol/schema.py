"""The JSON Schema of a protocol file, for editors: made from the keys that the reader goes by (:mod:`.grammar`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from caseweave.protocol.grammar import (
    EXCLUSION,
    ITEM,
    LANE,
    MEASURE,
    PROTOCOL,
    SEARCH,
    SELECTOR,
    TERM,
    ZERO,
    Form,
    Key,
    Keys,
)
from caseweave.vocabulary.lexicon import steps

__all__ = ["json_schema"]

Schema: TypeAlias = dict[str, Any]

_TEXT: Final[Schema] = {"type": ["string", "number"]}
_TEXTS: Final[Schema] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_SELECTOR: Final[Schema] = {"$ref": "#/definitions/selector"}
_PRESENCE: Final = ("any", "none")


def json_schema() -> Schema:
    """Return the JSON Schema (draft 7, which editors know) of a protocol file.

    >>> list(json_schema()["definitions"])
    ['selector', 'keys']
    """
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "A protocol file of Caseweave"}
    keys = _record({name: key for name, key in SELECTOR.items() if name not in {"not", "query"}})
    either = [{"type": "string"}, {"type": "array", "items": _SELECTOR, "minItems": 1}, _record(SELECTOR)]
    return head | _record(PROTOCOL) | {"definitions": {"selector": {"anyOf": either}, "keys": keys}}


def _record(keys: Keys) -> Schema:
    return {
        "type": "object",
        "properties": {name: _value(key) | {"description": key.words} for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _value(key: Key) -> Schema:
    if key.form in {"choice", "flag"}:
        return {"enum": list(key.choices)}
    return _values(key.choices) if key.form == "values" else _form(key.form)


def _values(choices: tuple[str, ...]) -> Schema:
    """One value or a list, or any or none."""
    if not choices:
        return _TEXTS
    return {"anyOf": [{"enum": [*choices, *_PRESENCE]}, _several({"enum": list(choices)})]}


def _form(form: Form) -> Schema:
    """Return the schema of what stands after a key of a form."""
    if form in _RECORDS:
        return _record(_RECORDS[form])
    if form in _LISTS:
        return _one_or_several(_record(_LISTS[form]))
    if form == "groups":
        return _named(_one_or_several({"anyOf": [{"type": "string"}, _record(ITEM)]}))
    if form in _STEPS:
        return _STEPS[form](steps())
    return _named(_record(MEASURE)) if form == "measures" else _PLAIN[form]


def _named(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value, "minProperties": 1}


def _several(value: Schema) -> Schema:
    return {"type": "array", "items": value, "minItems": 1}


def _one_or_several(value: Schema) -> Schema:
    return {"anyOf": [value, _several(value)]}


_RECORDS: Final[dict[Form, Keys]] = {"zero": ZERO, "search": SEARCH}
_LISTS: Final[dict[Form, Keys]] = {"exclusions": EXCLUSION, "new terms": TERM, "lanes": LANE}
_STEPS: Final[dict[Form, Callable[[tuple[str, ...]], Schema]]] = {
    "step": lambda known: {"enum": list(known)},
    "course": lambda known: {"anyOf": [_values(known), {"type": "object", "additionalProperties": _values(known)}]},
}
"""What stands after a key that tells a change, by the steps that there are."""
_PLAIN: Final[dict[Form, Schema]] = {
    "text": _TEXT,
    "texts": _TEXTS,
    "terms": _TEXTS,
    "name": {"type": "string"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "whole": {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"},
    "drop": {"anyOf": [{"const": "all"}, _TEXTS]},
    "selector": {"allOf": [_SELECTOR]},
    "selectors": _named(_SELECTOR),
    "origin": {"allOf": [_SELECTOR]},
    "origins": {"allOf": [_SELECTOR]},
    "looks": {"type": "array", "items": _SELECTOR, "minItems": 2, "maxItems": 2},
    "qualifiers": {"type": "object", "additionalProperties": _TEXTS, "minProperties": 1},
    "keys": {"allOf": [{"$ref": "#/definitions/keys"}]},
}
"""What stands after a key that holds no record."""
