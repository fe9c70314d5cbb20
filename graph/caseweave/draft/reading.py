"""A copy read for proposals, section by section and sentence by sentence: those that speak of a patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from caseweave.draft.entities import NamedEntities
from caseweave.draft.moments import SpottedMoment, carried, spotted
from caseweave.draft.proposal import Proposal
from caseweave.draft.sentence import ReadSentence
from caseweave.evidence.abbreviations import abbreviations
from caseweave.evidence.chronicle import Chronicle
from caseweave.evidence.names import EntityNames
from caseweave.evidence.passage import passage_of
from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.evidence.voices import OWN, Voices
from caseweave.text.anchors import TextIndex
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue
from caseweave.vocabulary.sections import section_kind

__all__ = ["proposals", "sentences"]

_UNREAD: Final = frozenset(("title", "references", "back matter", "methods", "table"))
"""Sections of which nothing is proposed."""


def proposals(
    paper: str, copy: Copy, catalogue: Catalogue, authors: Mapping[str, str] | None = None
) -> tuple[Proposal, ...]:
    """Propose what each sentence of a copy may say, in the order of the text.

    ``authors`` are the first authors of the papers it cites, by paper id: what is said of their patients is theirs.
    """
    read = sentences(paper, copy, catalogue, authors or {})
    return tuple(proposal for sentence in read for proposal in sentence.proposals())


def sentences(paper: str, copy: Copy, catalogue: Catalogue, authors: Mapping[str, str]) -> Iterator[ReadSentence]:
    """Yield the sentences that speak of a patient: of a discussion only those that name one, or go on about one."""
    index = TextIndex(copy.text)
    names = EntityNames(catalogue, abbreviations(copy.text, catalogue))
    entities = NamedEntities(names, catalogue)
    cut = Sentences(index)
    voices = Voices(cut, authors)
    chronicle, number = Chronicle(index), 0
    for flow, section in enumerate(index.sections):
        told: list[tuple[int, SpottedMoment]] = []
        for sentence in _of_section(index, cut, flow) if section_kind(section.name).kind not in _UNREAD else ():
            number += 1
            passage = cut.passage(sentence)
            found = spotted(passage, chronicle)
            voice = voices.of(sentence)
            if voices.tells_the_case(sentence) or voice.named or voice.carried is not None:
                tokens = index.flows[flow][passage.start : passage.start + len(passage.words)]
                case = paper if voice.speaker == OWN else voice.speaker
                before = carried(told, passage.start)
                yield ReadSentence(number, section.name, case, copy, tokens, passage, entities, found, before)
            told += [(passage.start + one.first, one) for one in found]


def _of_section(index: TextIndex, cut: Sentences, flow: int) -> tuple[Sentence, ...]:
    size = len(index.flows[flow])
    return cut.holding(passage_of(index, flow, 0, size)) if size else ()
