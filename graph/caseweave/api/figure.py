"""The timeline as users hold it: a figure of cases that shows itself in a notebook and saves itself to a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from caseweave.clock.network import Resolved
from caseweave.corpus import Corpus
from caseweave.model.error import CaseweaveError
from caseweave.statements import Times
from caseweave.views.timeline import Head, Timeline

if TYPE_CHECKING:
    from caseweave.views.timeline.figure import Scene

__all__ = ["FigureError", "TimelineFigure", "heads", "picked", "zero_name"]


class FigureError(CaseweaveError):
    """A case, a zero, a width or a kind of file that there is none of; the message offers those there are."""


class TimelineFigure:
    """A timeline laid out for a printed width in mm: 85 for a column, 170 for a page.

    ``timeline`` holds what is shown as records: lanes, tracks, marks, and what is listed in words.
    """

    def __init__(self, timeline: Timeline, width: int = 170) -> None:
        self.timeline = timeline
        self.width = width

    def __repr__(self) -> str:
        lanes, marks = len(self.timeline.lanes), len(self.timeline.marks)
        return f"<TimelineFigure: {lanes} cases, {marks} marks, days from {self.timeline.zero}, {self.width} mm>"

    @cached_property
    def scene(self) -> Scene:
        """The figure laid out in mm."""
        from caseweave.views.timeline.figure import WIDTHS, scene  # noqa: PLC0415 - matplotlib costs half a second

        if self.width not in WIDTHS:
            raise FigureError(f"no figure is {self.width} mm wide; choose {' or '.join(map(str, WIDTHS))}")
        return scene(self.timeline, self.width)

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


def heads(papers: Corpus) -> dict[str, Head]:
    """Return the head of each patient by id: title, and how much of the paper that reports them was read.

    A patient whom no paper here reports has the id as title, and nothing was read.
    """
    titles: dict[str, list[str]] = {patient: [] for patient in sorted(set(papers.patients.values()))}
    read: dict[str, list[str]] = {patient: [] for patient in titles}
    for paper in papers.papers:
        for case in paper.own_cases:
            titles[papers.patients[case]].append(paper.case_label(case))
            read[papers.patients[case]].append(paper.read)
    order = ("full text", "excerpt", "abstract", "")
    return {
        patient: Head(patient, " / ".join(names) or patient, min(read[patient], key=order.index, default=""))
        for patient, names in titles.items()
    }


def picked(known: Mapping[str, Head], cases: Sequence[str]) -> tuple[Head, ...]:
    """Keep the cases that are asked for, in that order; all if none is. Raises FigureError for an unknown one."""
    for case in cases:
        _check("case", case, known)
    return tuple(known[case] for case in dict.fromkeys(cases or known))


def zero_name(times: Times, zero: str | None) -> str:
    """Name day 0 in words, by what all cases count from; raise FigureError where none has the zero asked for."""
    if zero is not None:
        _check("zero", zero, {name for case in times.values() for name in (*case.zeros, case.zero) if name})
        return zero.replace("-", " ")
    names = {_own_zero(case) for case in times.values() if case.zero}
    kinds = {name.rsplit(" ", 1)[-1] for name in names}
    return names.pop() if len(names) == 1 else kinds.pop() if len(kinds) == 1 else "day 0 of each case"


def _own_zero(case: Resolved) -> str:
    """Name the zero of a case as its paper's file does, by its event else."""
    named = (name for name, target in case.zeros.items() if target == case.zero)
    return next(named, case.zero or "").replace("-", " ")


def _check(what: str, name: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if name not in names:
        close = get_close_matches(name, names, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"choose from: {', '.join(names)}"
        raise FigureError(f"no {what} is called {name!r}; {hint}")
