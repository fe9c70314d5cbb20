"""Caseweave runs where the modules that only Unix has are missing, as on Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

UNIX = ("fcntl", "grp", "pwd", "resource", "termios", "tty")

BLIND = f"""
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class Blind(MetaPathFinder):
    def find_spec(self, name, path=None, target=None) -> ModuleSpec | None:
        if name in {UNIX!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
        return None


for name in {UNIX!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Blind())
import signal
del signal.setitimer, signal.SIGALRM
"""


@pytest.fixture
def blind(tmp_path: Path, root: Path) -> str:
    """Return an import path on which every process that is started is without those modules and the alarm signal."""
    place = tmp_path / "blind"
    place.mkdir()
    (place / "sitecustomize.py").write_text(BLIND, "utf-8")
    return f"{place}:{root / 'graph'}"


@pytest.mark.parametrize(
    "verb",
    [
        ("check",),
        ("build", "--out", "out"),
        ("compare", "--format", "csv"),
        ("query", "cases"),
        ("query", "question.rq"),
        ("timeline", "-o", "figure.svg"),
        ("verify", "--text", "birch2020=copy.txt"),
    ],
)
def test_every_plain_verb_runs_without_what_only_unix_has(
    verb: tuple[str, ...], run: Run, invented: Path, tmp_path: Path, blind: str
) -> None:
    """A query of one's own included, which runs in a child with limits where there are any."""
    (tmp_path / "question.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "utf-8")
    (tmp_path / "copy.txt").write_text("Case Report\n\nA man had a rash.", "utf-8")
    done = run(*verb, "--sources", str(invented), PYTHONPATH=blind)
    assert b"Traceback" not in done.stderr
    assert done.returncode in ({0, 1} if verb[0] == "verify" else {0}), done.stderr.decode()
