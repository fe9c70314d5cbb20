"""The engine behind its door: loading, answers, and whole graphs written out."""

from __future__ import annotations

import io
import json
import socket
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import SKOS, Literal, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery

from caseweave import KnowledgeGraph
from caseweave.rdf.sparql import QueryRefusedError
from caseweave.rdf.store import Answer, Node, QueryError, Store, jsonld, ontology_quads, trig

XSD = "http://www.w3.org/2001/XMLSchema#"
LINES = f"""\
<http://e/a> <http://e/p> "1.50" <http://e/g> .
<http://e/a> <http://e/q> "2"^^<{XSD}integer> <http://e/g> .
<http://e/a> <http://e/q> "2.50"^^<{XSD}decimal> <http://e/h> .
<http://e/a> <http://e/p> "chat"@fr <http://e/h> .
""".encode()


@pytest.fixture(scope="module")
def store() -> Store:
    """Load four quads in two named graphs."""
    return Store.load(LINES)


def test_the_default_graph_is_the_union_of_the_named_graphs(store: Store) -> None:
    """A question needs no GRAPH unless it asks who says so."""
    assert len(store) == 4
    assert store.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == ((4,),)
    assert store.ask("SELECT (COUNT(*) AS ?n) { GRAPH <http://e/h> { ?s ?p ?o } }").rows == ((2,),)


def test_values_are_plain_and_nodes_keep_what_the_engine_says(store: Store) -> None:
    """Numbers are numbers; whether something is an IRI or a text that looks like one is never guessed."""
    answer = store.ask(
        'SELECT ?s (2 AS ?i) (2.50 AS ?d) (1e1 AS ?e) (true AS ?b) ("http://e/a" AS ?t) ("x"@fr AS ?l) ?none '
        "{ ?s <http://e/p> '1.50' }"
    )
    assert answer.records() == [
        {
            "s": "http://e/a",
            "i": 2,
            "d": Decimal("2.5"),
            "e": 10.0,
            "b": True,
            "t": "http://e/a",
            "l": "x",
            "none": None,
        }
    ]
    kinds = dict(zip(answer.columns, answer.nodes[0], strict=True))
    assert kinds["s"] == Node("uri", "http://e/a")
    assert kinds["t"] == Node("literal", "http://e/a")
    assert kinds["l"] == Node("literal", "x", None, "fr")
    assert kinds["d"] == Node("literal", "2.5", f"{XSD}decimal")


@pytest.mark.parametrize("number", ["INF", "NaN", "-INF"])
def test_what_json_cannot_hold_stays_a_text(number: str) -> None:
    """Not every double is a number."""
    assert Node("literal", number, f"{XSD}double").plain == number


def test_ask_construct_and_describe_have_answers_too(store: Store) -> None:
    """A yes or no is one row; triples are rows of subject, predicate and object, sorted."""
    assert store.ask("ASK { ?s ?p 2 }") == Answer(("answer",), ((Node("literal", "true", f"{XSD}boolean"),),), ask=True)
    built = store.ask("CONSTRUCT { ?o <http://e/of> ?s } WHERE { ?s <http://e/p> ?o }")
    assert (built.columns, built.rows) == (("subject", "predicate", "object"), ())
    described = store.ask("DESCRIBE <http://e/a>")
    assert [row[2] for row in described.rows] == ["1.50", "chat", 2, Decimal("2.5")]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT",
        "SELECT * {",
        "SELECT * { ?s ?p }",
        "SELECT ?x { ex:a ?b ?c }",
        "\udc80",
    ],
)
def test_a_text_the_engine_cannot_read_is_a_query_error_in_one_line(text: str, store: Store) -> None:
    """With the engine's own words."""
    with pytest.raises(QueryError) as found:
        store.ask(text)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("name", ["", "a b", "?x", "nobody", "1-2"])
def test_a_binding_that_is_no_variable_of_the_select_list_is_a_query_error(name: str, store: Store) -> None:
    """However the name is spelled."""
    with pytest.raises(QueryError):
        store.ask("SELECT ?s { ?s ?p ?o }", {name: "x"})


@given(st.text(max_size=30))
def test_a_bound_value_is_data_whatever_it_says(value: str) -> None:
    """It selects the rows with exactly that text: one if it is there, none if not, never more."""
    store = Store.load(LINES)
    text = "SELECT ?o ?s { ?s <http://e/p> ?o }"
    assert len(store.ask(text, {"o": "1.50"}).rows) == 1
    assert store.ask(text, {"o": value}).rows == ((("1.50", "http://e/a"),) if value == "1.50" else ())


@pytest.mark.parametrize("lines", [b"nonsense", b"<a> <b> <c> .", b"\xff", b"<http://e/a> <http://e/b> <http://e/c>"])
def test_a_damaged_graph_is_told_as_such(lines: bytes) -> None:
    """Not as a fault of the question."""
    with pytest.raises(QueryError, match=r"the graph is not N-Quads: .*; build it again"):
        Store.load(lines)


