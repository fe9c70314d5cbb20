"""Circumstances: specimen and method, and the qualifiers that keep words of the paper.

A specimen or method holds if the sentence names it and no other; qualifiers hold if their words stand in the sentence
one after the other. What a curator words alone, such as which regimen a drug is part of, is no claim about words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from caseweave.clock.phrase import Amount, Unit
from caseweave.evidence.change import tells_as
from caseweave.evidence.chronicle import SectionChronicle
from caseweave.evidence.moment import ordinal
from caseweave.evidence.names import EntityNames
from caseweave.evidence.number import NUMBER_WORDS
from caseweave.evidence.passage import Passage, words_of
from caseweave.evidence.phrases import Phrase, StemmedLine, line_of, phrase, stems
from caseweave.evidence.polarity import denials
from caseweave.evidence.record import Check, Claim
from caseweave.evidence.times import check_length
from caseweave.evidence.values import check_literal
from caseweave.model import Statement, Term
from caseweave.vocabulary import Concept, lexicon

__all__ = ["check_circumstances", "check_qualifiers"]

_LITERAL: Final = frozenset(("product name", "variant", "trial", "printed as"))
_DISTINCT: Final = 3
"""Words of a qualifier that may stand anywhere in the sentence; fewer could be said of something else."""

_DEGREES: Final = frozenset(("less", "more"))
"""Words that make another thing of what stands behind them: less raised is not raised."""

_OWN_WORDS: Final = frozenset(("component of", "inferred unit"))
_AMOUNT: Final = re.compile(r"(\d{1,4})(?:-(\d{1,4}))? (h|d|wk|mo|a)")


def check_circumstances(statement: Statement, names: EntityNames, *widening: Sequence[Passage]) -> Iterator[Check]:
    """Hold specimen and method against the words, then wider ones; what they do not name could not be checked."""
    held = [[line_of(passage) for passage in passages] for passages in widening]
    for claim, term in _sampled(statement):
        yield _circumstance(claim, term.curie, names, held)


def _sampled(statement: Statement) -> Iterator[tuple[Claim, Term]]:
    if statement.specimen:
        yield "specimen", statement.specimen
    if statement.method:
        yield "method", statement.method


def _circumstance(claim: Claim, curie: str, names: EntityNames, widening: Sequence[Sequence[StemmedLine]]) -> Check:
    """Hold a specimen or method: the first words that name any must name it and no other one."""
    what = repr(names.catalogue[curie].label)
    for held in widening:
        own = _spans(names, curie, held)
        rival = next((one.label for one in _rivals(names, curie) if _speak_of(names, one.curie, held, own)), None)
        if _speak_of(names, curie, held) and rival is None:
            return Check(claim=claim, what=what, outcome="holds")
        if rival is not None:
            return Check(claim=claim, what=what, outcome="could not check", reason=f"the words speak of {rival!r}")
    return Check(claim=claim, what=what, outcome="could not check", reason="no name of it in the words")


def _rivals(names: EntityNames, curie: str) -> Iterator[Concept]:
    """Specimens or methods that are not this one, nor hold it or are held by it; of procedures those of its family."""
    above = set(names.catalogue[curie].broader)
    for other in names.others(curie):
        if other.kind in ("specimen", "method") or above & set(other.broader):
            yield other


def _plain_names(names: EntityNames, curie: str) -> list[Phrase]:
    """Names of a method, or of what a specimen is made of: ``skin`` for a skin specimen."""
    return [name for name in (one[:-1] if one[-1:] == ("specimen",) else one for one in names.of(curie)) if name]


def _spans(names: EntityNames, curie: str, lines: Sequence[StemmedLine]) -> list[tuple[Passage, int, int]]:
    """Find where lines name a method or specimen."""
    found = _plain_names(names, curie)
    return [(line.passage, *span) for name in found for line in lines for span in line.find(name)]


def _lies_in(one: tuple[Passage, int, int], other: tuple[Passage, int, int]) -> bool:
    return one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2] and one != other


def _speak_of(
    names: EntityNames, curie: str, lines: Sequence[StemmedLine], within: Sequence[tuple[Passage, int, int]] = ()
) -> bool:
    """Tell whether words name a method, or what a specimen was taken from, be it in the name of a procedure.

    What lies ``within`` the longer name of something else does not count.
    """
    spans = [one for one in _spans(names, curie, lines) if not any(_lies_in(one, other) for other in within)]
    if spans or names.concept(curie).kind != "specimen":
        return bool(spans)
    found = _plain_names(names, curie)
    done = {one.curie for line in lines for one, _, _ in names.named(line) if one.kind == "procedure"}
    labels = [" ".join(phrase(names.catalogue[one].label)) for one in done]
    return any(f"{' '.join(name)} " in label for name in found for label in labels)


def check_qualifiers(
    statement: Statement,
    names: EntityNames,
    passages: Sequence[Passage],
    sentences: Sequence[Passage],
    telling: SectionChronicle,
) -> Iterator[Check]:
    """Hold each qualifier that may keep words of the paper against them."""
    passages = [_up_to_the_next(passage, statement, names) for passage in passages]
    for name, text in statement.qualifiers:
        if name == "inferred unit" and statement.unit is None:
            reason = "the paper prints no unit; the curator inferred it"
            yield Check(claim="unit", what=f"inferred unit {text}", outcome="not checked", reason=reason)
        elif name not in _OWN_WORDS:
            check = _qualifier(name, text, passages, sentences, telling)
            is_named = check.outcome == "could not check" and _names_the_same(text, names, (*passages, *sentences))
            yield replace(check, outcome="holds", by=("same thing named",), reason="") if is_named else check
    for part, text in statement.schedule:
        said = _in_words(f"{part} {text}", text, passages)
        is_so = said.outcome != "holds" and any(_is_worded_so(part, text, passage) for passage in passages)
        yield replace(said, outcome="holds", by=("schedule in words",), reason="") if is_so else said


def _up_to_the_next(passage: Passage, statement: Statement, names: EntityNames) -> Passage:
    """Narrow a list of markers to what is said of one: "CD19 (variably +), CD10 (bright +)"."""
    if statement.kind != "marker":
        return passage
    named = [(one.curie, first) for one, first, _ in names.named(line_of(passage)) if one.kind == "marker"]
    own = next((first for curie, first in named if curie == statement.about.curie), None)
    if own is None:
        return passage
    last = min((first for _, first in named if first > own), default=passage.last)
    return replace(passage, first=own, last=max(last, own + 1))


def _qualifier(
    name: str, text: str, passages: Sequence[Passage], sentences: Sequence[Passage], telling: SectionChronicle
) -> Check:
    length = _AMOUNT.fullmatch(text)
    what = f"{name} {text}"
    if name in _LITERAL:
        return check_literal("qualifiers", name, text, passages)
    if length:
        return check_length("qualifiers", what, _amount(length), telling)
    if text.isdecimal():
        return _counted(name, int(text), passages)
    if len(phrase(text)) == 1 and tells_as(text, passages) and not any(_worded(text, one) for one in passages):
        return Check(claim="qualifiers", what=what, outcome="holds", by=("change in words",))
    return _in_words(what, text, (*passages, *sentences) if len(phrase(text)) >= _DISTINCT else passages)


def _is_worded_so(part: str, text: str, passage: Passage) -> bool:
    """Tell whether the anchored words say how often in another way: "twice daily" is every 12 h, and not daily."""
    if part != "every":
        return False
    often = [(name, one) for name in lexicon.parts("every") for one in lexicon.phrases("every", name)]
    told = {
        end: max(
            (one for one in often if passage.words[end - len(one[1]) : end] == one[1]), key=lambda one: len(one[1])
        )
        for end in range(passage.first + 1, passage.last + 1)
        if any(passage.words[max(0, end - len(one)) : end] == one for _, one in often)
    }
    return any((text, one) in often for _, one in told.values())


def _names_the_same(text: str, names: EntityNames, passages: Sequence[Passage]) -> bool:
    """Tell whether words say what a text of several says, and only name a thing otherwise: CRS for its full name."""
    wanted = _by_thing(line_of(words_of(text)), names)
    if len(wanted) < _DISTINCT or not any(":" in word for word in wanted):
        return False
    told = [_by_thing(line_of(passage), names) for passage in passages]
    turns = denials() | _DEGREES
    return any(
        words[at : at + len(wanted)] == wanted and not turns & set(words[max(0, at - 2) : at])
        for words in told
        for at in range(len(words) - len(wanted) + 1)
    )


def _by_thing(line: StemmedLine, names: EntityNames) -> tuple[str, ...]:
    """Words of a line with the name of each thing replaced by its CURIE."""
    named = {first: (concept.curie, last) for concept, first, last in names.named(line)}
    words: list[str] = []
    behind = 0
    for at, word in zip(line.at, line.words, strict=True):
        if at in named:
            curie, behind = named[at]
            words.append(curie)
        elif at >= behind:
            words.append(word)
    return tuple(words)


def _in_words(what: str, text: str, passages: Sequence[Passage]) -> Check:
    if any(_worded(text, passage) for passage in passages):
        return Check(claim="qualifiers", what=what, outcome="holds")
    return Check(claim="qualifiers", what=what, outcome="could not check", reason="not in these words")


def _worded(text: str, passage: Passage) -> bool:
    """Tell whether the words of a text stand one after the other in a passage, none cut off behind a denial."""
    line = line_of(passage)
    line, wanted = StemmedLine(passage, stems(stems(line.words)), line.at), stems(stems(phrase(text)))
    turns = denials() | _DEGREES
    return bool(wanted) and any(
        turns & set(wanted) or not turns & set(passage.words[max(0, first - 2) : first])
        for first, _ in line.find(wanted)
    )


def _amount(match: re.Match[str]) -> Amount:
    units: dict[str, Unit] = {"h": "h", "d": "d", "wk": "wk", "mo": "mo", "a": "a"}
    return Amount(int(match[1]), int(match[2] or match[1]), units[match[3]])


def _counted(name: str, number: int, passages: Sequence[Passage]) -> Check:
    """Hold a whole number, such as that of a cycle, against digits, number words, ordinals and C2D11."""
    for passage in passages:
        for at in range(passage.first, passage.last):
            by = _counting(name, passage, at, number)
            if by is not None:
                by_names = tuple(filter(None, (by,)))
                return Check(claim="qualifiers", what=f"{name} {number}", outcome="holds", by=by_names)
    reason = "no such number in the words"
    return Check(claim="qualifiers", what=f"{name} {number}", outcome="fails", reason=reason)


def _counting(name: str, passage: Passage, at: int, number: int) -> str | None:
    word = passage.words[at]
    if word == str(number):
        return ""
    if NUMBER_WORDS.get(word) == number:
        return "number word"
    if ordinal(word) == number:
        return "ordinal"
    return "day of the cycle" if name == "cycle" and re.fullmatch(rf"c{number}d\d+", word) else None
