"""Programs of others that open what we write; a test that needs one is skipped, with the reason, without it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

MISSING = "no {} on the path; scripts/test-external installs it (Debian)"

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run a program in an empty folder: ``program("pdflatex", "table.tex")``; it has two minutes, and no settings."""

    def called(name: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        path = shutil.which(name)
        if path is None and os.environ.get("CASEWEAVE_EXTERNAL") == "required":
            pytest.fail(MISSING.format(name))
        if path is None:
            pytest.skip(MISSING.format(name))
        surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [path, *arguments], cwd=tmp_path, env=surroundings, capture_output=True, timeout=120, check=False
        )

    return called
