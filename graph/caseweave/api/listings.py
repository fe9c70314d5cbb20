"""The parts that are lists of records: cases, statements, measures with their medians, disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import TYPE_CHECKING, Final

from caseweave.api.part import Brief, Cases, GraphPart
from caseweave.model import (
    CASE_COLUMNS,
    COLUMNS,
    DISAGREEMENT_COLUMNS,
    MEASURE_COLUMNS,
    SIDE_COLUMNS,
    Case,
    Disagreement,
    Measure,
    ProofStep,
    Side,
    Statement,
)
from caseweave.protocol import SUMMARY_COLUMNS, Summary, definition, summaries
from caseweave.wording import Names, days, length, phrase

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph

__all__ = ["CaseList", "Disagreements", "Measures", "Medians", "ProofSteps", "Statements"]

_STATEMENT: Final = ("case", "kind", "label", "state", "when", "earliest", "latest", "printed", "said_by", "role")
_MEASURE: Final = ("case", "measure", "zero", "days", "value", "definition", "said_by", "role", "confidence", "note")
_DISAGREEMENT: Final = ("case", "kind", "strength", "about", "sides", "resolution", "reason", "confidence")
_STEP: Final = ("measure", "step", "use", "statement", "earliest", "latest", "when", "printed", "section", "arithmetic")


class CaseList(GraphPart[Case]):
    """Every patient, by id."""

    noun = "cases"
    columns = CASE_COLUMNS

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per case."""
        return [one.row() for one in self]


class Statements(GraphPart[Statement]):
    """What the papers say, by paper and in the order of its file, with days from each case's own day 0 or another.

    ``answers`` adds a column: the rows of the protocol that each statement answers, as heading and title.
    """

    noun = "statements"

    def __init__(self, graph: KnowledgeGraph, records: Iterable[Statement], *, answers: bool = False) -> None:
        super().__init__(records)
        self._graph = graph
        self._answers = answers

    @property
    def columns(self) -> tuple[str, ...]:
        """The public columns of a statement, and which rows it answers where that is asked for."""
        return (*COLUMNS, "answers") if self._answers else COLUMNS

    def __call__(self, *, cases: Cases = (), zero: str | None = None, answers: bool = False) -> Statements:
        """Return the statements on some cases, with days counted from the happening that ``zero`` names."""
        wanted, start = self._graph.names.cases(cases), self._graph.names.zero(zero)
        found = self.records if start is None else self._graph.counted(start)
        return Statements(self._graph, (one for one in found if not wanted or one.case in wanted), answers=answers)

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per statement."""
        if not self._answers:
            return [one.row() for one in self]
        answered: dict[str, list[str]] = {}
        for row in self._graph.rows:
            for statement in row.takes:
                answered.setdefault(statement, []).append(f"{row.item.group}: {row.item.title}")
        return [{**one.row(), "answers": answered.get(one.statement)} for one in self]

    def brief(self) -> Brief:
        """Return what is said, of whom, when and by whom."""
        return _STATEMENT, list(self.rows())


class Measures(GraphPart[Measure]):
    """The times and values that follow from the statements, by case and rule, each with its proof."""

    noun = "measures"
    columns = MEASURE_COLUMNS

    def __init__(self, graph: KnowledgeGraph, records: Iterable[Measure]) -> None:
        super().__init__(records)
        self._graph = graph

    def __call__(self, *, cases: Cases = (), measure: str | None = None) -> Measures:
        """Return the measures of some cases, or of one name."""
        names = self._graph.names
        wanted, name = names.cases(cases), measure and names.find("measure", measure)
        found = (one for one in self if not wanted or one.case in wanted)
        return Measures(self._graph, (one for one in found if name in {None, one.measure}))

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per measure; ``inputs`` are lists."""
        return [one.row() for one in self]

    def brief(self) -> Brief:
        """Return the results, with their days in words."""
        return _MEASURE, [{**one.row(), "days": _length(one)} for one in self]

    @property
    def medians(self) -> Medians:
        """The medians of all times over the cases, naive and estimated, with the number of cases."""
        return Medians(summaries(self.records, self._graph.corpus.patients))

    @property
    def steps(self) -> ProofSteps:
        """The steps of all proofs."""
        return ProofSteps((one, place, step) for one in self for place, step in enumerate(one.proof, start=1))

    def proofs(self) -> str:
        """Write each proof as text: the inputs with their words, how the result follows, and the rule."""
        rules, names = self._graph.protocol.measures, self._graph.happenings
        told = ((one, names.get((one.said_by, one.case), {})) for one in self)
        return "\n".join(_proof(one, definition(rules[one.measure]), known) for one, known in told)


