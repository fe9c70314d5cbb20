"""The verbs verify and anchor, as they are typed."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import caseweave
from caseweave.cli import main
from caseweave.curation.anchors import as_yaml
from caseweave.evidence import CLAIMS, COLUMNS
from caseweave.model import Anchor
from caseweave.text.anchors import TextIndex, make

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"
SOURCES = ("--sources", str(EXAMPLE))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Return a copy of the invented paper."""
    return Path(shutil.copy(EXAMPLE / "fern2021.txt", tmp_path / "fern2021.txt"))


def run(*arguments: str) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, list(arguments))


def test_verify_prints_one_flat_object_per_statement(text: Path) -> None:
    """The keys are a contract; the counts go to standard error."""
    done = run("verify", *SOURCES, "--text", f"fern2021={text}", "--format", "json")
    rows = json.loads(done.stdout)
    assert [row["statement"] for row in rows] == [record.statement for record in caseweave.load(EXAMPLE).statements]
    assert all(tuple(row) == COLUMNS for row in rows)
    assert {row["state"] for row in rows} == {"exact"}
    assert all({"patient", "entity", "state"} <= row["claims"].keys() <= set(CLAIMS) for row in rows)
    assert done.stderr.startswith(f"{len(rows)} statements; {len(rows)} exact; value check: ")
    assert done.exit_code == 0


def test_verify_shows_the_words_on_request_only(text: Path) -> None:
    """Nothing of the copy is printed unless it is asked for."""
    words = "appeared on the scalp"
    assert words not in run("verify", *SOURCES, "--text", f"fern2021={text}", "--format", "csv").output
    assert words in run("verify", *SOURCES, "--text", f"fern2021={text}", "--format", "csv", "--words").output


@pytest.mark.parametrize(("old", "new"), [("8 mg/kg", "6 mg/kg"), ("On day +7", "On day +6"), ("no itch", "an itch")])
def test_verify_fails_where_words_are_changed(old: str, new: str, text: Path) -> None:
    """Exit code 1 tells a script that somebody must look."""
    changed = text.read_text("utf-8")
    assert old in changed
    text.write_text(changed.replace(old, new), "utf-8")
    done = run("verify", *SOURCES, "--text", f"fern2021={text}")
    assert done.exit_code == 1
    assert " changed" in done.stderr


def test_verify_fails_where_a_value_is_wrong(text: Path, tmp_path: Path) -> None:
    """The words are all there, and say something else."""
    source = (EXAMPLE / "fern2021.yaml").read_text("utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "fern2021.yaml").write_text(source.replace("value: 42", "value: 24"), "utf-8")
    done = run("verify", "--sources", str(tmp_path / "sources"), "--texts", str(tmp_path), "--wide")
    assert done.exit_code == 1
    assert "1 failed" in done.stderr
    assert "as printed: the words print 42" in done.stdout


def test_strict_fails_on_all_but_passed(text: Path) -> None:
    """A claim that could not be checked is no error, unless somebody asks for certainty."""
    arguments = ("verify", *SOURCES, "--text", f"fern2021={text}", "--format", "json")
    rows = json.loads(run(*arguments).stdout)
    assert {row["value_check"] for row in rows} > {"passed"}
    assert all((row["value_check"] == "passed") == (set(row["claims"].values()) == {"holds"}) for row in rows)
    assert (run(*arguments).exit_code, run(*arguments, "--strict").exit_code) == (0, 1)


def test_verify_without_a_copy_says_no_text() -> None:
    """Nothing was looked at, and that is said; it is no fault."""
    done = run("verify", *SOURCES)
    assert done.exit_code == 0
    assert " no text" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--text", "paper.txt"), "--text 'paper.txt' is not ID=FILE; write such as fern2021=paper.txt."),
        (("--text", "fern2021=gone.txt"), "--text fern2021=gone.txt: there is no file gone.txt."),
        (("--text", "fern2012={text}"), "no paper is called 'fern2012'; did you mean 'fern2021'?"),
        (("--text", "fern2021={empty}"), "holds no words"),
        (("--texts", "gone"), "--texts gone: there is no such folder."),
        (("--texts", "{folder}"), "holds no copy of a paper; name the files by id, such as fern2021.txt."),
    ],
)
def test_verify_says_what_is_wrong_with_a_copy(
    arguments: tuple[str, ...], message: str, text: Path, tmp_path: Path
) -> None:
    """A wrong name is exit code 2, never a traceback and never silence."""
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "folder").mkdir()
    places = {"text": text, "empty": tmp_path / "empty.txt", "folder": tmp_path / "folder"}
    done = run("verify", *SOURCES, *(one.format(**places) for one in arguments))
    assert done.exit_code == 2
    assert message in done.stderr


def test_python_gives_the_same_table(text: Path) -> None:
    """One row per statement; whole numbers stay whole where some are missing."""
    frame = caseweave.load(EXAMPLE).verify({"fern2021": str(text)}).frame()
    assert tuple(frame.columns) == COLUMNS
    assert set(frame["state"]) == {"exact"}
    assert frame["page"].isna().all()
    assert str(frame["start"].dtype) == "Int64"
    with pytest.raises(ValueError, match="no paper is called 'fren'; there are: fern2021"):
        caseweave.load(EXAMPLE).verify({"fren": text})


