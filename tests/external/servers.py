"""SPARQL engines that are not ours, started for a test: each answers at an address, or reads the whole graph itself."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

JARS: Final = Path("/usr/share/java")
PATIENCE: Final = 90.0

_INI: Final = """[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/virtuoso-temp.db
TransactionFile = {place}/virtuoso-temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {place}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
[HTTPServer]
ServerPort = {http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 120
"""


def oxigraph() -> str | None:
    """Return the program of the PyPI package ``oxigraph``, where it is installed."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], address: str, place: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, wait until it answers, and end it afterwards."""
    with (place / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=place, stdout=output, stderr=output)
        try:
            end = time.monotonic() + PATIENCE
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"no server: {(place / 'output').read_text('utf-8', 'replace')[-2000:]}")
                time.sleep(0.2)
            yield process
        finally:
            process.kill()
            process.wait()


def _answers(address: str) -> bool:
    with suppress(URLError, OSError), urlopen(address, timeout=5) as response:
        return bool(response.status)
    return False


@contextmanager
def oxigraph_server(place: Path, port: int | None = None) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve an empty Oxigraph store; its default graph is the union of all."""
    port = port or free_port()
    command = [str(oxigraph()), "serve", "--location", str(place / "store"), "--bind", f"127.0.0.1:{port}"]
    with running([*command, "--union-default-graph"], f"http://127.0.0.1:{port}/", place) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def virtuoso_server(place: Path) -> Iterator[str]:
    """Serve an empty Virtuoso whose graphs anyone may change with the password of its owner."""
    port, http = free_port(), free_port()
    (place / "virtuoso.ini").write_text(_INI.format(place=place, port=port, http=http), "utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", str(place / "virtuoso.ini")]
    with running(command, f"http://127.0.0.1:{http}/sparql", place):
        yield f"http://127.0.0.1:{http}/sparql"


def jena(query: Path, data: Path, place: Path) -> dict[str, Any]:
    """Answer a query file with Jena over a file of triples; return the W3C's JSON."""
    shown = place / "log4j2.properties"
    shown.write_text("rootLogger.level = OFF\n", "utf-8")
    needed = (
        "jena-*",
        "xercesImpl",
        "xml-apis",
        "slf4j-api",
        "slf4j-nop",
        "thrift",
        "libthrift",
        "commons-*",
        "http*",
        "guava",
    )
    more = ("caffeine", "protobuf*", "jsonld-java*", "jackson-*", "gson", "failureaccess", "andrewoma*", "collection")
    jars = [str(one) for name in (*needed, *more) for one in sorted(JARS.glob(f"{name}.jar"))]
    command = ["java", "-Xmx1g", f"-Dlog4j.configurationFile={shown}", "-cp", ":".join(jars), "arq.sparql"]
    done = subprocess.run(
        [*command, f"--query={query}", f"--data={data}", "--results=JSON"],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
