"""The timeline as users hold it: marks as records, and a figure that shows itself in a notebook and saves itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caseweave.api.part import Brief, Cases, GraphPart
from caseweave.clock.network import Resolved
from caseweave.model import Case
from caseweave.model.error import CaseweaveError
from caseweave.statements import Times
from caseweave.views.timeline import Asked, Head, Mark, Timeline, brackets

if TYPE_CHECKING:
    from caseweave.api.knowledge import KnowledgeGraph
    from caseweave.views.timeline.figure import FigureScene

__all__ = ["FigureError", "TimelineFigure", "picked", "with_brackets", "zero_name"]

_COLUMNS: Final = (
    *("case", "track", "label", "state", "earliest", "latest", "end_earliest", "end_latest"),
    *("said_by", "role", "shape", "inferred", "set_aside", "event", "about", "statements"),
)


class FigureError(CaseweaveError):
    """A width or a kind of file that there is none of; the message offers those there are."""


class TimelineFigure(GraphPart[Mark]):
    """A timeline laid out for a printed width in mm: 85 for a column, 170 for a page.

    ``record`` is what is shown as one record: lanes, tracks, marks, and what is listed in words.
    """

    noun = "marks"
    columns = _COLUMNS

    def __init__(self, graph: KnowledgeGraph, record: Timeline, width: int = 170) -> None:
        super().__init__(record.marks)
        self._graph = graph
        self.record = record
        self.width = width

    def __call__(
        self,
        *,
        cases: Cases = (),
        zero: str | None = None,
        lanes: Sequence[str] = (),
        width: int = 170,
        full: bool = False,
    ) -> TimelineFigure:
        """Return the figure of some cases, with days counted from what ``zero`` names.

        ``zero`` is a selector of the protocol, or a happening that cases count from; ``lanes`` the lanes of the
        protocol, or the kinds of statement, to show; ``width`` is 85 or 170 mm; ``full`` draws all lanes with all
        that is told in them.
        Raises CaseweaveError for a name that there is none of.

        >>> from caseweave import load
        >>> load().timeline(cases="Liu", zero="rash-onset").record.zero
        'rash onset'
        """
        names = self._graph.names
        return self._graph.timeline_of(names.cases(cases), names.zero(zero), Asked(lanes, full), width)

    def __repr__(self) -> str:
        lanes, marks = len(self.record.lanes), len(self)
        return f"<TimelineFigure: {lanes} cases, {marks} marks, days from {self.record.zero}, {self.width} mm>"

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per mark, in the order of the lanes."""
        return [
            _row(lane.case, mark)
            for lane in self.record.lanes
            for track in lane.tracks
            for telling in track.tellings
            for mark in telling.marks
        ]

    def brief(self) -> Brief:
        """Return the marks with their days."""
        return _COLUMNS[:10], list(self.rows())

    @cached_property
    def scene(self) -> FigureScene:
        """The figure laid out in mm."""
        from caseweave.views.timeline.figure import WIDTHS, scene  # noqa: PLC0415

        if self.width not in WIDTHS:
            raise FigureError(f"no figure is {self.width} mm wide; choose {' or '.join(map(str, WIDTHS))}")
        return scene(self.record, self.width)

    def svg(self) -> str:
        """Return the figure as SVG: text is text, each mark is a group with the id of its statement."""
        return self._drawn("svg").decode("utf-8")

    def pdf(self) -> bytes:
        """Return the figure as PDF with its fonts embedded."""
        return self._drawn("pdf")

    def png(self) -> bytes:
        """Return the figure as PNG, 300 dots an inch."""
        return self._drawn("png")

    def save(self, path: str | Path) -> None:
        """Write the figure to a file whose name ends in .svg, .pdf or .png; raise FigureError for another."""
        from caseweave.views.timeline.figure import FORMS  # noqa: PLC0415

        form = Path(path).suffix.removeprefix(".").lower()
        if form not in FORMS:
            endings = ", ".join(f".{known}" for known in FORMS)
            raise FigureError(f"{str(path)!r} names no kind of figure; end it in one of {endings}")
        Path(path).write_bytes(self._drawn(form))

    def _drawn(self, form: str) -> bytes:
        from caseweave.views.timeline.figure import draw  # noqa: PLC0415

        return draw(self.scene, form)

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return self.svg()


def _row(case: str, mark: Mark) -> dict[str, object]:
    span = mark.span
    days = dict(zip(_COLUMNS[4:8], (span.earliest, span.latest, span.end_earliest, span.end_latest), strict=True))
    told = {name: getattr(mark, name) for name in _COLUMNS if name not in days and name != "case"}
    row = {**told, **days, "case": case, "track": mark.track.title, "statements": list(mark.statements)}
    return {name: None if row[name] == "" else row[name] for name in _COLUMNS}


def with_brackets(graph: KnowledgeGraph, asked: Asked | None, day: str) -> Asked:
    """Add to what is asked of a figure the results of the measures of its lanes, counted from a day."""
    names = [lane.measure for lane in graph.lanes if lane.measure]
    found = brackets(graph.measures, names, graph.disagreements, day) if names else {}
    return replace(asked or Asked(full=False), brackets=found)


def picked(known: Iterable[Case], cases: Sequence[str]) -> tuple[Head, ...]:
    """Return the heads of the lanes: those of the cases that are asked for, in that order; all if none is."""
    heads = {one.case: Head(one.case, one.label, one.read or "") for one in known}
    return tuple(heads[case] for case in cases or heads)


def zero_name(times: Times, zero: str | None) -> str:
    """Name day 0 in words, by what all cases count from."""
    if zero is not None:
        return zero.replace("-", " ")
    names = {_own_zero(case) for case in times.values() if case.zero}
    kinds = {name.rsplit(" ", 1)[-1] for name in names}
    return names.pop() if len(names) == 1 else kinds.pop() if len(kinds) == 1 else "day 0 of each case"


def _own_zero(case: Resolved) -> str:
    """Name the zero of a case as its paper's file does, by its event else."""
    named = (name for name, target in case.zeros.items() if target == case.zero)
    return next(named, case.zero or "").replace("-", " ")
