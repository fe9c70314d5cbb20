"""What two curators say otherwise of one thing, field by field; and what only one of them says.

Ids are each curator's own: a time or a link that names another statement is compared by what that is matched with.
Times are the same where their words are, or the days that follow from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caseweave.curation.double.matches import Match
from caseweave.model import Statement
from caseweave.model.identifiers import ID_PATTERN
from caseweave.wording import amount, course, entity, grade, quantity, schedule, sites

__all__ = ["DIFFERENCE_COLUMNS", "Difference", "differences", "references"]

_ID: Final = re.compile(ID_PATTERN)
_COUNTED: Final = frozenset({"measurement", "marker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: what it is of, in which field, what each says; ``statement`` where only one says it at all.

    ``a`` and ``b`` are the ids of the statements; None where there is none.
    """

    kind: str
    about: str
    field: str
    first: str | None
    second: str | None
    a: str | None = None
    b: str | None = None

    def row(self) -> dict[str, object]:
        """Return the public columns as plain values."""
        return {name: getattr(self, name) for name in DIFFERENCE_COLUMNS}


DIFFERENCE_COLUMNS: Final = ("kind", "about", "field", "first", "second", "a", "b")


def references(found: Sequence[Match]) -> dict[str, str]:
    """Return what the first curator calls each statement and event of the second."""
    names: dict[str, str] = {}
    for match in found:
        if match.first and match.second:
            names[match.second.id] = match.first.id
            if match.first.event and match.second.event:
                names.setdefault(match.second.event, match.first.event)
    return names


def differences(found: Sequence[Match]) -> Iterator[Difference]:
    """Yield every difference, in the order of the first file and then of the second."""
    names = references(found)
    for match in found:
        if match.first is None or match.second is None:
            yield _alone(match)
            continue
        one, other = match.first, match.second
        for field, tell in _FIELDS.items():
            if tell(one, {}) != tell(other, names):
                said = (_SAID.get(field, _plain)(said, field) for said in (one, other))
                yield _of(match, field, *said)
        if not _same_time(one, other, names):
            yield _of(match, "when", "; ".join(one.when) or None, "; ".join(other.when) or None)


def _alone(match: Match) -> Difference:
    said = match.told
    words = ", ".join(filter(None, (entity(said), amount(said, "cell"), "; ".join(said.when))))
    return _of(match, "statement", words if match.first else None, words if match.second else None)


def _of(match: Match, field: str, first: str | None, second: str | None) -> Difference:
    return Difference(
        kind=match.told.kind,
        about=match.told.label,
        field=field,
        first=first,
        second=second,
        a=match.first.id if match.first else None,
        b=match.second.id if match.second else None,
    )


def _same_time(one: Statement, other: Statement, names: Mapping[str, str]) -> bool:
    if sorted(one.when) == sorted(_renamed(text, names) for text in other.when):
        return True
    return _days(one) == _days(other) and one.earliest is not None


def _days(said: Statement) -> tuple[object, ...]:
    return (said.earliest, said.latest, said.end_earliest, said.end_latest)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return _ID.sub(lambda found: names.get(found[0], found[0]), text)


def _number(said: Statement, _: Mapping[str, str]) -> object:
    number = (said.comparator, said.value, said.low, said.high)
    words = (said.printed or "").casefold() if said.kind in _COUNTED and number == (None,) * 4 else ""
    return (*number, words)


def _links(said: Statement, names: Mapping[str, str]) -> object:
    return {
        (one.relation, names.get(one.target, one.target), one.certainty, one.scale, one.score) for one in said.links
    }


def _places(said: Statement, _: Mapping[str, str]) -> object:
    return {one.curie for one in said.site}


def _field(name: str) -> Callable[[Statement, Mapping[str, str]], object]:
    return lambda said, _: getattr(said, name)


def _set(name: str) -> Callable[[Statement, Mapping[str, str]], object]:
    return lambda said, _: frozenset(getattr(said, name))


_FIELDS: Final[Mapping[str, Callable[[Statement, Mapping[str, str]], object]]] = {
    "kind": _field("kind"),
    "about": lambda said, _: said.about.curie,
    "state": _field("state"),
    "certainty": _field("certainty"),
    "assertion": _field("assertion"),
    "naming": _field("naming"),
    "value": _number,
    "unit": _field("unit"),
    "meant": _field("meant"),
    "grade": _field("grade"),
    "scale": _field("scale"),
    "site": _places,
    "specimen": lambda said, _: said.specimen and said.specimen.curie,
    "method": lambda said, _: said.method and said.method.curie,
    "route": lambda said, _: said.route and said.route.curie,
    "course": _set("course"),
    "schedule": _set("schedule"),
    "qualifiers": _set("qualifiers"),
    "links": _links,
}
"""Fields that are compared. Ids, remarks, anchors and which happening it is called are each curator's own."""


def _plain(said: Statement, field: str) -> str | None:
    value = getattr(said, field)
    return None if value is None else str(getattr(value, "label", value))


_SAID: Final[Mapping[str, Callable[[Statement, str], str | None]]] = {
    "about": lambda said, _: said.label,
    "value": lambda said, _: quantity(said, "cell") or said.printed,
    "grade": lambda said, _: grade(said.grade, said.scale, "cell") or None,
    "site": lambda said, _: sites(said) or ", ".join(one.label for one in said.site) or None,
    "course": lambda said, _: course(said.course) or None,
    "schedule": lambda said, _: schedule(said.schedule) or None,
    "qualifiers": lambda said, _: "; ".join(f"{name}: {text}" for name, text in said.qualifiers) or None,
    "links": lambda said, _: "; ".join(map(str, said.links)) or None,
}
"""How a field is told, where not as it stands."""
