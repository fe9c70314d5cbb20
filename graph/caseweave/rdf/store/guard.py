"""A query nobody has vetted runs in a child process that can be killed: it may loop, fill memory or crash the engine.

Oxigraph evaluates in native code that Python can neither stop nor catch when it overflows its stack, so the parent
never parses such a query itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Final

from caseweave.rdf.sparql import gate
from caseweave.rdf.store.engine import Answer, Node, QueryError, Store

__all__ = ["DEADLINE", "MEMORY", "ask_guarded", "main"]

DEADLINE: Final = 10.0
"""Seconds a query may take."""
MEMORY: Final = 1 << 30
"""Bytes of address space it may use beyond the data."""


def ask_guarded(nquads: bytes, text: str, bindings: Mapping[str, str], deadline: float = DEADLINE) -> Answer:
    """Answer a query in a child process, behind the gate; QueryError if it is wrong, too slow or too large."""
    gate(text)
    task = json.dumps({"text": text, "bindings": dict(bindings), "seconds": deadline}).encode()
    # -P: what lies in the working directory is not imported; the parent's own import path is.
    command = [sys.executable, "-P", "-c", "from caseweave.rdf.store.guard import main; main()"]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    given = task + b"\n" + nquads
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
            command, input=given, capture_output=True, timeout=deadline, check=False, env=path
        )
    except subprocess.TimeoutExpired:
        raise QueryError(f"no answer within {deadline:g} s; narrow the query or add LIMIT") from None
    if done.returncode < 0:
        raise QueryError("the query exhausted memory, time or the parser's stack; simplify it or add LIMIT")
    if done.returncode > 0:
        raise RuntimeError(f"the query process failed: {done.stderr.decode(errors='replace').strip()}")
    return _read(json.loads(done.stdout))


def _read(reply: dict[str, Any]) -> Answer:
    if "error" in reply:
        raise QueryError(reply["error"])
    nodes = tuple(tuple(Node(*cell) if cell else None for cell in row) for row in reply["nodes"])
    return Answer(tuple(reply["columns"]), nodes, reply["ask"])


def main() -> None:
    """Serve one query: the task on the first line of standard input, the graph behind it, the answer as JSON."""
    head, _, nquads = sys.stdin.buffer.read().partition(b"\n")
    task = json.loads(head)
    try:
        store = Store.load(nquads)
        _limit(float(task["seconds"]), len(nquads))
        answer = store.ask_raw(task["text"], task["bindings"])
        reply: dict[str, Any] = {"columns": answer.columns, "nodes": answer.nodes, "ask": answer.ask}
    except QueryError as error:
        reply = {"error": str(error)}
    except MemoryError:
        reply = {"error": "the answer exhausted the memory; narrow the query or add LIMIT"}
    sys.stdout.write(json.dumps(reply))


def _limit(seconds: float, loaded: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    whole = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (2 * whole, 2 * whole))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 20 * loaded,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # No new file and no socket: should a SERVICE ever pass the gate, it reaches nobody.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
