"""The options that verbs share, and tables that fit the terminal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from caseweave.cli import main
from caseweave.cli.output import FORMATS, emit

LISTINGS = (
    *("check", "statements", "queries", "query", "compare", "measures", "disagreements", "verify"),
    *("network", "timeline"),
)
WITH_CASES = ("statements", "compare", "measures", "disagreements", "network", "timeline")


def cli(*arguments: str | Path, columns: int = 100) -> Result:
    """Run a verb in this process."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, [*map(str, arguments)])


def typed(verb: str) -> list[str]:
    """Return a verb as it is typed."""
    return [verb, "cases"] if verb == "query" else [verb]


@pytest.mark.parametrize("verb", LISTINGS)
def test_every_listing_has_the_same_options(verb: str) -> None:
    """The forms, the file, the width; cases where it lists cases; one meaning each."""
    options = {name: one for one in main.commands[verb].params if isinstance(one, click.Option) for name in one.opts}
    assert {"--format", "-o", "--output", "--wide"} <= set(options)
    assert isinstance(options["--format"].type, click.Choice)
    assert set(FORMATS) <= set(options["--format"].type.choices)
    assert ("--case" in options) == (verb in WITH_CASES)
    assert options["--case"].multiple if verb in WITH_CASES else True


@pytest.mark.parametrize("verb", LISTINGS)
def test_json_is_an_array_of_flat_objects_with_the_same_keys(verb: str) -> None:
    """Standard output is data only, and lines of JSON are the same objects."""
    rows = json.loads(cli(*typed(verb), "--format", "json").stdout)
    assert rows
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    lines = cli(*typed(verb), "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows


@pytest.mark.parametrize("verb", LISTINGS)
@pytest.mark.parametrize("columns", [60, 100])
def test_a_table_fits_the_terminal(verb: str, columns: int) -> None:
    """The first columns stay; what is left out is said on standard error, and --wide has it."""
    done = cli(*typed(verb), "--format", "table", columns=columns)
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= columns
    wide = cli(*typed(verb), "--format", "table", "--wide", columns=columns)
    assert len(wide.stdout.splitlines()) == len(lines)
    assert "…" not in wide.stdout.splitlines()[0]
    if "Not shown" in done.stderr:
        assert "--wide shows all" in done.stderr


def test_a_file_takes_what_would_be_printed(tmp_path: Path) -> None:
    """-o is the same for all."""
    printed = cli("measures", "--format", "csv").stdout
    done = cli("measures", "--format", "csv", "-o", tmp_path / "measures.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "measures.csv").read_text("utf-8") == printed


def test_several_cases_are_several_options() -> None:
    """By any of their names."""
    rows = csv.DictReader(
        io.StringIO(cli("statements", "--case", "Yang", "--case", "liu2020", "--format", "csv").stdout)
    )
    assert {row["case"] for row in rows} == {"yang2020", "liu2020"}


def test_faults_of_a_file_are_records_too(tmp_path: Path) -> None:
    """`check --format json` has the faults that stop a file from being read; exit code 1."""
    (tmp_path / "a.yaml").write_text("id: a\n", "utf-8")
    done = cli("check", tmp_path / "a.yaml", "--format", "json")
    rows = json.loads(done.stdout)
    assert done.exit_code == 1
    assert {row["severity"] for row in rows} == {"error"}
    assert {row["path"] for row in rows} == {str(tmp_path / "a.yaml")}


def test_long_texts_are_cut_and_short_ones_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column of few letters is never cut for one of many."""
    monkeypatch.setenv("COLUMNS", "100")
    text, left = emit(("case", "words"), [("yang2020", "x" * 300)], "table")
    assert (max(map(len, text.splitlines())), left) == (100, "")
    assert "yang2020  xxx" in text
    assert text.rstrip().endswith("x…")
