"""One paper, one file: a new case touches nothing else and shows in every output."""

from __future__ import annotations

import csv
import io
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

import caseweave
from caseweave.model.identifiers import case_iri, graph_iri, paper_iri

PAPER = "dogwood2024"
TEXT = f"""\
id: {PAPER}
title: An invented patient who came later
authors: [Dogwood G]
journal: Invented Letters
year: 2024
read: full text
curated: {{on: 2026-01-31}}
terms:
  - {{label: dogwoodamab, broader: monoclonal antibody, definition: An invented antibody.}}
cases:
  {PAPER}: {{zero: infusion}}
statements:
  - {{id: age, demographic: age, value: 61, unit: a, anchor: {{section: Case}}}}
  - {{id: b-all, diagnosis: B-ALL, anchor: {{section: Case}}}}
  - {{id: antibody, treatment: dogwoodamab, when: 9 d before infusion, anchor: {{section: Case}}}}
  - {{id: infusion, treatment: tisagenlecleucel, when: day 0, anchor: {{section: Case}}}}
  - {{id: crs, adverse event: cytokine release syndrome, grade: 1, when: day 1, anchor: {{section: Case}}}}
"""


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def before(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build the invented papers alone."""
    return built(invented, tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def after(invented: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build them with one paper more, and see that this changed nothing else."""
    papers = Path(shutil.copytree(invented, tmp_path_factory.mktemp("papers") / "papers"))
    kept = {name: tree(root / name) for name in ("graph", "ontology", "sources")}
    old = tree(papers)
    (papers / f"{PAPER}.yaml").write_text(TEXT, "utf-8")
    files = built(papers, tmp_path_factory.mktemp("after"))
    assert {name: tree(root / name) for name in kept} == kept
    assert {name: hashed for name, hashed in tree(papers).items() if name != f"{PAPER}.yaml"} == old
    return files


def built(papers: Path, place: Path) -> dict[str, bytes]:
    """Build every output of a folder of papers."""
    names = caseweave.build(caseweave.load(papers), place / "out")
    return {name: (place / "out" / name).read_bytes() for name in names}


def quads(data: bytes, form: ox.RdfFormat) -> set[str]:
    """Read a graph again."""
    return set(map(str, ox.parse(io.BytesIO(data), format=form)))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("graph.nq", ox.RdfFormat.N_QUADS),
        ("graph.trig", ox.RdfFormat.TRIG),
        ("graph.jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_the_graph_has_the_case_in_a_named_graph_of_its_own(
    name: str, form: ox.RdfFormat, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """All that was there is there still; what the graph says of itself, its counts and digests, is new."""
    old, new = (
        {quad for quad in quads(made[name], form) if not quad.endswith(f"<{graph_iri('meta')}>")}
        for made in (before, after)
    )
    assert old < new
    assert any(quad.startswith(f"<{paper_iri(PAPER)}> ") and f"<{case_iri(PAPER)}>" in quad for quad in new - old)
    assert sum(quad.endswith(f"<{graph_iri(PAPER)}>") for quad in new - old) > 50


def test_the_network_has_the_case_and_what_it_shares(after: dict[str, bytes], before: dict[str, bytes]) -> None:
    """As GraphML and as a page."""
    for name in ("graph.graphml", "network.html"):
        assert b"Dogwood 2024" in after[name]
        assert b"Dogwood" not in before[name]


def test_the_statement_table_has_its_statements(after: dict[str, bytes]) -> None:
    """Five more rows, in their place."""
    rows = list(csv.DictReader(io.StringIO(after["statements.csv"].decode())))
    own = [row for row in rows if row["said_by"] == PAPER]
    assert [row["label"] for row in own] == [
        "age",
        "B-ALL",
        "dogwoodamab",
        "tisagenlecleucel",
        "cytokine release syndrome",
    ]
    assert [row["earliest"] for row in own][2:] == ["-9", "0", "1"]
    assert [row["said_by"] for row in rows] == sorted(row["said_by"] for row in rows)


@pytest.mark.parametrize("name", ["comparison.csv", "comparison.md", "comparison.html"])
def test_the_comparison_has_its_column(name: str, after: dict[str, bytes], before: dict[str, bytes]) -> None:
    """With its antibody, which the shared catalogue does not know."""
    for text in (b"dogwoodamab", b"tisagenlecleucel"):
        assert text in after[name]
    assert b"dogwood" not in before[name].lower()
    assert b"dogwood2024" in after[name] or b"Dogwood 2024" in after[name]


def test_the_manifest_counts_it(after: dict[str, bytes]) -> None:
    """As a paper and as a named graph."""
    manifest = json.loads(after["manifest.json"])
    assert manifest["papers"][PAPER] == {"statements": 5, "sha256": sha256(TEXT.encode()).hexdigest()}
    assert manifest["graphs"][PAPER]["quads"] > 50


def test_every_output_knows_the_new_paper(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """No file of a build is made from a list of papers kept somewhere else."""
    tables = ["comparison.csv", "comparison.html", "comparison.md", "statements.csv"]
    graphs = ["graph.graphml", "graph.jsonld", "graph.nq", "graph.trig", "index.html", "network.html", "manifest.json"]
    assert before.keys() == after.keys()
    assert [name for name in tables + graphs if before[name] == after[name]] == []
