"""How something changes, aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["course"]

_WHOLE: Final = "overall"


def course(steps: Iterable[tuple[str, str]]) -> str:
    """Say each change with the aspect that changes; a change of the whole is the change alone.

    >>> course([("elevation", "improves"), ("itch", "worsens")]), course([("overall", "cleared")])
    ('elevation improves, itch worsens', 'cleared')
    """
    return ", ".join(change if aspect == _WHOLE else f"{aspect} {change}" for aspect, change in steps)
