"""Reading and writing whole graphs: the ontology file in, TriG, Turtle and JSON-LD out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox

__all__ = ["jsonld", "ontology_quads", "trig", "turtle", "turtle_triples"]


def ontology_quads(turtle: str, graph: str) -> list[str]:
    """Read a Turtle text into N-Quads lines of one named graph; ValueError for a blank node: it has no lasting name."""
    name = ox.NamedNode(graph)
    lines: list[str] = []
    for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise ValueError(f"the ontology has a blank node in: {quad}; give it an IRI")
        lines.append(f"{ox.Quad(quad.subject, quad.predicate, quad.object, name)} .\n")
    return lines


def turtle_triples(turtle: str) -> list[tuple[str, str, str]]:
    """Read a Turtle text into subject, predicate and object as N-Triples writes them; ValueError where it is none.

    >>> turtle_triples("@prefix e: <http://e/> . e:rash e:site 'scalp' .")
    [('<http://e/rash>', '<http://e/site>', '"scalp"')]
    """
    try:
        triples = list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ValueError(f"not Turtle: {' '.join(str(error).split())}") from None
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in triples]


def turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> bytes:
    """Write triples, given as lines of N-Quads, as Turtle, sorted."""
    return _written("".join(sorted(set(lines))).encode(), ox.RdfFormat.TURTLE, prefixes)


def trig(nquads: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Write sorted N-Quads as TriG, in their order."""
    return _written(nquads, ox.RdfFormat.TRIG, prefixes)


def jsonld(nquads: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Write sorted N-Quads as JSON-LD 1.1, in their order, with a context of the prefixes."""
    spaces = sorted(((space, prefix) for prefix, space in prefixes.items()), key=lambda one: (-len(one[0]), one))

    @cache
    def short(address: str) -> str:
        return next(
            (f"{prefix}:{address[len(space) :]}" for space, prefix in spaces if address.startswith(space)), address
        )

    def shortened(node: dict[str, Any]) -> dict[str, Any]:
        return {
            short(key): short(value) if key in {"@id", "@type"} and isinstance(value, str) else value
            for key, value in node.items()
        }

    context = {
        prefix: space if space[-1] in "/#:?" else {"@id": space, "@prefix": True}
        for prefix, space in sorted(prefixes.items())
    }
    graph = json.loads(_written(nquads, ox.RdfFormat.JSON_LD, {}), object_hook=shortened)
    told = {"@context": {"@version": 1.1, **context}, "@graph": graph}
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _written(nquads: bytes, form: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    lines = ox.parse(nquads, format=ox.RdfFormat.N_QUADS, lenient=True)
    written = ox.serialize(lines, format=form, prefixes=dict(sorted(prefixes.items())))
    if written is None:
        raise RuntimeError("the engine wrote nothing")
    return written
