"""Invented papers in any number, varied and seeded: each is like one of the samples, and none is like another.

The samples are the papers of the documents and of the tests, of several specialties (small), and the bundled ones
(large). Those that speak of each other's patients are a family and are copied together, so that there are relayed
claims and patients that two papers report. A copy has other names and numbers, and lacks some statements.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["KINDS", "make"]

ROOT: Final = Path(__file__).resolve().parents[1]
SMALL: Final = (
    "docs/example",
    "tests/data/specialties/drug-eruption",
    "tests/data/specialties/infection",
    "tests/data/specialties/neurology",
    "tests/data/specialties/surgery",
)
LARGE: Final = ("sources",)
LARGE_SHARE: Final = {"small": 0.0, "mixed": 0.05, "large": 1.0}
KINDS: Final = tuple(LARGE_SHARE)
"""Which samples: ``mixed`` takes one family in twenty from the large ones."""

TWICE: Final = 0.1
"""How many patients a second paper reports, about."""

DROPPED: Final = 0.25
"""How many of the statements that no other speaks of a copy lacks, about."""

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")

Paper = dict[str, Any]
Family = tuple[Paper, ...]


def make(kind: str, count: int, folder: Path, seed: int = 1) -> None:
    """Write papers into a folder; the same arguments give the same bytes."""
    chance = random.Random(f"{kind} {seed}")
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for number in range(count):
        if written == count:
            return
        large = chance.random() < LARGE_SHARE[kind]
        fitting = [one for one in families(large=large) if len(one) <= count - written]
        for paper in _copied(chance.choice(fitting or families(large=large)), number, chance)[: count - written]:
            text = yaml.dump(paper, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
            (folder / f"{paper['id']}.yaml").write_text(text, "utf-8")
            written += 1


class _Dumper(yaml.CSafeDumper):
    """Writes every record out, with no anchors."""

    def ignore_aliases(self, _: object) -> bool:
        """Write again what stands twice."""
        return True


@cache
def families(*, large: bool) -> tuple[Family, ...]:
    """Read the samples, those that share a patient or cite each other together."""
    papers = [
        yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        for folder in (LARGE if large else SMALL)
        for file in sorted((ROOT / folder).glob("*.yaml"))
    ]
    found: list[list[Paper]] = []
    for paper in papers:
        akin = [family for family in found if any(_akin(paper, one) for one in family)]
        found = [family for family in found if family not in akin] + [[*(one for each in akin for one in each), paper]]
    return tuple(map(tuple, found))


def _akin(one: Paper, other: Paper) -> bool:
    return other["id"] in _spoken_of(one) or one["id"] in _spoken_of(other) or bool({*one["cases"]} & {*other["cases"]})


def _spoken_of(paper: Paper) -> set[str]:
    heads = [head for head in paper["cases"].values() if isinstance(head, Mapping)]
    return {*paper.get("cites", ()), *(str(head["same_as"]["case"]) for head in heads if "same_as" in head)}


def _copied(family: Family, number: int, chance: random.Random) -> list[Paper]:
    """Copy a family under other names."""
    mark = "".join(chr(ord("a") + number // 26**place % 26) for place in (3, 2, 1, 0))
    names = {
        name: _named(name, mark) for paper in family for name in (paper["id"], *paper["cases"], *paper.get("cites", ()))
    }
    papers = [_renamed(paper, names) for paper in family]
    if chance.random() < TWICE:
        papers += [_again(paper) for paper in papers[:1]]
    for place, paper in enumerate(papers):
        paper["authors"] = [f"{name.split()[0]}{mark} {name.split()[-1]}" for name in paper["authors"]]
        paper["doi"] = f"10.5555/invented.{mark}.{place}"
        for field in ("pmid", "pmcid", "url"):
            paper.pop(field, None)
        paper["statements"] = [_varied(one, chance) for one in _some(paper, chance)]
        paper["terms"] = _used(paper)
        if not paper["terms"]:
            del paper["terms"]
    return papers


def _again(paper: Paper) -> Paper:
    """Report the patients of a paper again, in another one of the same authors."""
    own = [
        case
        for case, head in paper["cases"].items()
        if case not in paper.get("cites", ()) and not {"of", "group"} & {*head}
    ]
    again: Paper = _renamed(paper, {name: f"{name}-again" for name in (paper["id"], *own)})
    for case in own:
        again["cases"][f"{case}-again"]["same_as"] = {"case": case, "evidence": "The second paper says so."}
    return again


def _named(name: str, mark: str) -> str:
    stem, year = re.fullmatch(r"(.*?)(\d{4}.*|)", name).groups()  # type: ignore[union-attr]
    return f"{stem}-{mark}{year}"


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Exchange names wherever they stand as a key, as a text, or before a stroke."""
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    head, stroke, rest = value.partition("/")
    return names.get(head, head) + stroke + rest


def _some(paper: Paper, chance: random.Random) -> Iterator[Paper]:
    """Leave out some statements of which no other speaks."""
    words = re.findall(r"[\w-]+", json.dumps(paper))
    often = {word: words.count(word) for word in {one["id"] for one in paper["statements"]}}
    for one in paper["statements"]:
        own = re.findall(r"[\w-]+", json.dumps(one)).count(one["id"])
        if "event" in one or often[one["id"]] > own or chance.random() > DROPPED:
            yield one


def _varied(said: Paper, chance: random.Random) -> Paper:
    """Give a statement that prints one number another last digit."""
    value, printed = said.get("value", ""), said.get("printed", "")
    unit = said.get("unit", "{")
    if unit.startswith("{") or unit == "1" or "meant" in said or value.startswith("100"):  # scores and shares have ends
        return said
    if not _NUMBER.fullmatch(value) or _NUMBER.findall(printed) != [value]:
        return said
    other = value[:-1] + chance.choice("123456789")
    return {**said, "value": other, "printed": printed.replace(value, other)}


def _used(paper: Paper) -> list[Paper]:
    """Keep the terms of the paper's own that it still uses."""
    terms: list[Paper] = paper.get("terms", [])
    before: list[Paper] = []
    while terms != before:
        before = terms
        told = [paper["statements"], paper["cases"], [one["broader"] for one in terms]]
        words = set(re.findall(r'"(.*?)"', json.dumps(told, ensure_ascii=False).casefold()))
        terms = [one for one in terms if any(name.casefold() in words for name in _called(one))]
    return terms


def _called(term: Paper) -> list[str]:
    synonyms = term.get("synonyms", [])
    return [term["label"], *(synonyms if isinstance(synonyms, list) else [synonyms])]
