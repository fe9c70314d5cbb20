"""The queries that ship: documented, stable, and the same on Oxigraph and on rdflib's own engine."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

import pytest
import rdflib
import rdflib.plugins.sparql

from caseweave import KnowledgeGraph
from caseweave.rdf.sparql import Query, QueryRefusedError, gate
from caseweave.rdf.store import Store, named_queries, query_named

QUERIES = list(named_queries().values())
FINDERS = {"duplicates"}
"""Questions whose answer may be empty: they look for something that is not right."""
each = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
answered = pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.name not in FINDERS], ids=lambda query: query.name
)


def example(query: Query, store: Store) -> dict[str, str]:
    """Return values of the parameters that have an answer: those of a row of the open question that has them all."""
    names = [parameter.name for parameter in query.parameters]
    if not names:
        return {}
    rows = ({name: row[name] for name in names} for row in store.ask(query.text).records())
    return next(
        {name: value for name, value in row.items() if isinstance(value, str)} for row in rows if all(row.values())
    )


@pytest.fixture(scope="module")
def dataset(kg: KnowledgeGraph) -> rdflib.Dataset:
    """Parse the invented graph into rdflib's own store, in whose default graph all named graphs are one."""
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    made = rdflib.Dataset(default_union=True)
    made.parse(data=kg.nquads.decode(), format="nquads")
    return made


def by_rdflib(dataset: rdflib.Dataset, text: str, given: Mapping[str, str]) -> list[str]:
    """Answer a query with rdflib's own engine: the rows as sorted texts, numbers compared as numbers."""
    bound = {name: rdflib.Literal(value) for name, value in given.items()}
    return sorted(repr([_comparable(value) for value in row]) for row in dataset.query(text, initBindings=bound))  # type: ignore[union-attr]


def by_oxigraph(store: Store, text: str, given: Mapping[str, str]) -> list[str]:
    """Answer a query with Oxigraph: the rows as sorted texts, numbers compared as numbers."""
    return sorted(repr([_comparable(value) for value in row]) for row in store.ask(text, given).rows)


def _comparable(value: object) -> object:
    if isinstance(value, rdflib.Literal):
        value = value.toPython() if isinstance(value.value, int | Decimal) else str(value)
    if isinstance(value, int | Decimal):
        return Decimal(value).normalize() + 0
    return None if value is None else str(value)


@each
def test_a_query_says_what_it_answers(query: Query) -> None:
    """Title, question, the meaning of each parameter and column: `caseweave queries` and the docs show them."""
    assert query.title
    assert query.question.endswith("?")
    assert query.columns
    assert all(name and meaning for name, meaning in query.columns)
    assert all(parameter.name and parameter.meaning for parameter in query.parameters)


@each
def test_declared_columns_are_those_of_the_select_list(query: Query, kg: KnowledgeGraph) -> None:
    """In order: the columns are public."""
    assert tuple(name for name, _ in query.columns) == kg.store.ask(query.text).columns


@answered
def test_parameters_are_columns_and_have_an_answer(query: Query, kg: KnowledgeGraph) -> None:
    """Each can be set to a value that the invented corpus knows, and then stands in every row."""
    given = example(query, kg.store)
    assert {parameter.name for parameter in query.parameters} == set(given)
    assert {parameter.name for parameter in query.parameters} <= {name for name, _ in query.columns}
    rows = query_named(kg.store, query.name, given).records()
    assert rows
    for row in rows:
        assert {name: row[name] for name in given} == given


@answered
def test_defaults_have_an_answer_in_the_bundled_papers(query: Query, real: KnowledgeGraph) -> None:
    """Whoever just types the name of a query sees rows."""
    assert query_named(real.store, query.name).nodes


@each
def test_a_shipped_query_passes_the_gate(query: Query) -> None:
    """A user may copy it, change a word and run it as their own."""
    gate(query.text)


@each
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's parser uses what rdflib deprecates
@pytest.mark.parametrize("bound", [False, True], ids=["open", "bound"])
def test_both_engines_give_the_same_rows(
    query: Query, bound: bool, kg: KnowledgeGraph, dataset: rdflib.Dataset
) -> None:
    """A query means what SPARQL says it means, not what one engine makes of it."""
    given = example(query, kg.store) if bound else {}
    rows = by_oxigraph(kg.store, query.text, given)
    assert rows or query.name in FINDERS
    assert by_rdflib(dataset, query.text, given) == rows


@each
def test_rows_come_in_one_order_however_the_graph_was_loaded(query: Query, real: KnowledgeGraph) -> None:
    """ORDER BY leaves no tie that the order of the quads would decide."""
    lines = real.nquads.splitlines(keepends=True)
    random.Random(query.name).shuffle(lines)
    shuffled = Store.load(b"".join(lines))
    for given in ({}, {parameter.name: parameter.default for parameter in query.parameters if parameter.default}):
        assert shuffled.ask(query.text, given) == real.store.ask(query.text, given)


@each
@pytest.mark.parametrize(
    "value", ['"} UNION { ?s ?p ?o }', "> <http://evil/p>", "?x", "\\", "\u202e", "", "NO", "a\nb"]
)
def test_a_hostile_value_is_only_a_value(query: Query, value: str, kg: KnowledgeGraph) -> None:
    """It matches nothing, exactly as any other text that the graph does not hold."""
    for parameter in query.parameters:
        assert query_named(kg.store, query.name, {parameter.name: value}).nodes == ()


def test_shared_entities_come_with_who_says_so(kg: KnowledgeGraph) -> None:
    """An entity two cases share only because one paper says it of another's patient is marked as relayed."""
    rows = [row for row in kg.ask("shared-entities").records() if row["label"] == "tocilizumab"]
    assert [(row["case"], row["said_by"], row["role"]) for row in rows] == [
        ("alder2021", "alder2021", "own"),
        ("birch2020", "alder2021", "relayed"),
    ]


def test_a_class_is_found_through_what_stands_under_it(kg: KnowledgeGraph) -> None:
    """Whoever asks for anti-CD19 CAR-T gets every product; whoever asks by a synonym gets the same rows."""
    rows = kg.ask("who-received", treatment="anti-CD19 CAR-T").records()
    assert {row["label"] for row in rows} == {"brexucabtagene autoleucel", "CD19 CAR-T", "tisagenlecleucel"}


def test_absent_is_not_present(kg: KnowledgeGraph) -> None:
    """A marker looked for and not found is in the answer, as absent."""
    rows = kg.ask("markers").records()
    assert {(row["label"], row["state"]) for row in rows} == {("CD19", "present"), ("CD20", "absent")}


def test_an_unknown_query_or_parameter_is_met_with_the_nearest_one(kg: KnowledgeGraph) -> None:
    """A typing slip costs no look into the documentation."""
    with pytest.raises(QueryRefusedError, match="no query 'shared-entitys'; did you mean 'shared-entities'"):
        kg.ask("shared-entitys")
    with pytest.raises(QueryRefusedError, match="no query 'xyz'; there are: adverse-events, cases"):
        kg.ask("xyz")
    with pytest.raises(QueryRefusedError, match="no parameter 'cas'; did you mean 'case'"):
        kg.ask("markers", cas="alder2021")
    with pytest.raises(QueryRefusedError, match="no parameter 'case'; it has: none"):
        kg.ask("cases", case="alder2021")
