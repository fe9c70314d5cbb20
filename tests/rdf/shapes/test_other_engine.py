"""Another engine, written by others in another language, judges the same graphs by the same shapes in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

from caseweave.rdf.shapes import Shapes

if TYPE_CHECKING:
    from tests.rdf.shapes.conftest import Edit

Lines: TypeAlias = "tuple[str, ...]"
Results: TypeAlias = "set[tuple[str, str, str, str]]"

SH = Namespace("http://www.w3.org/ns/shacl#")


def ours(shapes_text: str, lines: Lines) -> Results:
    """Return what our engine finds: node, shape, constraint and value."""
    found = Shapes(shapes_text).breaches("\n".join(lines).encode())
    return {(one.focus, one.shape, one.component, one.value) for one in found}


def theirs(shapes_text: str, lines: Lines) -> Results:
    """Return what pyshacl finds."""
    triples = "".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in lines)
    data = Graph().parse(data=triples, format="ntriples")
    _, report, _ = validate(data, shacl_graph=Graph().parse(data=shapes_text, format="turtle"), inference="none")
    found = set()
    for result in report.subjects(SH.resultSeverity, None):
        one = (report.value(result, SH[name]) for name in ("focusNode", "sourceShape", "sourceConstraintComponent"))
        focus, shape, component = (str(term) for term in one)
        value = report.value(result, SH.value)
        found.add((focus, shape, component.removeprefix(SH), str(value) if value is not None else ""))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("left", ["everything the edits add", "nothing the edits remove", "the good graph"])
def test_engines_agree(left: str, shapes_text: str, good: Lines, edits: list[Edit]) -> None:
    """They find the same breaches: none in the good graph, hundreds where all edits are made at once."""
    graphs = [set(edit.change(good)) for edit in edits]
    lines = {
        "everything the edits add": set().union(*graphs),
        "nothing the edits remove": set(good).intersection(*graphs),
        "the good graph": set(good),
    }[left]
    mine, other = (judge(shapes_text, tuple(sorted(lines))) for judge in (ours, theirs))
    assert sorted(mine - other) == []
    assert sorted(other - mine) == []
    assert bool(mine) == (left != "the good graph")
