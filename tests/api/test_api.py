"""The library as users hold it."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from rdflib import Dataset

import caseweave
from caseweave import KnowledgeGraph, Problems
from caseweave.api import make, outputs
from caseweave.rdf.sparql import QueryRefusedError
from caseweave.rdf.store import QueryError

FILES = [
    "comparison.csv",
    "comparison.docx",
    "comparison.html",
    "comparison.md",
    "comparison.tex",
    "comparison.xlsx",
    "graph.graphml",
    "graph.jsonld",
    "graph.nq",
    "graph.trig",
    "index.html",
    "manifest.json",
    "network.html",
    "statements.csv",
]


@pytest.fixture(scope="module")
def made(kg: KnowledgeGraph) -> dict[str, bytes]:
    """Make every output of the invented papers."""
    return make(kg)


def test_papers_load_from_a_path_or_its_text(invented: Path) -> None:
    """Both spell the same corpus."""
    assert (
        repr(caseweave.load(invented))
        == repr(caseweave.load(str(invented)))
        == "<KnowledgeGraph: 3 papers, 38 statements>"
    )


def test_faults_are_raised_as_records(tmp_path: Path) -> None:
    """A program can act on them."""
    (tmp_path / "a.yaml").write_text("id: a\n", "utf-8")
    with pytest.raises(Problems) as found:
        caseweave.load(tmp_path)
    assert {problem.message for problem in found.value.problems} >= {
        "missing; add `title: …`",
        "missing; add `cases: …`",
    }


def test_each_answer_is_of_its_kind(kg: KnowledgeGraph) -> None:
    """Tables are frames, the graph is a Dataset, the network is of networkx."""
    assert isinstance(kg.query("cases"), pd.DataFrame)
    assert isinstance(kg.statements.frame(), pd.DataFrame)
    assert isinstance(kg.comparison.frame(), pd.DataFrame)
    assert isinstance(kg.network.graph, nx.MultiDiGraph)
    assert isinstance(kg.graph, Dataset)


def test_a_sparql_text_is_answered_in_a_child_and_a_name_is_not_mistaken_for_one(kg: KnowledgeGraph) -> None:
    """Anything with a brace or a blank is a text."""
    cases = "?c a <https://w3id.org/caseweave/ontology#Case> ; <http://purl.org/dc/terms/identifier> ?case"
    frame = kg.query(f"SELECT ?case {{ {cases} }} ORDER BY ?case")
    assert frame["case"].to_list() == ["alder2021", "birch2020", "cedar2022-a", "cedar2022-b"]
    with pytest.raises(QueryRefusedError, match="SERVICE asks another server"):
        kg.query("SELECT * { SERVICE <http://example.org/> {} }")
    with pytest.raises(QueryError, match="error at 1:"):
        kg.query("SELECT * {")
    with pytest.raises(QueryRefusedError, match="did you mean 'cases'"):
        kg.query("casess")


def test_a_text_with_a_header_is_bound_like_a_shipped_query(kg: KnowledgeGraph) -> None:
    """Its defaults hold, its parameters can be set, others are refused."""
    text = "#+ param: x | a text | one\n#+ column: x | it\nSELECT ?x { VALUES ?x { 'one' 'two' } }"
    assert kg.query(text)["x"].to_list() == ["one"]
    assert kg.query(text, x="two")["x"].to_list() == ["two"]
    with pytest.raises(QueryRefusedError, match="has no parameter 'y'"):
        kg.query(text, y="two")


def test_a_build_writes_every_file_and_says_so(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """The names come back in order; each step is told."""
    steps: list[str] = []
    names = caseweave.build(kg, tmp_path / "out", steps.append)
    assert list(names) == sorted(item.name for item in (tmp_path / "out").iterdir())
    assert set(FILES) <= set(names)
    assert steps[:3] == ["the check", "the graph", "the graph as JSON-LD"]


def test_what_serves_nobody_at_a_size_is_left_out_and_named(
    kg: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the manifest, with the reason; the rest is as it was."""
    small = [replace(step, most=2) if step.most else step for step in outputs.STEPS]
    whole = caseweave.build(kg, tmp_path / "whole")
    monkeypatch.setattr(outputs, "STEPS", small)
    names = caseweave.build(kg, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert set(whole) - set(names) == set(told["left out"]) >= {"comparison.html", "index.html", "graph.jsonld"}
    assert {name for step in outputs.STEPS for name in step.files} == {*whole} - {"manifest.json"}
    assert told["left out"]["network.html"] == "4 cases; made of up to 2"
    assert (tmp_path / "out" / "graph.nq").read_bytes() == kg.nquads


def test_the_manifest_says_what_a_build_was_made_from(kg: KnowledgeGraph, invented: Path, tmp_path: Path) -> None:
    """Each paper and graph with its count and hash, and no clock, path or name of the machine."""
    caseweave.build(kg, tmp_path / "out")
    text = (tmp_path / "out" / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)
    assert manifest["caseweave"] == caseweave.__version__
    assert manifest["papers"]["birch2020"] == {
        "statements": 6,
        "sha256": sha256((invented / "birch2020.yaml").read_bytes()).hexdigest(),
    }
    assert sum(graph["quads"] for graph in manifest["graphs"].values()) == kg.nquads.count(b"\n")
    assert str(tmp_path) not in text
    assert str(invented) not in text


def test_the_graph_that_is_written_is_sorted_and_each_line_stands_once(made: dict[str, bytes]) -> None:
    """graph.nq is canonical: its hash is the hash of the graph."""
    lines = made["graph.nq"].splitlines()
    assert lines == sorted(set(lines))


def test_the_network_that_is_written_is_the_network(made: dict[str, bytes], kg: KnowledgeGraph, tmp_path: Path) -> None:
    """GraphML read again has the same nodes and edges."""
    (tmp_path / "graph.graphml").write_bytes(made["graph.graphml"])
    read, network = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True), kg.network.graph
    assert set(read.nodes) == set(network.nodes)
    assert read.number_of_edges() == network.number_of_edges()


def test_the_network_shows_itself_in_a_sandboxed_frame(kg: KnowledgeGraph) -> None:
    """A notebook runs nothing of the page outside its frame."""
    shown = kg.network._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts')
    assert "<script" not in shown
