"""The command line: exit codes, what goes to which stream, and every format read again."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import caseweave
from caseweave import KnowledgeGraph
from caseweave.cli import main
from caseweave.curation.template import template
from caseweave.model import COLUMNS
from caseweave.rdf.store import named_queries
from caseweave.views.tables import statements_csv

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
FAULTY = Path(__file__).parents[1] / "data" / "invalid"
VALUES = '(<http://e/a> "http://e/a" 1.5 "x"@en)'
KINDS = f"SELECT ?iri ?text ?number ?none ?tagged {{ VALUES (?iri ?text ?number ?tagged) {{ {VALUES} }} }}"


def caseweave_cli(*arguments: str | Path, given: str = "") -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(main, [*map(str, arguments)], input=given)


def told(result: Result) -> str:
    """Return what a verb that failed says, after seeing that nothing else was printed and nothing raised."""
    assert result.stdout == ""
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stderr


@pytest.fixture
def papers_option(invented: Path) -> list[str | Path]:
    """Return the option that names the invented papers."""
    return ["--sources", invented]


def test_check_counts_what_it_checked(papers_option: list[str | Path]) -> None:
    """Never just OK."""
    result = caseweave_cli("check", *papers_option)
    assert result.exit_code == 0
    assert re.search(r"\b3 papers, 38 statements, 24 with fingerprints: no faults\n$", result.stderr)
    assert result.stdout == ""


def test_faults_are_all_told_with_exit_code_1() -> None:
    """One line each on standard error, and the number of them."""
    files = [FAULTY / "unknown-term.yaml", FAULTY / "two-kinds.yaml"]
    result = caseweave_cli("check", *files)
    lines = told(result).splitlines()
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in lines[:2]] == [
        str(FAULTY / "two-kinds.yaml"),
        str(FAULTY / "unknown-term.yaml"),
    ]
    assert lines[2:] == ["Error: 2 problems."]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["biuld"], 2, "No such command 'biuld'. Did you mean 'build'?"),
        (["query", "shared-entitys"], 2, "no query 'shared-entitys'; did you mean 'shared-entities'?"),
        (["query", "nothing.rq"], 2, "no query 'nothing.rq'; there are: adverse-events,"),
        (["query", "x" * 5000], 2, "no query"),
        (["query", "SELECT * { ?s ?p ?o }"], 2, "comes through a pipe"),
        (["query", "who-received", "--param", "tretment=x"], 2, "no parameter 'tretment'; did you mean 'treatment'?"),
        (["query", "who-received", "--param", "treatment"], 2, "has no '='; write KEY=VALUE"),
        (["query", "who-received", "--param", "=x"], 2, "write KEY=VALUE"),
        (["query", "cases", "--format", "xml"], 2, "'xml' is not one of 'table', 'csv'"),
        (["query", "cases", "--graph", "nowhere.nq"], 2, "Path 'nowhere.nq' does not exist"),
        (["query"], 2, "Missing argument 'NAME|FILE|-'"),
        (["check", "nowhere.yaml"], 2, "File 'nowhere.yaml' does not exist"),
        (["build", "--sources", "nowhere"], 2, "Directory 'nowhere' does not exist"),
        (["statements", "--sources", "nowhere"], 2, "nowhere"),
        (["new", "../x"], 2, "use a-z, 0-9"),
        (["new", "derived"], 2, "kept for a part of the graph"),
        (["new"], 2, "Missing argument 'ID'"),
    ],
)
def test_what_is_not_understood_is_told_with_its_cure(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 for the command, 1 for what it was pointed at; no traceback, nothing on standard output."""
    monkeypatch.chdir(tmp_path)
    result = caseweave_cli(*arguments)
    assert message in told(result)
    assert result.exit_code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://example.org/> {} }", "line 1: SERVICE asks another server"),
        ("", "the query is empty"),
        ("SELECT * {", "error at 1:11"),
        ("SELECT * { ?s ?p 'x }", "has no end"),
    ],
)
def test_a_query_that_cannot_be_answered_is_told(text: str, message: str, papers_option: list[str | Path]) -> None:
    """In one line, with exit code 2."""
    result = caseweave_cli("query", "-", *papers_option, given=text)
    assert message in told(result)
    assert result.exit_code == 2


