"""Something wrong at a place in a file, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseweave.model.error import CaseweaveError

__all__ = ["Problem", "Problems"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: the file, line and column (from 1), the field, and a message that names the cure.

    >>> str(Problem("yang2020.yaml", 3, 1, "titel", "unknown field; did you mean 'title'?"))
    "yang2020.yaml:3:1: titel: unknown field; did you mean 'title'?"
    """

    path: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class Problems(CaseweaveError):  # noqa: N818 - reads as what it is: the problems of a corpus
    """All problems found in a corpus at once, in file order; ``problems`` holds the records."""

    fault = "data"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
