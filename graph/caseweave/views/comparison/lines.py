"""Lines: what each voice tells of one row, the most trusted first, and which of them say something new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from caseweave.model import Statement
from caseweave.protocol.definition import Show
from caseweave.views.comparison.shows import SHOWS, Way
from caseweave.views.comparison.voice import Teller, blind, voices
from caseweave.views.comparison.wordbook import Wordbook, found, joined

__all__ = ["CellLine", "adds", "by_trust", "conclusions", "merged", "news"]

_CONCLUDED: Final[Mapping[str, str]] = {"inferred": "inferred", "hypothesised": "hypothesised", "observed": "summary"}


@dataclass(frozen=True, slots=True)
class CellLine:
    """What one voice, or several that are trusted alike, tell of a row; ``prefix`` says what kind of telling it is."""

    text: str
    voices: tuple[Teller, ...]
    statements: tuple[Statement, ...] = ()
    dated: bool = True
    prefix: str = ""


def by_trust(told: Sequence[Statement], show: Show, words: Wordbook) -> list[CellLine]:
    """Return a line for each voice, the most trusted first; those of one rank that differ are one line with "or".

    The first is told in full, the others are brief; in a course that something was seen is told by the first alone.

    ``names`` joins all that a paper tells of its own patient; the highest grade is sought among doubtful ones too.
    """
    lines: list[CellLine] = []
    for voice, said in _gathered(told, show).items():
        later = bool(lines) and voice.rank != lines[0].voices[0].rank
        line = _line(voice, said, SHOWS[show], words.in_brief() if later else words)
        if line.text and not (later and show == "course" and all(map(_is_sighting, said))):
            lines.append(line)
    return list(merged(lines))


def _is_sighting(said: Statement) -> bool:
    return said.state == "present" and not said.course and not found(said)


def _gathered(told: Sequence[Statement], show: Show) -> dict[Teller, list[Statement]]:
    if show == "worst":
        return voices(told, blind)
    if show != "names":
        return voices(told)
    every = voices(told, blind)
    own = [said for voice, mine in every.items() if not voice.relayed for said in mine]
    rest = {voice: said for voice, said in every.items() if voice.relayed}
    first = next(iter(every), None)
    return {first: own, **rest} if own and first else rest


def _line(voice: Teller, said: Sequence[Statement], way: Way, words: Wordbook) -> CellLine:
    return CellLine(way(said, words), (voice,), tuple(said), any(words.when(one) for one in said))


def merged(lines: Iterable[CellLine]) -> Iterator[CellLine]:
    """Join neighbours that are trusted alike: "A or B" where they differ."""
    for _, group in groupby(lines, lambda line: line.voices[0].rank):
        alike = list(group)
        yield CellLine(
            joined((line.text for line in alike), len(alike), " or "),
            tuple(voice for line in alike for voice in line.voices),
            tuple(said for line in alike for said in line.statements),
            any(line.dated for line in alike),
        )


def conclusions(told: Iterable[Statement], show: Show, words: Wordbook) -> list[CellLine]:
    """Return what heads no cell: conclusions, hypotheses and summaries of several patients, each named so."""
    made: list[CellLine] = []
    for assertion, prefix in _CONCLUDED.items():
        lines = by_trust([said for said in told if said.assertion == assertion], show, words)
        made += [CellLine(line.text, line.voices, line.statements, line.dated, prefix) for line in lines]
    return made


def adds(line: CellLine, head: CellLine | None, words: Wordbook) -> bool:
    """Tell whether a line says something else than the headline: another thing, amount, day, state, or place."""
    if head is None:
        return True
    if line.text == head.text:
        return False
    if line.prefix or not line.statements:
        return True
    return not all(any(_covers(one, said, words) for one in head.statements) for said in line.statements)


def news(line: CellLine, head: CellLine | None, words: Wordbook) -> str:
    """Say of a line what the headline does not: where all but the place is told there, the further places alone."""
    if head is None or not line.statements:
        return line.text
    if not all(any(_covers(one, replace(said, site=()), words) for one in head.statements) for said in line.statements):
        return line.text
    known = {site.curie for one in head.statements for site in one.site}
    new = dict.fromkeys(site.label for said in line.statements for site in said.site if site.curie not in known)
    return ", ".join(new) or line.text


def _covers(told: Statement, other: Statement, words: Wordbook) -> bool:
    """Tell whether a statement says all that another does, and as precisely."""
    same: tuple[Callable[[Statement], object], ...] = (words.when, found, lambda said: said.grade or "")
    return (
        told.state == other.state
        and words.hierarchy.is_under(told.about.curie, other.about.curie)
        and all(not tell(other) or tell(other) == tell(told) for tell in same)
        and ({site.curie for site in other.site} <= {site.curie for site in told.site})
    )