class Medians(GraphPart[Summary]):
    """What is known of each time over all cases."""

    noun = "times"
    columns = SUMMARY_COLUMNS

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per time and zero."""
        return [one.row() for one in self]


class ProofSteps(GraphPart[tuple[Measure, int, ProofStep]]):
    """Every step of every proof, with its measure and its place."""

    noun = "steps"
    columns = _STEP

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per step."""
        return [dict(zip(_STEP, _cells(*one), strict=True)) for one in self]


class Disagreements(GraphPart[Disagreement]):
    """Where accounts of one patient do not fit together, with what each side says and where."""

    noun = "disagreements"
    columns = DISAGREEMENT_COLUMNS

    def __init__(self, graph: KnowledgeGraph, records: Iterable[Disagreement]) -> None:
        super().__init__(records)
        self._graph = graph

    def __call__(self, *, cases: Cases = ()) -> Disagreements:
        """Return the disagreements on some cases."""
        wanted = self._graph.names.cases(cases)
        return Disagreements(self._graph, (one for one in self if not wanted or one.case in wanted))

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per disagreement; ``sides`` are lists of mappings."""
        return [one.row() for one in self]

    def lines(self) -> tuple[tuple[str, ...], list[dict[str, object]]]:
        """Return the long form, a row a side, for spreadsheets."""
        return SIDE_COLUMNS, [line for one in self for line in one.lines()]

    def brief(self) -> Brief:
        """Return what they are about, and each side in a few words."""
        rows = [{**one.row(), "sides": "; ".join(map(_told, one.sides))} for one in self]
        return _DISAGREEMENT, list(rows)


def _told(side: Side) -> str:
    doubt = f", {side.confidence}" if side.confidence else ""
    return f"{side.section}: “{side.printed}” ({side.name}{doubt})"


def _length(measure: Measure) -> str:
    return length(measure.earliest, measure.latest, "terminal") or "not known"


def _cells(one: Measure, place: int, step: ProofStep) -> Sequence[object]:
    told = (step.earliest, step.latest, "; ".join(step.when) or None, step.printed, step.section)
    return (one.identifier, place, step.use, step.input, *told, one.arithmetic)


def _proof(measure: Measure, rule: str, names: Names) -> str:
    result = measure.value or _length(measure)
    lines = [
        measure.definition,
        *(_step(step, names) for step in measure.proof),
        f"so: {measure.arithmetic}",
        *(f"convention {convention}" for convention in measure.conventions),
        *(f"mixed, so no improvement: {name}" for name in measure.mixed),
        *([f"note: {measure.note}"] if measure.note else []),
        f"rule: {rule}",
    ]
    doubt = f"confidence {measure.confidence}" if measure.confidence else None
    said = ", ".join(filter(None, (measure.said_by, measure.role, measure.certainty, doubt)))
    head = f"{measure.case}: {measure.measure} from {measure.zero}: {result} ({said})"
    return f"{head}\n{indent(chr(10).join(lines), '  ')}\n"


def _step(step: ProofStep, names: Names) -> str:
    words = [f'"{text}"' for text in (*(phrase(one, names) for one in step.when), step.printed) if text]
    where = f"{step.input} ({step.section})" if step.section else step.input
    told = days(step.earliest, step.latest, "terminal") or "day not known"
    return f"{step.use}: {told}  {where}  {', '.join(words)}".rstrip()
