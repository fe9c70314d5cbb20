"""A server is spoken to with care: who asks, how long it may take, what is tried again, where nothing is sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

import caseweave
from caseweave import KnowledgeGraph
from caseweave.api import push
from caseweave.model.identifiers import graph_iri
from caseweave.rdf.store import QueryError
from caseweave.rdf.store.disk import Disk, DiskError
from caseweave.rdf.store.endpoint import Addresses, Endpoint, EndpointError

YES = json.dumps({"head": {}, "boolean": True}).encode()


class Played(BaseHTTPRequestHandler):
    """A server that plays what a test tells it to, and keeps what it was sent."""

    answers: ClassVar[list[tuple[int, dict[str, str], bytes]]] = []
    heard: ClassVar[list[tuple[str, str, dict[str, str], bytes]]] = []

    def _play(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.heard.append((self.command, self.path, dict(self.headers), self.rfile.read(length)))
        code, headers, body = self.answers.pop(0) if self.answers else (200, {}, YES)
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = _play  # noqa: N815 - names of http.server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    """Start the server that plays."""
    Played.answers.clear()
    Played.heard.clear()
    server = HTTPServer(("127.0.0.1", 0), Played)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def endpoint(url: str, *pauses: Callable[[float], object], **environment: str) -> Endpoint:
    """Return the server, with an environment of its own."""
    named = {f"CASEWEAVE_ENDPOINT_{name}": value for name, value in environment.items()}
    return Endpoint(url, environment=named, pause=pauses[0] if pauses else lambda _: None, timeout=5)


@pytest.mark.parametrize(
    ("given", "query", "store"),
    [
        ("https://e.org", "https://e.org/query", "https://e.org/store"),
        ("https://e.org/sparql", "https://e.org/sparql", "https://e.org/sparql-graph-crud-auth"),
        ("https://e.org/ds/query", "https://e.org/ds/query", "https://e.org/ds/data"),
        ("https://e.org/ds/sparql", "https://e.org/ds/sparql", "https://e.org/ds/data"),
        ("https://e.org/ds/", "https://e.org/ds/query", "https://e.org/ds/data"),
    ],
)
def test_one_address_tells_where_to_ask_and_where_to_put(given: str, query: str, store: str) -> None:
    """Oxigraph, Virtuoso and Fuseki by their own layouts."""
    assert Addresses.of(given) == Addresses(query, store)


@pytest.mark.parametrize("given", ["file:///etc/passwd", "ftp://e.org", "e.org/query", "https://a:b@e.org/", "http://"])
def test_what_is_no_address_of_a_server_is_refused(given: str) -> None:
    """No file, no other protocol, no password in the address."""
    with pytest.raises(EndpointError):
        Addresses.of(given)


def test_a_busy_server_is_asked_again_later_and_later(url: str) -> None:
    """As long as it says itself, else twice as long each time; in the end the user is told."""
    pauses: list[float] = []
    Played.answers[:] = [(503, {}, b""), (429, {"Retry-After": "7"}, b""), (503, {}, b"")]
    assert endpoint(url, pauses.append).ask("ASK { ?s ?p ?o }").rows == ((True,),)
    assert pauses == [0.5, 7.0, 2.0]
    Played.answers[:] = [(503, {}, b"full")] * 4
    with pytest.raises(EndpointError, match="503: full"):
        endpoint(url).ask("ASK { ?s ?p ?o }")


def test_a_query_the_server_refuses_is_not_tried_again(url: str) -> None:
    """The message is the server's."""
    Played.answers[:] = [(400, {}, b"expected a brace")]
    with pytest.raises(QueryError, match="expected a brace"):
        endpoint(url).ask("ASK { ?s ?p ?o }")
    assert len(Played.heard) == 1


def test_nobody_there_is_told() -> None:
    """A port that nothing listens on."""
    with pytest.raises(EndpointError, match="is the server there"):
        endpoint("http://127.0.0.1:9").ask("ASK { ?s ?p ?o }")


