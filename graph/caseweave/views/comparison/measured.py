"""Measures in a cell: the length or value of each account, with every reading, and what came before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from caseweave.model import Measure, Statement
from caseweave.views.comparison.lines import CellLine, merged
from caseweave.views.comparison.voice import DOUBTED, Teller, rank, voice_of
from caseweave.views.comparison.wordbook import joined, unique
from caseweave.wording import days, length
from caseweave.wording.unit import unit

__all__ = ["measured", "sooner"]

_LENGTH: Final = " d"


def measured(found: Iterable[Measure], told: Mapping[str, Statement]) -> list[CellLine]:
    """Return a line for each account that gives a result, the most trusted first; ``told`` has its inputs by id."""
    by_voice: dict[Teller, list[Measure]] = {}
    for one in found:
        by_voice.setdefault(voice_of(one, one.confidence in DOUBTED), []).append(one)
    lines = []
    for voice in sorted(by_voice, key=rank):
        inputs = [told[name] for one in by_voice[voice] for name in one.inputs if name in told]
        lines.append(CellLine(_told(by_voice[voice]), (voice,), tuple(dict.fromkeys(inputs))))
    return list(merged(line for line in lines if line.text))


def _told(found: Sequence[Measure]) -> str:
    """Say the results of one account: readings of one happening with "or", several happenings one after another."""
    parts: dict[tuple[object, ...], list[str]] = {}
    for one in found:
        parts.setdefault((one.event, one.site), []).append(_worded(one))
    alone = len(parts) == 1
    return joined(_place(site, alone) + _or(texts) for (_, site), texts in parts.items())


def _place(site: object, alone: bool) -> str:
    names = ", ".join(site) if isinstance(site, tuple) else ""
    return "" if alone or not names else f"{names}: "


def _or(texts: Sequence[str]) -> str:
    kept = unique(texts)
    bare = [text.removesuffix(_LENGTH) if all(one.endswith(_LENGTH) for one in kept) else text for text in kept[:-1]]
    return " or ".join([*bare, *kept[-1:]])


def _worded(one: Measure) -> str:
    """Say one result; where the account itself gives no lower end, only by when."""
    if not one.is_time:
        return f"{one.value}{unit(one.unit, 'cell')}"
    if one.latest is not None and one.earliest != one.latest and one.role == "own" and not one.own_start:
        return days(None, one.latest, "cell")
    return length(one.earliest, one.latest, "cell")


def sooner(
    name: str, found: Iterable[Measure], than: Iterable[Measure], told: Mapping[str, Statement]
) -> list[CellLine]:
    """Return what a measure of the second line says, where it comes before the first or there is none."""
    ends = [one.latest for one in than if one.latest is not None]
    earlier = [one for one in found if not ends or (one.latest is not None and one.latest < min(ends))]
    words = name.removeprefix("time to ")
    return [CellLine(f"{words} {line.text}", line.voices, line.statements) for line in measured(earlier, told)[:1]]
