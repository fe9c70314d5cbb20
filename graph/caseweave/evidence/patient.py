"""Patient: whether the words speak of the patient a statement is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from caseweave.evidence.passage import Passage
from caseweave.evidence.record import Check, Outcome
from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.evidence.voices import OWN, Voice, Voices
from caseweave.model import Statement

__all__ = ["check_patient"]

_LABEL: Final = re.compile(r"\b(?:case|patient)s? (?:no\.? ?|number |#)?(\d{1,2}|[A-H])\b", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(?:^|[^0-9a-z])(?:case|patient|p|pt)?[-_.]?(\d{1,2}|[a-h])$")
_ORDER: Final[tuple[Outcome, ...]] = ("holds", "not checked", "could not check", "fails")


def check_patient(statement: Statement, passages: Sequence[Passage], voices: Voices, own_cases: Sequence[str]) -> Check:
    """Hold the patient against what the sentences of the anchored words speak of: the worst of them counts."""
    what = f"{statement.case} ({statement.role})"
    judged = [
        _judged(statement, voices.of(sentence), sentence, voices.sentences, own_cases)
        for passage in _carrying(passages)
        for sentence in voices.sentences.holding(passage)
    ]
    if not judged:
        return Check(claim="patient", what=what, outcome="could not check", reason="no words that carry it")
    outcome, told = max(judged, key=lambda one: _ORDER.index(one[0]))
    if outcome == "holds":
        return Check(claim="patient", what=what, outcome=outcome, by=(told,) if told else ())
    return Check(claim="patient", what=what, outcome=outcome, reason=told)


def _carrying(passages: Sequence[Passage]) -> Sequence[Passage]:
    return [passage for passage in passages if passage.purpose == "what"] or passages


def _judged(
    statement: Statement, voice: Voice, sentence: Sentence, sentences: Sentences, own_cases: Sequence[str]
) -> tuple[Outcome, str]:
    """Return what one sentence says of the patient: the outcome, and the derivation or the reason."""
    if statement.role == "background" and voice.is_general:
        return "holds", ""
    if statement.role not in ("own", "relayed") or (statement.role == "relayed" and statement.primary is None):
        return "could not check", "whom the paper speaks of is for a reader"
    wanted = OWN if statement.role == "own" else statement.primary
    if voice.speaker == wanted:
        if wanted == OWN and len(own_cases) > 1:
            return _of_several(statement.case, sentence, sentences, own_cases)
        return "holds", "" if voice.named else "patient carried over"
    if voice.named and not voice.is_blurred and wanted not in voice.named | voice.likened:
        return "fails", f"the words speak of {_spoken(voice.named)}"
    return "could not check", "whom the words speak of is not clear"


def _spoken(named: frozenset[str]) -> str:
    return " and ".join(sorted(name or "the paper's own patient" for name in named))


def _of_several(case: str, sentence: Sentence, sentences: Sentences, own_cases: Sequence[str]) -> tuple[Outcome, str]:
    """Tell the own patients of a paper apart by the number or letter the words or the heading give them."""
    labels = {_label(one) for one in own_cases}
    wanted = _label(case)
    if wanted is None or len(labels) != len(own_cases):
        return "could not check", "the paper has several patients, and the words number none"
    for text in (sentences.text(sentence), sentences.section(sentence)):
        found = {label.casefold() for label in _LABEL.findall(text)}
        if found:
            named = ", ".join(sorted(found))
            return ("holds", "") if found == {wanted} else ("fails", f"the words speak of patient {named}")
    return "could not check", "the paper has several patients, and the words number none"


def _label(case: str) -> str | None:
    match = _NUMBERED.search(case)
    return match[1] if match else None
