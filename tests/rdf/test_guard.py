"""Queries nobody has vetted: whatever they do, the parent lives and says so in one line."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from caseweave.rdf.sparql import QueryRefusedError
from caseweave.rdf.store import Answer, QueryError, Store, ask_guarded, guard

N = 300
LINES = "".join(
    f'<http://e/{n}> <http://e/p> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g> .\n' for n in range(N)
)
GRAPH = LINES.encode()
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c + ?f + ?i + ?l < 0) }"
DOUBLING = (
    'SELECT (STRLEN(?x40) AS ?n) { BIND("0123456789abcdef" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }"
)
LARGE = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?i)"
NESTED = "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"
GROUPS = "SELECT * " + "{" * 20_000 + "}" * 20_000


@dataclass
class Listener:
    """A server on this machine that only counts who calls."""

    address: str
    calls: int = 0


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listen on a free port of the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Listener(f"http://127.0.0.1:{server.getsockname()[1]}/")

        def count() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    found.calls += 1
                    connection.close()

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        yield found
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def child(text: str, seconds: float = 5) -> subprocess.CompletedProcess[bytes]:
    """Run the child process itself, without the gate before it."""
    task = json.dumps({"text": text, "bindings": {}, "seconds": seconds}).encode()
    command = [sys.executable, "-c", "from caseweave.rdf.store.guard import main; main()"]
    return subprocess.run(command, input=task + b"\n" + GRAPH, capture_output=True, timeout=30, check=False)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o (2.5 AS ?d) ('x'@en AS ?l) ?none { ?s ?p ?o } ORDER BY ?o LIMIT 5",
        "ASK { ?s ?p 3 }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER(?o < 4) }",
        "SELECT ?s { ?s ?p 'nothing' }",
    ],
)
def test_an_answer_from_the_child_is_the_answer(text: str) -> None:
    """The same nodes, types and order as asked directly."""
    answer = ask_guarded(GRAPH, text, {})
    assert answer == Store.load(GRAPH).ask(text)
    assert isinstance(answer, Answer)


def test_numbers_come_back_as_they_are() -> None:
    """A decimal does not pass through a binary fraction."""
    assert ask_guarded(b"", "SELECT (0.1 + 0.2 AS ?x) {}", {}).rows == ((Decimal("0.3"),),)


def test_bindings_reach_the_child_as_data() -> None:
    """Quotes, braces and line ends included."""
    hostile = '"} UNION {\n?s ?p ?o }'
    line = f"<http://e/a> <http://e/p> {json.dumps(hostile)} <http://e/g> .\n"
    text = "SELECT ?s ?o { ?s ?p ?o }"
    assert ask_guarded(line.encode(), text, {"o": hostile}).rows == (("http://e/a", hostile),)
    assert ask_guarded(GRAPH, text, {"o": hostile}).rows == ()


def test_a_query_that_never_ends_is_ended() -> None:
    """At the deadline, with what to do."""
    with pytest.raises(QueryError, match=r"no answer within 1\.5 s; narrow the query or add LIMIT"):
        ask_guarded(GRAPH, ENDLESS, {}, deadline=1.5)


@pytest.mark.parametrize("text", [DOUBLING, LARGE], ids=["doubling", "sorting"])
def test_a_query_that_fills_the_memory_is_ended(text: str) -> None:
    """The limit is the child's; the parent only hears of it."""
    with pytest.raises(QueryError, match=r"memory|no answer within"):
        ask_guarded(GRAPH, text, {}, deadline=8)


@pytest.mark.parametrize("text", [NESTED, GROUPS], ids=["brackets", "groups"])
def test_nesting_that_crashes_the_engine_is_refused_and_harms_only_the_child(text: str) -> None:
    """The gate stops it; a child that is given it all the same dies alone, without an answer."""
    with pytest.raises(QueryRefusedError, match="nested deeper than 64"):
        ask_guarded(GRAPH, text, {})
    assert child(text).returncode != 0


def test_a_crash_of_the_child_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the gate would be wrong."""
    monkeypatch.setattr(guard, "gate", lambda _: None)
    with pytest.raises(QueryError, match="exhausted memory, time or the parser's stack"):
        ask_guarded(GRAPH, NESTED, {})


@pytest.mark.parametrize("text", ["SELECT * {", "SELECT ?x { ?x ?y }", "CONSTRUCT"])
def test_a_mistake_is_told_in_the_words_of_the_engine(text: str) -> None:
    """With line and column."""
    with pytest.raises(QueryError, match=r"error at 1:\d+"):
        ask_guarded(GRAPH, text, {})


def test_a_damaged_graph_is_told_as_such() -> None:
    """Not as a query that was too hard."""
    with pytest.raises(QueryError, match="the graph is not N-Quads"):
        ask_guarded(b"nonsense", "ASK {}", {})


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_nobody_is_called_even_where_the_gate_would_be_wrong(silent: str, listener: Listener) -> None:
    """The child can open no socket: the first wall has a second behind it."""
    text = f"SELECT * {{ SERVICE {silent}<{listener.address}> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryRefusedError, match="SERVICE asks another server"):
        ask_guarded(GRAPH, text, {})
    done = child(text)
    assert done.returncode == 0
    assert listener.calls == 0
    socket.create_connection(("127.0.0.1", int(listener.address.rstrip("/").rpartition(":")[2]))).close()


def test_what_lies_in_the_working_directory_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of papers may hold a file called like a module of Python."""
    for name in ("json.py", "decimal.py", "caseweave.py"):
        (tmp_path / name).write_text("raise SystemExit(9)\n")
    monkeypatch.chdir(tmp_path)
    assert ask_guarded(b"", "ASK {}", {}).rows == ((True,),)


def test_the_child_imports_from_where_the_parent_does(tmp_path: Path) -> None:
    """Also where the package was found through a path set at run time."""
    ask = "from caseweave.rdf.store import ask_guarded\nprint(ask_guarded(b'', 'ASK {}', {}).rows)"
    code = f"import sys; sys.path.insert(0, sys.argv[1])\n{ask}"
    place = Path(guard.__file__).parents[3]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(place)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.stdout == "((True,),)\n"
