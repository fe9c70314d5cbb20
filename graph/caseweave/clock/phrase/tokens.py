"""The words of a time phrase as the recogniser passes over them, from the left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from caseweave.model.error import CaseweaveError

__all__ = ["Refused", "Tokens", "tokens"]

_WORD: Final = re.compile(r"\S+")


class Refused(CaseweaveError):  # noqa: N818 - never leaves the grammar
    """A word that does not fit, where it stands and why."""

    def __init__(self, position: int, reason: str) -> None:
        self.position = position
        self.reason = reason
        super().__init__(reason)


@dataclass(slots=True)
class Tokens:
    """The words of a phrase with their positions, read from the left."""

    words: list[tuple[str, int]]
    length: int
    at: int = 0

    def peek(self, ahead: int = 0) -> str:
        """Return the word that stands here, or so many words further on; empty behind the last."""
        return self.words[self.at + ahead][0] if self.at + ahead < len(self.words) else ""

    def refuse(self, reason: str) -> NoReturn:
        """Refuse the phrase at this word."""
        raise Refused(self.words[self.at][1] if self.at < len(self.words) else self.length, reason)

    def want(self, what: str) -> NoReturn:
        """Refuse the phrase because something else is wanted here."""
        self.refuse(f"{self.peek()!r} stands where {what} is wanted" if self.peek() else f"{what} is wanted here")

    def take(self) -> str:
        """Return the word that stands here and pass over it."""
        word = self.peek()
        self.at += 1
        return word

    def skip(self, phrase: str) -> bool:
        """Pass over these words if they stand here."""
        wanted = phrase.split()
        if [self.peek(ahead) for ahead in range(len(wanted))] != wanted:
            return False
        self.at += len(wanted)
        return True

    def must(self, phrase: str) -> None:
        """Pass over these words, which have to stand here."""
        if not self.skip(phrase):
            self.want(repr(phrase))


def tokens(text: str) -> Tokens:
    """Take a phrase apart at its blanks."""
    return Tokens([(match[0], match.start()) for match in _WORD.finditer(text)], len(text))
