"""Every constraint of every shape: what it must refuse, what it must let pass, and that no part of it is idle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest

from caseweave.rdf.shapes import Shapes, ShapesError, ShapeTriple

if TYPE_CHECKING:
    from tests.rdf.shapes.conftest import Edit

Lines: TypeAlias = "tuple[str, ...]"
Broken: TypeAlias = "Callable[[Shapes, bytes], frozenset[tuple[str, str, str, str]]]"

SH: Final = "http://www.w3.org/ns/shacl#"
NOBODY: Final = "<http://example.org/nobody>"
COMPONENTS: Final = {
    f"<{SH}{word}>": word[0].upper() + word[1:]
    for word in (
        *("minCount", "maxCount", "datatype", "class", "nodeKind", "pattern", "minLength", "minInclusive"),
        *("maxInclusive", "lessThanOrEquals", "equals", "disjoint", "hasValue", "not", "closed"),
    )
}


def local(name: str) -> str:
    """Return the last part of an IRI."""
    return re.split(r"[/#]", name.strip("<>"))[-1]


def test_good_graph_keeps_every_shape(shapes: Shapes, good: Lines, broken: Broken) -> None:
    """The graph that the edits start from breaks nothing."""
    assert broken(shapes, "\n".join(good).encode()) == frozenset()


def test_constraint_refuses_what_it_must_and_nothing_else(
    edit: Edit, shapes: Shapes, good: Lines, broken: Broken
) -> None:
    """An edit that breaks a constraint is found by it as an error; one at the edge of what is allowed is not."""
    mine = {(found[2], found[3]) for found in broken(shapes, edit.made(good)) if found[1] == edit.shape}
    if edit.constraint:
        assert (edit.constraint, "error") in mine
    else:
        others = {"MinCount"} if edit.what.endswith(" 9") else {"MinCount", "LessThanOrEquals"}
        assert {constraint for constraint, _ in mine} <= others


def test_every_constraint_has_an_edit_that_breaks_it(shapes_triples: list[ShapeTriple], edits: list[Edit]) -> None:
    """A constraint nothing is known to break may be written wrongly."""
    helpers = {local(triple.object) for triple in shapes_triples if triple.predicate == f"<{SH}not>"}
    inner = {local(one.object) for one in shapes_triples if local(one.subject) in helpers}
    wanted = {(local(one.subject), COMPONENTS[one.predicate]) for one in shapes_triples if one.predicate in COMPONENTS}
    tried = {(edit.shape, edit.constraint) for edit in edits}
    missing = sorted(pair for pair in wanted - tried if pair[0] not in inner | helpers)
    assert missing == [], "add a row to tests/data/shapes/properties.tsv, or an edit in tests/shapes/conftest.py"


def mutants(triples: list[ShapeTriple]) -> Iterator[tuple[ShapeTriple, str, list[ShapeTriple]]]:
    """Yield the shapes with one thing changed: what was changed, into what, and the triples."""
    for place, triple in enumerate(triples):
        for other in changes(triple):
            rest = [*triples[:place], *([other] if other else []), *triples[place + 1 :]]
            yield triple, other.object if other else "left out", rest


def changes(triple: ShapeTriple) -> Iterator[ShapeTriple | None]:
    """Yield what a triple can be changed into, None for leaving it out."""
    word = local(triple.predicate)
    if triple.predicate in COMPONENTS or word in {"property", "targetClass", "targetSubjectsOf"}:
        yield None
    if word in {"path", "first", "class", "datatype", "hasValue", "equals", "disjoint", "not", "targetClass"}:
        yield triple._replace(object=NOBODY)
    if word == "lessThanOrEquals":
        yield triple._replace(predicate=f"<{SH}lessThan>")
        yield triple._replace(object=NOBODY)
    if word == "nodeKind":
        yield triple._replace(object=f"<{SH}Literal>")
    if word == "severity":
        yield triple._replace(object=f"<{SH}Warning>")
    if word == "closed":
        yield triple._replace(object=triple.object.replace("true", "false"))
    if word in {"minCount", "maxCount", "minLength", "minInclusive", "maxInclusive"}:
        yield from (triple._replace(object=text) for text in nearby(triple.object))
    if word == "pattern":
        yield from (triple._replace(object=f'"{pattern}"') for pattern in patterns(triple.object[1:-1]))


def nearby(number: str) -> Iterator[str]:
    """Yield the whole numbers next to one."""
    value = int(number.split('"')[1])
    for other in (value - 1, value + 1):
        if other >= 0 or value == 0:
            yield number.replace(f'"{value}"', f'"{other}"')


def patterns(pattern: str) -> Iterator[str]:
    """Yield a pattern without its anchors, with other repetitions, and without one of its alternatives."""
    yield from (pattern.replace(sign, "") for sign in "^$" if sign in pattern)
    for found in re.finditer(r"\d+(?=[,}])", pattern):
        yield from (
            pattern[: found.start()] + str(int(found[0]) + step) + pattern[found.end() :]
            for step in (-1, 1)
            if int(found[0]) + step > 0
        )
    for found in re.finditer(r"(?<=[|(])[^|()]+\||\|[^|()]+(?=\))", pattern):
        yield pattern[: found.start()] + pattern[found.end() :]


def reached(triples: list[ShapeTriple], node: str, *, up: bool) -> frozenset[str]:
    """Return a node of the shapes and all that lead to it, or that it leads to."""
    found, fresh = {node}, {node}
    while fresh:
        ends = ((one.object, one.subject) if up else (one.subject, one.object) for one in triples)
        fresh = {other for end, other in ends if end in fresh} - found
        found |= fresh
    return frozenset(found)


def families(triples: list[ShapeTriple]) -> dict[str, frozenset[str]]:
    """Return by node the nodes of all shapes it belongs to, from their tops down."""
    inner = {one.object for one in triples}
    below = {one.subject: reached(triples, one.subject, up=False) for one in triples if one.subject not in inner}
    subjects = {one.subject for one in triples}
    return {node: frozenset().union(*(nodes for nodes in below.values() if node in nodes)) for node in subjects}


@pytest.mark.slow
def test_no_part_of_a_shape_is_idle(
    shapes: Shapes, shapes_triples: list[ShapeTriple], good: Lines, edits: list[Edit], broken: Broken
) -> None:
    """Whatever is left out of the shapes or changed in them, some graph is then judged otherwise."""
    graphs = [("", "\n".join(good).encode()), *((edit.shape, edit.made(good)) for edit in edits)]
    judged = [(shape, graph, broken(shapes, graph)) for shape, graph in graphs]
    family = families(shapes_triples)
    survivors, tried = [], 0
    for triple, into, mutant in mutants(shapes_triples):
        tried += 1
        nodes = family[triple.subject]
        names = {local(node) for node in nodes}
        near = {"", *map(local, reached(shapes_triples, triple.subject, up=True))}
        near |= {local(node) for node in nodes} if "target" in triple.predicate else {local(triple.object)}
        try:
            other = Shapes("\n".join(f"{' '.join(one)} ." for one in mutant if one.subject in nodes), "ntriples")
        except ShapesError:
            continue
        if all(
            broken(other, graph) == frozenset(one for one in before if one[1] in names)
            for shape, graph, before in judged
            if shape in near
        ):
            survivors.append(f"{local(triple.subject)} {local(triple.predicate)} {triple.object}: {into}")
    assert tried > 1000
    assert survivors == []
