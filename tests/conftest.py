"""Fixtures for all tests: the invented corpus, the real one, and a folder to copy papers into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import caseweave
from caseweave import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[1]
INVENTED = ROOT / "tests" / "data" / "corpus"

settings.register_profile("caseweave", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("caseweave")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


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


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``caseweave`` in a process of its own, in an empty folder; keywords set its environment, None unsets."""

    def caseweave_with(
        *arguments: str | Path, given: bytes = b"", cwd: Path | None = None, **changes: str | None
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {name: value for name, value in os.environ.items() if name not in changes}
        environment = kept | {name: value for name, value in changes.items() if value is not None}
        command = [sys.executable, "-m", "caseweave", *map(str, arguments)]
        where = cwd or tmp_path
        return subprocess.run(command, input=given, capture_output=True, cwd=where, env=environment, check=False)

    return caseweave_with
