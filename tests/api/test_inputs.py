"""A build of what was built already does nothing; whatever it is made from, a change of it is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import Run

import caseweave
from caseweave.api import inputs as module
from caseweave.api import standing


@pytest.fixture
def out(papers: Path, tmp_path: Path) -> Path:
    """Build the invented papers."""
    caseweave.build(caseweave.load(papers), tmp_path / "out")
    return tmp_path / "out"


def test_the_same_papers_need_no_build(papers: Path, out: Path, tmp_path: Path) -> None:
    """Also from a copy of them elsewhere, to a copy of the folder."""
    assert standing(papers, None, out)
    assert standing(Path(shutil.copytree(papers, tmp_path / "moved")), None, out)
    assert standing(papers, None, Path(shutil.copytree(out, tmp_path / "copy")))


def test_a_change_of_a_paper_or_a_protocol_is_noticed(papers: Path, out: Path) -> None:
    """A letter, a file more, a file less, a protocol by name."""
    assert standing(papers, "any-case", out) is None
    paper, protocol = papers / "alder2021.yaml", next((papers / "protocols").glob("*.yaml"))
    for file in (paper, protocol):
        text = file.read_bytes()
        file.write_bytes(text + b"\n")
        assert standing(papers, None, out) is None
        file.unlink()
        assert standing(papers, None, out) is None
        file.write_bytes(text)
        assert standing(papers, None, out)
    (papers / "new.yaml").write_bytes(b"")
    assert standing(papers, None, out) is None


def test_a_change_of_the_code_is_noticed(
    papers: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of a package that writes."""
    (tmp_path / "code").mkdir()
    monkeypatch.setattr("caseweave.resources.code", lambda: tmp_path / "code")
    assert standing(papers, None, out) is None
    monkeypatch.undo()
    assert standing(papers, None, out)
    monkeypatch.setattr(module, "_WRITERS", ("pydantic",))
    assert standing(papers, None, out) is None


def test_a_folder_that_was_changed_is_built_again(papers: Path, out: Path) -> None:
    """A byte of a file, a file more, a file less, a manifest of another build."""
    assert standing(papers, None, out.parent) is None
    (out / "notes.txt").touch()
    assert standing(papers, None, out) is None
    (out / "notes.txt").unlink()
    text = (out / "statements.csv").read_bytes()
    (out / "statements.csv").write_bytes(text.replace(b"own", b"OWN", 1))
    assert standing(papers, None, out) is None
    (out / "statements.csv").unlink()
    assert standing(papers, None, out) is None
    (out / "statements.csv").write_bytes(text)
    assert standing(papers, None, out)
    (out / "manifest.json").write_bytes((out / "manifest.json").read_bytes().replace(b'"quads": ', b'"quads": 1', 1))
    assert standing(papers, None, out) is None


def test_the_command_says_so_and_touches_nothing(papers: Path, out: Path, run: Run) -> None:
    """Then builds what was changed."""
    before = {item.name: item.stat().st_mtime_ns for item in out.iterdir()}
    done = run("build", "--sources", papers, "-o", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"nothing was to be done" in done.stderr
    assert {item.name: item.stat().st_mtime_ns for item in out.iterdir()} == before
    (papers / "alder2021.yaml").write_bytes((papers / "alder2021.yaml").read_bytes() + b"\n")
    assert b"files from 3 papers" in run("build", "--sources", papers, "-o", out).stderr
    assert standing(papers, None, out)
