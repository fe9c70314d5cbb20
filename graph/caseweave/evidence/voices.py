"""Voices: which patient a sentence of a copy speaks of, its own or one that a cited paper reports.

The text of the case, its legends and the abstract speak of the paper's own patient unless they name an author. Anywhere
else the words must say so: "our patient", an author, a citation mark; "the patient" is the one spoken of last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from caseweave.evidence.sentences import Sentence, Sentences
from caseweave.vocabulary.sections import section_kind

__all__ = ["OWN", "Voice", "Voices", "family_name"]

OWN: Final = ""
"""Stands for the paper's own patient where others have the id of a cited paper."""

_CARRIED: Final = 8
"""Sentences over which "the patient" is still the one spoken of last."""

_PERSON: Final = r"(?:patients?|cases?|boy|girl|man|woman|child|infant|neonate|male|female)\b(?! series)"
_OURS: Final = re.compile(
    rf"\b(?:our|ours|we|us)\b|\b(?:the|this) (?:present|current|presented|index|reported here) {_PERSON}", re.IGNORECASE
)
_SEVERAL: Final = re.compile(
    r"\b(?:both|either|neither|these|those|all|two|three|four|five|six)\b(?: of)?(?: the| our| these)?(?: \w+)?"
    r" (?:patients|cases|reports|individuals)\b",
    re.IGNORECASE,
)
_GENERAL: Final = re.compile(
    r"\b(?:patients|cases|reports|studies|trials|adults|children|individuals|cohorts?|literature|meta-analys[ie]s)\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+)?,? (?:et al\b|and (?:colleagues|co-?workers))"
    rf"|\b(?:an)?other (?:\w+ )?{_PERSON}"
)
_LIKENED: Final = re.compile(
    r"\b(?:similar(?:ly)? to|analogous(?:ly)? to|comparable (?:to|with)|akin to|in line with|in keeping with|"
    r"parallel(?:ing|s|ed|)\b|resembl\w+|unlike|like|as in|as with|compared (?:to|with)|"
    r"in comparison (?:to|with)|in contrast (?:to|with)|contrary to|as seen in|mirroring|"
    r"than (?:in|that|those))\b[^,;.]*",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"\[(\d[\d\s,–-]*)\]|\^\{(\d[\d\s,–-]*)\}")
_ENTRY: Final = re.compile(r"^\W*(?P<number>\d{1,3}[.)\]])?\s*[-–•]?\s*(?P<author>[^\W\d_][\w'’ -]*?) [A-Z]{1,3}\b")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom a sentence speaks of: the own patient or cited papers by id.

    ``named`` are those its words name, ``likened`` those they only liken him to; ``carried`` the one spoken of before,
    where the words name none; ``is_blurred`` tells that several are meant at once, or somebody else.
    """

    named: frozenset[str] = frozenset()
    likened: frozenset[str] = frozenset()
    carried: str | None = None
    is_blurred: bool = False
    is_general: bool = False

    @property
    def speaker(self) -> str | None:
        """The one it surely speaks of; None if that is not clear."""
        if self.is_blurred or len(self.named) > 1:
            return None
        return next(iter(self.named), self.carried)


def family_name(author: str) -> str:
    """Return the family name of an author as papers list them.

    >>> family_name("Torres-Cabala C"), family_name("van der Berg AB")
    ('Torres-Cabala', 'van der Berg')
    """
    parts = author.replace(",", " ").replace(".", " ").split()
    while len(parts) > 1 and len(parts[-1]) < 4 and parts[-1].isupper():
        parts.pop()
    return " ".join(parts)


class Voices:
    """Whom each sentence of a copy speaks of; ``authors`` are the first authors of the papers it cites, by paper id."""

    def __init__(self, sentences: Sentences, authors: Mapping[str, str]) -> None:
        self.sentences = sentences
        self._names = {paper: re.compile(rf"\b{re.escape(name)}\b") for paper, name in authors.items() if len(name) > 1}
        self._marks = dict(self._numbered(authors))
        self.of = cache(self._of)

    def _of(self, sentence: Sentence) -> Voice:
        text = self.sentences.text(sentence)
        plain = _LIKENED.sub(" ", text)
        named = self._named(plain)
        several = bool(_SEVERAL.search(plain))
        others = not named - {OWN} and bool(_OTHERS.search(plain))
        voice = Voice(named=named, likened=self._named(text) - named, is_blurred=several or others)
        if named or voice.is_blurred:
            return voice
        if self.tells_the_case(sentence):
            return Voice(likened=voice.likened, carried=OWN)
        if _GENERAL.search(plain):
            return Voice(likened=voice.likened, is_general=True)
        return Voice(likened=voice.likened, carried=self._before(sentence))

    def _before(self, sentence: Sentence) -> str | None:
        """Return the one spoken of last before a sentence, in its section."""
        for number in range(sentence.number - 1, max(-1, sentence.number - _CARRIED), -1):
            voice = self.of(Sentence(sentence.flow, number))
            if voice.named or voice.is_general:
                return voice.speaker if voice.named else None
        return None

    def tells_the_case(self, sentence: Sentence) -> bool:
        """Tell whether a sentence stands in the text of the case, a legend or the abstract."""
        kind = section_kind(self.sentences.section(sentence))
        return kind.telling != "discussion" and kind.kind not in ("title", "table", "methods", "back matter")

    def _named(self, text: str) -> frozenset[str]:
        found = {paper for paper, name in self._names.items() if name.search(text)}
        found |= {self._marks[number] for number in _cited(text) if number in self._marks}
        return frozenset(found | ({OWN} if _OURS.search(text) else set()))

    def _numbered(self, authors: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        """Yield the numbers of the references that are the cited papers; none if numbers and order do not agree."""
        entries = list(self._entries())
        if any(number is not None and number != at for at, (number, _, _) in enumerate(entries, start=1)):
            return
        for at, (_, author, entry) in enumerate(entries, start=1):
            fits = [paper for paper, name in authors.items() if author == name and _same_year(paper, entry)]
            if len(fits) == 1:
                yield at, fits[0]

    def _entries(self) -> Iterator[tuple[int | None, str, str]]:
        index = self.sentences.index
        for section in index.sections:
            if section_kind(section.name).kind != "references":
                continue
            text = "\n".join(index.text[first:last] for first, last in section.spans)
            for line in text.split("\n"):
                match = _ENTRY.match(line)
                if match:
                    number = int(match["number"][:-1]) if match["number"] else None
                    yield number, match["author"], line


def _same_year(paper: str, entry: str) -> bool:
    """Tell whether a reference is of the year that stands in the id of a paper, if one does."""
    year = re.search(r"(?:19|20)\d\d", paper)
    return year is None or year[0] in _YEAR.findall(entry)


def _cited(text: str) -> Collection[int]:
    """Numbers of the references a text cites: ``[15, 16]`` and ``[3-5]``."""
    found: set[int] = set()
    for match in _MARK.finditer(text):
        for part in re.split(r"\s*,\s*", (match[1] or match[2]).strip()):
            ends = [int(end) for end in re.split(r"\s*[–-]\s*", part) if end.isdecimal()]
            if ends:
                found.update(range(ends[0], min(ends[-1], ends[0] + 50) + 1))
    return found
