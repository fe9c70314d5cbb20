"""Change: whether the words tell of a change in the direction a statement gives it.

Only the direction is checked, and only against words that surely tell one: a statement that something improves is
refused by words that tell of nothing but worsening.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import stem
from caseweave.evidence.record import Check
from caseweave.model import Statement

__all__ = ["check_course"]

_UP: Final = frozenset(("worsens", "recurs"))
_DOWN: Final = frozenset(("improves", "nearly cleared", "cleared"))
_MORE: Final = frozenset(
    stem(word)
    for word in (
        *("worse", "worsened", "worsening", "progressed", "progression", "increased", "increasing", "more", "larger"),
        *("spread", "stimulated", "recurred", "returned"),
    )
)
_LESS: Final = frozenset(
    stem(word)
    for word in (
        *(
            "less",
            "decreased",
            "decreasing",
            "improved",
            "improvement",
            "smaller",
            "flattened",
            "flattening",
            "flat",
            "flatter",
        ),
        *("resolved", "resolution", "cleared", "clearance", "disappeared", "gone", "reduced", "faded", "minimally"),
    )
)


def check_course(statement: Statement, passages: Sequence[Passage]) -> Check | None:
    """Hold the direction of a change against the words; None if the words tell no direction, or tell both."""
    changes = {change for _, change in statement.course}
    words = {stem(word) for passage in passages for word in passage.anchored}
    tells = bool(_MORE & words), bool(_LESS & words)
    if tells not in {(True, False), (False, True)} or not changes & (_UP | _DOWN):
        return None
    allowed, direction = (_UP, "worsening") if tells[0] else (_DOWN, "improvement")
    claim = "course " + "; ".join(f"{aspect}: {change}" for aspect, change in statement.course)
    if changes & (_UP | _DOWN) <= allowed:
        return Check(claim=claim, outcome="passed")
    if changes & allowed:
        return Check(claim=claim, outcome="could not check", reason=f"the words tell only of {direction}")
    return Check(claim=claim, outcome="failed", reason=f"the words tell only of {direction}")
