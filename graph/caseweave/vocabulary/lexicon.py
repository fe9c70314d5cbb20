"""The lexicon: which steps of change get better or worse, and how papers word change, denial, plan, doubt and order.

It is ``ontology/lexicon.yaml``. Nothing else knows a better from a worse, or a "no" from a "perhaps".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from caseweave.yamltext import read_mapping

__all__ = [
    "aspects",
    "better",
    "everywhere",
    "is_whole",
    "limits",
    "named",
    "parts",
    "phrases",
    "reach",
    "short_of",
    "steps",
    "together",
    "told",
    "words",
    "worse",
]


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


def words() -> Mapping[str, frozenset[str]]:
    """Return the words by which a paper tells each step.

    >>> "faded" in words()["improves"]
    True
    """
    return _sets("words")


def limits() -> Mapping[str, frozenset[str]]:
    """Return the words beside one that tells of clearing, by the step it then comes to: ``nearly`` resolved."""
    return _sets("limits")


def aspects() -> Mapping[str, frozenset[str]]:
    """Return the words that name what of a thing changes, by aspect."""
    return _sets("aspects")


def parts(section: str) -> Mapping[str, frozenset[str]]:
    """Return the words of a section by name, such as what each of the words of ``denied by`` denies.

    >>> sorted(parts("denied by")["afebrile"])
    ['febrile', 'fever']
    """
    return _sets(section)


def told(section: str, name: str = "words") -> frozenset[str]:
    """Return words of a section, such as those that end a plan.

    >>> "planned" in told("plan"), "but" in told("plan", "ends")
    (True, True)
    """
    return _sets(section)[name]


@cache
def phrases(section: str, name: str = "words") -> frozenset[tuple[str, ...]]:
    """Return words of a section where each may be several.

    >>> ("due", "to") in phrases("links", "caused by")
    True
    """
    return frozenset(tuple(text.split()) for text in told(section, name))


@cache
def _sets(section: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(cast("list[str]", told)) for name, told in _section(section).items()}


@cache
def named() -> Mapping[str, str]:
    """Return the step that a term tells by its name, as an outcome called resolution of lesions; by its CURIE.

    >>> named()["caseweave:near-complete-resolution"]
    'nearly cleared'
    """
    return cast("Mapping[str, str]", _section("named"))


def is_whole(aspect: str) -> bool:
    """Tell whether an aspect of a course speaks for the whole thing; any does that is not listed as a part.

    >>> is_whole("extent"), is_whole("itch")
    (True, False)
    """
    return aspect not in _judged_by("part")


@cache
def everywhere() -> frozenset[str]:
    """Return the sites that speak for the whole of what may be in many places, by their CURIEs.

    >>> "UBERON:0002097" in everywhere()
    True
    """
    return frozenset(cast("list[str]", _read()["everywhere"]))


def together() -> frozenset[str]:
    """Return the aspects that speak for the whole where all of them are told."""
    return _judged_by("together")


@cache
def _judged_by(name: str) -> frozenset[str]:
    return frozenset(cast("list[str]", _section("judged by")[name]))


def _of_direction(direction: str) -> frozenset[str]:
    told = cast("Mapping[str, Mapping[str, str]]", _section("steps"))
    return frozenset(step for step, said in told.items() if said["direction"] == direction)


@cache
def _section(name: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", _read()[name])


@cache
def _read() -> Mapping[str, object]:
    return read_mapping("lexicon.yaml")
