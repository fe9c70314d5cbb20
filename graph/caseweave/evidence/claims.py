"""Checking: every claim of a statement held against its anchored words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.clock.phrase import Amount, Unit
from caseweave.evidence.change import check_course
from caseweave.evidence.chronicle import Telling, Told
from caseweave.evidence.moment import ordinal
from caseweave.evidence.names import Mention, Names, contradicted, is_spelling_of, mentions
from caseweave.evidence.number import NUMBER_WORDS, numbers
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import Line, line_of
from caseweave.evidence.polarity import Polarity, denied_by_word, plans, polarity, sign, unknowns
from caseweave.evidence.record import Check
from caseweave.evidence.times import check_length, check_time
from caseweave.evidence.unit import unit_behind
from caseweave.evidence.values import (
    PAIRED,
    check_grade,
    check_literal,
    check_numbers,
    check_printed,
    check_value,
    quantity_of,
)
from caseweave.model import Statement, Term
from caseweave.vocabulary.units import unit_code

__all__ = ["check_statement"]

_LITERAL: Final = frozenset(("product name", "variant", "trial", "printed as"))
_IDS: Final = frozenset(("component of", "inferred unit"))
BY_UNIT: Final = {"PATO:0000011": "a", "NCIT:C174446": "Cel"}
"""Measurements that are named by their unit: an age by its years, a body temperature by its degrees."""

_AMOUNT: Final = re.compile(r"(\d{1,4})(?:-(\d{1,4}))? (h|d|wk|mo|a)")


def check_statement(statement: Statement, passages: tuple[Passage, ...], names: Names, told: Told) -> tuple[Check, ...]:
    """Hold every claim of a statement against its passages."""
    lines = [line_of(passage) for passage in passages]
    qualifiers = dict(statement.qualifiers)
    entity = _entity(statement, names, lines, qualifiers.get("printed as"))
    telling = Telling(
        passages=passages,
        entity=entity,
        told=told,
        inferred=statement.basis == "inferred",
        cycle=int(qualifiers["cycle"]) if qualifiers.get("cycle", "").isdecimal() else None,
    )
    return (
        _named(statement, names, lines, entity),
        _stated(statement, names, lines, entity),
        *check_value(statement, names, passages, entity),
        *check_grade(statement, passages),
        *check_printed(statement, passages),
        *filter(None, (check_time(words, telling) for words in statement.when)),
        *filter(None, (check_course(statement, passages),)),
        *_places(statement, names, lines),
        *_circumstances(statement, names, lines),
        *_qualified(statement, passages, telling),
    )


def _entity(statement: Statement, names: Names, lines: Sequence[Line], spelling: str | None) -> list[Mention]:
    """Find where the words name the entity, be it by half of a pair, by its unit, or by a word that denies it."""
    curie = statement.about.curie
    is_strict = quantity_of(statement) is not None
    found = mentions(names, curie, lines, spelling, is_strict)
    if found:
        return found
    if curie in PAIRED:
        return [Mention(line, *span, "one of a pair") for line in lines for span in line.find(PAIRED[curie][1])]
    return _by_unit(statement, lines) or [
        Mention(line, at, at + 1, "denying word")
        for line in lines
        for at in denied_by_word(names.of(curie), line.passage)
    ]


def _by_unit(statement: Statement, lines: Sequence[Line]) -> list[Mention]:
    """Find an age by its years, a temperature by its degrees."""
    unit = unit_code(BY_UNIT.get(statement.about.curie, ""))
    if unit is None or statement.unit != BY_UNIT[statement.about.curie]:
        return []
    return [
        Mention(line, number.first, number.last, "named by its unit")
        for line in lines
        for number in numbers(line.passage)
        if unit_behind(line.passage, number, unit) is not None
    ]


def _named(statement: Statement, names: Names, lines: Sequence[Line], entity: Sequence[Mention]) -> Check:
    claim = f"{statement.kind} {statement.label!r}"
    spelling = dict(statement.qualifiers).get("printed as")
    if spelling and not is_spelling_of(names, statement.about.curie, spelling):
        reason = f"the spelling noted, {spelling!r}, is more like another name"
        return Check(claim=claim, outcome="failed", reason=reason)
    if entity:
        return Check(claim=claim, outcome="passed", by=tuple(filter(None, (entity[0].by,))))
    other = contradicted(names, statement.about.curie, lines)
    if other:
        return Check(claim=claim, outcome="failed", reason=f"the words name {other.label!r}")
    return Check(claim=claim, outcome="could not check", reason="no name of it in the words")


def _stated(statement: Statement, names: Names, lines: Sequence[Line], entity: Sequence[Mention]) -> Check:
    """Hold the state against the words: denied, planned, not known, or simply there."""
    claim = f"state {statement.state}"
    is_unknown = any(unknowns(line.passage) for line in lines)
    if statement.state == "not assessable":
        return _open_state(claim, is_unknown, "not known in words")
    if not entity:
        return Check(claim=claim, outcome="could not check", reason="the entity is not named in the words")
    if statement.state == "proposed":
        return _open_state(claim, any(map(plans, entity)), "plan in words")
    if is_unknown:
        return Check(claim=claim, outcome="could not check", reason="the words say that something is not known")
    return _plain_state(statement, claim, _polarities(statement, names, lines, entity), entity)


def _open_state(claim: str, is_said: bool, by: str) -> Check:
    if is_said:
        return Check(claim=claim, outcome="passed", by=(by,))
    return Check(claim=claim, outcome="could not check", reason="the words do not say so")


def _plain_state(statement: Statement, claim: str, found: Sequence[Polarity], entity: Sequence[Mention]) -> Check:
    wanted: Polarity = "denied" if statement.state == "absent" else "affirmed"
    if all(one == wanted for one in found):
        if wanted == "affirmed" and any(map(plans, entity)):
            return Check(claim=claim, outcome="could not check", reason="the words speak of a plan or a guess")
        return Check(claim=claim, outcome="passed", by=("denial in words",) if wanted == "denied" else ())
    if wanted not in found and "unclear" not in found:
        reason = "the words deny it" if wanted == "affirmed" else "the words do not deny it"
        return Check(claim=claim, outcome="failed", reason=reason)
    return Check(claim=claim, outcome="could not check", reason="how far the denial in the words reaches is not clear")


def _polarities(statement: Statement, names: Names, lines: Sequence[Line], entity: Sequence[Mention]) -> list[Polarity]:
    """Tell of each mention whether it is denied; a site that is denied denies what is said of it."""
    if entity[0].by == "denying word":
        return ["denied"]
    if statement.kind == "marker":
        return [sign(mention, _markers(names, mention.line)) for mention in entity]
    is_done = statement.kind in ("procedure", "treatment")
    sites = [mention for term in statement.site for mention in mentions(names, term.curie, lines)]
    if any(polarity(site) == "denied" for site in sites):
        return ["denied"]
    return [polarity(mention, is_done) for mention in entity]


def _markers(names: Names, line: Line) -> frozenset[int]:
    return frozenset(first for concept, first, _ in names.named(line) if concept.kind == "marker")


def _places(statement: Statement, names: Names, lines: Sequence[Line]) -> Iterator[Check]:
    """Hold the sites and the route against the words."""
    terms: list[tuple[str, Term]] = [("site", term) for term in statement.site]
    terms += [("route", statement.route)] if statement.route else []
    for field, term in terms:
        found = mentions(names, term.curie, lines)
        if found:
            yield Check(claim=f"{field} {term.label!r}", outcome="passed", by=tuple(filter(None, (found[0].by,))))
        else:
            yield Check(claim=f"{field} {term.label!r}", outcome="could not check", reason="no name of it in the words")


def _circumstances(statement: Statement, names: Names, lines: Sequence[Line]) -> Iterator[Check]:
    """Hold specimen and method against the words, where these name any: the words are often silent on both."""
    for field, term in (("specimen", statement.specimen), ("method", statement.method)):
        if term is None or _speak_of(names, term.curie, lines):
            continue
        other = next((other for other in names.others(term.curie) if _speak_of(names, other.curie, lines)), None)
        if other:
            reason = f"the words speak of {other.label!r}"
            yield Check(claim=f"{field} {term.label!r}", outcome="could not check", reason=reason)


def _speak_of(names: Names, curie: str, lines: Sequence[Line]) -> bool:
    """Tell whether words name a method, or what a specimen was taken from."""
    found = [name[:-1] if name[-1:] == ("specimen",) else name for name in names.of(curie)]
    return any(name and next(line.find(name), None) for name in found for line in lines)


def _qualified(statement: Statement, passages: Sequence[Passage], telling: Telling) -> Iterator[Check]:
    for name, text in statement.qualifiers:
        check = _qualifier(name, text, passages, telling)
        if check is not None:
            yield check


def _qualifier(name: str, text: str, passages: Sequence[Passage], telling: Telling) -> Check | None:
    length = _AMOUNT.fullmatch(text)
    if name in _IDS:
        return None
    if name in _LITERAL:
        return check_literal(name, text, passages)
    if length:
        return check_length(f"{name} {text}", _amount(length), telling)
    if text.isdecimal():
        return _counted(name, int(text), passages)
    if name == "laterality":
        check = check_literal(name, text, passages)
        return (
            check
            if check.outcome == "passed"
            else Check(claim=check.claim, outcome="could not check", reason=check.reason)
        )
    return check_numbers(name, text, passages)


def _amount(match: re.Match[str]) -> Amount:
    units: dict[str, Unit] = {"h": "h", "d": "d", "wk": "wk", "mo": "mo", "a": "a"}
    return Amount(int(match[1]), int(match[2] or match[1]), units[match[3]])


def _counted(name: str, number: int, passages: Sequence[Passage]) -> Check:
    """Hold a whole number, such as that of a cycle, against digits, number words, ordinals and C2D11."""
    for passage in passages:
        for word in passage.anchored:
            by = _counting(name, word, number)
            if by is not None:
                return Check(claim=f"{name} {number}", outcome="passed", by=tuple(filter(None, (by,))))
    return Check(claim=f"{name} {number}", outcome="failed", reason="no such number in the words")


def _counting(name: str, word: str, number: int) -> str | None:
    if word == str(number):
        return ""
    if NUMBER_WORDS.get(word) == number:
        return "number word"
    if ordinal(word) == number:
        return "ordinal"
    return "day of the cycle" if name == "cycle" and re.fullmatch(rf"c{number}d\d+", word) else None
