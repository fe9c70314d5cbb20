"""Sites: whether the words give an entity the site a statement gives it, and not merely name both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.evidence.names import EntityMention, EntityNames, mentions
from caseweave.evidence.passage import COMMA, Passage
from caseweave.evidence.phrases import StemmedLine, line_of
from caseweave.evidence.record import Check
from caseweave.model import Statement, Term
from caseweave.vocabulary import Concept

__all__ = ["check_route", "check_sites"]

_BREAK: Final = 2
_GAP: Final = 2
"""Words that may stand between an entity and the preposition that leads to its site."""

_PLACED: Final = frozenset(("finding", "lesion", "adverse event", "diagnosis", "outcome", "procedure"))
"""Kinds of statements whose site may be told apart from the entity; the site of another must be bound to it."""

_LOCATING: Final = frozenset(("anatomy", "procedure"))
"""Kinds of things whose place is that of what they show: the biopsy of a gland tells of the gland."""

_SMALL: Final = frozenset(("the", "a", "his", "her", "their", "bilateral", "left", "right", "both", "upper", "lower"))
_GIVEN: Final = frozenset(("drug", "drug class", "regimen", "treatment"))
_LISTS: Final = frozenset(("and", "or", "/", "as", "well"))
_LEADS: Final = frozenset(
    ("in", "on", "of", "at", "to", "over", "from", "involving", "involved", "within", "into", "onto")
)


def check_sites(
    statement: Statement, names: EntityNames, lines: Sequence[StemmedLine], sentences: Sequence[Passage]
) -> Iterator[Check]:
    """Hold each site against the words: named, and of all sites named the one that belongs to the entity."""
    whole = [line_of(passage) for passage in sentences]
    for term in statement.site:
        found = mentions(names, term.curie, lines)
        what = repr(term.label)
        if not found:
            yield Check(claim="site", what=what, outcome="could not check", reason="no name of it in the words")
            continue
        reason = _doubt(names, term, statement, whole)
        if reason:
            yield Check(claim="site", what=what, outcome="could not check", reason=reason)
        else:
            yield Check(claim="site", what=what, outcome="holds", by=tuple(filter(None, (found[0].by,))))


def _doubt(names: EntityNames, site: Term, statement: Statement, whole: Sequence[StemmedLine]) -> str | None:
    """Return why a site may be that of something else; None if a place of it is bound to the entity, or it is alone."""
    found, entity = mentions(names, site.curie, whole), mentions(names, statement.about.curie, whole)
    if any(_is_bound(names, mention, one) for mention in found for one in entity):
        return None
    named = [(one, EntityMention(line, at, end, "")) for line in whole for one, at, end in names.named(line)]
    rival = next((one.label for one, _ in named if _is_other_site(names, one, site.curie)), None)
    if rival:
        return f"the words name {rival!r} as well, and which site is meant is not clear"
    if statement.kind not in _PLACED:
        return "the words do not give it that site"
    own = {statement.about.curie, *names.catalogue.ancestors(statement.about.curie)}
    others = [(one, place) for one, place in named if one.kind not in _LOCATING and one.curie not in own]
    takers = [
        next((one.label for one, place in others if _holds(place, mention) or _is_bound(names, mention, place)), None)
        for mention in found
    ]
    return f"the words name it as that of {takers[0]!r}" if takers and all(takers) else None


def _is_other_site(names: EntityNames, concept: Concept, site: str) -> bool:
    kin = {site, *names.catalogue.ancestors(site)}
    below = site in names.catalogue.ancestors(concept.curie)
    return concept.kind == "anatomy" and concept.curie not in kin and not below


def _holds(one: EntityMention, other: EntityMention) -> bool:
    """Tell whether a name lies in another one."""
    same = one.line.passage == other.line.passage
    return same and one.first <= other.first and other.last <= one.last


def _whole(passage: Passage) -> StemmedLine:
    return line_of(passage)


def _is_bound(names: EntityNames, site: EntityMention, entity: EntityMention) -> bool:
    """Tell whether a site lies in the name of the entity, before it, or behind it in a list led by "in" or "of"."""
    passage = entity.line.passage
    if site.line.passage != passage:
        return False
    if entity.first <= site.first and site.last <= entity.last and entity.by != "words apart":
        return True
    if site.last <= entity.first:
        return site.last == entity.first and not passage.stops[site.last - 1]
    return site.first >= entity.last and _leads(names, passage, entity.last, site.first)


def _leads(names: EntityNames, passage: Passage, first: int, last: int) -> bool:
    """Tell whether nothing but a preposition and the sites listed before stands between two places."""
    if passage.parted(first - 1, last, _BREAK):
        return False
    listed = {
        at
        for concept, begin, end in names.named(_whole(passage))
        if concept.kind == "anatomy"
        for at in range(begin, end)
    }
    between = [passage.words[at] for at in range(first, last) if at not in listed]
    lead = next((at for at, word in enumerate(between) if word in _LEADS), None)
    if lead is None or lead > _GAP or passage.parted(first - 1, first + lead, COMMA):
        return False
    return all(word in _SMALL | _LISTS for word in between[lead + 1 :])


def check_route(statement: Statement, names: EntityNames, lines: Sequence[StemmedLine]) -> Iterator[Check]:
    """Hold the route against the words."""
    if statement.route is None:
        return
    what = f"route {statement.route.label!r}"
    spelling = dict(statement.qualifiers).get("printed as")
    found, entity = (
        mentions(names, statement.route.curie, lines),
        mentions(names, statement.about.curie, lines, spelling),
    )
    given = [route for route in found if any(_goes_by(names, route, one) for one in entity)]
    if given:
        yield Check(claim="qualifiers", what=what, outcome="holds", by=tuple(filter(None, (given[0].by,))))
    else:
        reason = "the words tell it of something else" if found else "no name of it in the words"
        yield Check(claim="qualifiers", what=what, outcome="could not check", reason=reason)


def _goes_by(names: EntityNames, route: EntityMention, entity: EntityMention) -> bool:
    """Tell whether a route is that of an entity: before it or the list it is in, or behind it with nothing between."""
    passage = entity.line.passage
    if route.line.passage != passage:
        return False
    if route.last < entity.first and passage.stops[route.last - 1] and passage.stops[route.last]:
        route = route._replace(last=route.last + 1)  # its short name in brackets
    named = {at: one.kind for one, first, last in names.named(line_of(passage)) for at in range(first, last)}
    named |= dict.fromkeys(range(route.first, route.last), "route")
    between = range(min(route.last, entity.last), max(route.first, entity.first))
    if route.first >= entity.last:
        return not passage.parted(entity.last - 1, route.first, COMMA) and not _GIVEN & {*map(named.get, between)}
    return not any(passage.stops[at] for at in between) and all(
        named.get(at) in {*_GIVEN, "route"} or passage.words[at] in _LISTS for at in between
    )
