"""Migration: a file comes to the newest form by a change of its text; what it does not touch stays, byte by byte."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import caseweave
from caseweave.api import migrate
from caseweave.curation.migration import migrated

if TYPE_CHECKING:
    from tests.conftest import Run

SHAPES = Path(__file__).resolve().parents[1] / "data" / "shapes"
OLD = """\
# A comment with confidence: inferred in it.
id: a
note: "confidence: inferred"
statements:
  - id: one   # first
    diagnosis: leukemia cutis
    'confidence':   "inferred"  # the curator's word
  - {id: two, diagnosis: leukemia cutis, confidence: inferred, note: "x, confidence: inferred"}
  - {id: three, diagnosis: leukemia cutis, confidence: low}
  - {id: four, diagnosis: leukemia cutis, naming: printed, confidence: inferred}
"""
NEW = """\
# A comment with confidence: inferred in it.
id: a
note: "confidence: inferred"
statements:
  - id: one   # first
    diagnosis: leukemia cutis
    naming:   mapped  # the curator's word
  - {id: two, diagnosis: leukemia cutis, naming: mapped, note: "x, confidence: inferred"}
  - {id: three, diagnosis: leukemia cutis, confidence: low}
  - {id: four, diagnosis: leukemia cutis, naming: printed, confidence: inferred}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_what_is_written_in_an_older_way_changes(end: str) -> None:
    """Comments, blanks, texts that merely look so, and a statement that says both stay as they are."""
    assert migrated(OLD.replace("\n", end)) == NEW.replace("\n", end)
    assert migrated(NEW) == NEW


@pytest.mark.parametrize("text", ["", "statements: x", "- a", "statements: [a, [b]]", "a: {statements: [{b: c}]}"])
def test_what_is_no_paper_is_left_alone(text: str) -> None:
    """A fault of the file is for check to tell."""
    assert migrated(text) == text


def test_a_migrated_paper_says_the_same(tmp_path: Path) -> None:
    """Every record is as before, but for the older field."""
    folder = Path(shutil.copytree(SHAPES, tmp_path / "papers"))
    before = [one.row() for one in caseweave.load(folder).statements]
    changed = [one for one in migrate(sorted(folder.glob("*.yaml"))) if one.after != one.before]
    assert [one.file.name for one in changed] == ["fir2021.yaml"]
    for one in changed:
        one.write()
    after = [one.row() for one in caseweave.load(folder).statements]
    older = [row for row in before if row["confidence"] == "inferred"]
    assert len(older) == 1
    assert [{**row, "confidence": None} if row in older else row for row in before] == after


def test_the_change_is_shown_and_made_only_when_asked_for(run: Run, tmp_path: Path) -> None:
    """The first run shows the lines, the second writes them, the third finds nothing to do."""
    file = tmp_path / "a.yaml"
    file.write_text(OLD, "utf-8")
    shown = run("migrate", str(file))
    assert shown.returncode == 0
    assert "7\n-     'confidence':   \"inferred\"" in shown.stdout.decode()
    assert b"1 of 1 files change; nothing was written; add --write" in shown.stderr
    assert file.read_text("utf-8") == OLD
    assert b"1 of 1 files change; written" in run("migrate", "--write", str(file)).stderr
    assert file.read_text("utf-8") == NEW
    last = run("migrate", "--write", str(file))
    assert (last.stdout, last.stderr) == (b"", b"0 of 1 files change\n")


def test_a_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    """With its place, and nothing is written of any file."""
    (tmp_path / "a.yaml").write_text(OLD, "utf-8")
    (tmp_path / "b.yaml").write_text("id: b\nid: c\n", "utf-8")
    done = run("migrate", "--write", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert done.returncode == 1
    assert b"b.yaml:2:1" in done.stderr
    assert (tmp_path / "a.yaml").read_text("utf-8") == OLD