def test_who_asks_is_told_by_the_environment(url: str) -> None:
    """Name and password, or a token; neither without being set."""
    for given, sent in (({}, None), ({"USER": "a", "PASSWORD": "b"}, "Basic YTpi"), ({"TOKEN": "t"}, "Bearer t")):
        endpoint(url, **given).ask("ASK { ?s ?p ?o }")
        assert Played.heard[-1][2].get("Authorization") == sent


@pytest.mark.parametrize("given", [{"USER": "a", "PASSWORD": "b"}, {"TOKEN": "t"}])
def test_a_password_never_goes_in_the_clear_to_another_machine(given: dict[str, str]) -> None:
    """Over https, or to this machine."""
    with pytest.raises(EndpointError, match="https"):
        endpoint("http://example.org/query", **given)
    endpoint("https://example.org/query", **given)


def test_no_redirect_is_followed(url: str) -> None:
    """What proves who asks goes nowhere else."""
    Played.answers[:] = [(302, {"Location": "http://example.org/"}, b"")]
    with pytest.raises(EndpointError, match=r"leads to http://example\.org/"):
        endpoint(url, TOKEN="t").ask("ASK { ?s ?p ?o }")


def test_what_is_no_sparql_result_is_told(url: str) -> None:
    """A page instead of an answer."""
    Played.answers[:] = [(200, {}, b"<html>")]
    with pytest.raises(EndpointError, match="query address"):
        endpoint(url).ask("ASK { ?s ?p ?o }")


def test_a_graph_is_put_by_its_name(url: str) -> None:
    """The Graph Store Protocol, with the name in the address."""
    endpoint(url).put("http://e/g", b"<http://e/s> <http://e/p> <http://e/o> .\n")
    method, path, headers, body = Played.heard[-1]
    assert (method, path) == ("PUT", "/store?graph=http%3A%2F%2Fe%2Fg")
    assert headers["Content-Type"] == "application/n-triples"
    assert body.startswith(b"<http://e/s>")


def test_a_graph_on_disk_is_pushed_and_gives_the_local_rows(tmp_path: Path, papers: Path) -> None:
    """Only what changed is put; what is there answers as the papers do."""
    kg = caseweave.load(papers)
    assert {one.state for one in push(kg, Disk(tmp_path / "store", change=True))} == {"put"}
    text = (papers / "birch2020.yaml").read_text("utf-8")
    (papers / "birch2020.yaml").write_text(text.replace("title: ", "title: Again, ", 1), "utf-8")
    after = caseweave.load(papers)
    told = {one.graph: one.state for one in push(after, Disk(tmp_path / "store", change=True))}
    assert (told["birch2020"], told["alder2021"], told["terms"], told["meta"]) == ("put", "stood", "stood", "put")
    there = Disk(tmp_path / "store")
    assert {name: there.count(graph_iri(name)) for name in after.graphs} == {n: len(g) for n, g in after.graphs.items()}
    assert there.ask_guarded("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}).rows[0][0] == len(
        {line.rpartition(" <")[0] for lines in after.graphs.values() for line in lines}
    )


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    """Neither read nor written."""
    (tmp_path / "letter.txt").write_text("x", "utf-8")
    for change in (True, False):
        with pytest.raises(DiskError):
            Disk(tmp_path, change=change)
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_a_half_finished_push_is_mended(tmp_path: Path, kg: KnowledgeGraph) -> None:
    """Where a push ended half-way, what says what is whole is gone, and the next push looks at every graph."""

    class Failing(Disk):
        """A disk that is full after the first graph."""

        def put(self, graph: str, triples: bytes) -> None:
            """Fail at the second graph."""
            if graph != graph_iri("alder2021"):
                raise DiskError("full")
            super().put(graph, triples)

    place = tmp_path / "store"
    with pytest.raises(DiskError):
        push(kg, Failing(place, change=True))
    assert Disk(place).count(graph_iri("meta")) == 0
    assert push(kg, Disk(place, change=True))[-1].state == "put"
    assert {one.state for one in push(kg, Disk(place, change=True))} == {"stood"}
