"""The kinds of value that a field of a paper file can have: each a text of one form, or a list of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from caseweave.model.identifiers import ID_PATTERN
from caseweave.model.quantity import Quantity

__all__ = [
    "MOST_CHARACTERS",
    "MOST_WORDS",
    "Address",
    "Date",
    "Doi",
    "Id",
    "Number",
    "Printed",
    "Ref",
    "Text",
    "When",
    "Whole",
    "Word",
    "counted_from",
    "listed",
]

MOST_WORDS: Final = 8
MOST_CHARACTERS: Final = 2000
MOST_DIGITS: Final = 40


def _short(text: str) -> str:
    if len(text.split()) > MOST_WORDS:
        raise ValueError(f"{len(text.split())} words kept from the paper; keep at most {MOST_WORDS}, anchor the rest")
    return text


def _quantity(text: str) -> str:
    Quantity.parse(text)
    return text


def _phrase(text: str, info: ValidationInfo) -> str:
    """Hold a time phrase against the grammar that whoever reads a file brings along: the records know none."""
    _short(text)
    if info.context:
        info.context["phrase"](text)
    return text


def _date(text: str) -> str:
    try:
        exact = dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        exact = False
    if not exact:
        raise ValueError(f"{text!r} is not a date of the calendar; write YYYY-MM-DD")
    return text


def listed(value: object) -> object:
    """Read one value where several may stand."""
    return [value] if isinstance(value, str | dict) else value


def counted_from(value: object) -> object:
    """Read the name of an event as a count of days from it."""
    return {"event": value, "counts": "from 0"} if isinstance(value, str) else value


_MARK: Final = r"[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2}"

Id = Annotated[str, Field(pattern=rf"^{ID_PATTERN}$")]
Ref = Annotated[str, Field(pattern=rf"^({ID_PATTERN}/)?{ID_PATTERN}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]
Printed = Annotated[Text, AfterValidator(_short)]
Number = Annotated[str, Field(max_length=MOST_DIGITS), AfterValidator(_quantity)]
When = Annotated[Text, AfterValidator(_phrase)]
Date = Annotated[str, AfterValidator(_date)]
Whole = Annotated[int, Field(ge=1, le=100_000)]
WORD_PATTERN: Final = r"^[a-z][a-z0-9 -]{0,38}[a-z0-9]$"
Word = Annotated[str, Field(pattern=WORD_PATTERN)]
Doi = Annotated[str, Field(pattern=r"^10\.[0-9]{4,9}/[!-;=?-~]+$")]
Address = Annotated[
    str, Field(pattern=rf"^https?://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?([/?](?:{_MARK})*)?(#(?:{_MARK})*)?$")
]
