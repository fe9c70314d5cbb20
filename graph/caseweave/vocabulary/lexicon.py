"""The lexicon of change: which steps get better or worse, which fall short of which, and the words that say so.

It is ``ontology/lexicon.yaml``. Nothing else knows a better from a worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from caseweave.yamltext import read_mapping

__all__ = ["better", "reach", "short_of", "steps", "words", "worse"]


@cache
def steps() -> tuple[str, ...]:
    """Return the steps of a course, in their order.

    >>> steps()
    ('appears', 'worsens', 'stable', 'improves', 'nearly cleared', 'cleared', 'recurs')
    """
    return tuple(_section("steps"))


@cache
def worse() -> frozenset[str]:
    """Return the steps by which a thing gets worse, or comes."""
    return _of_direction("worse")


@cache
def better() -> frozenset[str]:
    """Return the steps by which a thing gets better, or goes."""
    return _of_direction("better")


@cache
def reach(step: str) -> int:
    """Return how far a thing has come by a step; 0 for one that is no step to the better.

    >>> reach("improves") < reach("nearly cleared") < reach("cleared"), reach("stable")
    (True, 0)
    """
    found = cast("Mapping[str, str]", _section("steps").get(step, {}))
    return int(found.get("reach", 0))


@cache
def short_of(step: str) -> frozenset[str]:
    """Return what is certainly not as far as a step: steps, ``there``, ``worse`` and ``mixed``.

    >>> sorted(short_of("nearly cleared"))
    ['mixed', 'worse']
    """
    return frozenset(cast("list[str]", _section("short of")[step]))


@cache
def words(direction: str) -> frozenset[str]:
    """Return the words by which a paper says that something gets ``better`` or ``worse``."""
    return frozenset(cast("list[str]", _section("words")[direction]))


def _of_direction(direction: str) -> frozenset[str]:
    told = cast("Mapping[str, Mapping[str, str]]", _section("steps"))
    return frozenset(step for step, said in told.items() if said["direction"] == direction)


@cache
def _section(name: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", read_mapping("lexicon.yaml")[name])
