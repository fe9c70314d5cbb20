"""What an engine lets pass in silence is an error here."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseweave import KnowledgeGraph
from caseweave.model.identifiers import BASE
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.shapes import ShapeTriple, idle, misspelt
from caseweave.rdf.store import turtle_triples

HOSTILE = Path(__file__).resolve().parents[4] / "shared" / "hostile"
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> . "
GRAPH = b"""\
<http://e/rash> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/Lesion> <http://e/g> .
<http://e/rash> <http://e/site> <http://e/scalp> <http://e/g> .
<http://e/rash> <http://e/note> "a text with blanks" <http://e/g> .
"""


def triples(text: str) -> list[ShapeTriple]:
    """Read a shapes graph in Turtle."""
    return [ShapeTriple(*parts) for parts in turtle_triples(PREFIXES + text)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("e:s sh:maxcount 1 .", "sh:maxcount is no word of SHACL Core; did you mean 'sh:maxCount'?"),
        ("e:s sh:datatyp e:d .", "sh:datatyp is no word of SHACL Core; did you mean 'sh:datatype'?"),
        ("e:s a sh:Nodeshape .", "sh:Nodeshape is no word of SHACL Core; did you mean 'sh:NodeShape'?"),
        ("e:s sh:nodeKind sh:Iri .", "sh:Iri is no word of SHACL Core; did you mean 'sh:IRI'?"),
        ("e:s sh:sparql [ sh:select 'SELECT' ] .", "sh:sparql is no word of SHACL Core"),
        ("e:s sh:js e:j .", "sh:js is no word of SHACL Core"),
        (
            "e:s <http://www.w3.org/2002/07/owl#imports> <http://e/more> .",
            "owl:imports <http://e/more> is not followed",
        ),
    ],
)
def test_unknown_word_and_import_are_told(text: str, message: str) -> None:
    """A word that SHACL Core does not have is named with the nearest one, an import with the cure."""
    assert any(fault.startswith(message) for fault in misspelt(triples(text)))


def test_word_is_told_once_and_known_words_are_not() -> None:
    """However often a word is misspelt, it is one fault."""
    text = "e:s sh:mincount 1 . e:t sh:mincount 1 ; sh:minCount 1 ; sh:path e:p ; sh:severity sh:Warning ."
    assert len(list(misspelt(triples(text)))) == 1


@pytest.mark.parametrize(
    "target",
    [
        "targetClass e:Lesion",
        "targetSubjectsOf e:site",
        "targetObjectsOf e:site",
        "targetNode e:rash",
        "targetNode e:scalp",
    ],
)
def test_shape_that_something_meets_is_not_idle(target: str) -> None:
    """Each kind of target is found in the graph."""
    assert list(idle(triples(f"e:s sh:{target} ."), GRAPH)) == []


@pytest.mark.parametrize(
    "target",
    [
        "targetClass e:Leison",
        "targetClass e:scalp",
        "targetSubjectsOf e:sites",
        "targetObjectsOf e:rash",
        "targetNode e:nobody",
    ],
)
def test_shape_that_nothing_meets_is_told(target: str) -> None:
    """A shape held against nothing is an error, also where another shape is held against something."""
    word, _, name = target.partition(" e:")
    told = list(idle(triples(f"e:s sh:{target} . e:t sh:targetClass e:Lesion ."), GRAPH))
    assert told == [f"shape <http://e/s> is held against nothing: the graph has no sh:{word} <http://e/{name}>"]


def test_shapes_without_any_target_are_told() -> None:
    """Shapes that are held against nothing at all would find every graph good."""
    assert "so nothing is checked" in next(iter(idle(triples("e:s a sh:NodeShape ."), GRAPH)))


def test_shapes_that_ship_are_spelt_right(shapes_triples: list[ShapeTriple]) -> None:
    """No word of theirs is unknown, and they import nothing."""
    assert list(misspelt(shapes_triples)) == []


@pytest.mark.parametrize("graph", ["good", "real", "kg"])
def test_shapes_that_ship_are_held_against_something(
    graph: str, shapes_triples: list[ShapeTriple], request: pytest.FixtureRequest
) -> None:
    """Each of them has nodes in the small graph; in that of the bundled papers some may lack."""
    found = request.getfixturevalue(graph)
    nquads = found.nquads if isinstance(found, KnowledgeGraph) else "\n".join(found).encode()
    told = list(idle(shapes_triples, nquads))
    allowed = (
        ()
        if graph == "good"
        else ("Candidate", "Disagreement", "Group", "Link", "Side", "inferredWord", "involvesInferred")
    )
    assert [one for one in told if not any(f"ontology#{name}>" in one for name in allowed)] == []


def test_every_class_and_property_of_the_graph_has_a_shape(
    shapes_triples: list[ShapeTriple], good: tuple[str, ...]
) -> None:
    """What nodes of our own classes are, and what they have, is all spoken of by some shape."""
    cw, kind = NAMESPACES["cw"], f"<{NAMESPACES['rdf']}type>"
    parts = [line.split(" ", 3)[:3] for line in good]
    classes = {node: value for node, predicate, value in parts if predicate == kind and value.startswith(f"<{cw}")}
    said = {triple.object for triple in shapes_triples}
    assert set(classes.values()) - said == set()
    assert {predicate for node, predicate, _ in parts if node in classes} - {kind} - said == set()


def test_shapes_have_names_words_and_severity(shapes_triples: list[ShapeTriple]) -> None:
    """Every shape that can be broken says in one text what holds and what to do, and how grave it is."""
    sh = "<http://www.w3.org/ns/shacl#"
    helpers = {one.object for one in shapes_triples if one.predicate == f"{sh}not>"}
    inner = helpers | {one.object for one in shapes_triples if one.subject in helpers}
    typed = {one.subject for one in shapes_triples if one.object in {f"{sh}NodeShape>", f"{sh}PropertyShape>"}}
    bare = {"property", "targetClass", "targetSubjectsOf"}
    broken = {
        one.subject
        for one in shapes_triples
        if one.predicate.startswith(sh) and one.predicate.removeprefix(sh).strip(">") not in bare
    }
    for shape in sorted((typed & broken) - inner):
        assert shape.startswith(f"<{BASE}shape/")
        (message,) = [one.object for one in shapes_triples if (one.subject, one.predicate) == (shape, f"{sh}message>")]
        (severity,) = [
            one.object for one in shapes_triples if (one.subject, one.predicate) == (shape, f"{sh}severity>")
        ]
        assert message.endswith('."')
        assert any(sign in message for sign in ";:"), message
        assert severity == f"{sh}Violation>"


@pytest.mark.skipif(not HOSTILE.exists(), reason="the collection of hostile files does not lie beside this checkout")
@pytest.mark.parametrize(("name", "message"), [("R09.ttl", "sh:maxcount"), ("R07.ttl", "owl:imports")])
def test_hostile_shapes_are_told(name: str, message: str) -> None:
    """A typo in a shape and an import of a file do not pass."""
    found = [ShapeTriple(*parts) for parts in turtle_triples((HOSTILE / name).read_text("utf-8"))]
    assert any(message in fault for fault in misspelt(found))
