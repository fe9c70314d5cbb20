"""Measures for the command line: which ones are meant, and their rows, proofs and summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from textwrap import indent
from typing import TYPE_CHECKING, Final, TypeAlias

import click

from caseweave.model.identifiers import slug

if TYPE_CHECKING:
    from caseweave.model import Measure, ProofStep

__all__ = ["chosen", "proofs", "steps", "summary", "table"]

Rows: TypeAlias = "tuple[Sequence[str], list[Sequence[object]]]"

_READ: Final = ("case", "measure", "zero", "days", "value", "definition", "said_by", "role", "confidence", "note")
_STEP: Final = ("measure", "step", "use", "statement", "earliest", "latest", "when", "printed", "section", "arithmetic")


def chosen(measures: Sequence[Measure], case: str | None, measure: str | None) -> list[Measure]:
    """Return the measures of a case and of a name; UsageError for an unknown one, with the nearest there is."""
    from caseweave.protocol import RULES  # noqa: PLC0415

    _known("case", case, dict.fromkeys(one.case for one in measures))
    names = {slug(name): name for name in RULES}
    _known("measure", measure and slug(measure), names)
    wanted = names[slug(measure)] if measure else None
    return [one for one in measures if case in {None, one.case} and wanted in {None, one.measure}]


def _known(what: str, given: str | None, known: Iterable[str]) -> None:
    names = list(known)
    if given is None or given in names:
        return
    close = get_close_matches(given, names, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(names)}"
    raise click.UsageError(f"no {what} {given!r} has a measure; {hint}")


def table(measures: Iterable[Measure], form: str) -> Rows:
    """Return all public columns; for a table to read, those that fit on a screen."""
    from caseweave.model import MEASURE_COLUMNS  # noqa: PLC0415

    told = list(measures)
    rows = [one.row() for one in told]
    if form not in {"table", "md"}:
        return MEASURE_COLUMNS, [tuple(row.values()) for row in rows]
    shown = [{**row, "days": _length(one)} for one, row in zip(told, rows, strict=True)]
    return _READ, [tuple(row[name] for name in _READ) for row in shown]


def _length(measure: Measure) -> str:
    from caseweave.wording import length  # noqa: PLC0415

    return length(measure.earliest, measure.latest, "terminal") or "not known"


def steps(measures: Iterable[Measure]) -> Rows:
    """Return one row per step of each proof."""
    rows: list[Sequence[object]] = []
    for one in measures:
        for place, step in enumerate(one.proof, start=1):
            told = (step.earliest, step.latest, "; ".join(step.when) or None, step.printed, step.section)
            rows.append((one.identifier, place, step.use, step.input, *told, one.arithmetic))
    return _STEP, rows


def proofs(measures: Iterable[Measure]) -> str:
    """Write the proof of each measure as text: the inputs with their words, how the result follows, and the rule."""
    return "\n".join(map(_proof, measures))


def _proof(measure: Measure) -> str:
    from caseweave.protocol import RULES  # noqa: PLC0415

    result = measure.value or _length(measure)
    lines = [
        measure.definition,
        *(_step(step) for step in measure.proof),
        f"so: {measure.arithmetic}",
        *(f"convention {convention}" for convention in measure.conventions),
        *(f"mixed, so no improvement: {name}" for name in measure.mixed),
        *([f"note: {measure.note}"] if measure.note else []),
        f"rule: {RULES[measure.measure].definition}",
    ]
    said = f"{measure.said_by}, {measure.role}" + (f", confidence {measure.confidence}" if measure.confidence else "")
    head = f"{measure.case}: {measure.measure} from {measure.zero}: {result} ({said})"
    return f"{head}\n{indent(chr(10).join(lines), '  ')}\n"


def _step(step: ProofStep) -> str:
    from caseweave.wording import days  # noqa: PLC0415

    words = [f'"{text}"' for text in (*step.when, step.printed) if text]
    where = f"{step.input} ({step.section})" if step.section else step.input
    told = days(step.earliest, step.latest, "terminal") or "day not known"
    return f"{step.use}: {told}  {where}  {', '.join(words)}".rstrip()


def summary(measures: Sequence[Measure], patients: Mapping[str, str]) -> Rows:
    """Return the medians over all cases, one row per time and zero."""
    from caseweave.protocol import SUMMARY_COLUMNS, summaries  # noqa: PLC0415

    return SUMMARY_COLUMNS, [tuple(one.row().values()) for one in summaries(measures, patients)]