def test_every_written_form_of_the_graph_holds_the_same_quads(kg: KnowledgeGraph) -> None:
    """N-Quads, TriG and JSON-LD, read again by the engine, are one graph; none has a blank node."""
    prefixes = {"cw": "https://w3id.org/caseweave/ontology#"}
    wanted = set(map(str, ox.parse(kg.nquads, format=ox.RdfFormat.N_QUADS)))
    written = {
        ox.RdfFormat.TRIG: trig(kg.nquads, prefixes),
        ox.RdfFormat.JSON_LD: jsonld(kg.nquads, prefixes),
    }
    for form, data in written.items():
        assert set(map(str, ox.parse(io.BytesIO(data), format=form))) == wanted
    assert not any(quad.startswith("_:") or " _:" in quad for quad in wanted)
    assert len(kg.store) == len(wanted) == kg.nquads.count(b"\n")


def test_written_forms_keep_the_order_of_the_lines(kg: KnowledgeGraph) -> None:
    """Lines are sorted, so that the same graph is the same bytes."""
    subjects = [f"{quad.subject}" for quad in ox.parse(kg.nquads, format=ox.RdfFormat.N_QUADS)]
    data = trig(kg.nquads, {})
    assert [f"{quad.subject}" for quad in ox.parse(data, format=ox.RdfFormat.TRIG)] == subjects
    assert trig(kg.nquads, {}) == data
    assert json.loads(jsonld(kg.nquads, {}))


def test_the_rdflib_view_is_the_same_data(kg: KnowledgeGraph) -> None:
    """Counted through rdflib, nothing is missing and the union is the default graph."""
    dataset = kg.graph
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(kg.store)
    assert len(list(dataset.query("SELECT ?s { ?s a <https://w3id.org/caseweave/ontology#Statement> }"))) == len(
        kg.statements
    )


@pytest.mark.parametrize("text", ["INSERT DATA { <a> <b> <c> }", "", "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }"])
def test_what_would_change_data_or_leave_the_machine_is_refused(text: str, store: Store) -> None:
    """The store itself holds the gate, not only those who ask it."""
    with pytest.raises(QueryRefusedError):
        store.ask(text)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


def called(listener: socket.socket) -> bool:
    """Tell whether anybody has connected."""
    try:
        listener.accept()[0].close()
    except TimeoutError:
        return False
    return True


def test_the_rdflib_view_calls_nobody(kg: KnowledgeGraph, listener: socket.socket, tmp_path: Path) -> None:
    """No SERVICE, FROM or LOAD reaches a listening socket or a file, by text, prepared, or in one graph of many."""
    host, port = listener.getsockname()
    address = f"http://{host}:{port}/"
    (tmp_path / "secret.ttl").write_text("<http://e/a> <http://e/b> 1 .", "utf-8")
    service = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    places = (address, (tmp_path / "secret.ttl").as_uri())
    for text in (service, *(f"SELECT * FROM <{place}> {{ ?s ?p ?o }}" for place in places)):
        for graph in (kg.graph, next(iter(kg.graph.graphs()))):
            with pytest.raises(QueryRefusedError):
                list(graph.query(text))
        with pytest.raises(QueryRefusedError):
            list(kg.graph.query(text, use_store_provided=False))
    with pytest.raises(QueryRefusedError):
        list(kg.graph.query(prepareQuery(service)))
    for place in places:
        with pytest.raises(QueryRefusedError):
            kg.graph.update(f"LOAD <{place}>")
        with pytest.raises(QueryRefusedError):
            kg.graph.parse(place)
    assert not called(listener)


def test_the_listener_would_hear(kg: KnowledgeGraph, listener: socket.socket) -> None:
    """A raw query does connect, so that the test above can fail."""
    host, port = listener.getsockname()

    def hear() -> None:
        heard.append(called(listener))

    heard: list[bool] = []
    listening = threading.Thread(target=hear)
    listening.start()
    with pytest.raises(QueryError):
        kg.store.ask_raw(f"SELECT * {{ SERVICE <http://{host}:{port}/> {{ ?s ?p ?o }} }}")
    listening.join()
    assert heard == [True]


def test_the_rdflib_view_answers_as_rdflib_does(kg: KnowledgeGraph) -> None:
    """Rows, yes or no, and triples; bindings and prefixes; nothing can be added."""
    told = kg.graph.query("SELECT ?x ?y ?z { VALUES (?x ?y) { ('a'@en 1) } }", initBindings={"y": Literal(1)})
    assert told.vars == [Variable("x"), Variable("y"), Variable("z")]
    assert told.bindings == [{Variable("x"): Literal("a", lang="en"), Variable("y"): Literal(1)}]
    assert kg.graph.query("ASK { ?s skos:prefLabel ?o }", initNs={"skos": SKOS}).askAnswer
    made = kg.graph.query("CONSTRUCT { ?s skos:prefLabel 'x' } { ?s skos:prefLabel 'fever' }", initNs={"skos": SKOS})
    assert made.graph is not None
    assert {str(value) for _, _, value in made.graph} <= {"x"}
    with pytest.raises(QueryRefusedError, match="can only be read"):
        kg.graph.add((URIRef("http://e/a"), URIRef("http://e/b"), Literal(1)))


def test_an_ontology_with_a_blank_node_is_refused() -> None:
    """A blank node has no name that lasts."""
    with pytest.raises(ValueError, match=r"blank node in: .*; give it an IRI"):
        ontology_quads("<http://e/a> <http://e/b> [] .", "http://e/g")
    assert ontology_quads("<http://e/a> <http://e/b> 1 .", "http://e/g") == [
        f'<http://e/a> <http://e/b> "1"^^<{XSD}integer> <http://e/g> .\n'
    ]
