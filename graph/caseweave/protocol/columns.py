"""The values that selectors compare: what a statement has in a column, an aspect of its course, or a qualifier."""

from __future__ import annotations

from collections.abc import Iterable

from caseweave.model import Statement

__all__ = ["values_of"]


def values_of(statement: Statement, column: str) -> tuple[str, ...]:
    """Return the values of a column as text; ``course extent`` is one aspect, ``qualifiers result`` one qualifier."""
    name, _, part = column.partition(" ")
    if name == "course":
        return tuple(step for aspect, step in statement.course if not part or aspect == part)
    if name == "qualifiers":
        return tuple(value for qualifier, value in statement.qualifiers if qualifier == part)
    plain = getattr(statement, column, "")
    if plain is None or plain == ():
        return ()
    return (plain,) if plain and isinstance(plain, str) else tuple(_texts(statement.row()[column]))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, list):
        return map(str, value)
    return () if value is None else (str(value),)
