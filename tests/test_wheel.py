"""The wheel: everything it needs is in it, nothing else, and it runs far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

DATA = {".tsv", ".ttl", ".txt", ".yaml"}
PACKAGE = {".csl", ".css", ".html", ".js", ".py", ".rq", ".ttf", ".txt", ".typed"}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout, without an index."""
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.run([*command, "--wheel-dir", str(place), str(root)], check=True, env=environment)
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """Return the names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(folder: Path, endings: set[str]) -> list[Path]:
    """Return the files below a folder that have one of the endings."""
    return [file for file in sorted(folder.rglob("*")) if file.suffix in endings and "__pycache__" not in file.parts]


def test_every_file_of_the_package_is_in_the_wheel(names: set[str], root: Path) -> None:
    """An ignore rule that drops a query or a template would be silent otherwise."""
    wanted = {str(file.relative_to(root / "graph")) for file in files(root / "graph", PACKAGE | DATA)}
    assert wanted
    assert sorted(wanted - names) == []


@pytest.mark.parametrize("folder", ["ontology", "sources"])
def test_every_curated_file_is_in_the_wheel(folder: str, names: set[str], root: Path) -> None:
    """Papers and vocabulary travel with the code."""
    wanted = {f"caseweave/_data/{folder}/{file.relative_to(root / folder)}" for file in files(root / folder, DATA)}
    assert wanted
    assert sorted(wanted - names) == []


def test_nothing_else_is_in_the_wheel(names: set[str]) -> None:
    """No documents, tests, scripts, caches or code among the data."""
    for name in sorted(names):
        assert name.startswith(("caseweave/", "caseweave-"))
        assert "__pycache__" not in name
        if name.startswith("caseweave/_data/"):
            assert Path(name).suffix in DATA | {".json"} or name.startswith("caseweave/_data/engine/engine."), name
        elif name.startswith("caseweave/"):
            assert Path(name).suffix in PACKAGE | DATA, name


@pytest.mark.parametrize("unpacked", [True, False], ids=["unpacked", "zip"])
def test_the_wheel_runs_from_an_empty_folder(unpacked: bool, wheel: Path, tmp_path: Path) -> None:
    """Straight from its files, also from within the archive; the checkout is out of reach."""
    place = wheel
    if unpacked:
        place = tmp_path / "unpacked"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(place)
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = os.environ | {"PYTHONPATH": str(place)}
    verbs = (["check"], ["query", "cases", "--format", "csv"], ["queries", "--format", "csv"])
    for arguments in verbs if unpacked else verbs[:1]:
        done = subprocess.run(
            [sys.executable, "-m", "caseweave", *arguments],
            cwd=empty,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        told = done.stderr.splitlines()
        assert done.returncode == 0, told
        assert [line for line in told if not (arguments == ["check"] and ": no faults" in line)] == []
        assert done.stdout
    where = [sys.executable, "-c", "import caseweave; print(caseweave.__file__)"]
    assert (
        str(place)
        in subprocess.run(where, cwd=empty, env=environment, capture_output=True, text=True, check=True).stdout
    )
