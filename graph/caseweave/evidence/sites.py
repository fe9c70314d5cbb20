"""Sites: whether the words give an entity the site a statement gives it, and not merely name both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caseweave.evidence.names import EntityMention, EntityNames, mentions
from caseweave.evidence.passage import COMMA, Passage
from caseweave.evidence.phrases import StemmedLine, line_of
from caseweave.evidence.record import Check
from caseweave.model import Statement, Term

__all__ = ["check_route", "check_sites"]

_BREAK: Final = 2
_GAP: Final = 2
"""Words that may stand between an entity and the preposition that leads to its site."""

_SMALL: Final = frozenset(("the", "a", "his", "her", "their", "bilateral", "left", "right", "both", "upper", "lower"))
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
        rival = _rival(names, term, statement.about, whole)
        if rival:
            reason = f"the words name {rival!r} as well, and which site is meant is not clear"
            yield Check(claim="site", what=what, outcome="could not check", reason=reason)
        else:
            yield Check(claim="site", what=what, outcome="holds", by=tuple(filter(None, (found[0].by,))))


def _rival(names: EntityNames, site: Term, about: Term, whole: Sequence[StemmedLine]) -> str | None:
    """Another site named in the sentences, unless one of the places of this one is bound to the entity."""
    found, entity = mentions(names, site.curie, whole), mentions(names, about.curie, whole)
    if any(_is_bound(names, mention, one) for mention in found for one in entity):
        return None
    kin = {site.curie, *names.catalogue.ancestors(site.curie)}
    for line in whole:
        for concept, _, _ in names.named(line):
            below = site.curie in names.catalogue.ancestors(concept.curie)
            if concept.kind == "anatomy" and concept.curie not in kin and not below:
                return concept.label
    return None


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
    found = mentions(names, statement.route.curie, lines)
    if found:
        yield Check(claim="qualifiers", what=what, outcome="holds", by=tuple(filter(None, (found[0].by,))))
    else:
        yield Check(claim="qualifiers", what=what, outcome="could not check", reason="no name of it in the words")
