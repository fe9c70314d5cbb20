"""The loader: every fault of every file, at its place, all at once."""

from __future__ import annotations

import ast
import re
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caseweave import Problem, Problems, corpus
from caseweave.corpus import MOST_PROBLEMS, names
from caseweave.corpus.names import RESERVED
from caseweave.corpus.remainder import remainder
from caseweave.curation.template import template
from caseweave.yamltext import MOST_BYTES, scan

HERE = Path(__file__).parents[1]
INVALID = sorted((HERE / "data" / "invalid").glob("*.yaml"))
EXPECT = re.compile(r"# expect: (?P<line>\d+):(?P<column>\d+): (?P<message>.+)")
WHOLE: dict[str, Any] = scan((HERE / "data" / "corpus" / "alder2021.yaml").read_bytes(), "alder2021").value  # type: ignore[assignment]
BODY = """\
title: T
authors: A
journal: J
year: 2020
read: full text
curated: {on: 2026-01-31}
"""


def faults(*files: Path) -> list[Problem]:
    """Return the faults of some files, none where they read."""
    try:
        corpus.load_files(files)
    except Problems as found:
        return list(found.problems)
    return []


def paper(name: str, rest: str = "", statements: str = "  - {id: s, finding: fever, anchor: {section: X}}") -> str:
    """Return the text of a small paper file."""
    return f"id: {name}\n{BODY}{rest or f'cases: {{{name}: {{}}}}'}\nstatements:\n{statements}\n"


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_each_invalid_file_has_exactly_the_faults_it_announces(file: Path) -> None:
    """Each at its line and column, in the words a curator can act on, and no fault beside them."""
    expected = {EXPECT.fullmatch(line) for line in file.read_text("utf-8").splitlines() if line.startswith("# expect")}
    found = faults(file)
    assert len(found) == len(expected) > 0
    for match in expected:
        assert match is not None
        place = (int(match["line"]), int(match["column"]))
        assert [fault for fault in found if (fault.line, fault.column) == place and match["message"] in fault.message]


def test_the_faults_of_all_files_come_at_once() -> None:
    """Nobody repairs one file to be told of the next."""
    alone = [fault for file in INVALID for fault in faults(file)]
    together = faults(*INVALID)
    assert {fault for fault in together if fault in alone} == set(alone)
    assert {fault.path for fault in together} == set(map(str, INVALID))


def test_faults_of_every_stage_of_one_file_come_at_once() -> None:
    """A key written twice, a wrong type and an unknown name are told in one run."""
    found = faults(HERE / "data" / "invalid" / "all-at-once.yaml")
    assert len(found) == 14
    assert found == sorted(found)


def test_every_rule_about_names_has_a_counterexample() -> None:
    """Each line of the module that yields a problem is reached by an invalid file."""
    module = ast.parse(Path(names.__file__).read_text("utf-8"))
    rules = {node.lineno for node in ast.walk(module) if isinstance(node, ast.Yield)}
    reached: set[int] = set()

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != names.__file__:
            return None
        if event == "line":
            reached.add(frame.f_lineno)
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        faults(*INVALID)
    finally:
        sys.settrace(before)
    assert rules
    assert sorted(rules - reached) == []


@pytest.mark.parametrize("name", RESERVED)
def test_no_paper_may_be_called_like_a_part_of_the_graph(name: str, tmp_path: Path) -> None:
    """Its named graph would be taken for another one; `new` refuses such an id too."""
    file = tmp_path / f"{name}.yaml"
    file.write_text(paper(name), "utf-8")
    assert [fault.message for fault in faults(file)] == [f"{name!r} is kept for a part of the graph; choose another id"]
    with pytest.raises(Problems, match="kept for a part of the graph"):
        template(name)


def test_a_paper_is_read_from_one_file_only(papers: Path) -> None:
    """Two files with one DOI, or one patient reported as its own by two papers, are told with both names."""
    text = (papers / "birch2020.yaml").read_text("utf-8")
    (papers / "copy2020.yaml").write_text(text.replace("id: birch2020", "id: copy2020", 1), "utf-8")
    with pytest.raises(Problems) as found:
        corpus.load(papers)
    assert [fault.message.replace(f"{papers}/", "") for fault in found.value.problems] == [
        "'10.9999/birch.2020' is also the doi of birch2020.yaml; one paper, one file",
        "'birch2020' is also a patient of birch2020.yaml; two patients, two ids",
    ]


