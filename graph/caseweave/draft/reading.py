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
    """Yield the sentences that speak of a patient: of a discussion only those that name one, or go on about one.

    A copy without any heading is the text of the case.
    """
    index = TextIndex(copy.text)
    entities = NamedEntities(EntityNames(catalogue, abbreviations(copy.text, catalogue)))
    cut = Sentences(index)
    voices, chronicle = Voices(cut, authors), Chronicle(index)
    filled = [section.name for section, flow in zip(index.sections, index.flows, strict=True) if flow]
    is_bare = [section_kind(name).kind for name in filled] == ["title"]
    number = 0
    for flow, section in enumerate(index.sections):
        told: list[tuple[int, SpottedMoment]] = []
        is_read = is_bare or section_kind(section.name).kind not in _UNREAD
        for sentence in _of_section(index, cut, flow) if is_read else ():
            number += 1
            passage = cut.passage(sentence)
            found = spotted(passage, chronicle)
            case, is_told = _case(voices, sentence, paper, is_bare)
            if is_told:
                tokens = index.flows[flow][passage.start : passage.start + len(passage.words)]
                before = carried(told, passage.start)
                yield ReadSentence(number, section.name, case, copy, tokens, passage, entities, found, before)
            told += [(passage.start + one.first, one) for one in found]


def _case(voices: Voices, sentence: Sentence, paper: str, is_bare: bool) -> tuple[str | None, bool]:
    """Return the patient a sentence speaks of, None where that is not clear, and whether it speaks of one at all."""
    voice = voices.of(sentence)
    if is_bare and not voice.named and not voice.is_blurred:
        return paper, True
    is_told = is_bare or voices.tells_the_case(sentence) or bool(voice.named) or voice.carried is not None
    return paper if voice.speaker == OWN else voice.speaker, is_told


def _of_section(index: TextIndex, cut: Sentences, flow: int) -> tuple[Sentence, ...]:
    size = len(index.flows[flow])
    return cut.holding(passage_of(index, flow, 0, size)) if size else ()
