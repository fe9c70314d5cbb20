"""The verb ``check``: rules and shapes over papers, what it prints, and how it ends."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import caseweave
from caseweave import KnowledgeGraph
from caseweave.api import checks as checking
from caseweave.cli import main
from caseweave.rdf.shapes import installed
from caseweave.rules import RULES

RULE_FILES = Path(__file__).parents[1] / "data" / "rules"
WRONG_UNIT = RULE_FILES / "unit-is-ucum__as-papers-print.yaml"
ONLY_WARNINGS = RULE_FILES / "number-is-printed__not-in-its-own-words.yaml"
ONLY_NOTES = RULE_FILES / "event-is-shared__by-nobody.yaml"

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .
@prefix cw: <https://w3id.org/caseweave/ontology#> .
e:Paper a sh:NodeShape ; sh:targetClass cw:Paper ; sh:property e:paper-doi .
e:paper-doi a sh:PropertyShape ; sh:path <http://purl.org/ontology/bibo/doi> ; sh:minCount 1 ;
    sh:severity sh:Warning ; sh:message "A paper of this review has a DOI; add it." .
"""


def check(*arguments: str | Path) -> Result:
    """Run the verb in this process."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_bundled_papers_pass_and_the_last_line_says_what_was_looked_at() -> None:
    """The papers that ship have no error and no warning; never just OK."""
    result = check()
    notes, last = result.stdout.splitlines(), result.stderr.rstrip()
    assert result.exit_code == 0
    assert all(": note: " in line for line in notes)
    looked = rf"{len(RULES)} rules and \d\d\d shapes over 3 papers, \d+ statements, \d+ with fingerprints: no faults"
    assert re.fullmatch(rf"{looked}, {len(notes)} notes", last)


def test_errors_are_told_with_their_place_and_exit_code_1() -> None:
    """One line a finding: file, line, column, severity, field, what was found, what to do, and the rule."""
    result = check(WRONG_UNIT)
    findings, last = result.stdout.splitlines(), result.stderr.rstrip()
    assert result.exit_code == 1
    assert findings[0] == (
        f"{WRONG_UNIT}:15:11: error: statements.0.unit: 'mmHg' is not a UCUM code; write 'mm[Hg]' [unit-is-ucum]"
    )
    assert last.endswith("over 1 paper, 5 statements, 0 with fingerprints: 4 errors")


@pytest.mark.parametrize(("file", "ending"), [(ONLY_WARNINGS, ": 2 warnings\n"), (ONLY_NOTES, ": no faults, 1 note\n")])
def test_warnings_and_notes_are_told_with_exit_code_0(file: Path, ending: str) -> None:
    """What is only likely wrong, or worth knowing, stops nobody."""
    result = check(file)
    assert result.exit_code == 0
    assert result.stderr.endswith(ending)


def test_json_holds_the_findings_and_nothing_else() -> None:
    """Standard output is an array of flat objects; the last line goes to standard error."""
    result = check(WRONG_UNIT, "--format", "json")
    first, *rest = json.loads(result.stdout)
    assert len(rest) == 3
    assert first == {
        "severity": "error",
        "rule": "unit-is-ucum",
        "path": str(WRONG_UNIT),
        "line": 15,
        "column": 11,
        "field": "statements.0.unit",
        "message": "'mmHg' is not a UCUM code; write 'mm[Hg]'",
    }
    assert "5 statements" in result.stderr
    assert result.exit_code == 1


def test_own_shapes_are_held_against_the_graph(tmp_path: Path, invented: Path) -> None:
    """A reviewer's own shape finds the paper without a DOI, at the line of the paper."""
    file = tmp_path / "own.ttl"
    file.write_text(SHAPES, "utf-8")
    result = check("--sources", invented, "--shapes", file)
    (found,) = [line for line in result.stdout.splitlines() if "[paper-doi]" in line]
    assert f"{invented / 'cedar2022.yaml'}:2:5: warning: id: A paper of this review has a DOI; add it." in found
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sh:minCount", "sh:mincount", "sh:mincount is no word of SHACL Core; did you mean 'sh:minCount'?"),
        ("cw:Paper ;", "cw:Papers ;", "is held against nothing: the graph has no sh:targetClass"),
        ("e:Paper a", "e:Paper a a", "not Turtle"),
        ("sh:minCount 1", "sh:minCount e:one", "sh:minCount"),
    ],
)
def test_own_shapes_that_check_nothing_are_refused(
    tmp_path: Path, invented: Path, old: str, new: str, message: str
) -> None:
    """A typo in a shape does not pass for a graph without faults."""
    file = tmp_path / "own.ttl"
    file.write_text(SHAPES.replace(old, new), "utf-8")
    result = check("--sources", invented, "--shapes", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{file}: " in result.stderr
    assert message in result.stderr


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the import of the SHACL engine fail, as it does where no wheel of it can be installed, or none loads."""
    monkeypatch.setitem(sys.modules, "shacl", None)
    installed.cache_clear()
    yield
    installed.cache_clear()


@pytest.mark.usefixtures("without_engine")
def test_shapes_are_missed_aloud_where_their_engine_is_missing(kg: KnowledgeGraph) -> None:
    """A machine without the engine checks the rules, and says before all else that it checked no shapes."""
    told = str(checking.check(kg)).splitlines()
    assert told[0].startswith("WARNING: no shape was checked")
    assert " rules and NO SHAPES over 3 papers" in told[1]
    assert "no faults in what was checked" in told[1]


def test_one_patient_in_two_papers_keeps_rules_and_shapes(tmp_path: Path) -> None:
    """A patient who has another id in another paper is one case of the graph, and no rule stumbles over it."""
    for file in (RULE_FILES / "cases-may-be-one-patient__published-twice").iterdir():
        shutil.copy(file, tmp_path)
    file = tmp_path / "elm2021.yaml"
    same = "same_as: {case: ash2020, evidence: The authors say so.}"
    file.write_text(file.read_text("utf-8").replace("{zero: infusion}", f"{{zero: infusion, {same}}}"), "utf-8")
    found = checking.check(caseweave.load(tmp_path))
    assert [str(one) for one in found] == []