def test_papers_come_in_the_order_of_their_ids_however_they_are_given(invented: Path) -> None:
    """The order of a folder listing never shows."""
    files = sorted(invented.glob("*.yaml"), reverse=True)
    assert [one.id for one in corpus.load_files(files).papers] == ["alder2021", "birch2020", "cedar2022"]


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "a.Yml"])
def test_a_file_that_would_be_passed_over_is_told(name: str, papers: Path) -> None:
    """A paper with the wrong ending is no silence."""
    (papers / name).write_text(paper("a"), "utf-8")
    with pytest.raises(Problems, match=rf"{name}:1:1: paper files end in .yaml; rename it"):
        corpus.load(papers)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A corpus of no papers is a slip in the path."""
    with pytest.raises(Problems, match=r"no paper files \(\*.yaml\) in this folder"):
        corpus.load(tmp_path)


def unreadable(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Make files that cannot be papers, each with what is said of it."""
    (tmp_path / "folder.yaml").mkdir()
    yield tmp_path / "folder.yaml", "1:1: cannot be read: Is a directory"
    yield tmp_path / "none.yaml", "1:1: cannot be read: No such file or directory"
    (tmp_path / "empty.yaml").write_bytes(b"")
    yield tmp_path / "empty.yaml", "1:1: the file is empty"
    (tmp_path / "large.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    yield tmp_path / "large.yaml", "1:1: larger than 1000000 bytes"
    (tmp_path / "latin.yaml").write_bytes("id: é".encode("latin-1"))
    yield tmp_path / "latin.yaml", "1:5: byte 0xe9 is not UTF-8"
    (tmp_path / "deep.yaml").write_bytes(b"id: " + b"[" * 50_000)
    yield tmp_path / "deep.yaml", "1:16: nested deeper than 12 levels"
    (tmp_path / "bidi.yaml").write_text(paper("bidi") + "# \u202e\n", "utf-8")
    yield tmp_path / "bidi.yaml", "11:3: holds the character U+202E"
    (tmp_path / "nul.yaml").write_bytes(paper("nul").encode() + b"note: \0\n")
    yield tmp_path / "nul.yaml", "11:7: holds the character U+0000"


def test_files_that_cannot_be_papers_are_told_with_their_place(tmp_path: Path) -> None:
    """Folders, missing, empty, overlong, badly encoded, too deep files and hidden characters: all in one run."""
    wanted = dict(unreadable(tmp_path))
    found = {fault.path: str(fault) for fault in faults(*wanted)}
    assert found.keys() == set(map(str, wanted))
    for file, message in wanted.items():
        assert found[str(file)].startswith(f"{file}:{message}")


def test_the_bytes_of_a_file_are_those_that_were_read(invented: Path) -> None:
    """The manifest's hash is of what the papers were made from."""
    for source in corpus.load(invented).sources:
        assert source.content == (invented / f"{source.paper.id}.yaml").read_bytes()


def test_a_file_of_thousands_of_wrong_names_is_told_the_first_of_them(tmp_path: Path) -> None:
    """The rest are counted out: to offer the nearest name for each would take minutes."""
    lines = "\n".join(
        f"  - {{id: s{n}, finding: nothing {n}, anchor: {{section: X}}}}" for n in range(MOST_PROBLEMS + 50)
    )
    file = tmp_path / "a.yaml"
    file.write_text(paper("a", statements=lines), "utf-8")
    found = faults(file)
    assert len(found) == MOST_PROBLEMS + 1
    assert f"more than {MOST_PROBLEMS} names lead nowhere; repair these first" in {fault.message for fault in found}


def test_own_terms_belong_to_their_file_alone(papers: Path) -> None:
    """A term one paper declares is unknown in another, until the shared catalogue takes it up."""
    text = (papers / "birch2020.yaml").read_text("utf-8")
    (papers / "birch2020.yaml").write_text(text.replace("CD19 CAR-T", "alderamab"), "utf-8")
    with pytest.raises(Problems, match=r"birch2020.yaml:\d+:16: statements.3.treatment: unknown term 'alderamab'"):
        corpus.load(papers)


def test_a_case_may_be_left_out_only_where_there_is_one(tmp_path: Path) -> None:
    """The paper's only patient is meant; a cited paper's patient never is."""
    head = "cites: {elm2010: discusses}\ncases: {a: {}, elm2010: {}}"
    file = tmp_path / "a.yaml"
    file.write_text(paper("a", head), "utf-8")
    read_paper = corpus.load_files([file]).papers[0]
    assert read_paper.case_of(read_paper.statements[0]) == "a"


def test_what_remains_of_an_invalid_file_keeps_each_statement_in_its_place() -> None:
    """A fault found in the remainder is told at the place of the file."""
    kept = 0
    for file in INVALID:
        try:
            tree = scan(file.read_bytes(), file.name)
        except Problems:
            continue
        left, value = remainder(tree, file.stem, "fever"), tree.value
        if isinstance(value, dict) and {"cases", "statements"} <= value.keys():
            assert left is not None
            assert len(left.statements) == len(value["statements"])
            kept += 1
        else:
            assert left is None
    assert kept > 30


@pytest.mark.parametrize(
    "broken",
    [
        "statements: x",
        "statements: []",
        "statements: [x, {}, [], {id: {}}, {id: a, finding: []}, {id: b, finding: {}, anchor: x}]",
        "cases: []",
        "cases: x",
        "cases: {A B: {}}",
        "cases: {a: x}",
        "cites: {b: x, C: discusses}",
        "terms: [x, {}, {label: []}]",
        "curated: x",
        "authors: []",
        "authors: [[], {}]",
        "id: []",
        "read: {}",
    ],
)
def test_any_misshapen_field_is_told_and_raises_nothing_else(broken: str, tmp_path: Path) -> None:
    """The pass over the remainder never turns a fault of the file into one of ours."""
    field = broken.partition(":")[0]
    kept = [line for line in paper("a").splitlines(keepends=True) if not line.startswith((f"{field}:", "  - "))]
    if field != "statements":
        kept.append("  - {id: s, finding: fever, anchor: {section: X}}\n")
    file = tmp_path / "a.yaml"
    file.write_text(f"{broken}\n{''.join(kept)}", "utf-8")
    assert faults(file)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Take the invented paper, put something else in one to three of its places, and write it as YAML again."""
    tree = deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = tree
        key: Any = draw(st.sampled_from(sorted(holder)))
        while isinstance(holder[key], dict | list) and holder[key] and draw(st.booleans()):
            holder = holder[key]
            key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        holder[key] = draw(
            st.sampled_from(["", "x", "day 3", [], ["x"], [["x"]], {}, {"x": "y"}, [{"x": "y"}], [""], {"": ""}])
        )
    return str(yaml.safe_dump(tree))


@given(spoilt())
def test_whatever_a_hand_puts_in_a_place_ends_in_problems_or_in_a_paper(text: str) -> None:
    """The pass over the remainder never turns a fault of the file into one of ours, nor tells one twice."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "alder2021.yaml"
        file.write_text(text, "utf-8")
        found = faults(file)
    assert len(set(found)) == len(found)


def test_a_new_file_passes_its_own_check(tmp_path: Path) -> None:
    """The template is a paper with one statement of each common kind, to be overwritten."""
    file = tmp_path / "smith2024.yaml"
    file.write_text(template("smith2024"), "utf-8")
    assert [one.id for one in corpus.load_files([file]).papers] == ["smith2024"]


@pytest.mark.parametrize("name", ["", "A", "../a", "a b", "a/b", "é"])
def test_a_new_file_needs_an_id_that_can_be_one(name: str) -> None:
    """The message says what an id is made of, with an example."""
    with pytest.raises(Problems, match="such as smith2024"):
        template(name)
