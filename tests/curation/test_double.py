"""Two curators: planted differences are found and nothing else, agreement is counted, and they settle one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from caseweave import KnowledgeGraph
from caseweave.api.doubles import diff
from caseweave.cli import main
from caseweave.corpus import load_files
from caseweave.curation.papers import paper_text
from caseweave.yamltext import read

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "tests/data/specialties/surgery/irwin2020b.yaml"
_RENAL = "  - id: renal-failure\n    adverse event: renal failure\n"
GRADED = {_RENAL: f"{_RENAL}    grade: 3\n"}
DEATH = re.compile(r"  - id: death\n(?:    .*\n)+")
PLANTED: Mapping[str, tuple[str, str]] = {
    "sex": ("demographic: male", "demographic: female"),
    "age": ("value: 78\n    unit: a\n    printed: 78-year-old", "value: 87\n    unit: a\n    printed: 87-year-old"),
    "value": ("value: 6.1", "value: 1.6"),
    "days": ("when: hospital day 4", "when: hospital day 5"),
    "grade": ("grade: 3", "grade: 2"),
    "state": ("state: proposed", "state: present"),
    "certainty": ("    certainty: suspected\n    links: {comp", "    links: {comp"),
    "site": ("finding: back pain\n    site: back", "finding: back pain\n    site: bowel"),
}


def changed(text: str, changes: Mapping[str, str]) -> str:
    """Change a text, each time once."""
    for old, new in changes.items():
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def first_file(folder: Path) -> Path:
    """Write what the first curator made."""
    path = folder / "irwin2020b.yaml"
    path.write_text(changed(PAPER.read_text("utf-8"), GRADED), "utf-8")
    return path


def second_file(folder: Path, *planted: str, death: bool = True) -> Path:
    """Write what the second made: with ids of their own, in another order of the first two, and what was planted."""
    text = changed(first_file(folder).read_text("utf-8"), dict(PLANTED[name] for name in planted))
    if not death:
        text = (
            DEATH.sub("", text)
            .replace("when: next day after death", "when: POD 7")
            .replace("until death", "until POD 6")
        )
        text = text.replace("    event: death\n", "").replace("same day as death", "POD 6")
    value: Any = read(text.encode(), "second.yaml").value
    told = value["statements"]
    names = {one["id"]: f"b-{one['id']}" for one in told if one["id"] not in {"repair", "arrival"}}

    def renamed(said: Any) -> Any:
        if isinstance(said, str):
            return re.sub(r"[\w.-]+", lambda word: names.get(word[0], word[0]), said)
        return [renamed(one) for one in said] if isinstance(said, list) else {k: renamed(v) for k, v in said.items()}

    for one in told:
        one |= {field: renamed(one[field]) for field in ("id", "when", "links") if field in one}
    value["statements"] = [*told[2:4], *told[0:2], *told[4:]]
    path = folder / "second.yaml"
    path.write_text(paper_text({**value, "id": "second"}), "utf-8")
    return path


def cli(*arguments: str | Path, put: str = "") -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=put)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder."""
    return tmp_path


def test_what_is_said_alike_differs_in_nothing(folder: Path) -> None:
    """Whatever each calls the statements, and in whatever order they stand."""
    assert [one.row() for one in diff(first_file(folder), second_file(folder))] == []


def test_nine_planted_differences_are_found_and_nothing_else(folder: Path) -> None:
    """Sex, age, a number, a day, a grade, a state, a doubt, a site, and a death that one of them does not tell."""
    found = diff(first_file(folder), second_file(folder, *PLANTED, death=False))
    told = {(one.kind, one.field, one.first, one.second) for one in found}
    assert told == {
        ("demographic", "about", "male", "female"),
        ("demographic", "value", "78 years", "87 years"),
        ("measurement", "value", "6.1 mmol/L", "1.6 mmol/L"),
        ("adverse event", "when", "hospital day 4", "hospital day 5"),
        ("adverse event", "grade", "grade 3 (scale not named)", "grade 2 (scale not named)"),
        ("procedure", "state", "proposed", "present"),
        ("adverse event", "certainty", "suspected", None),
        ("finding", "site", "back", "bowel"),
        ("outcome", "statement", "death, postoperative day 6", None),
    }
    assert len(found) == 9


@pytest.mark.parametrize("name", PLANTED)
def test_one_planted_difference_is_found_alone(name: str, folder: Path) -> None:
    """Each by itself."""
    assert len(diff(first_file(folder), second_file(folder, name))) == 1


def test_agreement_is_counted_by_kind(folder: Path) -> None:
    """What both saw, what one of them did, what is told alike; kappa only where chance leaves room."""
    found = diff(first_file(folder), second_file(folder, *PLANTED, death=False)).agreement
    rows = {one.kind: one for one in found}
    assert (rows["demographic"].both, rows["demographic"].alike, rows["demographic"].agreement) == (2, 0, 0.0)
    assert rows["demographic"].kappa == 1.0
    assert (rows["outcome"].only_first, rows["outcome"].only_second) == (1, 0)
    kappa = rows["outcome"].kappa
    assert kappa is not None
    assert 0 < kappa < 1
    assert rows["all"].both == sum(one.both for kind, one in rows.items() if kind != "all")
    same = {one.kind: one for one in diff(first_file(folder), second_file(folder)).agreement}
    assert {one.agreement for one in same.values()} == {1.0}
    assert {one.kappa for one in same.values()} == {1.0}


def test_both_settle_one_by_one(folder: Path) -> None:
    """The word of each is asked for; what was chosen stands in the new file, and no difference is left to that side."""
    first, second = first_file(folder), second_file(folder, *PLANTED, death=False)
    found = list(diff(first, second))
    words = ["b" if one.field in {"value", "grade", "statement"} else "a" for one in found]
    done = cli("diff", first, second, "--settle", folder / "irwin2020.yaml", put="\n".join(words) + "\n")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "9 differences settled" in done.stderr
    left = diff(folder / "irwin2020.yaml", first)
    assert {(one.kind, one.field) for one in left} == {
        ("demographic", "value"),
        ("measurement", "value"),
        ("adverse event", "grade"),
        ("outcome", "statement"),
    }
    again = cli("diff", first, second, "--settle", folder / "irwin2020.yaml")
    assert again.exit_code == 2


def test_what_only_the_second_tells_is_taken_over(folder: Path) -> None:
    """With its times and links said of what the first one calls otherwise."""
    first, second = second_file(folder, death=False), folder / "irwin2020b.yaml"
    assert cli("diff", first, second, "--settle", folder / "both.yaml", put="b\n" * 9).exit_code == 0
    made = load_files([folder / "both.yaml"]).papers[0]
    death = next(one for one in made.statements if one.about == "death" and one.id == "death")
    assert death.links[0].target == "b-ischaemia"
    assert KnowledgeGraph(load_files([folder / "both.yaml"])).check().failed is False


def test_the_verb_prints_flat_rows(folder: Path) -> None:
    """To read, and with every column as data."""
    first, second = first_file(folder), second_file(folder, "sex")
    shown = cli("diff", first, second)
    assert shown.stdout.splitlines()[-1].split() == ["demographic", "male", "about", "male", "female"]
    data = cli("diff", first, second, "--format", "csv")
    assert data.stdout.splitlines() == [
        "kind,about,field,first,second,a,b",
        "demographic,male,about,male,female,sex,b-sex",
    ]
    assert (
        cli("diff", first, second, "--agreement", "--format", "csv")
        .stdout.splitlines()[0]
        .startswith("kind,both,only_first")
    )
