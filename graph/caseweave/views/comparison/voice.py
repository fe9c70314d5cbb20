"""Whom a cell believes first: own before relayed, firm before doubtful, the text of the case before the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from caseweave.model import LISTS, Measure, Statement

__all__ = ["DOUBTED", "Teller", "blind", "doubtful", "heads", "rank", "voice_of", "voices"]

Rank: TypeAlias = tuple[bool, bool, int]

DOUBTED: Final = frozenset({"low", "inferred"})
"""Remarks of a curator on how sure a statement is that make it doubtful."""


@dataclass(frozen=True, slots=True, order=True)
class Teller:
    """One account of one paper: of its own patient or of another's, told as a fact or in doubt."""

    relayed: bool
    doubt: bool
    account: str
    said_by: str

    @property
    def rank(self) -> Rank:
        """How far down the order of trust it stands; voices of one rank are trusted alike."""
        return self.relayed, self.doubt, LISTS["account"].index(self.account) if self.account in LISTS["account"] else 9


def rank(voice: Teller) -> tuple[Rank, str]:
    """Return the place of a voice among all, by trust and then by paper."""
    return voice.rank, voice.said_by


def doubtful(said: Statement) -> bool:
    """Tell whether a statement is less than the paper's plain word: suspected, in the curator's terms, or in doubt."""
    return said.certainty is not None or said.naming == "mapped" or said.confidence in DOUBTED


def blind(_: Statement) -> bool:
    """Hold nothing doubtful, for ways of showing that weigh doubt themselves."""
    return False


def heads(said: Statement) -> bool:
    """Tell whether a statement may head a cell: it is observed, and of one patient."""
    return said.assertion == "observed" and said.role in {"own", "relayed"}


def voice_of(told: Statement | Measure, doubt: bool) -> Teller:
    """Return the voice in which something is told."""
    return Teller(told.role != "own", doubt, told.account, told.said_by)


def voices(
    statements: Iterable[Statement], doubt: Callable[[Statement], bool] = doubtful
) -> dict[Teller, list[Statement]]:
    """Gather statements by voice, the most trusted first; ``doubt`` tells what is less than a plain word."""
    found: dict[Teller, list[Statement]] = {}
    for said in statements:
        found.setdefault(voice_of(said, doubt(said)), []).append(said)
    return {voice: found[voice] for voice in sorted(found, key=rank)}
