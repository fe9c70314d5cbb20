"""Certainty: whether the words tell a thing as a fact or as a suspicion, as the statement does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caseweave.evidence.names import EntityMention
from caseweave.evidence.polarity import plans
from caseweave.evidence.record import Check
from caseweave.model import Statement
from caseweave.vocabulary.lexicon import told

__all__ = ["check_certainty", "suspects"]

_REACH: Final = 6
_BEHIND: Final = 4
_BREAK: Final = 2


def check_certainty(statement: Statement, entity: Sequence[EntityMention]) -> Check | None:
    """Hold the certainty against the words beside the entity; None for what is only proposed."""
    if statement.state == "proposed":
        return None
    what = statement.certainty or ("told as a fact" if statement.assertion == "observed" else statement.assertion)
    if statement.assertion == "inferred":
        reason = "whether it was seen or concluded is for a reader"
        return Check(claim="certainty", what=what, outcome="not checked", reason=reason)
    if not entity:
        return Check(claim="certainty", what=what, outcome="not checked", reason="the entity is not named in the words")
    is_doubted = any(suspects(mention) or _guesses(statement, mention) for mention in entity)
    if statement.assertion == "hypothesised" and not any(map(plans, entity)):
        return Check(
            claim="certainty", what="hypothesised", outcome="could not check", reason="the words do not say so"
        )
    if is_doubted == (what != "told as a fact"):
        return Check(claim="certainty", what=what, outcome="holds")
    reason = "the words speak of a suspicion" if is_doubted else "the words do not say so"
    return Check(claim="certainty", what=what, outcome="could not check", reason=reason)


def _guesses(statement: Statement, mention: EntityMention) -> bool:
    return statement.assertion == "hypothesised" and plans(mention)


def suspects(mention: EntityMention) -> bool:
    """Tell whether words beside an entity make a suspicion of it: "concern for", "possible", "was suspected"."""
    passage = mention.line.passage
    for at in range(mention.first - 1, max(-1, mention.first - 1 - _REACH), -1):
        if passage.stops[at] >= _BREAK or passage.words[at] in told("doubt", "ends"):
            break
        if passage.words[at] in told("doubt"):
            return True
    behind = passage.words[mention.last : mention.last + _BEHIND]
    return not passage.parted(mention.last - 1, mention.last, 1) and bool(told("doubt", "behind") & set(behind))
