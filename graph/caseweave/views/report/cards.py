"""Cases at a glance: sentences that join the cells of a row, and a card a case. Every value bears its cell's marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from caseweave.model import Case, Row
from caseweave.protocol.definition import Item, Show
from caseweave.views.report.evidence import Json
from caseweave.views.report.matter import ReportMatter
from caseweave.vocabulary.sections import section_kind

__all__ = ["cards", "facts", "sentences", "shorts"]

TELLING: Final[frozenset[Show]] = frozenset({"first", "worst", "doses"})
"""Ways of showing whose rows a sentence is made of, beside those of measures: when, how bad, how much."""

MOST_SENTENCES: Final = 7

PARTS: Final[Mapping[str, str]] = {
    "abstract": "Abstract",
    "introduction": "Introduction",
    "case": "Case",
    "figure": "Figures",
    "discussion": "Discussion",
}
"""Kinds of sections that a card has a mark for."""

_JOINED: Final[Mapping[str, str]] = {
    "title": "abstract",
    "methods": "case",
    "results": "case",
    "table": "figure",
    "conclusion": "discussion",
}


def sentences(matter: ReportMatter, rows: Mapping[str, Row]) -> list[Json]:
    """Return the rows that sentences are made of, by their key: those that say when, how bad or how much."""
    items = {item.key: item for item in matter.protocol.items}
    telling = [(key, row) for key, row in rows.items() if row.essential and _tells(items.get((row.group, row.item)))]
    shared = [(key, row) for key, row in telling if len(_answered(row)) > 1 or len(row.cells) == 1]
    first = [(key, rows[key]) for key in facts(matter, rows)[:1]]
    return [{"row": key, "cases": _answered(row)} for key, row in [*first, *shared][:MOST_SENTENCES] if _answered(row)]


def _tells(item: Item | None) -> bool:
    return item is not None and (item.measure is not None or item.show in TELLING)


def _answered(row: Row) -> list[str]:
    return [cell.case for cell in row.cells if cell.headline]


def cards(matter: ReportMatter, rows: Mapping[str, Row]) -> list[Json]:
    """Return a card a case: who, which cells tell most, how much is its own paper's word, and where it was read."""
    told, names = facts(matter, rows), shorts(matter)
    person = list(_person(matter, rows))
    return [
        {**_card(matter, case), "short": names[case.case], "person": person, "facts": told} for case in matter.cases
    ]


def _card(matter: ReportMatter, case: Case) -> Json:
    told = [one for one in matter.statements if one.case == case.case]
    relayed = Counter(one.said_by for one in told if one.role == "relayed")
    parts = Counter(_part(one.anchors[0].section) for one in told if one.role == "own" and one.anchors)
    return {
        "case": case.case,
        "label": case.label,
        "papers": list(case.papers),
        "read": case.read,
        "own": sum(one.role == "own" for one in told),
        "relayed": sorted(relayed.items()),
        "parts": [[title, parts[kind]] for kind, title in PARTS.items()],
    }


def shorts(matter: ReportMatter) -> dict[str, str]:
    """Name each case in a word: its label without the year, where no two are alike."""
    labels = {case.case: case.label for case in matter.cases}
    names = {case: label.rsplit(" ", 1)[0] for case, label in labels.items()}
    alike = Counter(names.values())
    return {case: name if alike[name] == 1 else labels[case] for case, name in names.items()}


def _part(section: str) -> str:
    kind = section_kind(section).kind
    return _JOINED.get(kind, kind)


def _person(matter: ReportMatter, rows: Mapping[str, Row]) -> Iterator[str]:
    """Yield the rows that tell of the person alone, by their key."""
    kinds = {f"{one.said_by}/{one.id}": one.kind for one in matter.statements}
    for key, row in rows.items():
        names = [name for cell in row.cells for name in cell.statements]
        if row.essential and names and {kinds.get(name) for name in names} == {"demographic"}:
            yield key


def facts(matter: ReportMatter, rows: Mapping[str, Row]) -> list[str]:
    """Return of each heading the essential row that most cases answer, by its key; of equals the first."""
    kinds = {f"{one.said_by}/{one.id}": one.kind for one in matter.statements}
    best: dict[str, tuple[int, str]] = {}
    for key, row in rows.items():
        names = {kinds.get(name) for cell in row.cells for name in cell.statements} - {"demographic"}
        if row.essential and names and len(_answered(row)) > best.get(row.group, (0, ""))[0]:
            best[row.group] = (len(_answered(row)), key)
    return [key for _, key in best.values()]
