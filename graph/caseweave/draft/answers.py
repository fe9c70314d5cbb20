"""Answers of a language model, held line by line against the copy: ready, a question, or rejected with the reason.

A line is believed only as far as its words stand in the copy. What is not in the text (an invented quote, a changed
number, the example of the prompt) is rejected, and so is what only a machine should write: identifiers and places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from caseweave.draft.entities import KINDS
from caseweave.draft.prompt import CANARY
from caseweave.draft.proposal import Proposal
from caseweave.draft.reading import sentences
from caseweave.draft.sentence import ReadSentence
from caseweave.model.error import CaseweaveError
from caseweave.text.anchors import TextIndex, Unanchored, make, tokens
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue
from caseweave.vocabulary.catalogue import UnknownTermError

__all__ = ["HeldAnswer", "held"]

_KEYS: Final = frozenset(("quote", "term", "kind", "state", "certainty", "value", "when", "patient"))
_NEEDED: Final = ("quote", "term", "kind", "state")
_STATES: Final = frozenset(("present", "absent", "proposed", "not assessable"))
_MOST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAnswer:
    """One line with its outcome; ``proposal`` is what it comes to, None where it is rejected before that."""

    line: int
    outcome: Literal["ready", "question", "rejected"]
    reason: str
    answer: str
    prompt: str
    model: str
    proposal: Proposal | None = None

    def row(self) -> dict[str, object]:
        """Return the public keys: the outcome, then the columns of a proposal, null where there is none."""
        told = {
            name: getattr(self, name) or None for name in ("line", "outcome", "reason", "answer", "prompt", "model")
        }
        empty = dict.fromkeys(Proposal.__dataclass_fields__)
        return {**told, **(self.proposal.row() if self.proposal else empty)}


class _Rejected(CaseweaveError):  # noqa: N818 - it is an answer, not an error
    """Why a line is not believed."""


def held(  # noqa: PLR0913 - what every answer is kept with
    lines: Sequence[str],
    paper: str,
    copy: Copy,
    catalogue: Catalogue,
    *,
    authors: Mapping[str, str] | None = None,
    prompt: str = "",
    model: str = "",
) -> Iterator[HeldAnswer]:
    """Hold every line of an answer against the copy; empty lines and the marks of a code block are passed over."""
    desk = _Desk(paper, copy, catalogue, authors or {})
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.strip().startswith("```"):
            continue
        kept = {"line": number, "answer": line.strip()[:_MOST], "prompt": prompt, "model": model}
        try:
            proposal, question = desk.judged(line)
        except _Rejected as reason:
            yield HeldAnswer(outcome="rejected", reason=str(reason), **kept)  # type: ignore[arg-type]
        else:
            outcome: Literal["ready", "question"] = "question" if question else "ready"
            yield HeldAnswer(outcome=outcome, reason=question, proposal=proposal, **kept)  # type: ignore[arg-type]


class _Desk:
    """A copy made ready, with what the rules propose of each of its sentences."""

    def __init__(self, paper: str, copy: Copy, catalogue: Catalogue, authors: Mapping[str, str]) -> None:
        self._paper, self._copy, self._catalogue, self._authors = paper, copy, catalogue, authors
        self._index = TextIndex(copy.text)
        self._sentences = list(sentences(paper, copy, catalogue, authors))

    def judged(self, line: str) -> tuple[Proposal, str]:
        """Return what a line comes to, and what is still a question; raise for what cannot be believed."""
        told = _read(line)
        sentence, start, end = self._place(told)
        proposed = sentence.proposals()
        questions = [
            self._of_patient(told, sentence),
            self._of_state(told, proposed, start, end),
            "" if self._curie(told["term"]) else "the vocabulary does not know the term",
        ]
        ruled = next((one for one in proposed if one.start < end and start < one.end and one.value), None)
        made = Proposal(
            sentence=sentence.number,
            start=start,
            end=end,
            kind=told["kind"],
            term=told["term"],
            about=self._curie(told["term"]),
            state=told["state"],
            certainty="suspected" if told.get("certainty") else None,
            value=ruled.value if ruled and told.get("value") else told.get("value"),
            unit=ruled.unit if ruled and told.get("value") else None,
            when=next((one.when for one in proposed if one.start < end and start < one.end), None) or told.get("when"),
            case=sentence.case,
            section=sentence.section,
            quote=told["quote"],
        )
        return made, "; ".join(filter(None, questions))

    def _place(self, told: Mapping[str, str]) -> tuple[ReadSentence, int, int]:
        """Return the sentence of the quote, and the characters of the term in it; all copied words must stand there."""
        if _words(told["quote"]) == _words(CANARY):
            raise _Rejected("it repeats the example of the prompt")
        try:
            found = make(self._index, told["quote"])
        except Unanchored as fault:
            raise _Rejected(f"quote: {fault}") from None
        first, last = self._copy.place(found.span[0]), self._copy.place(found.span[1] - 1) + 1
        sentence = next((one for one in self._sentences if first < one.end and one.start < last), None)
        if sentence is None:
            raise _Rejected("the quote stands where the paper speaks of no patient")
        quoted = self._copy.text[found.span[0] : found.span[1]]
        whole = " ".join(_words(sentence.text))
        for key, within in (("term", " ".join(_words(quoted))), ("value", " ".join(_words(quoted))), ("when", whole)):
            words = " ".join(_words(told.get(key, "")))
            if words and f" {words} " not in f" {within} ":
                raise _Rejected(f"{key}: {told[key]!r} does not stand there as it is")
        at = quoted.casefold().find(told["term"].casefold())
        start = first + max(at, 0)
        return sentence, start, start + len(told["term"]) if at >= 0 else last

    def _of_patient(self, told: Mapping[str, str], sentence: ReadSentence) -> str:
        patient = told.get("patient", "own")
        named = {name.casefold(): paper for paper, name in self._authors.items()}
        wanted = self._paper if patient == "own" else named.get(patient.casefold())
        if sentence.case is not None and sentence.case != wanted:
            raise _Rejected(f"patient: the sentence speaks of {sentence.case}, not of {patient!r}")
        return "" if sentence.case else "whom the sentence speaks of is not clear"

    @staticmethod
    def _of_state(told: Mapping[str, str], proposed: Sequence[Proposal], start: int, end: int) -> str:
        """Hold the state against what the rules read in the same words."""
        states = {one.state for one in proposed if one.about and one.start < end and start < one.end}
        if not states or told["state"] in states:
            return ""
        if {told["state"], *states} == {"present", "absent"}:
            raise _Rejected(f"state: the words say {states.pop()}, not {told['state']}")
        return f"state: the words may say {', '.join(sorted(states))}"

    def _curie(self, term: str) -> str | None:
        try:
            return self._catalogue.resolve(term).curie
        except UnknownTermError:
            return None


def _read(line: str) -> dict[str, Any]:
    """Read a line: an object of texts with the keys that were asked for."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise _Rejected("no JSON object on one line") from None
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise _Rejected("no JSON object of texts")
    if more := sorted(set(told) - _KEYS):
        raise _Rejected(f"{', '.join(more)}: not asked for; identifiers, places and days are found by machine")
    if missing := [name for name in _NEEDED if not told.get(name, "").strip()]:
        raise _Rejected(f"no {', '.join(missing)}")
    if told["kind"] not in KINDS.values() or told["state"] not in _STATES:
        raise _Rejected("kind or state is none of those asked for")
    return told


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]
