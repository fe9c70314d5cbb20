"""Hostile paper files: a clear message with its place, quickly, and never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PLACE = Path(__file__).resolve().parents[3] / "shared" / "hostile"
FILES = sorted(PLACE.glob("Y*.yaml"))


@pytest.mark.skipif(not FILES, reason="the collection of hostile files does not lie beside this checkout")
def test_every_hostile_file_ends_in_messages_with_their_place(tmp_path: Path) -> None:
    """All of them in one run: exit 1, each file named with line and column, nothing on standard output."""
    command = [sys.executable, "-m", "caseweave", "check", *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    for file in FILES:
        assert re.search(rf"^{re.escape(str(file))}:\d+:\d+: .+", done.stderr, re.MULTILINE), file.name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: ../../../etc/passwd", "id: '../../../etc/passwd' does not fit; use a-z"),
        ('id: "рaper"', "id: 'рaper' does not fit; use a-z"),
        ('doi: "10.1/x> <http://evil/p> \\"y\\" . <http://x/z"', "doi: "),
        ("url: javascript:alert(1)", "url: 'javascript:alert(1)' does not fit"),
        ("sex: NO", "sex: unknown field"),
    ],
)
def test_an_attack_through_a_field_is_refused_by_the_field(text: str, message: str, tmp_path: Path) -> None:
    """What could break out of a path, a page or a graph is no value of the field to begin with."""
    file = tmp_path / "p1.yaml"
    file.write_text(f"{text}\n", "utf-8")
    command = [sys.executable, "-m", "caseweave", "check", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert f"{file}:1:" in done.stderr
    assert message in done.stderr
