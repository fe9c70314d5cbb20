"""What an engine lets pass in silence: a word of SHACL that is none, and a shape that nothing is ever held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from caseweave.vocabulary.spelling import nearest

__all__ = ["CORE", "ShapeTriple", "idle", "misspelt"]

SH: Final = "http://www.w3.org/ns/shacl#"
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_IMPORTS: Final = "<http://www.w3.org/2002/07/owl#imports>"

CORE: Final = frozenset(
    [
        *("NodeShape", "PropertyShape", "Violation", "Warning", "Info", "IRI", "BlankNode", "Literal"),
        *("BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"),
        *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "path", "inversePath"),
        *("alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
        *(
            "severity",
            "message",
            "name",
            "description",
            "order",
            "group",
            "defaultValue",
            "PropertyGroup",
            "deactivated",
        ),
        *("class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive"),
        *("maxInclusive", "minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang"),
        *("equals", "disjoint", "lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "property"),
        *("qualifiedValueShape", "qualifiedValueShapesDisjoint", "qualifiedMinCount", "qualifiedMaxCount"),
        *("closed", "ignoredProperties", "hasValue", "in"),
    ]
)
"""Local names of SHACL Core: what shapes may be written in."""

_TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


class ShapeTriple(NamedTuple):
    """Subject, predicate and object of a shapes graph, as N-Triples writes them."""

    subject: str
    predicate: str
    object: str


def misspelt(shapes: Iterable[ShapeTriple]) -> Iterator[str]:
    """Yield what is wrong with the words of a shapes graph: each that SHACL Core does not have, and every import.

    >>> list(misspelt([ShapeTriple("<http://e/s>", "<http://www.w3.org/ns/shacl#maxcount>", '"0"')]))
    ["sh:maxcount is no word of SHACL Core; did you mean 'sh:maxCount'?"]
    """
    words: dict[str, None] = {}
    for triple in shapes:
        if triple.predicate == _IMPORTS:
            yield f"owl:imports {triple.object} is not followed; copy what you need into this file"
        words |= dict.fromkeys(word for word in (triple.predicate, triple.object) if word.startswith(f"<{SH}"))
    known = {word.casefold(): word for word in sorted(CORE)}
    for word in words:
        local = word.strip("<>").removeprefix(SH)
        if local not in CORE:
            close = nearest(local, known)
            cure = f"did you mean 'sh:{known[close]}'?" if close else "write it in SHACL Core, or as a query"
            yield f"sh:{local} is no word of SHACL Core; {cure}"


def idle(shapes: Iterable[ShapeTriple], nquads: bytes) -> Iterator[str]:
    """Yield each shape with a target that no node of a graph meets, and say so where no shape has a target.

    >>> idle_shape = ShapeTriple("<http://e/s>", "<http://www.w3.org/ns/shacl#targetClass>", "<http://e/Rahs>")
    >>> list(idle([idle_shape], b""))
    ['shape <http://e/s> is held against nothing: the graph has no sh:targetClass <http://e/Rahs>']
    """
    targets = [triple for triple in shapes if triple.predicate in {f"<{SH}{word}>" for word in _TARGETS}]
    if not targets:
        yield "no shape has a target, so nothing is checked; give one sh:targetClass"
    missing = dict.fromkeys((triple.predicate.strip("<>").removeprefix(SH), triple.object) for triple in targets)
    for line in nquads.decode().splitlines():
        if not missing:
            return
        for met in _met(line):
            missing.pop(met, None)
    for triple in targets:
        word = triple.predicate.strip("<>").removeprefix(SH)
        if (word, triple.object) in missing:
            yield f"shape {triple.subject} is held against nothing: the graph has no sh:{word} {triple.object}"


def _met(line: str) -> Iterator[tuple[str, str]]:
    """Yield the targets that one line of N-Quads meets."""
    subject, predicate, rest = line.split(" ", 2)
    yield "targetSubjectsOf", predicate
    yield "targetObjectsOf", predicate
    value = rest.rsplit(" ", 2)[0]
    if predicate == _TYPE:
        yield "targetClass", value
    yield "targetNode", subject
    yield "targetNode", value
