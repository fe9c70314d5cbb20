"""Claims: every claim of a statement held against its anchored words and the sentences they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from caseweave.evidence.certainty import check_certainty
from caseweave.evidence.change import check_course
from caseweave.evidence.chronicle import Chronicle, SectionChronicle
from caseweave.evidence.circumstances import check_circumstances, check_qualifiers
from caseweave.evidence.happenings import NamedHappening
from caseweave.evidence.links import check_links
from caseweave.evidence.names import EntityMention, EntityNames, contradicted, is_spelling_of, mentions
from caseweave.evidence.naming import Ordered
from caseweave.evidence.narration import Narration
from caseweave.evidence.number import numbers
from caseweave.evidence.order import check_order
from caseweave.evidence.passage import Passage
from caseweave.evidence.patient import check_patient
from caseweave.evidence.phrases import StemmedLine, line_of
from caseweave.evidence.polarity import Polarity, denied_by_word, plans, polarity, sign, unknowns
from caseweave.evidence.record import Check, Outcome
from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.evidence.sites import check_route, check_sites
from caseweave.evidence.times import check_time
from caseweave.evidence.unit import unit_behind
from caseweave.evidence.values import check_grade, check_printed, check_value, quantity_of
from caseweave.evidence.voices import Voices
from caseweave.model import Statement
from caseweave.vocabulary import lexicon
from caseweave.vocabulary.pairs import half
from caseweave.vocabulary.units import unit_code

__all__ = ["ClaimReading", "check_statement"]


class ClaimReading(NamedTuple):
    """What claims are held against beside the anchored words: the copy as a whole, and the other statements.

    ``happenings`` are what each statement and event of the patient is; ``own_cases`` the paper's own patients.
    """

    names: EntityNames
    told: Chronicle
    narration: Narration
    voices: Voices
    happenings: Mapping[str, NamedHappening]
    own_cases: tuple[str, ...]


def check_statement(statement: Statement, passages: tuple[Passage, ...], reading: ClaimReading) -> Iterator[Check]:
    """Hold every claim of a statement against its passages."""
    names = reading.names
    lines = [line_of(passage) for passage in passages]
    ordered = _ordered(statement, passages, reading)
    sentences = [reading.voices.sentences.passage(sentence) for sentence in ordered.held]
    parts = [reading.voices.sentences.part(passage) for passage in passages]
    telling_it = [line for line in lines if line.passage.purpose != "when"] or lines
    entity = _entity(statement, names, telling_it, ordered.spelling)
    telling = _section(statement, passages, entity, reading.told)
    yield check_patient(statement, passages, reading.voices, reading.own_cases)
    yield _named(statement, names, lines, entity)
    stated = _stated(statement, names, lines, entity)
    yield stated
    yield from filter(None, (check_certainty(statement, entity),))
    yield from check_value(statement, names, passages, entity)
    yield from check_grade(statement, names, passages, entity)
    yield from check_printed(statement, names, passages, entity)
    yield from filter(None, (check_time(words, telling) for words in statement.when))
    for words in statement.when:
        yield from check_order(words, ordered)
    yield from check_course(statement, passages, is_denied=stated.outcome == "holds" and statement.state == "absent")
    yield from check_sites(statement, names, lines, sentences)
    yield from check_route(statement, names, lines)
    yield from check_circumstances(statement, names, passages, parts, sentences)
    yield from check_qualifiers(statement, names, passages, sentences, telling)
    yield from check_links(statement, ordered)


def _ordered(statement: Statement, passages: tuple[Passage, ...], reading: ClaimReading) -> Ordered:
    """Gather what the order of a statement is held against."""
    sentences = reading.voices.sentences
    return Ordered(
        names=reading.names,
        sentences=sentences,
        held=_held(passages, sentences),
        carrying=_held([one for one in passages if one.purpose == "what"] or passages, sentences),
        anchored=passages,
        narration=reading.narration,
        happenings=reading.happenings,
        entity=statement.about.curie,
        spelling=dict(statement.qualifiers).get("printed as"),
    )


def _section(
    statement: Statement, passages: tuple[Passage, ...], entity: Sequence[EntityMention], told: Chronicle
) -> SectionChronicle:
    """Gather what the time phrases of a statement are held against."""
    cycle = dict(statement.qualifiers).get("cycle", "")
    return SectionChronicle(
        passages=passages,
        entity=entity,
        told=told,
        inferred=statement.basis == "inferred",
        cycle=int(cycle) if cycle.isdecimal() else None,
    )


def _held(passages: Sequence[Passage], sentences: Sentences) -> tuple[Sentence, ...]:
    """Sentences the anchored words stand in, each once."""
    return tuple(dict.fromkeys(sentence for passage in passages for sentence in sentences.holding(passage)))


def _entity(
    statement: Statement, names: EntityNames, lines: Sequence[StemmedLine], spelling: str | None
) -> list[EntityMention]:
    """Find where the words name the entity, be it by half of a pair, by its unit, or by a word that denies it."""
    curie = statement.about.curie
    is_strict = quantity_of(statement) is not None
    found = mentions(names, curie, lines, spelling, is_strict)
    if found:
        return found
    own = half(curie)
    if own is not None:
        return [EntityMention(line, *span, "one of a pair") for line in lines for span in line.find(own[1])]
    return _by_unit(statement, lines) or [
        EntityMention(line, at, at + 1, "denying word")
        for line in lines
        for at in denied_by_word(names.of(curie), line.passage)
    ]


def _by_unit(statement: Statement, lines: Sequence[StemmedLine]) -> list[EntityMention]:
    """Find an age by its years, a temperature by its degrees."""
    unit = unit_code(statement.unit or "")
    if unit is None or statement.unit not in lexicon.parts("named by unit").get(statement.about.curie, ()):
        return []
    return [
        EntityMention(line, number.first, number.last, "named by its unit")
        for line in lines
        for number in numbers(line.passage)
        if unit_behind(line.passage, number, unit) is not None
    ]


def _named(
    statement: Statement, names: EntityNames, lines: Sequence[StemmedLine], entity: Sequence[EntityMention]
) -> Check:
    what = f"{statement.kind} {statement.label!r}"
    spelling = dict(statement.qualifiers).get("printed as")
    if spelling and not is_spelling_of(names, statement.about.curie, spelling):
        reason = f"the spelling noted, {spelling!r}, is more like another name"
        return Check(claim="entity", what=what, outcome="fails", reason=reason)
    if entity:
        return Check(claim="entity", what=what, outcome="holds", by=tuple(filter(None, (entity[0].by,))))
    other = contradicted(names, statement.about.curie, lines)
    if other:
        return Check(claim="entity", what=what, outcome="fails", reason=f"the words name {other.label!r}")
    if statement.naming == "mapped":
        return Check(claim="entity", what=what, outcome="not checked", reason="the name is the curator's")
    return Check(claim="entity", what=what, outcome="could not check", reason="no name of it in the words")


def _stated(
    statement: Statement, names: EntityNames, lines: Sequence[StemmedLine], entity: Sequence[EntityMention]
) -> Check:
    """Hold the state against the words: denied, planned, not known, or simply there."""
    what = statement.state
    is_unknown = any(unknowns(line.passage) for line in lines)
    if statement.state == "not assessable":
        return _open_state(what, is_unknown, "not known in words")
    if not entity:
        outcome: Outcome = "not checked" if statement.naming == "mapped" else "could not check"
        return Check(claim="state", what=what, outcome=outcome, reason="the entity is not named in the words")
    if statement.state == "proposed":
        return _open_state(what, any(map(plans, entity)), "plan in words")
    if is_unknown:
        return Check(
            claim="state", what=what, outcome="could not check", reason="the words say that something is not known"
        )
    return _plain_state(statement, what, _polarities(statement, names, lines, entity), entity)


def _open_state(what: str, is_said: bool, by: str) -> Check:
    if is_said:
        return Check(claim="state", what=what, outcome="holds", by=(by,))
    return Check(claim="state", what=what, outcome="could not check", reason="the words do not say so")


def _plain_state(statement: Statement, what: str, found: Sequence[Polarity], entity: Sequence[EntityMention]) -> Check:
    wanted: Polarity = "denied" if statement.state == "absent" else "affirmed"
    if all(one == wanted for one in found):
        is_fact = statement.certainty is None and statement.assertion == "observed"
        if wanted == "affirmed" and is_fact and any(map(plans, entity)):
            return Check(
                claim="state", what=what, outcome="could not check", reason="the words speak of a plan or a guess"
            )
        return Check(claim="state", what=what, outcome="holds", by=("denial in words",) if wanted == "denied" else ())
    if wanted not in found and "unclear" not in found:
        reason = "the words deny it" if wanted == "affirmed" else "the words do not deny it"
        return Check(claim="state", what=what, outcome="fails", reason=reason)
    return Check(
        claim="state",
        what=what,
        outcome="could not check",
        reason="how far the denial in the words reaches is not clear",
    )


def _polarities(
    statement: Statement, names: EntityNames, lines: Sequence[StemmedLine], entity: Sequence[EntityMention]
) -> list[Polarity]:
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


def _markers(names: EntityNames, line: StemmedLine) -> frozenset[int]:
    return frozenset(first for concept, first, _ in names.named(line) if concept.kind == "marker")
