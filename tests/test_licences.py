"""The list of licences is complete against the lock files, and each licence is one that is allowed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import licences
import pytest


def test_every_package_of_the_lock_files_has_its_licence() -> None:
    """The page names each, no other, and what it is needed for; if not: scripts/audit --write."""
    page = licences.FILE.read_text("utf-8")
    named = {line.split(" | ")[0][2:]: line.split(" | ")[2] for line in page.splitlines() if line.startswith("| ")}
    assert {name: need for name, need in named.items() if name != "package"} == licences.pinned()
    assert "unknown" not in page


def test_every_licence_is_allowed_or_argued_for() -> None:
    """None of a package that runs with Caseweave binds those who use it."""
    assert licences.faults(licences.rows()) == []


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("BSD-3-Clause AND (MIT OR Apache-2.0)", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-3.0-only AND (MIT OR Apache-2.0)", False),
        ("AGPL-3.0-only", False),
        ("unknown", False),
    ],
)
def test_alternatives_and_parts_of_a_licence_are_told_apart(licence: str, is_allowed: bool) -> None:
    """Of alternatives one is enough, of parts all must be allowed."""
    assert licences.Row("some", licence, "run").is_allowed is is_allowed


def test_the_audit_says_what_it_did_not_do(root: Path) -> None:
    """Without a network nobody is told that there is no weakness."""
    command = [sys.executable, str(root / "scripts" / "audit"), "--offline", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "NOT DONE: known weaknesses: not asked for" in done.stderr
    assert done.returncode == 1
