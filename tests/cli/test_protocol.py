"""The question that papers are asked, named on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caseweave.cli import main


def cli(*arguments: str) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, list(arguments))


def test_a_new_protocol_reads_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invented: Path) -> None:
    """The template is a whole question: papers can be held against it and measured by it at once."""
    monkeypatch.chdir(tmp_path)
    made = cli("new-protocol", "stroke-outcome")
    assert (made.exit_code, made.stdout) == (0, "")
    assert "caseweave check --protocol stroke-outcome.yaml" in made.stderr
    checked = cli("check", "--sources", str(invented), "--protocol", "stroke-outcome.yaml")
    assert checked.exit_code == 0
    assert "later finding, alder2021: takes" in checked.stdout
    measured = cli("measures", "--sources", str(invented), "--protocol", "stroke-outcome.yaml", "--format", "csv")
    assert "time to first later finding" in measured.stdout
    assert cli("new-protocol", "stroke-outcome").exit_code == 2
    assert cli("new-protocol", "Stroke outcome").exit_code == 2


def test_a_protocol_is_found_by_its_name_in_any_case_and_an_unknown_one_is_a_misunderstanding(invented: Path) -> None:
    """The answer lists those there are."""
    assert cli("check", "--sources", str(invented), "--protocol", "ANY-CASE").exit_code == 0
    unknown = cli("check", "--sources", str(invented), "--protocol", "any-cse")
    assert unknown.exit_code == 2
    assert "any-case" in unknown.stderr


def test_a_faulty_protocol_is_told_with_line_and_cure(tmp_path: Path, invented: Path) -> None:
    """All its faults at once, and the data are at fault."""
    file = tmp_path / "odd.yaml"
    file.write_text("id: odd\ntitle: Odd\nitems:\n  Patient: [Aeg]\nselect:\n  drug: {treatmnt: any}\n", "utf-8")
    found = cli("check", "--sources", str(invented), "--protocol", str(file))
    assert found.exit_code == 1
    assert "odd.yaml:4:" in found.stderr
    assert "odd.yaml:6:" in found.stderr
