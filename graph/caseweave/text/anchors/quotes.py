"""Making: an anchor from the words a curator pastes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from caseweave.model.error import CaseweaveError
from caseweave.text.anchors.characters import Span
from caseweave.text.anchors.furniture import blanked, citations
from caseweave.text.anchors.index import Place, TextAnchor, TextIndex, fingerprint
from caseweave.text.anchors.sections import same_section
from caseweave.text.anchors.tokens import tokens

__all__ = ["FEWEST", "MOST", "Made", "Unanchored", "make"]

FEWEST: Final = 5
MOST: Final = 12
_GOES_ON: Final = 4
_LISTED: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An anchor, with the section and the characters of the text it was made from."""

    anchor: TextAnchor
    section: str
    span: Span


class Unanchored(CaseweaveError):  # noqa: N818 - reads as what the phrase is
    """A phrase no anchor can be made from; the message says why, and what to do."""

    fault = "data"


def make(index: TextIndex, phrase: str, *, section: str | None = None, occurrence: int | None = None) -> Made:
    r"""Make an anchor from words copied out of a paper.

    ``section`` narrows the search to one section; ``occurrence`` (from 1) chooses among equal places.

    >>> index = TextIndex("Case Report\n\nOn day +9 a rash ap-\npeared on the scalp.")
    >>> made = make(index, "a rash appeared on the scalp")
    >>> made.section, made.span, made.anchor.words
    ('Case Report', (23, 53), 6)

    Raises Unanchored for fewer than 5 or more than 12 tokens, and for words that are not there, or several times.
    """
    words = _tokens(phrase)
    _check_length(words)
    everywhere = index.places(len(words), fingerprint(words))
    if not everywhere:
        raise Unanchored(_not_found(index, words))
    here = [place for place in everywhere if section is None or same_section(section, index.name(place.flow))]
    if not here:
        raise Unanchored(_elsewhere(index, section or "", everywhere))
    place = _chosen(index, here, occurrence)
    return Made(anchor=index.anchor(place), section=index.name(place.flow), span=index.span(place))


def _tokens(phrase: str) -> list[str]:
    return [token.text for token in tokens(blanked(phrase, citations(phrase)))]


def _check_length(words: Sequence[str]) -> None:
    found = f"{len(words)} tokens ({' | '.join(words)})"
    if len(words) < FEWEST:
        raise Unanchored(f"{found}; an anchor has {FEWEST} to {MOST}: copy {FEWEST - len(words)} more from beside them")
    if len(words) > MOST:
        raise Unanchored(f"{found}; an anchor has {FEWEST} to {MOST}: leave {len(words) - MOST} out at an end")


def _chosen(index: TextIndex, here: Sequence[Place], occurrence: int | None) -> Place:
    if occurrence is None and len(here) > 1:
        raise Unanchored(
            f"found {len(here)} times: {_listed(index, here)}; copy more of the words beside them, "
            f"or choose one with 'occurrence: 1' to 'occurrence: {len(here)}'"
        )
    if occurrence is not None and not 1 <= occurrence <= len(here):
        raise Unanchored(f"occurrence {occurrence} asked for, but found {len(here)} times: {_listed(index, here)}")
    return here[(occurrence or 1) - 1]


def _elsewhere(index: TextIndex, section: str, places: Sequence[Place]) -> str:
    known = ", ".join(part.name for part in index.sections)
    return f"not in section {section!r} but in {_listed(index, places)}; sections of this text: {known}"


def _listed(index: TextIndex, places: Sequence[Place]) -> str:
    shown = [f"{index.name(place.flow)}, line {index.line(index.span(place)[0])}" for place in places[:_LISTED]]
    return "; ".join(shown) + ("; …" if len(places) > _LISTED else "")


def _not_found(index: TextIndex, words: Sequence[str]) -> str:
    """Say how much of a phrase stands in the text, and how the text goes on from there."""
    size, first, place = max(
        (_longest_run(index, flow, words) for flow in range(len(index.flows))), key=lambda run: (run[0], -run[2].flow)
    )
    if size == 0:
        return "not found: none of these words stands in the text; is it the text of this paper?"
    run = words[first : first + size]
    line = index.line(index.span(place)[0])
    where = f"{index.name(place.flow)}, line {line}"
    longest = f"not found; the longest run of it that is: '{' '.join(run)}' ({size} of {len(words)} tokens; {where})"
    return f"{longest}; {_divergence(index, place, words[:first], words[first + size :])}"


def _longest_run(index: TextIndex, flow: int, words: Sequence[str]) -> tuple[int, int, Place]:
    text = [token.text for token in index.flows[flow]]
    size = bisect_left(range(1, len(words) + 1), True, key=lambda size: _run(words, text, size) is None)
    at, place = _run(words, text, size) or (0, 0)
    return size, at, Place(flow, place, place + size)


def _run(words: Sequence[str], text: Sequence[str], size: int) -> tuple[int, int] | None:
    """Return where the first run of so many words that the text has stands in both."""
    first = {tuple(text[at : at + size]): at for at in reversed(range(len(text) - size + 1))}
    runs = ((at, first.get(tuple(words[at : at + size]))) for at in range(len(words) - size + 1))
    return next(((at, place) for at, place in runs if place is not None), None)


def _divergence(index: TextIndex, place: Place, left: Sequence[str], right: Sequence[str]) -> str:
    if right:
        text = index.words(Place(place.flow, place.last, place.last + _GOES_ON))
        return f"then the text has '{' '.join(text)}', not '{' '.join(right[:_GOES_ON])}'"
    text = index.words(Place(place.flow, place.first - _GOES_ON, place.first))
    return f"before it the text has '{' '.join(text)}', not '{' '.join(left[-_GOES_ON:])}'"
