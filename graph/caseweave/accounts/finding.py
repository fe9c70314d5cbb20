"""What a rule finds: the statements that do not fit together, and by which rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from caseweave.accounts.pairs import Pair
from caseweave.model import Statement
from caseweave.model.lists import Conflict, Strength

__all__ = ["Misfit", "MisfitRule", "Tested", "Witnesses"]

Tested: TypeAlias = "Callable[[Pair], Strength | None]"
"""Tells how strongly two statements disagree; None where they do not."""

Witnesses: TypeAlias = "tuple[tuple[Statement, Statement], ...]"
"""Statements that bear witness, each with the side it stands with."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Two statements that do not fit together, and witnesses, each with the one of the two that it stands with."""

    rule: str
    kind: Conflict
    strength: Strength
    note: str
    one: Statement
    other: Statement
    witnesses: Witnesses = ()


def _any(_: Statement) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class MisfitRule:
    """A rule: its name, the kind of disagreement it finds, its sentence, and the test of two statements.

    ``of`` tells which statements it may be about, so that most pairs need no test; ``also`` adds statements that bear
    witness where the test holds, each with the side it stands with; ``more`` says what else is to be known.
    """

    kind: Conflict
    test: Tested
    of: Callable[[Statement], bool] = _any
    also: Callable[[Pair], Witnesses] | None = None
    more: Callable[[Pair], str] | None = None

    @property
    def name(self) -> str:
        """Name of the rule, in words: ``part exceeds whole``."""
        return self.test.__name__.replace("_", " ")

    @property
    def sentence(self) -> str:
        """What the rule says, in one sentence."""
        return (self.test.__doc__ or "").split("\n", 1)[0]

    def __call__(self, pair: Pair) -> Misfit | None:
        """Apply the rule to two statements."""
        strength = self.test(pair)
        if strength is None:
            return None
        witnesses = self.also(pair) if self.also else ()
        note = f"{self.sentence} {self.more(pair)}" if self.more else self.sentence
        return Misfit(self.name, self.kind, strength, note, pair.one, pair.other, witnesses)
