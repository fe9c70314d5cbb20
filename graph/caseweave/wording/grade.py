"""A grade with its scale; one whose scale the paper does not name says so."""

from __future__ import annotations

from caseweave.wording.style import Style

__all__ = ["grade"]


def grade(level: str | None, scale: str | None, style: Style) -> str:
    """Say a grade; empty where there is none.

    >>> grade("2", "Lee", "cell"), grade("2", None, "cell"), grade("2", None, "figure")
    ('grade 2 (Lee)', 'grade 2 (scale not named)', 'grade 2')
    """
    if not level or style == "figure":
        return f"grade {level}" if level else ""
    return f"grade {level} ({scale or 'scale not named'})"