def rows(*arguments: str | Path, form: str, given: str = "") -> list[dict[str, str]]:
    """Read the output of a verb again as rows of text."""
    text = caseweave_cli(*arguments, "--format", form, given=given).stdout
    if form in {"csv", "tsv"}:
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="," if form == "csv" else "\t"))
    read = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in read]


@pytest.mark.parametrize("name", ["cases", "markers", "time-to-clearance"])
def test_an_answer_is_the_same_rows_in_every_format(
    name: str, kg: KnowledgeGraph, papers_option: list[str | Path]
) -> None:
    """CSV, TSV and JSON read again give the rows of the library."""
    wanted = [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in kg.ask(name).records()
    ]
    assert rows("query", name, *papers_option, form="csv") == wanted
    assert rows("query", name, *papers_option, form="tsv") == wanted
    assert [list(row) for row in rows("query", name, *papers_option, form="json")] == [list(row) for row in wanted]


def test_statements_are_the_same_in_every_format(kg: KnowledgeGraph, papers_option: list[str | Path]) -> None:
    """One object a line, one array, or the CSV that a build writes."""
    records = [record.row() for record in kg.statements]
    lines = caseweave_cli("statements", *papers_option, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == records
    assert json.loads(caseweave_cli("statements", *papers_option, "--format", "json").stdout) == records
    assert caseweave_cli("statements", *papers_option, "--format", "csv").stdout == statements_csv(kg.statements)
    assert tuple(json.loads(lines[0])) == COLUMNS


def test_the_w3c_form_tells_an_address_from_a_text_that_looks_like_one() -> None:
    """SPARQL 1.1 Query Results JSON Format: type, datatype and language as the engine has them, unbound left out."""
    shown = json.loads(caseweave_cli("query", "-", "--format", "sparql-json", given=KINDS).stdout)
    assert shown == {
        "head": {"vars": ["iri", "text", "number", "none", "tagged"]},
        "results": {
            "bindings": [
                {
                    "iri": {"type": "uri", "value": "http://e/a"},
                    "text": {"type": "literal", "value": "http://e/a"},
                    "number": {
                        "type": "literal",
                        "value": "1.5",
                        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
                    },
                    "tagged": {"type": "literal", "value": "x", "xml:lang": "en"},
                }
            ]
        },
    }
    asked = caseweave_cli("query", "-", "--format", "sparql-json", given="ASK { ?s ?p ?o }").stdout
    assert json.loads(asked) == {"head": {}, "boolean": True}


def test_a_table_and_markdown_hold_one_line_a_row(papers_option: list[str | Path], kg: KnowledgeGraph) -> None:
    """Whatever the cells hold."""
    count = len(kg.ask("cases").nodes)
    for form in ("table", "md"):
        assert len(caseweave_cli("query", "cases", *papers_option, "--format", form).stdout.splitlines()) == count + 2
    shown = caseweave_cli("query", "-", "--format", "md", given="SELECT ('a|b\\nc' AS ?x) {}").stdout
    assert "| a\\|b c |" in shown


def test_the_questions_are_listed_with_their_parameters() -> None:
    """As a table to read and as records to use."""
    listed = json.loads(caseweave_cli("queries", "--format", "json").stdout)
    assert [row["query"] for row in listed] == list(named_queries())
    assert {"query": "who-received", "parameters": "treatment"}.items() <= next(
        row for row in listed if row["query"] == "who-received"
    ).items()


def test_a_comparison_in_every_format_has_every_case(papers_option: list[str | Path]) -> None:
    """Markdown, CSV, JSON and the page."""
    for form, case in (("md", "Alder 2021"), ("csv", "alder2021"), ("html", "Alder 2021")):
        text = caseweave_cli("compare", *papers_option, "--format", form).stdout
        assert case in text
        assert "brexucabtagene autoleucel" in text
    cells = json.loads(caseweave_cli("compare", *papers_option, "--format", "json").stdout)
    assert {cell["case"] for cell in cells} == {"alder2021", "birch2020", "cedar2022-a", "cedar2022-b"}


def test_a_query_file_is_answered_with_its_own_parameters(tmp_path: Path, papers_option: list[str | Path]) -> None:
    """Saved with a byte order mark by an editor, or not."""
    file = tmp_path / "my question.rq"
    file.write_text("\ufeff#+ param: x | it | one\nSELECT ?x { VALUES ?x { 'one' 'two' } }", "utf-8")
    assert caseweave_cli("query", file, "--format", "csv", *papers_option).stdout == "x\none\n"
    assert caseweave_cli("query", file, "--format", "csv", "-p", "x=two", *papers_option).stdout == "x\ntwo\n"
    file.write_bytes(b"SELECT \xff")
    assert "is not UTF-8 text; save it as UTF-8." in told(caseweave_cli("query", file))


def test_a_built_graph_can_be_asked_without_the_papers(tmp_path: Path, kg: KnowledgeGraph) -> None:
    """By its folder or its file; a damaged one is told."""
    caseweave.build(kg, tmp_path / "out")
    wanted = caseweave_cli("query", "cases", "--graph", tmp_path / "out", "--format", "csv").stdout
    assert wanted.startswith("case,label,paper,read,reference\nalder2021,Alder 2021,alder2021,full text,")
    graph = tmp_path / "out" / "graph.nq"
    assert caseweave_cli("query", "cases", "--graph", graph, "--format", "csv").stdout == wanted
    graph.write_bytes(graph.read_bytes()[:-30])
    result = caseweave_cli("query", "cases", "--graph", graph)
    assert f"{graph}: not what was built, by its manifest" in told(result)
    assert result.exit_code == 1


def test_a_new_paper_needs_only_filling_in_and_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into sources/ where there is one; the message says what to type next."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    result = caseweave_cli("new", "smith2024")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "sources/smith2024.yaml: fill it in, then run: caseweave check sources/smith2024.yaml\n"
    checked = caseweave_cli("check", "sources/smith2024.yaml", "--format", "json")
    errors = {one["rule"] for one in json.loads(checked.stdout) if one["severity"] == "error"}
    assert errors == {"template-is-filled-in"}
    (tmp_path / "sources" / "smith2024.yaml").write_text("mine")
    again = caseweave_cli("new", "smith2024")
    assert again.exit_code == 2
    assert "is there already" in told(again)
    assert (tmp_path / "sources" / "smith2024.yaml").read_text() == "mine"


def test_faults_leave_the_last_good_build_untouched(papers: Path, tmp_path: Path) -> None:
    """Not a byte of it changes."""
    out = tmp_path / "out"
    assert caseweave_cli("build", "--sources", papers, "--out", out, "--quiet").exit_code == 0
    before = {file.name: (file.read_bytes(), file.stat().st_ino) for file in out.iterdir()}
    (papers / "birch2020.yaml").write_text("id: birch2020\nid: x\n", "utf-8")
    result = caseweave_cli("build", "--sources", papers, "--out", out)
    assert result.exit_code == 1
    assert "nothing was written" in told(result)
    assert {file.name: (file.read_bytes(), file.stat().st_ino) for file in out.iterdir()} == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["out", "papers"]


def test_a_folder_with_other_things_in_it_is_not_built_into(papers: Path, tmp_path: Path) -> None:
    """Exit code 1, and the folder named."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("mine")
    result = caseweave_cli("build", "--sources", papers, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "holds what no build wrote (thesis.docx)" in told(result)


def test_help_of_every_verb_says_what_it_does() -> None:
    """The first line is a sentence."""
    for name, verb in main.commands.items():
        result = caseweave_cli(name, "--help")
        assert result.exit_code == 0
        assert verb.help
        assert verb.help.split("\n\n")[0].rstrip().endswith(".")


def test_data_goes_to_standard_output_and_talk_to_standard_error(run: Run, invented: Path) -> None:
    """A build prints nothing that a pipe would take for data."""
    done = run("build", "--sources", invented, "--out", "out")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"in out" in done.stderr


@pytest.mark.parametrize(
    "changes",
    [
        {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8"},
        {"HOME": None, "USER": None, "XDG_CACHE_HOME": None},
        {"PYTHONIOENCODING": "ascii"},
        {"TZ": "Pacific/Kiritimati", "COLUMNS": "20"},
    ],
    ids="-".join,
)
def test_the_environment_does_not_change_the_data(changes: dict[str, str | None], run: Run, invented: Path) -> None:
    """Locale, home, encoding of the terminal: the same bytes, always UTF-8."""
    done = run("statements", "--sources", invented, "--format", "csv", **changes)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == caseweave_cli("statements", "--sources", invented, "--format", "csv").stdout.encode()
    assert "60–70%".encode() in done.stdout


def test_a_fault_in_other_letters_is_told_on_any_terminal(run: Run, tmp_path: Path) -> None:
    """An error message never fails itself."""
    (tmp_path / "ü 文.yaml").write_text("id: é\n", "utf-8")
    for changes in ({}, {"PYTHONIOENCODING": "ascii"}):
        done = run("check", "ü 文.yaml", **changes)
        assert done.returncode == 1
        assert b"does not fit; use a-z" in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_reader_that_stops_early_is_no_error(invented: Path) -> None:
    """`caseweave statements | head -1` ends quietly."""
    command = [sys.executable, "-m", "caseweave", "statements", "--sources", str(invented)]
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(invented: Path) -> None:
    """Exit code 1 and one line, whatever was written before."""
    command = [sys.executable, "-m", "caseweave", "statements", "--sources", str(invented)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"Error: No space left on device\n")


def test_folders_with_blanks_and_other_letters_work(run: Run, papers: Path, tmp_path: Path) -> None:
    """For papers and for outputs."""
    place = papers.rename(tmp_path / "Fälle & mehr 文 [1]")
    done = run("build", "--sources", place, "--out", tmp_path / "aus gabe é")
    assert done.returncode == 0
    assert (tmp_path / "aus gabe é" / "network.html").is_file()


@pytest.mark.parametrize("verb", ["build", "network", "new"])
def test_a_place_that_cannot_be_written_is_told(verb: str, run: Run, invented: Path, tmp_path: Path) -> None:
    """Exit code 1 and one line; a file in the way of a folder stops even root."""
    (tmp_path / "file").write_text("mine")
    target = tmp_path / "file" / "below"
    arguments: dict[str, list[str | Path]] = {
        "build": ["build", "--sources", invented, "--out", target],
        "network": ["network", "--sources", invented, "-o", target],
        "new": ["new", "smith2024", "-o", target],
    }
    done = run(*arguments[verb])
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"Error: ")
    assert str(target).encode() in done.stderr
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="needs permissions and another user")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(run: Run, invented: Path, tmp_path: Path) -> None:
    """Exit code 1 and one line."""
    (tmp_path / "closed").mkdir(mode=0o500)
    done = run("build", "--sources", invented, "--out", tmp_path / "closed" / "out")
    assert done.returncode == 1
    assert b"Permission denied" in done.stderr


def test_a_working_directory_that_is_gone_is_told(invented: Path, tmp_path: Path) -> None:
    """No traceback when the folder below one's feet was removed."""
    (tmp_path / "gone").mkdir()
    script = 'rmdir "$PWD"; exec "$0" -m caseweave build --sources "$1" --out out'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable, str(invented)], cwd=tmp_path / "gone", capture_output=True, check=False
    )
    assert done.returncode in {1, 2}
    assert b"Traceback" not in done.stderr
    assert b"Error" in done.stderr


def test_the_sources_can_be_named_by_the_environment(run: Run, invented: Path) -> None:
    """CASEWEAVE_SOURCES stands in for --sources."""
    done = run("check", CASEWEAVE_SOURCES=str(invented))
    assert b"3 papers, 38 statements" in done.stderr


def test_a_build_refuses_what_a_check_calls_an_error(papers: Path, tmp_path: Path) -> None:
    """Exit 1, every error with its line, and no file; a template that was not filled in is one."""
    (papers / "smith2024.yaml").write_text(template("smith2024"), "utf-8")
    result = caseweave_cli("build", "--sources", papers, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{papers / 'smith2024.yaml'}:6:6: doi: '10.1000/replace-me' stands in the template" in told(result)
    assert "4 problems; nothing was written." in told(result)
    assert not (tmp_path / "out").exists()
