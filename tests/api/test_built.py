"""A build read back: whatever was done to it since, no answer rests on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caseweave.api import BuiltGraph, load, verify_build
from caseweave.api.manifest import MANIFEST, DamagedBuildError, Manifest, NoBuildError
from caseweave.api.outputs import manifest
from caseweave.api.publication import publish
from caseweave.cli import main
from caseweave.model.identifiers import graph_iri

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Publish a graph, and a page beside it."""
    kg = load(EXAMPLE)
    publish({"graph.nq": kg.nquads, "page.html": b"<p>"}, manifest(kg), tmp_path / "out")
    return tmp_path / "out"


def caseweave(*arguments: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


def asked(place: Path) -> Result:
    """Ask a built graph one of the questions that ship."""
    return caseweave("query", "shared-entities", "--graph", place)


@pytest.mark.parametrize("name", ["", "graph.nq"])
def test_a_whole_build_is_answered_from(name: str, out: Path) -> None:
    """Named by its folder, or by its graph; the answer is that of the papers."""
    found = asked(out / name)
    assert found.exit_code == 0
    assert found.stdout == caseweave("query", "shared-entities", "--sources", EXAMPLE).stdout


def _changed(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"1"', b'"7"', 1) if b'"1"' in file.read_bytes() else b"x")


def _cut(file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


DAMAGES: list[Callable[[Path], None]] = [_changed, _cut, _emptied, Path.unlink]


@pytest.mark.parametrize("damage", DAMAGES, ids=["changed", "cut", "emptied", "removed"])
@pytest.mark.parametrize("name", ["", "graph.nq"])
def test_a_damaged_graph_is_refused_by_name(name: str, damage: Callable[[Path], None], out: Path) -> None:
    """One value changed, cut at a line end, emptied, removed: no answer, and the file is named."""
    damage(out / "graph.nq")
    found = asked(out / name)
    assert found.exit_code in {1, 2}
    assert found.stdout == ""
    assert str(out / "graph.nq") in found.stderr


@pytest.mark.parametrize("name", ["", "graph.nq"])
def test_a_graph_without_its_manifest_is_refused(name: str, out: Path) -> None:
    """So is one whose manifest was fitted to it by hand."""
    told = json.loads((out / MANIFEST).read_bytes())
    (out / MANIFEST).unlink()
    found = asked(out / name)
    assert (found.exit_code, found.stdout) == (2, "")
    assert f"{out / MANIFEST}: missing" in found.stderr
    (out / "graph.nq").write_bytes(b"")
    told["outputs"]["graph.nq"] = {"bytes": 0, "sha256": Manifest.made({"x": b""}, {}).files["x"].sha256}
    (out / MANIFEST).write_text(json.dumps(told, indent=2) + "\n")
    found = asked(out / name)
    assert (found.exit_code, found.stdout) == (1, "")
    assert f"{out / MANIFEST}: changed since it was written" in found.stderr


def test_another_output_is_no_graph(out: Path) -> None:
    """Only lines are asked."""
    with pytest.raises(NoBuildError, match=r"page\.html: no graph of a build"):
        BuiltGraph(out / "page.html")


def test_a_pipe_or_a_device_is_no_graph_and_no_query(tmp_path: Path) -> None:
    """It might never end; the call is at fault."""
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", Path("/dev/zero")):
        found = asked(place)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "is a pipe or a device" in found.stderr
        found = caseweave("query", place)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "is no file; send what comes out of a pipe by: caseweave query -" in found.stderr


def test_a_graph_that_crashes_the_engine_crashes_a_child(tmp_path: Path) -> None:
    """Tens of thousands of nested triples: a message, and the caller lives."""
    deep = b"<http://e/s> <http://e/p> " + b"<<( <http://e/s> <http://e/p> " * 60_000 + b'"x"' + b" )>>" * 60_000
    publish({"graph.nq": deep + b" <http://e/g> .\n"}, {"caseweave": "0"}, tmp_path / "out")
    command = [sys.executable, "-m", "caseweave", "query", "shared-entities", "--graph", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the graph cannot be loaded" in done.stderr or "the graph is not N-Quads" in done.stderr


def test_verify_build_lists_every_file_and_what_became_of_it(out: Path) -> None:
    """All faults at once, exit 1; exit 0 for a whole build."""
    found = caseweave("verify-build", out, "--format", "json")
    assert found.exit_code == 0
    assert {one["file"]: one["state"] for one in json.loads(found.stdout)} == {
        "graph.nq": "as built",
        "page.html": "as built",
    }
    assert "from 1 papers, all as built" in found.stderr
    _cut(out / "graph.nq")
    (out / "page.html").unlink()
    (out / "notes.txt").write_text("mine")
    found = caseweave("verify-build", out, "--format", "json")
    assert found.exit_code == 1
    assert {one["file"]: one["state"] for one in json.loads(found.stdout)} == {
        "graph.nq": "changed since it was built",
        "notes.txt": "no build wrote it",
        "page.html": "missing",
    }
    assert f"{out / 'page.html'}: missing\n" in found.stderr


def test_verify_build_refuses_a_folder_without_a_manifest_of_ours(tmp_path: Path) -> None:
    """The message names it."""
    assert caseweave("verify-build", tmp_path).exit_code == 2
    (tmp_path / MANIFEST).write_text('{"outputs": {}}')
    with pytest.raises(DamagedBuildError, match=r"manifest\.json: no manifest of Caseweave"):
        verify_build(tmp_path)


def test_verify_build_counts_the_lines_of_each_graph(tmp_path: Path) -> None:
    """A manifest whose counts do not fit its own graph is told."""
    kg = load(EXAMPLE)
    publish({"graph.nq": kg.nquads}, {**manifest(kg), "graphs": {}}, tmp_path / "out")
    assert [one.state for one in verify_build(tmp_path / "out")] == [
        f"its graph {graph_iri('derived')} is not in the manifest"
    ]
