"""From a tree of strings to a :class:`PaperFile`: every fault of the shape in a curator's words, with its cure."""

from __future__ import annotations

from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from caseweave.clock import phrase as timewords
from caseweave.model import PaperFile, Problem, Problems
from caseweave.model.paper import KINDS, RELATIONS
from caseweave.vocabulary.spelling import nearest
from caseweave.yamltext import Path, Tree

__all__ = ["GRAMMAR", "path_in", "shape"]

GRAMMAR: Final = {"phrase": timewords.parse}
"""What the records are held against that they do not know themselves: the grammar of time phrases."""

_KEYS: Final[dict[object, tuple[str, ...]]] = {"about": KINDS, "target": RELATIONS}
"""Fields that stand under the key of a word of a list."""
_PATTERNS = {
    "id": "use a-z, 0-9, '.', '_', '-', at most 64, beginning with a letter or digit",
    "doi": "write the bare DOI, such as 10.1186/s40364-020-00193-5",
    "iri": "write an http or https address without blanks",
    "url": "write an http or https address without blanks",
    "year": "write four digits",
    "pmid": "write the digits only",
    "pmcid": "write PMC and the digits",
    "group": "write how many patients, or several",
    "print": "let `caseweave anchor` make it",
    "before": "let `caseweave anchor` make it",
    "after": "let `caseweave anchor` make it",
}
_WANTED = {
    "dict_type": "write a mapping, `key: value` on lines of their own",
    "model_type": "write a mapping, `key: value` on lines of their own",
    "string_type": "write one text",
    "tuple_type": "write a list, each item after `- `",
    "too_short": "write at least one",
    "string_too_short": "write a text, or leave the field out",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
}


def shape(tree: Tree) -> PaperFile:
    """Check a file's tree against the model; raise :class:`Problems` with all faults at once."""
    try:
        return PaperFile.model_validate(tree.value, context=GRAMMAR)
    except ValidationError as error:
        raise Problems([_problem(tree, detail) for detail in error.errors() if not _echoes(detail)]) from None


def _echoes(detail: ErrorDetails) -> bool:
    """Tell whether a list counts as too short only because all that stands in it is wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _problem(tree: Tree, detail: ErrorDetails) -> Problem:
    bad_key = detail["type"] == "extra_forbidden" or detail["loc"][-1:] == ("[key]",)
    return tree.problem(path_in(tree.value, detail["loc"]), _message(detail), key=bad_key)


def path_in(value: Any, loc: tuple[int | str, ...]) -> Path:
    """Follow pydantic's location through a file's values.

    A statement's ``about`` stands under the key of its kind; one thing may stand where a list of such things may.
    """
    path: list[str | int] = []
    for step in loc:
        if step == "[key]":
            break
        at: str | int = step
        if at in _KEYS and isinstance(value, dict) and at not in value:
            at = next((key for key in _KEYS[str(at)] if key in value), at)
        if isinstance(value, str):
            break
        if isinstance(value, dict) and at == 0:
            continue
        path.append(at)
        value = _child(value, at)
    return tuple(path)


def _child(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _message(detail: ErrorDetails) -> str:
    kind, given = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(str(detail["loc"][-1]), _fields(detail["loc"]))
    if kind == "missing":
        return f"missing; add `{detail['loc'][-1]}: …`"
    if kind == "literal_error":
        return _unlisted(given, str(context["expected"]))
    if kind == "string_pattern_mismatch":
        return f"{given!r} does not fit; {_PATTERNS.get(_field(detail['loc']), context['pattern'])}"
    if kind == "value_error":
        return str(context["error"])
    wanted = _WANTED.get(kind, f"{detail['msg'][:1].lower()}{detail['msg'][1:]}")
    return f"found {_described(given)}; {wanted}"


def _field(loc: tuple[int | str, ...]) -> str:
    names = [step for step in loc if isinstance(step, str) and step != "[key]"]
    return names[-1] if names and names[-1] in _PATTERNS else "id"


def _unknown(name: str, known: list[str]) -> str:
    close = nearest(name, known)
    hint = f"did you mean {close!r}?" if close else f"known here: {', '.join(known)}"
    return f"unknown field; {hint}"


def _unlisted(given: object, expected: str) -> str:
    values = [value.strip(" '") for value in expected.replace(" or ", ", ").split(", ")]
    close = nearest(str(given), values)
    hint = f"; did you mean {close!r}?" if close else ""
    return f"{given!r} is not one of: {', '.join(values)}{hint}"


def _fields(loc: tuple[int | str, ...]) -> list[str]:
    """Names allowed at a location: walk the model along it to the last record."""
    model: type[BaseModel] = PaperFile
    for step in loc[:-1]:
        field = _find(model, str(step))
        inner = _record(field) if field is not None else None
        model = inner or model
    names = [field.alias or name for name, field in model.model_fields.items()]
    words = next((known for field, known in _KEYS.items() if field in names), ())
    return [*words, *(name for name in names if not words or name not in {"kind", "relation", *_KEYS})]


def _find(model: type[BaseModel], name: str) -> Any:
    for key, field in model.model_fields.items():
        if name in {key, field.alias}:
            return field.annotation
    return None


def _record(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_record(argument) for argument in get_args(annotation))
    return next((record for record in found if record is not None), None)


def _described(given: object) -> str:
    if isinstance(given, dict):
        return "a mapping" if given else "an empty mapping"
    if isinstance(given, list):
        return "a list" if given else "an empty list"
    text = str(given)
    return repr(text if len(text) <= 40 else text[:40] + "…")
