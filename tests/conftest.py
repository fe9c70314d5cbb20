"""Fixtures for all tests: the invented corpus, the real one, and a folder to copy papers into."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import caseweave
from caseweave import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[1]
INVENTED = ROOT / "tests" / "data" / "corpus"

settings.register_profile(
    "caseweave",
    deadline=None,
    max_examples=60,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # how fast examples come is the machine's load, no fault of the code
)
settings.register_profile("quick", settings.get_profile("caseweave"), max_examples=20)


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples in a run without the sweeps."""
    settings.load_profile("quick" if "not slow" in config.getoption("markexpr") else "caseweave")


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs programs of others, unless it is asked for by ``-m external``."""
    if "external" not in str(config.getoption("-m")):
        skipped = pytest.mark.skip(reason="external: run scripts/test-external")
        for item in items:
            if item.get_closest_marker("external"):
                item.add_marker(skipped)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def invented() -> Path:
    """Return the folder of the three invented papers."""
    return INVENTED


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """Load the invented papers; tests only read them."""
    return caseweave.load(INVENTED)


@pytest.fixture(scope="session")
def real() -> KnowledgeGraph:
    """Load the bundled papers; tests only read them."""
    return caseweave.load()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Copy the invented papers into a folder that a test may change."""
    return Path(shutil.copytree(INVENTED, tmp_path / "papers"))


@pytest.fixture(scope="session")
def warm() -> Iterator[subprocess.Popen[bytes] | None]:
    """Return a process that has the package imported and forks others, where there is such a thing."""
    if not hasattr(os, "fork"):
        yield None
        return
    command = [sys.executable, str(ROOT / "tests" / "warm.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process


@pytest.fixture
def run(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, warm: subprocess.Popen[bytes] | None) -> Run:
    """Run ``caseweave`` in a process of its own, in an empty folder; keywords set its environment, None unsets."""

    def caseweave_with(
        *arguments: str | Path, given: bytes = b"", cwd: Path | None = None, **changes: str | None
    ) -> subprocess.CompletedProcess[bytes]:
        told, where = list(map(str, arguments)), cwd or tmp_path
        if warm and not changes:
            return forked(warm, told, given, where, tmp_path_factory.mktemp("streams"))
        kept = {name: value for name, value in os.environ.items() if name not in changes}
        environment = kept | {name: value for name, value in changes.items() if value is not None}
        command = [sys.executable, "-m", "caseweave", *told]
        return subprocess.run(command, input=given, capture_output=True, cwd=where, env=environment, check=False)

    return caseweave_with


def forked(
    warm: subprocess.Popen[bytes], arguments: list[str], given: bytes, cwd: Path, folder: Path
) -> subprocess.CompletedProcess[bytes]:
    """Ask the warm process for one ``caseweave``, and wait until it ends."""
    assert warm.stdin
    assert warm.stdout
    streams = [folder / name for name in ("in", "out", "err")]
    for stream in streams:
        stream.write_bytes(given if stream.name == "in" else b"")
    request = {"arguments": arguments, "cwd": str(cwd), "streams": list(map(str, streams))}
    warm.stdin.write(json.dumps(request).encode() + b"\n")
    warm.stdin.flush()
    code = int(warm.stdout.readline())
    return subprocess.CompletedProcess(arguments, code, streams[1].read_bytes(), streams[2].read_bytes())
