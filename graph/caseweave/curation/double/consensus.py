"""The file on which two curators settle: the first one's, with what was chosen of the second one's put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from caseweave.curation.double.differences import Difference
from caseweave.model import LISTS
from caseweave.model.identifiers import ID_PATTERN
from caseweave.yamltext import Plain

__all__ = ["Called", "consensus"]

_ID: Final = re.compile(ID_PATTERN)
_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "about": LISTS["kind"],
    "kind": LISTS["kind"],
    "value": ("value", "printed"),
    "unit": ("unit", "qualifiers"),
}
"""Fields of a paper file that a difference is of, where not the one of its name."""

Record = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Called:
    """What the first curator calls the statements and events of the second, and the cases."""

    names: Mapping[str, str]
    cases: Mapping[str, str]


def consensus(paper: str, files: tuple[Record, Record], chosen: Iterable[Difference], called: Called) -> Record:
    """Return the paper file of both, under an id; in what is ``chosen`` the second curator is right."""
    first, second = files
    made = deepcopy(first)
    own = str(made["id"])
    told = {str(one["id"]): one for one in _statements(made)}
    others = {str(one["id"]): one for one in _statements(second)}
    for difference in chosen:
        if difference.b is None:
            told.pop(str(difference.a), None)
        elif difference.a is None:
            one = _moved(others[difference.b], called)
            one["id"] = _free(difference.b, told)
            told[str(one["id"])] = one
        else:
            _exchange(told[difference.a], _moved(others[difference.b], called), difference.field)
    made["statements"] = [*told.values()]
    _terms(made, second)
    return _named(made, own, paper)


def _statements(paper: Record) -> list[Record]:
    listed = paper.get("statements", [])
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _exchange(mine: Record, theirs: Record, field: str) -> None:
    """Put the other's field in the place of one's own; what the other does not have goes."""
    for name in _TOGETHER.get(field, (field,)):
        mine.pop(name, None)
        if name in theirs:
            mine[name] = theirs[name]


def _moved(statement: Record, called: Called) -> Record:
    """Return a statement of the second curator with the first one's names for what it speaks of."""
    made = deepcopy(statement)
    for field in ("when", "links", "event"):
        if field in made:
            made[field] = _renamed(made[field], called.names)
    if "case" in made:
        made["case"] = called.cases.get(str(made["case"]), str(made["case"]))
    return made


def _renamed(value: Plain, names: Mapping[str, str]) -> Plain:
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if isinstance(value, dict):
        return {name: _renamed(one, names) for name, one in value.items()}
    return _ID.sub(lambda found: names.get(found[0], found[0]), value)


def _free(name: str, taken: Iterable[str]) -> str:
    known = set(taken)
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, len(known) + 3))) if one not in known)


def _terms(made: Record, second: Record) -> None:
    """Add the terms that the second curator declares and the first does not."""
    mine, theirs = made.get("terms", []), second.get("terms", [])
    if isinstance(mine, list) and isinstance(theirs, list):
        known = {one.get("label") for one in mine if isinstance(one, dict)}
        added = [one for one in theirs if isinstance(one, dict) and one.get("label") not in known]
        if added:
            made["terms"] = [*mine, *added]


def _named(made: Record, own: str, paper: str) -> Record:
    """Give the file its id, and the patient that was named after the paper its new name."""
    cases = made.get("cases", {})
    if isinstance(cases, dict):
        made["cases"] = {paper if case == own else case: head for case, head in cases.items()}
    for statement in _statements(made):
        if statement.get("case") == own:
            statement["case"] = paper
    last = ("terms", "cases", "statements")
    ordered = (*(name for name in made if name not in last), *(name for name in last if name in made))
    return {name: paper if name == "id" else made[name] for name in ordered}
