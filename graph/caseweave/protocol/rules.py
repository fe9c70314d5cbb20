"""How each measure of a protocol is got, in words: what is looked for, and how the result follows from statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from caseweave.protocol.definition import MeasureRule, Verb
from caseweave.protocol.selector import Origin

__all__ = ["criterion", "definition"]


def criterion(rule: MeasureRule) -> str:
    """Say in a few words what a measure looks for."""
    return _CRITERIA[rule.verb](rule)


def definition(rule: MeasureRule) -> str:
    """Say in a sentence how a measure follows from statements."""
    origins = " or ".join(map(_name, rule.origins)) or "day 0"
    return _DEFINITIONS[rule.verb].format(
        criterion=criterion(rule), origins=origins, first=_name(rule.looks[0]), last=_name(rule.looks[-1])
    )


def _name(origin: Origin) -> str:
    name = str(origin)
    return "day 0" if name == "zero" else name


def _first(origin: Origin) -> str:
    name = _name(origin)
    return name if name == "day 0" else f"first {name}"


_CRITERIA: Final[Mapping[Verb, Callable[[MeasureRule], str]]] = MappingProxyType(
    {
        "first": lambda rule: f"first {_name(rule.looks[0])}",
        "last": lambda rule: f"last {_name(rule.looks[0])}",
        "course": lambda rule: f"{_name(rule.looks[0])}: {rule.reaches}",
        "gap": lambda rule: (
            f"{_name(rule.looks[0])}: first to next"
            if rule.looks[0] == rule.looks[1]
            else f"{_first(rule.looks[0])} to {_first(rule.looks[1])}"
        ),
        "duration": lambda rule: f"{_name(rule.looks[0])} to {rule.ends or 'its end'}",
        "until": lambda rule: f"until {_name(rule.looks[0])}",
        "maximum": lambda rule: f"highest {rule.amount} of {_name(rule.looks[0])}",
        "nearest": lambda rule: f"{_name(rule.looks[0])} nearest to {rule.to}",
        "count": lambda rule: f"how often {_name(rule.looks[0])}",
    }
)

_DEFINITIONS: Final[Mapping[Verb, str]] = MappingProxyType(
    {
        "first": "Days from {origins} to the {criterion}: no earlier than any of them may be, no later than any must "
        "be.",
        "last": "Days from {origins} to the {criterion} that is told: each of them lies no later.",
        "course": "Days from {origins} to the day on which the step is reached ({criterion}): after the last day on "
        "which a look falls short of it, by the first on which one account tells it; one result for each happening.",
        "gap": "Days from one to the other ({criterion}), by the bounds between each two of them.",
        "duration": "Days from the first {first} to its end: the happening that ends it ({criterion}), else the end or "
        "length that is printed, else at least to the last day on which it is told.",
        "until": "Days from {origins} {criterion}; where it is never told, at least to the last day of which something "
        "is told to be present.",
        "maximum": "The {criterion} that the account gives, on each scale it names or on none; what is only suspected "
        "is marked. The days are those of that {first}.",
        "nearest": "The values of {criterion}, whose days may lie nearest to it by the same account; one without a day "
        "cannot be placed.",
        "count": "The number of happenings told: {criterion}.",
    }
)
