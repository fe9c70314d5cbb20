"""What remains of a faulty file: what is wrong is left out or filled in, so that its names can be checked all the same.

A remainder is only looked at for more faults; it never becomes statements.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from pydantic import ValidationError

from caseweave.corpus.shape import GRAMMAR, path_in
from caseweave.model import PaperFile
from caseweave.model.paper import KINDS
from caseweave.yamltext import Path, Tree

__all__ = ["remainder"]

_ROUNDS: Final = 8
_ANCHOR: Final = {"section": "-"}
_FILLING: Final[dict[str, Any]] = {
    "anchor": _ANCHOR,
    "authors": "-",
    "curated": {"on": "2000-01-01"},
    "journal": "-",
    "label": "-",
    "on": "2000-01-01",
    "read": "full text",
    "section": "-",
    "title": "-",
    "year": "2000",
}


def remainder(tree: Tree, stem: str, term: str) -> PaperFile | None:
    """Return the paper that a file comes to without what is wrong in it, None where too little would be left.

    Statements keep their places. ``stem`` stands in for the id of the paper; ``term``, the label of any known term, for
    what a statement is about.
    """
    if not isinstance(tree.value, dict):
        return None
    value: Any = deepcopy(tree.value)
    filling = {**_FILLING, **dict.fromkeys(("broader", *KINDS), term), "id": stem}
    for _ in range(_ROUNDS):
        try:
            return PaperFile.model_validate(value, context=GRAMMAR)
        except ValidationError as error:
            for fault in error.errors():
                if fault["type"] != "too_short" or not fault["input"]:
                    _mend(value, path_in(value, fault["loc"]), fault["type"] == "missing", filling)
    return None


def _mend(value: Any, path: Path, missing: bool, filling: dict[str, Any]) -> None:
    """Leave out, or fill in, what one fault is about."""
    holder = value
    for step in path[:-1]:
        if holder is not None:
            holder = holder[int(step)] if isinstance(holder, list) else holder.get(step)
    if isinstance(holder, dict):
        _field(holder, path, missing, filling)
    elif isinstance(holder, list):
        item = _item(path, holder[int(path[-1])], filling)
        if item is None:
            _mend(value, path[:-1], missing=False, filling=filling)
        else:
            holder[int(path[-1])] = item


def _field(holder: dict[str, Any], path: Path, missing: bool, filling: dict[str, Any]) -> None:
    name = str(path[-1])
    holder.pop(name, None)
    if path[-2:-1] == ("cites",):
        holder[name] = "discusses"
    elif name == "id" and missing and len(path) > 1:
        holder[name] = f"statement-{path[1]}"
    elif name in filling and (missing or name in KINDS):
        holder[name] = filling[name]


def _item(path: Path, given: Any, filling: dict[str, Any]) -> Any:
    """Return something that may stand in a list in the place of an item; None where the list is better left out."""
    term = filling["broader"]
    if path[:-1] != ("statements",):
        own = {"label": f"- {path[-1]}", "broader": term}
        link = {"shown by": term}
        return {"anchor": _ANCHOR, "site": term, "terms": own, "when": "day 0", "links": link}.get(str(path[-2]))
    rest = dict(given) if isinstance(given, dict) else {"id": f"statement-{path[-1]}", "anchor": _ANCHOR}
    named = [kind for kind in KINDS if rest.pop(kind, None) is not None]
    return {**rest, named[0] if named else "finding": given[named[0]] if named else term}
