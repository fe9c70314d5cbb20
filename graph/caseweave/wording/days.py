"""Days from day 0 and lengths in days: one interval has one spelling in each style.

========  =============================  ====================  =============  ====================
interval  sentence                       cell                  figure         terminal
========  =============================  ====================  =============  ====================
one day   day 9                          day 9                 d9             day 9
both      between day −4 and day 9       day −4 to 9           d−4 to 9       day -4 to 9
latest    by day 20                      by day 20             d≤20           by day 20
earliest  day 18 or later                day 18 or later       d≥18           day 18 or later
neither   (nothing)
========  =============================  ====================  =============  ====================

What lasts is said by its start and its end, each an interval: see :func:`stretch`.
"""

from __future__ import annotations

from typing import Final, Protocol

from caseweave.wording.style import Style, signed, spread

__all__ = ["Timed", "day", "days", "length", "stretch"]

_UNKNOWN: Final = "not known"


class Timed(Protocol):
    """What has a time: the bounds of its start and of its end."""

    @property
    def earliest(self) -> int | None:
        """First day it may have begun."""

    @property
    def latest(self) -> int | None:
        """Last day it may have begun."""

    @property
    def end_earliest(self) -> int | None:
        """First day it may have ended."""

    @property
    def end_latest(self) -> int | None:
        """Last day it may have ended."""


def day(number: int, style: Style) -> str:
    """Say one day.

    >>> day(-4, "cell"), day(-4, "figure"), day(-4, "terminal")
    ('day −4', 'd−4', 'day -4')
    """
    return f"{'d' if style == 'figure' else 'day '}{signed(str(number), style)}"


def days(low: int | None, high: int | None, style: Style) -> str:
    """Say on which day something was, from its bounds, both included; empty where nothing is known.

    >>> [days(-238, -208, style) for style in ("cell", "sentence", "figure", "terminal")]
    ['day −238 to −208', 'between day −238 and day −208', 'd−238 to −208', 'day -238 to -208']
    >>> [days(9, 20, "figure"), days(None, 20, "figure"), days(18, None, "figure"), days(None, 20, "cell")]
    ['d9–20', 'd≤20', 'd≥18', 'by day 20']
    """
    if style == "figure":
        return f"d{_signs(low, high)}" if (low, high) != (None, None) else ""
    if low is None:
        return "" if high is None else f"by {day(high, style)}"
    if high is None:
        return f"{day(low, style)} or later"
    if low == high:
        return day(low, style)
    if style == "sentence":
        return f"between {day(low, style)} and {day(high, style)}"
    return f"{day(low, style)} to {signed(str(high), style)}"


def _signs(low: int | None, high: int | None) -> str:
    if low is None:
        return "?" if high is None else f"≤{signed(str(high), 'figure')}"
    if high is None:
        return f"≥{signed(str(low), 'figure')}"
    return signed(str(low), "figure") if low == high else spread(str(low), str(high), "figure")


def stretch(timed: Timed, style: Style) -> str:
    """Say when something was that may last: as one interval, or by its start and end where these are two points.

    >>> from caseweave.model import Statement, Term
    >>> def told(*days: int | None) -> Statement:
    ...     bounds = dict(zip(("earliest", "latest", "end_earliest", "end_latest"), days))
    ...     said = {"statement": "s/1", "said_by": "a", "case": "a", "role": "own", "kind": "treatment"}
    ...     return Statement(**said, about=Term("x:drug", "drug"), **bounds)
    >>> [stretch(told(*days), "cell") for days in ((9, 20, 9, 20), (14, 14, 18, 18), (-4, -4, -4, None))]
    ['day 9 to 20', 'from day 14 to day 18', 'from day −4 on']
    >>> stretch(told(-238, -190, -238, -154), "sentence")
    'start between day −238 and day −190, end between day −238 and day −154'
    >>> stretch(told(-238, -190, -238, -154), "figure"), stretch(told(14, 14, 18, 18), "figure")
    ('d−238 to −190 → −238 to −154', 'd14 → 18')
    """
    start, end = (timed.earliest, timed.latest), (timed.end_earliest, timed.end_latest)
    if end in (start, (None, None)):
        return days(*start, style)
    if start[0] is not None and start[0] == start[1] and timed.end_latest is None and end[0] in (None, start[0]):
        return f"{'' if style == 'figure' else 'from '}{day(start[0], style)} on"
    if style == "figure":
        return f"d{_signs(*start)} → {_signs(*end)}"
    if start[0] is not None and end[0] is not None and start[0] == start[1] and end[0] == end[1]:
        return f"from {day(start[0], style)} to {day(end[0], style)}"
    return f"start {days(*start, style) or _UNKNOWN}, end {days(*end, style) or _UNKNOWN}"


def length(low: int | None, high: int | None, style: Style) -> str:
    """Say how many days something took, from its bounds, both included; empty where nothing is known.

    >>> [length(19, 38, style) for style in ("cell", "sentence", "figure", "terminal")]
    ['19–38 d', '19 to 38 days', '19–38 d', '19 to 38 d']
    >>> length(None, 38, "cell"), length(19, None, "cell"), length(1, 1, "sentence")
    ('at most 38 d', 'at least 19 d', '1 day')
    """
    if low is None and high is None:
        return ""
    unit = "d" if style != "sentence" else "day" if low == high == 1 else "days"
    return f"{_count(low, high, style)} {unit}"


def _count(low: int | None, high: int | None, style: Style) -> str:
    if low is None or high is None:
        told = signed(str(high if low is None else low), style)
        return f"{'at most' if low is None else 'at least'} {told}"
    if low == high:
        return signed(str(low), style)
    if style in ("cell", "figure"):
        return spread(str(low), str(high), style)
    return f"{signed(str(low), style)} to {signed(str(high), style)}"
