"""The error that all errors of Caseweave are: what a user can catch, and whose fault it is."""

from __future__ import annotations

from typing import ClassVar, Literal

__all__ = ["CaseweaveError"]


class CaseweaveError(ValueError):
    """Something a user can put right: a paper, a name, a query; the message says what is wrong and what to do.

    ``fault`` tells whether the data are at fault, or the call: exit code 1 or 2 of the command line.
    """

    fault: ClassVar[Literal["data", "call"]] = "call"
