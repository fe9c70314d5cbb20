"""What links the cases: rows of entities and measures, a station a case with its value, and why a case has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, TypeAlias

from caseweave.model import Measure, Statement
from caseweave.views.comparison.voice import rank, voice_of
from caseweave.views.comparison.wordbook import Wordbook
from caseweave.views.report.evidence import Json, filled, wordbook
from caseweave.views.report.matter import ReportMatter
from caseweave.wording import length
from caseweave.wording.unit import unit

__all__ = ["links"]

_Line: TypeAlias = "Mapping[str, Any]"

PERSON: Final = "demographic"
"""The kind that cards tell of every case: nobody is linked by an age."""

MOST_VALUES: Final = 2
"""Values that a station says."""

_WAYS: Final = ("own", "relayed", "mapped", "inferred")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sources of an answer stand for: statements and measures by id, and the words for them."""

    said: Mapping[str, Statement]
    measures: Mapping[str, Measure]
    words: Wordbook

    @classmethod
    def of(cls, matter: ReportMatter) -> _Known:
        said = {f"{one.said_by}/{one.id}": one for one in matter.statements}
        return cls(said, {one.identifier: one for one in matter.measures}, wordbook(matter))


def links(matter: ReportMatter) -> dict[str, list[Json]]:
    """Return the rows that are shared, from the query ``shared-entities``, and what only one case has."""
    rows = [row for row in _rows(matter) if len(row["stations"]) > 1]
    return {"shared": [filled(row) for row in rows], "single": list(_single(matter))}


def _rows(matter: ReportMatter) -> Iterable[Any]:
    kept = {node for node, data in matter.network.nodes(data=True) if data["type"] == "entity"}
    codes = {data["code"]: node for node, data in matter.network.nodes(data=True)}
    held = {one.case for one in matter.cases}
    told = [line for line in matter.shared if line["case"] in held and codes.get(line["entity"]) in kept]
    order = sorted(told, key=lambda line: (*_key(line), line["case"]))
    known = _Known.of(matter)
    for (entity, phase), found in groupby(order, _key):
        lines = list(found)
        data = matter.network.nodes[codes[entity]]
        if data["share"] == "shared" and data["kind"] != PERSON:
            yield _row(matter, known, data, phase, lines)


def _key(line: _Line) -> tuple[str, str]:
    return str(line["entity"]), str(line["phase"] or "")


def _row(
    matter: ReportMatter, known: _Known, data: Mapping[str, Any], phase: str, lines: list[_Line]
) -> dict[str, Any]:
    stations = {}
    for case, found in groupby(lines, lambda line: str(line["case"])):
        mine = list(found)
        stations[case] = _measured(known, mine) if data["kind"] == "measure" else _said(known, data, phase, mine)
    missing = {case.case: _missing(matter, data, case.case) for case in matter.cases if case.case not in stations}
    level = max((int(line["level"]) for line in lines), default=0)
    return {
        "code": data["code"],
        "label": data["label"],
        "kind": data["kind"],
        "phase": phase,
        "level": level,
        "stations": {case: one for case, one in stations.items() if one},
        "missing": missing,
    }


def _said(known: _Known, data: Mapping[str, Any], phase: str, lines: list[_Line]) -> Json:
    words = known.words if phase else known.words.undated()
    told = [(line, known.said[line["source"]]) for line in lines if line["source"] in known.said]
    if not told:
        return {}
    ranked = sorted(told, key=lambda pair: (_WAYS.index(_way(pair[0])), *rank(voice_of(pair[1], False))))
    way = _way(ranked[0][0])
    best = [one for line, one in ranked if _way(line) == way]
    return {
        "how": way,
        "by": sorted({one.said_by for one in best}),
        "text": "; ".join(_values(best, data, words)[:MOST_VALUES]),
        "said": [f"{one.said_by}/{one.id}" for _, one in ranked],
    }


def _values(told: list[Statement], data: Mapping[str, Any], words: Wordbook) -> list[str]:
    """Return what is said of a thing, each once: of values that begin alike, the one that says most."""
    telling = [one for one in told if _value(one, data, words.undated())] or told
    values = [text for text in dict.fromkeys(_value(one, data, words) for one in telling) if text]
    return [text for text in values if not any(text in other and text != other for other in values)]


def _way(line: _Line) -> str:
    if line["role"] == "relayed":
        return "relayed"
    return "own" if line["how"] == "stated" else str(line["how"])


def _value(one: Statement, data: Mapping[str, Any], words: Wordbook) -> str:
    """Say what a case has that a row does not say itself: the narrower thing, how much, where, when."""
    name = "" if one.about.curie == data["code"] else one.label
    told = [name, words.extent(one), *(site.label for site in one.site[:2]), words.when(one, begun=True)]
    return ", ".join(filter(None, told))


def _measured(known: _Known, lines: list[_Line]) -> Json:
    zero = str(lines[0]["zero"])
    results = known.measures
    found = [results[line["source"]] for line in lines if line["zero"] == zero and line["source"] in results]
    if not found:
        return {}
    best = sorted(found, key=lambda one: rank(voice_of(one, False)))
    first = [one for one in best if one.account == best[0].account]
    return {
        "how": "own" if best[0].role == "own" else "relayed",
        "by": sorted({one.said_by for one in first}),
        "text": f"{' or '.join(dict.fromkeys(map(_length, first)))} from {zero}",
        "measures": [one.identifier for one in best],
        "said": list(dict.fromkeys(name for one in best for name in one.inputs)),
    }


def _length(one: Measure) -> str:
    if one.is_time:
        return length(one.earliest, one.latest, "cell")
    return f"{one.value}{unit(one.unit, 'cell')}"


def _missing(matter: ReportMatter, data: Mapping[str, Any], case: str) -> Json:
    """Say why a case does not share: it is told otherwise, it was read and is not there, or it was not read."""
    under = [
        one
        for one in matter.statements
        if one.case == case and matter.hierarchy.is_under(one.about.curie, data["code"]) and one.role != "synthesis"
    ]
    other = next((one for one in under if one.state != "present" or one.certainty), None)
    if other is not None:
        return {"text": other.certainty or other.state, "said": [f"{other.said_by}/{other.id}"]}
    read = next((one.read for one in matter.cases if one.case == case), None)
    return {"text": "NR" if read == "full text" else "not read"}


def _single(matter: ReportMatter) -> Iterable[Json]:
    """Yield what one case alone has, in the order of the network."""
    known = _Known.of(matter)
    by_code: dict[str, list[str]] = {}
    for name, one in known.said.items():
        if one.state == "present" and one.word:
            by_code.setdefault(one.about.curie, []).append(name)
    for _, data in matter.network.nodes(data=True):
        if data["type"] != "entity" or data["share"] == "shared" or data["cases"] != 1 or data["kind"] == "measure":
            continue
        names = by_code.get(data["code"], [])
        if names:
            best = known.said[names[0]]
            text = _value(best, data, known.words)
            told = {"code": data["code"], "label": data["label"], "kind": data["kind"], "case": data["case_ids"]}
            phase = "" if best.phase is None else best.phase
            yield filled({**told, "phase": phase, "how": best.word, "text": text, "said": names})
