"""Names as users type them: found by label, synonym, code or id, or refused with what they may mean."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import caseweave
from caseweave.api.names import KnownNames, KnownThing, UnknownNameError
from caseweave.cli import main


def cli(*arguments: str | Path) -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def answer(*arguments: str | Path) -> list[dict[str, object]]:
    """Return the rows of a query."""
    done = cli("query", *arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


@pytest.mark.parametrize("name", ["Tocilizumab", "TOCILIZUMAB", " tocilizumab ", "Actemra", "actemra", "NCIT:C84217"])
def test_a_drug_is_found_by_every_name_it_has(name: str) -> None:
    """Large letters, a brand name and a code give the rows of the label."""
    rows = answer("who-received", "-p", f"treatment={name}")
    assert rows == answer("who-received", "-p", "treatment=tocilizumab")
    assert rows


def test_a_misspelt_drug_is_refused_with_the_right_spelling() -> None:
    """Exit code 2, nothing on standard output."""
    done = cli("query", "who-received", "-p", "treatment=tocilizumb")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "unknown term 'tocilizumb'; did you mean 'tocilizumab'?" in done.stderr


@pytest.mark.parametrize(("name", "case"), [("Liu", "liu2020"), ("yang", "yang2020"), ("Yang 2020", "yang2020")])
def test_a_case_is_found_by_its_label(name: str, case: str) -> None:
    """By the surname alone too, where it is the only one."""
    rows = answer("relayed-claims", "-p", f"case={name}")
    assert rows == answer("relayed-claims", "-p", f"case={case}")
    assert {row["case"] for row in rows} == {case}
    assert {row["case"] for row in json.loads(cli("statements", "--case", name, "--format", "json").stdout)} == {case}
    assert caseweave.load().case(name).case == case


def test_a_name_of_several_is_refused_with_all_of_them(tmp_path: Path, invented: Path) -> None:
    """Two papers of one surname: the user chooses."""
    shutil.copytree(invented, tmp_path / "papers")
    second = (invented / "birch2020.yaml").read_text("utf-8").replace("birch2020", "birch2023")
    second = second.replace("year: 2020", "year: 2023").replace("10.", "10.9", 1)
    (tmp_path / "papers" / "birch2023.yaml").write_text(second, "utf-8")
    done = cli("query", "entities-of-case", "--sources", tmp_path / "papers", "-p", "case=Birch")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'Birch' names several: birch2020, birch2023; choose one" in done.stderr


def test_what_is_known_and_has_no_answer_says_so() -> None:
    """Nobody received it, and that is not a misunderstanding."""
    done = cli("query", "who-received", "-p", "treatment=skin rash", "--format", "csv")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == "nobody for treatment 'skin rash': known, no answer\n"


def test_a_default_is_announced() -> None:
    """Nobody takes the rows that are shown unasked for all there are; with --all they are."""
    done, everything = cli("query", "shared-entities"), cli("query", "shared-entities", "--all")
    assert "common is 'no' by default; set common=…" in done.stderr
    assert "by default" not in everything.stderr
    assert len(everything.stdout.splitlines()) > len(done.stdout.splitlines())


def test_a_built_graph_knows_the_same_names(tmp_path: Path) -> None:
    """Without its papers."""
    caseweave.build(caseweave.load(), tmp_path / "out")
    graph = ("--graph", str(tmp_path / "out"))
    assert answer("who-received", *graph, "-p", "treatment=Actemra") == answer(
        "who-received", "-p", "treatment=Actemra"
    )
    assert answer("relayed-claims", *graph, "-p", "case=LIU") == answer("relayed-claims", "-p", "case=liu2020")
    assert answer("measures", *graph, "-p", "measure=Time-to-clearance")
    assert cli("query", "who-received", *graph, "-p", "treatment=tocilizumb").exit_code == 2


def test_an_id_counts_before_a_label_and_letters_as_typed_before_others() -> None:
    """A name that is exact for one thing is not doubtful because it is loose for another."""
    names = KnownNames(
        {
            "case": [
                KnownThing("yang", ("Young",)),
                KnownThing("young", ("Yang",)),
                KnownThing("oak-1"),
                KnownThing("Oak 1"),
            ]
        }
    )
    assert [names.find("case", name) for name in ("yang", "YOUNG", "oak-1", "Oak 1")] == [
        "yang",
        "young",
        "oak-1",
        "Oak 1",
    ]
    with pytest.raises(UnknownNameError, match="several: Oak 1, oak-1"):
        names.find("case", "OAK_1")


@pytest.mark.parametrize(("word", "known"), [("hypertension", "hypotension"), ("POD 3", "day -3"), ("CD19", "CD18")])
def test_a_look_alike_is_no_misspelling(word: str, known: str) -> None:
    """Another thing is never offered."""
    with pytest.raises(UnknownNameError) as refused:
        KnownNames({"term": [KnownThing(known), KnownThing("rash")]}).find("term", word)
    assert "did you mean" not in str(refused.value)
