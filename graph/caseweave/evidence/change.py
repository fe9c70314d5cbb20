"""Change: whether the words tell of a change in the direction a statement gives it.

Only the direction is checked, and only against words that surely tell one: a statement that something improves is
refused by words that tell of nothing but worsening.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import stem
from caseweave.evidence.record import Check
from caseweave.model import Statement
from caseweave.vocabulary import lexicon

__all__ = ["check_course"]


def check_course(statement: Statement, passages: Sequence[Passage]) -> Check | None:
    """Hold the direction of a change against the words; None if the words tell no direction, or tell both."""
    changes = {change for _, change in statement.course}
    words = {stem(word) for passage in passages for word in passage.anchored}
    told = changes & (_up() | lexicon.better())
    tells = bool(_stems("worse") & words), bool(_stems("better") & words)
    if tells not in {(True, False), (False, True)} or not told:
        return None
    allowed, direction = (_up(), "worsening") if tells[0] else (lexicon.better(), "improvement")
    claim = "course " + "; ".join(f"{aspect}: {change}" for aspect, change in statement.course)
    if told <= allowed:
        return Check(claim=claim, outcome="passed")
    if changes & allowed:
        return Check(claim=claim, outcome="could not check", reason=f"the words tell only of {direction}")
    return Check(claim=claim, outcome="failed", reason=f"the words tell only of {direction}")


def _up() -> frozenset[str]:
    """Return the steps that words of worsening tell of; what appears may be told with any words."""
    return lexicon.worse() - {"appears"}


@cache
def _stems(direction: str) -> frozenset[str]:
    return frozenset(map(stem, lexicon.words(direction)))
