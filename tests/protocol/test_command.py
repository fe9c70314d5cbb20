"""``caseweave measures`` and ``--zero``: what is printed in each format, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caseweave import KnowledgeGraph
from caseweave.cli import main
from caseweave.model import COLUMNS, MEASURE_COLUMNS
from caseweave.protocol import SUMMARY_COLUMNS
from caseweave.views.tables import measures_csv

CLEAR = ("--case", "alder2021", "--measure", "time-to-clearance")


@pytest.fixture
def papers_option(invented: Path) -> tuple[str, str]:
    """Return the option that names the invented papers."""
    return ("--sources", str(invented))


def cli(*arguments: str) -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(main, [*arguments])


def test_json_has_flat_objects_with_all_columns(papers_option: tuple[str, str], kg: KnowledgeGraph) -> None:
    """One object per measure, the public keys in order, inputs as a list."""
    rows = json.loads(cli("measures", *papers_option, "--format", "json").stdout)
    assert [tuple(row) for row in rows] == [MEASURE_COLUMNS] * len(kg.measures)
    assert rows == [one.row() for one in kg.measures]


def test_csv_is_the_file_of_the_build(papers_option: tuple[str, str], kg: KnowledgeGraph) -> None:
    """Byte for byte."""
    assert cli("measures", *papers_option, "--format", "csv").stdout == measures_csv(kg.measures)
    assert len(list(csv.reader(io.StringIO(measures_csv(kg.measures))))) == len(kg.measures) + 1


def test_the_table_shows_days_in_words(papers_option: tuple[str, str]) -> None:
    """Few columns that fit a screen; open ends and lost days are said."""
    shown = cli("measures", *papers_option, "--case", "alder2021", "--case", "birch2020").stdout
    assert shown.split()[:5] == ["case", "measure", "zero", "days", "value"]
    assert "8 to 20" in shown
    assert "at least 13 d" in shown
    assert "arithmetic" not in shown
    assert cli("measures", *papers_option, "--format", "md").stdout.startswith("| case ")


def test_case_and_measure_choose(papers_option: tuple[str, str]) -> None:
    """By id and by name, written with blanks or with dashes."""
    for name in ("time-to-clearance", "time to clearance", "Time to Clearance"):
        rows = json.loads(
            cli("measures", *papers_option, "--case", "alder2021", "--measure", name, "--format", "json").stdout
        )
        assert {(row["case"], row["measure"]) for row in rows} == {("alder2021", "time to clearance")}
        assert len(rows) == 2


@pytest.mark.parametrize(
    ("option", "given", "message"),
    [
        ("--case", "aldr", "did you mean 'Alder'?"),
        ("--case", "zzz", "there are: alder2021, birch2020"),
        ("--measure", "time to clearence", "did you mean 'time to clearance'?"),
        ("--measure", "zzz", "there are: survival, time to first improvement, "),
    ],
)
def test_unknown_names_are_refused(papers_option: tuple[str, str], option: str, given: str, message: str) -> None:
    """With the nearest there is, or all."""
    result = cli("measures", *papers_option, option, given)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in " ".join(result.stderr.split())


def test_a_proof_prints_the_chain(papers_option: tuple[str, str]) -> None:
    """The result, each input with its words, the arithmetic and the rule."""
    lines = cli("measures", *papers_option, *CLEAR, "--proof").stdout.splitlines()
    assert lines[0] == "alder2021: time to clearance from infusion: 8 to 20 d (alder2021, own)"
    told = [line.strip() for line in lines[1 : lines.index("")]]
    assert told[0].startswith("rash look: cleared; ")
    assert any(line.startswith("not yet cleared: ") and '"' in line for line in told)
    assert any(line.startswith("so: ") and line.endswith("8 to 20 d") for line in told)
    assert told[-1].startswith("rule: Days from day 0 or rash onset to the day on which the step is reached")


def test_a_proof_as_rows(papers_option: tuple[str, str], kg: KnowledgeGraph) -> None:
    """One row per step in the other formats."""
    rows = json.loads(cli("measures", *papers_option, *CLEAR, "--proof", "--format", "json").stdout)
    steps = [
        step
        for one in kg.measures
        if (one.case, one.measure) == ("alder2021", "time to clearance")
        for step in one.proof
    ]
    assert [row["statement"] for row in rows] == [step.input for step in steps]
    assert [row["use"] for row in rows] == [step.use for step in steps]


def test_a_proof_shows_conventions_notes_and_what_was_mixed() -> None:
    """On the bundled papers."""
    shown = cli("measures", "--proof", "--case", "kovalenko2023").stdout
    assert "  convention over-the-next: 0..0\n" in shown
    assert "  mixed, so no improvement: kovalenko2023/rash-day-12\n" in shown
    assert "CRS maximum grade from infusion: 2 (kovalenko2023, own, suspected)" in shown


def test_the_summary_says_why_there_is_no_median(papers_option: tuple[str, str]) -> None:
    """Cases are counted, and five are needed."""
    rows = json.loads(cli("measures", *papers_option, "--summary", "--format", "json").stdout)
    assert [tuple(row) for row in rows] == [SUMMARY_COLUMNS] * len(rows)
    assert {row["naive_median"] for row in rows} == {None}
    assert "at least 5 are needed" in cli("measures", *papers_option, "--summary", "--wide").stdout


def test_proof_and_summary_exclude_each_other(papers_option: tuple[str, str]) -> None:
    """They print different things."""
    result = cli("measures", *papers_option, "--proof", "--summary")
    assert result.exit_code == 2
    assert "choose one" in result.stderr


def test_zero_moves_the_days_of_statements() -> None:
    """Day 18 becomes 9."""
    lines = cli("statements", "--zero", "rash-onset", "--format", "jsonl").stdout.splitlines()
    (record,) = [one for one in map(json.loads, lines) if one["statement"].endswith("/kovalenko2023/legend-day-18")]
    assert (record["earliest"], record["latest"]) == (9, 9)


def test_zero_moves_the_days_of_the_comparison() -> None:
    """And the note under the table says from what."""
    shown = cli("compare", "--zero", "Rash onset", "--format", "md").stdout
    assert "Days are counted from rash onset" in shown
    assert "Days are counted from infusion" in cli("compare", "--format", "md").stdout


@pytest.mark.parametrize("verb", ["statements", "compare"])
def test_an_unknown_zero_is_a_misunderstanding(verb: str) -> None:
    """Exit code 2, nothing on standard output, the known names in the message."""
    result = cli(verb, "--zero", "admission")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "no case counts days from 'admission'" in " ".join(result.stderr.split())
    assert "rash-onset" in result.stderr


def test_statements_say_which_rows_they_answer_where_a_protocol_is_named() -> None:
    """One more column, behind the public ones; what no row takes has none. Without the option nothing is added."""
    plain = json.loads(cli("statements", "--case", "liu2020", "--format", "json").stdout)
    asked = json.loads(cli("statements", "--case", "liu2020", "--protocol", "car-t-skin", "--format", "json").stdout)
    assert [{**one, "answers": more["answers"]} for one, more in zip(plain, asked, strict=True)] == asked
    assert tuple(asked[0]) == (*COLUMNS, "answers")
    answered = {f"{one['said_by']}/{one['statement'].rsplit('/', 1)[-1]}": one["answers"] for one in asked}
    cells = json.loads(cli("compare", "--case", "liu2020", "--rows", "all", "--format", "json").stdout)
    for cell in cells:
        row = f"{cell['group']}: {cell['item']}"
        assert {name for name, rows in answered.items() if row in (rows or ())} <= set(cell["statements"])
    assert answered["liu2020/leukemia-cutis"] == ["Disease: Skin disease"]
