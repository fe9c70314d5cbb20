"""What a cell holds: a text, or several things parted by bars; written so that reading gives the same value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from caseweave.curation.sheets.columns import Form
from caseweave.model import LISTS, CaseweaveError
from caseweave.yamltext import Plain

__all__ = ["UnsayableError", "as_cell", "as_value"]

_BAR: Final = re.compile(r"\s*(?<!\\)\|\s*")
_LINK: Final = re.compile(r";\s*(?=(?:certainty|scale|score):)")
_FROM: Final = re.compile(r",\s*(?=from \d+$)")


class UnsayableError(CaseweaveError):
    """A cell, or a value, that the form of its column cannot hold; the message says what can."""


def as_value(text: str, form: Form) -> Plain:
    r"""Read a cell.

    >>> as_value("scalp | back", "list"), as_value("dose: 8 mg/kg | times: 2", "pairs")
    (['scalp', 'back'], {'dose': '8 mg/kg', 'times': '2'})
    >>> as_value("caused by: drug; certainty: suspected", "links")
    {'caused by': 'drug', 'certainty': 'suspected'}
    """
    return _READ[form](text.strip())


def as_cell(value: Plain, form: Form) -> str:
    r"""Write a value.

    >>> as_cell(["scalp", "back"], "list"), as_cell("a|b", "text")
    ('scalp | back', 'a|b')
    """
    return _WRITTEN[form](value)


def _parts(text: str) -> list[str]:
    return [part.replace(r"\|", "|").strip() for part in _BAR.split(text)]


def _listed(text: str) -> Plain:
    parts = _parts(text)
    return parts[0] if len(parts) == 1 else list(parts)


def _pair(part: str, wanted: str = "name: value") -> tuple[str, str]:
    name, colon, value = part.partition(":")
    if not colon or not name.strip() or not value.strip():
        raise UnsayableError(f"{part!r} is not `{wanted}`; several are parted by |")
    return name.strip(), value.strip()


def _pairs(text: str) -> Plain:
    return dict(_pair(part) for part in _parts(text))


def _links(text: str) -> Plain:
    links: list[Plain] = [dict(_pair(one, "relation: target") for one in _LINK.split(part)) for part in _parts(text)]
    return links[0] if len(links) == 1 else links


def _labels(text: str) -> Plain:
    return {name: {"label": label} for name, label in (_pair(part, "id: label") for part in _parts(text))}


def _counts(text: str) -> Plain:
    """Read what is counted from: one happening, or several clocks by their names."""
    if ":" not in text:
        return _count(text)
    return {name: _count(value, whole=True) for name, value in (_pair(part, "clock: event") for part in _parts(text))}


def _count(text: str, *, whole: bool = False) -> Plain:
    event, *counts = _FROM.split(text)
    if counts:
        return {"event": event, "counts": counts[0]}
    return {"event": event} if whole else event


def _kinds(text: str) -> Plain:
    pairs = (_pair(part, "part: kind, kind") for part in _parts(text))
    return {part: [kind.strip() for kind in kinds.split(",")] for part, kinds in pairs}


_READ: Final[Mapping[Form, Callable[[str], Plain]]] = {
    "text": str,
    "list": _listed,
    "pairs": _pairs,
    "links": _links,
    "labels": _labels,
    "counts": _counts,
    "kinds": _kinds,
    "anchor": _listed,
}


def _escaped(value: Plain) -> str:
    if not isinstance(value, str):
        raise UnsayableError("a sheet has no place for what stands in here")
    return r"\|".join(value.split("|"))


def _several(value: Plain, said: Callable[[Plain], str]) -> str:
    return " | ".join(map(said, value)) if isinstance(value, list) else said(value)


def _mapped(value: Plain, said: Callable[[Plain], str]) -> str:
    if not isinstance(value, dict):
        raise UnsayableError("a sheet has no place for what stands in here")
    return " | ".join(f"{_escaped(name)}: {said(one)}" for name, one in value.items())


def _link(value: Plain) -> str:
    if not isinstance(value, dict):
        raise UnsayableError("a link names a relation and its target")
    ordered = sorted(value.items(), key=lambda item: item[0] not in LISTS["relation"])
    return "; ".join(f"{name}: {_escaped(said)}" for name, said in ordered)


def _counted(value: Plain) -> str:
    if isinstance(value, dict) and "event" in value:
        return ", ".join(filter(None, (_escaped(value["event"]), _escaped(value.get("counts", "")))))
    return _mapped(value, _counted) if isinstance(value, dict) else _escaped(value)


def _kind_list(value: Plain) -> str:
    return ", ".join(map(_escaped, value)) if isinstance(value, list) else _escaped(value)


_WRITTEN: Final[Mapping[Form, Callable[[Plain], str]]] = {
    "text": lambda value: value if isinstance(value, str) else _escaped(value),
    "list": lambda value: _several(value, _escaped),
    "pairs": lambda value: _mapped(value, _escaped),
    "links": lambda value: _several(value, _link),
    "labels": lambda value: _mapped(value, lambda one: _escaped(one["label"] if isinstance(one, dict) else one)),
    "counts": _counted,
    "kinds": lambda value: _mapped(value, _kind_list),
    "anchor": lambda value: _several(value, _escaped),
}
