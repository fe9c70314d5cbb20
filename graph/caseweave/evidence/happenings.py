"""Happenings: what each statement and event of a patient is, so that the words can be asked whether they name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from caseweave.clock.phrase import At, CycleDay, Date, Day, parse
from caseweave.evidence.phrases import Phrase, phrase
from caseweave.model import Anchor, Statement
from caseweave.vocabulary import Catalogue

__all__ = ["NamedHappening", "happenings", "known_terms"]

Case = tuple[str, str]

_BEFELL: Final = frozenset(("treatment", "procedure", "diagnosis", "adverse event", "lesion", "outcome", "organism"))
"""Kinds of statements that tell what was done and what befell; others tell how things stand."""


class NamedHappening(NamedTuple):
    """What a happening is named by: terms (CURIEs) and spellings that name no other happening of the patient.

    ``shared`` are terms that name others as well, which count where the words give its day too (``days``); ``parts``
    are the terms of what was given as part of it; ``anchors`` are where the paper tells that it happened.
    """

    terms: tuple[str, ...] = ()
    spellings: tuple[Phrase, ...] = ()
    shared: tuple[str, ...] = ()
    days: frozenset[Day | CycleDay | Date] = frozenset()
    parts: frozenset[str] = frozenset()
    anchors: frozenset[Anchor] = frozenset()


def happenings(
    statements: Iterable[Statement], catalogues: Mapping[str, Catalogue]
) -> dict[Case, dict[str, NamedHappening]]:
    """Map paper and case to the ids of its statements and events, each with what names it.

    A term names a happening only if nothing else that happened to the patient stands under it; a broader one may.
    """
    cases: defaultdict[Case, list[Statement]] = defaultdict(list)
    for statement in statements:
        cases[statement.said_by, statement.case].append(statement)
    return {case: _named(said, catalogues[case[0]]) if case[0] in catalogues else {} for case, said in cases.items()}


def known_terms(named: Mapping[str, NamedHappening]) -> frozenset[str]:
    """Return the terms of all happenings."""
    return frozenset(curie for one in named.values() for curie in one.shared)


def _named(said: Sequence[Statement], catalogue: Catalogue) -> dict[str, NamedHappening]:
    parents = {one.id: part for one in said if (part := dict(one.qualifiers).get("component of"))}
    owner = {one.id: one.event or parents.get(one.id) or one.id for one in said}
    terms, under = _terms(said), _under(said, owner, catalogue)
    spelled = _spelled(said, owner)
    days, parts, anchors = _days(said), _parts(said, parents), _anchors(said)
    found: dict[str, NamedHappening] = {}
    for name, own in terms.items():
        above = terms.get(parents.get(name, ""), set())
        taken = {curie for term in above for curie in (term, *catalogue.ancestors(term))}
        named = [curie for term in sorted(own) for curie in (term, *catalogue.ancestors(term)) if curie not in taken]
        found[name] = NamedHappening(
            terms=tuple(dict.fromkeys(one for one in named if under[one] <= {owner.get(name, name)})),
            spellings=tuple(sorted(spelled[name])),
            shared=tuple(sorted(own - taken)),
            days=frozenset(days[name]),
            parts=frozenset(parts[name]),
            anchors=frozenset(anchors[name]),
        )
    return found


def _terms(said: Sequence[Statement]) -> dict[str, set[str]]:
    """Return what each statement and event is; an event called by the id of a statement is what that one says."""
    terms = {statement.id: {statement.about.curie} for statement in said}
    ids = frozenset(terms)
    for statement in said:
        if statement.event and statement.event not in ids:
            terms.setdefault(statement.event, set()).add(statement.about.curie)
    return terms


def _under(said: Sequence[Statement], owner: Mapping[str, str], catalogue: Catalogue) -> defaultdict[str, set[str]]:
    """Happenings of the patient that stand under each term."""
    under: defaultdict[str, set[str]] = defaultdict(set)
    for statement in said:
        if statement.state == "present":
            for curie in (statement.about.curie, *catalogue.ancestors(statement.about.curie)):
                under[curie].add(owner[statement.id])
    return under


def _spelled(said: Sequence[Statement], owner: Mapping[str, str]) -> defaultdict[str, set[Phrase]]:
    """Spellings of the paper, names of events in words, and the line of treatment where only one is of it."""
    spelled: defaultdict[str, set[Phrase]] = defaultdict(set)
    lines: defaultdict[str, set[str]] = defaultdict(set)
    for statement in said:
        qualifiers = dict(statement.qualifiers)
        if statement.event and not any(sign.isdecimal() for sign in statement.event):
            spelled[statement.event].add(phrase(statement.event.replace("-", " ")))
        if "printed as" in qualifiers and "component of" not in qualifiers:
            spelled[statement.id].add(phrase(qualifiers["printed as"]))
        if statement.kind == "treatment" and "line" in qualifiers:
            lines[qualifiers["line"]].add(owner[statement.id])
    for line, given in lines.items():
        if len(given) == 1:
            spelled[min(given)].add(phrase(line))
    return spelled


def _parts(said: Sequence[Statement], parents: Mapping[str, str]) -> defaultdict[str, set[str]]:
    """Return what was given as part of each treatment."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for statement in said:
        if statement.id in parents:
            parts[parents[statement.id]].add(statement.about.curie)
    return parts


def _anchors(said: Sequence[Statement]) -> defaultdict[str, set[Anchor]]:
    """Return where the paper tells each happening: the words of what surely happened, seen by the paper itself."""
    anchors: defaultdict[str, set[Anchor]] = defaultdict(set)
    for statement in said:
        is_part = "component of" in dict(statement.qualifiers)
        if statement.state == "present" and not statement.certainty and statement.kind in _BEFELL and not is_part:
            told = {anchor for anchor in statement.anchors if anchor.purpose == "what" and anchor.print}
            for name in (statement.id, statement.event or ""):
                anchors[name] |= told
    return anchors


def _days(said: Sequence[Statement]) -> defaultdict[str, set[Day | CycleDay | Date]]:
    """Days that the statements give to themselves and to their events."""
    days: defaultdict[str, set[Day | CycleDay | Date]] = defaultdict(set)
    for statement in said:
        moments = [words.moment for words in map(parse, statement.when) if isinstance(words, At)]
        named = {moment for moment in moments if isinstance(moment, Day | CycleDay | Date)}
        for name in (statement.id, statement.event):
            days[name or ""] |= named
    return days
