"""Naming of happenings: where sentences name what happened to the patient, and what an order is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from caseweave.evidence.happenings import NamedHappening, known_terms
from caseweave.evidence.moment import CycleDayNamed, DateNamed, DayNamed, Named, moments
from caseweave.evidence.names import EntityNames
from caseweave.evidence.narration import Narration
from caseweave.evidence.passage import Passage
from caseweave.evidence.phrases import Phrase, line_of, phrase
from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.vocabulary.lexicon import told

__all__ = ["HappeningMention", "Ordered", "Side", "in_passage", "in_sentences"]

Side = Literal["before", "after", "by", "during", "at"]


class Ordered(NamedTuple):
    """What an order is held against: the sentences, what the patient's happenings are, and which entity is told of.

    ``held`` are all sentences of the anchored words, ``carrying`` those of the words that say what happened.
    """

    names: EntityNames
    sentences: Sentences
    held: tuple[Sentence, ...]
    carrying: tuple[Sentence, ...]
    anchored: tuple[Passage, ...]
    narration: Narration
    happenings: Mapping[str, NamedHappening]
    entity: str
    spelling: str | None = None

    @property
    def own_names(self) -> tuple[Phrase, ...]:
        """Names of the entity, and the paper's own spelling of it."""
        return (*self.names.of(self.entity), *((phrase(self.spelling),) if self.spelling else ()))

    def is_entity(self, mention: HappeningMention) -> bool:
        """Tell whether a mention is the only one of the entity itself, which is of the same name."""
        line = line_of(mention.passage)
        own = [span for name in self.own_names for span in line.find(name)]
        return bool(own) and all(first < mention.last and mention.first < last for first, last in own)

    @property
    def known(self) -> frozenset[str]:
        """Terms of all that happened to the patient."""
        return known_terms(self.happenings)

    def happening(self, name: str) -> NamedHappening:
        """Return what is known of a happening."""
        return self.happenings.get(name, NamedHappening())

    def is_anchored(self, mention: HappeningMention) -> bool:
        """Tell whether a happening is named in the anchored words."""
        first, last = mention.passage.start + mention.first, mention.passage.start + mention.last
        return any(
            one.flow == mention.passage.flow and one.start <= first and last <= one.start + one.last - one.first
            for one in self.anchored
        )


class HappeningMention(NamedTuple):
    """Where a sentence names a happening; ``prefix`` is the side a prefix gives it, such as that of "post-infusion".

    ``is_done`` tells that it is something done once, such as an admission.
    """

    passage: Passage
    first: int
    last: int
    prefix: Side | None
    is_done: bool = False


def in_sentences(name: str, ordered: Ordered) -> list[HappeningMention]:
    """Find where the sentences of a statement name a happening."""
    happening, passages = ordered.happening(name), map(ordered.sentences.passage, ordered.held)
    return [one for passage in passages for one in in_passage(ordered.names, happening, passage)]


def _prefixes() -> tuple[tuple[str, Side], ...]:
    """Words that may be grown together with a name, with the side they tell: "post-infusion"."""
    sides: tuple[Side, ...] = ("after", "before")
    return tuple((word, side) for side in sides for word in sorted(told("grown together", side)))


def in_passage(names: EntityNames, happening: NamedHappening, passage: Passage) -> Iterator[HappeningMention]:
    """Find where a sentence names a happening: by what names it alone, or by a shared name and its day."""
    line = line_of(passage)
    terms = (*happening.terms, *(happening.shared if _gives_day(happening, passage) else ()))
    is_done = bool(happening.shared) and all(names.concept(one).kind == "procedure" for one in happening.shared)
    for name in dict.fromkeys((*(name for curie in terms for name in names.of(curie)), *happening.spellings)):
        for first, last in line.find(name):
            yield HappeningMention(passage, first, last, None, is_done)
        for prefix, side in _prefixes():
            for first, last in line.find((prefix + name[0], *name[1:])):
                yield HappeningMention(passage, first, last, side)


def _gives_day(happening: NamedHappening, passage: Passage) -> bool:
    """Tell whether a sentence names the day of a happening, and no other day."""
    named = {_day(one) for one in moments(passage)} - {None}
    days = {str(day).partition(" of ")[0].casefold() for day in happening.days}
    return len(named) == 1 and named <= days


def _day(named: Named) -> str | None:
    match named:
        case DayNamed():
            return f"day {named.number}"
        case CycleDayNamed():
            return f"c{named.cycle}d{named.day}"
        case DateNamed(year=int(year), month=int(month), day=int(day)):
            return f"{year:04d}-{month:02d}-{day:02d}"
        case _:
            return None
