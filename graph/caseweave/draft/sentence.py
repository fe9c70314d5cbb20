"""One sentence read for proposals: what it names, in which state, how much and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from caseweave.draft.amounts import SpottedAmount, amounts, bound, by_unit
from caseweave.draft.entities import KINDS, NamedEntities, NamedTerm
from caseweave.draft.moments import SpottedMoment, nearest
from caseweave.draft.proposal import Proposal, ProposedState
from caseweave.evidence.certainty import suspects
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import line_of
from caseweave.evidence.polarity import plans, polarity, sign, unknowns
from caseweave.text.anchors import Token
from caseweave.text.readers import Copy

__all__ = ["ReadSentence"]

_DONE: Final = frozenset(("procedure", "treatment"))
_QUOTED: Final = 8
"""Words of a quote, and so of the anchor that is made from it."""


class _Mentioned(NamedTuple):
    """What is proposed of some words, before it is written out: a thing, a number, a moment, or several of them."""

    first: int
    last: int
    named: NamedTerm | None = None
    amount: SpottedAmount | None = None
    about: str | None = None
    moment: SpottedMoment | None = None


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with what is known of it: its number in the copy, its section, and the patient it speaks of.

    ``moments`` are those it names, ``before`` the day that the sentence before leaves open.
    """

    number: int
    section: str
    case: str | None
    copy: Copy
    tokens: Sequence[Token]
    passage: Passage
    entities: NamedEntities
    moments: tuple[SpottedMoment, ...]
    before: SpottedMoment | None

    @property
    def start(self) -> int:
        """Its first character in the text that the user gave."""
        return self.copy.place(self.tokens[0].start)

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.copy.place(self.tokens[-1].end - 1) + 1

    @property
    def text(self) -> str:
        """Its words as they are printed."""
        return self._words(0, len(self.tokens))

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what may be said, in the order of the words; what is told twice is proposed once."""
        kept: dict[tuple[object, ...], Proposal] = {}
        for told in sorted(self._told(), key=lambda one: (one.first, one.last)):
            made = self._made(told)
            free = (made.start,) if made.about is None else ()
            kept.setdefault((made.about, made.state, made.value, made.when, *free), made)
        return tuple(kept.values())

    def _told(self) -> Iterator[_Mentioned]:
        named = [*self.entities.of(self.passage), *self.entities.denied(line_of(self.passage))]
        owned: dict[int, list[SpottedAmount]] = {}
        for amount in amounts(self.passage, self.moments):
            curie = by_unit(self.passage, amount)
            owner = None if curie else bound(self.entities.names, named, self.passage, amount)
            if owner is None:
                yield _Mentioned(amount.first, amount.last, None, amount, curie)
            else:
                owned.setdefault(named.index(owner), []).append(amount)
        for at, one in enumerate(named):
            for amount_or_none in owned.get(at, [None]):
                yield _Mentioned(one.mention.first, one.mention.last, one, amount_or_none)
        for moment in self.moments:
            yield _Mentioned(moment.first, moment.last, moment=moment)

    def _made(self, told: _Mentioned) -> Proposal:
        moment = told.moment or nearest(self.moments, told.first, told.last, self.passage)
        when = moment or self.before
        start, end = self._place(told.first, told.last)
        named, amount = told.named, told.amount
        concept = named.concept if named else self.entities.concept(told.about)
        return Proposal(
            sentence=self.number,
            start=start,
            end=end,
            kind=KINDS[concept.kind] if concept else "measurement" if amount else None,
            term=self._words(told.first, told.last) if named else None,
            about=concept.curie if concept else None,
            label=concept.label if concept else None,
            source=(concept.source or None) if concept else None,
            state=self._state(named) if named else "present",
            certainty="suspected" if named and suspects(named.mention) else None,
            value=amount.text if amount else None,
            unit=amount.unit if amount else None,
            when=(when.phrase or self._words(when.first, when.last))
            if when and (when is moment)
            else when.phrase
            if when
            else None,
            case=self.case,
            section=self.section,
            quote=self._quote(told.first, told.last),
            **self._spans(amount, moment),
        )

    def _spans(self, amount: SpottedAmount | None, moment: SpottedMoment | None) -> dict[str, int]:
        value = self._place(amount.first, amount.last) if amount else ()
        when = self._place(moment.first, moment.last) if moment else ()
        names = (*(("value_start", "value_end") if value else ()), *(("when_start", "when_end") if when else ()))
        return dict(zip(names, (*value, *when), strict=True))

    def _state(self, named: NamedTerm) -> ProposedState:
        """Say in which state the words tell a thing; where the reach of a "no" is not clear, that is a question."""
        mention, kind = named.mention, KINDS[named.concept.kind]
        if mention.by == "denying word":
            return "absent"
        if kind == "marker":
            found = sign(mention, self.entities.markers(mention.line))
            return {"affirmed": "present", "denied": "absent", "unclear": "unclear"}[found]  # type: ignore[return-value]
        if plans(mention):
            return "proposed"
        found = polarity(mention, kind in _DONE)
        if found != "affirmed" and unknowns(mention.line.passage):
            return "not assessable"
        return "present" if found == "affirmed" else "absent" if found == "denied" else "unclear"

    def _place(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of some words in the text that the user gave."""
        place = self.copy.place
        return place(self.tokens[first].start), place(self.tokens[last - 1].end - 1) + 1

    def _words(self, first: int, last: int) -> str:
        return " ".join(self.copy.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def _quote(self, first: int, last: int) -> str:
        """Return the words for an anchor: those of the thing, with as many around them as an anchor needs."""
        size = len(self.tokens)
        room = max(0, _QUOTED - (last - first))
        begin = max(0, min(first - room // 2, size - _QUOTED))
        return self._words(begin, min(size, max(last, begin + _QUOTED), begin + 12))
