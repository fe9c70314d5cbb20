"""The graph on servers that are not ours: pushed, asked and mended; the shipped queries as they stand, elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import caseweave
from caseweave import KnowledgeGraph
from caseweave.api import push
from caseweave.api.push import Keeper
from caseweave.model.identifiers import graph_iri
from caseweave.rdf.store import Answer, named_queries
from caseweave.rdf.store.endpoint import Endpoint
from caseweave.rdf.triples import digest

from . import servers

pytestmark = pytest.mark.external

WITHOUT_OXIGRAPH = pytest.mark.skipif(servers.oxigraph() is None, reason="no oxigraph: pip install oxigraph")
WITHOUT_VIRTUOSO = pytest.mark.skipif(
    shutil.which("virtuoso-t") is None, reason="no Virtuoso: apt install virtuoso-opensource-7"
)
WITHOUT_JENA = pytest.mark.skipif(
    not (servers.JARS / "jena-arq.jar").exists(), reason="no Jena: apt install libapache-jena-java"
)
OWNER = {"CASEWEAVE_ENDPOINT_USER": "dba", "CASEWEAVE_ENDPOINT_PASSWORD": "dba"}


def rows(answer: Answer) -> list[tuple[str | None, ...]]:
    """Return an answer as texts: servers write one number in several ways."""
    return [tuple(_plain(node.value) if node else None for node in row) for row in answer.nodes]


def _plain(text: str) -> str:
    """Write a number in one way; a truth value that a server keeps as a number is one too."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return {"true": "1", "false": "0"}.get(text, text)


PARAMETERS = [
    pytest.param("oxigraph", marks=WITHOUT_OXIGRAPH),
    pytest.param("virtuoso", marks=WITHOUT_VIRTUOSO),
]


@pytest.fixture(scope="module", params=PARAMETERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Start a server for all tests of this file."""
    place = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with servers.oxigraph_server(place) as (url, _):
            yield Endpoint(url, timeout=600)
    else:
        with servers.virtuoso_server(place) as url:
            yield Endpoint(url, environment=OWNER, timeout=600)


def test_push_makes_the_server_equal(server: Endpoint, real: KnowledgeGraph) -> None:
    """Counts of all graphs are those that are here, and a second push changes nothing."""
    assert {one.state for one in push(real, server)} <= {"put", "stood"}
    assert {name: server.count(graph_iri(name)) for name in real.graphs} == {
        name: len(lines) for name, lines in real.graphs.items()
    }
    assert {one.state for one in push(real, server)} == {"stood"}


@pytest.mark.parametrize("name", named_queries())
def test_a_query_that_ships_gives_the_local_rows(name: str, server: Endpoint, real: KnowledgeGraph) -> None:
    """The file as it stands, over the network."""
    push(real, server)
    assert sorted(rows(server.ask(named_queries()[name].text)), key=str) == sorted(rows(real.ask(name)), key=str)


@WITHOUT_OXIGRAPH
def test_what_is_there_is_what_is_here_to_the_byte(tmp_path: Path, real: KnowledgeGraph) -> None:
    """Each graph, fetched again and sorted, has the hash that it has here."""
    with servers.oxigraph_server(tmp_path) as (url, _):
        there = Endpoint(url)
        push(real, there)
        for name, lines in real.graphs.items():
            triples = ox.parse(there.get(graph_iri(name)), format=ox.RdfFormat.N_TRIPLES)
            fetched = sorted(f"{quad.triple} <{graph_iri(name)}> .\n" for quad in triples)
            assert digest(fetched) == digest(lines), name


@WITHOUT_OXIGRAPH
def test_one_paper_is_replaced_and_a_server_that_died_is_mended(tmp_path: Path, papers: Path) -> None:
    """Only what changed is put; where the server dies half-way, the next push makes it whole."""
    port = servers.free_port()
    before = caseweave.load(papers)
    text = (papers / "birch2020.yaml").read_text("utf-8")
    (papers / "birch2020.yaml").write_text(text.replace("title: ", "title: Again, ", 1), "utf-8")
    after = caseweave.load(papers)
    with servers.oxigraph_server(tmp_path, port) as (url, _):
        push(before, Endpoint(url))
        told = {one.graph: one.state for one in push(after, Endpoint(url))}
        assert (told["birch2020"], told["alder2021"], told["cedar2022"]) == ("put", "stood", "stood")
        push(before, Endpoint(url))
    with servers.oxigraph_server(tmp_path, port) as (url, process):

        class Dying(Endpoint):
            """A server that dies after its first change."""

            def put(self, graph: str, triples: bytes) -> None:
                """Put a graph, then die."""
                super().put(graph, triples)
                process.kill()
                process.wait()

        with pytest.raises(caseweave.CaseweaveError, match="no answer"):
            push(after, Dying(url, pause=lambda _: None))
    with servers.oxigraph_server(tmp_path, port) as (url, _):
        there: Keeper = Endpoint(url)
        told = {one.graph: one.state for one in push(after, there)}
        assert told["meta"] == "put"
        assert {name: there.count(graph_iri(name)) for name in after.graphs} == {
            name: len(lines) for name, lines in after.graphs.items()
        }


@WITHOUT_JENA
@pytest.mark.parametrize("name", named_queries())
def test_jena_gives_the_local_rows(name: str, real: KnowledgeGraph, tmp_path: Path) -> None:
    """The file as it stands, over ``graph.ttl``'s triples, in Jena."""
    data, query = tmp_path / "graph.nt", tmp_path / "query.rq"
    data.write_bytes(b"".join(line.rpartition(b" <")[0] + b" .\n" for line in real.nquads.splitlines()))
    query.write_text(named_queries()[name].text, "utf-8")
    try:
        told = servers.jena(query, data, tmp_path)
    except RuntimeError as error:
        if "InitializerError" in str(error) or "NoClassDefFoundError" in str(error):
            pytest.skip(f"this installation of Jena does not start: {str(error).splitlines()[0]}")
        raise
    found = [
        tuple(_plain(row[column]["value"]) if column in row else None for column in told["head"]["vars"])
        for row in told["results"]["bindings"]
    ]
    assert sorted(found, key=str) == sorted(rows(real.ask(name)), key=str)
