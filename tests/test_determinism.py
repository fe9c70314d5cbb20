"""Same papers, same bytes: whatever the hash seed, time zone, locale and working directory."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

SETTINGS = {
    "invented": [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "COLUMNS": "40", "PYTHONUTF8": "0"},
    ],
    "bundled": [
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "99", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
}
HASH = "print(hash('caseweave'))"


def hashes(out: Path) -> dict[str, str]:
    """Return the SHA-256 of each file."""
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(out.iterdir())}


@pytest.mark.parametrize("sources", ["invented", pytest.param("bundled", marks=pytest.mark.slow)])
def test_builds_under_other_settings_are_the_same_bytes(sources: str, invented: Path, tmp_path: Path) -> None:
    """Every file of them; the settings do reach the builds."""
    found, seeds = [], set()
    for number, setting in enumerate(SETTINGS[sources]):
        place = tmp_path / f"place {number}"
        place.mkdir()
        given = ["--sources", str(invented)] if sources == "invented" else []
        environment = {**os.environ, **setting}
        command = [sys.executable, "-m", "caseweave", "build", *given, "--out", "out", "--quiet"]
        subprocess.run(command, cwd=place, env=environment, check=True)
        seeds.add(subprocess.run([sys.executable, "-c", HASH], env=environment, check=True, capture_output=True).stdout)
        found.append(hashes(place / "out"))
    assert len(seeds) == len(found)
    assert len(found[0]) >= 10
    assert all(one == found[0] for one in found)
