"""What vague words mean in whole days: the table of ``ontology/time-conventions.yaml`` as records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.spelling import nearest

__all__ = ["NAMES", "Convention", "ConventionError", "Conventions", "Ends"]

NAMES: Final[tuple[str, ...]] = (
    *("early-month", "mid-month", "late-month", "early-year", "mid-year", "late-year"),
    *("minute", "hour", "day", "week", "month", "year"),
    *("part-week", "part-month", "part-year"),
    *("about-minute", "about-hour", "about-day", "about-week", "about-month", "about-year"),
    *("within", "in", "over-the-next", "night", "lasting", "day-of", "before-day-1"),
)
"""The ids of all conventions: the network asks for each of these and for no other."""

_FIELDS: Final = ("phrase", "of", "days", "reason")
_DAYS: Final = re.compile(r"(?P<low>[+-]?[0-9]{1,4})\.\.(?P<high>[+-]?[0-9]{1,4})")


class ConventionError(CaseweaveError):
    """A convention that is missing, unknown or not an interval of whole days."""

    fault = "data"


@dataclass(frozen=True, slots=True)
class Convention:
    """What one vague word means: an interval of whole days, what it is counted in, and why.

    >>> str(Convention("week", -3, 3))
    'week: -3..3'
    """

    id: str
    low: int
    high: int
    phrase: str = ""
    of: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.id}: {self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class Ends:
    """What ends a patient's time, as CURIEs of the vocabulary: nothing is later than a thing at or below ``after``.

    Things at or below ``apart`` are what is found on the patient afterwards.
    """

    after: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conventions:
    """All conventions by id, and what ends a patient's time; a statement's own meanings replace single ones."""

    table: Mapping[str, Convention]
    ends: Ends = Ends()

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Conventions:
        """Read the table from nested mappings of strings.

        Raises ConventionError where an id is missing or unknown, a field is missing, unknown or empty, or ``days`` is
        not an interval such as ``-3..3``; ``ends``, which may be left out, has lists of CURIEs.
        """
        ends = _ends(mapping.get("ends", {}))
        mapping = {name: entry for name, entry in mapping.items() if name != "ends" and _known(name)}
        missing = [name for name in NAMES if name not in mapping]
        if missing:
            raise ConventionError(f"no meaning for {', '.join(missing)}; add each with {', '.join(_FIELDS)}")
        return cls({name: _convention(name, mapping[name]) for name in NAMES}, ends)

    def __getitem__(self, name: str) -> Convention:
        return self.table[name]

    def overridden(self, meanings: Mapping[str, str]) -> Conventions:
        """Return the table with a statement's own meanings, each an interval as text.

        Raises ConventionError for an unknown id or a text that is no interval.
        """
        if not meanings:
            return self
        own = {name: _days(name, text) for name, text in meanings.items() if _known(name)}
        reason = "set by the statement itself"
        replaced = {
            name: replace(self.table[name], low=low, high=high, reason=reason) for name, (low, high) in own.items()
        }
        return replace(self, table={**self.table, **replaced})


def _known(name: str) -> bool:
    if name in NAMES:
        return True
    close = nearest(name, NAMES)
    hint = f"did you mean {close!r}?" if close else f"known: {', '.join(NAMES)}"
    raise ConventionError(f"{name!r} is no time convention; {hint}")


def _ends(entry: object) -> Ends:
    if not isinstance(entry, Mapping) or not set(entry) <= {"after", "apart"}:
        raise ConventionError("ends: write lists of CURIEs as after and apart")
    if not all(isinstance(value, list) and all(isinstance(one, str) for one in value) for value in entry.values()):
        raise ConventionError("ends: write after and apart as lists of CURIEs")
    return Ends(*(tuple(entry.get(name, ())) for name in ("after", "apart")))


def _convention(name: str, entry: object) -> Convention:
    if not isinstance(entry, Mapping) or sorted(entry) != sorted(_FIELDS):
        raise ConventionError(f"{name}: write exactly the fields {', '.join(_FIELDS)}")
    phrase, of, days, reason = (_text(name, field, entry[field]) for field in _FIELDS)
    low, high = _days(name, days)
    return Convention(name, low, high, phrase, of, reason)


def _text(name: str, field: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConventionError(f"{name}: {field} is {value!r}; write it as text")
    return value


def _days(name: str, text: str) -> tuple[int, int]:
    match = _DAYS.fullmatch(text)
    if match is None or int(match["low"]) > int(match["high"]):
        raise ConventionError(
            f"{name}: {text!r} is no interval of whole days; write it like -3..3, the lower end first"
        )
    return int(match["low"]), int(match["high"])
