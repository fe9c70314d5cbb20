"""The sides of a disagreement: in the order of the corpus, in the words of the paper and in ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caseweave.model import Side, Statement
from caseweave.wording import HappeningNames, phrase, says

__all__ = ["Sides"]


@dataclass(frozen=True, slots=True)
class Sides:
    """How statements are shown as sides: the place of each in the corpus, and the names of what happened."""

    places: Mapping[str, int]
    names: HappeningNames = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Statement], names: HappeningNames) -> Sides:
        """Take the order of some records."""
        return cls({record.statement: place for place, record in enumerate(records)}, names)

    def worded(self, said: Statement, text: str) -> str:
        """Say a time phrase of a statement with the names of what it refers to."""
        return phrase(text, self.names.get((said.said_by, said.case), {}))

    def side(self, said: Statement, text: str | None = None, camp: int | None = None) -> Side:
        """Return a statement as a side of a camp; ``text`` is the time phrase in question, if that is what is told.

        Where the file keeps no words of the paper, ``printed`` holds what the statement says, in square brackets.
        """
        asked = None if text is None else self.worded(said, text)
        when = asked or "; ".join(self.worded(said, one) for one in said.when)
        told = ", ".join(filter(None, (says(said), when)))
        return Side(
            statement=said.statement,
            printed=asked or said.printed or f"[{told}]",
            said_by=said.said_by,
            section=said.section,
            says=told,
            camp=camp,
            confidence=said.confidence,
        )
