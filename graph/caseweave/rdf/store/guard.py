"""What nobody has vetted, a query or a graph file, is read in a child process that can be killed.

It may loop, fill memory or crash the engine: Oxigraph parses and evaluates in native code that Python can neither stop
nor catch when it overflows its stack, so the parent never reads such a text itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from caseweave.rdf.sparql import gate
from caseweave.rdf.store.engine import Answer, DamagedGraphError, Node, QueryError, Store, kept_on_disk

__all__ = ["DEADLINE", "MEMORY", "GuardedGraph", "ask_guarded", "ask_guarded_on_disk", "main"]

DEADLINE: Final = 10.0
"""Seconds a query may take, counted from the loaded graph."""
LOADING: Final = 60.0
"""Seconds that starting and loading may take, and one more for each megabyte of the graph."""
MEMORY: Final = 1 << 30
"""Bytes of address space it may use beyond the data."""

_LOADED: Final = b"loaded\n"
_LATE: Final = 75
"""Exit status at the deadline where there is no alarm signal."""


class GuardedGraph:
    """A graph from a file of a user's: it is only ever loaded in a child process, once for each question."""

    def __init__(self, nquads: bytes) -> None:
        self._nquads = nquads

    def ask(self, text: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a query; see :func:`ask_guarded`."""
        return ask_guarded(self._nquads, text, bindings or {})


def ask_guarded(nquads: bytes, text: str, bindings: Mapping[str, str], deadline: float = DEADLINE) -> Answer:
    """Answer a query in a child process, behind the gate.

    Raises QueryError if it is wrong, too slow or too large, DamagedGraphError if the graph cannot be loaded.
    """
    return _asked(nquads, {"text": text, "bindings": dict(bindings), "seconds": deadline})


def ask_guarded_on_disk(place: Path, text: str, bindings: Mapping[str, str], deadline: float = DEADLINE) -> Answer:
    """Answer a query of a graph that is kept on disk; see :func:`ask_guarded`."""
    return _asked(b"", {"text": text, "bindings": dict(bindings), "seconds": deadline, "place": str(place)})


def _asked(nquads: bytes, asked: Mapping[str, Any]) -> Answer:
    gate(asked["text"])
    task, deadline = json.dumps(asked).encode(), float(asked["seconds"])
    # -P: what lies in the working directory is not imported; the parent's own import path is.
    command = [sys.executable, "-P", "-c", "from caseweave.rdf.store.guard import main; main()"]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    loading = LOADING + len(nquads) / 1e6
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
            command, input=task + b"\n" + nquads, capture_output=True, timeout=loading + deadline, check=False, env=path
        )
    except subprocess.TimeoutExpired as late:
        if (late.stdout or b"").startswith(_LOADED):
            raise _too_slow(deadline) from None
        raise DamagedGraphError(f"the graph could not be loaded within {loading:.0f} s") from None
    return _answer(done, deadline)


def _too_slow(deadline: float) -> QueryError:
    return QueryError(f"no answer within {deadline:g} s; narrow the query or add LIMIT")


def _answer(done: subprocess.CompletedProcess[bytes], deadline: float) -> Answer:
    is_loaded = done.stdout.startswith(_LOADED)
    if done.returncode in {_LATE, -getattr(signal, "SIGALRM", _LATE)}:
        raise _too_slow(deadline)
    if done.returncode < 0 and not is_loaded:
        raise DamagedGraphError("the graph cannot be loaded: it exhausts memory or the reader's stack; build it again")
    if done.returncode < 0:
        raise QueryError("the query exhausted memory, time or the parser's stack; simplify it or add LIMIT")
    if done.returncode > 0:
        raise RuntimeError(f"the query process failed: {done.stderr.decode(errors='replace').strip()}")
    reply: dict[str, Any] = json.loads(done.stdout.removeprefix(_LOADED))
    if "error" in reply:
        raise (QueryError if is_loaded else DamagedGraphError)(reply["error"])
    nodes = tuple(tuple(Node(*cell) if cell else None for cell in row) for row in reply["nodes"])
    return Answer(tuple(reply["columns"]), nodes, reply["ask"])


def main() -> None:
    """Serve one query: the task on the first line of standard input, the graph behind it, the answer as JSON."""
    head, _, nquads = sys.stdin.buffer.read().partition(b"\n")
    task = json.loads(head)
    try:
        _limit_memory(len(nquads))
        store = Store(kept_on_disk(task["place"])) if "place" in task else Store.load(nquads)
        sys.stdout.write(_LOADED.decode())
        sys.stdout.flush()
        _limit_time(float(task["seconds"]), files="place" in task)
        answer = store.ask_raw(task["text"], task["bindings"])
        reply: dict[str, Any] = {"columns": answer.columns, "nodes": answer.nodes, "ask": answer.ask}
    except QueryError as error:
        reply = {"error": str(error)}
    except MemoryError:
        reply = {"error": "the answer exhausted the memory; narrow the query or add LIMIT"}
    sys.stdout.write(json.dumps(reply))


def _limits() -> Any:
    """Return the module that sets limits, None where the system has none (Windows)."""
    try:
        import resource  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    return resource


def _limit_memory(loaded: int) -> None:
    if limits := _limits():
        limits.setrlimit(limits.RLIMIT_AS, (MEMORY + 20 * loaded,) * 2)
        limits.setrlimit(limits.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float, *, files: bool = False) -> None:
    """End this process at the deadline, whatever the engine does; it opens no file and no socket but what it needs."""
    limits = _limits()
    if limits is None or not hasattr(signal, "setitimer"):
        timer = threading.Timer(seconds, os._exit, (_LATE,))
        timer.daemon = True
        timer.start()
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    used = limits.getrusage(limits.RUSAGE_SELF)
    whole = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    limits.setrlimit(limits.RLIMIT_CPU, (whole, whole))
    # Should a SERVICE ever pass the gate, it reaches nobody; a graph on disk is read from its files as it is asked.
    if not files:
        limits.setrlimit(limits.RLIMIT_NOFILE, (0, 0))
