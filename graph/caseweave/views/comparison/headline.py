"""One cell: which line heads it, what its second line says, its state and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from caseweave.model import Cell, CellState, Disagreement, Measure, Statement
from caseweave.model.identifiers import slug
from caseweave.protocol.definition import Item, Show
from caseweave.views.comparison.answer import AnsweredCell
from caseweave.views.comparison.lines import CellLine, adds, by_trust, conclusions, news
from caseweave.views.comparison.measured import measured, sooner
from caseweave.views.comparison.voice import Teller, heads
from caseweave.views.comparison.wordbook import Wordbook

__all__ = ["DIFFERS", "RELAYED", "Behind", "cell"]

DIFFERS: Final = "‡"
RELAYED: Final = "†"
UNDATED: Final = "told without a day"
_COUNT: Final = re.compile(r" \(\+(\d+)\)$")
"""How a line ends that leaves something out."""
_ACCOUNTS: Final[Mapping[str, str]] = {
    "narrative": "case text",
    "legend": "legend",
    "discussion": "Discussion",
    "abstract": "Abstract",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What cells are made of: statements by ``paper/id``, measures by id, disagreements by what they mark, papers."""

    statements: Mapping[str, Statement]
    measures: Mapping[str, Measure] = field(default_factory=dict)
    disagreements: Mapping[str, Sequence[Disagreement]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> list[Statement]:
        """Return the statements of some ids."""
        return [self.statements[name] for name in names if name in self.statements]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The lines of a cell, the headline first (None where nothing may head it), and the ids that stand behind it."""

    head: CellLine | None
    others: tuple[CellLine, ...]
    behind: tuple[str, ...]
    rule: str


def cell(item: Item, case: str, found: AnsweredCell, behind: Behind, words: Wordbook) -> Cell:
    """Compose a cell from what the query found."""
    if found.read:
        told = " / ".join(found.read)
        return Cell(group=item.group, item=item.title, case=case, state="reported", headline=told, rule="read")
    choice = _measures(item, found, behind, words) if item.measure else _statements(item, found, behind, words)
    names = tuple(dict.fromkeys(choice.behind))
    disputed = [one for name in names for one in behind.disagreements.get(name, ())]
    return Cell(
        group=item.group,
        item=item.title,
        case=case,
        state=_state(choice.head, found),
        headline=_headed(choice.head),
        detail=_detail(choice, behind, words, 2 if item.measure else 1),
        marks=tuple(_marks(choice.head, bool(disputed), behind)),
        disagreements=tuple(dict.fromkeys(one.id for one in disputed)),
        statements=names,
        measures=found.measures,
        rule=choice.rule,
        heads=tuple(f"{said.said_by}/{said.id}" for said in choice.head.statements) if choice.head else (),
    )


def _statements(item: Item, found: AnsweredCell, behind: Behind, words: Wordbook) -> _Choice:
    show: Show = item.show or "names"
    for names, prefix in _sources(found):
        told = behind.of(names)
        heading = _told([said for said in told if heads(said)])
        if heading:
            lines = by_trust(heading, show, words)
            lines = [CellLine(one.text, one.voices, one.statements, one.dated, prefix) for one in lines]
            rest = conclusions(_not_heading(behind.of(found.answers)), show, words)
            return _Choice(lines[0], (*_dated_first(lines[1:]), *rest), (*found.answers, *names), _rule(show, lines[0]))
    rest = conclusions(behind.of(found.answers), show, words)
    return _Choice(None, tuple(rest), found.answers, "nothing observed answers")


def _sources(found: AnsweredCell) -> Iterable[tuple[Sequence[str], str]]:
    """Yield what may head a cell: what answers, what may answer by each reason, what is told else."""
    yield found.answers, ""
    for reason in dict.fromkeys(found.could.values()):
        yield [name for name, why in found.could.items() if why == reason], reason.split(":", 1)[0]
    yield found.otherwise, "other"


def _told(heading: list[Statement]) -> list[Statement]:
    """Leave out plans where something is told to be there or not."""
    firm = [said for said in heading if said.state != "proposed"]
    return firm if any(said.state in {"present", "absent"} for said in firm) else heading


def _not_heading(told: Iterable[Statement]) -> list[Statement]:
    return [said for said in told if not heads(said)]


def _dated_first(lines: Sequence[CellLine]) -> list[CellLine]:
    return sorted(lines, key=lambda line: not line.dated)


def _measures(item: Item, found: AnsweredCell, behind: Behind, words: Wordbook) -> _Choice:
    every = [behind.measures[name] for name in found.measures if name in behind.measures]
    main = [one for one in every if slug(one.measure) == slug(item.measure or "")]
    also = [one for one in every if item.also and slug(one.measure) == slug(item.also)]
    inputs = tuple(name for one in every for name in one.inputs)
    lines = measured(main, behind.statements)
    before = sooner(item.also, also, main, behind.statements) if item.also else []
    told = [said for said in behind.of(found.answers) if heads(said)]
    if not lines and told:
        lines = [replace(line, text=_undated(line)) for line in by_trust(told, "first", words)]
    names = (*found.answers, *inputs)
    if not lines and not before:
        return _Choice(None, (), names, "nothing observed answers")
    head, *others = [*lines, *before] if not lines else [lines[0], *before, *lines[1:]]
    return _Choice(head, tuple(others), names, _rule(item.measure or "", head))


def _undated(line: CellLine) -> str:
    return line.text if line.dated else f"{line.text}, {UNDATED}"


def _rule(way: str, head: CellLine) -> str:
    """Name the way of showing and the account that heads the cell."""
    voice = head.voices[0]
    told = " in doubt" if voice.doubt else ""
    return f"{way}: {'relayed' if voice.relayed else 'own'}{told}, {voice.account}"


def _state(head: CellLine | None, found: AnsweredCell) -> CellState:
    if head is None:
        return found.state or "not reported"
    states = {said.state for said in head.statements}
    if not states or "present" in states:
        return "reported"
    order: tuple[CellState, ...] = ("absent", "not assessable", "proposed")
    return next(state for state in order if state in states)


def _headed(head: CellLine | None) -> str:
    return "" if head is None else ": ".join(filter(None, (head.prefix, head.text)))


def _detail(choice: _Choice, behind: Behind, words: Wordbook, most: int) -> str:
    """Say what comes next, so many things at most; of a measure what came before it, and the next account."""
    new = [line for line in choice.others if adds(line, choice.head, words)]
    told = list(dict.fromkeys(_second(line, choice.head, behind, words) for line in new))
    shown = "; ".join(told[:most])
    counted = _COUNT.search(shown)
    left = max(0, len(told) - most) + (int(counted[1]) if counted else 0)
    return f"{_COUNT.sub('', shown)} (+{left})" if left else shown


def _second(line: CellLine, head: CellLine | None, behind: Behind, words: Wordbook) -> str:
    origin = _origin(line.voices[0], behind)
    same = head is not None and _origin(head.voices[0], behind) == origin
    return ": ".join(filter(None, (line.prefix, "" if same else origin, news(line, head, words))))


def _origin(voice: Teller, behind: Behind) -> str:
    if voice.relayed:
        return f"{RELAYED} {behind.papers.get(voice.said_by, voice.said_by)}"
    return _ACCOUNTS.get(voice.account, voice.account)


def _marks(head: CellLine | None, disputed: bool, behind: Behind) -> Iterable[str]:
    if disputed:
        yield DIFFERS
    if head is None:
        return
    yield from dict.fromkeys(_origin(voice, behind) for voice in head.voices if voice.relayed)
    marks = {
        "suspected": any(said.certainty for said in head.statements),
        "inferred": any(said.confidence == "inferred" for said in head.statements),
        "mapped": any(said.naming == "mapped" for said in head.statements),
    }
    yield from (mark for mark, given in marks.items() if given)