def test_anchor_prints_what_a_source_file_takes(text: Path) -> None:
    """One line of YAML, which the model reads."""
    done = run(
        "anchor", "fern2021", "--text", str(text), "a maculopapular rash appeared on the scalp", "--for", "value"
    )
    (line,) = done.stdout.splitlines()
    anchor = Anchor.model_validate(yaml.safe_load(line)["anchor"])
    assert (anchor.purpose, anchor.section, anchor.words) == ("value", "Case Presentation", 7)
    assert done.exit_code == 0


def test_anchor_writes_any_heading(tmp_path: Path) -> None:
    """A section with signs that mean something to YAML is put in quotation marks."""
    index = TextIndex('# Case: "the" #1, [a]\n\nOn day +9 a rash appeared on the scalp.')
    written = as_yaml(make(index, "a rash appeared on the scalp"))
    assert yaml.safe_load(written)["section"] == index.sections[0].name


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("fern2021", "a rash on the knee of her"), 1, "not found; the longest run of it that is: 'a rash'"),
        (("fern2021", "the rash"), 1, "2 tokens (the | rash); an anchor has 5 to 12"),
        (
            ("fern2021", "42-year-old woman with relapsed B-ALL", "--section", "Discussion"),
            1,
            "not in section 'Discussion'",
        ),
        (("fern2021",), 2, 'give the id of the paper and the words in quotation marks: ID --text FILE "words".'),
        (("Fern 2021", "a rash on the knee of her"), 2, "give the id of the paper"),
        (("--fill", "{source}", "fern2021"), 2, "--fill takes the words from the paper file; leave ID and WORDS out."),
        (("--fill", "gone.yaml"), 2, "gone.yaml"),
    ],
)
def test_anchor_says_what_is_wrong(arguments: tuple[str, ...], code: int, message: str, text: Path) -> None:
    """Words that are not there, too few words, another section, arguments left out."""
    source = EXAMPLE / "fern2021.yaml"
    done = run("anchor", "--text", str(text), *(one.format(source=source) for one in arguments))
    assert done.exit_code == code
    assert message in done.stderr


def test_anchor_chooses_among_equal_places(tmp_path: Path) -> None:
    """Words that stand twice need a number, and the message says how to give it."""
    text = tmp_path / "oak2020.txt"
    text.write_text("Abstract\n\nThe rash was seen again. Then the rash was seen again.\n", "utf-8")
    done = run("anchor", "oak2020", "--text", str(text), "the rash was seen again")
    assert done.exit_code == 1
    assert "choose one with '--occurrence 1' to '--occurrence 2'" in done.stderr
    chosen = [run("anchor", "oak2020", "--text", str(text), "the rash was seen again", "--occurrence", n) for n in "12"]
    assert [one.exit_code for one in chosen] == [0, 0]
    assert chosen[0].stdout != chosen[1].stdout


SOURCE = """# the curator's own remarks stay\r
statements:\r
  - id: rash   # two blanks, a remark\r
    anchor: {for: what, section: Abstract, quote: "The rash was seen again"}\r
  - id: gone\r
    anchor: {section: Abstract, quote: "words that stand nowhere in it"}\r
    note: "é — kept"\r
"""


def test_fill_replaces_quotes_and_keeps_every_other_byte(tmp_path: Path) -> None:
    """Line ends, remarks, signs and permissions stay; what cannot be filled is told and stays a quote."""
    text, source = tmp_path / "oak2020.txt", tmp_path / "oak2020.yaml"
    text.write_text("Abstract\n\nThe rash was seen again.\n", "utf-8")
    source.write_bytes(SOURCE.encode())
    source.chmod(0o640)
    done = run("anchor", "--fill", str(source), "--text", str(text))
    assert done.exit_code == 1
    assert f"{source}:6:13: not found: none of these words" in done.stderr
    assert done.stderr.endswith("1 anchors written, 1 not\n")
    made = as_yaml(make(TextIndex(text.read_text("utf-8")), "The rash was seen again"))
    wanted = SOURCE.replace('{for: what, section: Abstract, quote: "The rash was seen again"}', made)
    assert source.read_bytes() == wanted.encode()
    assert stat.S_IMODE(source.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["oak2020.txt", "oak2020.yaml"]


def test_fill_leaves_the_file_whole_if_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks off leaves the old file, and nothing beside it."""
    text, source = tmp_path / "oak2020.txt", tmp_path / "oak2020.yaml"
    text.write_text("Abstract\n\nThe rash was seen again.\n", "utf-8")
    source.write_bytes(SOURCE.encode())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run("anchor", "--fill", str(source), "--text", str(text)).exit_code == 1
    assert source.read_bytes() == SOURCE.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["oak2020.txt", "oak2020.yaml"]


@pytest.mark.parametrize("left_out", ["words", "print", "before", "after"])
def test_an_anchor_has_all_of_its_fingerprints_or_none(left_out: str) -> None:
    """Three of the four cannot be looked up, so the source file is told what is missing."""
    whole = {"words": 5, "print": "a1:" + "0" * 32, "before": "0" * 16, "after": "0" * 16}
    part = {name: value for name, value in whole.items() if name != left_out}
    assert Anchor.model_validate({"section": "Abstract", **whole}).words == 5
    with pytest.raises(ValueError, match=f"no {left_out}; write all four, as caseweave anchor prints them"):
        Anchor.model_validate({"section": "Abstract", **part})
